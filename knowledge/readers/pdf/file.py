"""A PDF file opened, and what its pages hold, with limits."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.errors import UnreadableFileError
from knowledge.readers.page.page import Page
from knowledge.readers.pdf.drawing import read_drawing
from knowledge.readers.pdf.frame import frame_of
from knowledge.readers.pdf.glyphs import Letters, read_glyphs
from knowledge.readers.pdf.struck import without, without_struck
from knowledge.readers.pdf.veiled import still_veiled

MAX_PAGES = 200
# A whole file ends with this mark; what was cut off has lost it.
_END_MARK = b"%%EOF"
_TAIL = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """A page whose letters are not in lines yet.

    Attributes:
        page: The page without lines.
        letters: Its letters.
        drawn: It holds many drawn lines, which may be outlines of letters.
        quarters: Clockwise quarter turns after which `page` has its lines level.
        struck: The stretches that a rule strikes out; they are not among the letters.
    """

    page: Page
    letters: Letters
    drawn: bool
    quarters: int = 0
    struck: tuple[str, ...] = ()


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


def read_raw_page(pdf: pdfium.PdfDocument, index: int, name: str) -> RawPage:
    """What stands on a page, counted from 0; raises as `open_pdf`."""
    try:
        page = flat_page(pdf, index)
        frame = frame_of(page)
        width, height = page.get_size()
        letters = read_glyphs(page, frame, (width, height))
        quarters = letters.quarter
        if quarters:
            frame = frame.turned(quarters, width, height)
        if quarters % 2:
            width, height = height, width
        if quarters:
            letters = read_glyphs(page, frame, (width, height))
        drawing = read_drawing(page, frame)
        veiled = letters.veiled
        if veiled and not quarters:
            veiled = still_veiled(page, letters.glyphs, veiled)
        glyphs, struck = without_struck(without(letters.glyphs, veiled), drawing.rules)
        unseen = letters.unseen + sum(letters.glyphs[n].text.isalnum() for n in veiled)
        letters = replace(letters, glyphs=glyphs, unseen=unseen, veiled=frozenset())
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
    return RawPage(
        page=shown, letters=letters, drawn=drawing.drawn, quarters=quarters, struck=struck
    )


def flat_page(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """A page with what signers and registries put on it as notes made part of it.

    A number or day that was stamped on a signed file is such a note.
    """
    page = pdf[index]
    if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return pdf[index]
