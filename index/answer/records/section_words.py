"""The words of a section for a statement: its lines as they stand, the long ones cut."""

from collections.abc import Sequence
from itertools import pairwise

from index.answer.answer import Answer, Choice, Status
from index.answer.inquiry import Inquiry
from index.answer.wording import statements
from index.library.records import Records
from knowledge.document import Section
from knowledge.duties.fields import find_fields
from knowledge.names.title_case import sentence_cased
from knowledge.text import Span, clean

_CHOICES, _PARTS_SHOWN = 6, 12
# Characters of a section that are quoted in a statement; its own words get so many at least, the
# lines that say who does it and when get what they need.
_LONGEST, _LEAST = 600, 200
# Characters of a title on a button.
_LONGEST_TITLE = 60


def words_of(inquiry: Inquiry, document_id: str, section: Section) -> Answer:
    """What a section says: its own words, and those of its parts if they are short, else a list."""
    records = inquiry.records(document_id)
    parts = records.under(section.path)
    below = part_choices(inquiry, document_id, parts)
    whole = lines_of(records, section.reach)
    if parts and sum(map(len, whole)) <= _LONGEST:
        citation = inquiry.cite_span(document_id, section.path, section.reach)
        told = statements.quoted("\n".join(whole))
        return inquiry.answer(Status.FOUND, told, [citation], below, quotes=True)
    citation = inquiry.cite_unit(document_id, section.path)
    lines = [statements.quoted("\n".join(shortened_lines(lines_of(records, citation.span))))]
    for part in parts[:_PARTS_SHOWN]:
        title = inquiry.task_title(document_id, part.path)
        place = statements.capital(inquiry.place(document_id, part.path))
        lines.append(f"• {place} – {statements.quoted(title)}")
    if len(parts) > _PARTS_SHOWN:
        lines.append(statements.more_parts(len(parts) - _PARTS_SHOWN))
    citations = [citation, *(inquiry.cite_unit(document_id, p.path) for p in parts[:_PARTS_SHOWN])]
    return inquiry.answer(Status.FOUND, "\n".join(lines), citations, below, quotes=True)


def part_choices(inquiry: Inquiry, document_id: str, parts: Sequence[Section]) -> list[Choice]:
    """Sections to go on to, a few: "Mục III.1: Ban Tuyên giáo Đảng ủy Khối"."""
    choices = []
    for part in parts[:_CHOICES]:
        place = statements.capital(inquiry.place(document_id, part.path))
        title = sentence_cased(inquiry.task_title(document_id, part.path, _LONGEST_TITLE))
        choices.append(
            Choice(label=f"{place}: {title}", question=part.path, documents=(document_id,))
        )
    return choices


def lines_of(records: Records, span: Span) -> list[str]:
    """The words of a stretch, each section in it on a line of its own.

    Where the text itself breaks its lines says nothing: a converter may have broken them.
    """
    starts = {s.span.start for s in records.document.sections if span.contains(s.span)}
    edges = sorted({span.start, *starts, span.end})
    text = records.document.text
    return [words for start, end in pairwise(edges) if (words := clean(text[start:end]))]


def shortened_lines(lines: Sequence[str]) -> list[str]:
    """Lines cut to what can be read at a glance; those that are field lines are kept whole."""
    kept = [is_field_line(line) for line in lines]
    fields = sum(len(line) for line, is_kept in zip(lines, kept, strict=True) if is_kept)
    left = max(_LONGEST - fields, _LEAST)
    shown = []
    for line, is_kept in zip(lines, kept, strict=True):
        if is_kept or len(line) <= left:
            shown.append(line)
        elif left > 0:
            shown.append(f"{line[:left].rsplit(' ', 1)[0]} …")
        left -= 0 if is_kept else min(left, len(line))
    return shown


def is_field_line(line: str) -> bool:
    """Whether a line says in a field of its own who does a task, with whom, or when."""
    words = clean(line).lstrip("-+•*– ")
    fields = find_fields(words)
    return bool(fields) and fields[0].name == 0
