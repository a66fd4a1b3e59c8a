"""Telling the best evidence: what its record says, else its own words, and where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.answer.answer import Answer, Citation, Status
from index.answer.candidate import Candidate, Claim
from index.answer.excerpt import excerpt_around, quote_around
from index.answer.inquiry import Inquiry
from index.answer.records.section_words import is_field_line
from index.answer.scoring.scorer import Ranked, Ranking
from index.answer.wording import statements
from index.search.search import Hit
from knowledge.names.agencies import find_bodies, is_body, starts_with_body
from knowledge.outline.labels import parse_label
from knowledge.text import Span, clean

# Citations of an answer, and passages listed with it.
_CITED, _HITS = 3, 10
# Characters at the start of a text in which the name of a body ends.
_LONGEST_NAME = 160
# Two excerpts that share more than this of the shorter one are one.
_SAME = 0.6


def tell_found(inquiry: Inquiry, ranking: Ranking) -> Answer:
    """The answer that the first candidate gives."""
    best = ranking.ranked[0].candidate
    claim = record_of(best) or _beside(ranking) or _of_all(ranking)
    places = list(_places(inquiry, ranking.ranked))
    if claim is None:
        answer = inquiry.answer(Status.FOUND, told(inquiry, best), places, quotes=True)
    else:
        said = claim.answer
        own = [_grown(inquiry, best, cited) for cited in said.citations[:1]]
        citations = [*own, *said.citations[1:]]
        if said.status is Status.FOUND:
            citations += _apart(places, citations)
        answer = inquiry.answer(
            said.status,
            said.statement,
            citations,
            said.choices,
            quotes=said.quotes,
            shown=said.shown,
        )
    return replace(answer, hits=hits_of(ranking))


def tell_related(inquiry: Inquiry, ranking: Ranking, lacking: str | None) -> Answer:
    """The nearest words, said to be uncertain."""
    statement = statements.related(told(inquiry, ranking.ranked[0].candidate), lacking)
    places = list(_places(inquiry, ranking.ranked))
    answer = inquiry.answer(Status.RELATED, statement, places, quotes=True)
    return replace(answer, hits=hits_of(ranking))


def record_of(candidate: Candidate) -> Claim | None:
    """The claim by which a candidate is told; None where its own words are."""
    return next((claim for claim in candidate.claims if claim.kind != "text"), None)


def _beside(ranking: Ranking) -> Claim | None:
    """The claim that the records make first, where another piece of the same passage proves it."""
    passage = ranking.ranked[0].candidate.piece.passage.id
    for each in ranking.ranked:
        claim = record_of(each.candidate)
        if claim is not None and claim.place == 0 and each.candidate.piece.passage.id == passage:
            return claim
    return None


def _of_all(ranking: Ranking) -> Claim | None:
    """What the records tell of all tasks, where the first words are the field line of one of them.

    They tell it where a plan is named and no task: what one task says is not said of the plan.
    """
    if not is_field_line(ranking.ranked[0].candidate.piece.text):
        return None
    claims = (record_of(each.candidate) for each in ranking.ranked)
    named = (c for c in claims if c is not None and c.kind == "task" and not c.place)
    return next((claim for claim in named if len(claim.answer.citations) > 1), None)


def told(inquiry: Inquiry, candidate: Candidate) -> str:
    """The words of a candidate, behind the body in the heading that they stand under."""
    body = body_above(candidate)
    quote = _quote(inquiry, candidate)
    text = inquiry.library.text(candidate.document)
    words = statements.quoted(_marked(text, quote))
    return f"{body}: {words}" if body else words


def _marked(text: str, quote: Span) -> str:
    """Quoted words, with an ellipsis where they begin or end within a sentence."""
    words = clean(quote.of(text))
    before, behind = text[: quote.start].rstrip(" "), text[quote.end :].lstrip(" ")
    begins = not before or before[-1] in "\n.;:!?…" or not words[:1].islower()
    ends = words[-1:] in ".;:!?…" or not behind or behind[0] == "\n"
    return f"{'' if begins else '… '}{words}{'' if ends else ' …'}"


def _quote(inquiry: Inquiry, candidate: Candidate) -> Span:
    return quote_around(candidate.piece, inquiry.passages(candidate.document))


def body_above(candidate: Candidate) -> str | None:
    """The body that the innermost heading names, where the words do not begin with one."""
    piece = candidate.piece
    if opening_body(piece.text) is not None:
        return None
    if piece.span.start > piece.passage.span.start:
        body = opening_body(piece.passage.text)
        if body is not None:
            return body
    headings = piece.passage.breadcrumb.split(" › ")[1:]
    named = (heading.strip() for heading in reversed(headings))
    return next((body for body in map(_body_of, named) if body is not None), None)


def _body_of(heading: str) -> str | None:
    """The body that a heading is, or that the words which open a list begin with."""
    opened = opening_body(heading)
    if opened is None or is_body(heading.rstrip(":")):
        return None if opened is None else heading.rstrip(":").strip()
    return opened if heading.endswith(":") else None


def opening_body(text: str) -> str | None:
    """The body that a text begins with, behind its label, as printed."""
    label = parse_label(text)
    words = text[label.length if label is not None else 0 :].lstrip("-+• ")
    if not starts_with_body(words):
        return None
    found = find_bodies(words[:_LONGEST_NAME])
    return found[0].printed if found and found[0].start == 0 else None


def hits_of(ranking: Ranking) -> tuple[Hit, ...]:
    """The passages in the order of their best candidates."""
    best = {r.candidate.piece.passage.id: r for r in reversed(ranking.ranked)}
    ordered = sorted(best.values(), key=lambda r: -r.score)[:_HITS]
    return tuple(
        replace(r.candidate.hit, score=r.score, rank=n) for n, r in enumerate(ordered, start=1)
    )


def _places(inquiry: Inquiry, ranked: Sequence[Ranked]) -> Iterator[Citation]:
    """The citations of the first candidates that stand apart from each other."""
    found: list[Citation] = []
    for each in ranked[: 2 * _HITS]:
        cited = cite_candidate(inquiry, each.candidate)
        if not any(_overlap(cited, other) for other in found):
            found.append(cited)
            yield cited
        if len(found) == _CITED:
            return


def cite_candidate(inquiry: Inquiry, candidate: Candidate) -> Citation:
    """The citation of a candidate, its words quoted, with what stands around."""
    piece = candidate.piece
    quote = _quote(inquiry, candidate)
    span = excerpt_around(piece, inquiry.passages(candidate.document)).union(quote)
    return inquiry.cite_span(candidate.document, piece.passage.path, span, quote)


def _grown(inquiry: Inquiry, best: Candidate, cited: Citation) -> Citation:
    """A record's citation with as much around it as other citations have."""
    cited = replace(cited, quote=_with_fields(inquiry, cited))
    wide = cite_candidate(inquiry, best)
    if wide.document_id != cited.document_id or not wide.span.contains(cited.span):
        return cited
    return replace(cited, span=wide.span, excerpt=wide.excerpt)


