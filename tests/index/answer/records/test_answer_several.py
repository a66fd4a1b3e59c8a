"""Tests of questions of several numbered parts at once."""

import pytest

from index.answer.answer import Status


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("ai chủ trì nhiệm vụ 3.1 và 3.2 KH 61", ["II.3.1", "II.3.2"]),
        ("thời hạn nhiệm vụ 4.1, 4.2 KH 61", ["II.4.1", "II.4.2"]),
        ("mục II.1 đến II.3 KH 61", ["II.1", "II.2", "II.3"]),
        ("KH 61 mục 1-2 nói gì", ["II.1", "II.2"]),
        ("ai chủ trì mục 3.2 đến 4.2 KH 61", ["II.3.2", "II.4.1", "II.4.2"]),
    ],
)
def test_each_of_several_parts_is_told(shipped_answerer, question, paths):
    """Each part that is named is told behind its own place, with its own source."""
    answer = shipped_answerer.answer(question)
    assert answer.status is Status.FOUND
    assert [c.path for c in answer.citations[: answer.shown]] == paths
    assert all(answer.statement.count(f"Mục {path}:") == 1 for path in paths)


def test_a_part_that_is_not_there_is_named(shipped_answerer):
    """Of several parts the one that the plan lacks is said to be lacking."""
    answer = shipped_answerer.answer("ai chủ trì nhiệm vụ 3.2 và 8.9 KH 61")
    assert "KH 61 không có mục 8.9." in answer.statement
    assert answer.citations[0].path == "II.3.2"


@pytest.mark.parametrize(
    "question",
    [
        "ai chủ trì nhiệm vụ 3,2 KH 61", "ai chu tri nhiem vu 3 cham 2 KH 61",
        "ai chủ trì nhiệm vụ 3-2 KH 61", "phần 2 mục 3.2 KH 61 ai chủ trì",
        "mục hai chấm ba chấm hai KH 61 ai chủ trì", "nv 3 . 2 kh61 ai chu tri",
        "ai chủ trì nhiệm vụ ba chấm hai kế hoạch sáu mốt",
    ],
)  # fmt: skip
def test_a_part_is_heard_however_its_number_is_written(shipped_answerer, question):
    """A comma, a dash or words between the steps name the same part."""
    answer = shipped_answerer.answer(question)
    assert answer.citations[0].path == "II.3.2"
    assert answer.statement.startswith("Chủ trì: Sở Văn hóa, Thể thao và Du lịch")


def test_a_part_as_a_whole_is_meant_by_its_number(shipped_answerer):
    """«phần 2» is part II; where a plan has no 1.1, nothing of part I stands for it."""
    assert shipped_answerer.answer("phần 2 KH 61 nói gì").citations[0].path == "II"
    answer = shipped_answerer.answer("thời hạn nhiệm vụ 1,1 KH 61")
    assert answer.statement.startswith("KH 61 không có mục 1.1.")
