"""What a file is, told by its content and never by its name."""

import io
import re
import zipfile
from enum import StrEnum

from knowledge.errors import UnreadableFileError


class FileKind(StrEnum):
    """The formats that are told apart; the value is how an admin calls them."""

    TEXT = "văn bản thuần"
    WORD = "Word (.docx)"
    OLD_WORD = "Word đời cũ (.doc)"
    RICH_TEXT = "RTF"
    PDF = "PDF"
    IMAGE = "ảnh"
    WEB = "trang web"
    SHEET = "Excel (.xlsx)"
    OLD_SHEET = "Excel đời cũ (.xls)"
    ARCHIVE = "ZIP"


_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of the streams of a compound file stand in its directory in UTF-16.
_STREAM = {name: name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book")}
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
# The stream of a .doc opens with this sign at the start of a sector; a flag says "encrypted".
_WORD_SIGN = b"\xec\xa5"
_SECTOR, _FLAGS, _ENCRYPTED = 512, 0x0B, 0x01
_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*)*<(!doctype\s+html|html|head|body|div|table|"
    rb"meta|title|style|script|link|p|h[1-6]|span|center|font|article|section|main)\b",
    re.IGNORECASE | re.DOTALL,
)
# Word can save a whole document as one XML file, often named .doc. LibreOffice opens it, but
# shifts its numbers by a level.
_WORD_XML = re.compile(rb"<\?mso-application\s+progid=.Word\.Document")
_MIME = re.compile(rb"(?im)^(MIME-Version:|Content-Type:\s*multipart/related)")
_HEAD = 4096


def file_kind(data: bytes, name: str) -> FileKind:
    """The format of the bytes; what looks like nothing else is plain text.

    Raises:
        UnreadableFileError: The file is encrypted, holds macros, or is a format that is not read.
    """
    head = data[:_HEAD]
    if head.startswith(b"%PDF") or b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zipped(data, name)
    if head.startswith(_COMPOUND):
        return _compound(data, name)
    if head.startswith(b"{\\rtf"):
        return FileKind.RICH_TEXT
    if head.startswith(_IMAGES) or head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.IMAGE
    plain = _narrow(head)
    if _WORD_XML.search(plain):
        raise UnreadableFileError(
            f"{name}: tệp Word dạng XML chưa đọc được; hãy mở bằng Word và lưu lại dưới dạng .docx."
        )
    if _HTML.match(plain) or _MIME.search(plain) and b"multipart" in plain.lower():
        return FileKind.WEB
    return FileKind.TEXT


def _narrow(head: bytes) -> bytes:
    """The opening bytes with byte-order marks and the zeros of UTF-16 left out."""
    return head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")


def _zipped(data: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFileError(
            f"{name}: tệp bị cắt hoặc hỏng (ZIP không đọc được); hãy lưu lại và gửi lại."
        ) from error
    if any(member.endswith("vbaProject.bin") for member in members):
        raise UnreadableFileError(
            f"{name}: tệp có macro nên không được nhận; hãy lưu lại dưới dạng .docx hoặc .xlsx."
        )
    if "word/document.xml" in members:
        return FileKind.WORD
    if "xl/workbook.xml" in members:
        return FileKind.SHEET
    if "[Content_Types].xml" in members and any(m.startswith("word/") for m in members):
        return FileKind.WORD
    if "mimetype" in members and "content.xml" in members:
        raise UnreadableFileError(
            f"{name}: tệp OpenDocument chưa đọc được; hãy lưu lại dưới dạng .docx hoặc .xlsx."
        )
    if "xl/workbook.bin" in members:
        raise UnreadableFileError(
            f"{name}: tệp Excel nhị phân (.xlsb) chưa đọc được; hãy lưu lại dưới dạng .xlsx."
        )
    if any(member.startswith("ppt/") for member in members):
        raise UnreadableFileError(
            f"{name}: tệp trình chiếu PowerPoint không phải văn bản; hãy gửi văn bản gốc."
        )
    return FileKind.ARCHIVE


def _compound(data: bytes, name: str) -> FileKind:
    if _ENCRYPTED_STREAM in data:
        raise UnreadableFileError(
            f"{name}: tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."
        )
    if _MACROS in data:
        raise UnreadableFileError(
            f"{name}: tệp có macro nên không được nhận; hãy lưu lại dưới dạng .docx hoặc .xlsx."
        )
    if _STREAM["WordDocument"] in data:
        if _is_encrypted_word(data):
            raise UnreadableFileError(
                f"{name}: tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."
            )
        return FileKind.OLD_WORD
    if _STREAM["Workbook"] in data or _STREAM["Book"] in data:
        return FileKind.OLD_SHEET
    raise UnreadableFileError(
        f"{name}: không phải tệp Word hay Excel; hãy gửi văn bản dưới dạng .docx hoặc .pdf."
    )


def _is_encrypted_word(data: bytes) -> bool:
    """Whether the first stream of a Word file in a compound file is under a password."""
    start = data.find(_WORD_SIGN)
    while start >= 0 and start % _SECTOR:
        start = data.find(_WORD_SIGN, start + 1)
    flags = data[start + _FLAGS : start + _FLAGS + 1]
    return start >= 0 and bool(flags) and bool(flags[0] & _ENCRYPTED)
