"""Tests of the state file."""

import sqlite3

import pytest
from sqlite_utils import Database

from bot.errors import StateError
from bot.message import Action, Incoming, Kind, Outgoing, Verb
from bot.state.offers import new_key
from bot.state.schema import MIGRATIONS
from bot.state.state import State
from bot.talk.chat import ChatState
from index.library.sameness import Identity, Sameness, sameness


@pytest.fixture
def state(tmp_path):
    """An empty state file."""
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


def event(key, text="ai chủ trì 3.2", chat="7", **more):
    """A message of a chat."""
    fields = {"user_id": "7", "kind": Kind.TEXT, **more}
    return Incoming(channel="telegram", event_key=key, chat_id=chat, text=text, **fields)


def test_a_second_delivery_is_dropped(state):
    """An event with a key that was seen is not stored again."""
    assert len(state.accept([event("1"), event("2"), event("1")], 100.0)) == 2
    assert state.accept([event("2")], 200.0) == ()
    assert state.chats_to_serve() == ("telegram:7",)


def test_events_of_a_chat_come_in_order(state):
    """A chat's events are handled in the order in which they were stored."""
    state.accept([event("9", "một"), event("3", "hai")], 1.0)
    first = state.next_task("telegram:7")
    state.finish(first, chat=ChatState(), now=2.0)
    second = state.next_task("telegram:7")

    assert (first.incoming.text, second.incoming.text) == ("một", "hai")
    state.finish(second, chat=ChatState(), now=2.0)
    assert state.next_task("telegram:7") is None


def test_messages_go_through_their_states(state):
    """A message is pending, sending, then sent; one put off waits for its time."""
    state.accept([event("1")], 1.0)
    state.finish(state.next_task("telegram:7"), chat=ChatState(), payloads=["a", "b"], now=2.0)
    first = state.claim_message("telegram:7", 3.0)
    assert isinstance(first, Outgoing) and first.payload == "a"
    state.put_off(first, 10.0, 1)
    assert state.claim_message("telegram:7", 4.0) == 6.0
    again = state.claim_message("telegram:7", 11.0)
    assert again.payload == "a" and again.attempts == 1
    state.settle(again, "sent", message_id="55")
    assert state.claim_message("telegram:7", 11.0).payload == "b"


def test_a_message_in_flight_at_a_crash_is_sent_once_more(state, tmp_path):
    """What was being sent when the process died may be there; after a second death it stays so."""
    state.accept([event("1")], 1.0)
    state.finish(state.next_task("telegram:7"), chat=ChatState(), payloads=["a"], now=2.0)
    state.claim_message("telegram:7", 3.0)

    reopened = State(tmp_path / "state.db")
    assert reopened.recover(4.0) == 1
    again = reopened.claim_message("telegram:7", 4.0)
    assert (again.payload, again.again) == ("a", True)
    assert reopened.recover(5.0) == 1
    assert reopened.claim_message("telegram:7", 5.0) is None
    backlog = reopened.backlog(5.0)
    assert (backlog.again, backlog.unknown) == (1, 1)
    reopened.close()


def test_a_button_works_only_in_its_own_chat(state):
    """A key that was offered in one chat does nothing in another, nor does a forged number."""
    key = new_key()
    action = Action(verb=Verb.ASK, text="KH61", documents=("d",))
    state.accept([event("1")], 1.0)
    state.finish(state.next_task("telegram:7"), chat=ChatState(), offer=(key, (action,)), now=2.0)

    def pressed(event_key, text, chat):
        press = event(event_key, text, chat, kind=Kind.PRESS)
        state.accept([press], 3.0)
        task = state.next_task(press.chat)
        state.finish(task, chat=task.chat, now=4.0)
        return task.action

    assert pressed("2", f"{key}:0", "7") == action
    assert pressed("3", f"{key}:0", "8") is None
    assert pressed("4", f"{key}:1", "7") is None
    assert pressed("5", f"{key}:²", "7") is None
    assert pressed("6", "nothing", "7") is None


