"""What a file is, by its content."""

import io
import zipfile

import pytest

from knowledge.errors import UnreadableFileError
from knowledge.sniff import FileKind, file_kind


def zipped(*members):
    """The bytes of a ZIP file with these member names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (b"\n\n%PDF-1.4", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE),
        (b"\xff\xd8\xff\xe0", FileKind.IMAGE),
        (b"{\\rtf1\\ansi", FileKind.RICH_TEXT),
        (b"<!DOCTYPE html><html>", FileKind.WEB),
        ("\ufeff<html><body>".encode("utf-16"), FileKind.WEB),
        (b"<!-- saved from url=(0014)about:internet -->\n<p class=a>", FileKind.WEB),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", FileKind.WEB),
        ("KẾ HOẠCH".encode(), FileKind.TEXT),
        (b"a < b", FileKind.TEXT),
        (b"<!---->" * 500 + b"text", FileKind.TEXT),
        (zipped("word/document.xml"), FileKind.WORD),
        (zipped("xl/workbook.xml"), FileKind.SHEET),
        (zipped("a.txt", "b.pdf"), FileKind.ARCHIVE),
    ],
)
def test_kind_is_told_by_content(data, kind):
    """Names play no part: a .txt that holds a PDF is a PDF."""
    assert file_kind(data, "ke-hoach.txt") is kind


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped("word/document.xml", "word/vbaProject.bin"), "macro"),
        (b"PK\x03\x04 cut off", "bị cắt hoặc hỏng"),
        (b'<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?>', "dạng XML"),
        (zipped("ppt/slides/slide1.xml"), "PowerPoint"),
        (zipped("mimetype", "content.xml"), "OpenDocument"),
        (zipped("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "mật khẩu",
        ),
    ],
)
def test_what_is_not_read_is_refused_with_its_reason(data, reason):
    """The message names the file and the reason."""
    with pytest.raises(UnreadableFileError, match=f"^ke-hoach.docx: .*{reason}"):
        file_kind(data, "ke-hoach.docx")
