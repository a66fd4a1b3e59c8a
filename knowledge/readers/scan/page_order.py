"""The order of photographed pages, where the numbers printed on them say it."""

import re
from collections.abc import Sequence

from knowledge.readers.scan.scan import Recognised

# A line at the head or foot of a page that is nothing but its number: "2", "- 2 -", "Trang 2/5".
_NUMBER = re.compile(r"\W*(?:[Tt]rang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?\W*")
# Lines at either end that may be it; signs of the edge of the paper may stand around.
_ENDS = 2


def printed_order(pages: Sequence[Recognised]) -> list[int] | None:
    """The positions of the pages in the order of their printed numbers.

    None where they do not say it: all pages but the first have a number, each another, without
    gaps; and where the pages are in that order anyway.
    """
    numbers = [_printed_number(page) for page in pages]
    known = [number for number in numbers if number is not None]
    first = min(known, default=0)
    is_whole = sorted(known) == list(range(first, first + len(known)))
    if len(known) < max(2, len(pages) - 1) or not is_whole:
        return None
    # The first page of a document has no number; the next one has the second.
    if len(known) < len(pages) and first != 2:
        return None
    order = sorted(range(len(pages)), key=lambda each: numbers[each] or 1)
    return order if order != list(range(len(pages))) else None


def _printed_number(page: Recognised) -> int | None:
    texts = [line.text for line in page.lines]
    ends = [*texts[:_ENDS], *texts[-_ENDS:]] if len(texts) > 2 * _ENDS else texts
    found = {int(match[1]) for text in ends if (match := _NUMBER.fullmatch(text.strip()))}
    return found.pop() if len(found) == 1 else None
