"""Telling the best evidence."""

from dataclasses import replace

import pytest

from index.answer.answer import Answer, Choice, Status
from index.answer.candidate import Candidate, Claim
from index.answer.excerpt import LONGEST
from index.answer.scoring.scorer import Ranked, Ranking
from index.answer.tell import body_above, hits_of, record_of, tell_found, tell_related, told
from index.library.piece import cut_pieces
from index.search.search import Hit
from knowledge.text import clean

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 61/KH-UBND
Lạng Sơn, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Triển khai chuyển đổi số trong trường học năm 2026

I. MỤC ĐÍCH
{long}

II. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo
1.1. Mở lớp bồi dưỡng kỹ năng số cho giáo viên hằng năm.
1.2. Công an tỉnh bảo vệ kỳ thi.
2. Sở Tài chính
a) Bố trí kinh phí mua sắm thiết bị.
- Kiểm tra việc chi tiêu.
3. Sở Nội vụ phối hợp thực hiện.

III. YÊU CẦU
{long}

IV. KINH PHÍ
{long}

V. CHẾ ĐỘ BÁO CÁO
{middling}

Nơi nhận:
- Như trên.
"""
OTHER = """ỦY BAN NHÂN DÂN
TỈNH NAM ĐỊNH
Số: 90/KH-UBND
Nam Định, ngày 2 tháng 4 năm 2026

KẾ HOẠCH
Tuyên truyền phòng cháy, chữa cháy năm 2026

I. NHIỆM VỤ
1. Mở lớp bồi dưỡng kỹ năng chữa cháy cho giáo viên.
"""


@pytest.fixture(scope="module")
def inquiry(answerer_of):
    """A question to two plans."""
    words = [f"câu {n} nói về kỹ năng số của học sinh, thiết bị và kinh phí." for n in range(24)]
    plan = PLAN.format(long="\n".join(words), middling="\n".join(words[:12]))
    answerer = answerer_of(plan, OTHER)
    return answerer.inquire(answerer.understand("Ai mở lớp bồi dưỡng kỹ năng cho giáo viên?"))


@pytest.fixture
def candidates(inquiry):
    """A candidate for each piece of both plans."""
    return [
        Candidate(piece=piece, hit=Hit(passage=passage, score=0.5, coverage=0.5, rank=9))
        for card in inquiry.library.documents
        for passage in inquiry.library.passages_of(card.id)
        for piece in cut_pieces(inquiry.library.text(card.id), passage)
    ]


@pytest.fixture
def find(candidates):
    """Finds the candidate with certain words."""
    return lambda words: next(c for c in candidates if words in c.piece.text)


def ranking_of(*candidates, certainty=0.9):
    """A ranking of candidates in their order."""
    ranked = tuple(
        Ranked(candidate=candidate, score=10.0 - n) for n, candidate in enumerate(candidates)
    )
    return Ranking(ranked=ranked, certainty=certainty, was_read=True)


def claim_of(inquiry, candidate, kind="task", statement="Sở Giáo dục", status=Status.FOUND):
    """A record's claim that a candidate proves."""
    piece = candidate.piece
    cited = inquiry.cite_span(candidate.document, piece.passage.path, piece.span)
    answer = Answer(status=status, statement=statement, citations=(cited,))
    return Claim(kind=kind, place=0, answer=answer)


def check_citations(inquiry, answer):
    """Each excerpt is a stretch of its document, with the quoted words in it."""
    assert answer.citations
    for cited in answer.citations:
        text = inquiry.library.text(cited.document_id)
        assert cited.excerpt == text[cited.span.start : cited.span.end]
        assert cited.span.contains(cited.quote)
        assert cited.quoted == cited.quote.of(text) != ""


def test_the_body_in_the_heading_is_named_before_the_quote(inquiry, find):
    """What stands under the name of a body is told as that body's."""
    statement = told(inquiry, find("Mở lớp bồi dưỡng kỹ năng số"))

    body, _, quote = statement.partition(": ")
    assert body == "Sở Giáo dục và Đào tạo"
    assert quote.startswith("“1.1. Mở lớp bồi dưỡng kỹ năng số") and quote.endswith("”")


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("1.1. Mở lớp", "Sở Giáo dục và Đào tạo"),
        ("a) Bố trí kinh phí", "Sở Tài chính"),
        ("3. Sở Nội vụ", None),
        ("câu 3 nói về", None),
        ("Nơi nhận", None),
        ("kỹ năng chữa cháy", None),
    ],
)
def test_which_body_stands_above(find, words, body):
    """Only a heading that is the name of a body names one."""
    assert body_above(find(words)) == body


