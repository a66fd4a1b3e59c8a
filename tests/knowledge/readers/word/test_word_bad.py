"""Word files that are damaged or meant to harm."""

import io
import random
import zipfile

import pytest
from making.docx import XML, W, docx, p, plan_docx, run, zipped

from knowledge.errors import UnreadableFileError
from knowledge.readers.sandbox import extract_apart
from knowledge.readers.word.word import read_word
from knowledge.shipped import shipped_documents

DOCUMENT = "word/document.xml"
PLAN = plan_docx(shipped_documents()[0].path.read_text("utf-8"))


def with_document(xml):
    """A package whose document is this XML."""
    return zipped({DOCUMENT: xml})


def document(body, *, declared=""):
    """The XML of a document."""
    return f"{XML}{declared}<w:document {W}><w:body>{body}</w:body></w:document>"


def entity_bomb():
    """Entities of entities: a gigabyte if they were resolved."""
    entities = '<!ENTITY a0 "ha">'
    entities += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return document("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", declared=f"<!DOCTYPE x [{entities}]>")


def encrypted():
    """A package with a member under a password."""
    data = bytearray(with_document(document(p("Điều 1."))))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_document(document(p() * 9_000_000)), "bung ra quá 50 MB"),
        (with_document(document(p("Điều 1.") * 60_000)), "dài quá 50000 đoạn"),
        (with_document(entity_bomb()), "hỏng"),
        (
            with_document(
                document(
                    "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
                    declared='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
                )
            ),
            "thực thể XML",
        ),
        (
            with_document(
                document(p("Điều 1."), declared='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')
            ),
            "thực thể XML",
        ),
        (with_document(document("<w:sdt><w:sdtContent>" * 3000)), "bị cắt hoặc hỏng"),
        (
            with_document(document("<w:smartTag>" * 3000 + p("x") + "</w:smartTag>" * 3000)),
            "bị cắt hoặc hỏng",
        ),
        (with_document(document(p("Điều 1."))[:-30]), "bị cắt hoặc hỏng"),
        (with_document("<html><body>Điều 1.</body></html>"), "không thấy nội dung"),
        (with_document(""), "bị cắt hoặc hỏng"),
        (zipped({"[Content_Types].xml": "", "word/other.xml": ""}), "không thấy nội dung"),
        (zipped({DOCUMENT: document("")} | {f"m{n}": "" for n in range(400)}), "thành phần"),
        (PLAN[: len(PLAN) // 2], "bị cắt hoặc hỏng"),
        (encrypted(), "mật khẩu"),
        (with_document(document("")), "không có nội dung"),
        (docx(p(run("") + "<w:r><w:drawing/></w:r>")), "chỉ chứa hình ảnh"),
    ],
    ids=[
        "zip bomb", "too long", "entity bomb", "external entity", "external DTD", "deep and open",
        "deep", "cut XML", "HTML", "empty XML", "no document", "members", "cut file", "password",
        "empty", "pictures",
    ],
)  # fmt: skip
def test_each_is_refused_with_its_reason(data, reason):
    """The message names the file and the reason, through the sandbox as well as without."""
    with pytest.raises(UnreadableFileError, match=f"^ke hoach.docx: .*{reason}"):
        extract_apart(data, "ke hoach.docx")


def test_a_wrong_checksum_is_told():
    """A bit that turned on the way to us."""
    data = bytearray(PLAN)
    data[data.index(b"word/document.xml") + 60] ^= 0xFF

    with pytest.raises(UnreadableFileError, match="hỏng"):
        read_word(bytes(data), "a.docx")


def test_external_relations_are_left_alone():
    """A part that lies elsewhere is not there: nothing is fetched."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/styles" Target="http://127.0.0.1:9/s" TargetMode="External"/>'
        '<Relationship Id="b" Type="x/numbering" Target="../../../etc/passwd"/></Relationships>'
    )
    data = zipped({DOCUMENT: document(p("Điều 1.")), "word/_rels/document.xml.rels": relations})

    assert read_word(data, "a.docx").text == "Điều 1.\n"


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_are_read_or_refused(seed):
    """Whatever bytes of the package or of its XML turn, nothing but a refusal comes out."""
    chance = random.Random(seed)
    data = _spoilt(chance, PLAN) if seed % 2 else _with_spoilt_xml(chance, PLAN)
    try:
        extract = read_word(data, "a.docx")
    except UnreadableFileError as error:
        assert str(error).startswith("a.docx: ")
    else:
        assert extract.text.endswith("\n")


def _spoilt(chance: random.Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt[: chance.choice([len(spoilt), chance.randrange(len(spoilt))])])


def _with_spoilt_xml(chance: random.Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, xml in members.items():
        tags = xml.split("<")
        for _ in range(chance.randint(0, 6)):
            first, second = chance.randrange(1, len(tags)), chance.randrange(1, len(tags))
            change = chance.choice(["swap", "drop", "double", "value"])
            if change == "swap":
                tags[first], tags[second] = tags[second], tags[first]
            elif change == "value":
                tags[first] = tags[first].replace('val="', f'val="{chance.choice("-x9")}')
            else:
                tags[first] = "" if change == "drop" else f"{tags[first]}<{tags[first]}"
        members[name] = "<".join(tag for tag in tags if tag or chance.random() < 0.5)
    return zipped(members)


def test_macros_are_left_alone_and_told():
    """Only the words of a .docm are read."""
    with zipfile.ZipFile(made := io.BytesIO(docx(p("Điều 1."))), "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    read = extract_apart(made.getvalue(), "a.docm")

    assert read.text.strip() == "Điều 1." and "không chạy macro" in read.warnings[-1]
