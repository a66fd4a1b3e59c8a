"""Tests of the numbered parts that a question names."""

import pytest

from index.question.labels import find_labels


def printed(text):
    """What the labels of a text are, as they are printed."""
    return [label.printed for label in find_labels(text)]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("điểm đ khoản 3 mục IV nói gì", ["IV.3.đ"]),
        ("ai chủ trì điểm d khoản 3 phần IV", ["IV.3.d"]),
        ("mục IV, khoản 3, điểm đ", ["IV.3.đ"]),
        ("tiết b của khoản 2 thuộc phần I", ["I.2.b"]),
        ("điểm c nhiệm vụ 2.4", ["2.4.c"]),
        ("nhiệm vụ 2 mục IV.3", ["IV.3.2"]),
        ("điểm a, c khoản 3 mục IV", ["IV.3.a", "IV.3.c"]),
        ("điểm đ khoản 2 Điều 14", ["Điều 14.2.đ"]),
        ("điểm a và điểm b khoản 2 Điều 14", ["Điều 14.2.a", "Điều 14.2.b"]),
        ("Điều 4 đến Điều 6", ["Điều 4", "Điều 5", "Điều 6"]),
        ("Điều 4, 9", ["Điều 4", "Điều 9"]),
        ("nhiệm vụ 2.1, 2.4 và 3.5", ["2.1", "2.4", "3.5"]),
        ("nhiệm vụ 2 và nhiệm vụ 5", ["2", "5"]),
        ("từ mục 2 đến mục 5", ["2", "3", "4", "5"]),
        ("các mục 2.3 - 2.5", ["2.3", "2.4", "2.5"]),
        ("khoản 1a Điều 5", ["Điều 5"]),
        ("mục 3b phần II", ["II.3.b"]),
        ("điểm a đến điểm đ khoản 3 mục IV", ["IV.3.a", "IV.3.b", "IV.3.c", "IV.3.d", "IV.3.đ"]),
        ("nv 2-4 chủ trì", ["2", "3", "4"]),
        ("các nhiệm vụ từ 2 đến 4", ["2", "3", "4"]),
        ("phần I đến III", ["I", "II", "III"]),
        ("mục II và mục IV", ["II", "IV"]),
        ("nhóm III nv 3", ["III.3"]),
        ("mục 3 phần II", ["II.3"]),
    ],
)
def test_parts_are_named_in_any_order_and_several_at_once(text, paths):
    """Steps in words are one place, lists and stretches are each of their parts."""
    assert printed(text) == paths


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("mục 1 và 2 đơn vị nào", ["1"]),
        ("nhiệm vụ 3 đến năm 2025", ["3"]),
        ("điểm a cần biết", []),
        ("nhóm 2 gồm những đâu", []),
        ("quy định chi tiết 1 lần", []),
        ("mục 4 trước ngày 5/6", ["4"]),
        ("nhiệm vụ 1, 5 tỷ", ["1"]),
        ("nội dung từ 2 nguồn", []),
        ("nhiệm vụ 3k", []),
    ],
)
def test_what_counts_is_no_part(text, paths):
    """A number that counts or measures, or a letter alone, names no part."""
    assert printed(text) == paths


def test_a_stretch_may_be_one_path():
    """«mục 2-5» is a stretch unless a plan has a part 2.5."""
    assert find_labels("mục 2-5")[0].instead == "2.5"
    assert find_labels("từ mục 2 đến 5")[0].instead is None


@pytest.mark.parametrize(
    ("text", "roman"),
    [
        ("phần 2", "II"),
        ("phần 2 mục 4.1", "II.4.1"),
        ("mục 4.1 phần 2", "II.4.1"),
        ("khoản 3 mục 4", "IV.3"),
        ("mục 2.4.1", "II.4.1"),
        ("nhiệm vụ 2.4", None),
        ("mục 2.4", None),
        ("mục 2", None),
        ("khoản 2 điểm 1", None),
        ("mục II khoản 3", None),
    ],
)
def test_the_number_of_a_part_as_a_whole_may_be_roman(text, roman):
    """«phần 2» is II; the steps within a part are numbered as they are printed."""
    assert find_labels(text)[0].roman == roman


@pytest.mark.parametrize("text", ["mục 2.3 đến 3.1", "từ mục 2.3 đến mục 3.1", "mục 2.3 - 3.1"])
def test_a_stretch_over_two_parts_is_left_to_the_plan(text):
    """What lies between 2.3 and 3.1 only the plan knows."""
    assert [label.ends_stretch for label in find_labels(text)] == [False, True]
