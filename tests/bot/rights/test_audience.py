"""Tests of restricted plans: who is shown them, and that nobody else is."""

import random
import re
from dataclasses import replace

import pytest
from making.plan_secrets import Secrets

from bot.message import Action, Capabilities, Verb
from bot.rights.audience import Restriction, Sight, circle_key
from bot.state.state import State
from bot.talk.cards import cards_of
from bot.talk.chat import ChatState, Place
from bot.talk.conversation import TERMINAL, Conversation
from bot.talk.links import link_code, place_of
from index.answerer import Answerer
from index.building import Source, build
from index.library.card import DocumentCard
from index.library.store import Library
from knowledge.document import Field
from knowledge.reader import parse_document
from knowledge.shipped import shipped_documents
from knowledge.text import fold

BUTTONS = Capabilities(max_text=4_000, max_messages=3, buttons=True)
SAID = (
    "/start", "/help", "/vanban", "/vanban ke hoach", "/kehoach 61", "/kehoach 90", "/kehoach 170",
    "/muc II.1", "/donvi sở nội vụ", "/baocao", "khác", "toàn văn", "mục sau", "mục trên", "1",
    "kinh phi lay tu dau", "ai chu tri nhiem vu 3.2", "II.3.2", "KH61", "có mấy văn bản",
    "so sánh KH 61 và KH 90", "thông tin đối ngoại là gì", "ai ký", "nơi nhận", "còn 4.1 thì sao",
    "văn bản nào của lạng sơn", "mới nhất là văn bản nào", "giá vàng hôm nay", "bảo tàng số",
)  # fmt: skip


SPELT = (
    "61/KH-UBND", "061/KH-UBND", "61-KH/UBND", "61/KH–UBND", "61/KH.UBND", "61 / KH - UBND",
    "61/kh-ubnd", "61KH/UBND", "61/KH_UBND", "61∕KH-UBND", "61／KH－UBND", "61/KH-\u200bUBND",
    "6 1/KH-UBND", "61/2024/KH-UBND", "61/KHUBND", "61|KH-UBND", "б1/KH-UBND", "61/KΗ-UBND",
    "LXI/KH-UBND", "sáu mươi mốt/KH-UBND", "",
)  # fmt: skip
NEWER = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: {number}
Lạng Sơn, ngày 18 tháng 3 năm 2024

KẾ HOẠCH
Triển khai công tác thông tin đối ngoại năm 2024

I. NHIỆM VỤ
1. Sở Tài chính chủ trì kiểm kê.
2. Sở Y tế chủ trì tiêm chủng {word}.
"""


def card_of(number, word, file):
    """What is known of a plan with that number line."""
    text = NEWER.format(number=number, word=word)
    return DocumentCard.of(parse_document(text.encode(), file))


@pytest.mark.parametrize("spelt", SPELT)
def test_a_restricted_plan_is_hidden_however_its_number_is_spelt(spelt):
    """A new version in another file; with letters of other scripts, numerals, and without any."""
    restricted = Restriction.of(card_of("61/KH-UBND", "cũ", "a.txt"), ("noi bo",))
    newer = card_of(spelt, "mới", "b.txt")
    assert Sight(restrictions=(restricted,)).hidden([newer]) == {newer.id}
    assert not Sight(restrictions=(restricted,), circles=frozenset({"noi bo"})).hidden([newer])


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The shipped plans."""
    path = tmp_path_factory.mktemp("audience") / "library.db"
    build([Source(path=s.path, source_file=s.source_file) for s in shipped_documents()], path)
    with Library.open(path) as opened:
        yield opened


@pytest.fixture
def state(tmp_path):
    """An empty state file."""
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


def shown_in(reply):
    """All texts of a reply, up to where something is left out: read, on buttons, copied."""
    read = [part for block in reply.blocks for part in re.split(r"[\n…]", block.text)]
    return [*read, *(o.label for o in reply.options), reply.copy or "", reply.notice or ""]


