"""The decision whether a question is answered."""

import math
import random
from dataclasses import replace

import pytest

from index.answer.answer import Answer, Status
from index.answer.candidate import Claim, Pool
from index.answer.decide import CLAIMED, SHOWN, decide, doubted
from index.answer.gather import gather
from index.answer.records.kinds import RECORDS
from index.answer.scoring.scorer import Ranked, Ranking

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
Sở Xây dựng sửa chữa **phòng học** ở vùng   cao trước ngày 30/6/2026.

III. KINH PHÍ
Ngân sách tỉnh {long}.

Nơi nhận:
- Như trên.
""".format(long="chi cho dạy học, " * 120)
BELOW_CLAIMED, BELOW_SHOWN = math.nextafter(CLAIMED, 0), math.nextafter(SHOWN, 0)


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from a short plan."""
    return answerer_of(PLAN)


@pytest.fixture
def inquire(answerer):
    """Makes an inquiry of a question."""
    return lambda text: answerer.inquire(answerer.understand(text))


def ranking_of(pool, certainty, seed=None):
    """A ranking of a pool in its order, or in any order."""
    candidates = list(pool.candidates)
    if seed is not None:
        random.Random(seed).shuffle(candidates)
    ranked = tuple(Ranked(candidate=c, score=-float(n)) for n, c in enumerate(candidates))
    return Ranking(ranked=ranked, certainty=certainty, was_read=False)


def claim_of(status, statement="Kế hoạch 61 không nêu số điện thoại.", kind="field"):
    """A claim without proof."""
    return Claim(kind=kind, place=0, answer=Answer(status=status, statement=statement))


@pytest.mark.parametrize(
    ("certainty", "status"),
    [
        (1.0, Status.FOUND),
        (CLAIMED, Status.FOUND),
        (BELOW_CLAIMED, Status.RELATED),
        (SHOWN, Status.RELATED),
        (BELOW_SHOWN, Status.NOT_FOUND),
        (0.0, Status.NOT_FOUND),
    ],
)
def test_certainty_decides(inquire, certainty, status):
    """Sure evidence is told, weak evidence shown as uncertain, weaker is none."""
    inquiry = inquire("Sở Xây dựng sửa chữa gì?")
    pool = gather(inquiry, ())

    answer = decide(inquiry, pool, ranking_of(pool, certainty))

    assert answer.status is status
    assert answer.certainty == certainty
    assert bool(answer.citations) is (status is not Status.NOT_FOUND)
    assert answer.statement


@pytest.mark.parametrize(
    ("certainty", "status"),
    [
        (CLAIMED, Status.FOUND),
        (BELOW_CLAIMED, Status.NOT_STATED),
        (SHOWN, Status.NOT_STATED),
        (0.0, Status.NOT_STATED),
    ],
)
def test_that_a_plan_does_not_say_it_stands_where_evidence_is_weak(inquire, certainty, status):
    """What the records say first, that the plan does not state it, gives way to sure evidence."""
    inquiry = inquire("Sở Xây dựng sửa chữa gì, kế hoạch 61")
    claim = claim_of(Status.NOT_STATED)
    pool = replace(gather(inquiry, ()), claims=(claim,))

    answer = decide(inquiry, pool, ranking_of(pool, certainty))

    assert answer.status is status
    assert (answer.statement == claim.answer.statement) is (status is Status.NOT_STATED)
    assert answer.certainty == certainty
    assert answer.hits and [hit.rank for hit in answer.hits] == [*range(1, len(answer.hits) + 1)]


def test_that_a_plan_does_not_say_it_counts_only_first(inquire):
    """A later record that finds nothing does not overrule the evidence."""
    inquiry = inquire("Sở Xây dựng sửa chữa gì?")
    claims = (claim_of(Status.FOUND, "Sở Xây dựng", "body"), claim_of(Status.NOT_STATED))
    pool = replace(gather(inquiry, ()), claims=claims)

    assert decide(inquiry, pool, ranking_of(pool, SHOWN)).status is Status.RELATED
    assert decide(inquiry, pool, ranking_of(pool, 0.0)).status is Status.NOT_FOUND


def test_the_records_say_themselves_that_it_is_not_stated(inquire):
    """A value that a named plan does not hold is denied if nothing else is sure."""
    inquiry = inquire("số điện thoại đường dây nóng theo kế hoạch 61 là gì?")
    pool = gather(inquiry, RECORDS)
    assert [claim.answer.status for claim in pool.claims[:1]] == [Status.NOT_STATED]

    answer = decide(inquiry, pool, ranking_of(pool, 0.0))

    assert answer.status is Status.NOT_STATED
    assert "số điện thoại" in answer.statement
    # What the search did not find is no more than uncertain where something comes near.
    assert decide(inquiry, pool, ranking_of(pool, BELOW_CLAIMED)).status is Status.RELATED


def test_a_share_that_a_search_did_not_find_is_uncertain_too(inquire):
    """Where something comes near, a search alone proves no silence."""
    inquiry = inquire("tỷ lệ phần trăm theo kế hoạch 61 là bao nhiêu?")
    unseen = claim_of(Status.NOT_STATED, "không nêu", kind="text")
    pool = replace(gather(inquiry, RECORDS), claims=(unseen,))

    assert decide(inquiry, pool, ranking_of(pool, BELOW_CLAIMED)).status is Status.RELATED


