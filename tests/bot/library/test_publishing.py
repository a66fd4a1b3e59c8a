"""Tests of what is noted while a file is published."""

import shutil

import pytest

from bot.errors import StateError
from bot.files.pending import keep_file, pending_file
from bot.files.reading import read_pending
from bot.library.publishing import (
    Admitted,
    CorrectedMeanwhileError,
    admit,
    publish_files,
    settle,
    turn_away,
)
from bot.library.reload import reload_library
from bot.settings import Settings
from bot.state.declarations import Withdrawal
from bot.state.state import State
from index.library.card import DocumentCard
from index.library.store import Library
from knowledge.document import Change, Correction, Slot, Standing
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


@pytest.fixture
def settings(tmp_path):
    """A library of one plan."""
    (tmp_path / "plans").mkdir()
    shutil.copy(shipped_documents()[0].path, tmp_path / "plans")
    named = {"DOCUMENTS": str(tmp_path / "plans"), "DATA": str(tmp_path / "data")}
    settings = Settings.from_env(named)
    reload_library(settings)
    return settings


def numbers(settings):
    """The numbers of the plans in force."""
    with Library.open(settings.data / "library") as library:
        found = [card.identity.number for card in library.documents]
    return {number.value for number in found if number is not None}


def test_where_it_is_not_known_what_is_restricted_a_file_waits_on(settings):
    """It is not among the plans, where the next reload would take it up."""
    shipped = shipped_documents()[1]
    key = keep_file(settings.documents, "new.txt", shipped.path.read_bytes())
    file = pending_file(settings.documents, key)
    read_pending(settings.documents, key, print)
    State(settings.data / "state.db").close()
    (settings.data / "restrictions.json").write_text("{")
    admitted = Admitted(file=file, name="new.txt", sha256=shipped.sha256, replaced=())
    before = numbers(settings)
    with pytest.raises(StateError):
        publish_files(settings, [admitted])
    assert numbers(settings) == before
    assert file.exists() and not (settings.documents / "new.txt").exists()


def test_what_is_corrected_behind_an_admin_is_not_put_in_force(settings):
    """It is refused with its name; what is corrected while it is put in force stays due."""
    shipped = shipped_documents()[1]
    key = keep_file(settings.documents, "new.txt", shipped.path.read_bytes())
    file = pending_file(settings.documents, key)
    read_pending(settings.documents, key, print)
    document = read_document(shipped.path)
    state = State(settings.data / "state.db")
    first = Correction(slot=Slot.NUMBER, value="71/KH-UBND", path="", words="")
    second = Correction(slot=Slot.NUMBER, value="72/KH-UBND", path="", words="")

    stale = admit(state, settings.documents, file, document, ())
    state.declared.correct(document.sha256, first, "telegram:1", 1.0)
    assert state.declared.due()[document.sha256] == "new.txt"
    before = numbers(settings)
    with pytest.raises(CorrectedMeanwhileError, match=r"Chưa đưa “new\.txt” vào kho"):
        publish_files(settings, [stale])
    turn_away(state, stale)
    assert numbers(settings) == before and file.exists()

    admitted = admit(state, settings.documents, file, document, (), said=(first,))
    publish_files(settings, [admitted])
    state.declared.correct(document.sha256, second, "telegram:1", 2.0)
    settle(state, [admitted])
    assert numbers(settings) == {*before, "71/KH-UBND"}
    assert document.sha256 in state.declared.due()
    state.close()
