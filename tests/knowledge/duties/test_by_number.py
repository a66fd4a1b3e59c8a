"""Tasks given out by their numbers, away from their list."""

import pytest

from knowledge.reader import parse_document

LIST = "II. NHIỆM VỤ\n1. Mở rộng mạng.\n2. Lập kho dữ liệu.\n3. Tập huấn kỹ năng.\n"


def read(body: str) -> dict[str, tuple[list[str], list[str]]]:
    """Leads and implementers by path."""
    text = f"KẾ HOẠCH\nCông tác năm 2026\n\n{LIST}{body}\n\nNơi nhận:\n- Lưu: VT.\n"
    return {
        a.path: ([m.text for m in a.leads], [m.text for m in a.implementers])
        for a in parse_document(text.encode(), "a.txt").assignments
    }


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        (
            "Phân công: Sở Y tế chủ trì nhiệm vụ 1; Sở Nội vụ chủ trì nhiệm vụ 2; "
            "Sở Tư pháp chủ trì nhiệm vụ 3.",
            {"II.1": "Sở Y tế", "II.2": "Sở Nội vụ", "II.3": "Sở Tư pháp"},
        ),
        (
            "III. PHÂN CÔNG\n- Sở Y tế chủ trì thực hiện các nhiệm vụ 1, 3 mục II; Sở Nội vụ "
            "chủ trì, phối hợp với Sở Tài chính thực hiện nhiệm vụ số 2.",
            {"II.1": "Sở Y tế", "II.3": "Sở Y tế", "II.2": "Sở Nội vụ"},
        ),
        (
            "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nChủ trì thực hiện nhiệm vụ 1, 2 nêu trên.\n"
            "2. Sở Nội vụ chủ trì nội dung tại điểm 3 mục II.",
            {"II.1": "Sở Y tế", "II.2": "Sở Y tế", "II.3": "Sở Nội vụ"},
        ),
        (
            "III. PHÂN CÔNG\nGiao Sở Y tế chủ trì thực hiện nhiệm vụ 1, Sở Nội vụ chủ trì "
            "thực hiện nhiệm vụ 2, Sở Tư pháp được giao chủ trì nhiệm vụ 3.",
            {"II.1": "Sở Y tế", "II.2": "Sở Nội vụ", "II.3": "Sở Tư pháp"},
        ),
        (
            "Sở Nội vụ chủ trì khoản 2; Sở Tư pháp chủ trì khoản 3 mục này.",
            {"II.2": "Sở Nội vụ", "II.3": "Sở Tư pháp"},
        ),
        (
            "III. PHÂN CÔNG\n- Sở Nội vụ chủ trì các nhiệm vụ từ 1 đến 3.",
            {"II.1": "Sở Nội vụ", "II.2": "Sở Nội vụ", "II.3": "Sở Nội vụ"},
        ),
        (
            "III. PHÂN CÔNG\nSở Y tế: chủ trì nhiệm vụ 1-2.\n"
            "- Sở Tư pháp chủ trì nhiệm vụ tại khoản 3 mục II.",
            {"II.1": "Sở Y tế", "II.2": "Sở Y tế", "II.3": "Sở Tư pháp"},
        ),
        (
            "III. PHÂN CÔNG\nNhiệm vụ 3 do Sở Nội vụ chủ trì, phối hợp với Sở Tài chính.",
            {"II.3": "Sở Nội vụ"},
        ),
    ],
)
def test_a_task_is_led_by_the_body_that_its_number_is_given_to(body, leads):
    """Each number is read in its list, whichever way it is given out."""
    assert read(body) == {path: ([name], []) for path, name in leads.items()}


def test_numbers_before_bodies_without_lead():
    """Behind a colon bare names carry out: «Nhiệm vụ 1, 2: Sở Y tế»."""
    found = read("III. PHÂN CÔNG\nNhiệm vụ 1, 2: Sở Y tế.")
    several = read("III. PHÂN CÔNG\nNhiệm vụ 1: Sở Y tế, Sở Tài chính.")
    assert several["II.1"][1] == ["Sở Y tế", "Sở Tài chính"]

    assert found == {"II.1": ([], ["Sở Y tế"]), "II.2": ([], ["Sở Y tế"])}


@pytest.mark.parametrize(
    "clause",
    [
        "Sở Y tế chủ trì thực hiện nhiệm vụ tại mục 1 Công văn số 15/UBND-VX.",
        "Sở Y tế chủ trì tham mưu nội dung 1 cuộc họp.",
        "Sở Y tế chủ trì thực hiện điểm 1 khoản 2 Điều 5 Nghị định này.",
        "Sở Y tế chủ trì thực hiện 3 nhiệm vụ.",
        "Các đơn vị báo cáo kết quả thực hiện nhiệm vụ 1, 2 trước ngày 30/6/2026.",
    ],
)
def test_numbers_of_something_else_give_out_nothing(clause):
    """A part of another document, or a count, is no task of the list."""
    assert set(read(f"III. PHÂN CÔNG\n1. {clause}\n2. Lập dự toán.")) == {"III.1"}


@pytest.mark.parametrize("tasks", ["từ 1 đến 3", "1, 2 và 3", "1-3"])
def test_numbers_named_together_are_of_one_list(tasks):
    """A list that has all of them is meant, not the nearest that has the first."""
    found = read(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế bố trí kinh phí.\n"
        f"2. Sở Nội vụ chủ trì các nhiệm vụ {tasks}."
    )

    assert [path for path, (leads, _) in found.items() if leads == ["Sở Nội vụ"]] == [
        "II.1",
        "II.2",
        "II.3",
    ]


def test_numbers_that_run_on_are_of_several_lists():
    """Where the second list counts on, a number stands in one of them alone."""
    found = read(
        "III. GIẢI PHÁP\n4. Kiểm tra mạng.\n5. Bảo trì mạng.\n"
        "IV. PHÂN CÔNG\n- Sở Nội vụ chủ trì các nhiệm vụ từ 2 đến 5."
    )

    assert list(found) == ["II.2", "II.3", "III.4", "III.5"]
