"""Questions of a body: what it was given to do, what it leads, where it only helps."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from index.answer.answer import Answer, Citation, Status
from index.answer.inquiry import Inquiry
from index.answer.records.hint import denied
from index.answer.wording import statements
from index.question.intents import Intent
from index.question.scope import bare_place
from index.search.extract import opening
from index.search.search import coverage, tokens
from knowledge.document import Assignment, Document, Mention, SectionKind
from knowledge.names.agencies import BodyMention, canonical, same_body
from knowledge.outline.labels import unlabelled
from knowledge.text import Span, clean, fold, view

_EACH = re.compile(r"\b(moi (bo|so|don vi|co quan|ben|noi)|ca hai|tung (bo|so|don vi|co quan))\b")
_LEADS = re.compile(r"\bchu tri\b")
# A body named within so many characters opens its part.
_OPENING = 12
# So many syllables tell a body from others of its kind, however the rest is written.
_TELLING = 3
# A class of bodies has at least so many words; and a likeness in per cent from which two are one.
_CLASS_WORDS, _NEARLY_SAME = 5, 92


def answer_body(inquiry: Inquiry) -> Answer | None:
    """The tasks of the body that a question names, of the documents it names."""
    question = inquiry.question
    if question.intent is not Intent.BODY_DUTY or not question.bodies or not inquiry.in_scope:
        return None
    body = question.bodies[0]
    leads_only = bool(_LEADS.search(question.folded))
    found = [
        (d, a)
        for d in inquiry.in_scope
        for named in _asked(inquiry)
        for a in tasks_of(inquiry, d, named, leads_only=leads_only)
    ]
    if not found:
        return _none(inquiry, body, leads_only=leads_only)
    ranked = _by_topic(inquiry, sorted(found, key=lambda item: not _is_own_part(inquiry, *item)))
    lines, citations = [], []
    for document_id, assignment in ranked:
        lines.append(_line(inquiry, document_id, assignment))
        citations.append(_citation(inquiry, document_id, assignment))
    if len(lines) == 1:
        return inquiry.answer(Status.FOUND, lines[0], citations, quotes=True)
    told = _told(inquiry, ranked, lines, leads_only=leads_only)
    return inquiry.answer(Status.FOUND, told, citations, quotes=True)


def _told(
    inquiry: Inquiry,
    ranked: Sequence[tuple[str, Assignment]],
    lines: Sequence[str],
    *,
    leads_only: bool,
) -> str:
    """A list of tasks for each body; each with its place, and its plan if there are several."""
    documents = list(dict.fromkeys(document_id for document_id, _ in ranked))
    parts = []
    rest = list(zip(ranked, lines, strict=True))
    for body in _asked(inquiry):
        mine = [item for item in rest if _is_given(inquiry, body, *item[0], leads_only=leads_only)]
        rest = [item for item in rest if item not in mine]
        if not mine:
            continue
        listed = []
        for (document_id, assignment), line in mine:
            place = inquiry.place(document_id, assignment.path)
            if len(documents) > 1:
                place = f"{inquiry.short(document_id)}, {place}"
            listed.append(f"{statements.capital(place)} – {line}")
        role = f"do {body.printed} chủ trì" if leads_only else f"ghi tên {body.printed}"
        within = f" trong {inquiry.short(documents[0])}" if len(documents) == 1 else ""
        parts.append(statements.counted(f"Tìm thấy {len(mine)} nhiệm vụ {role}{within}", listed))
    return "\n".join(parts)


def _is_given(
    inquiry: Inquiry,
    body: BodyMention,
    document_id: str,
    assignment: Assignment,
    *,
    leads_only: bool,
) -> bool:
    return assignment in tasks_of(inquiry, document_id, body, leads_only=leads_only)


def _asked(inquiry: Inquiry) -> Sequence[BodyMention]:
    """The bodies asked about: one, or those that a question of "mỗi bộ", "cả hai" names."""
    bodies = inquiry.question.bodies
    return bodies[:4] if _EACH.search(inquiry.question.folded) else bodies[:1]


def tasks_of(
    inquiry: Inquiry, document_id: str, body: BodyMention, *, leads_only: bool
) -> list[Assignment]:
    """The assignments of a document that name the body as lead, or as lead or implementer.

    "Phối hợp với …" in the part that is the body's own is a task of its own too.
    """
    document = inquiry.document(document_id)
    place = place_of(document)
    found = []
    for assignment in document.assignments:
        mentions = [*assignment.leads, *([] if leads_only else assignment.implementers)]
        if not leads_only and not mentions and _is_under(inquiry, document_id, assignment, body):
            mentions = list(assignment.partner_names)
        if any(is_body_named(body, mention, place) for mention in mentions):
            found.append(assignment)
    if inquiry.question.annex:
        return [a for a in found if a.path.startswith("PL")]
    return found


def place_of(document: Document) -> str | None:
    """The place that bodies without one are of: the document's, without its kind."""
    return bare_place(document.identity.place.value) if document.identity.place else None


