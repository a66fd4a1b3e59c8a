"""Photos and scans of pages: one picture, several frames or several files make one document."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.readers.advance import tell
from knowledge.readers.page.layout import read_pages
from knowledge.readers.page.page import Page
from knowledge.readers.scan.page import DOUBTFUL, printed_page
from knowledge.readers.scan.page_order import printed_order
from knowledge.readers.scan.scan import MAX_PAGES, Recognised, recognise_page
from knowledge.readers.scan.spread import open_pages
from knowledge.readers.scan.tesseract import require_tesseract
from knowledge.readers.unread import struck_warnings
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
# Of a poor page a line is read where recognition is sure of more than this share of its words.
_SURE = 0.7


def read_image(data: bytes, name: str) -> Extract:
    """The text of a photo or scan; frames of a TIFF and facing pages are pages of their own.

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
    for done, (name, data) in enumerate(files):
        tell(done, len(files))
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
    faults = {n: fault for n, page in enumerate(pages, start=1) if (fault := _fault(page))}
    require_legible(faults, sum(bool(page.lines) for page in pages), files[0][0])
    layout = [
        _printed(sure_lines(page) if number in faults else page, number)
        for number, page in enumerate(pages, start=1)
    ]
    extract = read_pages(layout, method=Method.OCR)
    blank = [str(number) for number, page in enumerate(pages, start=1) if not page.lines]
    warnings: tuple[str, ...] = ()
    if blank:
        warnings += (f"Trang {', '.join(blank)} không có chữ nào nhận dạng được.",)
    if order is not None:
        sent = ", ".join(str(position + 1) for position in order)
        warnings += (f"Các ảnh được xếp lại theo số trang in trên giấy: ảnh {sent}.",)
    struck = [words for page in pages for words in page.struck]
    warnings += (*struck_warnings(struck), *partly_read([*faults]))
    return replace(extract, recognised=True, warnings=warnings)


def _fault(page: Recognised) -> str | None:
    return poor_quality(page) if page.lines else None


def _pages(data: bytes, name: str, most: int) -> Iterable[Recognised]:
    for number, image in enumerate(open_pages(data, name), start=1):
        if number > most:
            raise UnreadableFileError(
                f"{name}: quá {MAX_PAGES} trang ảnh; hãy tách thành nhiều tệp."
            )
        page = recognise_page(image, name)
        if is_text(page):
            yield page
        else:
            yield replace(page, lines=())


def is_text(page: Recognised) -> bool:
    """Whether words were recognised, and not lines and shades taken for letters."""
    words = [word for line in page.lines for word in _WORD.findall(line.text)]
    return sum(map(is_syllable, words)) >= max(_FEWEST_SYLLABLES, 0.4 * len(words))


def poor_quality(page: Recognised) -> str | None:
    """Why so much of a page is unsure or missing that a quote could be wrong; None for a good one.

    Words that vanish in a shadow don't lower the confidence of the others; their ink stays.
    """
    if page.ink_outside > _MOST_INK_OUTSIDE:
        return (
            f"ảnh bị bóng hoặc thiếu chữ (khoảng {page.ink_outside:.0%} chữ không nhận "
            "dạng được); hãy chụp lại đủ sáng, hoặc gửi bản Word."
        )
    if page.confidence < _LEAST_CONFIDENCE or page.unsure > _MOST_UNSURE:
        return (
            "ảnh mờ, nhiều chữ nhận dạng không chắc; hãy chụp hoặc quét lại rõ hơn, "
            "hoặc gửi bản Word."
        )
    return None


def sure_lines(page: Recognised) -> Recognised:
    """A poor page with the lines alone that recognition is sure of."""
    lines = (
        line
        for line in page.lines
        if len(line.words) > 1
        and sum(word.confidence >= DOUBTFUL for word in line.words) > _SURE * len(line.words)
    )
    return replace(page, lines=tuple(lines))


def require_legible(faults: Mapping[int, str], pages: int, name: str) -> None:
    """Raise `UnreadableFileError` where not most pages of a file are legible.

    Args:
        faults: What is wrong with poor pages, by number.
        pages: How many pages hold text, the poor ones among them.
        name: What the file is called in messages.
    """
    if faults and 2 * len(faults) >= pages:
        number, fault = next(iter(faults.items()))
        place = f"{name}, trang {number}" if pages > 1 else name
        raise UnreadableFileError(f"{place}: {fault}")


def partly_read(numbers: Sequence[int]) -> tuple[str, ...]:
    """The sentence that names the pages of which only the sure lines were read; none for none."""
    if not numbers:
        return ()
    listed = ", ".join(map(str, numbers))
    return (f"Trang {listed} mờ hoặc thiếu chữ, chỉ đọc được những dòng rõ; cần xem trang gốc.",)


def _printed(page: Recognised, number: int) -> Page:
    width, height = page.size
    points = _LONG_SIDE / max(width, height)
    return printed_page(page, number, width * points, height * points)
