"""Questions for tasks that have no number of their own."""

import pytest

LIST = (
    "II. NỘI DUNG\n1. Hạ tầng số\n"
    "- Mở rộng mạng truyền số liệu. Đơn vị chủ trì: Sở Y tế. Thời gian: quý II/2026.\n"
    "- Nâng cấp trung tâm dữ liệu. Đơn vị chủ trì: Sở Nội vụ. Thời gian: quý III/2026.\n"
    "- Xây dựng bản đồ nông nghiệp. Đơn vị chủ trì: Sở Ngoại vụ. Thời gian: quý IV/2026.\n"
)
TITLED = (
    "II. NỘI DUNG\n"
    "Nhiệm vụ 1: Mở rộng mạng truyền số liệu.\nĐơn vị chủ trì: Sở Y tế.\n"
    "Thời gian: quý II/2026.\n"
    "Nhiệm vụ 2: Nâng cấp trung tâm dữ liệu.\nĐơn vị chủ trì: Sở Nội vụ.\n"
    "Thời gian: quý III/2026.\n"
    "Nhiệm vụ 3: Xây dựng bản đồ nông nghiệp.\nĐơn vị chủ trì: Sở Ngoại vụ.\n"
    "Thời gian: quý IV/2026.\n"
)
STARRED = (
    "II. NỘI DUNG\n1. Hạ tầng số\n* Mở rộng mạng truyền số liệu\n- Chủ trì: Sở Y tế\n"
    "- Thời gian: quý II/2026\n* Nâng cấp trung tâm dữ liệu\n- Chủ trì: Sở Nội vụ\n"
    "- Thời gian: quý III/2026\n* Xây dựng bản đồ nông nghiệp\n- Chủ trì: Sở Ngoại vụ\n"
    "- Thời gian: quý IV/2026\n"
)
PLUS = (
    "II. NỘI DUNG\n1. Hạ tầng số\n"
    "+ Mở rộng mạng. Chủ trì: Sở Y tế; phối hợp: Sở Tài chính; hoàn thành trong quý II/2026.\n"
    "+ Nâng cấp trung tâm dữ liệu. Chủ trì: Sở Nội vụ; hoàn thành trong quý III/2026.\n"
    "+ Xây dựng bản đồ nông nghiệp. Chủ trì: Sở Ngoại vụ; hoàn thành trong quý IV/2026.\n"
)


@pytest.fixture(scope="module", params=[LIST, TITLED, STARRED, PLUS])
def answerer(request, answerer_of):
    """Answers from a plan whose tasks are bullets or paragraphs."""
    return answerer_of(
        "UBND TỈNH HÀ GIANG\nSố: 15/KH-UBND\n\nKẾ HOẠCH\nPhát triển chuyển đổi số năm 2026\n\n"
        f"I. MỤC ĐÍCH\nĐẩy mạnh chuyển đổi số.\n{request.param}\nNơi nhận:\n- Lưu: VT.\n"
    )


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("ai chủ trì nâng cấp trung tâm dữ liệu", "Chủ trì: Sở Nội vụ"),
        ("ai chủ trì xây dựng bản đồ nông nghiệp", "Chủ trì: Sở Ngoại vụ"),
        ("thời hạn nâng cấp trung tâm dữ liệu", "quý III/2026"),
    ],
)
def test_each_task_is_told_by_itself(answerer, question, first):
    """The lead and the time are those of the task asked for, not of the first of the part."""
    answer = answerer.answer(question)

    assert first in answer.statement.splitlines()[0]
    assert "Sở Y tế" not in answer.statement


def test_a_task_is_found_by_the_number_that_opens_its_paragraph(answerer_of):
    """«nhiệm vụ 2» is «Nhiệm vụ 2: …»."""
    answerer = answerer_of(f"KẾ HOẠCH\nChuyển đổi số năm 2026\n\n{TITLED}")

    assert answerer.answer("ai chủ trì nhiệm vụ 2").statement.startswith("Chủ trì: Sở Nội vụ")


def test_all_leads_of_a_part_are_told(answerer_of):
    """«ai chủ trì mục II.1» tells the lead of each bullet."""
    answerer = answerer_of(f"KẾ HOẠCH\nChuyển đổi số năm 2026\n\n{LIST}")

    lines = answerer.answer("ai chủ trì mục II.1").statement.splitlines()

    assert lines == [
        "Mục II.1 có 3 nhiệm vụ:",
        "• Mở rộng mạng truyền số liệu – Chủ trì: Sở Y tế",
        "• Nâng cấp trung tâm dữ liệu – Chủ trì: Sở Nội vụ",
        "• Xây dựng bản đồ nông nghiệp – Chủ trì: Sở Ngoại vụ",
    ]
