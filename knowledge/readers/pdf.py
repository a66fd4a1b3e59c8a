"""PDF files: pages of text, scanned pages, and both in one file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.readers.page import Line, Page
from knowledge.readers.page_layout import read_pages
from knowledge.readers.pdf_drawing import read_drawing
from knowledge.readers.pdf_glyphs import Letters, frame_of, read_glyphs
from knowledge.readers.pdf_letters import has_broken_map, mend_glyphs, mend_tilde
from knowledge.readers.pdf_lines import read_printed_lines
from knowledge.readers.pdf_scans import listed, recognise_pages

MAX_PAGES = 200
# A whole file ends with this mark; what was cut off has lost it.
_END_MARK = b"%%EOF"
_TAIL = 64 * 1024
# Shares of the page: a scan shows a picture on more than the first, and letters on less than the
# second, for a body of text covers about 0.4 and the few letters of a signing stamp 0.02.
_PICTURED = 0.5
_WRITTEN = 0.05
# Where more letters than this share have no known letter, the page must be recognised.
_GARBLED = 0.1


class Kind(Enum):
    """How the text of a page can be won."""

    DIGITAL = auto()
    LAYERED = auto()
    SCAN = auto()
    BLANK = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    """A page before its letters are mended."""

    page: Page
    letters: Letters
    drawn: bool


def read_pdf(data: bytes, name: str) -> Extract:
    """The text of a PDF file.

    Raises:
        UnreadableFileError: The file is damaged, locked, too long, or holds scanned pages that
            cannot be recognised here.
    """
    with open_pdf(data, name) as pdf:
        raws = [_raw_page(pdf, n, name) for n in range(len(pdf))]
        pages, warnings = _with_lines(raws)
        kinds = [_kind(page, each) for page, each in zip(pages, raws, strict=True)]
        scans = [page.number for page, kind in zip(pages, kinds, strict=True) if kind is Kind.SCAN]
        recognised = recognise_pages(pdf, scans, name) if scans else {}
    read = [recognised.get(page.number, page) for page in pages]
    method = Method.OCR if len(scans) * 2 > len(pages) else Method.PDF
    extract = read_pages(read, method=method)
    if not extract.text.strip():
        raise UnreadableFileError(
            f"{name}: tệp PDF không có chữ nào để đọc; hãy gửi bản Word hoặc bản quét rõ hơn."
        )
    layered = [page.number for page, k in zip(pages, kinds, strict=True) if k is Kind.LAYERED]
    return replace(
        extract,
        recognised=bool(scans or layered),
        warnings=(*warnings, *_about(scans, layered, recognised, len(pages))),
    )


def _with_lines(raws: Sequence[_Raw]) -> tuple[list[Page], tuple[str, ...]]:
    """The pages with their printed lines, letters mended, and warnings about the mending."""
    glyphs = [each.letters.glyphs for each in raws]
    mended, warnings = mend_glyphs(glyphs)
    broken = has_broken_map(glyphs)
    pages = []
    for each, letters in zip(raws, mended, strict=True):
        lines = read_printed_lines(letters)
        if broken:
            lines = tuple(_with_tilde(line) for line in lines)
        pages.append(replace(each.page, lines=lines))
    return pages, warnings


def _about(
    scans: Sequence[int], layered: Sequence[int], recognised: dict[int, Page], count: int
) -> Iterator[str]:
    """What the admin must know of pages that were recognised."""
    if scans and len(scans) < count:
        yield f"Trang {listed(scans)} là ảnh quét, chữ do máy nhận dạng; cần đối chiếu bản gốc."
    if layered:
        yield (
            f"Trang {listed(layered)} là ảnh quét có sẵn lớp chữ nhận dạng (OCR); "
            "cần đối chiếu bản gốc."
        )
    empty = [number for number, page in recognised.items() if not page.lines]
    if empty:
        yield f"Trang {listed(empty)} là ảnh không có chữ nào nhận dạng được."


@contextmanager
def open_pdf(data: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """An open PDF file of at most `MAX_PAGES` pages.

    Raises:
        UnreadableFileError: The file is damaged, locked with a password, or too long.
    """
    if _END_MARK not in data[-_TAIL:]:
        raise UnreadableFileError(f"{name}: tệp PDF bị cắt mất phần cuối; hãy lưu lại và gửi lại.")
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableFileError(
                f"{name}: tệp PDF có mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại."
            ) from error
        raise _damaged(name) from error
    try:
        if not len(pdf):
            raise _damaged(name)
        if len(pdf) > MAX_PAGES:
            raise UnreadableFileError(
                f"{name}: tệp PDF có {len(pdf)} trang, giới hạn là {MAX_PAGES}; hãy tách thành "
                "nhiều tệp."
            )
        yield pdf
    finally:
        pdf.close()


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name}: tệp PDF hỏng nên không đọc được; hãy lưu lại và gửi lại.")


def _raw_page(pdf: pdfium.PdfDocument, index: int, name: str) -> _Raw:
    try:
        page = flat_page(pdf, index)
        frame = frame_of(page)
        letters = read_glyphs(page, frame)
        drawing = read_drawing(page, frame)
        width, height = page.get_size()
        page.close()
    except pdfium.PdfiumError as error:
        raise UnreadableFileError(
            f"{name}: trang {index + 1} hỏng nên không đọc được; hãy lưu lại và gửi lại."
        ) from error
    except ValueError as error:
        raise UnreadableFileError(
            f"{name}: trang {index + 1} chứa quá nhiều nét vẽ hoặc chữ để đọc; hãy gửi bản Word "
            "hoặc bản PDF xuất lại từ Word."
        ) from error
    shown = Page(
        number=index + 1, width=width, height=height, lines=(),
        rules=drawing.rules, pictures=drawing.pictures,
    )  # fmt: skip
    return _Raw(page=shown, letters=letters, drawn=drawing.drawn)


def flat_page(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """A page with what signers and registries put on it as notes made part of it.

    A number or day that was stamped on a signed file is such a note.
    """
    page = pdf[index]
    if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return pdf[index]


def _with_tilde(line: Line) -> Line:
    words = tuple(
        replace(word, text=mend_tilde(word.text)) if "Õ" in word.text else word
        for word in line.words
    )
    return Line(words=words)


def _kind(page: Page, read: _Raw) -> Kind:
    letters = read.letters
    pictured = sum(area.within(page.area).size for area in page.pictures) / page.area.size
    written = sum((line.right - line.left) * line.size for line in page.lines) / page.area.size
    if letters.garbled > _GARBLED * len(letters.glyphs):
        return Kind.SCAN
    if not page.lines:
        return Kind.SCAN if pictured > 0 or read.drawn else Kind.BLANK
    if pictured > _PICTURED:
        if written < _WRITTEN:
            return Kind.SCAN
        if letters.hidden > 0.5 * len(letters.glyphs):
            return Kind.LAYERED
    return Kind.DIGITAL
