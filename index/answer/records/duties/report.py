"""Questions of reporting: who reports to whom, by way of whom, when."""

import re
from dataclasses import replace

from index.answer.answer import Answer, Status
from index.answer.inquiry import ENOUGH, SOME, Inquiry
from index.answer.records.hint import denied
from index.answer.wording import statements
from index.question.intents import TIMES, Intent, Wanted
from index.search.extract import Sentence, best_sentences, shortened
from index.search.search import coverage, tokens
from knowledge.document import Mention, Reporting, SectionKind, Trigger
from knowledge.duties.sentences import sentences
from knowledge.names.agencies import same_body
from knowledge.text import Span, View, clean, fold, view

_EVENT = re.compile(r"\b(vuong|vuong mac|kho khan|phat sinh|gap kho|keu|truc trac|phan anh)\b")
_WHEN = re.compile(r"\b(truoc ngay|ngay nao|ngay may|han|khi nao|bao gio|thang nao|bao lau)\b")
# Sentences up to so many characters are told whole.
_SHORT = 320
# Of more documents in question only those that a passage was found in are read.
_MOST_READ = 12
_A_DAY = re.compile(r"\bngày\s+\d{1,2}\b", re.IGNORECASE)
# What «ngày nào» is answered by; "trong vòng 24 giờ" is no day.
_DATED = re.compile(r"\d.*(?:ngày|tháng|quý|năm|/)|(?:ngày|tháng|quý|năm|thứ).*\d", re.IGNORECASE)
_SET_DAY = re.compile(r"\b(?:trước|vào|chậm nhất)\s+(?:ngày\s+)?\d", re.IGNORECASE)
# So much more of the topic another sentence must hold to be told instead.
_NEARER = 0.12
_RHYTHMS = ("thang", "quy", "tuan", "hoc ky", "6 thang")
_DAY = re.compile(r"\b(truoc ngay|ngay nao|ngay may|hom nao|han (nao|may|chot))\b")
_CADENCE = re.compile(r"\b(bao lau|che do bao cao|dinh ky|may thang|cadence)\b")


def answer_report(inquiry: Inquiry) -> Answer | None:
    """The reporting clause that fits, or that a known plan sets no date or has no such clause."""
    question = inquiry.question
    if Intent.REPORTING not in question.intents[:2] or question.labels:
        return None
    if question.intent in (Intent.COUNT, Intent.BODY_DUTY):
        return None
    if question.wanted in (Wanted.PHONE, Wanted.EMAIL):
        return None
    ranked = _ranked(inquiry)
    named = inquiry.scope.documents is not None
    if not ranked:
        return _nothing(inquiry) if named and question.intent is Intent.REPORTING else None
    score, document_id, clause, held = ranked[0]
    if not named and (held < ENOUGH or inquiry.is_chance):
        return None
    if question.intent is not Intent.REPORTING and held < ENOUGH:
        return None
    if _needs_date(inquiry) and not _has_time(inquiry, document_id, clause):
        dated = [
            r
            for r in ranked
            if _has_time(inquiry, r[1], r[2])
            and r[0] >= score - 1.0
            and _reporter_fits(inquiry, r[2])
        ]
        if not dated:
            return _undated(inquiry, document_id, clause)
        _, document_id, clause, _ = dated[0]
    return _tell(inquiry, document_id, clause, ranked)


def _ranked(inquiry: Inquiry) -> list[tuple[float, str, Reporting, float]]:
    """(score, document, clause, topic coverage), best first."""
    places = {(h.passage.document_id, h.passage.span): h.score for h in inquiry.hits}
    found = []
    documents = inquiry.in_scope
    if len(documents) > _MOST_READ:
        documents = tuple(dict.fromkeys(document_id for document_id, _ in places))
    for document_id in documents:
        document = inquiry.document(document_id)
        name = tokens(f"{inquiry.title_words(document_id)} {_title(inquiry, document_id)}")
        for clause in document.reporting:
            around = _sentence(document.text, inquiry, document_id, clause)
            held = coverage(inquiry.question.topic, tokens(around), name, inquiry.weights)
            hit = next(
                (
                    s
                    for (d, span), s in places.items()
                    if d == document_id and span.contains(clause.span)
                ),
                0.0,
            )
            found.append(
                (held + hit + _fitness(inquiry, document_id, clause), document_id, clause, held)
            )
    return sorted(found, key=lambda item: -item[0])


def _title(inquiry: Inquiry, document_id: str) -> str:
    title = inquiry.document(document_id).identity.title
    return title.value if title else ""


def _sentence(text: str, inquiry: Inquiry, document_id: str, clause: Reporting) -> str:
    section = inquiry.records(document_id).by_path[clause.path]
    headings = " ".join(inquiry.records(document_id).headings(clause.path)[-2:])
    looked: View = view(text, [section.span])
    return (
        f"{headings} {looked.text}"
        if len(looked.text) < 1_500
        else f"{headings} {clean(clause.span.of(text))}"
    )


