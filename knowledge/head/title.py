"""The lines of a title: under a type line, or the subject in the head of a letter."""

import re
from collections.abc import Sequence

from knowledge.head.letterhead import is_dated, is_head_line, is_motto, is_own_number
from knowledge.head.type_lines import AUTHORITIES, is_capital, is_deciding, line_type
from knowledge.outline.blocks import WRAP_LIMIT
from knowledge.outline.lines import Line
from knowledge.text import fold

ATTACHED = re.compile(r"^\(?\s*(kem theo|ban hanh kem theo)\b")
PREAMBLE = re.compile(
    r"^\W*(thuc hien|can cu?|can cứ|de |nham|ngay \d|trien khai|tiep theo|theo |xet |ban hanh kem|"
    r"luat )\b"
)
_FIRST_LABEL = re.compile(
    r"^((I|1|A)\s*[.\-)]|(Điều|Chương|Phần|Mục)\s+[\dIVX]+\b|"
    r"(ĐIỀU|CHƯƠNG|PHẦN|MỤC)\s+(THỨ\s+\S+|[\dIVX]+)\s*([.:]|$))"
)
_LINES = 14
# What a title line ends with that goes on below: "GIAI ĐOẠN 2021 -" over "2025".
_UNFINISHED = re.compile(r"([-–,(]|\b(nam|den|so|ngay|thang|va|cua|giua|voi|tai|cho|do|cac|ve))$")
_ISSUES = re.compile(r"\b(ban hanh|phe duyet|thuc hien|trien khai|xay dung|bo sung)$")


def find_title(lines: Sequence[Line], begin: int, end: int, kind: str | None = None) -> range:
    """The title from line `begin` on: capitals across gaps, or mixed case up to the first gap.

    Args:
        lines: The lines of the file.
        begin: The line under the type line.
        end: Where the part ends.
        kind: The type of the document; a decision names its authority under the title.
    """
    stop = min(end, begin + _LINES)
    if begin >= stop:
        return range(begin, begin)
    begin = _below_issuer(lines, begin, stop)
    goes_on = _goes_on_in_capitals if is_capital(lines[begin].text) else _goes_on
    n = begin
    while n < stop and not _ends_any(lines, begin, n) and goes_on(lines, begin, n):
        n += 1
    return range(begin, _without_authority(lines, begin, n) if is_deciding(kind) else n)


def _below_issuer(lines: Sequence[Line], begin: int, end: int) -> int:
    """Where a title begins under «CỦA BAN CHẤP HÀNH …», which names who issues: at «về …»."""
    first = fold(lines[begin].text)
    if not first.startswith("cua ") or not AUTHORITIES.match(first[4:]):
        return begin
    for n in range(begin, min(end, begin + 4)):
        if n > begin and re.match(r"v/v\b|ve\b", fold(lines[n].text)):
            return n
        if any(c.isdigit() for c in lines[n].text):
            return begin
    return begin


def _ends_any(lines: Sequence[Line], begin: int, n: int) -> bool:
    """Whether line `n` ends a title whatever its letters."""
    line, folded = lines[n], fold(lines[n].text)
    if ATTACHED.match(folded) or _FIRST_LABEL.match(line.text) or line.cells:
        return True
    if line_type(line) is not None:
        # «VỀ VIỆC BAN HÀNH» over «KẾ HOẠCH» is a title that the wrapping cut there.
        return n == begin or line.gap or not _ISSUES.search(fold(lines[n - 1].text))
    return folded.startswith("kinh gui")


def _goes_on_in_capitals(lines: Sequence[Line], begin: int, n: int) -> bool:
    line = lines[n]
    if line.gap and n > begin and _is_authority(lines, n):
        return False
    if is_capital(line.text) or _closes_bracket(lines, begin, n):
        return True
    if any(c.isalpha() for c in line.text) or n == begin:
        return False
    return bool(_UNFINISHED.search(fold(lines[n - 1].text)))


def _goes_on(lines: Sequence[Line], begin: int, n: int) -> bool:
    line, folded = lines[n], fold(lines[n].text)
    if n == begin:
        return not (PREAMBLE.match(folded) and len(line.text) > 200)
    if len(lines[n - 1].text) > WRAP_LIMIT:
        return False  # A line that no converter wraps is a whole paragraph.
    # Web pages make a paragraph of each line of a title.
    if line.gap:
        return line.text[0].islower() and len(line.text) <= WRAP_LIMIT
    return not (PREAMBLE.match(folded) and line.text[0].isupper())


def _closes_bracket(lines: Sequence[Line], begin: int, n: int) -> bool:
    """Whether a bracket opened in the title lines before `n` is closed in line `n`."""
    before = "".join(line.text for line in lines[begin:n])
    return before.count("(") > before.count(")") and ")" in lines[n].text


def _is_authority(lines: Sequence[Line], n: int) -> bool:
    """Whether the capitals at `n`, a paragraph of their own, name the deciding authority."""
    following = lines[n + 1] if n + 1 < len(lines) else None
    alone = following is None or following.gap or not is_capital(following.text)
    return bool(AUTHORITIES.match(fold(lines[n].text))) and (alone or len(lines[n].text) < 50)


def _without_authority(lines: Sequence[Line], begin: int, stop: int) -> int:
    """Where a title ends that the deciding authority follows without a blank line."""
    # A narrow cell breaks «Căn» off «cứ».
    if not PREAMBLE.match(fold(" ".join(line.text for line in lines[stop : stop + 2]))):
        return stop
    for first in range(stop - 1, max(begin, stop - 4), -1):
        name = fold(" ".join(line.text for line in lines[first:stop]))
        if AUTHORITIES.match(name) and not _UNFINISHED.search(fold(lines[first - 1].text)):
            # «ỦY» over «BAN NHÂN DÂN TỈNH …»: a narrow cell breaks the name itself.
            above = fold(lines[first - 1].text)
            broken = len(above) < 8 and first - 1 > begin and AUTHORITIES.match(f"{above} {name}")
            return first - 1 if broken else first
    return stop


def find_subject(lines: Sequence[Line], begin: int, end: int) -> range:
    """The subject of a letter whose head ends before `end`: "V/v …", or what its number heads."""
    start = next((n for n in range(begin, end) if re.match(r"v/v\b", fold(lines[n].text))), None)
    if start is None:
        return _unmarked_subject(lines, begin, end)
    stop = start + 1
    while stop < end and not lines[stop].gap and not is_head_line(fold(lines[stop].text)):
        stop += 1
    return range(start, stop)


def _unmarked_subject(lines: Sequence[Line], begin: int, end: int) -> range:
    """Lines in small letters under the number: Party letters print their subject without "V/v"."""
    own = next((n for n in range(begin, end) if is_own_number(fold(lines[n].text))), None)
    if own is None:
        return range(end, end)
    stop = own + 1
    while stop < min(end, own + 5) and _is_subject(lines[stop]):
        stop += 1
    return range(own + 1, stop) if stop > own + 1 else range(end, end)


def _is_subject(line: Line) -> bool:
    folded = fold(line.text)
    return (
        not line.text.isupper()
        and 8 < len(line.text) <= WRAP_LIMIT
        and line.text[0].isalnum()
        and not (is_motto(folded) or is_dated(folded) or is_head_line(folded))
        and not re.search(r"hoa toc|kinh gui|\bso\s*:", folded)
    )
