"""Tests of corrections: what an admin says in the place of what was read."""

from dataclasses import replace

from knowledge.codec import from_text, to_text
from knowledge.document import Correction, Document, Known, Slot, SourceKind
from knowledge.force.corrections import as_read, corrected, value_of, words_of
from knowledge.reader import parse_document

PLAN = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: 71/KH-UBND                   Hà Giang, ngày 20 tháng 5 năm 2024

KẾ HOẠCH
Phát triển cây chè Shan tuyết trên địa bàn tỉnh năm 2024

II. NHIỆM VỤ
1. Trồng mới một trăm héc-ta chè
- Đơn vị chủ trì: Sở Nông nghiệp và Phát triển nông thôn.
- Thời gian thực hiện: Quý III/2024.
2. Quảng bá sản phẩm chè, giao Sở Công Thương và Sở Y tế thực hiện.
"""
READ = parse_document(PLAN.encode(), "a.txt")
NUMBER = Correction(slot=Slot.NUMBER, value="77/KH-UBND")


def of_task(place, slot, value):
    """A correction of one of the tasks."""
    task = READ.assignments[place]
    return Correction(slot=slot, value=value, path=task.path, words=words_of(READ, task))


def test_a_field_is_as_the_admin_says():
    """The number is the admin's, the text and what was read stay, and it can be stored."""
    document = corrected(READ, [NUMBER])
    number = document.identity.number
    assert number is not None and (number.value, number.known) == ("77/KH-UBND", Known.ADMIN)
    assert document.text == READ.text and value_of(document, NUMBER) == "71/KH-UBND"
    assert as_read(document) == READ == corrected(document, [])
    assert from_text(Document, to_text(document)) == document


def test_corrections_are_not_added_up():
    """What is said now holds, and nothing that was said before."""
    date = Correction(slot=Slot.DATE, value="2024-05-21")
    document = corrected(corrected(READ, [NUMBER]), [date])
    assert document.identity.number == READ.identity.number
    assert document.corrections == (date,)


def test_a_field_can_be_emptied_and_one_that_says_what_is_read_is_left_out():
    """«Không có» is a value, too."""
    assert corrected(READ, [Correction(slot=Slot.DATE, value=None)]).identity.date is None
    same = corrected(READ, [Correction(slot=Slot.NUMBER, value="71/KH-UBND")])
    assert same == READ


def test_a_task_is_corrected_where_its_words_are():
    """Lead, partners and time; the words that assign it are still quoted."""
    lead = of_task(0, Slot.LEADS, "Sở Y tế; Sở Nội vụ")
    time = of_task(0, Slot.TIMING, "Quý IV/2024")
    task = corrected(READ, [lead, time]).assignments[0]
    assert [each.text for each in task.leads] == ["Sở Y tế", "Sở Nội vụ"]
    assert task.timing is not None and task.timing.text == "Quý IV/2024"
    assert task.span == READ.assignments[0].span
    assert value_of(corrected(READ, [time]), time) == "Quý III/2024"


def test_a_task_that_is_not_there_any_more_is_not_guessed():
    """Read in another way by another version, its words tell nothing."""
    lost = replace(of_task(0, Slot.TIMING, "Quý IV/2024"), words="khác")
    assert corrected(READ, [lost]) == READ


def test_what_is_described_is_corrected():
    """Of a news item the plan is meant that it tells of."""
    news = replace(READ, source=SourceKind.NEWS, describes=READ.header)
    document = corrected(news, [NUMBER])
    assert document.header == READ.header
    assert document.describes is not None and document.describes.number is not None
    assert as_read(document) == news


def test_a_warning_goes_with_what_it_asks_for():
    """And comes back with the correction taken back."""
    unsigned = "Chưa đọc được người ký"
    assert unsigned in " ".join(READ.warnings)
    signed = corrected(READ, [Correction(slot=Slot.SIGNER, value="Nguyễn Văn A")])
    assert unsigned not in " ".join(signed.warnings)
    assert as_read(signed) == READ
