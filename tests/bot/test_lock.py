"""Lock files."""

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
