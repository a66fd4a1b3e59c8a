"""Formats that are told apart only to be refused, each with what to do instead."""

from collections.abc import Collection

from knowledge.errors import UnreadableFileError
from knowledge.file_names import ENDINGS, ending_of

_PACKED = "tệp nén {kind} chưa mở được; hãy giải nén rồi gửi từng văn bản, hoặc nén lại thành .zip"
_SAVE_WORD = "{kind} chưa đọc được; hãy lưu lại dưới dạng .docx hoặc .pdf"
_NO_TEXT = "{kind} không phải văn bản; hãy gửi văn bản gốc"
_OPENINGS = (
    (b"Rar!\x1a\x07", _PACKED.format(kind="RAR")),
    (b"7z\xbc\xaf\x27\x1c", _PACKED.format(kind="7z")),
    (b"\x1f\x8b", _PACKED.format(kind="GZIP")),
    (b"BZh", _PACKED.format(kind="BZIP2")),
    (b"\xfd7zXZ\x00", _PACKED.format(kind="XZ")),
    (b"\x28\xb5\x2f\xfd", _PACKED.format(kind="Zstandard")),
    (b"MSCF\x00", _PACKED.format(kind="CAB")),
    (b"SQLite format 3\x00", _NO_TEXT.format(kind="cơ sở dữ liệu")),
    (b"\x7fELF", _NO_TEXT.format(kind="chương trình")),
    (b"AT&TFORM", "tệp DjVu chưa đọc được; hãy xuất ra PDF rồi gửi lại"),
    (b"%!PS", "tệp PostScript chưa đọc được; hãy xuất ra PDF rồi gửi lại"),
    (b"OggS", _NO_TEXT.format(kind="tệp âm thanh, phim")),
    (b"\x1a\x45\xdf\xa3", _NO_TEXT.format(kind="tệp phim")),
    (b"ID3", _NO_TEXT.format(kind="tệp âm thanh")),
    (b"\x78\x9f\x3e\x22", "thư winmail.dat chưa đọc được; hãy gửi tệp đính kèm trong thư"),
)
# A member that tells other zipped formats.
_MEMBERS = (
    ("xl/workbook.bin", "tệp Excel nhị phân (.xlsb) chưa đọc được; hãy lưu lại dưới dạng .xlsx"),
    ("visio/document.xml", _SAVE_WORD.format(kind="bản vẽ Visio")),
    ("Index/Document.iwa", _SAVE_WORD.format(kind="tệp Pages, Numbers, Keynote")),
    ("FixedDocSeq.fdseq", "tệp XPS chưa đọc được; hãy xuất ra PDF rồi gửi lại"),
    ("FixedDocumentSequence.fdseq", "tệp XPS chưa đọc được; hãy xuất ra PDF rồi gửi lại"),
    ("META-INF/container.xml", _SAVE_WORD.format(kind="sách EPUB")),
    ("AndroidManifest.xml", _NO_TEXT.format(kind="ứng dụng điện thoại")),
    ("META-INF/MANIFEST.MF", _NO_TEXT.format(kind="chương trình Java")),
)
# Streams of compound files.
_STREAMS = (
    ("PowerPoint Document", "PowerPoint đời cũ (.ppt) chưa đọc được; hãy lưu lại dưới dạng .pptx"),
    ("__properties_version1.0", "thư Outlook (.msg) chưa đọc được; hãy lưu thành .eml rồi gửi lại"),
    ("VisioDocument", _SAVE_WORD.format(kind="bản vẽ Visio")),
)  # fmt: skip
_PROGRAM = b"MZ"
_TAR, _TAR_AT = b"ustar", 257
_MOVIES = (b"AVI ", b"WAVE")


def refuse_opening(head: bytes, name: str) -> None:
    """Raise `UnreadableFileError` for a file that opens like one of these formats."""
    for opening, reason in _OPENINGS:
        if head.startswith(opening):
            raise _refused(name, reason)
    if head.startswith(_PROGRAM) and b"\x00" in head[:256]:
        raise _refused(name, _NO_TEXT.format(kind="chương trình"))
    if head[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        raise _refused(name, _PACKED.format(kind="TAR"))
    if head[:4] == b"RIFF" and head[8:12] in _MOVIES or head[4:8] == b"ftyp":
        raise _refused(name, _NO_TEXT.format(kind="tệp âm thanh, phim"))


def refuse_zipped(members: Collection[str], name: str) -> None:
    """Raise `UnreadableFileError` for an archive that is a file of one of these formats."""
    for told, reason in _MEMBERS:
        if told in members:
            raise _refused(name, reason)


def refuse_compound(data: bytes, name: str) -> None:
    """Raise `UnreadableFileError` for a compound file of one of these formats."""
    for stream, reason in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise _refused(name, reason)


def refuse_plain(name: str) -> None:
    """Raise `UnreadableFileError` for plain text whose ending says that it is no document.

    Text is the one format that does not show what it is for: a program, a table of data and a
    plan look alike to a reader of bytes.
    """
    ending = ending_of(name)
    if ending is not None and ending not in ENDINGS:
        raise _refused(
            name,
            f"tệp {ending} không thuộc loại đọc được; nếu là văn bản, hãy lưu lại dưới dạng .docx "
            "hoặc .txt",
        )


def _refused(name: str, reason: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name}: {reason}.")
