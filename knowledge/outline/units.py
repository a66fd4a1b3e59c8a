"""The unit of a figure in a table, where it stands apart from the figure."""

import re
from collections.abc import Iterator

from knowledge.document import Section
from knowledge.text import Span, clean, fold

# Lines above a table among which its caption stands.
_ABOVE = 3
_CAPTION = re.compile(
    r"(?:don vi(?: tinh)?|dvt|d\.v\.t|dv tinh|dv)\s*(?:tien)?\s*[:：]\s*(?P<unit>[^()|:\n]{1,40}?)"
    r"[\s).;*_]*$"
)
# Folded; what a figure may be counted in.
_UNIT = re.compile(
    r"(?:(?:(?:nghin|ngan|trieu|ty|ti|tram|chuc)\s+)*(?:dong|d|vnd|vnđ|usd|eur)\b"
    r"(?:\s*/\s*[\w ]{1,20})?|(?:1|10|100|1\.?000|1\.?000\.?000|1\.?000\.?000\.?000)\s*"
    r"(?:dong|d|vnd|usd)|(?:nghin|ngan|trieu|ty)(?:\s+(?:tan|luot|nguoi|ho|m2|m3|kwh|usd))?|"
    r"%|phan tram|ha|m|m2|m²|m3|m³|km|km2|km²|tan|ta|yen|kg|lit|kwh|mw|nguoi|ho|ho gia dinh|"
    r"luot|luot nguoi|luot khach|em|hoc sinh|sinh vien|lop|truong|phong|xa|phuong|thon|huyen|"
    r"con|cay|chiec|cai|bo|cong trinh|du an|van ban|ngay|thang|gio|diem|can bo|doanh nghiep)"
)
_BRACKETED = re.compile(r"\(([^()]{1,40})\)")
_UNIT_HEADING = re.compile(r"(don vi( tinh)?|dvt|dv tinh)\W*$")
_FIGURE = re.compile(r"[-–(]?\s*\d[\d.,\s]*\)?")
# What a column of figures counts by itself, whatever unit a caption of money names.
_MONEY = re.compile(r"\b(dong|vnd|d|usd|trieu|ty|nghin|ngan)\b")
_OWN_MEASURE = re.compile(
    r"^(stt|tt|so tt|ma|nam|ngay|thang|quy|thoi gian|thoi han|tien do)\b|%|"
    r"\b(ty le|so luong|so (?:ho|nguoi|lop|xa|hoc sinh|can bo|luot|ngay|thang)|dien tich|"
    r"chieu dai|chieu rong|khoi luong|quy mo|cong suat|dan so)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# «1.000 đồng» is read aloud as the words.
_THOUSANDS = ((re.compile(r"^1\.?000\.?000\.?000\s*"), "tỷ "), (re.compile(r"^1\.?000\.?000\s*"),
              "triệu "), (re.compile(r"^1\.?000\s*"), "nghìn "))  # fmt: skip


def caption_unit(text: str, head: Section) -> Span | None:
    """The unit that a caption names for the whole of a table: «Đơn vị tính: triệu đồng».

    Args:
        text: Of the document.
        head: The header of the table.
    """
    for line in _lines_above(text, _start(text, head)):
        for piece in _pieces(text, line):
            match = _CAPTION.search(fold(piece.of(text)))
            if match is not None:
                return Span(
                    start=piece.start + match.start("unit"), end=piece.start + match.end("unit")
                )
    return None


def table_unit(text: str, head: Section) -> Span | None:
    """The unit of a table's figures that no row shows: of its caption, or of a merged heading.

    Args:
        text: Of the document.
        head: The header of the table.
    """
    return caption_unit(text, head) or _unit_above(text, head)


def figure_unit(text: str, head: Section, row: Section, index: int) -> Span | None:
    """The unit of the figure in a cell, where neither the cell nor its heading names it.

    Looked for in the row's own column of units, in a row of units below the header, in a heading
    above the header, and in the caption of the table.

    Args:
        text: Of the document.
        head: The header of the row's table.
        row: The row.
        index: Of the cell.
    """
    cell = clean(row.cells[index].of(text))
    heading = clean(head.cells[index].of(text)) if index < len(head.cells) else ""
    if not _FIGURE.fullmatch(cell) or _bracketed(heading) is not None:
        return None
    folded = fold(heading)
    if _YEAR.fullmatch(cell) and re.search(r"\bnam\b|thoi gian", folded):
        return None
    for title, each in zip(head.cells, row.cells, strict=False):
        named = clean(each.of(text))
        if _UNIT_HEADING.match(fold(clean(title.of(text))).strip()) and is_unit(named):
            return each
    if (below := _unit_below(text, head, index)) is not None:
        return below
    if (above := _unit_above(text, head)) is not None:
        return None if _OWN_MEASURE.search(folded) else above
    caption = caption_unit(text, head)
    if caption is None or _OWN_MEASURE.search(folded):
        return None
    several = re.search(r"[,;]|\bva\b", fold(caption.of(text)))
    return None if several or not is_unit(caption.of(text)) else caption


def told_unit(printed: str) -> str:
    """A unit as it is said behind a figure: «nghìn đồng» for «1.000 đồng»."""
    words = clean(printed).strip(" ()")
    for pattern, said in _THOUSANDS:
        if pattern.match(words):
            return pattern.sub(said, words)
    return words


def is_unit(words: str) -> bool:
    """Whether words are what figures are counted in."""
    return bool(_UNIT.fullmatch(fold(clean(words)).strip(" ().:")))


def is_unit_row(cells: list[str]) -> bool:
    """Whether the filled cells of a row are units in brackets, which belong to its header."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(
        cell.startswith("(") and cell.endswith(")") and is_unit(cell) for cell in filled
    )


def _bracketed(heading: str) -> str | None:
    for match in _BRACKETED.finditer(heading):
        if is_unit(match[1].removeprefix("ĐVT:").removeprefix("ĐVT")):
            return match[1]
    tail = heading.rpartition(",")[2].strip()
    return tail if tail != heading and is_unit(tail) else None


def _unit_below(text: str, head: Section, index: int) -> Span | None:
    """The unit in a row of units below the header, in the same column."""
    start = text.find("\n", head.span.end - 1) + 1
    end = text.find("\n", start)
    if not start or not text.startswith("|", start):
        return None
    cells = list(_cells(text, Span(start=start, end=len(text) if end < 0 else end)))
    if not is_unit_row([clean(cell.of(text)) for cell in cells]):
        return None
    found = cells[index] if index < len(cells) else None
    return found if found is not None and clean(found.of(text)) else None


def _unit_above(text: str, head: Section) -> Span | None:
    """The unit in the first row of a header of two, where one alone of its cells names one."""
    for line in _lines_above(text, _start(text, head)):
        if not text.startswith("|", line.start):
            return None
        found = []
        for cell in _cells(text, line):
            for match in _BRACKETED.finditer(text, cell.start, cell.end):
                if is_unit(match[1]):
                    found.append(Span(start=match.start(1), end=match.end(1)))
        return found[0] if len(found) == 1 else None
    return None


def _start(text: str, head: Section) -> int:
    """Where the line begins in which the titles of the columns stand."""
    first = head.cells[0].start if head.cells else head.span.start
    return text.rfind("\n", 0, first) + 1


def _lines_above(text: str, start: int) -> Iterator[Span]:
    """The last lines with words before a place, nearest first."""
    end = text.rfind("\n", 0, start)
    for _ in range(2 * _ABOVE):
        if end < 0:
            return
        begin = text.rfind("\n", 0, end) + 1
        if text[begin:end].strip():
            yield Span(start=begin, end=end)
        end = begin - 1


def _pieces(text: str, line: Span) -> Iterator[Span]:
    """A line, or the cells of a row that only arranges."""
    yield from _cells(text, line) if text.startswith("|", line.start) else (line,)


def _cells(text: str, line: Span) -> Iterator[Span]:
    start = line.start + 1
    while (bar := text.find("|", start, line.end)) >= 0:
        yield Span(start=start, end=bar)
        start = bar + 1
