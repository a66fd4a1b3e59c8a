"""What a supervisor can tell apart."""

import logging

import pytest

from bot import __main__ as program
from bot.environment.variables import SettingsError
from bot.errors import BotError, ChannelError, HeldError, StateError
from bot.redact import configure


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SettingsError("x"), 78),
        (HeldError("x"), 75),
        (ChannelError("x"), 69),
        (StateError("x"), 1),
        (BotError("x"), 1),
        (PermissionError(13, "no", "/x"), 1),
        (OSError("no name"), 70),
        (ValueError("x"), 70),
    ],
)
def test_errors_have_their_status(monkeypatch, tmp_path, error, status):
    """Settings, somebody else at it, no channel, what is told, and a fault of ours."""

    def fail(*_):
        raise error

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(program, "_invite", fail)
    assert program.main(["invite"]) == status


def test_a_crash_shows_no_secret(monkeypatch, tmp_path, capsys):
    """It goes through the log, where secrets are blotted out."""

    def fail(*_):
        raise RuntimeError("boom token-of-the-tests")

    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    configure(["token-of-the-tests"])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(program, "_invite", fail)
    program.main(["invite"])

    written = capsys.readouterr().err
    assert "RuntimeError: boom ***" in written and "token-of-the-tests" not in written
