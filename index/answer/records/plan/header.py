"""Questions answered from the head and foot of a document: signer, number, date, recipients."""

from collections.abc import Sequence

from index.answer.answer import Answer, Citation, Status
from index.answer.inquiry import Inquiry
from index.answer.records.evidence import is_enough
from index.answer.wording import statements
from index.question.intents import Intent
from index.question.question import Question
from index.search.search import coverage, tokens
from knowledge.dates import spoken
from knowledge.document import Document, Field, Section, SectionKind
from knowledge.text import Span, clean

_ASKED = (Intent.SIGNER, Intent.NUMBER, Intent.DATE)
_NAMES = {Intent.SIGNER: "người ký", Intent.NUMBER: "số, ký hiệu", Intent.DATE: "ngày ban hành"}


# Offices whose second word has a small letter.
_OFFICES = (
    "Chủ tịch", "Giám đốc", "Bí thư", "Bộ trưởng", "Thủ tướng", "Cục trưởng", "Vụ trưởng",
    "Chánh Văn phòng", "Trưởng ban", "Tổng", "Viện trưởng", "Thứ trưởng", "Hiệu trưởng",
)  # fmt: skip
_OF_TASKS = (Intent.LEAD, Intent.PARTNER, Intent.TIMING, Intent.MONITORING, Intent.OUTPUT)
# Share of a question's topic that a plan's name must hold where its head or foot is asked for.
_OF_NAME = 0.6
# The words left of a question that asks for a field of the head or foot and names no document.
_FIELD_WORDS = frozenset("ky ban hanh so hieu noi nhan gui ngay nguoi van kinh cho toi den".split())


def asks_any_document(question: Question) -> bool:
    """Whether a question asks for a field or the tasks of a document and says nothing of which."""
    fields = question.intent in (*_ASKED, Intent.RECIPIENTS, Intent.ADDRESSEES)
    tasks = question.intent in _OF_TASKS and not question.topic and not question.bodies
    return not question.labels and (tasks or (fields and set(question.topic) <= _FIELD_WORDS))


def answer_header(inquiry: Inquiry) -> Answer | None:
    """Signer, number and date, as many as are asked; None if none is or no document is meant."""
    question = inquiry.question
    asked = [i for i in _ASKED if i in question.intents]
    if not asked or not _asks_of_document(inquiry, asked):
        return None
    if asked == [Intent.NUMBER] and question.intent is not Intent.NUMBER:
        return None
    document_id = inquiry.likely
    if document_id is None:
        return None
    if inquiry.scope.documents is None and not (
        inquiry.hits and is_enough(inquiry, inquiry.hits[0])
    ):
        return None
    if Intent.SIGNER in asked and question.wanted is not None and "ngay" in question.folded:
        asked = list(dict.fromkeys([*asked, Intent.DATE]))
    return _from_fields(inquiry, document_id, asked)


def _asks_of_document(inquiry: Inquiry, asked: Sequence[Intent]) -> bool:
    """Whether a question is about a plan itself: its topic words are those of the plan's name.

    «người ký thừa ủy quyền có được ủy quyền lại không» asks for a rule and for no signature.
    """
    question = inquiry.question
    if asked == [Intent.DATE] and question.intent is not Intent.DATE and len(question.topic) > 2:
        return False
    if inquiry.likely is None:
        return False
    if inquiry.scope.documents is not None and asked != [Intent.DATE]:
        return True
    topic = [word for word in question.topic if word not in _FIELD_WORDS]
    if not topic:
        return True
    document = inquiry.document(inquiry.likely)
    title = document.identity.title.value if document.identity.title else ""
    office = document.identity.signer_title
    place = document.identity.place.value if document.identity.place else ""
    name = tokens(
        f"{inquiry.title_words(inquiry.likely)} {title} {place} {office.value if office else ''} "
        "chủ tịch giám đốc bí thư bộ trưởng thủ tướng chức vụ tên"
    )
    held = coverage(topic, name, tokens(""), inquiry.weights, question.alternatives)
    return held >= _OF_NAME


