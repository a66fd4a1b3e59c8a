"""Photos and scans of pages: one picture, several frames or several files make one document."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.readers.page.layout import read_pages
from knowledge.readers.page.page import Page
from knowledge.readers.scan.page import printed_page
from knowledge.readers.scan.page_order import printed_order
from knowledge.readers.scan.picture import open_pictures
from knowledge.readers.scan.scan import MAX_PAGES, Recognised, recognise_page
from knowledge.readers.scan.tesseract import require_tesseract
from knowledge.syllable import is_syllable

# Points of the longer side: a page is taken for A4.
_LONG_SIDE = 842.0
_WORD = re.compile(r"[^\W\d_]{2,}")
# Per cent: a page of which recognition is less sure is too poor to be quoted.
_LEAST_CONFIDENCE = 60
# The share of printed ink outside all recognised words: at most 0.02 on good pages, 0.06 on a
# signed letter whose number is written by hand, 0.2 and more where words vanish in a shadow.
_MOST_INK_OUTSIDE = 0.1
# The share of characters as good as not read; 0.05 on poor pages that can still be quoted.
_MOST_UNSURE = 0.1
# Fewer well-formed syllables are no document.
_FEWEST_SYLLABLES = 8


def read_image(data: bytes, name: str) -> Extract:
    """The text of a photo or scanned page; the frames of a TIFF are pages.

    Raises:
        UnreadableFileError: The picture is damaged, too large, blank, or too poor to be read.
    """
    return read_images([(name, data)])


def read_images(files: Sequence[tuple[str, bytes]]) -> Extract:
    """Several pictures as the pages of one document, in the order given or that of their numbers.

    Args:
        files: Name, as it is called in messages, and bytes of each.

    Raises:
        UnreadableFileError: As `read_image`; the message names the picture.
    """
    require_tesseract(files[0][0])
    pages: list[Recognised] = []
    for name, data in files:
        found = list(_pages(data, name, MAX_PAGES - len(pages)))
        if not any(page.lines for page in found):
            raise UnreadableFileError(
                f"{name}: không thấy chữ in trong ảnh; nếu là văn bản, hãy chụp lại thẳng, đủ "
                "sáng và gần hơn."
            )
        pages += found
    order = printed_order(pages)
    if order is not None:
        pages = [pages[position] for position in order]
    layout = [_printed(page, number) for number, page in enumerate(pages, start=1)]
    extract = read_pages(layout, method=Method.OCR)
    blank = [str(number) for number, page in enumerate(pages, start=1) if not page.lines]
    warnings: tuple[str, ...] = ()
    if blank:
        warnings += (f"Trang {', '.join(blank)} không có chữ nào nhận dạng được.",)
    if order is not None:
        sent = ", ".join(str(position + 1) for position in order)
        warnings += (f"Các ảnh được xếp lại theo số trang in trên giấy: ảnh {sent}.",)
    return replace(extract, recognised=True, warnings=warnings)


def _pages(data: bytes, name: str, most: int) -> Iterable[Recognised]:
    for number, image in enumerate(open_pictures(data, name), start=1):
        if number > most:
            raise UnreadableFileError(
                f"{name}: quá {MAX_PAGES} trang ảnh; hãy tách thành nhiều tệp."
            )
        page = recognise_page(image, name)
        if is_text(page):
            check_quality(page, name)
            yield page
        else:
            yield replace(page, lines=())


def is_text(page: Recognised) -> bool:
    """Whether words were recognised, and not lines and shades taken for letters."""
    words = [word for line in page.lines for word in _WORD.findall(line.text)]
    return sum(map(is_syllable, words)) >= max(_FEWEST_SYLLABLES, 0.4 * len(words))


def check_quality(page: Recognised, name: str) -> None:
    """Raise `UnreadableFileError` where so much is unsure or missing that a quote could be wrong.

    Words that vanish in a shadow don't lower the confidence of the others; their ink stays.
    """
    if page.ink_outside > _MOST_INK_OUTSIDE:
        raise UnreadableFileError(
            f"{name}: ảnh bị bóng hoặc thiếu chữ (khoảng {page.ink_outside:.0%} chữ không nhận "
            "dạng được); hãy chụp lại đủ sáng, hoặc gửi bản Word."
        )
    if page.confidence < _LEAST_CONFIDENCE or page.unsure > _MOST_UNSURE:
        raise UnreadableFileError(
            f"{name}: ảnh mờ, nhiều chữ nhận dạng không chắc; hãy chụp hoặc quét lại rõ hơn, "
            "hoặc gửi bản Word."
        )


def _printed(page: Recognised, number: int) -> Page:
    width, height = page.size
    points = _LONG_SIDE / max(width, height)
    return printed_page(page, number, width * points, height * points)
