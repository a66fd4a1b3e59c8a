"""Tests of events of the Zalo bot platform, in the shapes that were seen."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo_bot.read import read_event
from bot.message import Kind

EVENT = {
    "event_name": "message.text.received",
    "message": {
        "message_id": "2d758cb5e222177a4e35",
        "date": 1750316131602,
        "chat": {"id": "6ede9afa66b88fe6d6a9", "chat_type": "PRIVATE"},
        "from": {"id": "6ede9afa66b88fe6d6a9", "display_name": "Ted", "is_bot": False},
        "text": "Xin chào",
    },
}
NAMES = ("Bot Tra cứu", "bot.VDKyGxQvc")


def event(name="text", **message):
    """An event with another name or other fields."""
    return {"event_name": f"message.{name}.received", "message": EVENT["message"] | message}


@pytest.mark.parametrize("body", [EVENT, {"ok": True, "result": EVENT}], ids=["bare", "wrapped"])
def test_both_shapes_are_read(body):
    """The event in the envelope of an answer is the same as without."""
    incoming = read_event(body, NAMES)

    assert incoming is not None
    assert (incoming.text, incoming.kind, incoming.private) == ("Xin chào", Kind.TEXT, True)
    assert incoming.chat_id == incoming.user_id == "6ede9afa66b88fe6d6a9"
    assert incoming.event_key == "2d758cb5e222177a4e35" and incoming.at == 1750316131.602
    assert incoming.name == "Ted"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("@Bot Tra cứu kinh phí", "kinh phí"),
        ("kinh phí @bot tra cứu", "kinh phí"),
        ("@bot.VDKyGxQvc: ai ký", ": ai ký"),
        ("@Bot Tra cứu@x", "@x"),
        ("@Bot Tra cứuX hỏi", "@Bot Tra cứuX hỏi"),
        ("hỏi a@Bot", "hỏi a@Bot"),
    ],
)
def test_the_name_of_the_bot_is_no_part_of_a_question(text, read):
    """The first mention is taken out, whatever its case; other words stay."""
    incoming = read_event(event(text=text), NAMES)
    assert incoming is not None and incoming.text == read


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (event("sticker", text=None), Kind.OTHER),
        (event("unsupported", text=None), Kind.OTHER),
        (event("image", caption="ai ký", text=None), Kind.TEXT),
        (event("image", photo_url="https://x", text=None), Kind.OTHER),
        (event("link", text="https://x.vn"), Kind.TEXT),
        (event("text", text="  \n"), Kind.OTHER),
    ],
)
def test_kinds(body, kind):
    """Words are questions wherever they stand; what has none is told apart."""
    incoming = read_event(body, NAMES)
    assert incoming is not None and incoming.kind is kind


@pytest.mark.parametrize(
    "body",
    [
        None, [], 5, {}, {"ok": True}, {"ok": True, "result": []}, {"ok": False, "result": EVENT},
        {"event_name": "user.follow"}, event("reaction"), event("poll"), event(message_id=None),
        event(message_id=5), event(chat=None), event(chat={"id": ""}), {**EVENT, "message": "x"},
        event(**{"from": None}), event(**{"from": {"id": "1", "is_bot": True}}),
        event("sticker", text=None, chat={"id": "zgr-1", "chat_type": "GROUP"}),
        event("sticker", text=None, chat={"id": "zgr-1"}),
    ],
)  # fmt: skip
def test_the_rest_is_left_alone(body):
    """What is no message of a person to the bot asks for nothing."""
    assert read_event(body, NAMES) is None


def test_halves_of_characters_can_be_stored():
    """What JSON can carry and no file can is replaced."""
    incoming = read_event(json.loads('{"x": "\\ud800"}') and event(text="a\ud800b"), NAMES)
    assert incoming is not None and incoming.text == "a\ufffdb"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["ok", "result", "message", "event_name", "chat", "from", "id", "date",
                         "text", "message_id", "chat_type"]),
        inner | st.just("message.text.received"), max_size=5,
    ),
)  # fmt: skip


@given(JSON)
def test_nothing_that_is_sent_breaks_it(body):
    """Any JSON is read or left alone, and what is read can be stored."""
    incoming = read_event(body, NAMES)
    stored = [] if incoming is None else [incoming.text, incoming.event_key, incoming.chat_id]
    assert [text.encode().decode() for text in stored] == stored
