"""Questions for the field lines of a task."""

import pytest

from index.answer.answer import Status

PLAN = """KẾ HOẠCH
Triển khai phần mềm quản lý văn bản

I. MỤC ĐÍCH
1. Nâng cao tính kịp thời trong công tác quản lý văn bản của đơn vị.
II. PHƯƠNG ÁN TRIỂN KHAI
1. Khai mạc chương trình tập huấn sử dụng phần mềm
- Thành phần: Lãnh đạo Sở và chuyên viên các phòng.
- Địa điểm: Phòng họp Sở (tầng 2)
- Thời gian dự kiến: 8h00 ngày 28/12/2011
2. Đào tạo lý thuyết cho cán bộ văn thư
- Thành phần: Cán bộ văn thư
- Địa điểm: Văn phòng
- Thời gian dự kiến: Chiều ngày 28/12/2011
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Answers from the one plan."""
    return answerer_of(PLAN)


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("khai mạc chương trình tập huấn phần mềm ở đâu", "Địa điểm: Phòng họp Sở (tầng 2)"),
        ("dia diem dao tao ly thuyet cho can bo van thu", "Địa điểm: Văn phòng"),
        (
            "khai mạc chương trình tập huấn phần mềm ở đâu, lúc nào",
            "Địa điểm: Phòng họp Sở (tầng 2)\nThời gian dự kiến: 8h00 ngày 28/12/2011",
        ),
    ],
)
def test_the_field_asked_for_is_told_as_printed(answerer, question, statement):
    """By its name or by the sort of value, of the task that the question means."""
    answer = answerer.answer(question)

    assert (answer.status, answer.statement) == (Status.FOUND, statement)
    assert all(line in answer.citations[0].excerpt for line in statement.splitlines())


def test_a_field_that_no_task_has_is_not_made_up(answerer):
    """«kinh phí» is no field of this plan."""
    answer = answerer.answer("kinh phí khai mạc chương trình tập huấn phần mềm bao nhiêu")

    assert answer.status is not Status.FOUND


def test_a_numbered_field_is_told_before_sentences_that_repeat_the_title(answerer_of):
    """«1. Chủ đề: …» answers «chủ đề là gì», whatever else holds the words of the plan's name."""
    answerer = answerer_of(
        "KẾ HOẠCH\nTổ chức Ngày hội đọc sách huyện Mai Sơn năm 2024\n\n"
        "Để tổ chức tốt Ngày hội đọc sách huyện Mai Sơn năm 2024, UBND huyện lập kế hoạch sau:\n"
        "I. NỘI DUNG\n1. Chủ đề: Sách mở lối bản làng.\n2. Quy mô: 24 gian trưng bày.\n"
    )

    answer = answerer.answer("chủ đề ngày hội đọc sách huyện Mai Sơn 2024 là gì")

    assert answer.statement == "Chủ đề: Sách mở lối bản làng."