def test_no_reply_of_any_kind_shows_a_hidden_plan(library, scorer):
    """Answers, lists, choices, buttons, links, cards, follow-ups: nothing of it, at random."""
    chance = random.Random(11)
    ids = [card.id for card in library.documents]
    everything = Conversation(Answerer(library, scorer=scorer))
    before = [everything.reply(text, ChatState(), view=BUTTONS, now=0.0) for text in SAID]
    offered = list(dict.fromkeys(o.action for turn in before for o in turn.reply.options))
    for _ in range(5):
        hidden = frozenset(chance.sample(ids, chance.randint(1, len(ids))))
        secrets = Secrets(library, hidden)
        assert secrets.told([text for turn in before for text in shown_in(turn.reply)])
        conversation = Conversation(Answerer(library, scorer=scorer).without(hidden))
        # A chat that was on a hidden plan before it was hidden, and the buttons from then.
        place = Place(document_id=chance.choice(sorted(hidden)), path="II.1")
        chat = ChatState(documents=(place.document_id,), asked=("kinh phí",), place=place)
        pressed = [
            *offered,
            *(Action(verb=v, text="II", documents=(d,)) for v in Verb for d in hidden),
        ]
        for action in pressed:
            reply = conversation.act(action, chat, view=BUTTONS, now=0.0).reply
            assert not secrets.told(shown_in(reply), typed=action.text)
        for text in (f"/start {link_code(place)}", *chance.sample(SAID, len(SAID))):
            view = chance.choice([BUTTONS, TERMINAL])
            turn = conversation.reply(text, chat, view=view, now=0.0)
            chat = turn.chat
            assert not secrets.told(shown_in(turn.reply), typed=text)
            for card in cards_of(conversation.answerer.answer(text), conversation.answerer.library):
                assert not secrets.told([card.title, card.text, card.source])
                assert card.link is None or place_of(card.link).document_id not in hidden


def test_a_restricted_plan_is_known_again(library):
    """By file, by bytes, or by number: a new version under another name stays restricted."""
    card = next(c for c in library.documents if c.identity.number)
    rule = Restriction.of(card, ["noi bo"])
    other = replace(card, id="0" * 16, sha256="0" * 64, source_file="khac.docx")
    title = Field(value="Công tác trồng rừng phòng hộ ven biển", span=None)
    stranger = replace(other, header=replace(card.header, number=None, title=title), describes=None)
    issuer = Field(value="Ủy ban nhân dân xã Khác", span=None)
    elsewhere = replace(
        other, describes=None, header=replace(card.identity, issuer=issuer, title=title)
    )
    unread = replace(other, describes=None, header=replace(card.identity, number=None))

    assert rule.covers(card) and rule.covers(other)
    assert rule.covers(replace(stranger, source_file=card.source_file))
    assert rule.covers(replace(stranger, sha256=card.sha256))
    assert not rule.covers(stranger) and not rule.covers(elsewhere)
    # Nobody knows that it is another: the same title, and a number that could not be read.
    assert rule.covers(unread)
    assert not replace(rule, others=(unread.sha256,)).covers(unread)


def test_sights(library, state):
    """Members of one of the circles and admins see a plan; others and groups do not."""
    card = library.documents[0]
    key = state.audiences.found("Nội bộ")
    assert state.audiences.found("noi  BO") == key == circle_key("NỘI BỘ")
    state.audiences.restrict(Restriction.of(card, [key, "lanh dao"]))
    state.audiences.join("telegram:5", key)
    sights = state.audiences

    assert sights.sight("telegram:5").hidden(library.documents) == frozenset()
    assert sights.sight("telegram:6").hidden(library.documents) == {card.id}
    assert sights.sight(None).hidden(library.documents) == {card.id}
    assert sights.sight("telegram:6", admin=True).hidden(library.documents) == frozenset()
    assert Sight().hidden(library.documents) == frozenset()
    state.audiences.leave("telegram:5", key)
    assert sights.sight("telegram:5").hidden(library.documents) == {card.id}
    assert not state.audiences.dissolve(key)
    state.audiences.lift(card.source_file)
    assert sights.sight("telegram:6").hidden(library.documents) == frozenset()
    assert state.audiences.dissolve(key) and not state.audiences.circles()


def test_circles_survive_a_restart(state, tmp_path):
    """Circles, members and restrictions are on disk."""
    key = state.audiences.found("Lãnh đạo sở")
    state.audiences.join("telegram:5", key)
    state.close()
    again = State(tmp_path / "state.db")
    (circle,) = again.audiences.circles()
    again.close()
    assert (circle.name, circle.members) == ("Lãnh đạo sở", ("telegram:5",))
    assert fold(circle.name) == circle.key
