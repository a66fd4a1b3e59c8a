"""Questions of a numbered part: "nhiệm vụ 3.2", "điểm b khoản 2 Điều 3", "nhóm III nv 3"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.answer.answer import Answer, Choice, Citation, Status
from index.answer.inquiry import Inquiry
from index.answer.records.duties.assignment import tell_assignment
from index.answer.records.nearest import nearest_parts
from index.answer.records.section_words import part_choices, words_of
from index.answer.wording import statements
from index.library.records import first_of
from index.question.intents import Intent
from index.question.labels import MOST_LABELS, LabelReference, label_matches
from knowledge.document import Assignment, Section, SectionKind
from knowledge.duties.fields import find_fields
from knowledge.text import fold

_TASK_PART = re.compile(r"nhiem vu|noi dung|giai phap|cong viec|phu luc|danh muc")
# "Nhiệm vụ 2: …" may open a paragraph that has no number of its own.
_OPENED = re.compile(
    r"\b(nhiem vu|du an|noi dung|giai phap|hoat dong)(?: so)? (\d{1,2})\b(?![./]\d)"
)
_TASK_WORDS = re.compile(r"\b(nhiem vu|nv)\b")
_DOCUMENTS_SHOWN = 8


def answer_label(inquiry: Inquiry) -> Answer | None:
    """The part that a label names, with the role, time or words that are asked for."""
    question = inquiry.question
    if not question.labels:
        return None
    label = question.labels[0]
    if len(question.labels) > 1 and (several := _side_by_side(inquiry)) is not None:
        return several
    candidates = inquiry.scope.documents or tuple(card.id for card in inquiry.library.documents)
    if inquiry.scope.documents is None and len(candidates) > 200:
        candidates = tuple(dict.fromkeys(h.passage.document_id for h in inquiry.hits))
    found = [(d, s) for d in candidates for s in _sections(inquiry, d, label)]
    if not found:
        return None if label.is_step else _no_label(inquiry, label)
    by_document: dict[str, list[Section]] = {}
    for document_id, section in found:
        by_document.setdefault(document_id, []).append(section)
    if len(by_document) > 1 and inquiry.scope.documents is None:
        narrowed = _by_topic(inquiry, by_document)
        if len(narrowed) > 1:
            return _choose(inquiry, narrowed, label)
        by_document = narrowed
    document_id, sections = next(iter(by_document.items()))
    if label.is_step and len(sections) > 1:
        return _same_step(inquiry, document_id, sections)
    section = _likeliest(inquiry, document_id, sections)
    return tell_section(inquiry, document_id, section)


def _sections(inquiry: Inquiry, document_id: str, label: LabelReference) -> list[Section]:
    records = inquiry.records(document_id)
    titled = _OPENED.search(inquiry.question.folded)
    if titled is not None and titled[2] == label.path:
        opened = records.opened_by(titled[1], titled[2])
        if opened:
            return opened
    found: list[Section] = []
    for spelling in _spellings(label):
        found = [s for s in records.numbered() if label_matches(spelling, s.path, s.parent)]
        if found:
            break
    if inquiry.question.annex:
        annexed = [s for s in found if s.path.startswith("PL")]
        found = annexed or found
    return found


def _spellings(label: LabelReference) -> Iterator[LabelReference]:
    """The label, and what else may be meant by it, the likeliest first."""
    in_roman = replace(label, path=label.roman) if label.roman is not None else None
    # A part as a whole is Roman; deeper in, plans number in either way.
    if in_roman is not None and "." not in label.path:
        yield in_roman
    yield label
    if in_roman is not None:
        yield in_roman
    if "d" in label.path:
        # Typed without its bar, a "đ" is a "d".
        yield replace(label, path=label.path.replace("d", "đ"))


def _side_by_side(inquiry: Inquiry) -> Answer | None:
    """What each of several parts of one document says; None where it has none of them."""
    if inquiry.scope.documents is None or len(inquiry.scope.documents) > 1:
        return None
    document_id = inquiry.scope.documents[0]
    first = inquiry.question.labels[0]
    if first.instead is not None:
        whole = replace(first, path=first.instead, instead=None)
        if sections := _sections(inquiry, document_id, whole):
            section = _likeliest(inquiry, document_id, sections)
            return tell_section(inquiry, document_id, section)
    lines: list[str] = []
    citations: list[Citation] = []
    above: set[str | None] = set()
    begun: Section | None = None
    for label in inquiry.question.labels:
        sections = _sections(inquiry, document_id, label)
        if not sections:
            begun = None
            lines.append(statements.no_label(label, inquiry.short(document_id), ()))
            continue
        beside = [section for section in sections if section.parent in above]
        section = _likeliest(inquiry, document_id, beside or sections)
        stretch = begun if label.ends_stretch else None
        for part in (*_between(inquiry, document_id, stretch, section), section):
            above.add(part.parent)
            told = tell_section(inquiry, document_id, part)
            place = statements.capital(inquiry.place(document_id, part.path))
            lines.append(statements.of_place(place, told.statement))
            citations += told.citations[:1]
        begun = section
    if not citations:
        return None
    return inquiry.answer(
        Status.FOUND, "\n".join(lines), citations, quotes=True, shown=len(citations)
    )


def _between(
    inquiry: Inquiry, document_id: str, first: Section | None, last: Section
) -> list[Section]:
    """The parts between two of one depth, in reading order; none where there is no first."""
    if first is None:
        return []
    level = inquiry.records(document_id).numbered()
    parts = [s for s in level if s.level == last.level and s.kind is last.kind]
    begin, end = parts.index(first) if first in parts else len(parts), parts.index(last)
    return parts[begin + 1 : end][:MOST_LABELS]


def _by_topic(inquiry: Inquiry, by_document: dict[str, list[Section]]) -> dict[str, list[Section]]:
    """Only the documents with a task there; of those the ones that the topic words speak for."""
    tasks = {
        d: [s for s in ss if inquiry.records(d).assignments_at(s.path)]
        for d, ss in by_document.items()
    }
    tasks = {d: ss for d, ss in tasks.items() if ss} or by_document
    if len(inquiry.question.topic) > 1 and inquiry.hits and inquiry.hits[0].coverage >= 0.7:
        best = inquiry.hits[0].passage.document_id
        if best in tasks:
            return {best: tasks[best]}
    return tasks


def _likeliest(inquiry: Inquiry, document_id: str, sections: Sequence[Section]) -> Section:
    """Of several parts with that number: the one with a task, in the part about tasks."""
    records = inquiry.records(document_id)

    asks_task = _TASK_WORDS.search(inquiry.question.folded)

    def rank(section: Section) -> tuple[bool, bool, bool, int]:
        stem = section.path.split("/")[0]
        annex = records.by_path.get(stem) if stem.startswith("PL") else None
        names = [annex.heading or ""] if annex is not None else []
        headings = fold(" ".join([*names, *records.headings(section.path)[:2]]))
        tasks = records.assignments_at(section.path)
        leads = asks_task and section.kind is SectionKind.ROW and any(a.leads for a in tasks)
        return (not tasks, not _TASK_PART.search(headings), not leads, len(section.path))

    return sorted(sections, key=rank)[0]


def tell_section(inquiry: Inquiry, document_id: str, section: Section) -> Answer:
    """What is asked of a section: its record, or its words."""
    records = inquiry.records(document_id)
    intent = inquiry.question.intent
    if intent in (Intent.LEAD, Intent.PARTNER, Intent.TIMING, Intent.OUTPUT, Intent.MONITORING):
        tasks = records.assignments_at(section.path)
        if len({a.leads for a in tasks if a.leads and a.path != section.path}) > 1:
            return _each(inquiry, document_id, section, tasks)
        assignment = first_of(tasks)
        if assignment is None and records.under(section.path):
            return _several(inquiry, document_id, section)
        if assignment is None:
            above = records.assignments_in(section.span, section.path)
            assignment = above[0] if above else None
        if assignment is not None:
            return tell_assignment(inquiry, document_id, assignment, section.path)
        place = inquiry.place(document_id, section.path)
        statement = statements.not_written("đơn vị thực hiện, thời gian", place)
        return inquiry.answer(
            Status.NOT_STATED, statement, [inquiry.cite_unit(document_id, section.path)]
        )
    return words_of(inquiry, document_id, section)


def _several(inquiry: Inquiry, document_id: str, section: Section) -> Answer:
    """A heading with numbered tasks under it: each with its own record."""
    records = inquiry.records(document_id)
    lines, citations = [], []
    for child in records.under(section.path):
        assignment = first_of(records.assignments_at(child.path))
        if assignment is not None:
            place = statements.capital(inquiry.place(document_id, child.path))
            lines.append(f"• {place} – {statements.who(assignment)}")
            citations.append(inquiry.cite_unit(document_id, child.path, assignment.span))
    if not lines:
        place = inquiry.place(document_id, section.path)
        statement = statements.not_written("đơn vị thực hiện", place)
        return inquiry.answer(
            Status.NOT_STATED, statement, [inquiry.cite_unit(document_id, section.path)]
        )
    place = statements.capital(inquiry.place(document_id, section.path))
    head = f"{place} có {len(lines)} nhiệm vụ:"
    return inquiry.answer(Status.FOUND, "\n".join([head, *lines]), citations, quotes=True)


def _each(
    inquiry: Inquiry, document_id: str, section: Section, tasks: Sequence[Assignment]
) -> Answer:
    """A part whose tasks have no numbers of their own, but leads of their own."""
    timed = inquiry.question.intent is Intent.TIMING
    lines = []
    for task in tasks:
        words = inquiry.task_title(document_id, task.path)
        fields = find_fields(words)
        told = words[: fields[0].name] if fields else words
        title = told.strip("-+•* ").rstrip(".")
        slots = (statements.who(task), statements.timing(task) if timed else None)
        lines.append(f"• {title} – {'; '.join(filter(None, slots))}")
    place = statements.capital(inquiry.place(document_id, section.path))
    citations = [inquiry.cite_unit(document_id, t.path, t.span) for t in tasks]
    told = "\n".join([f"{place} có {len(lines)} nhiệm vụ:", *lines])
    return inquiry.answer(Status.FOUND, told, citations, quotes=True)


def _same_step(inquiry: Inquiry, document_id: str, sections: Sequence[Section]) -> Answer:
    """The step of that number in each procedure of a document, each with its own record."""
    records = inquiry.records(document_id)
    lines, citations = [], []
    for section in sections:
        assignment = first_of(records.assignments_at(section.path))
        told = statements.quoted(inquiry.task_title(document_id, section.path))
        slots = (
            (statements.who(assignment, lead_asked=False), statements.timing(assignment))
            if assignment
            else ()
        )
        place = inquiry.place(document_id, section.path)
        slot = "; ".join(filter(None, slots))
        lines.append(f"• {place} – {told}{f' {slot}' if slot else ''}")
        citations.append(inquiry.cite_unit(document_id, section.path))
    return inquiry.answer(Status.FOUND, "\n".join(lines), citations, quotes=True)


def _choose(
    inquiry: Inquiry, by_document: dict[str, list[Section]], label: LabelReference
) -> Answer:
    lines, citations, choices = [], [], []
    for document_id, sections in list(by_document.items())[:_DOCUMENTS_SHOWN]:
        section = _likeliest(inquiry, document_id, sections)
        assignment = first_of(inquiry.records(document_id).assignments_at(section.path))
        place = statements.capital(inquiry.place(document_id, section.path))
        told = f": {statements.who(assignment)}" if assignment else ""
        name = inquiry.listed(document_id)
        lines.append(f"{name}\n{place}{told}")
        citations.append(
            inquiry.cite_unit(document_id, section.path, assignment.span if assignment else None)
        )
        choices.append(
            Choice(label=name, question=inquiry.question.typed, documents=(document_id,))
        )
    goes_on = len(by_document) > _DOCUMENTS_SHOWN
    told_lines = statements.choose(lines, goes_on=goes_on)
    return inquiry.answer(Status.CHOOSE, told_lines, citations, choices)


def _no_label(inquiry: Inquiry, label: LabelReference) -> Answer:
    documents = inquiry.scope.documents
    if documents is None:
        count = len(inquiry.library.documents)
        return inquiry.answer(Status.NOT_FOUND, statements.no_label_anywhere(label, count))
    document_id = documents[0]
    near = nearest_parts(inquiry.records(document_id).numbered(), label)
    places = [inquiry.place(document_id, part.path) for part in near]
    statement = statements.no_label(label, inquiry.short(document_id), places)
    citations = [inquiry.cite_unit(document_id, part.path) for part in near]
    choices = part_choices(inquiry, document_id, near)
    # The words of another part would look like the answer.
    return inquiry.answer(Status.NOT_STATED, statement, citations, choices, shown=0)
