"""Gathering the pool of evidence."""

import pytest

from index.answer.answer import Answer, Status
from index.answer.gather import BESIDE, SURVEYED, claims_of, gather
from index.answer.records.kinds import RECORDS
from index.library.passages import LETTERHEAD
from knowledge.text import Span

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 61/KH-UBND
Lạng Sơn, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Triển khai chuyển đổi số trong trường học năm 2026

I. MỤC ĐÍCH
Nâng cao kỹ năng số của giáo viên và học sinh trên địa bàn tỉnh.

II. NHIỆM VỤ
1. Đào tạo giáo viên
Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Nội vụ đào tạo 500 giáo viên.
2. Sửa chữa phòng học
Sở Xây dựng sửa chữa phòng học ở vùng cao trước ngày 30/6/2026.

III. KINH PHÍ
{long}
Nguồn xã hội hóa do Sở Tài chính quản lý.
"""
OTHER = """ỦY BAN NHÂN DÂN
TỈNH NAM ĐỊNH
Số: 90/KH-UBND
Nam Định, ngày 2 tháng 4 năm 2026

KẾ HOẠCH
Tuyên truyền phòng cháy, chữa cháy năm 2026

I. MỤC ĐÍCH
Nâng cao kỹ năng chữa cháy của học sinh.

II. NHIỆM VỤ
1. Công an tỉnh đào tạo giáo viên về phòng cháy.
"""
LONG = "\n".join(
    f"Khoản {n}: ngân sách tỉnh chi {n} tỷ đồng {'cho dạy học ' * 15}." for n in range(4)
)


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from two short plans."""
    return answerer_of(PLAN.format(long=LONG), OTHER)


@pytest.fixture
def inquire(answerer):
    """Makes an inquiry of a question."""
    return lambda text: answerer.inquire(answerer.understand(text))


def cited(inquiry, words, status=Status.FOUND):
    """An answer that is proved by words of the first plan that holds them."""
    for card in inquiry.library.documents:
        start = inquiry.library.text(card.id).find(words)
        if start >= 0:
            span = Span(start=start, end=start + len(words))
            citation = inquiry.cite_span(card.id, "II", span)
            return Answer(status=status, statement=words, citations=(citation,))
    raise AssertionError(words)


def claiming(pool):
    """The candidates with claims."""
    return [candidate for candidate in pool.candidates if candidate.claims]


def shared(candidate, citation):
    """How many characters of a citation's proof a candidate holds."""
    if candidate.document != citation.document_id:
        return 0
    left, right = candidate.piece.span, citation.quote
    return max(0, min(left.end, right.end) - max(left.start, right.start))


@pytest.mark.parametrize(
    "question",
    [
        "Ai chủ trì đào tạo giáo viên?",
        "Sở Xây dựng làm gì theo kế hoạch 61?",
        "kinh phí lấy từ đâu, kế hoạch 61",
        "Mục đích của kế hoạch 90 là gì?",
        "kế hoạch của Lạng Sơn ban hành ngày nào",
        "Sở Tài chính quản lý gì?",
    ],
)
def test_claims_lie_at_the_piece_that_proves_them(inquire, question):
    """A claim is attached once, to the piece that shares most with its proof."""
    pool = gather(inquire(question), RECORDS)

    assert any(claim.answer.claims for claim in pool.claims)
    for claim in pool.claims:
        holders = [c for c in pool.candidates if claim in c.claims]
        if not claim.answer.claims or claim.citation is None:
            assert holders == []
            continue
        shares = {n: shared(c, claim.citation) for n, c in enumerate(pool.candidates)}
        if not max(shares.values()):
            continue
        (holder,) = holders
        assert shared(holder, claim.citation) == max(shares.values())


def test_the_piece_that_holds_the_proof_is_marked(inquire):
    """Of a passage in several pieces the one with the words is marked, not the first."""
    words = "ngân sách tỉnh chi 3 tỷ đồng"

    def answer_cell(inquiry):
        return cited(inquiry, words)

    pool = gather(inquire("ngân sách tỉnh chi bao nhiêu tỷ đồng cho dạy học?"), [answer_cell])

    (marked,) = claiming(pool)
    pieces = [c for c in pool.candidates if c.piece.passage.id == marked.piece.passage.id]
    assert len(pieces) > 2
    assert words in marked.piece.text and marked is not pieces[0]


def test_a_piece_that_only_a_claim_brings_comes_last(inquire):
    """Proof that the search did not find is added behind, without a share in its scores."""

    def answer_task(inquiry):
        return cited(inquiry, "Công an tỉnh đào tạo")

    inquiry = inquire("Sở Xây dựng sửa chữa phòng học, kế hoạch 61")
    without = gather(inquiry, ())
    pool = gather(inquiry, [answer_task])

    marked = pool.candidates[-1]
    assert len(pool.candidates) == len(without.candidates) + 1
    assert claiming(pool) == [marked]
    assert "Công an tỉnh" in marked.piece.text
    assert (marked.hit.score, marked.hit.lexical) == (0.0, 0.0)
    assert marked.hit.passage == marked.piece.passage


