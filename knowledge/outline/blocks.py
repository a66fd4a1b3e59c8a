"""Printed lines joined into paragraphs.

Three habits are told apart by measure: a paragraph a line, lines wrapped with blank lines between
paragraphs, and lines wrapped without blank lines. A paragraph cut by a page break is rejoined.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from knowledge.outline.furniture import is_furniture, is_page_number
from knowledge.outline.labels import Label, Style, is_bare_chapter, parse_label
from knowledge.outline.lines import Line
from knowledge.text import LOWER, UPPER, Span, view

_ENDS = re.compile(r"[.;:!?…][\"”’')\]]*\W*$|\./\.$")
_FIELD = re.compile(r"^[-+•–]?\s*[A-ZĐ][\w ,/]{3,45}:\s*\S?")
_BEFORE_NUMBER = re.compile(r"\b(khoản|mục|điểm|số|ngày|tháng|năm|và|Điều|từ|đến|hoặc)$")
_CLOSING = re.compile(r"[IVX\d]+\)")  # "(khóa" over "XI)"
# A paragraph does not end with these words.
_DANGLING = re.compile(
    r"(?:^|\s)(?:và|của|cho|với|tại|do|về|các|những|theo|trong|để|từ|bằng|Sở|Bộ|Ban|"
    r"Ủy ban|UBND|Thủ tướng|Chủ tịch|Hội đồng|Quyết|Nghị|Chỉ|Thông|Kế|"
    r"(?:phủ|tướng|ương|UBND|tỉnh|thành phố|huyện|xã) (?:về )?ban hành)$"
)
# Within a sentence these words are small: a line that opens with them opens a paragraph.
_FRESH = re.compile(
    r"(?:Để|Nhằm|Trong|Thực hiện|Tiếp tục|Tăng cường|Đẩy mạnh|Phấn đấu|Các|Những|Đến|Từ|Giai đoạn|"
    r"Khi|Việc|Căn cứ|Nâng cao|Phát huy|Rà soát|Hằng|Hàng|Chủ động|Kịp thời|Tập trung|Bảo đảm|"
    r"Đảm bảo|Đây|Ngoài)\b"
)
_FIRST_WORD = re.compile(rf"[{UPPER}][{LOWER}]+(?!\w)")
_OFTEN = 3
_FEWEST = 10  # lines that tell how a text is spaced
_SHORT_FIRST = 60  # characters
# A line of prose longer than this was not broken by a converter: converters wrap near 80.
WRAP_LIMIT = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a table row.

    Attributes:
        span: From its first to its last character in the source.
        text: Cleaned, on one line.
        cells: For a table row the spans of its cells.
        titled: A Markdown heading mark opens it.
    """

    span: Span
    text: str
    titled: bool = False
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Habit:
    """How a file breaks its lines: widths in characters, words with which only sentences open."""

    wrapped: bool
    spaced: bool
    width: int
    first_width: int
    recognised: bool
    fresh: frozenset[str]


def join_lines(text: str, lines: Sequence[Line], *, recognised: bool = False) -> tuple[Block, ...]:
    """The paragraphs of consecutive lines, furniture and lone page numbers left out."""
    kept = [line for n, line in enumerate(lines) if not _is_dropped(lines, n)]
    if _is_double_spaced(kept):
        kept = [replace(line, gap=False) for line in kept]
    habit = _habit(kept, recognised)
    groups: list[list[Line]] = []
    for line in kept:
        if groups and _continues(groups[-1], line, habit):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_block(text, group) for group in groups)


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    """Whether a blank line stands between all wrapped lines, so that it tells nothing."""
    prose = [line for line in lines if not line.cells]
    running = sum(line.text[0].islower() for line in prose)
    return (
        len(prose) >= _FEWEST
        and sum(line.gap for line in prose) > 0.9 * len(prose)
        and running > 0.2 * len(prose)
        and max(len(line.text) for line in prose) <= WRAP_LIMIT
    )


def _block(text: str, group: Sequence[Line]) -> Block:
    span = Span(start=group[0].span.start, end=group[-1].span.end)
    cleaned = group[0].text if len(group) == 1 else view(text, [line.span for line in group]).text
    return Block(span=span, text=cleaned, titled=group[0].titled, cells=group[0].cells)


def _is_dropped(lines: Sequence[Line], n: int) -> bool:
    line = lines[n]
    if line.cells:
        return False
    if is_page_number(line.text):
        neighbours = [lines[m].text for m in (n - 1, n + 1) if 0 <= m < len(lines)]
        if len(neighbours) == 2 and not _ENDS.search(neighbours[0]) and neighbours[1][0].islower():
            return True
        # Among short lines it may be the number of a table row.
        return not any(is_page_number(text) or len(text) < 30 for text in neighbours)
    return (
        is_furniture(line.text) or not any(c.isalnum() for c in line.text) and line.text not in "-+"
    )


def _habit(lines: Sequence[Line], recognised: bool) -> _Habit:
    prose = [line for line in lines if not line.cells]
    total = sum(len(line.text) for line in prose) or 1
    long = sum(len(line.text) for line in prose if len(line.text) > WRAP_LIMIT)
    gaps = sum(line.gap for line in prose)
    followers = [line for line in prose[1:] if not line.gap and not parse_label(line.text)]
    running = sum(line.text[0].islower() for line in followers)
    lengths = sorted(map(_length, prose)) or [0]
    first = [
        _length(here)
        for here, after in zip(prose, prose[1:], strict=False)
        if parse_label(here.text) and after.text[0].islower() and not after.gap
    ]
    return _Habit(
        # Wrapping cuts most lines inside a sentence: measured 0.44 to 0.95 against 0 to 0.1.
        wrapped=long < 0.3 * total and running > 0.25 * len(followers),
        spaced=gaps > 0.12 * len(prose),
        width=lengths[int(len(lengths) * 0.9)],
        first_width=int(median(first)) if first else lengths[int(len(lengths) * 0.9)],
        recognised=recognised,
        fresh=_fresh_words(prose),
    )


