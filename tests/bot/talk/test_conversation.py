"""Tests of conversations over the shipped plans."""

from dataclasses import replace

import pytest

from bot.library.opening import open_library
from bot.message import Capabilities, Verb
from bot.settings import Settings
from bot.talk.chat import ChatState
from bot.talk.conversation import TERMINAL, Conversation
from bot.talk.render import further_places, numbered, plain
from index.answerer import Answerer

BUTTONS = Capabilities(max_text=4_096, max_messages=3, buttons=True)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The shipped plans."""
    cache = tmp_path_factory.mktemp("cache")
    with open_library(Settings.from_env({"XDG_CACHE_HOME": str(cache)})) as opened:
        yield opened


@pytest.fixture
def conversation(library):
    """A conversation that knows nothing of what was said before."""
    return Conversation(Answerer(library))


FREE = ("kinh phí", "sở nội vụ làm gì", "thông tin đối ngoại", "báo cáo định kỳ", "ai phối hợp")


def talk(conversation, *texts, view=TERMINAL, now=0.0):
    """The turn after the last of some messages."""
    chat = ChatState()
    for text in texts:
        turn = conversation.reply(text, chat, view=view, now=now)
        chat = turn.chat
    return turn


def test_follow_ups_survive_a_restart(conversation, library):
    """A follow-up gives the same reply where the questions before it have to be read again."""
    before = talk(conversation, "ai chủ trì nhiệm vụ 3.2 KH 61", "còn 4.1 thì sao")
    fresh = Conversation(Answerer(library))
    ours = conversation.reply("ai phối hợp", before.chat, view=TERMINAL, now=0.0)
    theirs = fresh.reply("ai phối hợp", before.chat, view=TERMINAL, now=0.0)

    assert before.chat.asked == ("ai chủ trì nhiệm vụ 3.2 KH 61", "còn 4.1 thì sao")
    assert ours == theirs
    assert "II.4.1" in plain(theirs.reply)


def test_a_question_of_its_own_leaves_the_plan_the_chat_is_on(conversation):
    """What another plan clearly holds more of is answered from there; short ones stay."""
    on_plan = talk(conversation, "kinh phí KH 61").chat
    asked = "các chi đảng ủy gửi báo cáo 6 tháng, tổng kết năm về ban nào"
    elsewhere = conversation.reply(asked, on_plan, view=TERMINAL, now=0.0)
    assert "06-HD/ĐUK" in plain(elsewhere.reply)
    for short in ("mục đích là gì", "ai phối hợp"):
        stays = conversation.reply(short, on_plan, view=TERMINAL, now=0.0)
        assert "61/KH-UBND" in plain(stays.reply)


def test_follow_ups_need_no_accents(conversation):
    """«con 4.1 thi sao» leans on the question before, as with its accents."""
    typed = talk(conversation, "ai chu tri nhiem vu 3.2 kh 61", "con 4.1 thi sao")
    written = talk(conversation, "ai chủ trì nhiệm vụ 3.2 KH 61", "còn 4.1 thì sao")
    assert plain(typed.reply).endswith(plain(written.reply))
    assert "Thực hiện: " in plain(written.reply)


def test_a_body_named_next_is_asked_the_same(conversation):
    """«con so ... thi sao» asks for its duties; a whole question about it stands alone."""
    duties = talk(
        conversation, "KH 61 Sở Thông tin và Truyền thông lo gì", "còn sở văn hóa thì sao"
    )
    assert plain(duties.reply).splitlines()[-1].startswith("Mục II.3.2, Kế hoạch số 61/")


def test_each_part_of_a_plan_is_asked_for_by_itself(conversation):
    """Reporting asked about after the money is no question about reporting of money."""
    turn = talk(conversation, "KH 61 tiền đâu mà làm", "bao giờ báo cáo")
    assert "báo cáo" in plain(turn.reply) and "Phần III," not in plain(turn.reply)
    duties = talk(conversation, "KH 61 Sở Thông tin và Truyền thông lo gì")
    asked = conversation.reply("kinh phí lấy từ đâu", duties.chat, view=TERMINAL, now=0.0)
    assert plain(asked.reply).splitlines()[-1].startswith("Phần III, Kế hoạch số 61/")


def test_a_chat_moves_to_the_plan_that_was_named(conversation):
    """Also where that plan does not state what it was asked for."""
    turn = talk(conversation, "kinh phí KH 61", "ai ký KH 90", "mục tiêu là gì")
    assert "90/KH-UBND" in plain(turn.reply)


def test_a_document_that_the_plan_does_not_cite_is_looked_for_elsewhere(conversation):
    """Its date is that in the plan that cites it, not that of the plan the chat is on."""
    turn = talk(conversation, "kinh phí KH 61", "HD 111 của BTGTW ngày nào")
    assert "11/8/2023" in plain(turn.reply)


def test_who_signs_is_asked_of_the_document(conversation):
    """Whatever was asked about before."""
    turn = talk(conversation, "số điện thoại liên hệ KH 61", "ai ký")
    assert "Người ký" in plain(turn.reply) and "Kế hoạch số 61/" in plain(turn.reply)


def test_what_has_nothing_to_do_with_the_plan_is_not_found(conversation):
    """A chat that is on a plan shows no passages of it for a question about none."""
    turn = talk(conversation, "kinh phí KH 61", "giá vàng hôm nay")
    assert plain(turn.reply).startswith("Không tìm thấy nội dung này trong kho")


def test_endless_words_are_read_at_once(conversation):
    """A message of one endless word keeps nobody waiting, also in a chat on a plan."""
    on_plan = talk(conversation, "kinh phí KH 61").chat
    assert conversation.reply("x" * 20_000, on_plan, view=TERMINAL, now=0.0).reply.blocks


def test_a_number_picks_for_a_quarter_of_an_hour(conversation):
    """A bare number picks what was shown under it, and is a question again later."""
    turn = talk(conversation, "ai chủ trì nhiệm vụ 3.2 KH 61")
    assert "1. Toàn văn mục" in numbered(turn.reply.options)
    full = conversation.reply("1", turn.chat, view=TERMINAL, now=899.0)
    assert plain(full.reply).startswith("│ 3.2. Đẩy mạnh")
    late = conversation.reply("1", turn.chat, view=TERMINAL, now=900.0)
    assert plain(late.reply) != plain(full.reply)


def test_numbers_out_of_range_are_named(conversation):
    """A number that nothing stands under gets a sentence, not another answer."""
    turn = talk(conversation, "/vanban", "17")
    assert "17" in plain(turn.reply) and "5" in plain(turn.reply)


def test_with_buttons_only_listed_choices_have_numbers(conversation):
    """Where there are buttons, a bare number is a section label unless a list was shown."""
    turn = talk(conversation, "ai chủ trì nhiệm vụ 3.2 KH 61", view=BUTTONS)
    assert turn.chat.choices == ()
    assert {o.action.verb for o in turn.reply.options} == {
        Verb.SECTION,
        Verb.OTHERS,
        Verb.GOOD,
        Verb.BAD,
    }


def test_plans_are_listed_filtered_and_pinned(conversation):
    """/vanban lists and filters, /kehoach goes on with a plan, «cả kho» leaves it."""
    assert "Kho có 5 văn bản" in plain(talk(conversation, "/vanban").reply)
    filtered = talk(conversation, "/vanban lang son")
    assert "KH 61" in plain(filtered.reply) and len(filtered.reply.options) == 1
    pinned = talk(conversation, "/kehoach 61")
    assert pinned.chat.documents is not None and "61/KH-UBND" in plain(pinned.reply)
    for words in ("cả kho", "/cakho", "bỏ", "/bo"):
        assert talk(conversation, "/kehoach 61", words).chat.documents is None
    assert "999" in plain(talk(conversation, "/kehoach 999").reply)


@pytest.mark.parametrize("command", ["/kehoach", "/muc", "/donvi"])
def test_commands_without_words_explain_themselves(conversation, command):
    """A command that needs words shows an example."""
    assert "ví dụ" in plain(talk(conversation, command).reply)


def test_leafing_follows_the_outline(conversation):
    """The next, previous and upper section, by typed words."""
    start = ("ai chủ trì nhiệm vụ 3.2 KH 61", "toàn văn")
    assert plain(talk(conversation, *start, "mục trước").reply).startswith("│ 3.1.")
    assert plain(talk(conversation, *start, "mục trên").reply).startswith("│ 3.")
    assert "mục cuối" in plain(talk(conversation, *start, "mục sau").reply)
    first = talk(conversation, *start, "mục trước", "mục trước")
    assert "mục đầu" in plain(first.reply)
    top = talk(conversation, *start, "mục trên", "mục trên", "mục trên")
    assert "cấp trên" in plain(top.reply)
    assert "chưa mở mục" in plain(talk(conversation, "mục sau").reply)


def test_long_sections_come_in_pages(conversation):
    """A section longer than a message has pages that together are all of it."""
    small = Capabilities(max_text=600, max_messages=1, buttons=True)
    turn = talk(conversation, "/kehoach 61", "/muc II", "toàn văn", view=small)
    texts = []
    while True:
        texts.append(turn.reply.blocks[0].text)
        more = [o.action for o in turn.reply.options if o.label.startswith("Xem tiếp")]
        if not more:
            break
        turn = conversation.act(more[0], turn.chat, view=small, now=0.0)

    assert len(texts) > 10 and all(len(text) <= 450 for text in texts)
    assert texts[0].startswith("II. NỘI DUNG") and "4.2." in " ".join(texts)


def test_a_choice_of_a_withdrawn_plan_says_so(conversation):
    """A button that leads to a plan the library no longer has gets a sentence."""
    turn = talk(conversation, "/vanban")
    action = turn.reply.options[0].action
    gone = type(action)(verb=action.verb, documents=("0" * 16,))
    told = conversation.act(gone, turn.chat, view=TERMINAL, now=0.0)
    assert "không còn trong kho" in plain(told.reply)


def test_other_places_are_a_choice_away(conversation):
    """What an answer cites beside its first place can be opened by a button or a number."""
    answers = {q: conversation.answerer.answer(q) for q in FREE}
    several = [q for q, answer in answers.items() if further_places(answer)]
    assert several
    for question in several:
        turn = talk(conversation, question, view=BUTTONS)
        places = further_places(answers[question])
        offered = {
            place.name: option.action
            for place in places
            for option in turn.reply.options
            if option.label.startswith(f"{place.name}: ")
        }
        assert list(offered) == [place.name for place in places]
        assert "Xem thêm" not in plain(turn.reply)
        for place in places:
            opened = conversation.act(offered[place.name], turn.chat, view=BUTTONS, now=0.0)
            assert place.line in plain(opened.reply)


def test_the_number_of_the_plan_at_hand_opens_it(conversation):
    """Typed alone it asks for the plan, not once more what was asked before."""
    for text in ("KH61", "kế hoạch 61", "61/KH-UBND", "kh 61"):
        turn = talk(conversation, "/kehoach 61", "/baocao", text)
        assert "Phần IV. Tổ chức thực hiện" in plain(turn.reply), text
    other = talk(conversation, "kinh phí KH 61", "KH90")
    assert "Phần IV. Tổ chức thực hiện" not in plain(other.reply)


class Counting(Answerer):
    """Counts the questions that it is asked, and calls its answers partial where told so."""

    asked = 0
    partial = False

    def hear(self, question, talk, *, may_hurry=False):
        """The answer of an answerer, counted."""
        self.asked += 1
        heard = super().hear(question, talk, may_hurry=may_hurry)
        return replace(heard, answer=replace(heard.answer, is_partial=self.partial))


def test_what_many_ask_is_worked_out_once(library):
    """The same question in another chat is told from what is known, to the letter."""
    conversation = Conversation(Counting(library))
    first = talk(conversation, "kinh phí KH 61")
    again = talk(conversation, "kinh phí KH 61")
    assert conversation.answerer.asked == 1
    assert plain(first.reply) == plain(again.reply)
    assert first.chat == again.chat


def test_a_partial_answer_is_not_kept(library):
    """What was answered without a model that had no time is answered anew."""
    conversation = Conversation(Counting(library))
    conversation.answerer.partial = True
    talk(conversation, "kinh phí KH 61")
    talk(conversation, "kinh phí KH 61")
    assert conversation.answerer.asked == 2
