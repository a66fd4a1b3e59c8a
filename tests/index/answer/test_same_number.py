"""A number that several documents have, or none of the year, day or issuer that is named."""

import pytest

from index.answer.answer import Status
from index.answer.turn import Talk

_PLAN = """ỦY BAN NHÂN DÂN
TỈNH {place}
-------
Số: 27/KH-UBND
{place}, ngày {day} tháng {month} năm {year}

KẾ HOẠCH
Trồng cây xanh đô thị {about}

I. MỤC ĐÍCH
Phủ xanh các tuyến đường, theo Chỉ thị số 45-CT/TW ngày 20/6/2021.
II. NHIỆM VỤ
1. Rà soát các tuyến đường
1.1. Lập danh mục cây
- Đơn vị chủ trì: {lead}.
- Thời gian hoàn thành: trước ngày 30/9/{year}.
III. KINH PHÍ
Bố trí từ ngân sách năm 2027.
"""


def plan(place="LÀO CAI", day="05", month="3", year=2024, lead="Sở Xây dựng", about=""):
    """The text of an invented plan number 27."""
    return _PLAN.format(place=place, day=day, month=month, year=year, lead=lead, about=about)


@pytest.fixture(scope="module")
def one(answerer_of):
    """One plan number 27, of March 2024."""
    return answerer_of(plan())


@pytest.mark.parametrize(
    "other",
    [
        {"place": "YÊN BÁI", "lead": "Sở Tài chính"},
        {"day": "19", "lead": "Sở Tài chính"},
        {"year": 2022, "lead": "Sở Tài chính"},
    ],
)
def test_all_documents_of_a_number_are_told(answerer_of, other):
    """Of two places, days or years each is offered with what it says, each by a name of its own."""
    answer = answerer_of(plan(), plan(**other)).answer("ai chủ trì nhiệm vụ 1.1 KH 27")
    assert answer.status is Status.CHOOSE
    assert len({choice.label for choice in answer.choices}) == 2
    assert all(f"Chủ trì: {lead}" in answer.statement for lead in ("Sở Xây dựng", "Sở Tài chính"))


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("ai chủ trì nhiệm vụ 1.1 KH 27 năm 2022", "Sở Tài chính"),
        ("ai chủ trì nhiệm vụ 1.1 KH 27/2024", "Sở Xây dựng"),
        ("ai chu tri nv 1.1 ke hoach so 27 ngay 5 thang 3 nam 2022", "Sở Tài chính"),
        pytest.param(
            "ai chủ trì nhiệm vụ 1.1 KH 27 ban hành tháng 3/2024",
            "Sở Xây dựng",
            marks=pytest.mark.xfail(reason="«ban hành» is taken for a question of the date"),
        ),
    ],
)
def test_the_date_tells_which_of_them_is_meant(answerer_of, question, lead):
    """A year, month or day behind the number picks the document."""
    answerer = answerer_of(plan(), plan(year=2022, lead="Sở Tài chính"))
    answer = answerer.answer(question)
    assert answer.status in (Status.FOUND, Status.RELATED)
    assert lead in answer.citations[0].excerpt


def test_the_plan_in_view_is_the_one_of_its_number(answerer_of):
    """In a conversation on one of them its number means that one, as a choice from them does."""
    answerer = answerer_of(plan(), plan(year=2022, lead="Sở Tài chính"))
    older = next(c.id for c in answerer.library.documents if c.identity.date.value[:4] == "2022")
    question = answerer.understand("ai chủ trì nhiệm vụ 1.1 KH 27")
    answer = answerer.hear(question, Talk(documents=(older,))).answer
    assert answer.statement.startswith("Chủ trì: Sở Tài chính")


@pytest.mark.parametrize(
    "question",
    [
        "ai chủ trì nhiệm vụ 1.1 kế hoạch 27 năm 2025", "kinh phí KH 27 ngày 5/3/2023",
        "KH 27 năm 2021 ai chủ trì", "ai chủ trì 1.1 KH 27 (2023)", "nhiệm vụ 1.1 KH 27/2023",
        "ai ký KH 27 của Sở Y tế", "kinh phí kế hoạch 27 ngày 20/6/2021",
        "ai chủ trì nhiệm vụ 1.1 KH 27 của tỉnh Yên Bái",
    ],
)  # fmt: skip
def test_a_document_of_another_date_or_issuer_is_not_answered_from(one, question):
    """It is said to be missing, and what there is of that number is named in full."""
    answer = one.answer(question)
    assert answer.status is Status.NOT_FOUND
    assert "Kế hoạch số 27/KH-UBND ngày 05/3/2024 của UBND tỉnh Lào Cai" in answer.statement
    view = Talk(documents=(one.library.documents[0].id,))
    assert one.hear(one.understand(question), view).answer.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "ai chủ trì nhiệm vụ 1.1 KH 27 năm 2024", "ai chủ trì nhiệm vụ 1.1 KH 27 ngày 5/3/2024",
        "ai chủ trì nhiệm vụ 1.1 KH 27 của UBND tỉnh Lào Cai",
        "ai chủ trì nhiệm vụ 1.1 KH 27 ngày 30/9/2024",
    ],
)  # fmt: skip
def test_what_is_or_may_be_of_the_document_is_answered(one, question):
    """Its own date and issuer name it, and a day that it sets may be asked of it."""
    assert one.answer(question).statement.startswith("Chủ trì: Sở Xây dựng")


