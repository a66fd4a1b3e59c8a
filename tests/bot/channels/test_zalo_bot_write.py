"""Tests of replies as messages of plain text, judged by the test server's own rules."""

from hypothesis import given
from hypothesis import strategies as st
from zalo_bot_server import units

from bot.channels.zalo_bot.write import compose
from bot.message import Action, Block, Option, Reply, Tone, Verb

WORDS = st.text(alphabet=st.sampled_from("aềĐ <>&\n.;🙂*_\u0301"), min_size=1, max_size=30)
TEXTS = WORDS.flatmap(lambda text: st.integers(1, 400).map(lambda times: text * times))
BLOCKS = st.lists(st.builds(Block, text=TEXTS, tone=st.sampled_from(Tone)), max_size=5)
OPTIONS = st.lists(
    st.builds(
        Option,
        label=TEXTS,
        action=st.builds(Action, verb=st.sampled_from(Verb)),
        wide=st.booleans(),
        listed=st.booleans(),
    ),
    max_size=100,
)


@given(BLOCKS, OPTIONS)
def test_whatever_is_said_zalo_takes_it(blocks, options):
    """One to three messages within the limit, whatever is said."""
    reply = Reply(blocks=(Block(text="đầu"), *blocks), options=tuple(options))
    messages = compose(reply)

    assert 1 <= len(messages) <= 3
    assert all(message.strip() and units(message) <= 2000 for message in messages)
    assert messages[0].startswith("đầu")


@given(st.integers(20, 5_900), st.integers(1, 400))
def test_no_more_messages_than_needed(length, block):
    """Text that fits into so many messages takes no more, however it is divided."""
    said = ("Sở Nội vụ chủ trì, phối hợp. " * 250)[:length]
    blocks = [Block(text=said[at : at + block]) for at in range(0, length, block)]
    messages = compose(Reply(blocks=tuple(blocks)))

    whole = length + 2 * len(blocks)
    # A hundred are kept for the remark that it may be there twice.
    needed = -(-whole // 1900)
    assert len(messages) <= min(3, needed + (1 if whole % 1900 > 1800 else 0))


def test_choices_stay_below_what_is_cut():
    """Of a text beyond three messages the end is left out, and said to be; the choices stay."""
    option = Option(label="Toàn văn mục", action=Action(verb=Verb.ASK))
    messages = compose(Reply.say("Một câu không dài. " * 600, option))

    assert len(messages) == 3
    assert "… (còn nữa; xem đủ: gõ toàn văn)" in messages[2]
    assert messages[2].split("\n")[-3:] == [
        "", "Gõ số để xem tiếp:", "1. Toàn văn mục",
    ]  # fmt: skip


def test_nothing_is_sent_where_nothing_is_said():
    """An empty reply costs nothing; a notice is a message."""
    assert compose(Reply()) == ()
    assert compose(Reply(notice="Cảm ơn")) == ("Cảm ơn",)


def test_a_link_stands_below_its_source_line():
    """As an address that can be tapped; what a document writes cannot."""
    link = "https://tracuu.example.vn/v/KH61-II.3.2?w=577-260-8d99#doan-trich"
    source = Block(text="Mục II.3.2, xem http://evil.com", tone=Tone.SOURCE, link=link)
    (message,) = compose(Reply(blocks=(Block(text="Chủ trì: Sở Nội vụ"), source)))

    assert message.endswith(f"\n{link}") and message.count("://") == 1
