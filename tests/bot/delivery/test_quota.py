"""Tests of the counters of messages."""

import datetime

import pytest

from bot.delivery.quota import Quotas, Usage
from bot.state.state import State


@pytest.fixture
def state(tmp_path):
    """A new state file."""
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


def at(text):
    """Seconds since 1970 of a time in Viet Nam."""
    return datetime.datetime.fromisoformat(f"{text}+07:00").timestamp()


def test_each_month_is_counted_and_warned_of_on_its_own(state):
    """The count begins anew with the month of Viet Nam, and so does the warning."""
    quotas = Quotas({"zalo_bot": 5})
    november, december = at("2026-11-30T23:59:59"), at("2026-12-01T00:00:00")
    warned = [quotas.spend(state, "zalo_bot", november) for _ in range(6)]

    assert [number for number, usage in enumerate(warned, start=1) if usage] == [4]
    assert "2.400/3.000 tin" in Usage(channel="zalo_bot", sent=2400, allowed=3000).told()
    assert "4/5" in warned[3].told() and "80%" in warned[3].told()
    assert [usage.sent for usage in quotas.usage(state, november)] == [6]
    assert [usage.sent for usage in quotas.usage(state, december)] == [0]
    warned = [quotas.spend(state, "zalo_bot", december) for _ in range(5)]
    assert [bool(usage) for usage in warned] == [False, False, False, True, False]


def test_channels_without_a_quota_are_not_counted(state):
    """Where a platform sets no limit there is nothing to tell."""
    assert Quotas({}).spend(state, "telegram", 0.0) is None
    assert Quotas({}).usage(state, 0.0) == ()


def test_a_clock_that_jumps_loses_no_count(state):
    """Back in an earlier month, the count of that month goes on."""
    quotas = Quotas({"zalo_bot": 100})
    for when in ("2026-11-10T12:00:00", "2027-05-01T00:00:00", "2026-11-10T12:00:01"):
        quotas.spend(state, "zalo_bot", at(when))

    assert quotas.usage(state, at("2026-11-11T00:00:00"))[0].sent == 2
