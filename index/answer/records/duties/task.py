"""Questions of a task told by its matter: who leads it, with whom, by when, to what end."""

import re

from index.answer.absent import absent_from
from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.records.duties.assignment import tell_assignment
from index.answer.records.duties.body import is_body_named, place_of
from index.answer.records.evidence import is_enough
from index.answer.records.part import tell_part
from index.answer.records.text import CARRYING_OUT, is_strict, tell_sentences
from index.answer.wording import statements
from index.library.records import Records
from index.question.intents import TIMES, Intent
from index.question.values import spans
from index.search.extract import best_sentences
from index.search.search import Hit, coverage, tokens
from knowledge.document import Assignment, SectionKind, SourceKind
from knowledge.text import Span, fold, view

_ASKED = (Intent.LEAD, Intent.PARTNER, Intent.TIMING, Intent.OUTPUT, Intent.MONITORING)
# Words that ask for the time of a plan as a whole: «KH 61 bao giờ hoàn thành».
_ENDING = CARRYING_OUT | set("xong hoan thanh ket thuc bat dau".split())
# A later passage may answer if it is nearly as good as the first.
_NEARLY = 0.82
# What the records of tasks hold, by what is asked.
_RECORDED = {
    Intent.LEAD: "đơn vị thực hiện",
    Intent.MONITORING: "đơn vị thực hiện",
    Intent.PARTNER: "đơn vị phối hợp",
    Intent.TIMING: "thời gian",
    Intent.OUTPUT: "sản phẩm, kết quả",
}


_KIND_ASKED = re.compile(r"\b(phong|so|bo|ban|cuc|vu|vien|hoi|trung tam|van phong|chi cuc) nao\b")
_LONGEST_PROOF = 400  # characters
# Scores so near the best one tell passages not apart.
_EQUALLY = 0.9
# By so much of the topic a task must hold more than those that tell what is asked.
_CLEARLY = 0.5


def answer_task(inquiry: Inquiry) -> Answer | None:
    """The record of the task that the topic words speak of; None if no passage is near enough."""
    intent = inquiry.question.intent
    if intent not in _ASKED or is_strict(inquiry.question):
        return None
    if intent is Intent.TIMING and inquiry.question.wanted not in (*TIMES, None):
        return None
    of_whole = _ENDING if intent is Intent.TIMING else frozenset[str]()
    if set(inquiry.question.topic) <= of_whole and inquiry.scope.documents is not None:
        return _all_tasks(inquiry, intent)
    if not inquiry.hits:
        return None
    whole = _whole_plan(inquiry) if intent is Intent.LEAD else None
    if whole is not None:
        return whole
    best = inquiry.hits[0]
    near = [
        hit
        for hit in inquiry.hits[:4]
        if hit.score >= _NEARLY * best.score
        and is_enough(inquiry, hit)
        and not absent_from(inquiry, hit)
    ]
    equal = [hit for hit in near if hit.score >= _EQUALLY * best.score]
    if intent is Intent.LEAD and (kind := _KIND_ASKED.search(inquiry.question.folded)):
        # «phòng nào chủ trì»: of passages as near as each other the one that names a "Phòng".
        near = sorted(near, key=lambda h: h not in equal or not _names_kind(inquiry, h, kind[1]))
    for hit in near:
        answer = _from_hit(inquiry, hit, intent)
        if answer is not None:
            return answer
    return None


def _names_kind(inquiry: Inquiry, hit: Hit, kind: str) -> bool:
    """Whether who leads or carries out the task of a passage is of that kind by its name."""
    records = inquiry.records(hit.passage.document_id)
    found = records.assignments_in(hit.passage.span, hit.passage.path)
    assignment = _closest(inquiry, hit, found, Intent.LEAD)
    named = (*assignment.leads, *assignment.implementers) if assignment is not None else ()
    return any(fold(mention.text).startswith(f"{kind} ") for mention in named)


