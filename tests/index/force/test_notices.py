"""Tests of answers from documents that others have changed."""

from dataclasses import replace
from datetime import date

import pytest

from index.answer.answer import Status
from index.force.notices import notices_of
from index.library.store import Library
from knowledge.document import Change, Correction, Slot, Standing
from knowledge.force.corrections import corrected, words_of
from knowledge.reader import parse_document

HEAD = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND                   Hà Giang, ngày {day} năm 2024

KẾ HOẠCH
{title}

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
TASKS = """I. MỤC ĐÍCH
Đẩy mạnh chuyển đổi số trong các cơ quan nhà nước.
II. NHIỆM VỤ
1. Phát triển hạ tầng số
1.1. Mở rộng mạng truyền số liệu chuyên dùng đến cấp xã.
- Đơn vị chủ trì: {lead}.
- Thời gian hoàn thành: trước ngày 30/9/2024.
1.2. Nâng cấp trung tâm tích hợp dữ liệu của tỉnh.
- Đơn vị chủ trì: Văn phòng UBND tỉnh."""
TITLE = "Phát triển chuyển đổi số trên địa bàn tỉnh năm 2024"
OLD = "ai chủ trì nhiệm vụ 1.1 kế hoạch 15"


def plan(number, day, body, title=TITLE):
    """A plan of one province."""
    text = HEAD.format(number=number, day=day, title=title, body=body)
    return parse_document(text.encode(), f"{number}.txt")


@pytest.fixture(scope="module")
def old():
    """The plan that others change."""
    return plan(15, "05 tháng 3", TASKS.format(lead="Sở Thông tin và Truyền thông"))


@pytest.fixture(scope="module")
def new():
    """The plan that replaces it."""
    says = "Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 05/3/2024 của UBND tỉnh.\n"
    return plan(52, "20 tháng 8", says + TASKS.format(lead="Sở Khoa học và Công nghệ"))


@pytest.fixture(scope="module")
def amending():
    """A plan that changes two of its tasks."""
    body = """Ủy ban nhân dân tỉnh sửa đổi Kế hoạch số 15/KH-UBND ngày 05/3/2024 như sau:
1. Sửa đổi điểm 1.1 khoản 1 mục II như sau:
“1.1. Mở rộng mạng truyền số liệu chuyên dùng đến cấp xã.
- Đơn vị chủ trì: Sở Khoa học và Công nghệ.
- Thời gian hoàn thành: trước ngày 20/12/2024.”
2. Bãi bỏ điểm 1.2 khoản 1 mục II."""
    return plan(40, "20 tháng 8", body, "Sửa đổi Kế hoạch số 15/KH-UBND ngày 05/3/2024")


def test_a_replaced_plan_is_told_with_every_answer(answerer_of, old, new):
    """Named by its number it answers, with what replaced it and since when."""
    answer = answerer_of(old, new).answer(OLD)
    (notice,) = answer.notices
    assert "Sở Thông tin và Truyền thông" in answer.statement
    assert notice.text.startswith("Lưu ý: KH 15 đã được thay thế bởi Kế hoạch số 52/KH-UBND")
    assert "từ ngày 20/8/2024" in notice.text and "chưa xác nhận" in notice.text


def test_the_newer_version_answers_where_none_is_named(answerer_of, old, new):
    """Of two versions of one task the one in force is told, and nothing need be noted of it."""
    answer = answerer_of(old, new).answer(
        "ai chủ trì mở rộng mạng truyền số liệu chuyên dùng đến cấp xã"
    )
    assert "Sở Khoa học và Công nghệ" in answer.statement and not answer.notices


@pytest.mark.parametrize(
    "asked",
    [
        "kế hoạch 15 còn hiệu lực không",
        "kế hoạch 15 bị thay thế bởi văn bản nào",
        "ke hoach nao thay the ke hoach 15",
    ],
)
def test_what_became_of_a_plan_can_be_asked(answerer_of, old, new, asked):
    """The sentence of the other plan proves it."""
    answer = answerer_of(old, new).answer(asked)
    assert answer.status is Status.FOUND and "thay thế bởi Kế hoạch số 52" in answer.statement
    assert answer.citations[0].document_id == new.id
    assert "thay thế Kế hoạch số 15" in answer.citations[0].quoted