def _fitness(inquiry: Inquiry, document_id: str, clause: Reporting) -> float:
    """How well the sort of clause fits: events to events, dates to dates, bodies to bodies."""
    question = inquiry.question
    event = bool(_EVENT.search(question.folded))
    fit = 0.9 if event == (clause.trigger is Trigger.EVENT) else -0.3
    if _WHEN.search(question.folded) and _has_time(inquiry, document_id, clause):
        fit += 0.4
    if _CADENCE.search(question.folded) and clause.trigger is Trigger.PERIODIC:
        fit += 0.5
    fit += 0.4 * _rhythm_fits(inquiry, document_id, clause)
    for body in question.bodies:
        if clause.reporter and any(same_body(n, clause.reporter.text) for n in body.names):
            fit += 0.4
        if clause.recipient and any(same_body(n, clause.recipient.text) for n in body.names):
            fit += 0.3
    return fit + (0.15 if clause.recipient else 0.0)


def _rhythm_fits(inquiry: Inquiry, document_id: str, clause: Reporting) -> bool:
    """Whether a clause has the rhythm that a question names: "báo cáo tháng", "hằng quý"."""
    said = fold(clause.span.of(inquiry.document(document_id).text))
    asked = [w for w in _RHYTHMS if re.search(rf"\b{w}\b(?! \d)", inquiry.question.folded)]
    return any(re.search(rf"\b(hang|moi|dinh ky|tung) {w}\b", said) for w in asked)


def _needs_date(inquiry: Inquiry) -> bool:
    question = inquiry.question
    if _EVENT.search(question.folded):
        return False
    return (
        question.wanted in TIMES
        and bool(_WHEN.search(question.folded))
        and not _CADENCE.search(question.folded)
    )


def _time_of(inquiry: Inquiry, document_id: str, clause: Reporting) -> Mention | None:
    """The clause's own time, else the field line of the task it stands in."""
    if clause.cadence is not None and re.search(
        r"\d|hằng|hàng (?:tháng|quý|năm)", clause.cadence.text
    ):
        return clause.cadence
    tasks = inquiry.records(document_id).assignments_at(clause.path)
    around = _around(inquiry, document_id, clause)
    # A time behind the clause in its sentence is that of what follows there.
    rest = Span(start=min(clause.span.start, around.end), end=around.end)
    return next((a.timing for a in tasks if a.timing and not rest.contains(a.timing.span)), None)


def _has_time(inquiry: Inquiry, document_id: str, clause: Reporting) -> bool:
    if _A_DAY.search(clause.span.of(inquiry.document(document_id).text)):
        return True
    time = _time_of(inquiry, document_id, clause)
    return time is not None and (
        not _DAY.search(inquiry.question.folded) or bool(_DATED.search(time.text))
    )


def _reporter_fits(inquiry: Inquiry, clause: Reporting) -> bool:
    bodies = inquiry.question.bodies
    if not bodies or clause.reporter is None:
        return True
    named = [clause.reporter, clause.recipient] if clause.recipient else [clause.reporter]
    return any(same_body(n, m.text) for b in bodies for n in b.names for m in named if m)


def _tell(
    inquiry: Inquiry,
    document_id: str,
    clause: Reporting,
    ranked: list[tuple[float, str, Reporting, float]],
) -> Answer:
    text = _whole_sentence(inquiry, document_id, clause)
    citations = [inquiry.cite_unit(document_id, clause.path, clause.span)]
    for score, other, more, _ in ranked[:4]:
        if more is not clause and score >= ranked[0][0] - 0.6:
            citations.append(inquiry.cite_unit(other, more.path, more.span))
    if (
        len({c.document_id for c in citations}) > 1
        and inquiry.scope.documents is not None
        and not inquiry.question.topic
    ):
        lines = [
            f"{c.short_name}: {statements.quoted(shortened(clean(c.quoted), inquiry.question))}"
            for c in citations[:3]
        ]
        return inquiry.answer(Status.CHOOSE, statements.choose(lines), citations[:3])
    nearer = _nearer_sentence(inquiry, document_id, clause)
    if nearer is not None:
        path, sentence = nearer
        cited = inquiry.cite_unit(document_id, path, sentence.span)
        words = statements.quoted(shortened(sentence.text, inquiry.question))
        return inquiry.answer(Status.FOUND, words, [cited, *citations], quotes=True)
    time = _time_of(inquiry, document_id, clause)
    # One of several days must not stand for all of them: the words themselves tell them.
    told = replace(clause, cadence=None) if _has_more_days(text, clause) else clause
    due = time.text if time is not None and time is not clause.cadence else None
    words, first = shortened(text, inquiry.question), _first(inquiry)
    statement = statements.report(told, words, first=first, due=due)
    if time is None and clause.cadence is None and _CADENCE.search(inquiry.question.folded):
        statement = f"{statements.no_cadence(inquiry.short(document_id))}\n{statement}"
    return inquiry.answer(Status.FOUND, statement, citations, quotes=True)


