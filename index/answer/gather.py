"""Gathering the pool of evidence; nothing is judged here."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace

from index.answer.answer import Answer, Citation, Status
from index.answer.candidate import Candidate, Claim, Pool
from index.answer.contradictions import without_contradicted
from index.answer.inquiry import Inquiry
from index.library.passage import Passage
from index.library.piece import Piece, cut_pieces, is_whole
from index.search.search import Hit
from knowledge.text import Span, clean

# Passages of the search that are looked at, and those of the whole library beside the documents
# that a question names otherwise than by number.
SURVEYED, BESIDE = 70, 20

Record = Callable[[Inquiry], Answer | None]


def gather(inquiry: Inquiry, records: Iterable[Record]) -> Pool:
    """All that the search finds and the records claim, but for what stands elsewhere than asked."""
    claims = claims_of(inquiry, records)
    hits = [*inquiry.survey[:SURVEYED], *_beside(inquiry)]
    candidates = [
        Candidate(piece=piece, hit=hit) for hit in hits for piece in _pieces(inquiry, hit.passage)
    ]
    for claim in claims:
        candidates = joined(inquiry, candidates, claim)
    pool = Pool(
        candidates=tuple(without_contradicted(inquiry, candidates)),
        claims=claims,
    )
    lacking = {c.hit.passage.id for c in pool.candidates if c.hit.nearness is None}
    return _with_nearness(inquiry, pool, lacking)


def with_nearness(inquiry: Inquiry, pool: Pool) -> Pool:
    """The evidence with how near its passages are to the question read with those before it."""
    return _with_nearness(inquiry, pool, {c.hit.passage.id for c in pool.candidates})


def _with_nearness(inquiry: Inquiry, pool: Pool, passages: Set[str]) -> Pool:
    near = inquiry.searcher.nearness(inquiry.question, passages) if passages else {}
    if not near:
        return pool
    candidates = tuple(
        replace(c, hit=replace(c.hit, nearness=near.get(c.hit.passage.id, c.hit.nearness)))
        for c in pool.candidates
    )
    return replace(pool, candidates=candidates)


def claims_of(inquiry: Inquiry, records: Iterable[Record]) -> tuple[Claim, ...]:
    """What each sort of record says to a question."""
    found: list[Claim] = []
    for record in records:
        answer = record(inquiry)
        if answer is not None:
            kind = record.__name__.removeprefix("answer_")
            found.append(Claim(kind=kind, place=len(found), answer=answer))
    return tuple(found)


def _beside(inquiry: Inquiry) -> list[Hit]:
    """The best of the library where the documents meant are guessed by place or issuer."""
    scope = inquiry.scope
    if scope.documents is None or scope.certain:
        return []
    known = {hit.passage.id for hit in inquiry.survey}
    return inquiry.searcher.survey(inquiry.question, known=known)[:BESIDE]


def _pieces(inquiry: Inquiry, passage: Passage) -> tuple[Piece, ...]:
    whole = is_whole(passage)
    return cut_pieces("" if whole else inquiry.library.text(passage.document_id), passage)


def joined(inquiry: Inquiry, candidates: list[Candidate], claim: Claim) -> list[Candidate]:
    """The candidates with a claim at the piece that proves it, which is added if missing."""
    cited = claim.citation
    if cited is None or claim.answer.status not in (Status.FOUND, Status.CHOOSE):
        return candidates
    best = _proving(candidates, cited)
    if best is None:
        passages = inquiry.library.passages_of(cited.document_id)
        near = [p for p in passages if _shared(p.span, cited.quote)]
        near = near or [_cited_alone(inquiry, cited)]
        zero = Hit(passage=near[0], score=0.0, coverage=0.0, rank=0)
        added = [
            Candidate(piece=piece, hit=replace(zero, passage=p))
            for p in near[:2]
            for piece in _pieces(inquiry, p)
        ]
        candidates = [*candidates, *added]
        best = _proving(candidates, cited)
    if best is None:
        return candidates
    marked = replace(candidates[best], claims=(*candidates[best].claims, claim))
    return [*candidates[:best], marked, *candidates[best + 1 :]]


def _cited_alone(inquiry: Inquiry, cited: Citation) -> Passage:
    """The words of a citation that stand in no passage: the heading of a part with parts."""
    inside = next(
        (p for p in inquiry.passages(cited.document_id) if p.path.startswith(cited.path)), None
    )
    return Passage(
        id=f"{cited.document_id}#{cited.path}",
        document_id=cited.document_id,
        path=cited.path,
        span=cited.quote,
        breadcrumb=inside.breadcrumb if inside is not None else cited.document_name,
        text=clean(cited.quoted),
    )


def _proving(candidates: Sequence[Candidate], cited: Citation) -> int | None:
    """The place of the candidate that shares most with the proving words of a citation."""
    shares = [
        _shared(c.piece.span, cited.quote) if c.document == cited.document_id else 0
        for c in candidates
    ]
    most = max(shares, default=0)
    return shares.index(most) if most else None


def _shared(left: Span, right: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))
