"""Tests of what was restricted staying so when the state is lost."""

import json

import pytest

from bot.errors import StateError
from bot.rights.audience import Restriction
from bot.state.safeguard import Safeguard
from bot.state.state import State
from index.library.sameness import Identity


def restriction(file, *circles):
    """The restriction of a plan without a number."""
    return Restriction(file=file, sha256=file, identity=Identity(), circles=circles)


@pytest.fixture
def opened(tmp_path):
    """Opens the state beside a library, as a start does; what was restored comes along."""
    states = []
    (tmp_path / "library").mkdir()

    def opened():
        safeguard = Safeguard.of(tmp_path / "data", tmp_path / "library")
        state = State(tmp_path / "data" / "state.db", safeguard)
        states.append(state)
        return state, state.audiences.restore()

    yield opened
    for state in states:
        state.close()


def lose(folder, how):
    """Lose the state."""
    for file in folder.glob("state.db*") if how != "all" else folder.iterdir():
        if how == "emptied" and file.name == "state.db":
            file.write_bytes(b"")
        else:
            file.unlink()


@pytest.mark.parametrize("how", ["emptied", "deleted", "all"])
def test_a_lost_state_opens_nothing(opened, tmp_path, how):
    """What was restricted is restricted again, and said to be; the circles are empty."""
    state, lost = opened()
    assert not lost
    state.audiences.found("nội bộ")
    state.audiences.restrict(restriction("a.txt", "noi bo"))
    state.audiences.restrict(restriction("b.txt"))
    state.close()
    lose(tmp_path / "data", how)

    state, lost = opened()
    assert [each.file for each in lost] == ["a.txt", "b.txt"]
    assert state.audiences.restrictions() == lost
    assert not state.audiences.sight("x:1").circles
    assert not opened()[1]


def test_what_is_lifted_stays_open(opened, tmp_path):
    """A plan that an admin shows to everybody again comes back as such, or not at all."""
    state, _ = opened()
    state.audiences.restrict(restriction("a.txt"))
    state.audiences.lift("a.txt")
    state.close()
    assert not opened()[1]
    lose(tmp_path / "data", "deleted")
    assert not opened()[1]


def test_an_older_state_restricts_what_was_restricted_since(opened, tmp_path):
    """A copy of the state from before is used, and what it does not know is closed."""
    state, _ = opened()
    state.close()
    before = (tmp_path / "data" / "state.db").read_bytes()
    state, _ = opened()
    state.audiences.restrict(restriction("a.txt"))
    state.close()
    lose(tmp_path / "data", "deleted")
    (tmp_path / "data" / "state.db").write_bytes(before)
    assert [each.file for each in opened()[1]] == ["a.txt"]


@pytest.mark.parametrize("garbage", ["", "{", "[1]", '[{"file": 3}]'])
def test_a_copy_that_cannot_be_read_stops_a_start_without_restrictions(opened, tmp_path, garbage):
    """Nobody knows then what must not be shown; a state that knows of restrictions is enough."""
    state, _ = opened()
    state.audiences.restrict(restriction("a.txt"))
    state.close()
    (tmp_path / "data" / "restrictions.json").write_text(garbage)
    state, lost = opened()
    assert not lost
    state.close()
    assert json.loads((tmp_path / "data" / "restrictions.json").read_text())
    (tmp_path / "data" / "restrictions.json").write_text(garbage)
    lose(tmp_path / "data", "emptied")
    with pytest.raises(StateError, match="state.db"):
        opened()


def test_who_restricts_nothing_has_no_copies(opened, tmp_path):
    """No file appears where it says nothing."""
    opened()
    assert not list(tmp_path.rglob("restrictions*"))
