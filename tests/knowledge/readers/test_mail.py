"""Letters saved as files."""

import email.policy
from email.message import EmailMessage

import pytest
from making.docx import docx, p

from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document, read_documents
from knowledge.readers.archive import open_archive
from knowledge.readers.mail import open_letter

PLAN = (
    "KẾ HOẠCH\nTrồng cây năm 2024\n\nI. NỘI DUNG\n1. Sở Xây dựng chủ trì trồng cây, xong trước "
    "ngày 30/6/2024.\n"
)
NOTE = "Kính gửi anh chị, em gửi kèm kế hoạch để anh chị xem và cho ý kiến ạ."
LOGO = b"\x89PNG\r\n\x1a\n logo"


def letter(note=NOTE, page=None, files=(), logo=None):
    """The bytes of a letter; files by name."""
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"] = "Nguyễn An <an@tinh.gov.vn>", "so@tinh.gov.vn"
    made["Subject"] = "Kế hoạch trồng cây"
    if note is not None:
        made.set_content(note)
    if page is not None:
        made.add_alternative(page, subtype="html")
    if logo is not None:
        shown = made.get_payload()[-1] if page is not None else made
        shown.add_related(logo, "image", "png", cid="<logo@x>", filename="logo.png")
    for name, data in dict(files).items():
        made.add_attachment(data, "application", "octet-stream", filename=name)
    return made.as_bytes()


def word(text):
    """A Word file of these lines."""
    return docx("".join(p(line) for line in text.splitlines()))


def test_a_file_that_came_with_a_letter_is_the_document():
    """The covering note is none of it, which is said."""
    document = parse_document(letter(files={"Kế hoạch.docx": word(PLAN)}), "thư.eml")

    assert [task.leads[0].text for task in document.assignments] == ["Sở Xây dựng"]
    assert "gửi kèm" not in document.text
    assert any("không đọc lời thư" in warning for warning in document.warnings)


def test_several_files_are_several_documents(tmp_path):
    """Each under its own name; one that cannot be read is named with its reason."""
    other = PLAN.replace("Xây dựng", "Y tế").encode()
    files = {"Kế hoạch.docx": word(PLAN), "số liệu.csv": b"1,2", "kh2.txt": other}
    (tmp_path / "thư.eml").write_bytes(letter(files=files))
    read = read_documents(tmp_path / "thư.eml")

    assert sorted(each.source_file for each in read.documents) == [
        "thư.eml/Kế hoạch.docx",
        "thư.eml/kh2.txt",
    ]
    (reason,) = read.refused
    assert reason.startswith("thư.eml/số liệu.csv: ")
    with pytest.raises(UnreadableFileError, match=r"thư\.eml: thư có 3 tệp .*Kế hoạch\.docx"):
        parse_document((tmp_path / "thư.eml").read_bytes(), "thư.eml")


def test_a_letter_without_files_is_read_itself():
    """As a page, where it is written as one: that keeps its tables."""
    rows = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    page = f"<html><body>{rows}<table><tr><td>Việc<td>Chủ trì<tr><td>a<td>Sở Y tế</table></body>"

    assert "Sở Xây dựng chủ trì" in parse_document(letter(PLAN), "a.eml").text
    assert "| a | Sở Y tế |" in parse_document(letter("xem", page), "a.eml").text


def test_a_logo_is_no_file_of_a_letter():
    """A picture that the text shows; without any text it is what was sent."""
    page = '<p>Kính gửi</p><img src="cid:logo@x">'
    with_plan = open_letter(letter(NOTE, page, {"a.docx": b"x"}, LOGO), "a.eml")
    alone = open_letter(letter("x", page, (), LOGO), "a.eml")

    assert [file.name for file in with_plan.files] == ["a.eml/a.docx"]
    assert [file.name for file in alone.files] == ["a.eml/logo.png"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('filename="=?utf-8?B?S+G6vyBob+G6oWNoLnR4dA==?="', "Kế hoạch.txt"),
        ("filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch.txt", "Kế hoạch.txt"),
        ('filename="Kế hoạch.txt"', "Kế hoạch.txt"),
        ('filename="../../a.txt"', ".._.._a.txt"),
        ('filename="=?khong-co?B?eA==?="', "=?khong-co?B?eA==?="),
    ],
)
def test_names_of_files_are_read_as_programs_write_them(header, name):
    """Encoded in one of three ways, and harmless."""
    data = (
        "From: a@b.vn\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        f"Content-Disposition: attachment; {header}\r\n\r\nxin chao\r\n--x--\r\n"
    )
    (file,) = open_letter(data.encode(), "t.eml").files
    assert file.name.removeprefix("t.eml/").replace("/", "_") == name.replace(".._.._", "")


def test_a_forwarded_letter_is_opened():
    """A letter that came with a letter, and with it the plan."""
    outer = EmailMessage(policy=email.policy.SMTP)
    outer["From"], outer["Subject"] = "b@x.vn", "Chuyển tiếp"
    outer.set_content("x")
    inner = email.message_from_bytes(
        letter(files={"a.docx": word(PLAN)}), policy=email.policy.default
    )
    outer.add_attachment(inner)

    assert "Sở Xây dựng chủ trì" in parse_document(outer.as_bytes(), "t.eml").text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (letter("x", files={f"{n}.txt": b"x" for n in range(101)}), "quá 100 tệp"),
        (letter(" "), "không có chữ"),
        (b"From: a@b.vn\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n", "không có chữ"),
    ],
)
def test_bad_letters_are_refused(data, reason):
    """Each with its reason."""
    with pytest.raises(UnreadableFileError, match=f"^t.eml: .*{reason}"):
        parse_document(data, "t.eml")


def test_letters_nested_without_end_are_refused():
    """A letter in a letter, a thousand times."""
    opening = "From: a@b.vn\r\nContent-Type: message/rfc822\r\n\r\n"
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(2_000)
    )
    for data in (opening * 2_000, f"From: a@b.vn\r\n{parts}"):
        with pytest.raises(UnreadableFileError, match="t.eml"):
            open_archive(data.encode(), "t.eml")
            parse_document(data.encode(), "t.eml")
