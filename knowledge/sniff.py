"""What a file is, told by its content; only of plain text does the name say more."""

import io
import re
import zipfile
import zlib
from enum import StrEnum

from knowledge.errors import UnreadableFileError
from knowledge.foreign import refuse_compound, refuse_opening, refuse_plain, refuse_zipped


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
    OPEN_TEXT = "OpenDocument (.odt)"
    OPEN_SHEET = "OpenDocument (.ods)"
    SLIDES = "PowerPoint (.pptx)"
    MAIL = "thư điện tử (.eml)"
    ARCHIVE = "ZIP"


_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
# Brands of pictures among the files of the ISO base media format; the others are films.
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_AVIF = (b"avif", b"avis")
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
# Browsers save pages in the form of letters, too, but as from nobody.
_HEADERS = re.compile(rb"([!-9;-~]+:[^\n]*\n([ \t][^\n]*\n)*)+")
_POSTED = re.compile(rb"(?im)^(Received|Return-Path|Delivered-To):|^(From|To|Cc):[^\n]*\w@\w")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_KINDS = {b"text": FileKind.OPEN_TEXT, b"spreadsheet": FileKind.OPEN_SHEET}
# Members in these folders, of a package that lost its main part or names it otherwise.
_FOLDERS = {"word/": FileKind.WORD, "ppt/": FileKind.SLIDES}
# What `zipfile` raises beside its own error.
_BROKEN = (ValueError, NotImplementedError, OSError, EOFError, RuntimeError)
_HEAD = 4096


def file_kind(data: bytes, name: str) -> FileKind:
    """The format of the bytes; what looks like nothing else is plain text.

    Raises:
        UnreadableFileError: The file is encrypted, or of a format that is not read.
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
    if _is_image(head):
        return FileKind.IMAGE
    refuse_opening(head, name)
    plain = _narrow(head)
    if _WORD_XML.search(plain):
        raise UnreadableFileError(
            f"{name}: tệp Word dạng XML chưa đọc được; hãy mở bằng Word và lưu lại dưới dạng .docx."
        )
    if _is_letter(plain):
        return FileKind.MAIL
    if _HTML.match(plain) or _MIME.search(plain) and b"multipart" in plain.lower():
        return FileKind.WEB
    refuse_plain(name)
    return FileKind.TEXT


def _is_image(head: bytes) -> bool:
    bitmap = head[:2] == b"BM" and head[6:10] == bytes(4)
    small = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    modern = is_heif(head) or head[4:8] == b"ftyp" and head[8:12] in _AVIF
    return head.startswith(_IMAGES) or bitmap or small or modern


def is_heif(data: bytes) -> bool:
    """Whether a picture is of the kind that iPhones take (.heic)."""
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF


def _is_letter(plain: bytes) -> bool:
    """Whether a file opens with the headers of a letter that was sent or is to be sent."""
    headers = _HEADERS.match(plain.replace(b"\r\n", b"\n"))
    return headers is not None and bool(_POSTED.search(headers[0]))


def has_macros(data: bytes) -> bool:
    """Whether an office file carries programs; none of them is ever run."""
    if data.startswith(_COMPOUND):
        return _MACROS in data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, *_BROKEN):
        return False
    return any(m.endswith("vbaProject.bin") or m.startswith("Basic/") for m in members)


def _narrow(head: bytes) -> bytes:
    """The opening bytes with byte-order marks and the zeros of UTF-16 left out."""
    return head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")


def _zipped(data: bytes, name: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            kind = _opening(archive, "mimetype")
            manifest = _opening(archive, "META-INF/manifest.xml")
    except (zipfile.BadZipFile, zlib.error, *_BROKEN) as error:
        raise UnreadableFileError(
            f"{name}: tệp bị cắt hoặc hỏng (ZIP không đọc được); hãy lưu lại và gửi lại."
        ) from error
    if kind.startswith(_OPEN_DOCUMENT):
        return _open_document(kind, manifest, name)
    if "word/document.xml" in members:
        return FileKind.WORD
    if "xl/workbook.xml" in members:
        return FileKind.SHEET
    for folder, office in _FOLDERS.items():
        if "[Content_Types].xml" in members and any(m.startswith(folder) for m in members):
            return office
    refuse_zipped(members, name)
    return FileKind.ARCHIVE


def _opening(archive: zipfile.ZipFile, member: str) -> bytes:
    """What a member begins with; nothing where there is none, or it is locked."""
    if member not in archive.namelist() or archive.getinfo(member).flag_bits & 1:
        return b""
    with archive.open(member) as stream:
        return stream.read(_HEAD)


def _open_document(kind: bytes, manifest: bytes, name: str) -> FileKind:
    if b"encryption-data" in manifest:
        raise _locked(name)
    sort = kind.removeprefix(_OPEN_DOCUMENT).strip().removesuffix(b"-template")
    if sort not in _OPEN_KINDS:
        raise UnreadableFileError(
            f"{name}: tệp OpenDocument này không phải văn bản hay bảng tính; hãy lưu lại dưới dạng "
            ".docx, .pptx hoặc .pdf."
        )
    return _OPEN_KINDS[sort]


def _locked(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name}: tệp có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."
    )


def _compound(data: bytes, name: str) -> FileKind:
    if _ENCRYPTED_STREAM in data:
        raise _locked(name)
    if _STREAM["WordDocument"] in data:
        if _is_encrypted_word(data):
            raise _locked(name)
        return FileKind.OLD_WORD
    if _STREAM["Workbook"] in data or _STREAM["Book"] in data:
        return FileKind.OLD_SHEET
    refuse_compound(data, name)
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