def _all_tasks(inquiry: Inquiry, intent: Intent) -> Answer | None:
    """Every task of a named plan that has what is asked for, where nothing tells them apart."""
    document_id = inquiry.in_scope[0]
    document = inquiry.document(document_id)
    if intent is Intent.TIMING:
        part = tell_part(inquiry, document_id, ("thoi gian thuc hien", "thoi gian"))
        if part is not None:
            return part
    found = [a for a in document.assignments if _has(a, intent) and not a.generic]
    if intent in (Intent.LEAD, Intent.MONITORING):
        found = [a for a in found if a.leads] or found
    whole = [a for a in found if _THIS_PLAN.search(fold(view(document.text, [a.span]).text))]
    if len(found) == 1 or (whole and intent is Intent.LEAD):
        only = (whole or found)[0]
        return tell_assignment(inquiry, document_id, only, only.path)
    if not found:
        return None
    tell = {
        Intent.PARTNER: statements.partners,
        Intent.TIMING: statements.timing,
        Intent.OUTPUT: statements.output,
    }
    told = tell.get(intent, statements.who)
    lines = [
        f"{statements.capital(inquiry.place(document_id, a.path))} – "
        f"{inquiry.task_title(document_id, a.path, 60)}: {told(a)}"
        for a in found
    ]
    head = f"{inquiry.short(document_id)}: {len(found)} nhiệm vụ có ghi {_RECORDED[intent]}"
    citations = [inquiry.cite_unit(document_id, a.path, a.span) for a in found]
    times = {fold(a.timing.text).rstrip(".") for a in found if a.timing}
    if intent is Intent.TIMING and len(times) == 1:
        alike = statements.all_timed(inquiry.short(document_id), len(found), found[0])
        return inquiry.answer(Status.FOUND, alike, citations, quotes=True)
    return inquiry.answer(Status.FOUND, statements.counted(head, lines), citations, quotes=True)


_THIS_PLAN = re.compile(
    r"\b(ke hoach|de an|chuong trinh|quyet dinh|chi thi|huong dan|nghi dinh)( nay)?\b"
)
_CARRYING_OUT = re.compile(r"to chuc thuc hien|trach nhiem|phan cong")


def _whole_plan(inquiry: Inquiry) -> Answer | None:
    """Who leads a plan as a whole, where the topic words are those of its title."""
    document_id = inquiry.likely
    if document_id is None or not inquiry.question.topic:
        return None
    document = inquiry.document(document_id)
    title = document.identity.title.value if document.identity.title else ""
    place = document.identity.place.value if document.identity.place else ""
    name = tokens(
        f"{title} {place} {document.identity.issuer.value if document.identity.issuer else ''}"
    )
    if (
        coverage(
            inquiry.question.topic, name, tokens(""), inquiry.weights, inquiry.question.alternatives
        )
        < 0.75
    ):
        return None
    records = inquiry.records(document_id)
    for assignment in document.assignments:
        words = fold(view(document.text, [assignment.span]).text)
        under = fold(" ".join(records.headings(assignment.path)))
        organising = (
            _CARRYING_OUT.search(under)
            or document.source is SourceKind.NEWS
            or assignment.path.startswith("Điều ")
        )
        if assignment.leads and not assignment.generic and _THIS_PLAN.search(words) and organising:
            return tell_assignment(inquiry, document_id, assignment, assignment.path)
    return None


def _from_hit(inquiry: Inquiry, hit: Hit, intent: Intent) -> Answer | None:
    document_id = hit.passage.document_id
    records = inquiry.records(document_id)
    found = records.assignments_in(hit.passage.span, hit.passage.path)
    assignment = _closest(inquiry, hit, found, intent)
    if intent is Intent.TIMING:
        sentence = _timed_sentence(inquiry, hit)
        if sentence is not None and (
            assignment is None or assignment.timing is None or not _is_field_task(assignment, hit)
        ):
            return sentence
    if assignment is None:
        return None
    if not _has(assignment, intent) and any(_has(each, intent) for each in found):
        return tell_assignment(inquiry, document_id, assignment, assignment.path)
    if intent is Intent.PARTNER and assignment.partners is None:
        return None
    if intent is Intent.TIMING and not (
        assignment.timing and spans(inquiry.question, assignment.timing.text)
    ):
        return None
    if intent is Intent.OUTPUT and assignment.output is None:
        return None
    if intent in (Intent.LEAD, Intent.MONITORING) and not (
        assignment.leads or assignment.implementers
    ):
        return None
    told = tell_assignment(inquiry, document_id, assignment, hit.passage.path)
    proof = _proof(records, hit, assignment)
    if told.citations[0].path == hit.passage.path:
        citations = [inquiry.cite_hit(hit, proof), *told.citations]
    else:
        own = inquiry.cite_unit(document_id, assignment.path, proof)
        citations = [own, *told.citations[1:]]
    return inquiry.answer(told.status, told.statement, citations, quotes=told.quotes)