@pytest.mark.parametrize("text", ["Công an tỉnh bảo vệ kỳ thi.", "- Công an tỉnh bảo vệ kỳ thi."])
def test_words_that_begin_with_a_body_need_none_above(find, text):
    """A line that says itself who does it is not told as another body's."""
    candidate = find("1.2. Công an tỉnh")
    piece = replace(candidate.piece, text=text)

    assert body_above(replace(candidate, piece=piece)) is None


def test_a_labelled_line_that_begins_with_a_body_needs_none_above(find):
    """So is a numbered line."""
    assert body_above(find("1.2. Công an tỉnh")) is None


def test_the_innermost_body_is_named(find):
    """Of several bodies above the nearest is meant, its colon left out."""
    candidate = find("1.1. Mở lớp")
    crumbs = "KH › Sở Y tế › Sở Tài chính: › Yêu cầu chung"
    passage = replace(candidate.piece.passage, breadcrumb=crumbs)
    piece = replace(candidate.piece, passage=passage)

    assert body_above(replace(candidate, piece=piece)) == "Sở Tài chính"


def test_the_words_of_the_first_candidate_are_told(inquiry, find):
    """Without a record the first candidate is quoted, letter for letter, and cited first."""
    first, second = find("a) Bố trí kinh phí"), find("kỹ năng chữa cháy")

    answer = tell_found(inquiry, ranking_of(first, second))

    assert answer.status is Status.FOUND
    assert answer.statement.startswith("Sở Tài chính: “a) Bố trí kinh phí mua sắm thiết bị.")
    check_citations(inquiry, answer)
    assert [c.document_id for c in answer.citations] == [first.document, second.document]
    quote = answer.citations[0].quoted
    assert clean(quote) in answer.statement
    assert answer.citations[0].quote.contains(first.piece.span)


def test_neighbours_whose_excerpts_overlap_are_cited_once(inquiry, find):
    """Two lines that are cited with the same lines around them are one citation."""
    first, beside, far = find("1.1. Mở lớp"), find("3. Sở Nội vụ"), find("kỹ năng chữa cháy")

    answer = tell_found(inquiry, ranking_of(first, beside, far))

    check_citations(inquiry, answer)
    assert [c.document_id for c in answer.citations] == [first.document, far.document]
    assert answer.citations[0].span.contains(beside.piece.span)


def test_pieces_of_one_passage_are_cited_once_where_it_is_cited_whole(inquiry, candidates):
    """Two pieces of a passage that is cited whole are one citation."""
    by_passage = {}
    for candidate in candidates:
        by_passage.setdefault(candidate.piece.passage.id, []).append(candidate)
    several = next(
        each
        for each in by_passage.values()
        if len(each) > 1 and len(each[0].piece.passage.text) < LONGEST
    )

    answer = tell_found(inquiry, ranking_of(*several))

    assert len(answer.citations) == 1
    assert answer.citations[0].span.contains(several[-1].piece.span)


def test_three_places_are_cited_at_most(inquiry, candidates):
    """However much is found, three excerpts are shown and ten passages listed."""
    for tell in (tell_found, lambda i, r: tell_related(i, r, None)):
        answer = tell(inquiry, ranking_of(*candidates))

        check_citations(inquiry, answer)
        assert len(answer.citations) == 3
        assert len(answer.hits) <= 10
        for n, one in enumerate(answer.citations):
            for other in answer.citations[:n]:
                shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
                short = min(c.span.end - c.span.start for c in (one, other))
                assert one.document_id != other.document_id or shared <= 0.6 * short


def test_a_record_is_told_in_its_own_words(inquiry, find):
    """The statement of a record stands, its proof with as much around it as other excerpts."""
    first = find("1.1. Mở lớp")
    claim = claim_of(inquiry, first, statement="Sở Giáo dục và Đào tạo chủ trì.")
    claimed = replace(first, claims=(claim,))

    answer = tell_found(inquiry, ranking_of(claimed, find("3. Sở Nội vụ")))

    assert answer.statement == "Sở Giáo dục và Đào tạo chủ trì."
    check_citations(inquiry, answer)
    (cited,) = answer.citations
    assert cited.quote == first.piece.span
    assert cited.span.end - cited.span.start > claim.citation.span.end - claim.citation.span.start


