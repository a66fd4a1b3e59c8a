"""Whether a document is a draft, by what stands at its head or is printed across its pages."""

import itertools
import re
from collections.abc import Sequence

from knowledge.document import Draft, Header
from knowledge.extract import CELL_BREAK
from knowledge.head.frame import Part
from knowledge.head.letterhead import BLANK_NUMBER
from knowledge.numbers import type_name
from knowledge.outline.lines import Line
from knowledge.text import fold

# Folded. What may stand behind the word on its line: which draft it is, of when, for whom.
_MARK = re.compile(
    r"\W*(?:day la )?(?:ban )?(?:du thao|draft)\b"
    r"(?P<behind>(?:\W|\d|\b(?:lan|thu|so|ngay|thang|nam|v|ban|cuoi|nhat|hai|ba|tu|[ivx]+|"
    r"lay|xin|y|kien|trinh|ky|gui|hoan|chinh|de|va|gop|cap|sau|tiep)\b)*)"
)
# "D Ự  T H Ả O": letters set apart.
_SPACED = re.compile(r"(?:\w\s+){4,}\w")
_AFTER = re.compile(r"\([^\w(]*(?:ban )?du thao\b[^)]{0,30}\)\W*")
_SUBJECT = re.compile(r"\W*(v/v|ve viec|ve)\b")
_LONGEST, _LONGEST_HEAD = 60, 90
# A head that has no type line ends here, in lines.
_HEAD = 20


def find_draft(lines: Sequence[Line], part: Part, header: Header) -> Draft | None:
    """What makes the document that a part opens a draft; None for one that is issued.

    A number line left blank makes none by itself: registries stamp the number on signed files.
    """
    end = part.body.start if part.type_line is not None else min(part.body.start, _HEAD)
    head = [piece for line in lines[: max(end, 1)] for piece in re.split(r"[|\n]", line.text)]
    if any(_is_mark(piece, before) for before, piece in zip(["", *head], head, strict=False)):
        return Draft.MARKED
    # An article prints the form of a letter below words of its own.
    opening = itertools.takewhile(lambda piece: len(piece) <= _LONGEST_HEAD, head)
    blank = any(BLANK_NUMBER.match(fold(piece)) for piece in opening)
    if blank and header.number is None and header.signer is None:
        return Draft.UNSIGNED
    return None


def is_draft_mark(words: str) -> bool:
    """Whether words printed by themselves, as a watermark or running head, say «dự thảo»."""
    words = words.replace(CELL_BREAK, " ")
    if _SPACED.fullmatch(words.strip(" .:()[]-–*")):
        return is_watermark(words)
    folded = fold(words)
    if len(words) > _LONGEST:
        return False
    if (match := _MARK.match(folded)) is None:
        return False
    behind = words[match.end() :].strip(" .:()[]-–*")
    return not behind or words[: match.end()].isupper() and type_name(behind) is not None


def is_watermark(words: str) -> bool:
    """Whether letters set aslant over a page spell «dự thảo», once or often."""
    letters = re.sub(r"[^a-z]", "", fold(words))
    return bool(re.match(r"(ban)?(duthao|draft)", letters))


def _is_mark(piece: str, before: str) -> bool:
    if _SUBJECT.match(fold(before)) or not piece.strip():
        return False
    first = next((letter for letter in piece if letter.isalpha()), "")
    if first.isupper() and is_draft_mark(piece):
        return True
    # Behind the number or the title: «Số:   /KH-UBND (Dự thảo)».
    found = _AFTER.search(fold(piece))
    return found is not None and not piece[found.end() :].strip()
