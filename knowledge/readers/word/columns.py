"""Heads and signatures set in two columns by tabs or blanks, as older files have them."""

import re
from collections.abc import Sequence

from knowledge.extract import CELL_BREAK
from knowledge.numbers import type_name
from knowledge.text import fold

# What parts the columns: a tab, or more blanks than anyone types between words.
_GAP = re.compile(r"[ \u00a0]*\t[\t \u00a0]*|[ \u00a0]{4,}")
_MOTTO = re.compile(r"(cong hoa xa hoi|dang cong san|doc lap\s*-\s*tu do)")
_DAY = re.compile(r"\D{2,40},?\s*ngay\b")
_RECIPIENTS = re.compile(r"\W*noi nhan\W*$")
# What is set in the middle by tabs, below the columns.
_BELOW = re.compile(r"(phu luc|bieu mau|mau so|danh muc|\(?kem theo)\b")
_HEAD_LINES = 15
_HEAD_LENGTH = 9
_TAIL_LENGTH = 40
_LONGEST = 75


def columns_as_rows(lines: Sequence[str]) -> list[str]:
    """The lines with a head, and a list of recipients beside a signature, as rows of two cells."""
    result = list(lines)
    head = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if _is_head(line)), None)
    if head is not None:
        result = _gathered(result, head, _HEAD_LENGTH)
    tail = [n for n, line in enumerate(result) if _is_tail(line)]
    for start in reversed(tail):
        result = _gathered(result, start, _TAIL_LENGTH)
    return result


def _is_head(line: str) -> bool:
    parts = _split(line)
    return parts is not None and bool(parts[0]) and bool(_MOTTO.match(fold(parts[1])))


def _is_tail(line: str) -> bool:
    parts = _split(line)
    return parts is not None and bool(_RECIPIENTS.match(fold(parts[0]))) and bool(parts[1])


def _gathered(lines: list[str], start: int, most: int) -> list[str]:
    """The lines with those from `start` on that are set in columns as one row."""
    columns: tuple[list[str], list[str]] = ([], [])
    end = start
    for n in range(start, min(len(lines), start + most)):
        if not lines[n].strip():
            continue
        parts = _split(lines[n])
        if parts is None and (n == start or not _goes_on(lines, n)):
            break
        left, right = parts or (lines[n].strip(), "")
        if not left and right.startswith(("-", "+")):
            left, right = right, ""
        if not left and (type_name(right) or _BELOW.match(fold(right))):
            break
        for column, part in zip(columns, (left, right), strict=True):
            if part:
                column.append(" ".join(part.replace("|", "/").split()))
        end = n + 1
        if _DAY.match(fold(right)):
            break
    if end == start:
        return lines
    row = f"| {' | '.join(CELL_BREAK.join(column) for column in columns)} |"
    return [*lines[:start], row, *lines[end:]]


def _goes_on(lines: Sequence[str], n: int) -> bool:
    """Whether a line without a gap stands in the left column: a short one, or an item there."""
    line = lines[n].strip()
    if line.startswith(("|", "(")) or len(line) > _LONGEST:
        return False
    following = next((line for line in lines[n + 1 : n + 3] if line.strip()), "")
    return line.startswith(("-", "+")) or _split(following) is not None


def _split(line: str) -> tuple[str, str] | None:
    """The left and the right part of a line in two columns; either may be empty, not both."""
    if line.startswith("|") or not line.strip():
        return None
    gaps = [gap for gap in _GAP.finditer(line.rstrip()) if gap.end() < len(line.rstrip())]
    if not gaps:
        return None
    gap = _parting(line, gaps)
    left, right = line[: gap.start()].strip(), line[gap.end() :].strip()
    if len(left) > _LONGEST or len(right) > _LONGEST + 20:
        return None
    return left, right


def _parting(line: str, gaps: Sequence[re.Match[str]]) -> re.Match[str]:
    """The gap between the columns: before the motto or the place and day, else the widest."""
    for pattern in (_MOTTO, _DAY):
        for gap in reversed(gaps):
            if pattern.match(fold(line[gap.end() :])):
                return gap
    return max(gaps, key=lambda gap: (gap.group().count("\t"), len(gap.group())))
