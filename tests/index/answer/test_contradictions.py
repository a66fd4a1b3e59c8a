"""What rules a candidate out."""

from dataclasses import replace

import pytest

from index.answer.answer import Answer, Status
from index.answer.candidate import Candidate, Claim
from index.answer.contradictions import is_contradicted, lies_at, without_contradicted
from index.answer.gather import gather
from index.library.passages import LETTERHEAD
from index.library.piece import cut_pieces
from index.question.labels import LabelReference
from index.search.search import Hit

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÒA AN
Số: 61/KH-UBND
Hòa An, ngày 15 tháng 3 năm 2026

KẾ HOẠCH
Triển khai chuyển đổi số trong trường học năm 2026

I. MỤC ĐÍCH
Nâng cao kỹ năng số của giáo viên và học sinh trên địa bàn tỉnh.

II. NHIỆM VỤ
1. Sở Nội vụ mở lớp đào tạo giáo viên, hoàn thành trước ngày 30/6/2026.
2. Sở Xây dựng sửa chữa 20 phòng học.
3. Hạ tầng mạng
3.1. Lắp đặt đường truyền cho các trường học ở vùng cao.
3.2. Bảo trì thiết bị mạng hằng năm, kinh phí 2 tỷ đồng.

III. TỔ CHỨC THỰC HIỆN
1. Sở Tài chính bố trí kinh phí thực hiện kế hoạch.
2. Sở Nội vụ theo dõi, đôn đốc việc đào tạo giáo viên.
3. Các trường học báo cáo kết quả trước ngày 15/12/2026.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from a short plan."""
    return answerer_of(PLAN)


def all_candidates(answerer):
    """A candidate for each passage."""
    library = answerer.library
    document = library.documents[0].id
    return [
        Candidate(piece=piece, hit=Hit(passage=passage, score=0.5, coverage=0.5, rank=1))
        for passage in library.passages_of(document)
        for piece in cut_pieces(library.text(document), passage)
    ]


def kept(answerer, question, candidates=None):
    """The paths of the candidates that are not contradicted."""
    inquiry = answerer.inquire(answerer.understand(question))
    found = without_contradicted(inquiry, candidates or all_candidates(answerer))
    return [candidate.piece.passage.path for candidate in found]


def every_path(answerer):
    """The paths of all candidates."""
    return [candidate.piece.passage.path for candidate in all_candidates(answerer)]


@pytest.mark.parametrize(
    ("label", "path", "lies"),
    [
        ("II.3", "II.3", True),
        ("II.3", "II.3.2", True),
        ("II.3", "II.3.2/b1", True),
        ("II.3", "II.3/p2", True),
        ("II.3", "PL1/II.3.2", True),
        ("II.3", "II.13", False),
        ("II.3", "II.13.3", False),
        ("II.3", "III.3", False),
        ("II.3", "II", False),
        ("II.3", "II.31", False),
        ("3", "II.3.2", True),
        ("3", "13", False),
        ("3", "/p3", False),
        ("3.2", "II.3.2", True),
        ("3.2", "II.3.20", False),
        ("II", "II.3.2", True),
        ("II", "III.1", False),
        ("Điều 3", "Điều 3.2.b", True),
        ("Điều 3", "Điều 13.3", False),
        ("Điều 3.2", "Điều 3.2.b", True),
        ("Điều 3.2", "Điều 3.1", False),
        ("Bước 4", "Bước 4", True),
        ("Bước 4", "Bước 4(2)/b1", True),
        ("Bước 4", "Bước 14", False),
        ("II.3", "/nơi nhận", False),
        ("II.3", "", False),
    ],
)
def test_what_lies_at_a_label(label, path, lies):
    """A label holds the parts below it, not those whose numbers only look alike."""
    assert lies_at(LabelReference(path=label), path) is lies


@pytest.mark.parametrize(
    ("path", "lies"),
    [("III.3", True), ("III.3.1/b2", True), ("II.3", False), ("VIII.3", False), ("III.13", False)],
)
def test_a_label_in_a_group(path, lies):
    """A row that is said to be in a part is none of another part."""
    assert lies_at(LabelReference(path="3", group="III"), path) is lies


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("Mục II.3 nói gì?", ["II.3.1", "II.3.2"]),
        ("Mục II.3.2 của kế hoạch 61 nói gì?", ["II.3.2"]),
        ("mục 3.1 kế hoạch 61", ["II.3.1"]),
        ("kế hoạch 61 mục 3", ["II.3.1", "II.3.2", "III.3"]),
    ],
)
def test_only_what_stands_at_the_label_is_kept(answerer, question, paths):
    """Where a part is surely meant nothing else may answer."""
    assert kept(answerer, question) == paths


@pytest.mark.parametrize(
    "question",
    ["Sở Nội vụ làm gì?", "nhiệm vụ 3 nói gì?", "Mục IX.9.9 nói gì?", "kế hoạch 61 mục 17"],
    ids=["no label", "a single number", "no such part", "no such number"],
)
def test_everything_is_kept_where_no_part_is_surely_meant(answerer, question):
    """A single number may count something else, and a part that is missing rules nothing out."""
    apart = {LETTERHEAD}  # Which answers no question for tasks or contents.
    assert [p for p in kept(answerer, question) if p not in apart] == [
        p for p in every_path(answerer) if p not in apart
    ]


def test_what_a_record_claims_is_kept(answerer):
    """A record of another part may know that the part asked for is meant there."""
    answer = Answer(status=Status.FOUND, statement="Sở Tài chính")
    claim = Claim(kind="body", place=0, answer=answer)
    candidates = [
        replace(c, claims=(claim,)) if c.piece.passage.path == "III.1" else c
        for c in all_candidates(answerer)
    ]

    assert kept(answerer, "Mục II.3 nói gì?", candidates) == ["II.3.1", "II.3.2", "III.1"]


def test_gathered_candidates_stand_at_the_label(answerer):
    """The pool of evidence holds only the part that the question names."""
    inquiry = answerer.inquire(answerer.understand("Mục II.3 kế hoạch 61 nói gì?"))

    pool = gather(inquiry, ())

    assert {c.piece.passage.path for c in pool.candidates} == {"II.3.1", "II.3.2"}


def test_no_candidates_stay_none(answerer):
    """Nothing is kept of nothing."""
    inquiry = answerer.inquire(answerer.understand("Mục II.3 nói gì?"))

    assert without_contradicted(inquiry, []) == []


STRETCH = """ỦY BAN NHÂN DÂN
TỈNH NAM ĐỊNH
Số: 90/KH-UBND
Nam Định, ngày 2 tháng 4 năm 2026

