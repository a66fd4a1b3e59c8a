"""Questions of a task told by its matter: who leads it, with whom, by when, to what end."""

from index import statements
from index.answer import Answer, Status
from index.answer_text import tell_sentence
from index.extract import best_sentences
from index.inquiry import ENOUGH, SOME, Inquiry
from index.intents import Intent
from index.search import Hit, coverage, tokens
from index.tell import tell_assignment
from knowledge.document import Assignment
from knowledge.text import view

_ASKED = (Intent.LEAD, Intent.PARTNER, Intent.TIMING, Intent.OUTPUT, Intent.MONITORING)
# A later passage may answer if it is nearly as good as the first.
_NEARLY = 0.82


def answer_task(inquiry: Inquiry) -> Answer | None:
    """The record of the task that the topic words speak of; None if no passage is near enough."""
    intent = inquiry.question.intent
    if intent not in _ASKED or not inquiry.hits:
        return None
    best = inquiry.hits[0]
    for hit in inquiry.hits[:4]:
        if hit.score < _NEARLY * best.score or not _is_near(inquiry, hit):
            continue
        answer = _from_hit(inquiry, hit, intent)
        if answer is not None:
            return answer
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
        if sentence is not None and (assignment is None or assignment.timing is None or not _is_field_task(assignment, hit)):
            return sentence
    if assignment is None:
        return None
    if intent is Intent.PARTNER and assignment.partners is None:
        return None
    if intent is Intent.TIMING and assignment.timing is None:
        return None
    if intent is Intent.OUTPUT and assignment.output is None:
        return None
    if intent in (Intent.LEAD, Intent.MONITORING) and not (assignment.leads or assignment.implementers):
        return None
    told = tell_assignment(inquiry, document_id, assignment, hit.passage.path)
    citation = inquiry.cite_hit(hit, assignment.span)
    return inquiry.answer(told.status, told.statement, [citation, *told.citations])


def _is_field_task(assignment: Assignment, hit: Hit) -> bool:
    """Whether the time stands in a field line of its own, apart from the task's words."""
    return assignment.timing is not None and hit.passage.span.contains(assignment.timing.span) and (
        not assignment.span.contains(assignment.timing.span)
    )


def _closest(inquiry: Inquiry, hit: Hit, found: tuple[Assignment, ...], intent: Intent) -> Assignment | None:
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
        inquiry.question, document.text, hit.passage.span, inquiry.weights, hit.passage.breadcrumb
    )
    timed = [s for s in ranked if s.fits and s.coverage >= 0.35]
    return tell_sentence(inquiry, hit, timed[0]) if timed else None


def answer_monitoring(inquiry: Inquiry) -> Answer | None:
    """Who follows up a plan as a whole: the assignment whose duty is to follow, urge and check."""
    question = inquiry.question
    if Intent.MONITORING not in question.intents or inquiry.scope.documents is None:
        return None
    best: tuple[float, str, Assignment] | None = None
    for document_id in inquiry.in_scope:
        document = inquiry.document(document_id)
        for assignment in document.assignments:
            score = _monitoring(inquiry, document.text, assignment)
            if score > 0 and (best is None or score > best[0]):
                best = (score, document_id, assignment)
    if best is None:
        return None
    _, document_id, assignment = best
    return tell_assignment(inquiry, document_id, assignment, assignment.path)


_FOLLOW_UP = ("theo doi", "don doc", "giam sat", "kiem tra")


def _monitoring(inquiry: Inquiry, text: str, assignment: Assignment) -> float:
    words = tokens(view(text, [assignment.span]).text)
    pairs = {" ".join(pair) for pair in words.pairs}
    duty = sum(1.0 for phrase in _FOLLOW_UP if phrase in pairs)
    if not duty or not (assignment.leads or assignment.implementers):
        return 0.0
    whole = {"ke hoach", "thuc hien", "trien khai", "chi thi", "cong dien", "huong dan", "quyet dinh", "de an"} & pairs
    topic = coverage(inquiry.question.topic, words, tokens(""), inquiry.weights) if inquiry.question.topic else 0.0
    urge = 1.5 if "don doc" in pairs else 0.0
    if inquiry.question.bodies:
        topic += 0.5 * any(fold_in(b.names, assignment) for b in inquiry.question.bodies)
    return duty + urge + min(len(whole), 3) * 0.3 + topic


def fold_in(names: tuple[str, ...], assignment: Assignment) -> bool:
    """Whether one of the names is that of a body the assignment names."""
    from knowledge.agencies import same_body

    mentions = [*assignment.leads, *assignment.implementers]
    return any(same_body(name, mention.text) for name in names for mention in mentions)


def related(inquiry: Inquiry, what: str | None = None) -> Answer:
    """Excerpts shown as uncertain."""
    citations = [inquiry.cite_hit(hit) for hit in inquiry.hits[:3]]
    return inquiry.answer(Status.RELATED, statements.related(what), citations)
