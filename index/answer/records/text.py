"""Questions answered by a sentence of the best passage."""

from collections.abc import Sequence

from index.answer.absent import absent_from
from index.answer.answer import Answer, Status
from index.answer.inquiry import SOME, Inquiry
from index.answer.not_found import not_found
from index.answer.records.duties.assignment import tell_assignment
from index.answer.records.evidence import is_enough
from index.answer.records.hint import denied
from index.answer.records.part import tell_mention, tell_part
from index.answer.records.second_question import further_sentence
from index.answer.records.section_words import words_of
from index.answer.wording import statements
from index.question.intents import TIMES, Intent, Wanted
from index.question.question import Question
from index.question.values import HELPS, holds
from index.search.extract import Sentence, best_sentences, statement_text
from index.search.search import Hit, tokens
from knowledge.document import SectionKind
from knowledge.names.agencies import is_body, starts_with_body
from knowledge.text import clean

_WANTED_NAMES = {
    Wanted.TIME: "thời hạn",
    Wanted.DAY: "ngày cụ thể",
    Wanted.DURATION: "thời hạn",
    Wanted.MONEY: "số tiền cụ thể",
    Wanted.PERCENT: "tỷ lệ",
    Wanted.PHONE: "số điện thoại",
    Wanted.EMAIL: "địa chỉ thư điện tử",
    Wanted.PLACE: "địa điểm",
    Wanted.PERSON: "họ tên người phụ trách",
    Wanted.QUANTITY: "số lượng",
    Wanted.BODY: "tên đơn vị",
    Wanted.LIST: "danh sách",
}
# Values that must stand in the very sentence that holds the topic; without one nothing is claimed.
_STRICT = (
    Wanted.MONEY,
    Wanted.PHONE,
    Wanted.EMAIL,
    Wanted.PERCENT,
    Wanted.PLACE,
    Wanted.PERSON,
    Wanted.QUANTITY,
)
# Of a plan as a whole: "kế hoạch này được thực hiện trong khoảng thời gian nào".
CARRYING_OUT = {"thuc", "hien", "trien", "khai", "to", "chuc", "tien", "hanh"}
_NEARLY = 0.8
_NEARLY_STRICT = 0.65
# Sorts of value that a list holds which a sentence opens: "Người phát ngôn gồm:".
_ENUMERATED = (Wanted.BODY, Wanted.PERSON, Wanted.LIST)


def is_strict(question: Question) -> bool:
    """Whether only a value of the sort asked for is an answer, never a record without it."""
    return question.wanted in _STRICT


def answer_text(inquiry: Inquiry) -> Answer:
    """The sentence that answers, or that nothing does: not stated, only related, not found."""
    question, hits = inquiry.question, inquiry.hits
    if not hits:
        return not_found(inquiry)
    best = hits[0]
    named = inquiry.scope.documents is not None
    strict = is_strict(question) or (question.wanted in TIMES and named)
    nearly, most = (_NEARLY_STRICT, 8) if is_strict(question) else (_NEARLY, 5)
    if question.intent is Intent.PARTNER:
        most = 1  # Who helps with another task is no answer.
    for hit in hits[:most]:
        if hit.score < nearly * best.score:
            break
        if is_strict(question) and _is_address(inquiry, hit):
            continue
        found = _sentences_of(inquiry, hit)
        if found and not absent_from(inquiry, hit):
            return tell_sentences(inquiry, hit, found)
    if strict and named and question.wanted and not _may_hold(inquiry):
        document_id = best.passage.document_id
        lack = inquiry.not_stated(_WANTED_NAMES[question.wanted], document_id)
        cited = [inquiry.cite_hit(h) for h in hits[:2]]
        return denied(inquiry, document_id, lack, cited)
    if best.coverage >= SOME or (named and best.coverage >= 0.1):
        absent = ", ".join(absent_from(inquiry, best)) or None
        citations = [inquiry.cite_hit(h) for h in hits[:3]]
        return inquiry.answer(Status.RELATED, statements.related("", absent), citations)
    return not_found(inquiry)


def _is_address(inquiry: Inquiry, hit: Hit) -> bool:
    """Whether a passage only lists to whom a document goes."""
    section = inquiry.records(hit.passage.document_id).by_path.get(hit.passage.path)
    return section is not None and section.kind in (SectionKind.ADDRESSEES, SectionKind.RECIPIENTS)


def _may_hold(inquiry: Inquiry) -> bool:
    """Whether a passage near the question holds a value of the sort asked for.

    Its matter or unit may be another in its words alone; then it is shown, not denied.
    """
    return any(
        h.coverage >= SOME and holds(inquiry.question.wanted, h.passage.text)
        for h in inquiry.hits[:5]
    )


def _sentences_of(inquiry: Inquiry, hit: Hit) -> list[Sentence]:
    """The sentences of a passage, the one to be told as the answer first; none if none may be."""
    question = inquiry.question
    if not is_enough(inquiry, hit):
        return []
    document = inquiry.document(hit.passage.document_id)
    ranked = best_sentences(
        question, document, hit.passage.span, inquiry.weights, hit.passage.breadcrumb
    )
    if question.intent is Intent.PARTNER:
        ranked = [s for s in ranked if HELPS.search(s.text)]
    if is_strict(question) or question.wanted in TIMES:
        named = inquiry.scope.documents is not None
        least = (0.3 if named else 0.45) if is_strict(question) else 0.25
        return [s for s in ranked if s.fits and s.coverage >= least]
    return ranked


