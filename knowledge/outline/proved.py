"""Roman numerals that recognition misread and the sequence around them proves.

«V,» between IV and VI is V, «VIIL» after VII is VIII, and where III comes next and two lists
open with «1. 1.», the first of each pair are I and II.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.outline.labels import Label, Style, parse_label, roman_value
from knowledge.text import UPPER

# A numeral with any stop, or with one that was taken for a last stroke: "VIIL Tổ chức".
_TOKEN = re.compile(rf"([IVXLHl1|!]{{1,6}})\s*([.,;:\-–]?)\s+(?=[{UPPER}])")
_STROKES = str.maketrans({"1": "I", "l": "I", "|": "I", "!": "I", "H": "II", "L": "I"})
_VALID = re.compile(r"X{0,3}(?:IX|IV|V?I{0,4})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A block whose label may be a Roman numeral.

    Attributes:
        place: Among the blocks.
        label: With the value that it reads as.
        is_one: It reads as 1 as well, so that only what follows tells.
    """

    place: int
    label: Label
    is_one: bool = False


def proved_labels(texts: Sequence[str]) -> dict[int, Label]:
    """The Roman labels of recognised blocks that must have been misread, by their places."""
    proved: dict[int, Label] = {}
    before, open_since = 0, -1
    candidates = list(_candidates(texts))
    places = [each.place for each in candidates]
    for place, value in [*_anchors(texts), (len(texts), 0)]:
        between = candidates[bisect(places, open_since) : bisect(places, place)]
        if value == 0:
            # Nothing follows that would prove more than the very next numeral.
            told = [each for each in between if not each.is_one][:1]
            found = told if told and told[0].label.value == before + 1 and before else []
        else:
            found = _fitting(between, before, value)
        for number, each in enumerate(found, start=before + 1):
            proved[each.place] = replace(each.label, value=number, parts=(number,))
        before, open_since = value, place
    return proved


def _anchors(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The Roman labels that are read well: place and value."""
    for place, text in enumerate(texts):
        label = parse_label(text)
        if label is not None and label.style is Style.ROMAN:
            yield place, label.value


def _candidates(texts: Sequence[str]) -> Iterator[_Candidate]:
    numbered = [
        (place, label)
        for place, text in enumerate(texts)
        if (label := parse_label(text)) is not None and label.style <= Style.ARABIC
    ]
    opens_twice = {
        place
        for (place, label), (_, after) in zip(numbered, numbered[1:], strict=False)
        if label.style is Style.ARABIC and label.value == 1
        and (after.value == 1 and after.style is Style.ARABIC or after.style is Style.ROMAN)
    }  # fmt: skip
    for place, text in enumerate(texts):
        match = _TOKEN.match(text)
        label = parse_label(text)
        if match is None or label is not None and label.style is Style.ROMAN:
            continue
        spelt = match[1].translate(_STROKES)
        read = Label(
            style=Style.ROMAN,
            value=roman_value(spelt) if _VALID.match(spelt) else 0,
            parts=(0,),
            printed=match.group().strip(),
            length=match.end(),
        )
        if place in opens_twice:
            yield _Candidate(place=place, label=read, is_one=True)
        elif read.value > 1 and (match[2] or len(match[1]) > 1) or match[1] == "I" and match[2]:
            yield _Candidate(place=place, label=read)


def _fitting(between: list[_Candidate], before: int, after: int) -> list[_Candidate]:
    """The candidates that fill a gap of the sequence; none where more than one way is open."""
    missing = range(before + 1, after)
    if len(between) != len(missing):
        between = [each for each in between if each.is_one or each.label.value in missing]
    if not missing or len(between) != len(missing):
        return []
    fits = all(
        each.is_one or each.label.value == number
        for number, each in zip(missing, between, strict=True)
    )
    return between if fits else []
