"""Pages of a PDF that are pictures, recognised."""

from collections.abc import Sequence

import pypdfium2 as pdfium
from PIL import Image

from knowledge.errors import UnreadableFileError
from knowledge.readers.page import Page
from knowledge.readers.scan import MAX_PAGES, recognise_page
from knowledge.readers.scan_page import printed_page
from knowledge.readers.tesseract import require_tesseract

# Letters of office texts are read best at this; larger sheets get fewer dots to the inch.
_DPI = 300
_MOST_PIXELS = 12_000_000


def recognise_pages(pdf: pdfium.PdfDocument, numbers: Sequence[int], name: str) -> dict[int, Page]:
    """The pages of these numbers, from 1, as recognition sees them.

    Raises:
        UnreadableFileError: They are more than `MAX_PAGES`, or cannot be recognised here; a
            page that was left out might hold what matters.
    """
    if len(numbers) > MAX_PAGES:
        raise UnreadableFileError(
            f"{name}: {len(numbers)} trang là ảnh quét, giới hạn nhận dạng là {MAX_PAGES} trang; "
            "hãy tách thành nhiều tệp hoặc gửi bản Word."
        )
    if len(numbers) < len(pdf):
        try:
            require_tesseract(name)
        except UnreadableFileError as error:
            raise UnreadableFileError(f"{error} (Trang ảnh: {listed(numbers)}.)") from error
    return {number: _recognised(pdf[number - 1], number, name) for number in numbers}


def _recognised(page: pdfium.PdfPage, number: int, name: str) -> Page:
    width, height = page.get_size()
    return printed_page(recognise_page(picture_of(page, _DPI), name), number, width, height)


def picture_of(page: pdfium.PdfPage, dpi: float, *, grey: bool = True) -> Image.Image:
    """A page as it is seen, of at most `_MOST_PIXELS`."""
    width, height = page.get_size()
    scale = min(dpi / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
    picture: Image.Image = page.render(scale=scale, grayscale=grey).to_pil()
    return picture


def listed(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: «1-3, 7»."""
    parts: list[str] = []
    start = before = 0
    for number in [*sorted(numbers), 0]:
        if number == before + 1 and parts:
            parts[-1] = f"{start}-{number}"
        elif number:
            parts.append(str(number))
            start = number
        before = number
    return ", ".join(parts)
