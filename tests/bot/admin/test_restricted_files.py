"""Tests of files of which only some may see anything, sent in through Telegram."""

import pytest
from making.tea_plan import tea_file as plan
from making.tea_plan import tea_plan
from telegram_chat import ADMIN, READER, Chat, files_of, publish, send, sent

from bot.library.reload import ReloadError
from bot.state.state import State

# One number; in the last two spellings no number is seen in it.
SPELT = (
    "77/KH–UBND", "077/KH-UBND", "77-KH/UBND", "77/KH.UBND", "77 / KH - UBND", "77/kh-ubnd",
    "77/KH_UBND", "77/2024/KH-UBND",
)  # fmt: skip
SPELT_UNREADABLY = ("77KH/UBND", "77／KH－UBND")


def test_an_internal_document_is_published_with_a_second_yes(telegram, bot, documents):
    """The admin is asked for whom; others do not see it."""
    preview = send(telegram, "nb.txt", plan(mark="LƯU HÀNH NỘI BỘ\n"))
    assert "lưu hành nội bộ" in preview["text"]
    telegram.press(preview, "Đưa vào kho")
    telegram.wait(lambda: "vào kho cho ai xem" in preview["text"])
    assert files_of(documents) == []
    told = publish(telegram, preview, "Chỉ nhóm “Nội bộ”")
    assert "Người xem: nhóm “Nội bộ”" in told
    assert "77/KH-UBND" not in Chat(telegram, READER).say("/vanban")["text"]
    newer = send(telegram, "nb2.txt", plan(mark="LƯU HÀNH NỘI BỘ\n", word="nhà"))
    telegram.press(newer, "Đưa vào kho")
    telegram.wait(lambda: "vào kho cho ai xem" in newer["text"])
    assert "Người xem: nhóm" in publish(telegram, newer, "Như văn bản giới hạn")
    assert "77/KH-UBND" not in Chat(telegram, READER).say("/vanban")["text"]


def limited(telegram, bot):
    """The plan, published and shown to a circle of nobody; the reader cannot see it."""
    publish(telegram, send(telegram, "a.txt", plan()))
    Chat(telegram, ADMIN).say("/gioihan 77 lãnh đạo")


def shown_to_reader(telegram):
    """What a reader is told of the plan."""
    return Chat(telegram, READER).say("ai chủ trì quảng bá sản phẩm chè Shan tuyết")["text"]


def test_a_new_version_of_a_restricted_plan_is_restricted(telegram, bot):
    """However its number is spelt; the preview says so, and no reader is shown any of it."""
    limited(telegram, bot)
    reader = Chat(telegram, READER)
    for number, spelling in enumerate((*SPELT, *SPELT_UNREADABLY)):
        file = tea_plan(spelling, word=f"nhà {number}")
        preview = send(telegram, f"b{number}.txt", file.encode())
        label = "Đưa vào kho"
        if spelling in SPELT_UNREADABLY:
            assert "Có thể là một bản của văn bản giới hạn người xem" in preview["text"], spelling
            telegram.press(preview, label)
            telegram.wait(lambda: "cho ai xem?" in sent(telegram, ADMIN)[-1]["text"])
            label = "Như văn bản giới hạn người xem"
        else:
            assert "Là bản mới của văn bản giới hạn người xem" in preview["text"], spelling
        assert "lãnh đạo" in publish(telegram, preview, label), spelling
        # One question for each version: nobody may ask much faster.
        asked = ("ai chủ trì quảng bá chè Shan tuyết", "/vanban", f"KH {spelling}")[number % 3]
        told = reader.say(asked)["text"]
        assert "Sở Công Thương" not in told and "Hà Giang" not in told, spelling


def test_a_publication_that_fails_changes_nothing_of_who_is_shown_what(telegram, bot, monkeypatch):
    """The version in force is shown to those whom it was shown to."""
    limited(telegram, bot)
    state = State(bot.settings.data / "state.db")
    before = state.audiences.restrictions()
    preview = send(telegram, "b.txt", plan(word="nhà"))

    async def fail(job):
        raise ReloadError("Ổ đĩa đầy.")

    monkeypatch.setattr("bot.admin.publishing.in_other_process", fail)
    told = publish(telegram, preview)
    after = state.audiences.restrictions()
    state.close()
    assert "Ổ đĩa đầy." in told and before == after != ()


@pytest.mark.parametrize("there", [True, False], ids=["in the library", "withdrawn"])
def test_what_may_be_a_restricted_plan_is_restricted_until_somebody_decides(telegram, bot, there):
    """Without number or title the words tell it; an admin may say that it is another plan."""
    limited(telegram, bot)
    if not there:
        publish(telegram, Chat(telegram, ADMIN).say("/rut 77"), "Rút khỏi kho")
    odd = (
        plan(word="nhà").decode().replace("Số: 77/KH-UBND", "Số: 7l/K-H").replace("chè Shan", "cây")
    )
    preview = send(telegram, "b.txt", odd.encode())
    assert "Có thể là một bản của văn bản giới hạn người xem" in preview["text"]

    telegram.press(preview, "Đưa vào kho")
    telegram.wait(lambda: "cho ai xem?" in sent(telegram, ADMIN)[-1]["text"])
    assert "lãnh đạo" in publish(telegram, preview, "Như văn bản giới hạn người xem")
    assert "Sở Công Thương" not in shown_to_reader(telegram)


def test_a_plan_that_is_said_to_be_another_is_shown(telegram, bot):
    """The restriction of the one that it looks like stays."""
    limited(telegram, bot)
    next_year = plan(word="nhà").decode().replace("tháng 5 năm 2024", "tháng 5 năm 2025")
    preview = send(telegram, "b.txt", next_year.encode())
    telegram.press(preview, "Đưa vào kho")
    telegram.wait(lambda: "cho ai xem?" in sent(telegram, ADMIN)[-1]["text"])
    publish(telegram, preview, "Mọi người")

    assert "Sở Công Thương" in shown_to_reader(telegram)
    assert "1 văn bản giới hạn" in Chat(telegram, ADMIN).say("/gioihan")["text"]
