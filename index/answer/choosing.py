"""One line for each plan, where a question fits several and says nothing of which is meant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.answer.answer import Answer, Choice, Citation, Status
from index.answer.candidate import Candidate, Claim, Pool
from index.answer.decide import CLAIMED
from index.answer.gather import claims_of, gather, joined
from index.answer.inquiry import ENOUGH, Inquiry
from index.answer.records.kinds import RECORDS
from index.answer.scoring.scorer import MARGIN, Ranked, Ranking
from index.answer.tell import cite_candidate, told
from index.answer.wording import statements
from index.library.card import DocumentCard
from index.library.document_names import about_title
from index.library.passages import LETTERHEAD
from index.library.store import Library
from index.question.intents import Intent
from knowledge.document import SourceKind
from knowledge.names.agencies import same_body

# Plans that are looked at, lines at most, and plans that may be looked at on another page.
_LOOKED_AT, MOST_CHOICES, _MOST_BEHIND = 8, 5, 50
# How far behind the first a plan may lie whose own words are told, in scores; one whose record
# answers may lie as far as what the reader is given. Over the five shipped plans, questions of
# reports, supervision and purpose lie within 6.2 where a plan answers; of funding, which one of
# them sets, 9 and more where it does not.
_NEAR = 5.0
# Characters of what is told of one plan, and of a question that is told once more.
_LONGEST_LINE, _LONGEST_QUESTION = 160, 40
# What a question without a matter of its own speaks of.
_MATTERS = {
    Intent.REPORTING: "chế độ báo cáo", Intent.FUNDING: "kinh phí", Intent.PURPOSE: "mục đích",
}  # fmt: skip
# What stands in the head or foot of any plan: no order of the evidence says which is meant.
_OF_HEAD = frozenset(
    {Intent.SIGNER, Intent.NUMBER, Intent.DATE, Intent.RECIPIENTS, Intent.ADDRESSEES}
)

Within = Callable[[str], Inquiry]
Rank = Callable[[Inquiry, Pool], Ranking]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """What one plan says, on one line."""

    document: str
    statement: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """The plans that a question fits.

    Attributes:
        lines: What each says, best first.
        unread: Ids of those that were not looked at, but may fit, too.
        denials: That one says nothing of it, for each of which that is known.
    """

    lines: tuple[PlanLine, ...]
    unread: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()


def fitting_plans(whole: Inquiry, within: Within, rank: Rank) -> Fitting:
    """What each of the plans says that a question fits, best first.

    Args:
        whole: The question, of the whole library.
        within: The same question of one document.
        rank: The order of the evidence, which is taken once.
    """
    if whole.question.intent in _OF_HEAD or not whole.question.topic:
        return _of_newest(whole, within)
    return _of_ranking(whole, within, rank)


def told_by_records(inquiry: Inquiry) -> Answer | None:
    """What the records of the one document hold, as a list of plans tells it; None for nothing."""
    claim = _claim(inquiry)
    if claim is None or not _answers(claim):
        return None
    return replace(claim.answer, certainty=1.0, hits=inquiry.hits)


def tell_choice(whole: Inquiry, fitting: Fitting) -> Answer:
    """The plans that a question fits, to choose from; behind them a choice to see more."""
    lines, question = fitting.lines, whole.question
    shown, rest = lines[:MOST_CHOICES], lines[MOST_CHOICES:]
    names = [whole.listed(line.document) for line in shown]
    choices = [
        Choice(label=name, question=question.typed, documents=(line.document,))
        for name, line in zip(names, shown, strict=True)
    ]
    told_lines = [f"{n}\n{line.statement}" for n, line in zip(names, shown, strict=True)]
    # Of those with one number not each speaks of the matter, and the question names it already.
    same_number = whole.scope.by_number
    what = _MATTERS.get(question.intent, "") if not same_number else ""
    statement = [statements.choose(told_lines, what=what, goes_on=bool(rest))]
    if rest:
        more = statements.more_documents(None if fitting.unread else len(rest))
        behind = (*(line.document for line in rest), *fitting.unread)
        choices.append(Choice(label=more, question=question.typed, documents=behind))
        statement.append(f"{len(choices)}. {more}")
    statement += fitting.denials
    if len(question.typed) <= _LONGEST_QUESTION and not same_number:
        name = whole.short(shown[0].document)
        statement.append(statements.ask_at_once(question.typed.strip(" ?.!"), name))
    citations = [line.citation for line in shown]
    return whole.answer(Status.CHOOSE, "\n".join(statement), citations, choices)


def are_one_plan(cards: Sequence[DocumentCard]) -> bool:
    """Whether some documents with one number are a plan and its annexes in files of their own.

    Each that tells a day or an issuer tells the same.
    """
    bodies = [card for card in cards if card.source is not SourceKind.ANNEX]
    told = [(card.identity.date, card.identity.issuer) for card in cards]
    days = {date.value for date, _ in told if date is not None}
    issuers = [issuer.value for _, issuer in told if issuer is not None]
    same = all(same_body(issuers[0], other) or issuers[0] == other for other in issuers[1:])
    return len(bodies) <= 1 < len(cards) and len(days) <= 1 and same


def by_date(library: Library, ids: Sequence[str]) -> list[str]:
    """Documents, the newest first."""
    return sorted(ids, key=lambda each: _issued(library.card(each)), reverse=True)


def line_of(inquiry: Inquiry, answer: Answer) -> PlanLine:
    """What an answer over one document says, on one line."""
    document = inquiry.in_scope[0]
    told = answer.status in (Status.FOUND, Status.NOT_STATED) and answer.citations
    if told and answer.citations[0].path != LETTERHEAD:
        said, citation = _line(answer.statement), answer.citations[0]
    else:
        head = inquiry.passages(document)[0]
        citation = inquiry.cite_span(document, head.path, head.span)
        title = inquiry.library.card(document).identity.title
        # Of a plan as a whole the letterhead is found, and its title tells more.
        about = _line(f"Về {about_title(title.value)}") if title is not None and told else None
        said = about or statements.capital(statements.NO_CERTAIN_ANSWER)
    return PlanLine(document=document, statement=said, citation=citation)


def _of_newest(whole: Inquiry, within: Within) -> Fitting:
    """What the records of the newest plans say, where no words of the question order them."""
    meant = whole.scope.documents
    cards = [c for c in whole.library.documents if meant is None or c.id in meant]
    cards.sort(key=_issued, reverse=True)
    claims = {card.id: _claim(within(card.id)) for card in cards[:_LOOKED_AT]}
    lines = [_told(claim, document) for document, claim in claims.items() if _answers(claim)]
    return Fitting(lines=tuple(lines), unread=tuple(c.id for c in cards[_LOOKED_AT:_MOST_BEHIND]))


def _of_ranking(whole: Inquiry, within: Within, rank: Rank) -> Fitting:
    """What the plans say that come first in one order of all evidence.

    The records are asked of each plan by itself: of the whole library they tell of one.
    """
    documents = list(dict.fromkeys(hit.passage.document_id for hit in whole.survey))
    asked = {document: within(document) for document in documents[:_LOOKED_AT]}
    claims = {document: _claim(inquiry) for document, inquiry in asked.items()}
    pool = gather(whole, RECORDS)
    known = {claim.citation.document_id for claim in pool.claims if claim.citation is not None}
    candidates = list(pool.candidates)
    for document, claim in claims.items():
        if claim is not None and document not in known:
            candidates = joined(whole, candidates, claim)
    ranking = rank(whole, replace(pool, candidates=tuple(candidates)))
    lines = []
    for each in _fitting(ranking, claims):
        claim = claims[each.candidate.document]
        if claim is not None:
            lines.append(_told(claim, each.candidate.document))
        else:
            lines.append(_told_by_words(asked[each.candidate.document], each.candidate))
    unread = tuple(documents[_LOOKED_AT:_MOST_BEHIND])
    return Fitting(lines=tuple(lines), unread=unread, denials=_denials(whole, claims))


def _denials(whole: Inquiry, claims: Mapping[str, Claim | None]) -> tuple[str, ...]:
    """What the records of a few plans say that they lack; of a large library nobody asks that."""
    if len(whole.library.documents) > _LOOKED_AT:
        return ()
    denied = [c.answer for c in claims.values() if c is not None and not c.answer.claims]
    return tuple(a.statement.split("\n")[0] for a in denied if a.status is Status.NOT_STATED)


def _fitting(ranking: Ranking, claims: Mapping[str, Claim | None]) -> list[Ranked]:
    """The best candidate of each plan that would be told or nearly, best first.

    What the records of a plan hold is told however unsure it is which plan is meant.
    """
    if not ranking.ranked:
        return []
    best = {each.candidate.document: each for each in reversed(ranking.ranked)}
    ordered = sorted(best.values(), key=lambda each: -each.score)
    most = ordered[0].score
    found = []
    for each in ordered:
        if each.candidate.document not in claims:
            continue
        claim = claims[each.candidate.document]
        if claim is None:
            held = each.candidate.hit.coverage >= ENOUGH
            fits = held and ranking.certainty >= CLAIMED and each.score >= most - _NEAR
        else:
            fits = _answers(claim) and each.score >= most - MARGIN
        if fits:
            found.append(each)
    return found


def _claim(inquiry: Inquiry) -> Claim | None:
    """What the records of one plan say first; None where only its words could be told."""
    claims = claims_of(inquiry, RECORDS)
    return claims[0] if claims and claims[0].kind != "text" else None


def _answers(claim: Claim | None) -> bool:
    """Whether the records of a plan hold what is asked for; a task told by its words does not."""
    if claim is None or claim.answer.status is not Status.FOUND or claim.citation is None:
        return False
    return claim.kind != "task" or not claim.answer.statement.startswith("“")


def _told(claim: Claim | None, document: str) -> PlanLine:
    assert claim is not None and claim.citation is not None
    return PlanLine(
        document=document, statement=_line(claim.answer.statement), citation=claim.citation
    )


def _told_by_words(inquiry: Inquiry, candidate: Candidate) -> PlanLine:
    return PlanLine(
        document=candidate.document,
        statement=_line(told(inquiry, candidate)),
        citation=cite_candidate(inquiry, candidate),
    )


def _line(statement: str) -> str:
    """A statement on one line: its values, or the beginning of the words that it quotes."""
    lines = statements.report_at_once(statement).splitlines()
    values = [line.lstrip("•- ").rstrip(".;, ") for line in lines if not line.startswith("“")]
    text = "; ".join(values).replace(":; ", ": ") if values else lines[0]
    if len(text) <= _LONGEST_LINE:
        return text
    cut = text[:_LONGEST_LINE].rsplit(" ", 1)[0]
    return f"{cut} …”" if text.startswith("“") else f"{cut} …"


def _issued(card: DocumentCard) -> str:
    return card.identity.date.value if card.identity.date else ""