def _from_fields(inquiry: Inquiry, document_id: str, asked: Sequence[Intent]) -> Answer:
    document = inquiry.document(document_id)
    parts, citations, absent = [], [], []
    for intent in asked:
        field = field_of(document, intent)
        if field is None:
            absent.append(_NAMES[intent])
            continue
        parts.append(_stated(document, intent, field))
        if field.span is not None:
            citations.append(_cite_field(inquiry, document, intent, field.span))
        else:
            # Only an admin says so; what the text does say there stands beside it.
            citations += _nearest(inquiry, document)[:1]
    if absent:
        parts.append(statements.not_in_file(", ".join(absent)))
    told = "\n".join(parts)
    if not citations:
        nearest = _nearest(inquiry, document)
        # Only where people sign may it be seen that nobody did.
        signs = absent == [_NAMES[Intent.SIGNER]] and nearest and nearest[0].path == "/chữ ký"
        return inquiry.answer(Status.NOT_STATED, told, nearest, shown=int(bool(signs)))
    return inquiry.answer(Status.FOUND, told, citations, quotes=True)


def field_of(document: Document, intent: Intent) -> Field | None:
    """The header field that an intent asks for, of the plan that is meant."""
    header = document.identity
    match intent:
        case Intent.SIGNER:
            return header.signer
        case Intent.NUMBER:
            return header.number
        case _:
            return header.date


def _stated(document: Document, intent: Intent, field: Field) -> str:
    if intent is Intent.SIGNER:
        office = document.identity.signer_title
        return f"Người ký: {f'{_cased(office.value)} ' if office else ''}{field.value}"
    if intent is Intent.NUMBER:
        return f"Số, ký hiệu: {field.value}"
    return f"Ngày ban hành: {spoken(field.value)}"


def _cased(office: str) -> str:
    """An office printed in capitals as one writes it: "Phó Chủ tịch"."""
    if not office.isupper():
        return office
    words = office.lower()
    for name in _OFFICES:
        words = words.replace(name.lower(), name)
    return statements.capital(words)


def _cite_field(inquiry: Inquiry, document: Document, intent: Intent, span: Span) -> Citation:
    section = next(
        (
            s
            for s in document.sections
            if s.reach.contains(span) and s.kind is SectionKind.SIGNATURE
        ),
        None,
    )
    if section is not None:
        return inquiry.cite_span(document.id, section.path, section.span, span)
    inside = next((s for s in document.sections if s.span.contains(span)), None)
    if inside is not None:
        return inquiry.cite_unit(document.id, inside.path, span)
    line = _line_around(document.text, span)
    return inquiry.cite_span(document.id, "/phần đầu", line, span)


def _line_around(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start=start, end=end if end >= 0 else len(text))


def _nearest(inquiry: Inquiry, document: Document) -> list[Citation]:
    """What the document does say at that place: its signature or its opening."""
    for kind in (SectionKind.SIGNATURE, SectionKind.PREAMBLE, SectionKind.UNNUMBERED):
        for section in document.sections:
            if section.kind is kind:
                return [inquiry.cite_unit(document.id, section.path)]
    return []


def answer_recipients(inquiry: Inquiry) -> Answer | None:
    """The recipients list, or the addressees of a letter or telegram."""
    question = inquiry.question
    addressed = Intent.ADDRESSEES in question.intents
    if not addressed and Intent.RECIPIENTS not in question.intents:
        return None
    document_id = inquiry.likely
    if document_id is None:
        return None
    document = inquiry.document(document_id)
    if Intent.REPORTING in question.intents and document.reporting:
        return None
    kinds = (
        (SectionKind.ADDRESSEES, SectionKind.RECIPIENTS)
        if addressed
        else (SectionKind.RECIPIENTS, SectionKind.ADDRESSEES)
    )
    sections = [s for kind in kinds for s in document.sections if s.kind is kind]
    if not sections:
        told = statements.not_in_file("nơi nhận")
        return inquiry.answer(Status.NOT_STATED, told, _nearest(inquiry, document), shown=0)
    section = sections[0]
    listed = _listed(document, section)
    citation = inquiry.cite_unit(document_id, section.path)
    return inquiry.answer(Status.FOUND, listed, [citation], quotes=True)


def _listed(document: Document, section: Section) -> str:
    """One recipient a line, as far as the text has them on lines of their own."""
    lines = (clean(line) for line in section.span.of(document.text).split("\n"))
    return "\n".join(line for line in lines if line)
