"""Tests of what can be corrected of a document, without any chat."""

import pytest

from bot.library.corrections import (
    CorrectionError,
    correctables,
    set_correction,
    undo_correction,
)
from bot.state.state import State
from knowledge.document import Slot
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
"""
READ = parse_document(PLAN.encode(), "a.txt")


@pytest.fixture
def state(tmp_path):
    """An empty state."""
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


def fields(state):
    """What can be corrected, by key, as it is told now."""
    now = state.declared.everything().applied(READ)
    return {each.key: each for each in correctables(now, state.declared.said(READ.sha256))}


def test_a_value_is_set_and_undone(state):
    """What is told, what the text gives, who said it."""
    assert fields(state)["number"].value == "71/KH-UBND"
    set_correction(state, READ, "number", "77 / KH-UBND", by="telegram:1", now=5.0)
    set_correction(state, READ, "leads:0", "Sở Y tế; Sở Nội vụ", by="telegram:1", now=5.0)
    number, lead = fields(state)["number"], fields(state)["leads:0"]
    assert (number.value, number.read) == ("77/KH-UBND", "71/KH-UBND")
    assert number.said is not None and (number.said.by, number.said.at) == ("telegram:1", 5.0)
    assert lead.value == "Sở Y tế; Sở Nội vụ" and lead.label == "Chủ trì, mục II.1"
    assert undo_correction(state, READ, "number") and undo_correction(state, READ, "leads:0")
    assert fields(state)["number"].said is None and fields(state)["leads:0"].said is None


def test_what_is_printed_corrects_nothing(state):
    """It takes a correction back; «không có» is a correction."""
    set_correction(state, READ, "date", "không có", by="telegram:1", now=5.0)
    assert fields(state)["date"].value is None and fields(state)["date"].read == "20/5/2024"
    set_correction(state, READ, "date", "20/5/2024", by="telegram:1", now=6.0)
    assert fields(state)["date"].said is None


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("date", "32/13/2024", "không phải một ngày"),
        ("number", "KH-UBND", "không phải số"),
        ("number", " ", "gõ cả giá trị đúng"),
        ("leads:9", "Sở Y tế", "không còn"),
        ("gì đó", "x", "không còn"),
    ],
)
def test_what_cannot_stand_there_says_how(state, key, typed, told):
    """With an example of the right form."""
    with pytest.raises(CorrectionError, match=told):
        set_correction(state, READ, key, typed, by="telegram:1", now=5.0)
    assert state.declared.said(READ.sha256) == ()


def test_every_task_and_field_can_be_corrected():
    """Each by a key of its own."""
    found = correctables(READ)
    keys = [each.key for each in found]
    assert len(set(keys)) == len(keys)
    assert {each.slot for each in found} == set(Slot)