def test_the_year_that_a_title_is_about_names_a_plan(answerer_of):
    """A plan of December for the next year is asked for by that year."""
    answerer = answerer_of(plan(day="20", month="12", year=2023, about="năm 2024"))
    assert answerer.answer("ai chủ trì nhiệm vụ 1.1 KH 27 năm 2024").claims


_ANNEX = """PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo Kế hoạch số 27/KH-UBND ngày 05/3/2024 của UBND tỉnh Lào Cai)

| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |
|---|---|---|---|
| 1 | Khảo sát vỉa hè | Sở Giao thông vận tải | Quý I/2024 |
| 2 | Ươm giống cây bản địa | Sở Nội vụ | Quý II/2024 |
"""


def test_an_annex_of_its_own_is_found_under_the_number_of_its_plan(answerer_of):
    """It is cited as the annex of that plan, with or without the number in the question."""
    answerer = answerer_of(plan(), _ANNEX)
    alone = answerer.answer("ai chủ trì ươm giống cây bản địa")
    assert "Sở Nội vụ" in alone.statement
    assert "Phụ lục kèm theo Kế hoạch số 27/KH-UBND ngày 05/3/2024" in alone.citations[0].line
    assert "Sở Nội vụ" in answerer.answer("ai chủ trì nhiệm vụ 2 KH 27").statement


@pytest.mark.parametrize(
    ("printed", "question", "is_held"),
    [
        ("27KH-UBND", "ai chủ trì nhiệm vụ 1.1 kế hoạch 27/KH-UBND", True),
        ("27KH-UBND", "ai chủ trì nhiệm vụ 1.1 KH 27", True),
        ("127KH-UBND", "ai chủ trì nhiệm vụ 1.1 KH 27", False),
        ("27KH-UBND", "ai chủ trì nhiệm vụ 1.1 kế hoạch 45-CT/TW", False),
    ],
)
def test_a_number_that_was_read_unsurely_still_leads_to_its_document(
    answerer_of, printed, question, is_held
):
    """The letterhead shows the number without its mark, so no header has it; it is not missing."""
    text = plan().replace("27/KH-UBND", printed)
    answer = answerer_of(text).answer(question)
    assert (answer.status is Status.FOUND and "Sở Xây dựng" in answer.statement) is is_held


def test_a_plan_and_its_annex_are_asked_as_one(answerer_of):
    """Where the annex is a file of its own, and it alone tells, it answers for its plan."""
    annex = (
        "PHỤ LỤC\n(Kèm theo Kế hoạch số 27/KH-UBND ngày 05/3/2024 của UBND tỉnh Lào Cai)\n"
        "| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n| 7 | Chăm sóc cây mới trồng | Sở Y tế | Quý I |\n"
        "| 8 | Thay cây già cỗi | Sở Nội vụ | Quý II |\n"
    )
    answerer = answerer_of(plan(), annex)

    for question in ("ai chủ trì nhiệm vụ 8 KH 27", "ai chủ trì thay cây già cỗi kế hoạch 27"):
        answer = answerer.answer(question)
        assert answer.status is Status.FOUND
        assert answer.statement.startswith("Chủ trì: Sở Nội vụ")
        assert "Phụ lục kèm theo Kế hoạch số 27/KH-UBND" in answer.citations[0].line


def test_short_tasks_of_one_passage_keep_their_own(answerer_of):
    """Each is cited by its own place, and the time of its neighbour is not told for its own."""
    tasks = (
        "II. NHIỆM VỤ\n- Cắt tỉa cây.\n+ Đơn vị chủ trì: Sở Nội vụ.\n+ Thời gian: quý III/2024.\n"
        "- Tập huấn kỹ năng số.\n+ Đơn vị chủ trì: Sở Y tế.\nIII. KINH PHÍ\n"
    )
    begin, _, rest = plan().partition("II. NHIỆM VỤ")
    answerer = answerer_of(f"{begin}{tasks}{rest.partition('III. KINH PHÍ')[2]}")

    answer = answerer.answer("ai chủ trì tập huấn kỹ năng số")
    assert answer.statement.startswith("Chủ trì: Sở Y tế")
    assert answer.citations[0].path == "II/b2"
    late = answerer.answer("thời hạn tập huấn kỹ năng số")
    assert not late.statement.startswith("Thời gian: quý III")


def test_a_letter_about_a_plan_is_not_that_plan(answerer_of):
    """Its subject names the number; only the line of its own number would lead to it."""
    letter = (
        "SỞ NÔNG NGHIỆP\nSố: /SNN-TT\nV/v góp ý dự thảo Kế hoạch số 31/KH-UBND\n"
        "Lào Cai, ngày … tháng 3 năm 2024\nKính gửi: Ủy ban nhân dân tỉnh\n"
        "Sở Nông nghiệp chủ trì góp ý nội dung dự thảo nêu trên trước ngày 30/3/2024.\n"
    )
    answerer = answerer_of(letter)
    asked = answerer.understand("ai chủ trì góp ý kế hoạch 31/KH-UBND")
    assert not answerer.find(asked).by_number