def is_body_named(body: BodyMention, mention: Mention, place: str | None) -> bool:
    """Whether a printed name is that of the body asked for, in any of its readings.

    Classes of bodies ("các chi bộ, đảng ủy trực thuộc") count as named if they are nearly so.
    """
    names = (*body.names, body.printed)
    if any(same_body(name, mention.text, place=place) for name in names):
        return True
    if len(body.printed.split()) < _CLASS_WORDS:
        return False
    return fuzz.token_set_ratio(canonical(body.printed), canonical(mention.text)) >= _NEARLY_SAME


def _by_topic(
    inquiry: Inquiry, found: Sequence[tuple[str, Assignment]]
) -> list[tuple[str, Assignment]]:
    """Those whose words hold most of the topic first, where some hold clearly more."""
    topic = [w for w in inquiry.question.topic if not _in_body(inquiry, w)]
    if not topic:
        return list(found)

    def held(item: tuple[str, Assignment]) -> float:
        text = view(inquiry.document(item[0]).text, [item[1].span]).text
        return coverage(topic, tokens(text), tokens(inquiry.title_words(item[0])), inquiry.weights)

    scored = sorted(
        ((held(item), n, item) for n, item in enumerate(found)),
        key=lambda x: (-round(x[0], 2), x[1]),
    )
    best = scored[0][0]
    kept = [item for score, _, item in scored if best < 0.5 or score >= 0.6 * best]
    return kept


def _is_own_part(inquiry: Inquiry, document_id: str, assignment: Assignment) -> bool:
    """Whether a task stands in the part of a plan that is the body's own: it opens with it."""
    records = inquiry.records(document_id)
    body = inquiry.question.bodies[0]
    place = place_of(records.document)
    section = records.by_path[assignment.path]
    opens = any(
        is_body_named(body, m, place)
        for m in (*assignment.leads, *assignment.implementers)
        if 0 <= m.span.start - section.span.start < _OPENING
    )
    return opens or _is_under(inquiry, document_id, assignment, body)


def _is_under(
    inquiry: Inquiry, document_id: str, assignment: Assignment, body: BodyMention
) -> bool:
    """Whether a task stands under a heading that is the body's name."""
    records = inquiry.records(document_id)
    place = place_of(records.document)
    headings = records.headings(assignment.path)[-2:]
    names = (*body.names, body.printed)
    return any(
        same_body(name, clean(heading).strip(" .:"), place=place)
        for heading in headings
        for name in names
    )


def _in_body(inquiry: Inquiry, word: str) -> bool:
    names = " ".join(
        [b.printed for b in inquiry.question.bodies]
        + [n for b in inquiry.question.bodies for n in b.names]
    )
    return tokens(names).hold(word)


def _line(inquiry: Inquiry, document_id: str, assignment: Assignment) -> str:
    text = inquiry.document(document_id).text
    span = _task_words(inquiry, document_id, assignment)
    told = statements.quoted(opening(unlabelled(clean(span.of(text)))))
    if not inquiry.records(document_id).by_path[assignment.path].cells:
        return told
    # The columns of a table stand apart; its row as one sentence could not be read.
    return " ".join(filter(None, (told, statements.timing(assignment))))


def _task_words(inquiry: Inquiry, document_id: str, assignment: Assignment) -> Span:
    """The words that tell the task: of its section, where the assignment is a mere field line."""
    records = inquiry.records(document_id)
    section = records.by_path[assignment.path]
    if section.kind is SectionKind.HEADING:
        return records.unit(assignment.path)
    if section.cells:
        return records.words(section)
    return section.span if not section.span.contains(assignment.span) else assignment.span


def _citation(inquiry: Inquiry, document_id: str, assignment: Assignment) -> Citation:
    return inquiry.cite_unit(document_id, assignment.path, assignment.span)


def _none(inquiry: Inquiry, body: BodyMention, *, leads_only: bool) -> Answer | None:
    """That a known plan gives the body nothing; where it is only a partner, that is said."""
    if inquiry.scope.documents is None:
        return None
    document_id = inquiry.scope.documents[0]
    document = inquiry.document(document_id)
    what = (
        f"giao {body.printed} chủ trì nhiệm vụ nào"
        if leads_only
        else f"giao nhiệm vụ cho {body.printed}"
    )
    statement = f"{statements.not_seen(what, inquiry.short(document_id))}."
    helping = [
        a
        for a in document.assignments
        if any(is_body_named(body, m, None) for m in a.partner_names)
    ]
    if helping:
        places = [inquiry.place(document_id, a.path) for a in helping[:6]]
        statement += f" {statements.only_helping(body.printed, places)}"
    elif not leads_only and _is_mentioned(inquiry, document_id, body):
        return None
    else:
        return denied(inquiry, document_id, statement)
    return inquiry.answer(
        Status.NOT_STATED, statement, [_citation(inquiry, document_id, a) for a in helping[:3]]
    )


def _is_mentioned(inquiry: Inquiry, document_id: str, body: BodyMention) -> bool:
    """Whether the words of a document hold a name of the body at all."""
    text = fold(clean(inquiry.document(document_id).text))
    names = (*body.names, body.printed)
    return any(" ".join(fold(name).split()[:_TELLING]) in text for name in names)
