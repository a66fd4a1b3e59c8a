"""Lock files."""

import threading

import pytest

from bot.errors import StateError
from bot.lock import LockFile, is_held


def test_a_lock_is_held_by_one(tmp_path):
    """Whether it is held is told without taking it, or making the file."""
    path = tmp_path / "a" / "running.lock"
    assert not is_held(path) and not path.parent.exists()
    with LockFile(path, "{path} held"):
        assert is_held(path)
        with (
            pytest.raises(StateError, match="running.lock is held"),
            LockFile(path, "{path} is held"),
        ):
            pass
    assert not is_held(path)


def test_a_place_that_takes_no_lock_is_told(tmp_path):
    """By name, as an error of the state."""
    (tmp_path / "file").touch()

    with (
        pytest.raises(StateError, match="file/running.lock"),
        LockFile(tmp_path / "file" / "running.lock", "held"),
    ):
        pass


def test_a_lock_can_be_waited_for(tmp_path):
    """It is taken as soon as it is free, and not later than it is waited for."""
    path = tmp_path / "reload.lock"
    held = LockFile(path, "held")
    held.__enter__()
    with pytest.raises(StateError, match="busy"), LockFile(path, "busy", wait=0.3):
        pass
    timer = threading.Timer(0.3, held.__exit__, (None, None, None))
    timer.start()
    with LockFile(path, "busy", wait=30.0):
        assert is_held(path)
    timer.join()