def _with_fields(inquiry: Inquiry, cited: Citation) -> Span:
    """The proving words; those of a field line go on to the field lines behind it.

    Who does a task, with whom and when stand on lines of their own; what was not asked for is read
    there.
    """
    text = inquiry.library.text(cited.document_id)
    records = inquiry.records(cited.document_id)
    lines = sorted(records.children.get(cited.path, ()), key=lambda line: line.span.start)
    quote = cited.quote
    if not any(line.span.contains(quote) and is_field_line(line.span.of(text)) for line in lines):
        return quote
    for line in lines:
        if line.span.start >= quote.end and is_field_line(line.span.of(text)):
            gap = text[quote.end : line.span.start]
            quote = (
                quote
                if gap.strip() or not cited.span.contains(line.span)
                else Span(start=quote.start, end=line.span.end)
            )
    return quote


def _apart(places: Sequence[Citation], cited: Sequence[Citation]) -> list[Citation]:
    """The places that are not cited yet."""
    return [place for place in places if not any(_overlap(place, other) for other in cited)]


def _overlap(left: Citation, right: Citation) -> bool:
    if left.document_id != right.document_id:
        return False
    shared = min(left.span.end, right.span.end) - max(left.span.start, right.span.start)
    return shared > _SAME * min(_length(left.span), _length(right.span))


def _length(span: Span) -> int:
    return span.end - span.start
