"""Our Zalo bot server, talked to by a client that others wrote."""

import pytest

zalo = pytest.importorskip("zalo_bot", reason="pip install '.[crosscheck]'")
errors = pytest.importorskip("zalo_bot.error")

from zalo_bot_server import ACCOUNT, PERSON, TOKEN, person  # noqa: E402


async def test_another_client_asks_and_answers(zalo_bot):
    """Who the bot is, a message of each kind, an answer: as that client expects them."""
    async with zalo.Bot(TOKEN, base_url=zalo_bot.url) as bot:
        me = await bot.get_me()
        assert me.account_name == ACCOUNT and me.id == TOKEN.partition(":")[0]

        message_id = zalo_bot.say("kinh phí KH 61")
        update = await bot.get_update(timeout=5)
        message = update.message
        assert (message.message_id, message.text) == (message_id, "kinh phí KH 61")
        assert message.chat.id == message.from_user.id == PERSON and message.chat.type == "PRIVATE"
        assert 2020 < message.date.year < 2100

        zalo_bot.say("", event="message.image.received", photo_url="https://x/1.jpg")
        assert (await bot.get_update(timeout=5)).message.photo_url == "https://x/1.jpg"

        sent = await bot.send_message(PERSON, "Sở Tài chính bố trí kinh phí.")
        assert sent.message_id and zalo_bot.texts() == ["Sở Tài chính bố trí kinh phí."]
        await bot.send_chat_action(PERSON, "typing")


async def test_another_client_meets_the_limits(zalo_bot):
    """What the platform refuses is an error to that client, too."""
    zalo_bot.say("a")
    async with zalo.Bot(TOKEN, base_url=zalo_bot.url) as bot:
        for chat, text in ((PERSON, "x" * 2001), (PERSON, " "), (person(9), "a")):
            with pytest.raises(errors.BadRequest):
                await bot.send_message(chat, text)
        zalo_bot.quota = 0
        with pytest.raises(errors.ZaloError):
            await bot.send_message(PERSON, "a")
        await bot.get_update(timeout=1)
        with pytest.raises(errors.NetworkError):
            await bot.get_update(timeout=1)
    with pytest.raises(errors.ZaloError):
        async with zalo.Bot("1:wrong", base_url=zalo_bot.url):
            pass