def _proof(records: Records, hit: Hit, assignment: Assignment) -> Span:
    """The words that assign, with those of the task where it has no number of its own."""
    section = records.by_path[assignment.path]
    whole = section.span.union(assignment.span)
    unlabelled = section.kind in (SectionKind.BULLET, SectionKind.PARA)
    short = whole.end - whole.start <= _LONGEST_PROOF and hit.passage.span.contains(whole)
    apart = assignment.span.start - section.span.start > 0
    return whole if unlabelled and short and apart else assignment.span


def _is_field_task(assignment: Assignment, hit: Hit) -> bool:
    """Whether the time stands in a field line of its own, apart from the task's words."""
    return (
        assignment.timing is not None
        and hit.passage.span.contains(assignment.timing.span)
        and (not assignment.span.contains(assignment.timing.span))
    )


def _closest(
    inquiry: Inquiry, hit: Hit, found: tuple[Assignment, ...], intent: Intent
) -> Assignment | None:
    """Of several assignments in one passage the one whose words hold most of the topic."""
    place = place_of(inquiry.document(hit.passage.document_id))
    asked = inquiry.question.bodies
    if intent is Intent.PARTNER:
        # "X phối hợp với ai" is no question for the task that X only helps with.
        found = tuple(
            a
            for a in found
            if not (a.partners and any(is_body_named(b, a.partners, place) for b in asked))
        )
    useful = [a for a in found if _has(a, intent)] or list(found)
    records = inquiry.records(hit.passage.document_id)
    paths = [a.path for a in found]
    empty = tokens("")

    def worth(assignment: Assignment) -> float:
        spans = [assignment.span]
        if paths.count(assignment.path) == 1:
            # The words that assign may be a mere field line: "Đơn vị chủ trì: Sở Y tế".
            spans.append(records.words(records.by_path[assignment.path]))
        words = tokens(view(records.document.text, spans).text)
        named = [*assignment.leads, *assignment.implementers]
        told = any(is_body_named(body, mention, place) for body in asked for mention in named)
        held = coverage(inquiry.question.topic, words, empty, inquiry.weights)
        leading = 0.1 * bool(assignment.leads) if intent is Intent.LEAD else 0.0
        return held + 0.5 * told - 0.5 * assignment.generic + leading

    best = max(useful, key=worth, default=None)
    meant = max(found, key=worth, default=None)
    if best is None or meant is None or worth(meant) < worth(best) + _CLEARLY:
        return best
    return meant  # The passage holds the task that is asked for, and it lacks what is asked.


def _has(assignment: Assignment, intent: Intent) -> bool:
    match intent:
        case Intent.PARTNER:
            return assignment.partners is not None
        case Intent.TIMING:
            return assignment.timing is not None
        case Intent.OUTPUT:
            return assignment.output is not None
        case _:
            return bool(assignment.leads or assignment.implementers)


def _timed_sentence(inquiry: Inquiry, hit: Hit) -> Answer | None:
    """A sentence of the passage that holds the topic and a time."""
    document = inquiry.document(hit.passage.document_id)
    ranked = best_sentences(
        inquiry.question, document, hit.passage.span, inquiry.weights, hit.passage.breadcrumb
    )
    timed = [s for s in ranked if s.fits and s.coverage >= 0.35]
    return tell_sentences(inquiry, hit, timed) if timed else None