def tell_sentences(inquiry: Inquiry, hit: Hit, ranked: Sequence[Sentence]) -> Answer:
    """Sentences as the statement, with the body they speak of where a body is asked for."""
    question = inquiry.question
    section = inquiry.records(hit.passage.document_id).by_path.get(hit.passage.path)
    if section is not None and section.kind is SectionKind.ROW and not is_strict(question):
        found = inquiry.records(hit.passage.document_id).assignments_at(section.path)
        if found:
            return tell_assignment(inquiry, hit.passage.document_id, found[0], section.path)
    text = statement_text(question, ranked)
    if section is not None and question.wanted in _ENUMERATED and text.rstrip().endswith(":"):
        return words_of(inquiry, hit.passage.document_id, section)
    further = _further(inquiry, hit, ranked, text)
    told = statements.quoted(f"{text} … {further.text}" if further is not None else text)
    intro = None
    if question.wanted is Wanted.BODY or Intent.LEAD in question.intents:
        body, intro = _body_of(inquiry, hit, ranked[0])
        told = f"{body}: {told}" if body is not None else told
    quote = ranked[0].span if further is None else ranked[0].span.union(further.span)
    citations = [inquiry.cite_hit(hit, quote)]
    if intro is not None:
        citations.append(inquiry.cite_unit(hit.passage.document_id, intro))
    citations += [inquiry.cite_hit(h) for h in inquiry.hits[:3] if h.rank != hit.rank]
    return inquiry.answer(Status.FOUND, told, citations, quotes=True)


def _further(inquiry: Inquiry, hit: Hit, ranked: Sequence[Sentence], text: str) -> Sentence | None:
    """The sentence that answers a second question, where the words told do not."""
    if "," not in inquiry.question.restored.text:
        return None
    told = [s for s in ranked if s.text.strip() in text]
    document = inquiry.document(hit.passage.document_id)
    everything = best_sentences(inquiry.question, document, hit.passage.span, inquiry.weights)
    return further_sentence(inquiry.question, told or ranked[:1], everything)


def _body_of(inquiry: Inquiry, hit: Hit, sentence: Sentence) -> tuple[str | None, str | None]:
    """The body that a sentence without one speaks of, and where that stands if elsewhere.

    It is named in its paragraph, in the words that open its list, or in a heading above.
    """
    if starts_with_body(sentence.text.lstrip("-+ ")):
        return None, None
    records = inquiry.records(hit.passage.document_id)
    opening = {intro.path for intro in records.intros(hit.passage.path)}
    for assignment in records.assignments_in(hit.passage.span, hit.passage.path):
        named = assignment.leads or assignment.implementers
        if not named or assignment.generic:
            continue
        if records.by_path[assignment.path].span.contains(sentence.span):
            return statements.join(named), None
        if assignment.path in opening:
            return statements.join(named), assignment.path
    headings = records.headings(hit.passage.path)
    return next((clean(h) for h in reversed(headings) if is_body(h)), None), None


def _asks_of_whole(inquiry: Inquiry) -> bool:
    """Whether nothing but the plan is named: in words of its title, or as carried out."""
    topic = set(inquiry.question.topic)
    if topic <= CARRYING_OUT:
        return True
    if inquiry.scope.documents is None or inquiry.likely is None:
        return False
    title = inquiry.document(inquiry.likely).identity.title
    held = tokens(title.value if title else "")
    return all(word in CARRYING_OUT or held.hold(word) for word in topic)


def answer_heading(inquiry: Inquiry) -> Answer | None:
    """Purpose and funding: the part whose heading says so, within the documents named."""
    question = inquiry.question
    words = {
        Intent.PURPOSE: ("muc dich", "muc tieu"),
        Intent.FUNDING: ("kinh phi", "nguon luc", "ngan sach"),
    }
    if question.intents == (Intent.TIMING,) and _asks_of_whole(inquiry):
        words[Intent.TIMING] = ("thoi gian thuc hien", "thoi gian", "tien do")
    if question.intent not in words or inquiry.likely is None or is_strict(question):
        return None
    if question.intent is Intent.FUNDING and question.wanted in TIMES:
        return None  # «trình phân bổ kinh phí trước ngày nào» asks for the day.
    ordered = sorted(words[question.intent], key=lambda word: word not in question.folded)
    named = inquiry.scope.documents is not None
    if not named and not (inquiry.hits and is_enough(inquiry, inquiry.hits[0])):
        return None
    told = tell_part(inquiry, inquiry.likely, ordered)
    who_does = Intent.LEAD in question.intents
    if told is None and named and question.intent is Intent.FUNDING and not who_does:
        return tell_mention(inquiry, inquiry.likely, ("kinh phi", "ngan sach"))
    return told