def test_the_best_sentence_of_the_search_is_no_record(inquiry, find):
    """A claim of the kind text leaves the words of the candidate to be told."""
    first = find("1.1. Mở lớp")
    text = claim_of(inquiry, first, kind="text", statement="chữ")
    task = claim_of(inquiry, first, kind="task", statement="việc")

    assert record_of(replace(first, claims=(text,))) is None
    assert record_of(replace(first, claims=(text, task))) == task
    assert record_of(first) is None
    answer = tell_found(inquiry, ranking_of(replace(first, claims=(text,))))
    assert "Mở lớp bồi dưỡng" in answer.statement


def test_claims_of_other_candidates_are_not_told(inquiry, find):
    """Only what the first candidate proves is told."""
    other = find("kỹ năng chữa cháy")
    claimed = replace(other, claims=(claim_of(inquiry, other, statement="Trường tiểu học"),))

    answer = tell_found(inquiry, ranking_of(find("1.1. Mở lớp"), claimed))

    assert "Trường tiểu học" not in answer.statement


def test_a_choice_stays_a_choice(inquiry, find):
    """A record that offers choices is told with them."""
    first = find("1.1. Mở lớp")
    claim = claim_of(inquiry, first, status=Status.CHOOSE, statement="Có 2 chỗ phù hợp:")
    choices = (Choice(label="mục II.1.1", question="mục II.1.1", documents=(first.document,)),)
    claim = replace(claim, answer=replace(claim.answer, choices=choices))

    answer = tell_found(inquiry, ranking_of(replace(first, claims=(claim,))))

    assert answer.status is Status.CHOOSE
    assert answer.choices == choices


def test_a_choice_is_cited_once_for_each_way(inquiry, find):
    """As `Answer` has it, choices have a citation each, in their order, and no others."""
    first, second = find("kỹ năng chữa cháy"), find("3. Sở Nội vụ")
    claim = claim_of(inquiry, first, status=Status.CHOOSE, statement="Có 2 chỗ phù hợp:")
    cited = (claim.answer.citations[0], claim_of(inquiry, second).answer.citations[0])
    choices = tuple(
        Choice(label=c.place, question=c.place, documents=(c.document_id,)) for c in cited
    )
    claim = replace(claim, answer=replace(claim.answer, choices=choices, citations=cited))
    others = (second, find("Nơi nhận"), find("1.1. Mở lớp"))

    answer = tell_found(inquiry, ranking_of(replace(first, claims=(claim,)), *others))

    assert [c.quote for c in answer.citations] == [c.quote for c in cited]


@pytest.mark.parametrize("lacking", [None, "năm 2031"])
def test_the_nearest_words_are_told_as_uncertain(inquiry, find, lacking):
    """What may be no answer says so, and what of the question it lacks."""
    first = find("1.1. Mở lớp")

    answer = tell_related(inquiry, ranking_of(first), lacking)

    assert answer.status is Status.RELATED
    assert not answer.claims
    assert answer.statement.startswith("Chưa tìm được câu trả lời chắc chắn.")
    assert ("không có “năm 2031”" in answer.statement) is (lacking is not None)
    assert "Sở Giáo dục và Đào tạo: “1.1. Mở lớp" in answer.statement
    check_citations(inquiry, answer)


def test_hits_are_the_passages_in_order(inquiry, candidates):
    """Each passage is listed once, by its best piece, with its place and score."""
    ranking = ranking_of(*reversed(candidates))

    hits = hits_of(ranking)

    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)
    ids = [hit.passage.id for hit in hits]
    order = dict.fromkeys(r.candidate.piece.passage.id for r in ranking.ranked)
    assert ids == list(order)[:10]
    for hit in hits:
        best = next(r for r in ranking.ranked if r.candidate.piece.passage.id == hit.passage.id)
        assert hit.score == best.score


def test_the_first_candidate_is_cited_first(inquiry, candidates):
    """Whichever comes first is cited first, with its own words quoted."""
    for first in candidates:
        answer = tell_found(inquiry, ranking_of(first, *candidates[:3]))

        check_citations(inquiry, answer)
        assert answer.citations[0].document_id == first.document
        assert answer.citations[0].quote.contains(first.piece.span)
        assert answer.citations[0].path == first.piece.passage.path
