"""Charts as numbers for plain SVG: a bar for each day, a bar for each thing."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.state.usage import within

# The statuses that answer, and those that do not.
ANSWERED, IN_VAIN = ("found", "choose", "not_stated"), ("related", "not_found")
_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """A day: what was answered stands on what was asked in vain; heights in percent."""

    label: str
    answered: int
    vain: int
    x: float
    width: float
    high: float
    low: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TookBar:
    """A day: within how many seconds half, and nearly all, of its questions were answered.

    Heights in percent of the longest; None where nothing was asked.
    """

    label: str
    half: float | None
    most: float | None
    x: float
    width: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A thing with its count; `share` in percent of the largest."""

    label: str
    count: int
    share: float
    link: str | None = None


def days_until(now: float, count: int) -> tuple[str, ...]:
    """So many days up to a moment, the first first, as "2026-11-30"."""
    # From noon, which no change of the clock turns into another day.
    today = time.localtime(now)
    noon = time.mktime((*today[:3], 12, 0, 0, 0, 0, -1))
    return tuple(
        time.strftime("%Y-%m-%d", time.localtime(noon - back * _DAY))
        for back in range(count - 1, -1, -1)
    )


def day_bars(days: Sequence[str], counts: Mapping[str, Counter[str]]) -> tuple[DayBar, ...]:
    """A bar for each day, the highest 100 percent."""
    told = [counts.get(day, Counter()) for day in days]
    most = max([sum(each.values()) for each in told] + [1])
    step = 100 / max(len(days), 1)
    return tuple(
        DayBar(
            label=f"{day[8:]}/{day[5:7]}",
            answered=(good := sum(each[status] for status in ANSWERED)),
            vain=(bad := sum(each[status] for status in IN_VAIN)),
            x=round(number * step + step * 0.12, 2),
            width=round(step * 0.76, 2),
            high=round(100 * good / most, 2),
            low=round(100 * bad / most, 2),
        )
        for number, (day, each) in enumerate(zip(days, told, strict=True))
    )


def took_bars(days: Sequence[str], took: Mapping[str, Counter[float]]) -> tuple[TookBar, ...]:
    """A bar for each day: half within, and 95 of 100 within."""
    told = [took.get(day, Counter()) for day in days]
    found = [(within(each, 0.5), within(each, 0.95)) for each in told]
    longest = max([most for _, most in found if most is not None] + [0.001])
    step = 100 / max(len(days), 1)
    return tuple(
        TookBar(
            label=f"{day[8:]}/{day[5:7]}",
            half=half,
            most=most,
            x=round(number * step + step * 0.12, 2),
            width=round(step * 0.76, 2),
            low=round(100 * (half or 0.0) / longest, 2),
            high=round(100 * (most or 0.0) / longest, 2),
        )
        for number, (day, (half, most)) in enumerate(zip(days, found, strict=True))
    )


def bars(counts: Sequence[tuple[str, int, str | None]]) -> tuple[Bar, ...]:
    """A bar for each (thing, count, address)."""
    most = max([count for _, count, _ in counts] + [1])
    return tuple(
        Bar(label=label, count=count, share=round(100 * count / most, 2), link=link)
        for label, count, link in counts
    )
