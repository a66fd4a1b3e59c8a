"""Old Word files, opened by LibreOffice."""

import shutil
import subprocess
from email.message import EmailMessage

import pytest
from making.docx import docx, level, numbering, p, plan_docx, table, zipped
from making.sheet import data_of, task_sheet

from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document, read_document
from knowledge.readers.archive import inner_kind
from knowledge.readers.formats import is_for_office
from knowledge.readers.office import find_office, read_old_word, to_pdf
from knowledge.readers.sandbox import extract_apart
from knowledge.shipped import shipped_documents

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
LANG_SON = next(each for each in shipped_documents() if "lang-son" in each.path.stem)
RTF = rb"{\rtf1\ansi {\fonttbl{\f0 Times;}} \u272?i\u7873?u 1. Nay ban h\u224?nh.\par}"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "WordDocument".encode("utf-16-le")


@pytest.fixture
def converted(tmp_path):
    """Converts the bytes of a file from one ending to another."""

    def convert(data: bytes, source: str, target: str) -> bytes:
        (tmp_path / f"plan.{source}").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", target, f"plan.{source}"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        return (tmp_path / f"plan.{target}").read_bytes()

    return convert


@needs_office
def test_an_old_plan_numbered_by_word_reads_as_its_text(converted):
    """Numbers, leads and timings of a .doc are those of the text it was made from."""
    original = read_document(LANG_SON.path)
    made = parse_document(
        converted(plan_docx(LANG_SON.path.read_text("utf-8")), "docx", "doc"), "a.doc"
    )

    def said(document):
        return (
            [(s.path, s.label) for s in document.sections if s.label and s.kind.value != "bullet"],
            [(a.path, [m.text for m in a.leads]) for a in document.assignments],
        )

    assert said(made) == said(original)


@needs_office
def test_rich_text_is_read():
    """An .rtf goes the same way."""
    assert extract_apart(RTF, "a.rtf").text == "Điều 1. Nay ban hành.\n"


@needs_office
def test_a_pdf_is_made_of_a_word_file(tmp_path, monkeypatch):
    """For pictures of pages; the working folder is left as it was."""
    monkeypatch.chdir(tmp_path)

    assert to_pdf(docx(p("Điều 1.")), "a.docx").startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


@needs_office
def test_what_office_cannot_open_is_refused():
    """A compound file that only claims to be of Word."""
    data = COMPOUND + bytes(600) + WORD + bytes(4000)

    with pytest.raises(UnreadableFileError, match=r"^a\.doc: .*\.docx"):
        extract_apart(data, "a.doc")


def test_without_office_an_old_file_is_refused_with_advice(monkeypatch):
    """It is never read without its numbers in silence."""
    monkeypatch.setenv("PATH", "")
    assert shutil.which("soffice") is None

    with pytest.raises(UnreadableFileError, match=r"^a\.doc: .*LibreOffice.*lưu lại.*\.docx"):
        read_old_word(COMPOUND + bytes(512) + WORD, "a.doc")


def test_passwords_of_old_files_are_told():
    """Before anything opens the file."""
    flags = b"\xec\xa5\xc1\x00".ljust(10, b"\0") + b"\x00\x01"
    with pytest.raises(UnreadableFileError, match="^a.doc: .*mật khẩu"):
        extract_apart(COMPOUND.ljust(512, b"\0") + flags + WORD, "a.doc")


@needs_office
@pytest.mark.parametrize("ending", ["odt", "ott"])
def test_an_open_document_reads_as_word_does(converted, ending):
    """Automatic numbers and rows of tables are those of the file it was made from."""
    body = p("Thu thập số liệu", number=(1, 0)) + table(["Việc", "Chủ trì"], ["a", "Sở Y tế"])
    lists = numbering({1: level(0, "decimal", "%1.")}, {1: (1, "")})
    word = docx(body, numbering=lists)

    assert extract_apart(converted(word, "docx", ending), f"a.{ending}").text == (
        extract_apart(word, "a.docx").text
    )


@needs_office
def test_an_open_sheet_reads_as_excel_does(converted):
    """Cell by cell."""
    sheet = data_of(task_sheet())

    assert extract_apart(converted(sheet, "xlsx", "ods"), "a.ods").text == (
        extract_apart(sheet, "a.xlsx").text
    )


def letter(name, data):
    """The bytes of a letter with which a file comes."""
    made = EmailMessage()
    made["From"] = made["To"] = "an@tinh.gov.vn"
    made.add_attachment(data, "application", "octet-stream", filename=name)
    return made.as_bytes()


@needs_office
@pytest.mark.parametrize("wrapped", ["zip", "eml", "zip in eml"])
def test_an_old_file_in_another_is_read(wrapped):
    """The only one of an archive or of a letter, which alone decides what the reader may start."""
    data = letter("a.rtf", RTF) if wrapped == "eml" else zipped({"a.rtf": RTF})
    if wrapped == "zip in eml":
        data = letter("a.zip", data)

    assert "Điều 1. Nay ban hành." in extract_apart(data, "b").text


@pytest.mark.parametrize("inner", ["a.txt", "a.pdf", "two"])
def test_what_holds_no_old_file_starts_no_office(inner):
    """The kind of what is inside, without a file that needs another program."""
    files = {"a.txt": b"x", "b.rtf": RTF} if inner == "two" else {inner: b"%PDF-1.4"}

    assert not is_for_office(inner_kind(zipped(files), "a.zip"))