def _fresh_words(lines: Sequence[Line]) -> frozenset[str]:
    """Words that the lines print in small letters but where a sentence opens."""
    words = "\n".join(line.text for line in lines)
    small = Counter(re.findall(rf"(?<!\w)[{LOWER}]+(?!\w)", words))
    within = set(re.findall(rf"[{LOWER},] ([{UPPER}][{LOWER}]+)(?!\w)", words))
    opening = {match[0] for line in lines if (match := _FIRST_WORD.match(line.text))}
    return frozenset(word for word in opening - within if small[word.lower()] >= _OFTEN)


def _continues(group: Sequence[Line], line: Line, habit: _Habit) -> bool:
    last = group[-1]
    if last.cells or line.cells:
        return False
    if last.text in "-+" or _is_bare_label(last.text):
        return True
    if not line.gap and _CLOSING.match(line.text) and _has_open_bracket(group):
        return True
    if _opens_paragraph(line, last, habit) or is_bare_chapter(last.text):
        return False
    unfinished = not _ENDS.search(last.text)
    if not line.gap and unfinished and _is_open(group, line):
        return True
    if line.gap:
        return unfinished and _is_cut(group, line, habit)
    if last.titled:
        return line.text[0].islower()
    if _DANGLING.search(last.text):
        return True
    if not habit.wrapped:
        return unfinished and line.text[0].islower()
    if line.text[0].islower() and not _FIELD.match(line.text):
        return True
    if len(group) == 1 and (goes_on := _after_first(last.text, line.text, habit)) is not None:
        return goes_on
    if _FIELD.match(line.text) and not unfinished:
        return False
    return habit.spaced or _was_full(group, line, habit, unfinished=unfinished)


def _after_first(first: str, line: str, habit: _Habit) -> bool | None:
    """Whether a paragraph of one line goes on in the next, where their words tell; else None."""
    label = parse_label(first)
    if label is None:
        return None
    if label.style is Style.DIEU and first.endswith(";"):
        return True  # "Điều 3. Chánh Văn phòng;" over the others who are to carry out.
    if first.isupper():
        return line.isupper()
    if _FRESH.match(line):
        return False
    word = _FIRST_WORD.match(line)
    short = len(first) < _SHORT_FIRST and "," not in first
    return False if short and word is not None and word[0] in habit.fresh else None


def _is_open(group: Sequence[Line], line: Line) -> bool:
    """Whether a paragraph must go on: its bracket is open, or the awaited number comes."""
    if line.text[0].isdigit() and _BEFORE_NUMBER.search(group[-1].text):
        return True
    return group[0].text.startswith("(") and _has_open_bracket(group)


def _has_open_bracket(group: Sequence[Line]) -> bool:
    words = "".join(line.text for line in group)
    return words.rfind("(") > words.rfind(")")


def _is_bare_label(text: str) -> bool:
    return bool(
        re.fullmatch(r"(\d{1,2}(\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+[.\-]|\(\d+\)|\[\d+\])", text)
    )


def _opens_paragraph(line: Line, last: Line, habit: _Habit) -> bool:
    label = parse_label(line.text, recognised=habit.recognised)
    if label is None:
        return line.titled or _is_bare_label(line.text)
    if label.style in (Style.BULLET, Style.PLUS) and habit.wrapped and not line.gap:
        # "Kế hoạch\n- Đầu tư": a hyphen that the wrapping put in front.
        rest = line.text[label.length :]
        return not rest or not rest[0].islower() or bool(_ENDS.search(last.text))
    return not _is_number_in_sentence(label, line, last, habit)


def _is_number_in_sentence(label: Label, line: Line, last: Line, habit: _Habit) -> bool:
    """Whether what looks like a label continues a sentence: "khoản\\n2. Điều này"."""
    if line.gap or label.style not in (Style.ARABIC, Style.DECIMAL):
        return False
    if not habit.wrapped or _length(last) < 0.6 * habit.width:
        return False
    return bool(_BEFORE_NUMBER.search(last.text))


def _is_cut(group: Sequence[Line], line: Line, habit: _Habit) -> bool:
    """Whether a gap within a sentence is a page break."""
    first = group[0].text
    if first.isupper() or len(first) < 25:
        return False
    if line.text[0].islower():
        return True
    if not habit.wrapped:
        return len(group[-1].text) > WRAP_LIMIT + 40 and not line.text.isupper()
    return _length(group[-1]) >= 0.85 * habit.width and len(group) > 1 and not line.text.isupper()


def _was_full(group: Sequence[Line], line: Line, habit: _Habit, *, unfinished: bool) -> bool:
    """Whether the next word would not have fitted on the last line; strict after an end mark."""
    width = habit.first_width if len(group) == 1 else habit.width
    word = line.text.split(" ", 1)[0]
    slack = 0 if not unfinished else 12 if len(group) == 1 else 3
    return _length(group[-1]) + 1 + len(word) > width - slack


def _length(line: Line) -> int:
    """Characters as wrapped by the converter, its own marks included."""
    return line.span.end - line.span.start
