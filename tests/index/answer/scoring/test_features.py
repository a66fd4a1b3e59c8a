"""What speaks for a candidate."""

import random

import numpy as np
import pytest

from index.answer.answer import Answer, Status
from index.answer.candidate import Candidate, Claim, Pool
from index.answer.gather import gather
from index.answer.records.kinds import RECORDS
from index.answer.scoring.features import (
    CLAIM_KINDS,
    NAMES,
    QUESTION,
    READER,
    RELATIVE,
    columns,
    describe,
    with_reader,
    with_relative,
)
from index.answer.scoring.scorer import load_weights
from index.answer.scoring.sureness import TRAITS, absences, claim_traits, gaps, traits

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

Nơi nhận:
- Như trên.
"""
LINE = "Sở Y tế trả lời kiến nghị của cử tri về bệnh viện huyện trước ngày 5/5/2026."
ODD_QUESTIONS = {
    "nothing": "",
    "marks": "???!",
    "a label": "II.2",
    "a number": "61",
    "no topic": "cái gì vậy ạ?",
    "one syllable": "mạng",
    "5,000 syllables": "đào tạo giáo viên " * 1_250,
    "5,000 others": " ".join(f"x{n}" for n in range(5_000)),
    "one long word": "a" * 5_000,
    "a picture": "📷 👍🏽",
    "no accents": "so giao duc lam gi",
    "English": "who trains the teachers?",
    "injection": "' OR 1=1 -- \" NEAR(*) {x}: ^",
    "values": "500 giáo viên, 30/6/2026, 2.500.000 đồng, 15% năm 2025 ở Lạng Sơn lần thứ 3",
    "far place": "kế hoạch 61 của Cà Mau năm 2031",
    "control": "đào\x00tạo\u202e giáo\tviên",
}


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from a short plan and a document of one line."""
    return answerer_of(PLAN, LINE)


@pytest.fixture(scope="module")
def line_answerer(answerer_of):
    """Answers from a document of one line."""
    return answerer_of(LINE)


@pytest.fixture
def inquire(answerer):
    """Makes an inquiry of a question."""
    return lambda text: answerer.inquire(answerer.understand(text))


def whole_pool(inquiry, claims=()):
    """A pool of every piece of the library, whatever the search thinks of it."""
    found = gather(inquiry, ())
    by_span = {(c.document, c.piece.span): c for c in found.candidates}
    return Pool(candidates=tuple(by_span.values()), claims=tuple(claims))


def check_matrix(matrix, pool):
    """What holds for every matrix."""
    assert matrix.shape == (len(pool.candidates), len(columns()))
    assert matrix.dtype == np.float32
    assert not np.isinf(matrix).any()


def column(matrix, name):
    """The numbers of a feature."""
    return matrix[:, columns().index(name)]


@pytest.mark.parametrize("question", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS.keys())
def test_odd_questions_are_described(answerer, line_answerer, question):
    """Whatever is asked, each candidate of each library has a number or nan in each column."""
    for each in (answerer, line_answerer):
        inquiry = each.inquire(each.understand(question))
        pool = gather(inquiry, RECORDS)

        check_matrix(describe(inquiry, pool), pool)


@pytest.mark.parametrize("seed", range(15))
def test_random_questions_are_described(answerer, seed):
    """Questions of random words of the plans and others are described."""
    chance = random.Random(seed)
    words = (PLAN + LINE + "ai gì nào khi 2027 III.4 90/KH-UBND Hà Nội 3% Điều 5 bước 2").split()
    text = " ".join(chance.choices(words, k=chance.randint(1, 40)))
    inquiry = answerer.inquire(answerer.understand(text))
    pool = gather(inquiry, RECORDS)

    check_matrix(describe(inquiry, pool), pool)


def test_an_empty_pool_has_no_rows(inquire):
    """Nothing to describe gives a matrix with all columns."""
    pool = Pool(candidates=(), claims=())

    check_matrix(describe(inquire("đào tạo"), pool), pool)


def test_columns_have_names_of_their_own():
    """No two columns have the same name."""
    assert len(set(columns())) == len(columns())


def test_the_same_evidence_is_described_alike(inquire):
    """Describing twice gives the same numbers."""
    inquiry = inquire("Ai chủ trì đào tạo giáo viên?")
    pool = gather(inquiry, RECORDS)

    np.testing.assert_array_equal(describe(inquiry, pool), describe(inquiry, pool))


