"""Which reader takes which format."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from knowledge.extract import Extract
from knowledge.sniff import FileKind, file_kind, has_macros

Reader = Callable[[bytes, str], Extract]

# Module and function by format, imported when a file needs them: the libraries take their time.
_READERS = {
    FileKind.TEXT: ("knowledge.readers.plain", "read_plain"),
    FileKind.PDF: ("knowledge.readers.pdf.pdf", "read_pdf"),
    FileKind.WORD: ("knowledge.readers.word.word", "read_word"),
    FileKind.OLD_WORD: ("knowledge.readers.office", "read_old_word"),
    FileKind.RICH_TEXT: ("knowledge.readers.office", "read_old_word"),
    FileKind.WEB: ("knowledge.readers.web.web", "read_web"),
    FileKind.SHEET: ("knowledge.readers.sheet.sheet", "read_sheet"),
    FileKind.OLD_SHEET: ("knowledge.readers.office", "read_old_sheet"),
    FileKind.OPEN_TEXT: ("knowledge.readers.office", "read_old_word"),
    FileKind.OPEN_SHEET: ("knowledge.readers.office", "read_old_sheet"),
    FileKind.SLIDES: ("knowledge.readers.slides", "read_slides"),
    FileKind.MAIL: ("knowledge.readers.archive", "read_mail"),
    FileKind.ARCHIVE: ("knowledge.readers.archive", "read_archive"),
    FileKind.IMAGE: ("knowledge.readers.scan.photo", "read_image"),
}
_MACROS = "Tệp có macro; chỉ đọc chữ, không chạy macro. Bản gốc mà người dùng tải về vẫn còn macro."


def is_for_office(kind: FileKind) -> bool:
    """Whether LibreOffice is needed for a format."""
    return _READERS.get(kind, ("",))[0] == "knowledge.readers.office"


def extract(data: bytes, name: str) -> Extract:
    """The text of a file of any format that is read.

    Args:
        data: The file.
        name: What the file is called in messages; its ending is not believed.

    Raises:
        UnreadableFileError: The file is damaged, encrypted, too large or of no readable format.
    """
    kind = file_kind(data, name)
    module, function = _READERS[kind]
    reader: Reader = getattr(import_module(module), function)
    read = reader(data, name)
    if kind is not FileKind.ARCHIVE and has_macros(data):
        return replace(read, warnings=(*read.warnings, _MACROS))
    return read