@pytest.mark.parametrize("status", [Status.NOT_STATED, Status.RELATED, Status.NOT_FOUND])
def test_answers_that_claim_nothing_mark_nothing(inquire, status):
    """That something is not stated stands in the pool but speaks for no piece."""

    def answer_field(inquiry):
        return cited(inquiry, "Sở Xây dựng", status)

    pool = gather(inquire("Sở Xây dựng sửa chữa gì?"), [answer_field])

    assert [claim.kind for claim in pool.claims] == ["field"]
    assert claiming(pool) == []


def test_an_answer_without_proof_marks_nothing(inquire):
    """A record without citation stands in the pool by itself."""

    def answer_count(inquiry):
        return Answer(status=Status.FOUND, statement="3 kế hoạch")

    pool = gather(inquire("có mấy kế hoạch?"), [answer_count])

    assert pool.claims[0].citation is None
    assert claiming(pool) == []


def test_claims_keep_the_order_in_which_they_are_asked(inquire):
    """Records that say nothing take no place; the others are numbered and named by their kind."""

    def answer_role(inquiry):
        return None

    def answer_body(inquiry):
        return cited(inquiry, "Sở Xây dựng")

    def answer_task(inquiry):
        return cited(inquiry, "Sở Xây dựng sửa chữa")

    inquiry = inquire("Sở Xây dựng sửa chữa gì?")
    claims = claims_of(inquiry, [answer_role, answer_body, answer_task])
    (marked,) = claiming(gather(inquiry, [answer_role, answer_body, answer_task]))

    assert [(claim.kind, claim.place) for claim in claims] == [("body", 0), ("task", 1)]
    assert marked.claims == claims


def test_candidates_come_in_the_order_of_the_search(inquire):
    """Passages stand as the search ranks them, the pieces of each in reading order."""
    inquiry = inquire("kinh phí dạy học của tỉnh lấy từ nguồn nào?")

    pool = gather(inquiry, ())

    order = [c.piece.passage.id for c in pool.candidates]
    assert list(dict.fromkeys(order)) == [
        hit.passage.id
        for hit in inquiry.survey[:SURVEYED]
        if hit.passage.path != LETTERHEAD  # No source of money.
    ]
    for before, after in zip(pool.candidates, pool.candidates[1:], strict=False):
        if before.piece.passage.id == after.piece.passage.id:
            assert before.piece.span.end <= after.piece.span.start


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("kế hoạch 61 đào tạo giáo viên thế nào?", {"61/KH-UBND"}),
        ("đào tạo giáo viên ở Lạng Sơn thế nào?", {"61/KH-UBND", "90/KH-UBND"}),
        ("đào tạo giáo viên thế nào?", {"61/KH-UBND", "90/KH-UBND"}),
    ],
    ids=["by number", "by place", "not at all"],
)
def test_other_documents_are_looked_at_unless_one_is_certain(inquire, question, documents):
    """A document named by number is meant; one named by its place only comes first."""
    inquiry = inquire(question)

    pool = gather(inquiry, ())

    numbers = [inquiry.document(c.document).identity.number.value for c in pool.candidates]
    assert set(numbers) == documents


def test_a_large_library_gives_a_bounded_pool(answerer_of):
    """However much speaks of a matter, so many passages are looked at and each once."""
    tasks = "\n".join(f"{n}. Sở Y tế đào tạo cán bộ xã số {n}." for n in range(1, 200))
    plans = [
        OTHER,
        PLAN.format(long="Không."),
        OTHER.replace("1. Công an", f"{tasks}\n200. Công an"),
    ]
    answerer = answerer_of(*plans)
    inquiry = answerer.inquire(answerer.understand("đào tạo cán bộ ở Lạng Sơn do ai làm?"))

    pool = gather(inquiry, ())

    spans = [(c.document, c.piece.span) for c in pool.candidates]
    assert len(set(spans)) == len(spans)
    assert len({c.piece.passage.id for c in pool.candidates}) <= SURVEYED + BESIDE


@pytest.mark.parametrize("question", ["", "???", "xyzzy", "là gì"])
def test_questions_without_words_give_a_pool(inquire, question):
    """A question that finds nothing gives a pool, of nothing if need be."""
    pool = gather(inquire(question), RECORDS)

    assert all(c.piece.text for c in pool.candidates)


def test_the_search_itself_does_not_keep_what_stands_elsewhere(inquire):
    """The best sentence of the search is no record that could know better than a label."""
    pool = gather(inquire("mục II.2 nói gì?"), RECORDS)

    assert {c.piece.passage.path for c in pool.candidates} == {"II.2"}
