"""Tests of replies as Telegram messages, judged by the test server's own rules."""

import json

from hypothesis import given
from hypothesis import strategies as st
from telegram_server import TelegramServer
from telegram_text import links_of, units, visible

from bot.channels.telegram.write import Payload, compose
from bot.message import Action, Block, Incoming, Kind, Option, Reply, Source, Tone, Verb
from knowledge.codec import from_text, to_text

TEXTS = st.text(
    alphabet=st.sampled_from("aềĐ <>&\"'.\n;🙂/_*[]`\u202e\u0301"), min_size=1, max_size=40
).flatmap(lambda text: st.integers(1, 300).map(lambda times: text * times))
BLOCKS = st.lists(st.builds(Block, text=TEXTS, tone=st.sampled_from(Tone)), max_size=5)
OPTIONS = st.lists(
    st.builds(
        Option,
        label=TEXTS,
        action=st.builds(Action, verb=st.sampled_from(Verb)),
        wide=st.booleans(),
    ),
    max_size=120,
)
ASKED = Incoming(
    channel="telegram", event_key="1", chat_id="1", user_id="1", kind=Kind.TEXT, message_id="9"
)
PRESSED = Incoming(
    channel="telegram",
    event_key="1",
    chat_id="1",
    user_id="1",
    kind=Kind.PRESS,
    message_id="9",
    token="q1",
)


def composed(reply, incoming=ASKED, answers=()):
    """The requests that a reply becomes."""
    return compose(reply, incoming, offer="0123456789", answers=answers)


@given(BLOCKS, OPTIONS, TEXTS)
def test_whatever_is_said_telegram_takes_it(blocks, options, copied):
    """Lengths, markup and buttons are within the limits, and storing changes nothing."""
    blocks = [Block(text="đầu"), *blocks]
    payloads = composed(Reply(blocks=tuple(blocks), options=tuple(options), copy=copied))

    assert 1 <= len(payloads) <= 3
    for payload in payloads:
        shown = visible(payload.html, "HTML")
        assert shown.strip() and units(shown) <= 4096 and units(payload.plain) <= 4096
        assert from_text(Payload, to_text(payload)) == payload
    rows = [
        [
            {"text": b.text, **({"callback_data": b.data} if b.data else {})}
            | ({"copy_text": {"text": b.copy}} if b.copy else {})
            for b in row
        ]
        for row in payloads[-1].keyboard
    ]
    TelegramServer._markup(json.loads(json.dumps({"inline_keyboard": rows})))


def test_a_press_is_answered_before_anything_else():
    """The notice goes with the press; without one the press is still answered."""
    reply = Reply(blocks=(Block(text="x"),), notice="từ " * 100)
    answer, message = composed(reply, PRESSED)
    assert (answer.do, answer.token, len(answer.plain)) == ("answer", "q1", 197)
    assert message.do == "send"
    assert [p.do for p in composed(Reply(), PRESSED)] == ["answer"]


def test_a_notice_without_a_press_is_a_message():
    """Where nothing was pressed, a notice is said."""
    assert [p.plain for p in composed(Reply(notice="Cảm ơn"))] == ["Cảm ơn"]


def test_in_place_means_the_pressed_message():
    """The message under which the button was is edited."""
    reply = Reply(blocks=(Block(text="x"),), in_place=True)
    assert [(p.do, p.message_id) for p in composed(reply, PRESSED)][1] == ("edit", "9")
    assert composed(reply)[0].do == "send"


def test_a_shorter_answer_takes_messages_away():
    """Of three messages that answered before, one is edited and two are deleted."""
    made = composed(Reply.say("x"), ASKED, ("1", "2", "3"))
    assert [(p.do, p.message_id) for p in made] == [
        ("edit", "1"),
        ("delete", "2"),
        ("delete", "3"),
    ]


def test_long_quotes_are_folded():
    """A short quotation is open, a long one is folded up, a very long one is cut."""
    short, long, cut = (
        composed(Reply(blocks=(Block(text="từ " * n, tone=Tone.QUOTE),)))[0].html
        for n in (20, 200, 2000)
    )
    assert short.startswith("<blockquote>")
    assert long.startswith("<blockquote expandable>") and "…" not in long
    assert "…" in cut and len(cut) < 1_600


def test_a_source_line_is_a_link_where_a_page_shows_it():
    """The words stay as they are; in plain text the address stands on a line below."""
    line = "Mục 1 <b>, Kế hoạch số 61/KH-UBND của evil.com"
    link = "https://tracuu.example.vn/v/KH61-1?w=1-2-abcd&k=x#doan-trich"
    block = Block(text=line, tone=Tone.SOURCE, link=link)
    (payload,) = composed(Reply(blocks=(Block(text="Có."), block)))

    assert visible(payload.html, "HTML") == f"Có.\n\n{line}"
    assert links_of(payload.html) == [link]
    assert payload.plain.endswith(f"evil[.]com\n{link}")
    (bare,) = composed(Reply(blocks=(Block(text=line, tone=Tone.SOURCE),)))
    assert links_of(bare.html) == []


def test_only_what_is_cited_has_a_button_to_its_page():
    """A link of another kind has none."""
    link = "https://tracuu.example.vn/x"
    source = Source(document_id="d", path="I", start=0, end=1)
    plain, cited = (
        composed(Reply(blocks=(Block(text="x", link=link, source=each),)))[0].keyboard
        for each in (None, source)
    )

    assert plain == () and [button.url for row in cited for button in row] == [link]
