"""Tests of keeping secrets out of logs."""

import logging

from bot.redact import Redacting


def test_secrets_are_blotted_out_everywhere():
    """In the message, its arguments and a traceback; the longer of two secrets first."""
    formatter = Redacting(["123:abc", "123:abc-longer"])
    try:
        raise ValueError("https://api/bot123:abc-longer/getMe")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "x", 1, "%s and 123:abc", ("123:abc",), (type(error), error, None)
        )
    line = formatter.format(record)

    assert "abc" not in line and "longer" not in line and line.count("***") == 3