def test_the_chat_outlives_the_process(state, tmp_path):
    """What a chat is about is read back as it was written."""
    chat = ChatState(
        documents=("d1",),
        asked=("ai chủ trì 3.2", "còn 4.1"),
        choices=(Action(verb=Verb.PLANS, page=2),),
        choices_until=12.5,
    )
    state.accept([event("1")], 1.0)
    state.finish(state.next_task("telegram:7"), chat=chat, now=2.0)

    reopened = State(tmp_path / "state.db")
    assert reopened.threads.chat("telegram:7") == chat
    reopened.close()


def test_texts_are_forgotten_before_keys(state):
    """After the retention time the text is gone, yet a replay within a week is still known."""
    day = 86_400.0
    state.accept([event("1")], 0.0)
    state.finish(state.next_task("telegram:7"), chat=ChatState(), payloads=["x"], now=1.0)
    state.settle(state.claim_message("telegram:7", 2.0), "sent")
    state.forget(2 * day, 1)
    assert state.accept([event("1")], 2 * day) == ()
    state.forget(8 * day, 1)
    assert len(state.accept([event("1")], 8 * day)) == 1


def test_a_newer_file_is_refused(tmp_path):
    """A state file of a later version is left alone."""
    path = tmp_path / "state.db"
    State(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(StateError, match="mới hơn"):
        State(path)


def test_an_older_file_is_brought_up_to_date(tmp_path):
    """What was restricted before stays so, for a new version in another spelling, too."""
    path = tmp_path / "state.db"
    db = Database(path)
    for number, migration in enumerate(MIGRATIONS[:2], start=1):
        migration(db)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute(
        "INSERT INTO restriction VALUES ('a.txt', 'aa', '61/KH-UBND', 'ubndtinhx', NULL, '[\"b\"]')"
    )
    db.execute("INSERT INTO code VALUES ('hash', 'reader', 100.0)")
    db.conn.commit()
    db.close()

    state = State(path)
    (kept,) = state.audiences.restrictions()
    role = state.people.use_code("hash", 50.0)
    state.close()
    new = Identity(number="061/KH.UBND", issuer="Ủy ban nhân dân tỉnh X", date="2024-03-01")
    assert (kept.file, kept.circles, kept.others) == ("a.txt", ("b",), ())
    assert sameness(kept.identity, new) is Sameness.SAME and role == "reader"


def test_a_pairing_code_works_once_and_in_time(state):
    """A code gives its role once, not after its time, and tries are counted within a window."""
    state.people.keep_code("hash", "reader", 100.0)
    state.people.keep_code("late", "reader", 100.0)
    assert state.people.use_code("hash", 50.0) == "reader"
    assert state.people.use_code("hash", 51.0) is None
    assert state.people.use_code("late", 100.0) is None
    assert [state.people.count_attempt("u", t, 60.0) for t in (0.0, 10.0, 70.0)] == [1, 2, 1]


def test_strangers_are_told_once_a_day(state):
    """The second line within a day is not said."""
    assert state.people.may_tell("u", 0.0, 10.0)
    assert not state.people.may_tell("u", 9.0, 10.0)
    assert state.people.may_tell("u", 11.0, 10.0)


def test_what_another_version_stored_does_no_harm(state, tmp_path):
    """An event, chat or choice that cannot be read is passed over."""
    state.accept([event("1"), event("2", "hai")], 1.0)
    connection = sqlite3.connect(tmp_path / "state.db")
    connection.execute("""UPDATE inbox SET body = '{"new": 1}' WHERE event_key = '1'""")
    connection.execute("""INSERT INTO chat VALUES ('telegram:7', '{"new": 1}', 0)""")
    connection.commit()
    connection.close()

    task = state.next_task("telegram:7")
    assert task.incoming.text == "hai" and task.chat == ChatState()
