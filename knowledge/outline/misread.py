"""Labels that optical recognition misread, put right by the sequence in which they stand.

A stroke is lost or gained («III» read as «II»), II looks like H, and I, l and 1 are taken for each
other, as are a few digits. What a person typed is never mended: authors repeat and skip numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.outline.labels import Label, Style, follows, parse_label, roman
from knowledge.outline.node import Node
from knowledge.outline.tables import Column, Row
from knowledge.text import clean

# Digits that recognition takes for each other: (printed, expected).
_ALIKE = {(8, 3), (3, 8), (5, 6), (6, 5), (7, 1), (4, 1), (0, 8)}


def mend_label(label: Label, text: str, following: str, stack: Sequence[Node]) -> Label | None:
    """The label that must have been printed, or None where it may be as recognised.

    Args:
        label: As recognised.
        text: The block that it opens.
        following: The next block; empty at the end.
        stack: The open nodes, outermost first.
    """
    shouted = text[label.length :].isupper()
    if label.style is Style.CHUONG and label.value == 0:
        before = _last(stack, Style.CHUONG)
        return _with_value(label, before.value + 1 if before is not None else 1)
    if label.style is Style.CAPITAL and label.printed[0] == "H" and shouted:
        before = _last(stack, Style.ROMAN)
        lettered = _last(stack, Style.CAPITAL) is not None
        if before is None or before.value not in (1, 2) or lettered:
            return None
        return replace(_with_value(label, before.value + 1), style=Style.ROMAN)
    if label.style is Style.ROMAN:
        return _mend_roman(label, stack, following, shouted=shouted)
    if label.style is Style.ARABIC:
        if set(str(label.value)) == {"1"}:
            return _mend_strokes(label, following, stack)
        return _mend_digit(label, _last(stack, Style.ARABIC))
    if label.style is Style.POINT and label.printed == "l.":
        before = _last(stack, Style.POINT)
        if before is None or not follows(before.value, label.value):
            return replace(_with_value(label, 1), style=Style.ARABIC)
    return None


def _mend_roman(
    label: Label, stack: Sequence[Node], following: str, *, shouted: bool
) -> Label | None:
    """«II.» after II is III; «I. Mục đích» under a heading in capitals is 1."""
    before = _last(stack, Style.ROMAN)
    if before is None:
        return None
    if label.value == 2 and not shouted and before.text.isupper() and before is stack[-1]:
        # «II. Mục đích» under a heading in capitals is 1 where 2 comes next.
        after = parse_label(following)
        is_one = after is not None and after.style is Style.ARABIC and after.value == 2
        return replace(_with_value(label, 1), style=Style.ARABIC) if is_one else None
    if label.value > before.value:
        return None
    if label.value == 1 and not shouted and before.text.isupper():
        return replace(label, style=Style.ARABIC)
    printed = label.printed.rstrip(" .-–)/")
    expected = roman(before.value + 1)
    same = printed.replace("I", "") == expected.replace("I", "")
    if same and abs(len(printed) - len(expected)) <= 1:
        return _with_value(label, before.value + 1)
    return None


def _mend_strokes(label: Label, following: str, stack: Sequence[Node]) -> Label | None:
    """«1.» over another «1.» at the start is I; «11. NỘI DUNG» after I is II."""
    strokes = len(str(label.value))
    before = _last(stack, Style.ROMAN)
    if before is not None:
        is_next = strokes > 1 and strokes == before.value + 1
        return replace(_with_value(label, strokes), style=Style.ROMAN) if is_next else None
    inner = parse_label(following) if following and not stack and strokes == 1 else None
    if inner is not None and inner.style is Style.ARABIC and inner.value == 1:
        return replace(label, style=Style.ROMAN)
    return None


def _mend_digit(label: Label, before: Node | None) -> Label | None:
    """«8.» after 2 is 3, «5.» after 5 is 6."""
    if before is None or before.value < label.value <= before.value + 4:
        return None
    expected = before.value + 1
    same_tens = label.value // 10 == expected // 10
    if same_tens and (label.value % 10, expected % 10) in _ALIKE:
        return _with_value(label, expected)
    return None


def _last(stack: Sequence[Node], style: Style) -> Node | None:
    return next((node for node in reversed(stack) if node.style is style), None)


def _with_value(label: Label, value: int) -> Label:
    return replace(label, value=value, parts=(value,))


# «§94/VP-KTTH»: recognition takes an 8 for the sign of a section.
_SIGN = re.compile(r"§(\d{1,4}\s?/\s?[A-ZĐ][\w-]+)")


def mend_signs(text: str) -> str:
    """The text with «§94/VP-KTTH» as 894/VP-KTTH where it prints that number elsewhere, too."""
    return _SIGN.sub(lambda sign: f"8{sign[1]}" if f"8{sign[1]}" in text else sign[0], text)


def mend_rows(text: str, rows: Sequence[Row]) -> None:
    """Give rows of a recognised table the number that those above and below prove: «II», 2, 3.

    Args:
        text: In which the cells stand.
        rows: Of one table; the labels of those whose number is misread are changed.
    """
    runs: list[list[Row]] = []
    told: str | None = None
    for row in rows:
        cell = row.cells.get(Column.NUMBER)
        number = "" if row.is_group or cell is None else clean(cell.of(text)).rstrip(".):, ")
        # A cell over several rows stands in each.
        if runs and number and number == told:
            runs[-1].append(row)
        else:
            runs.append([row])
        told = number
    values = [_row_value(run[0]) for run in runs]
    for n in range(len(runs) - 1):
        before = 0 if n == 0 or runs[n - 1][0].is_group else values[n - 1]
        after = values[n + 1]
        is_misread = values[n] is None and not runs[n][0].is_group
        if is_misread and before is not None and after == before + 2:
            values[n] = before + 1
            for row in runs[n]:
                row.label = str(before + 1)


def _row_value(row: Row) -> int | None:
    number = (row.printed or "").strip()
    return int(number) if number.isdigit() and not row.is_group else None
