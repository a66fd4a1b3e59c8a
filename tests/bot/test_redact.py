"""Tests of keeping secrets out of logs."""

import logging

from bot.redact import Redacting, hide


def test_secrets_are_blotted_out_everywhere(monkeypatch):
    """In the message, its arguments and a traceback; the longer of two secrets first."""
    monkeypatch.setattr("bot.redact._learnt", set())
    formatter = Redacting(["123:abc", "123:abc-longer"])
    try:
        raise ValueError("https://api/bot123:abc-longer/getMe")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "x", 1, "%s and 123:abc", ("123:abc",), (type(error), error, None)
        )
    line = formatter.format(record)

    assert "abc" not in line and "longer" not in line and line.count("***") == 3


def test_secrets_that_are_learnt_while_running_are_blotted_out_too():
    """A token that a platform gives later is hidden by a formatter made before."""
    formatter = Redacting([])
    hide("token-given-later")
    record = logging.LogRecord("x", logging.INFO, "x", 1, "got token-given-later", (), None)

    assert formatter.format(record).endswith("got ***")
