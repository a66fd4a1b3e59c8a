"""Who follows up a plan: the assignment to watch over, urge and check its carrying out."""

import re

from index.answer.answer import Answer
from index.answer.inquiry import Inquiry
from index.answer.records.duties.assignment import tell_assignment
from index.answer.records.duties.body import is_body_named, place_of
from index.answer.records.hint import denied
from index.question.intents import Intent, Wanted
from index.search.search import coverage, tokens
from knowledge.document import Assignment, Document
from knowledge.text import fold, view

# How much better a passage must hold the topic than the follow-up duty to be preferred to it.
_CLEARLY = 0.2


def answer_monitoring(inquiry: Inquiry) -> Answer | None:
    """Who follows up a plan as a whole: the assignment whose duty is to follow, urge and check."""
    question = inquiry.question
    if question.intent is not Intent.MONITORING or question.wanted in (
        Wanted.PERSON,
        Wanted.PERCENT,
    ):
        return None
    best: tuple[float, str, Assignment] | None = None
    for document_id in inquiry.in_scope[:3]:
        document = inquiry.document(document_id)
        for assignment in document.assignments:
            score = _monitoring(inquiry, document, assignment)
            if score > 0 and (best is None or score > best[0]):
                best = (score, document_id, assignment)
    if best is None:
        return _none(inquiry)
    if _is_off_topic(inquiry, best[1], best[2]):
        return None
    _, document_id, assignment = best
    return tell_assignment(inquiry, document_id, assignment, assignment.path)


def _none(inquiry: Inquiry) -> Answer | None:
    """That a named plan has nobody follow it up, where its text does not speak of that at all."""
    document_id = inquiry.likely
    asked = [phrase for phrase in _FOLLOW_UP if phrase in inquiry.question.folded]
    if inquiry.scope.documents is None or document_id is None or not asked:
        return None
    if not set(inquiry.question.topic) <= _DUTY_WORDS:
        return None
    text = fold(inquiry.document(document_id).text)
    if any(phrase in text for phrase in asked):
        return None
    lack = inquiry.not_stated("đơn vị theo dõi, đôn đốc", document_id)
    return denied(inquiry, document_id, lack)


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
    duties = [phrase for phrase in _FOLLOW_UP if words.hold(phrase)]
    named = [*assignment.leads, *assignment.implementers]
    if not duties or not named or assignment.generic:
        return 0.0
    score = 1.0 + 0.5 * (len(duties) > 1) + 1.0 * words.hold("don doc")
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


def _is_off_topic(inquiry: Inquiry, document_id: str, assignment: Assignment) -> bool:
    """Whether another passage holds the question's topic clearly better than the follow-up duty."""
    topic = [w for w in inquiry.question.topic if w not in _DUTY_WORDS]
    if not topic or not inquiry.hits:
        return False
    best = inquiry.hits[0]
    if best.passage.document_id == document_id and best.passage.span.contains(assignment.span):
        return False
    document = inquiry.document(document_id)
    title = document.identity.title.value if document.identity.title else ""
    name = f"{title} {inquiry.title_words(document_id)}"
    words = tokens(f"{view(document.text, [assignment.span]).text} {name}")
    nothing = tokens("")
    held = coverage(topic, words, nothing, inquiry.weights, inquiry.question.alternatives)
    there = tokens(f"{best.passage.text} {best.passage.breadcrumb}")
    return (
        coverage(topic, there, nothing, inquiry.weights, inquiry.question.alternatives)
        > held + _CLEARLY
    )


_DUTY_WORDS = frozenset(
    "theo doi don doc giam sat kiem tra thuc hien trien khai ket qua viec".split()
)