KẾ HOẠCH
Tuyên truyền phòng cháy, chữa cháy giai đoạn 2026 - 2030

I. NHIỆM VỤ
1. Công an tỉnh đào tạo giáo viên về phòng cháy tại Lạng Sơn, tổng kết năm 2024.
2. Sở Nội vụ tuyển dụng giáo viên.
"""


@pytest.fixture(scope="module")
def local_answerer(answerer_of):
    """Answers from a plan of a province for several years."""
    return answerer_of(STRETCH)


def contradicted(answerer, question):
    """The paths of the candidates that speak of another place or year."""
    inquiry = answerer.inquire(answerer.understand(question))
    return [c.piece.passage.path for c in all_candidates(answerer) if is_contradicted(inquiry, c)]


@pytest.mark.parametrize(
    ("question", "path", "is_so"),
    [
        ("Ai đào tạo giáo viên?", "I.1", False),
        ("Ai đào tạo giáo viên ở Nam Định?", "I.1", False),
        ("Ai đào tạo giáo viên ở Cà Mau?", "I.1", True),
        ("Ai đào tạo giáo viên ở Lạng Sơn?", "I.1", False),
        ("Ai đào tạo giáo viên ở Lạng Sơn?", "I.2", True),
        ("Cà Mau hay Nam Định đào tạo giáo viên?", "I.2", False),
        ("Năm 2026 ai tuyển dụng giáo viên?", "I.2", False),
        ("Năm 2030 ai tuyển dụng giáo viên?", "I.2", False),
        ("Năm 2024 tổng kết gì?", "I.1", False),
        ("Năm 2024 tổng kết gì?", "I.2", True),
        ("Năm 2035 ai tuyển dụng giáo viên?", "I.2", True),
        ("Năm 2035 hay 2026 ai tuyển dụng giáo viên?", "I.2", False),
        ("Năm 2026 ai tuyển dụng giáo viên ở Cà Mau?", "I.2", True),
    ],
)
def test_candidates_of_other_places_and_years(local_answerer, question, path, is_so):
    """A candidate is contradicted if neither it nor its headings know a place or a year asked."""
    assert (path in contradicted(local_answerer, question)) is is_so


def test_a_plan_of_a_merged_province_is_of_the_new_one(local_answerer):
    """Where the scope takes a plan for one of the new province nothing in it is elsewhere."""
    inquiry = local_answerer.inquire(local_answerer.understand("Ninh Bình đào tạo ai?"))
    assert inquiry.scope.documents is not None

    assert contradicted(local_answerer, "Ninh Bình đào tạo ai?") == []


def test_a_year_within_the_years_of_a_plan_is_no_other_year(local_answerer):
    """A plan for 2026 - 2030 speaks of 2028."""
    assert contradicted(local_answerer, "Năm 2028 ai tuyển dụng giáo viên?") == []


@pytest.mark.parametrize(
    ("day", "asked", "is_so"),
    [("", "2026", False), ("", "2025", True), ("15", "2026", False), ("15", "2025", True)],
)
def test_the_year_of_a_draft_without_a_day(answerer_of, day, asked, is_so):
    """A head that leaves the day open still prints its year."""
    text = PLAN.replace("ngày 15 tháng 3", f"ngày {day} tháng 3").replace(
        " năm 2026\n\nI.", "\n\nI."
    )
    paths = contradicted(answerer_of(text), f"Năm {asked} ai sửa chữa phòng học?")
    assert ("II.2" in paths) is is_so
