"""Everyday words and what plans say instead, told from other words by their accents."""

import pytest

from index.question.intents import Wanted, counted_unit, find_wanted
from index.question.topic import alternatives
from knowledge.text import fold


@pytest.mark.parametrize(
    ("restored", "plain", "words"),
    [
        ("bao giờ họp giao ban", False, ("hop",)),
        ("cơ quan nào phối hợp", False, ()),
        ("cơ quan nào phối hợp", True, ()),
        ("ai tuyên truyền", False, ()),
        ("ai đôn đốc, hướng dẫn", True, ()),
        ("kinh phí cho đào tạo", False, ("kinh", "phi")),
        ("bao nhiêu hà lúa phải gat", True, ("gat",)),
        ("bao nhiêu hà lúa phải gat", False, ()),
    ],
)
def test_accents_tell_everyday_words_from_others(restored, plain, words):
    """Words stand for others only as they are accented, or where nobody knows the accents."""
    found = alternatives(restored, (), plain=plain)

    assert tuple(word for each in found for word in each.words) == words


def test_a_meeting_is_no_letter_box():
    """«phiên họp thứ 21» asks for no address."""
    assert find_wanted(fold("phiên họp thứ 21 ngày nào")) is Wanted.DAY
    assert find_wanted(fold("hộp thư của văn phòng")) is Wanted.EMAIL


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("hạn báo cáo", Wanted.TIME),
        ("hồ sơ trễ hạn thì sao", None),
        ("phòng chống hạn hán", None),
        ("quyền hạn của ban chỉ đạo", None),
    ],
)
def test_what_is_late_or_dry_asks_for_no_day(asked, wanted):
    """«hạn» asks for a time only where it is a term."""
    assert find_wanted(fold(asked)) is wanted


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("mức phạt chậm nộp là bao nhiêu", Wanted.MONEY),
        ("phụ cấp cho cộng tác viên", Wanted.MONEY),
        ("lương thực dự trữ bao nhiêu tấn gạo", Wanted.QUANTITY),
        ("mục phát triển lực lượng nói gì", None),
        ("phụ cấp do ai chi trả", Wanted.BODY),
        ("tổng vốn giải ngân đạt bao nhiêu phần trăm", Wanted.PERCENT),
        ("năng suất lúa thu được bao nhiêu một ha", Wanted.QUANTITY),
        ("địa chỉ thu gom vỏ bao thuốc ở đâu", Wanted.PLACE),
    ],
)
def test_words_that_sound_like_money_ask_for_none(asked, wanted):
    """Food, growth and shares are no wages, fines or sums."""
    assert find_wanted(fold(asked)) is wanted


@pytest.mark.parametrize(
    ("asked", "unit"),
    [("mở bao nhiêu cửa hàng", "cua hang"), ("bao nhiêu ô tô", "o to"), ("bao nhiêu ở xã", None)],
)
def test_what_is_counted_may_begin_like_a_word_of_asking(asked, unit):
    """«cửa hàng» is counted, «của» is not."""
    assert counted_unit(fold(asked)) == unit
