"""What a file is, by its content."""

import io
import zipfile

import pytest

from knowledge.errors import UnreadableFileError
from knowledge.sniff import FileKind, file_kind, has_macros


def zipped(*members, **contents):
    """The bytes of a ZIP file with these member names; what `contents` says is in them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in (*members, *contents):
            archive.writestr(member, contents.get(member, "x"))
    return buffer.getvalue()


def open_document(sort, **contents):
    """The bytes of an OpenDocument file of that sort."""
    kind = f"application/vnd.oasis.opendocument.{sort}"
    return zipped("content.xml", mimetype=kind, **contents)


def compound(stream):
    """The bytes of a compound file with a stream of that name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")


LETTER = b"Subject: =?utf-8?B?S0g=?=\r\nFrom: An <an@tinh.gov.vn>\r\n\r\nKinh gui"
SAVED = b"From: <Saved by Blink>\r\nSubject: KH\r\nMIME-Version: 1.0\r\nContent-Type: multipart/"


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
        (b"BM01. M\xe1\xba\xabu", FileKind.TEXT),
        (b"BM\x36\x00\x03\x00\x00\x00\x00\x00\x36", FileKind.IMAGE),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", FileKind.IMAGE),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00", FileKind.IMAGE),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00", FileKind.IMAGE),
        (LETTER, FileKind.MAIL),
        (
            b"Received: from mx\n\tby host\nDate: x\nContent-Type: multipart/mixed\n\n",
            FileKind.MAIL,
        ),
        (SAVED + b"related;\r\n\r\n", FileKind.WEB),
        (b"Subject: viec\nNoi dung: a@b\n", FileKind.TEXT),
        (zipped("word/document.xml"), FileKind.WORD),
        (zipped("word/document.xml", "word/vbaProject.bin"), FileKind.WORD),
        (zipped("xl/workbook.xml", "xl/vbaProject.bin"), FileKind.SHEET),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), FileKind.SLIDES),
        (zipped("ppt/a.txt", "word/b.txt"), FileKind.ARCHIVE),
        (open_document("text"), FileKind.OPEN_TEXT),
        (open_document("text-template"), FileKind.OPEN_TEXT),
        (open_document("spreadsheet"), FileKind.OPEN_SHEET),
        (compound("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"), FileKind.OLD_WORD),
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
        (b"PK\x03\x04 cut off", "bị cắt hoặc hỏng"),
        (b'<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?>', "dạng XML"),
        (open_document("presentation"), "OpenDocument"),
        (open_document("text", **{"META-INF/manifest.xml": "<encryption-data>"}), "mật khẩu"),
        (zipped("META-INF/container.xml", mimetype="application/epub+zip"), "EPUB"),
        (zipped("Index/Document.iwa"), "Pages"),
        (b"Rar!\x1a\x07\x01\x00", "RAR.*giải nén"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7z.*giải nén"),
        (b"\x1f\x8b\x08", "GZIP"),
        (bytes(257) + b"ustar", "TAR"),
        (b"SQLite format 3\x00", "cơ sở dữ liệu"),
        (b"MZ\x90\x00\x03\x00", "chương trình"),
        (b"\x00\x00\x00\x18ftypmp42", "phim"),
        (compound("PowerPoint Document"), r"\.ppt\b.*\.pptx"),
        (compound("__properties_version1.0"), r"\.msg.*\.eml"),
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


@pytest.mark.parametrize("name", ["a.csv", "kho/b.PY", "c.json", "d.docx.lnk", "e.tmp"])
def test_plain_text_under_a_foreign_ending_is_no_document(name):
    """Only its name tells a program or a table of data from a plan."""
    with pytest.raises(
        UnreadableFileError, match=f"^{name}: .*\\.{name.rpartition('.')[2].lower()} "
    ):
        file_kind("KẾ HOẠCH".encode(), name)


@pytest.mark.parametrize(
    "name", ["a.txt", "Kế hoạch 90", "Kế hoạch 90.2024", "KH 15.KH-UBND", "b.docx", ".txt", "c."]
)
def test_plain_text_without_a_foreign_ending_is_read(name):
    """Numbers and codes behind a full stop are no ending."""
    assert file_kind("KẾ HOẠCH".encode(), name) is FileKind.TEXT


@pytest.mark.parametrize(
    ("data", "macros"),
    [
        (zipped("word/document.xml", "word/vbaProject.bin"), True),
        (open_document("text", **{"Basic/script-lc.xml": "x"}), True),
        (compound("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"), True),
        (zipped("word/document.xml"), False),
        (b"_VBA_PROJECT vbaProject.bin", False),
    ],
)
def test_macros_are_seen(data, macros):
    """In packages and in compound files."""
    assert has_macros(data) is macros
