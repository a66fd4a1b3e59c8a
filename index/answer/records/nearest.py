"""The numbered parts that come nearest to one that a document lacks."""

import re
from collections.abc import Sequence

from index.question.labels import LabelReference
from knowledge.document import Section
from knowledge.outline.labels import roman_value

_MOST = 3
# The last step of a path, whatever stands before its number: "3", "IV", "b", "Điều 5", "IV(2)".
_STEP = re.compile(r"(?P<kind>\D*?)(?P<number>\d+|[IVXLC]+|[a-zđ])(?:\(\d+\))?")


def nearest_parts(parts: Sequence[Section], label: LabelReference) -> list[Section]:
    """Of the numbered parts of a document a few that are nearest, in reading order.

    Those beside the one asked for, under the same number: the last before it and the first behind
    it. Where there are none the parts with the number above: for 2.1 those with number 2.
    """
    stem, _, last = label.printed.rpartition(".")
    wanted = _value(last)
    beside: dict[tuple[str, bool], tuple[int, Section]] = {}
    for part in parts:
        head, _, own = _bare(part).rpartition(".")
        value = _value(own)
        if value is None or wanted is None or value[0] != wanted[0] or not _is_under(head, stem):
            continue
        away = abs(value[1] - wanted[1])
        side = (part.parent or "", value[1] > wanted[1])
        if side not in beside or away < beside[side][0]:
            beside[side] = (away, part)
    near = [part for _, part in sorted(beside.values(), key=lambda item: item[0])[:_MOST]]
    if not near and stem:
        near = [part for part in parts if _is_numbered(_bare(part), stem)][:_MOST]
    return [part for part in parts if part in near]


def _bare(part: Section) -> str:
    return part.path.rsplit("/", 1)[-1]


def _is_numbered(path: str, number: str) -> bool:
    """Whether a path is a number as one says it: 2 is said of II.2, and not of II.3.2."""
    if path == number:
        return True
    above = path.removesuffix(f".{number}")
    return above != path and not re.search(r"\d", above)


def _is_under(head: str, stem: str) -> bool:
    """Whether what stands above a part is the number that was said to be above it."""
    return _is_numbered(head, stem) if stem else not re.search(r"\d", head)


def _value(step: str) -> tuple[str, int] | None:
    """The sort of a step and its number among those of that sort; None for what is not counted."""
    match = _STEP.fullmatch(step)
    if match is None:
        return None
    number = match["number"]
    if number.isdigit():
        return f"{match['kind']}1", int(number)
    if number.islower():
        return f"{match['kind']}a", ord(number)
    return f"{match['kind']}I", roman_value(number)
