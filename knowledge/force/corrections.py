"""What an admin says in the place of what was read; the text itself is never changed.

A document holds its corrections and what was read before them, so that any of them can be taken
back, and so that both can be shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from knowledge.document import (
    AsRead,
    Assignment,
    Basis,
    Correction,
    Document,
    Field,
    Header,
    Known,
    Mention,
    Slot,
)
from knowledge.text import Span, clean, fold

# Characters by which the words that assign a task are known again.
_LONGEST_WORDS = 400
# Fields of a header, in the order in which they are told.
HEADER_SLOTS = (
    Slot.TYPE, Slot.NUMBER, Slot.DATE, Slot.ISSUER, Slot.PLACE, Slot.TITLE, Slot.SIGNER,
)  # fmt: skip
# How the warnings begin that ask for a field.
_ASKED = {
    Slot.NUMBER: ("Chưa đọc được số", "Số, ký hiệu đọc không chắc"),
    Slot.DATE: ("Chưa đọc được ngày", "Ngày ban hành đọc không chắc"),
    Slot.ISSUER: ("Chưa đọc được cơ quan",),
    Slot.SIGNER: ("Chưa đọc được người ký",),
}
TASK_SLOTS = (Slot.LEADS, Slot.PARTNERS, Slot.TIMING)


def as_read(document: Document) -> Document:
    """The document as it was read, without what admins say."""
    read = document.as_read
    if read is None:
        return replace(document, corrections=(), standing=())
    return replace(
        document,
        header=read.header,
        describes=read.describes,
        assignments=read.assignments,
        warnings=read.warnings,
        corrections=(),
        as_read=None,
        standing=(),
    )


def corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    """The document with these corrections and no others.

    One of a task that is not in the document as it is read now is left out, and so is one that
    says what was read.
    """
    read = as_read(document)
    applied: list[Correction] = []
    header, tasks = read.identity, list(read.assignments)
    for each in corrections:
        if each.slot in HEADER_SLOTS:
            changed = _with_field(header, each)
            if changed != header:
                header, applied = changed, [*applied, each]
            continue
        for place, task in enumerate(tasks):
            if task.path == each.path and words_of(read, task) == each.words:
                with_value = _with_value(task, each)
                if with_value != task:
                    tasks[place] = with_value
                    applied.append(each)
                break
    if not applied:
        return replace(read, standing=document.standing)
    described = read.describes is not None
    return replace(
        read,
        header=read.header if described else header,
        describes=header if described else None,
        assignments=tuple(tasks),
        corrections=tuple(applied),
        warnings=_left(read.warnings, applied),
        as_read=AsRead(
            header=read.header,
            describes=read.describes,
            assignments=read.assignments,
            warnings=read.warnings,
        ),
        standing=document.standing,
    )


def _left(warnings: Sequence[str], applied: Sequence[Correction]) -> tuple[str, ...]:
    """The warnings that ask for nothing that an admin has said."""
    known = tuple(
        start for each in applied for start in _ASKED.get(each.slot, ()) if each.value is not None
    )
    return tuple(each for each in warnings if not known or not each.startswith(known))


def words_of(document: Document, task: Assignment) -> str:
    """The words that assign a task, by which a correction knows it again."""
    return clean(task.span.of(document.text))[:_LONGEST_WORDS]


def value_of(document: Document, correction: Correction) -> str | None:
    """What was read where a correction says something else; None where nothing was."""
    read = as_read(document)
    if correction.slot in HEADER_SLOTS:
        field: Field | None = getattr(read.identity, correction.slot.value)
        return field.value if field is not None else None
    for task in read.assignments:
        if task.path == correction.path and words_of(read, task) == correction.words:
            return said(task, correction.slot)
    return None


def said(task: Assignment, slot: Slot) -> str | None:
    """What a task says of its lead, its partners or its time."""
    if slot is Slot.LEADS:
        return "; ".join(each.text for each in task.leads) or None
    mention: Mention | None = getattr(task, slot.value)
    return mention.text if mention is not None else None


def _with_field(header: Header, correction: Correction) -> Header:
    field: Field | None = getattr(header, correction.slot.value)
    if (field.value if field is not None else None) == correction.value:
        # An admin may confirm what was only inferred.
        if field is None or field.known is Known.PRINTED:
            return header
    value: Any = None
    if correction.value is not None:
        span = field.span if field is not None else None
        value = Field(value=correction.value, span=span, known=Known.ADMIN)
    return replace(header, **{correction.slot.value: value})


def _with_value(task: Assignment, correction: Correction) -> Assignment:
    value = correction.value
    if said(task, correction.slot) == value:
        return task
    if correction.slot is Slot.LEADS:
        names = [each.strip() for each in (value or "").split(";") if each.strip()]
        spans = _spans(task.leads or task.implementers, task.span)
        leads = tuple(Mention(text=name, span=spans) for name in names)
        kept = tuple(
            each
            for each in task.implementers
            if fold(each.text) not in {fold(name) for name in names}
        )
        basis = task.basis if task.leads and leads else Basis.LEADS if leads else task.basis
        return replace(task, leads=leads, implementers=kept, basis=basis, generic=False)
    before: Mention | None = getattr(task, correction.slot.value)
    span = before.span if before is not None else task.span
    mention: Any = Mention(text=value, span=span) if value is not None else None
    changed = replace(task, **{correction.slot.value: mention})
    return replace(changed, partner_names=()) if correction.slot is Slot.PARTNERS else changed


def _spans(mentions: Sequence[Mention], otherwise: Span) -> Span:
    """Where the text says who it is."""
    if not mentions:
        return otherwise
    return Span(
        start=min(each.span.start for each in mentions), end=max(each.span.end for each in mentions)
    )