def _first(inquiry: Inquiry) -> str:
    """The label of what is asked of a report: to whom, when, or from whom."""
    question = inquiry.question
    if _WHOM.search(question.folded):
        return statements.RECIPIENT
    if question.wanted in TIMES or _CADENCE.search(question.folded):
        return statements.CADENCE
    return statements.REPORTER if question.wanted is Wanted.BODY else ""


def _has_more_days(text: str, clause: Reporting) -> bool:
    """Whether the sentence of a clause sets days behind the one that was read from it."""
    time = clause.cadence.text if clause.cadence is not None else ""
    return bool(time and _SET_DAY.search(text.partition(clean(time))[2]))


def _nearer_sentence(
    inquiry: Inquiry, document_id: str, clause: Reporting
) -> tuple[str, Sentence] | None:
    """Another sentence on reporting that holds clearly more of what is asked, and its section.

    Parts set dates for several reporters or reports; a clause is read from one of them. It may
    stand in the passage that fits the question best, too.
    """
    question = inquiry.question
    if question.wanted not in TIMES or not question.topic:
        return None
    if _rhythm_fits(inquiry, document_id, clause):
        return None
    document, records = inquiry.document(document_id), inquiry.records(document_id)
    paths = [clause.path, *(h.passage.path for h in inquiry.hits[:1])]
    own, found = 0.0, list[tuple[str, Sentence]]()
    for path in dict.fromkeys(p for p in paths if p in records.by_path):
        span = records.by_path[path].span
        for each in best_sentences(question, document, span, inquiry.weights, longest=0):
            if _meets(each.span, clause.span):
                own = max(own, each.coverage)
            elif each.fits and "bao cao" in fold(each.text):
                found.append((path, each))
    best = max(found, key=lambda item: item[1].coverage, default=None)
    return best if best is not None and best[1].coverage >= own + _NEARER else None


def _meets(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end


def _whole_sentence(inquiry: Inquiry, document_id: str, clause: Reporting) -> str:
    """The sentence a clause stands in, if it is short enough to be told, else the clause."""
    text = inquiry.document(document_id).text
    whole = clean(_around(inquiry, document_id, clause).of(text))
    return whole if len(whole) <= _SHORT else clean(clause.span.of(text))


def _around(inquiry: Inquiry, document_id: str, clause: Reporting) -> Span:
    """The sentence a clause stands in."""
    section = inquiry.records(document_id).by_path[clause.path]
    looked = view(inquiry.document(document_id).text, [section.span])
    spans = (looked.span(start, end) for start, end in sentences(looked.text))
    return next((span for span in spans if span.contains(clause.span)), clause.span)


def _undated(inquiry: Inquiry, document_id: str, clause: Reporting) -> Answer:
    text = clean(clause.span.of(inquiry.document(document_id).text))
    words = shortened(text, inquiry.question)
    lack = inquiry.not_stated("thời hạn gửi báo cáo", document_id)
    if inquiry.question.wanted is Wanted.BODY or _WHOM.search(inquiry.question.folded):
        told = statements.report(clause, words, first=statements.RECIPIENT)
        statement = f"{lack}\n{told}"
    else:
        statement = f"{lack}\n{statements.only_this(words)}"
    citation = inquiry.cite_unit(document_id, clause.path, clause.span)
    return inquiry.answer(Status.NOT_STATED, statement, [citation], quotes=True)


_WHOM = re.compile(r"\b(cho ai|len dau|ve dau|gui ai|den dau|bao cao ai)\b")
_REPORTS = re.compile(r"\bbao cao\b")
_TELLS = re.compile(r"\b(bao cao|phan anh|trao doi|phan hoi|thong tin)\b")


def _to_be_reported(inquiry: Inquiry, document_id: str) -> Answer | None:
    """The recipients marked "(để báo cáo)", for a plan that has no reporting clause."""
    if inquiry.question.wanted is not Wanted.BODY or _EVENT.search(inquiry.question.folded):
        return None
    document = inquiry.document(document_id)
    for section in document.sections:
        if section.kind is SectionKind.RECIPIENTS:
            looked = view(document.text, [section.span]).text
            marked = re.findall(
                r"-\s*([^-;:]{3,120}?\((?:để )?(?:báo cáo|b/c)\))", looked, re.IGNORECASE
            )
            if marked:
                statement = "\n".join(map(statements.quoted, marked))
                citation = inquiry.cite_unit(document_id, section.path)
                return inquiry.answer(Status.FOUND, statement, [citation], quotes=True)
    return None


def _nothing(inquiry: Inquiry) -> Answer | None:
    document_id = inquiry.likely
    if document_id is None:
        return None
    listed = _to_be_reported(inquiry, document_id)
    if listed is not None:
        return listed
    best = inquiry.hits[0] if inquiry.hits else None
    tells = _TELLS if _EVENT.search(inquiry.question.folded) else _REPORTS
    if best is not None and best.coverage >= SOME and tells.search(fold(best.passage.text)):
        return None
    lack = inquiry.not_stated("chế độ báo cáo", document_id)
    cited = [inquiry.cite_hit(h) for h in inquiry.hits[:1] if h.coverage >= SOME]
    return denied(inquiry, document_id, lack, cited)
