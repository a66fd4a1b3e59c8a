"""Lists of tasks are whole, and quotations hold the value that is told."""

import pytest

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
-------
Số: 27/KH-UBND
Lào Cai, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Trồng cây xanh đô thị năm 2024

I. MỤC ĐÍCH
Phủ xanh các tuyến đường.
II. NHIỆM VỤ
"""
TASK = """{n}. Trồng cây ở khu phố {n}
- Đơn vị chủ trì: Sở {lead}.
- Đơn vị phối hợp: Sở Nội vụ.
- Thời gian hoàn thành: quý {quarter} năm 2024.
"""


@pytest.fixture(scope="module")
def answerer(answerer_of):
    """Over a plan of 22 tasks, eleven of a body, eleven of a quarter."""
    tasks = (
        TASK.format(n=n, lead=("Xây dựng", "Tài chính")[n % 2], quarter=("III", "IV")[n % 2])
        for n in range(1, 23)
    )
    return answerer_of(HEAD + "".join(tasks))


@pytest.mark.parametrize(
    "question",
    [
        "Sở Xây dựng chủ trì những nhiệm vụ nào",
        "những nhiệm vụ nào hoàn thành quý III năm 2024",
        "liệt kê các nhiệm vụ xong trong quý 3/2024",
        "có bao nhiêu nhiệm vụ do Sở Xây dựng chủ trì",
    ],
)
def test_every_task_is_listed(answerer, question):
    """As many tasks are told as are counted."""
    answer = answerer.answer(question)
    assert "11 nhiệm vụ" in answer.statement
    assert sum(line.startswith("•") for line in answer.statement.splitlines()) == 11


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("thời hạn nhiệm vụ 2", "Thời gian hoàn thành: quý III năm 2024."),
        ("ai phối hợp nhiệm vụ 2", "Đơn vị phối hợp: Sở Nội vụ."),
        ("ai chủ trì nhiệm vụ 2", "Đơn vị chủ trì: Sở Xây dựng."),
    ],
)
def test_the_quotation_holds_the_value(answerer, question, words):
    """The words of the value that was asked for are quoted."""
    assert words in answerer.answer(question).citations[0].quoted
