"""Tests of what is said to the bot itself in plain words."""

import pytest

from bot.talk.commands import Command, find_command, is_only_a_call


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("danh sách văn bản", "vanban", ""),
        ("có mấy kế hoạch", "vanban", ""),
        ("Trong kho có những văn bản nào?", "vanban", ""),
        ("hien co bao nhieu ke hoach vay", "vanban", ""),
        ("liệt kê tất cả các văn bản giúp em với", "vanban", ""),
        ("cho xem danh sách kế hoạch của Lạng Sơn", "vanban", "Lạng Sơn"),
        ("kho có gì", "vanban", ""),
        ("trong kho đang có những gì ạ", "vanban", ""),
        ("đang có gì trong kho", "vanban", ""),
        ("các văn bản đang có", "vanban", ""),
        ("có tổng cộng bao nhiêu văn bản", "vanban", ""),
        ("tóm tắt", "tomtat", ""),
        ("tom tat giup anh", "tomtat", ""),
        ("tóm tắt kế hoạch 61", "tomtat", "kế hoạch 61"),
        ("em xin tóm tắt nội dung chính của KH 90 với ạ", "tomtat", "KH 90"),
        ("tóm tắt văn bản này", "tomtat", ""),
        ("gửi file gốc", "bangoc", ""),
        ("cho em xin file gốc của KH 61 với", "bangoc", "KH 61"),
        ("tải văn bản gốc về", "bangoc", ""),
        ("gửi bản scan KH 90 cho tôi", "bangoc", "KH 90"),
        ("in toàn bộ kế hoạch này", "bangoc", ""),
        ("in toàn bộ", "bangoc", ""),
        ("tải kế hoạch 61 về", "bangoc", "kế hoạch 61"),
        ("gửi em KH 61/KH-UBND với", "bangoc", "KH 61/KH-UBND"),
        ("tải văn bản này xuống", "bangoc", ""),
        ("in ra toàn bộ giúp anh", "bangoc", ""),
    ],
)
def test_plain_words_are_commands(text, name, argument):
    """With or without accents and courtesies, and with the plan that is named."""
    assert find_command(text) == Command(name=name, argument=argument)


@pytest.mark.parametrize(
    "text",
    [
        "có mấy nhiệm vụ trong kế hoạch 61", "kế hoạch 61 có mấy phần", "văn bản nào về báo chí",
        "có những văn bản nào quy định về bảo mật", "ai gửi văn bản gốc", "danh sách việc KH 61",
        "kế hoạch này do ai ký", "bản gốc lưu ở đâu và ai giữ", "liệt kê việc của Sở Y tế",
        "gửi kế hoạch 61 cho ai", "kho bạc có những gì", "gửi báo cáo kế hoạch 61 về đâu",
        "trong kho có gì về báo chí", "in bao nhiêu bản kế hoạch 61",
        "tại kế hoạch này", "tại KH 61", "in " * 5000,
        "có bao nhiêu kế hoạch hành động phải lập", "tóm tắt nhiệm vụ của Sở Y tế KH 61",
    ],
)  # fmt: skip
def test_questions_stay_questions(text):
    """What asks for something in a plan is none of them."""
    assert find_command(text) is None


@pytest.mark.parametrize("text", ["", "giúp với bot ơi", "trả lời câu này giúp em nhé", "check hộ"])
def test_calls_have_no_matter(text):
    """Words that only point at another message ask nothing."""
    assert is_only_a_call(text)


def test_a_question_is_no_call():
    """With a matter of its own it is a question."""
    assert not is_only_a_call("thời hạn thế nào")