@pytest.mark.parametrize(
    "name",
    [
        "lexical", "coverage", "coverage_text", "coverage_all", "title", "pairs_text",
        "asked_share", "document_sum", "document_first", "length", "capitals", "digits",
        "order", "candidates",
    ],
)  # fmt: skip
def test_shares_lie_between_none_and_all(answerer, name):
    """Features that are shares lie in [0, 1] for whatever question."""
    for question in ODD_QUESTIONS.values():
        inquiry = answerer.inquire(answerer.understand(question))
        found = column(describe(inquiry, gather(inquiry, RECORDS)), name)

        assert ((found >= 0) & (found <= 1 + 1e-6)).all()


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("đào tạo giáo viên", {"in_scope", "place", "year", "year_other", "label", "numbers"}),
        ("đào tạo giáo viên năm 2026", {"in_scope", "place", "label", "numbers"}),
        ("kế hoạch 61 đào tạo ai", {"place", "year", "year_other", "label", "numbers"}),
        ("đào tạo 500 giáo viên ở Lạng Sơn", {"year", "year_other", "label"}),
    ],
)  # fmt: skip
def test_what_a_question_does_not_name_is_nan(inquire, question, silent):
    """Features of years, places, labels, numbers are nan exactly where a question names none."""
    inquiry = inquire(question)
    matrix = describe(inquiry, gather(inquiry, RECORDS))

    for name in ("in_scope", "place", "year", "year_other", "label", "numbers"):
        missing = np.isnan(column(matrix, name))
        assert missing.all() if name in silent else not missing.any(), name


def test_the_words_asked_for_speak_for_the_piece_that_holds_them(inquire):
    """The piece with the words of the question covers most of it."""
    inquiry = inquire("sửa chữa phòng học ở vùng cao")
    pool = gather(inquiry, ())
    matrix = describe(inquiry, pool)

    for name in ("coverage_text", "coverage_all", "pairs_text", "longest_run"):
        best = pool.candidates[int(np.argmax(column(matrix, name)))]
        assert "phòng học ở vùng cao" in best.piece.text, name


def test_the_part_that_is_named_is_marked(inquire):
    """The feature of labels is 1 at the part and 0 elsewhere."""
    inquiry = inquire("nhiệm vụ 2 nói gì?")
    pool = gather(inquiry, ())

    marks = column(describe(inquiry, pool), "label")

    at = {c.piece.passage.path for c, mark in zip(pool.candidates, marks, strict=True) if mark == 1}
    assert "II.2" in at and not at & {"II.1", "I", "/nơi nhận"}
    assert set(marks) <= {0.0, 1.0}


def test_claims_are_described_where_they_lie(inquire):
    """Which kind claims a piece stands in its row; what the records say first in every row."""
    inquiry = inquire("Ai chủ trì đào tạo giáo viên?")
    found = whole_pool(inquiry).candidates
    answer = Answer(status=Status.FOUND, statement="Sở Giáo dục")
    claims = (
        Claim(kind="label", place=0, answer=Answer(status=Status.NOT_STATED, statement="")),
        Claim(kind="task", place=1, answer=answer),
    )
    marked = Candidate(piece=found[1].piece, hit=found[1].hit, claims=claims[1:])
    matrix = describe(inquiry, Pool(candidates=(found[0], marked, *found[2:]), claims=claims))

    expected = np.zeros(len(found))
    expected[1] = 1
    np.testing.assert_array_equal(column(matrix, "claimed"), expected)
    np.testing.assert_array_equal(column(matrix, "claim_first"), 0 * expected)
    number = 1 + CLAIM_KINDS.index("task")
    np.testing.assert_array_equal(column(matrix, "claim_kind"), number * expected)
    np.testing.assert_array_equal(column(matrix, "claims"), 2)
    np.testing.assert_array_equal(column(matrix, "first_kind"), 1 + CLAIM_KINDS.index("label"))
    status = 1 + list(Status).index(Status.NOT_STATED)
    np.testing.assert_array_equal(column(matrix, "first_status"), status)
    np.testing.assert_array_equal(column(matrix, "claims_elsewhere"), 1 - expected)


def test_every_kind_of_record_has_a_number():
    """Whatever claims can be described."""
    assert {record.__name__.removeprefix("answer_") for record in RECORDS} <= set(CLAIM_KINDS)


def test_features_of_the_question_are_the_same_for_all(inquire):
    """The last of the named features tell the question, not the candidate."""
    inquiry = inquire("Sở Xây dựng sửa chữa phòng học khi nào?")
    matrix = describe(inquiry, gather(inquiry, RECORDS))

    for name in QUESTION:
        assert len(set(column(matrix, name))) == 1, name