@pytest.mark.parametrize("status", [Status.RELATED, Status.NOT_FOUND, Status.FOUND])
def test_other_records_without_proof_decide_nothing(inquire, status):
    """A claim that lies at no candidate is not told, whatever it says."""
    inquiry = inquire("Sở Xây dựng sửa chữa gì?")
    pool = replace(gather(inquiry, ()), claims=(claim_of(status, "lời của bản ghi"),))

    for certainty in (1.0, SHOWN, 0.0):
        answer = decide(inquiry, pool, ranking_of(pool, certainty))
        assert "lời của bản ghi" not in answer.statement


@pytest.mark.parametrize(
    ("certainty", "status"),
    [(1.0, Status.RELATED), (SHOWN, Status.RELATED), (BELOW_SHOWN, Status.NOT_FOUND)],
)
@pytest.mark.parametrize("where", ["ở Cà Mau", "năm 2035"])
def test_evidence_of_another_place_or_year_is_never_claimed(inquire, where, certainty, status):
    """However sure, what speaks of another place or year is only shown."""
    inquiry = inquire(f"Sở Xây dựng sửa chữa phòng học {where} thế nào?")
    pool = gather(inquiry, ())

    answer = decide(inquiry, pool, ranking_of(pool, certainty))

    assert answer.status is status
    assert answer.certainty == certainty


@pytest.mark.parametrize("certainty", [0.0, 1.0])
def test_without_candidates_nothing_is_found(inquire, certainty):
    """No evidence is no answer, however sure."""
    pool = Pool(candidates=(), claims=())
    ranking = Ranking(ranked=(), certainty=certainty, was_read=False)

    answer = decide(inquire("Sở Xây dựng sửa chữa gì?"), pool, ranking)

    assert answer.status is Status.NOT_FOUND
    assert answer.hits == () or all(hit.passage.text for hit in answer.hits)


def test_without_candidates_it_may_still_be_not_stated(inquire):
    """That a plan does not say it needs no evidence."""
    pool = Pool(candidates=(), claims=(claim_of(Status.NOT_STATED),))
    ranking = Ranking(ranked=(), certainty=0.0, was_read=False)

    answer = decide(inquire("số điện thoại, kế hoạch 61"), pool, ranking)

    assert answer.status is Status.NOT_STATED
    assert answer.hits == ()


def test_related_words_say_what_they_lack(inquire):
    """A year of the question that the nearest words do not hold is named."""
    inquiry = inquire("Sở Xây dựng sửa chữa phòng học lần thứ 7 thế nào?")
    pool = gather(inquiry, ())

    answer = decide(inquiry, pool, ranking_of(pool, SHOWN))

    assert answer.status is Status.RELATED
    assert "không có “lần thứ 7”" in answer.statement


@pytest.mark.parametrize("certainty", [0.0, SHOWN, BELOW_CLAIMED, 1.0])
@pytest.mark.parametrize("seed", range(6))
def test_excerpts_are_verbatim(inquire, certainty, seed):
    """Whatever is asked and whichever evidence comes first, excerpts stand so in the document."""
    chance = random.Random(seed)
    words = (PLAN + "ai gì khi nào bao nhiêu kế hoạch 61 mục II.2 ký").split()
    questions = [" ".join(chance.choices(words, k=chance.randint(1, 12))) for _ in range(6)]
    for question in [*questions, "Ai chủ trì đào tạo giáo viên?", "kế hoạch 61 gửi ai?", "???"]:
        inquiry = inquire(question)
        pool = gather(inquiry, RECORDS)

        answer = decide(inquiry, pool, ranking_of(pool, certainty, seed))

        if pool.candidates and certainty >= CLAIMED:
            assert answer.citations
        for cited in answer.citations:
            text = inquiry.library.text(cited.document_id)
            assert cited.excerpt == text[cited.span.start : cited.span.end]
            assert cited.span.contains(cited.quote)
            assert cited.quoted.strip()


def test_an_answer_as_typed_is_decided_so(answerer):
    """Answers to whole questions agree with their certainty, whatever the weights say of them."""
    questions = [
        "Ai chủ trì đào tạo giáo viên theo kế hoạch 61?",
        "ai chủ trì mục II.2 kế hoạch 61",
        "giá vàng hôm nay, kế hoạch 61",
        "Sở Xây dựng làm gì theo kế hoạch 61?",
    ]
    for question in questions:
        answer = answerer.answer(question)

        assert answer.certainty is not None and 0.0 <= answer.certainty <= 1.0
        assert answer.claims is (answer.certainty >= CLAIMED)


def test_what_is_doubted_keeps_its_words():
    """It is said first that they may be no answer."""
    said = Answer(status=Status.FOUND, statement="Sở Xây dựng.", complete=True, certainty=0.4)
    shown = doubted(said)
    assert shown.status is Status.RELATED
    assert shown.statement.endswith("\nSở Xây dựng.")
    assert not shown.complete
