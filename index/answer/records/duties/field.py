"""Questions for a field line of a task: "Địa điểm: …", "Thành phần: …".

Who, with whom and by when are told from the records; this is for every other field.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.answer.absent import absent_from
from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.records.evidence import is_enough
from index.question.asked_names import holds_sort, is_other_sort, named_part
from index.question.intents import Intent
from index.search.search import Hit
from knowledge.document import Document, SectionKind
from knowledge.duties.fields import FieldKind, field_kind
from knowledge.names.agencies import starts_with_body
from knowledge.text import UPPER, Span, fold, folded_syllables, view

# Passages that are looked at, and the least score beside the best.
_MOST, _NEARLY = 5, 0.8
# "Địa điểm: Phòng họp Sở": a short name that is no sentence, and what follows.
_FIELD = re.compile(
    rf"^(?:[-+•–*]|[\d.]+[.)]|[a-zđ]\))?\s*(?P<name>[{UPPER}][^:;.]{{2,50}}?)\s*:\s*(?P<value>\S.*)$"
)


_LINES = (SectionKind.BULLET, SectionKind.PARA, SectionKind.ITEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """A field line: its name, its line as printed, and where that stands."""

    name: str
    told: str
    span: Span


def answer_field(inquiry: Inquiry) -> Answer | None:
    """The field lines that the question asks for, of the task that it means."""
    if not inquiry.hits or inquiry.question.labels:
        return None
    near = [h for h in inquiry.hits[:_MOST] if h.score >= _NEARLY * inquiry.hits[0].score]
    for hit in sorted(near, key=lambda h: -round(h.coverage, 2)):
        if not is_enough(inquiry, hit) or absent_from(inquiry, hit):
            continue
        document = inquiry.document(hit.passage.document_id)
        fields = list(_fields(document, hit))
        asked = [f for f in fields if field_kind(f.name) is None and _is_asked(inquiry, f)]
        asked = _closest(inquiry, asked)
        if not asked:
            continue
        if Intent.TIMING in inquiry.question.intents:
            asked += [f for f in fields if field_kind(f.name) is FieldKind.TIMING]
        ordered = sorted(asked, key=lambda field: field.span.start)
        citation = inquiry.cite_hit(hit, ordered[0].span)
        return inquiry.answer(
            Status.FOUND, "\n".join(f.told for f in ordered), [citation], quotes=True
        )
    return None


def _fields(document: Document, hit: Hit) -> Iterator[_Field]:
    """The field lines of a passage that stand on lines of their own."""
    for section in document.sections:
        if section.kind not in _LINES or not hit.passage.span.contains(section.span):
            continue
        looked = view(document.text, [section.span])
        match = _FIELD.match(looked.text)
        if match is not None and not starts_with_body(match["name"]):
            span = looked.span(match.start("name"), match.end())
            yield _Field(name=match["name"], told=looked.text[match.start("name") :], span=span)


def _closest(inquiry: Inquiry, fields: Sequence[_Field]) -> list[_Field]:
    """Of fields that begin alike ("Thành phần ở …") those that name most of the matter."""
    topic = set(inquiry.question.topic)
    held = {f: len(topic & set(folded_syllables(f.name))) for f in fields}
    most: dict[str, int] = {}
    for field in fields:
        kind = fold(field.name.split()[0])
        most[kind] = max(most.get(kind, 0), held[field])
    return [f for f in fields if held[f] == most[fold(f.name.split()[0])]]


def _is_asked(inquiry: Inquiry, field: _Field) -> bool:
    question = inquiry.question
    named = len(named_part(field.name, question)) > 1 and not is_other_sort(field.name, question)
    return named or holds_sort(field.name, question)
