"""Our Telegram server and channel, read by the types of another project."""

import pytest

aiogram_types = pytest.importorskip("aiogram.types", reason="pip install '.[crosscheck]'")
aiogram_methods = pytest.importorskip("aiogram.methods")

from bot_thread import BotThread  # noqa: E402

RESULTS = {
    "getMe": aiogram_types.User,
    "sendMessage": aiogram_types.Message,
    "editMessageText": aiogram_types.Message,
}


def test_requests_and_answers_are_what_others_expect(telegram, environ):
    """Every request, update and answer of a varied session has the fields of the Bot API."""
    bot = BotThread(environ).start()
    question = telegram.say("ai chủ trì nhiệm vụ 3.2 KH 61")
    (answer,) = telegram.wait_sent(1)
    telegram.press(answer, "Toàn văn")
    telegram.wait_sent(2)
    telegram.say("kinh phí KH 61", edit=question)
    telegram.wait(lambda: "Phần III, Kế hoạch số 61/" in answer["text"])
    telegram.say("@tra_cuu_bot /vanban", chat=-100, user=5, message_thread_id=3)
    listed = telegram.wait_sent(3)[-1]
    telegram.press(listed, "61/KH-UBND", user=5)
    cards = telegram.type_inline("kinh phí KH 61")
    telegram.wait(lambda: cards in telegram.cards)
    bot.stop()

    checked = set()
    for method, parameters in telegram.calls:
        kind = getattr(aiogram_methods, method[0].upper() + method[1:])
        unknown = set(parameters) - set(kind.model_fields)
        assert not unknown, (method, unknown)
        kind.model_validate(parameters)
        checked.add(method)
    for method, result in telegram.results:
        if method == "getUpdates":
            for update in result:
                aiogram_types.Update.model_validate(update)
        elif method in RESULTS:
            RESULTS[method].model_validate(result)
    assert {"sendMessage", "editMessageText", "answerCallbackQuery", "answerInlineQuery"} <= checked
