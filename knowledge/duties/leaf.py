"""Sections as duties are read from them: cleaned, without their label, with their fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.document import Section, SectionKind
from knowledge.duties.fields import FieldLine, field_heading, find_fields
from knowledge.outline.labels import parse_label
from knowledge.text import View, view

_PROSE = (
    SectionKind.HEADING,
    SectionKind.ITEM,
    SectionKind.BULLET,
    SectionKind.PARA,
    SectionKind.CLOSING,
)

# Prefixes of paths: of what is attached, `PL2/`, which no Roman number is, and of further letters.
_ATTACHED = re.compile(r"(?![IVXLC]+(?:/|$))[A-ZĐ]{2,4}\d*[A-Z]?(?:/|$)")
_FURTHER = re.compile(r"\(\d+\)(?=[ /])")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaf:
    """A section with its cleaned text; `begin` is where the text after the label starts.

    Each is itself alone, so that what is read of one can be remembered without comparing texts.
    """

    section: Section
    looked: View
    begin: int
    fields: tuple[FieldLine, ...]


def read_leaves(text: str, sections: Sequence[Section]) -> tuple[Leaf, ...]:
    """The prose sections of a document, ready for reading duties.

    So are rows of which only the words are known, not the columns. A letter without a numbered
    part tells its duties in what is otherwise a preamble.
    """
    numbered = {
        _letter(s.path) for s in sections if s.kind in (SectionKind.HEADING, SectionKind.ITEM)
    }
    leaves = []
    for section in sections:
        letter = _letter(section.path)
        tells = section.kind is SectionKind.PREAMBLE and letter not in (None, *numbered)
        loose = section.kind is SectionKind.ROW and not section.cells
        prose = section.kind in _PROSE or loose
        if not prose and not (tells and not section.path.endswith("căn cứ")):
            continue
        looked = view(text, [section.span])
        label = parse_label(looked.text) if section.label else None
        begin = len(section.label or "") if loose else label.length if label else 0
        fields = find_fields(looked.text)
        if not fields and section.kind is SectionKind.HEADING:
            fields = field_heading(looked.text, begin)
        leaves.append(Leaf(section=section, looked=looked, begin=begin, fields=fields))
    return tuple(leaves)


def _letter(path: str) -> str | None:
    """Which letter of a file a path is of: "" for the first, `(2)`; None for an attached part."""
    if _ATTACHED.match(path):
        return None
    further = _FURTHER.match(path)
    return further[0] if further else ""
