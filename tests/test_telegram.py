"""Tests of the whole way: an update of Telegram in, a message of Telegram out."""

import pytest
from bot_thread import BotThread
from telegram_server import TOKEN, TelegramServer

ADMIN = 7


@pytest.fixture
def telegram():
    """A Telegram of our own."""
    server = TelegramServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """A folder in which the shipped plans are built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environ(telegram, tmp_path, cache):
    """The settings of a bot on that Telegram, open to everybody."""
    return {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram.url,
        "DATA": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(cache),
        "ACCESS": "open",
        "ADMINS": f"telegram:{ADMIN}",
    }


@pytest.fixture
def bot(environ):
    """A running bot."""
    running = BotThread(environ).start()
    yield running
    running.stop()


def test_a_question_gets_its_cited_answer(telegram, bot):
    """The statement first, the quote folded or not, the citation, buttons."""
    telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (message,) = telegram.wait_sent(1)

    assert message["text"].startswith("Sở Văn hóa, Thể thao và Du lịch chủ trì.")
    assert "KH61-II.3.2" in message["text"]
    labels = [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]
    assert labels[:3] == ["Toàn văn mục", "◀ II.3.1", "▲ II.3"]
    sent = [p for method, p in telegram.calls if method == "sendMessage"][0]
    assert "<blockquote>" in sent["text"] and sent["link_preview_options"] == {"is_disabled": True}