def test_an_amended_part_is_quoted_from_both(answerer_of, old, amending):
    """The words that change the very part that is cited stand beside it."""
    answerer = answerer_of(old, amending)
    (first,) = answerer.answer(OLD).notices
    (second,) = answerer.answer("ai chủ trì nhiệm vụ 1.2 kế hoạch 15").notices
    assert "trước ngày 20/12/2024" in first.citations[0].quoted
    assert second.citations[0].quoted == "2. Bãi bỏ điểm 1.2 khoản 1 mục II."


def test_what_is_rectified_is_quoted(answerer_of, old):
    """Whatever the words are by which one figure takes the place of another."""
    body = """Ủy ban nhân dân tỉnh đính chính Kế hoạch số 15/KH-UBND ngày 05/3/2024 như sau:
Tại điểm 1.1 khoản 1 mục II: “trước ngày 30/9/2024” sửa thành “trước ngày 30/6/2024”."""
    answer = answerer_of(old, plan(17, "10 tháng 4", body, "Đính chính Kế hoạch")).answer(
        "thời hạn nhiệm vụ 1.1 kế hoạch 15"
    )
    (notice,) = answer.notices
    assert "KH 15 đã được đính chính bởi Kế hoạch số 17/KH-UBND" in notice.text
    assert "trước ngày 30/6/2024" in notice.citations[0].quoted


def test_a_hidden_plan_is_not_named(answerer_of, old, new):
    """Who is not shown the newer plan learns nothing of it; what an admin said is said bare."""
    answerer = answerer_of(old, new)
    assert not answerer.without([new.id]).answer(OLD).notices
    said = Standing(change=Change.REPLACED, by=new.id, name="Kế hoạch số 52", since="2024-08-20")
    answerer = answerer_of(replace(old, standing=(said,)), new)
    (notice,) = answerer.answer(OLD).notices
    assert "chưa xác nhận" not in notice.text and "52/KH-UBND" in notice.text
    (bare,) = answerer.without([new.id]).answer(OLD).notices
    assert bare.text == "Lưu ý: KH 15 đã được thay thế từ ngày 20/8/2024."


def test_what_an_admin_denies_is_not_told(answerer_of, old, new):
    """A sentence that was read wrongly is silent from then on."""
    denied = Standing(change=Change.REPLACED, by=new.id, denied=True)
    assert not answerer_of(replace(old, standing=(denied,)), new).answer(OLD).notices


def test_a_plan_expires_by_its_own_words(answerer_of):
    """The day after its last one, and not before."""
    body = "Kế hoạch này có hiệu lực từ ngày ký đến hết ngày 31/12/2025.\n"
    limited = plan(15, "05 tháng 3", body + TASKS.format(lead="Sở Nội vụ"))
    library = answerer_of(limited).library
    assert isinstance(library, Library)
    assert not notices_of(library, limited.id, "", today=date(2025, 12, 31))
    (notice,) = notices_of(library, limited.id, "", today=date(2026, 1, 1))
    assert notice.text == "Lưu ý: KH 15 chỉ có hiệu lực đến hết ngày 31/12/2025."


def test_another_plan_of_that_number_is_not_meant(answerer_of, old):
    """The day that is printed with the number tells."""
    says = "Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 06/4/2023 của UBND tỉnh.\n"
    other = plan(52, "20 tháng 8", says + TASKS.format(lead="Sở Nội vụ"))
    assert not answerer_of(old, other).answer(OLD).notices


def test_what_an_admin_corrected_stands_in_front(answerer_of, old):
    """The right lead before the words of the text, the right number below the source."""
    task = next(each for each in old.assignments if each.path == "II.1.1")
    lead = Correction(slot=Slot.LEADS, value="Sở Y tế", path=task.path, words=words_of(old, task))
    number = Correction(slot=Slot.NUMBER, value="16/KH-UBND")
    answerer = answerer_of(corrected(old, [lead, number]))
    answer = answerer.answer("ai chủ trì nhiệm vụ 1.1 kế hoạch 16")
    (notice,) = answer.notices
    assert notice.text == (
        "Lưu ý (mục II.1.1): Chủ trì theo quản trị viên: Sở Y tế; văn bản ghi: Sở Thông tin và "
        "Truyền thông."
    )
    assert answer.statement.startswith("Chủ trì: Sở Y tế")
    assert "Sở Thông tin và Truyền thông" in answer.citations[0].quoted
    assert answer.citations[0].remark == (
        "Số, ký hiệu theo quản trị viên: 16/KH-UBND; văn bản ghi: 15/KH-UBND"
    )
    english = answerer.answer("who leads task 1.1 of plan 16?")
    assert "Lead by an administrator: Sở Y tế" in english.notices[0].text
