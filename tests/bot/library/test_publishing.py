"""Tests of what is noted while a file is published."""

import pytest

from bot.library.publishing import admit, turn_away
from bot.state.declarations import Withdrawal
from bot.state.state import State
from index.library.card import DocumentCard
from knowledge.document import Change, Standing
from knowledge.reader import read_document
from knowledge.shipped import shipped_documents


@pytest.fixture
def state(tmp_path):
    """An empty state file."""
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


def test_a_file_that_is_turned_away_leaves_what_was_said(state, tmp_path):
    """Withdrawn before, it is withdrawn again; what was said of the version in force still is."""
    old, new, other = (read_document(each.path) for each in shipped_documents()[:3])
    gone = Withdrawal(sha256=new.sha256, file="new.txt", name="x", by="telegram:1", at=1.0)
    state.declared.withdraw(gone)
    replaced = Standing(change=Change.REPLACED, by=other.id, name="y")
    by_old = Standing(change=Change.AMENDED, by=old.id, name="z")
    state.declared.stand(old.sha256, replaced, "telegram:1", 1.0)
    state.declared.stand(other.sha256, by_old, "telegram:1", 1.0)
    before = state.declared.everything()
    state.declared.settle(state.declared.due())

    admitted = admit(state, tmp_path, tmp_path / "sent.txt", new, [DocumentCard.of(old)])
    assert admitted.name == "new.txt" and state.declared.due()[new.sha256] == "new.txt"
    said = state.declared.everything()
    assert not said.withdrawn and said.standings[new.sha256] == (replaced,)
    assert said.standings[other.sha256][0].by == new.id

    turn_away(state, admitted)
    after = state.declared.everything()
    assert after.withdrawn == before.withdrawn and new.sha256 not in state.declared.due()
    assert after.standings[other.sha256] == (by_old,)
    assert after.standings[old.sha256] == (replaced,)
