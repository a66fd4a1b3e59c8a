"""Answers told as they should be: who is meant, what is open, which document."""

import pytest

from index.answer.answer import Status
from index.question.labels import find_labels
from index.question.references import find_documents

NO_PLAN_NAMED = ("ai ký", "ngày ban hành", "nơi nhận gồm những ai")


@pytest.mark.parametrize("question", NO_PLAN_NAMED)
def test_fields_of_no_plan_in_particular_are_told_for_each(question, shipped_answerer):
    """A signer or date of no plan in particular is told for each plan, to choose from."""
    answer = shipped_answerer.answer(question)
    assert answer.status is Status.CHOOSE
    assert len(answer.choices) == len(answer.citations) > 1


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("kh 90 nam dinh ai theo dõi", "theo dõi"),
        ("hd 06 ai kiem tra giam sat", "theo dõi"),
        ("kh 90 bao lâu báo cáo", "chế độ báo cáo"),
        ("sở y tế làm gì trong kh 61", "Chưa thấy KH 61 giao nhiệm vụ"),
        pytest.param(
            "sở xây dựng làm gì trong kh 61",
            "Chưa thấy KH 61 giao nhiệm vụ",
            marks=pytest.mark.xfail(reason="«xây dựng» is taken for the matter"),
        ),
    ],
)
def test_what_a_named_plan_leaves_open_is_said(question, missing, shipped_answerer):
    """What a plan that is named leaves open is said to be open, and of which plan."""
    answer = shipped_answerer.answer(question)
    assert answer.status is Status.NOT_STATED
    assert missing in answer.statement


def test_an_absent_cadence_is_said_beside_the_clause(shipped_answerer):
    """A clause without a cadence is told together with the lack of one."""
    answer = shipped_answerer.answer("bao lâu phải báo cáo kh 61 lạng sơn")
    assert answer.statement.startswith("KH 61 không nêu kỳ báo cáo.")
    assert "Sở Thông tin và Truyền thông" in answer.statement


@pytest.mark.parametrize(
    "question",
    [
        "phien hop lan thu 22 ban chi dao giao thong hop ngay nao",
        "đoàn kiểm tra số 6 do ai làm trưởng đoàn",
        "gia vang hom nay",
    ],
)
def test_nothing_is_claimed_for_what_no_document_holds(question, whole_answerer):
    """Another ordinal, or a matter outside the library, is never answered around."""
    answer = whole_answerer.answer(question)
    assert answer.status not in (Status.FOUND, Status.CHOOSE)


def test_both_ends_of_a_stretch_are_told(whole_answerer):
    """A stretch of time is told from its first day to its last."""
    answer = whole_answerer.answer("Học trò Thanh Hóa được nghỉ tránh bão từ hôm nào tới hôm nào?")
    assert "từ chiều ngày 22 đến hết ngày 24 tháng 9 năm 2026" in answer.statement


def test_the_date_of_the_reporter_that_is_named_is_told(whole_answerer):
    """Of several dates in one part the one of the reporter asked for is told."""
    answer = whole_answerer.answer("các trường báo cáo học bạ số trước ngày mấy hằng tháng")
    assert "trước ngày 25" in answer.statement


def test_english_is_answered_from_the_vietnamese_text(shipped_answerer):
    """An English question gets the Vietnamese words."""
    answer = shipped_answerer.answer("Who leads task 3.2 in plan 61 of Lang Son?")
    assert answer.status is Status.FOUND
    assert answer.statement.startswith("Lead: Sở Văn hóa, Thể thao và Du lịch")


@pytest.mark.parametrize("text", ["viec 1.9 km duong", "muc 30%", "nhiem vu 12,5 ty"])
def test_measures_are_no_labels(text):
    """A number that measures something points at no part of a plan."""
    assert not any(label.path == "1" for label in find_labels(text))


@pytest.mark.parametrize(
    "question",
    [
        "đợt 3 đối soát dữ liệu học sinh khi nào",
        "ky so hoc ba hoc ky 3 khi nao",
        "bão số 7 thanh hóa",
        "bão số 6 có bao nhiêu người chết",
    ],
)
def test_another_ordinal_is_not_answered_around(question, whole_answerer):
    """A value of the first round or term is none of the third."""
    status = whole_answerer.answer(question).status
    assert status in (Status.RELATED, Status.NOT_FOUND)


def test_the_clause_with_the_rhythm_asked_for_is_told(whole_answerer):
    """A monthly report is that of the schools, not the one of each term."""
    answer = whole_answerer.answer("nghệ an học bạ số báo cáo tháng trước ngày mấy")
    assert "hằng tháng trước ngày 25" in answer.statement


def test_duties_keep_their_first_words(whole_answerer):
    """What is cut of a long duty is its end: the beginning says who does what."""
    answer = whole_answerer.answer("thông báo 318 sở tài chính làm gì")
    assert answer.status is Status.FOUND
    assert "“…" not in answer.statement


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("kh 61 mục 3.2", ["61"]),
        ("kh 61 nhiệm vụ 5", ["61"]),
        ("kh 90 nam dinh ai theo doi", ["90"]),
        ("kh 61 mục tiêu", ["61"]),
        ("kế hoạch 5 năm", []),
        ("quyết định 3 nhóm nhiệm vụ", []),
        ("kh 61 mục tăng cường nguồn lực nói gì", ["61"]),
    ],
)
def test_a_number_that_counts_something_is_no_document(text, digits):
    """A plan's number may be followed by a part of it, a count by what it counts."""
    found, _ = find_documents(text)
    assert [reference.digits for reference in found] == digits


def test_a_heading_is_told_with_its_parts(whole_answerer):
    """Its own words alone would say nothing; each part is cited."""
    answer = whole_answerer.answer("mục II KH 61 nói gì")
    lines = answer.statement.splitlines()

    assert lines[0] == "“II. NỘI DUNG THỰC HIỆN”"
    assert [line.partition(" – ")[0].removeprefix("• Mục ") for line in lines[1:]] == [
        "II.1",
        "II.2",
        "II.3",
        "II.4",
        "II.5",
    ]
    assert {c.path for c in answer.citations} >= {"II", "II.1", "II.5"}