@pytest.mark.parametrize("seed", range(10))
def test_relative_features_follow_from_the_others(seed):
    """Distances are to the best of the pool; ranks count from 0, the earlier first on a tie."""
    chance = np.random.default_rng(seed)
    count = int(chance.integers(1, 60))
    matrix = chance.integers(0, 5, size=(count, len(NAMES))).astype(np.float32)

    found = with_relative(matrix)

    np.testing.assert_array_equal(found[:, : len(NAMES)], matrix)
    for name in RELATIVE:
        seen = [float(x) for x in matrix[:, NAMES.index(name)]]
        order = sorted(range(count), key=lambda n, seen=seen: (-seen[n], n))
        ranks = [min(order.index(n), 40) for n in range(count)]
        assert list(column(found, f"{name}_gap")) == [max(seen) - x for x in seen]
        assert list(column(found, f"{name}_rank")) == ranks


def test_what_some_candidates_lack_is_nan_for_them_alone():
    """Where a feature is nan its distance and rank are, too; the others count among themselves."""
    matrix = np.zeros((4, len(NAMES)), dtype=np.float32)
    matrix[:, NAMES.index("nearness")] = [0.5, np.nan, 0.75, np.nan]

    found = with_relative(matrix)

    np.testing.assert_array_equal(column(found, "nearness_gap"), [0.25, np.nan, 0.0, np.nan])
    np.testing.assert_array_equal(column(found, "nearness_rank"), [1, np.nan, 0, np.nan])
    matrix[:, NAMES.index("nearness")] = np.nan
    assert np.isnan(column(with_relative(matrix), "nearness_gap")).all()


@pytest.mark.parametrize(
    ("scores", "distances", "ranks"),
    [
        ([2.0, 5.0, 4.0], [-3.0, 1.0, -1.0], [2, 0, 1]),
        ([1.0], [0.0], [0]),
        ([3.0, 3.0, 1.0], [0.0, 0.0, -2.0], [0, 1, 2]),
        ([-7.0, -8.0], [1.0, -1.0], [0, 1]),
        ([], [], []),
    ],
)
def test_what_a_reader_thinks_is_added(scores, distances, ranks):
    """The best of a reader stands out by its lead, the others by what they lack."""
    matrix = np.ones((len(scores), 3), dtype=np.float32)

    found = with_reader(matrix, np.array(scores, dtype=np.float32))

    assert found.dtype == np.float32
    assert found[:, 3:].tolist() == [list(r) for r in zip(scores, distances, ranks, strict=True)]


@pytest.mark.parametrize(
    ("scores", "documents", "expected"),
    [
        ([1.0, 4.0, 3.5, 2.0], "abba", [0.5, 2.0]),
        ([1.0, 4.0], "aa", [3.0, 5.0]),
        ([4.0], "a", [5.0, 5.0]),
        ([2.0, 2.0], "ab", [0.0, 0.0]),
    ],
)
def test_how_the_first_stands_out(scores, documents, expected):
    """The lead over the second and over the best of another document; 5 where there is none."""
    order = sorted(range(len(scores)), key=lambda n: -scores[n])

    assert gaps(np.array(scores), order, documents) == expected


@pytest.mark.parametrize("question", ODD_QUESTIONS.values(), ids=ODD_QUESTIONS.keys())
def test_what_tells_sureness_is_numbers(answerer, question):
    """The row for the sureness of every candidate has all columns and shares in [0, 1]."""
    inquiry = answerer.inquire(answerer.understand(question))
    pool = gather(inquiry, RECORDS)
    matrix = describe(inquiry, pool)
    for row, candidate in zip(matrix, pool.candidates, strict=True):
        absent = absences(inquiry, candidate)
        found = traits(row, [0.0, 0.0], absent, claim_traits(pool))

        assert len(found) == len(columns()) + len(TRAITS)
        assert all(0.0 <= share <= 1.0 for share in absent)


def test_words_that_stand_nowhere_are_absent(inquire):
    """Words of the topic count as absent near a piece, and once more if its document lacks them."""
    inquiry = inquire("sửa chữa phòng học, sân khấu")
    by_path = {c.piece.passage.path: c for c in gather(inquiry, ()).candidates}
    near, heaviest, nowhere = absences(inquiry, by_path["II.2"])
    far = absences(inquiry, by_path["I"])

    assert 0 < near < far[0]
    assert 0 < nowhere <= near
    assert heaviest > 0


def test_shipped_weights_know_these_columns():
    """The weights were grown on the features that are made, in the same order."""
    weights = load_weights()

    assert weights.order_words.columns == columns()
    assert weights.order_read.columns == (*columns(), "order_words", "order_words_gap", *READER)
    assert len(weights.sure_words.columns) == len(columns()) + len(TRAITS)
    seen = len(weights.order_read.columns) + len(TRAITS)
    assert len(weights.sure_read.columns) == seen
