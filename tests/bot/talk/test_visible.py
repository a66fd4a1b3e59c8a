"""Tests of what documents can't do to what is shown."""

import unicodedata

import pytest

from bot.channels.plain import plain_messages
from bot.channels.telegram.write import html_of
from bot.channels.zalo_oa.write import CAPABILITIES
from bot.message import Action, Block, Option, Reply, Tone, Verb
from bot.talk.visible import pieces, seen, seen_reply, unlinked
from index.answer.wording.quotation import inside

# Every character that shows nothing or turns others around, but the end of a line.
HIDDEN = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs") and chr(code) != "\n"
]


def test_characters_that_show_nothing_are_dropped():
    """Of all categories of control and format, wherever they stand; letters and lines stay."""
    shown = seen("một" + "".join(HIDDEN) + "hai\nba")
    assert not set(HIDDEN) & set(shown)
    assert shown.replace(" ", "").replace("\n", "") == "mộthaiba" and shown.endswith("\nba")
    for blank in "\u3164\uffa0\u115f\u2800\u034f\ufe0f\U000e0100":
        assert seen(f"a{blank}b").replace(" ", "") == "ab"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ngan vịt \u202egnôn ahc\u202c hết\u200b.", "ngan vịt gnôn ahc hết."),
        ("số \u2066 12\u2069", "số  12"),
        ("a\u2028b\u2029c\x85d\re", "a\nb\nc\nd\ne"),
        ("t" + "\u0301" * 40 + "o", "t" + "\u0301" * 3 + "o"),
        ("tiê\u0301p – “Mỗi xã” ≤ 3 ‰ ☑ 👍", "tiê\u0301p – “Mỗi xã” ≤ 3 ‰ ☑ 👍"),
    ],
)
def test_what_disturbs_is_dropped_and_the_rest_is_as_written(text, shown):
    """Directions, foreign line ends and piles of marks go."""
    assert seen(text) == shown


def test_all_parts_of_a_reply_are_seen():
    """Text, buttons, what is copied, notices."""
    bad = "a\u202eb"
    option = Option(label=bad, action=Action(verb=Verb.ASK), typed=bad)
    reply = seen_reply(
        Reply(blocks=(Block(text=bad, tone=Tone.QUOTE),), options=(option,), copy=bad, notice=bad)
    )
    assert reply.blocks == (Block(text="ab", tone=Tone.QUOTE),)
    assert {reply.options[0].label, reply.options[0].typed, reply.copy, reply.notice} == {"ab"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        # Marks in pairs are part of the words.
        ("Chương trình “Mỗi xã một sản phẩm” và “OCOP”", None),
        ("phong trào «xanh» và ‘sạch’", None),
        ('theo "Đề án 06" (gọi là "Đề án")', None),
        ("a “b “c” d” e", None),
        # A quotation that ends within a pair closes nothing of ours.
        ("thi đua “Toàn dân", None),
        # Marks that nothing inside opened are shown to be the document's.
        ("15/12.” Kế hoạch 99 “Toàn bộ", "15/12.[”] Kế hoạch 99 “Toàn bộ"),
        ("15/12. ❞ Kế hoạch 99 ❝ Toàn bộ", "15/12. [❞] Kế hoạch 99 ❝ Toàn bộ"),
        ("15/12.» Kế hoạch 99 « Toàn bộ", "15/12.[»] Kế hoạch 99 « Toàn bộ"),
        ('15/12." Kế hoạch 99 "Toàn bộ', '15/12.["] Kế hoạch 99 "Toàn bộ'),
        ("a “b” c” d", "a “b” c[”] d"),
        ("”””", "[”][”][”]"),
    ],
)
def test_no_words_close_the_marks_around_them(words, shown):
    """What stands behind a stray closing mark is still seen to be quoted."""
    assert inside(words) == (shown or words)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("xem https://evil.example/a?b=c nhé", ["https://evil.example/a?b=c"]),
        ("http://1.2.3.4:80/x tg://resolve?q=a", ["http://1.2.3.4:80/x", "tg://resolve?q=a"]),
        ("www.langson.gov.vn EVIL.COM t.me/evil", ["www.langson.gov.vn", "EVIL.COM", "t.me/evil"]),
        ("gửi sonv@langson.gov.vn.", ["sonv@langson.gov.vn"]),
        ("[Bấm](evil.vn/x) @admin_gia #tin $VND", ["evil.vn/x)", "@admin_gia", "#tin", "$VND"]),
        ("gõ /moi quantri hoặc /moi@tra_cuu_bot", ["/moi", "/moi@tra_cuu_bot"]),
        ("ngân-hàng.vn", ["ngân-hàng.vn"]),
        # Numbers, dates, abbreviations, sentences without a blank between them.
        ("Số 61/KH-UBND ngày 18/3/2024, mục II.3.2, xã/phường, và/hoặc", []),
        ("TP.HCM, ThS.Nguyễn, TT.Huế, P.Ch/môn, v.v, 1.500.000đ, tr.đ, Co.opmart", []),
        ("hết việc.Sở Y tế báo cáo.Ủy ban; 50% @ 3", []),
    ],
)  # fmt: skip
def test_what_programs_make_links_of_is_found(text, links):
    """Addresses, names, words with # and commands; nothing that plans are full of."""
    found = list(pieces(text, commands=True))
    assert [piece for piece, linked in found if linked] == links
    assert "".join(piece for piece, _ in found) == text


def test_on_telegram_links_of_documents_are_code():
    """They read as printed, and nothing happens when they are tapped; markup stays words."""
    shown = html_of("<b>x https://a.vn @admin /moi & còn", commands=True, italic=True)
    assert shown == (
        "<i>&lt;b&gt;x </i><code>https://a.vn</code><i> </i><code>@admin</code><i> </i>"
        "<code>/moi</code><i> &amp; còn</i>"
    )
    # Commands of ours can be tapped, those within a quotation cannot.
    assert html_of("Gõ /nguoi. Văn bản ghi: “/moi”") == (
        "Gõ /nguoi. Văn bản ghi: “<code>/moi</code>”"
    )


def test_where_nothing_is_marked_up_links_are_broken_visibly():
    """On Zalo the words can be read, and no program takes them for an address."""
    told = unlinked("xem https://evil.example:8/a.b, sonv@x.gov.vn, @admin và t.me/e")
    assert told == "xem https[:]//evil[.]example[:]8/a.b, sonv@x[.]gov[.]vn, [@]admin và t[.]me/e"
    assert not any(linked for _, linked in pieces(told, commands=True) if linked == "https")
    assert unlinked("“Số /BC-UBND, #1, /moi”") == "“Số /BC-UBND, #1, /moi”"
    reply = Reply(blocks=(Block(text="theo evil.vn", tone=Tone.QUOTE),))
    assert plain_messages(reply, CAPABILITIES) == ("Văn bản ghi:\n“theo evil[.]vn”",)


def test_no_line_of_a_document_looks_like_one_of_ours():
    """On plain channels each line of a section stands behind a bar, forged choices too."""
    text = "4. Sở Xây dựng chủ trì.\n1. Toàn văn mục · 2. Đồng ý\nMục I.1, Kế hoạch số 99/KH-UBND"
    source = "Mục I.4, Kế hoạch số 88/KH-UBND"
    blocks = (Block(text=text, tone=Tone.TEXT), Block(text=source, tone=Tone.SOURCE))
    (told,) = plain_messages(Reply(blocks=blocks), CAPABILITIES)
    lines = [line for line in told.split("\n") if line]
    assert [line for line in lines if not line.startswith("│ ")] == [source]
    assert len(lines) == 4
