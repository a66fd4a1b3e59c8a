"""Questions of a task told by its matter: who leads it, with whom, by when, to what end."""

import re

from index import statements
from index.answer import Answer, Status
from index.answer_body import is_body_named, place_of
from index.answer_text import tell_sentence
from index.extract import best_sentences
from index.inquiry import ENOUGH, SOME, Inquiry
from index.intents import Intent, Wanted
from index.search import Hit, coverage, tokens
from index.tell import tell_assignment
from knowledge.document import Assignment, Document
from knowledge.text import fold, view

_ASKED = (Intent.LEAD, Intent.PARTNER, Intent.TIMING, Intent.OUTPUT, Intent.MONITORING)
# A later passage may answer if it is nearly as good as the first.
_NEARLY = 0.82


def answer_task(inquiry: Inquiry) -> Answer | None:
    """The record of the task that the topic words speak of; None if no passage is near enough."""
    intent = inquiry.question.intent
    if intent not in _ASKED or not inquiry.hits or inquiry.question.wanted is Wanted.PERSON:
        return None
    whole = _whole_plan(inquiry) if intent is Intent.LEAD else None
    if whole is not None:
        return whole
    best = inquiry.hits[0]
    for hit in inquiry.hits[:4]:
        if hit.score < _NEARLY * best.score or not _is_near(inquiry, hit):
            continue
        answer = _from_hit(inquiry, hit, intent)
        if answer is not None:
            return answer
    return None


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
        if (
            assignment.leads
            and not assignment.generic
            and _THIS_PLAN.search(words)
            and _CARRYING_OUT.search(under)
        ):
            return tell_assignment(inquiry, document_id, assignment, assignment.path)
    return None


def _is_near(inquiry: Inquiry, hit: Hit) -> bool:
    limit = SOME if inquiry.scope.documents is not None else ENOUGH
    return hit.coverage >= limit


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
    if intent is Intent.PARTNER and assignment.partners is None:
        return None
    if intent is Intent.TIMING and assignment.timing is None:
        return None
    if intent is Intent.OUTPUT and assignment.output is None:
        return None
    if intent in (Intent.LEAD, Intent.MONITORING) and not (
        assignment.leads or assignment.implementers
    ):
        return None
    told = tell_assignment(inquiry, document_id, assignment, hit.passage.path)
    citation = inquiry.cite_hit(hit, assignment.span)
    return inquiry.answer(told.status, told.statement, [citation, *told.citations])


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
    useful = [a for a in found if _has(a, intent)] or list(found)
    text = inquiry.document(hit.passage.document_id).text
    empty = tokens("")

    def worth(assignment: Assignment) -> float:
        words = tokens(view(text, [assignment.span]).text)
        return coverage(inquiry.question.topic, words, empty, inquiry.weights)

    return max(useful, key=worth, default=None)


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
    return tell_sentence(inquiry, hit, timed[0]) if timed else None


def answer_monitoring(inquiry: Inquiry) -> Answer | None:
    """Who follows up a plan as a whole: the assignment whose duty is to follow, urge and check."""
    question = inquiry.question
    if Intent.MONITORING not in question.intents or question.wanted is Wanted.PERSON:
        return None
    best: tuple[float, str, Assignment] | None = None
    for document_id in inquiry.in_scope[:3]:
        document = inquiry.document(document_id)
        for assignment in document.assignments:
            score = _monitoring(inquiry, document, assignment)
            if score > 0 and (best is None or score > best[0]):
                best = (score, document_id, assignment)
    if best is None:
        return None
    _, document_id, assignment = best
    return tell_assignment(inquiry, document_id, assignment, assignment.path)


_WHOLE = re.compile(
    r"\b(theo doi|don doc|giam sat|kiem tra)\b.{0,80}\b(ke "
    r"hoach|chi thi|cong dien|huong dan|quyet dinh|de an|"
    r"chuong trinh|ket luan|nghi quyet)\b"
)
_FOLLOW_UP = ("theo doi", "don doc", "giam sat", "kiem tra")


def _monitoring(inquiry: Inquiry, document: Document, assignment: Assignment) -> float:
    """How far an assignment is that of following up the plan; 0 if it is not."""
    question = inquiry.question
    text = view(document.text, [assignment.span]).text
    words = tokens(text)
    pairs = {" ".join(pair) for pair in words.pairs}
    duties = [phrase for phrase in _FOLLOW_UP if phrase in pairs]
    named = [*assignment.leads, *assignment.implementers]
    if not duties or not named or assignment.generic:
        return 0.0
    score = 1.0 + 0.5 * (len(duties) > 1) + 1.0 * ("don doc" in pairs)
    # "theo dõi, đôn đốc việc thực hiện Kế hoạch này" speaks of the plan as a whole.
    score += 1.2 * bool(_WHOLE.search(fold(text)))
    score += (
        coverage(question.topic, words, tokens(document.text[:0]), inquiry.weights)
        if question.topic
        else 0.0
    )
    score += max(
        (
            h.score
            for h in inquiry.hits
            if h.passage.span.contains(assignment.span) and h.passage.document_id == document.id
        ),
        default=0.0,
    )
    place = place_of(document)
    if any(is_body_named(body, mention, place) for body in question.bodies for mention in named):
        score += 1.0
    if Intent.PARTNER in question.intents and assignment.partners is not None:
        score += 1.0
    return score


def related(inquiry: Inquiry, what: str | None = None) -> Answer:
    """Excerpts shown as uncertain."""
    citations = [inquiry.cite_hit(hit) for hit in inquiry.hits[:3]]
    return inquiry.answer(Status.RELATED, statements.related(what), citations)
