"""Tests of what admins say of documents, in the state file."""

import pytest

from bot.state.declarations import Withdrawal
from bot.state.state import State
from knowledge.document import Change, Correction, Slot, Standing

OLD, NEW, OTHER = "a" * 64, "b" * 64, "c" * 64
NUMBER = Correction(slot=Slot.NUMBER, value="77/KH-UBND")
REPLACED = Standing(change=Change.REPLACED, by=OTHER[:16], name="KH 88", since="2024-05-29")


@pytest.fixture
def declared(tmp_path):
    """What is said in a new state file: nothing."""
    state = State(tmp_path / "state.db")
    yield state.declared
    state.close()


def test_the_last_word_on_a_field_holds(declared):
    """With who said it and when; taken back, nothing is said."""
    declared.correct(OLD, Correction(slot=Slot.NUMBER, value="7/KH-UBND"), "telegram:1", 1.0)
    declared.correct(OLD, NUMBER, "telegram:2", 2.0)
    (said,) = declared.said(OLD)
    assert (said.correction, said.by, said.at) == (NUMBER, "telegram:2", 2.0)
    assert declared.everything().corrections == {OLD: (NUMBER,)}
    assert declared.take_back(OLD, Slot.NUMBER) and not declared.take_back(OLD, Slot.NUMBER)
    assert declared.said(OLD) == ()


def test_one_fate_by_each_document(declared):
    """A later word on the same two replaces the one before."""
    denied = Standing(change=Change.AMENDED, by=OTHER[:16], denied=True)
    declared.stand(OLD, REPLACED, "telegram:1", 1.0)
    declared.stand(OLD, denied, "telegram:1", 2.0)
    assert declared.everything().standings == {OLD: (denied,)}
    assert declared.forget_standing(OLD, OTHER[:16])
    assert declared.everything().standings == {}


def test_a_new_version_inherits_what_became_of_the_old(declared):
    """And is what others were replaced by."""
    declared.stand(OLD, REPLACED, "telegram:1", 1.0)
    declared.stand(OTHER, Standing(change=Change.AMENDED, by=OLD[:16]), "telegram:1", 1.0)
    declared.settle(declared.due())
    declared.carry(OLD, NEW)
    standings = declared.everything().standings
    assert standings[NEW] == (REPLACED,)
    assert standings[OTHER][0].by == NEW[:16] and OTHER in declared.due()


def test_what_is_said_is_due_until_it_is_told(declared):
    """So it is done after a crash; what comes back is read from its file."""
    declared.withdraw(Withdrawal(sha256=OLD, file="a.txt", name="KH 77", by="telegram:1", at=1.0))
    assert declared.due() == {OLD: ""} and declared.everything().withdrawn == {OLD}
    declared.settle([OLD])
    assert declared.due() == {}
    assert declared.restore(OLD) == "a.txt" and declared.restore(OLD) is None
    assert declared.due() == {OLD: "a.txt"} and declared.withdrawals() == ()


def test_whom_a_person_corrects_is_remembered(declared):
    """The last document that was taken up, for a while."""
    assert declared.subject("telegram:1", 1.0) is None
    declared.take_up("telegram:1", OLD, 1.0)
    declared.take_up("telegram:1", NEW, 2.0)
    assert declared.subject("telegram:1", 60.0) == NEW
    assert declared.subject("telegram:1", 10_000.0) is None
