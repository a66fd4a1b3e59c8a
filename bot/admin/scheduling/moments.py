"""A day and time as people type them, by the clock of this machine."""

import re
import time

from knowledge.text import fold

# «8h30», «8:00», «8 giờ», «08 giờ 30»; «15/12», «15-12-2026»; and as a form sends it.
_END = r"(?!\d|\s*[/.-]\s*\d)"
_TIME = re.compile(rf"(?<![\d/-])(\d{{1,2}})\s*(?::|h|g(?:io)?\b)\s*(?:(\d{{2}}){_END})?", re.ASCII)
_DAY = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*[/.-]\s*(\d{{1,2}})(?:\s*[/.-]\s*(\d{{4}}))?{_END}", re.ASCII
)
_FORM = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:t|\s+)(\d\d):(\d\d)(?::\d\d)?", re.ASCII)
# The hours of a part of the day, and words that may stand around a day and a time.
_PARTS = {
    "sang": range(12),
    "trua": range(10, 15),
    "chieu": range(12, 19),
    "toi": range(17, 24),
    "dem": (*range(5), *range(18, 24)),
}
_AROUND = {"", "luc", "vao", "ngay", "phut"}


def moment_of(text: str, now: float) -> float | None:
    """The moment that a text names, seconds since 1970; None for none, or if it says more.

    Without a year the next such day is meant.
    """
    folded = fold(text).strip()
    if match := _FORM.fullmatch(folded):
        return _moment(*map(int, match.groups()))
    hours = _TIME.search(folded)
    day = _DAY.search(rest := _without(folded, hours))
    if hours is None or day is None:
        return None
    hour = _hour(int(hours[1]), re.split(r"[\s,.;]+", _without(rest, day)))
    if hour is None:
        return None
    clock = hour, int(hours[2] or 0)
    date = int(day[2]), int(day[1])
    if day[3] is not None:
        return _moment(int(day[3]), *date, *clock)
    year = time.localtime(now).tm_year
    found = [_moment(each, *date, *clock) for each in (year, year + 1)]
    return next((each for each in found if each is not None and each >= now), None)


def _without(text: str, match: re.Match[str] | None) -> str:
    return text if match is None else f"{text[: match.start()]} {text[match.end() :]}"


def _hour(hour: int, words: list[str]) -> int | None:
    """The hour that is meant with what else is said; None where that is not understood."""
    said = [each for each in words if each not in _AROUND]
    if not said:
        return hour
    part = _PARTS.get(said[0], ()) if len(said) == 1 else ()
    later = (hour, hour + 12) if hour < 12 else (hour,)
    return next((each for each in later if each in part), None)


def told_moment(at: float) -> str:
    """A moment as the clock of this machine tells it."""
    return time.strftime("%H:%M %d/%m/%Y", time.localtime(at))


def _moment(year: int, month: int, day: int, hour: int, minute: int) -> float | None:
    """The moment; None where the calendar or the clock has no such one."""
    wanted = year, month, day, hour, minute
    try:
        at = time.mktime((*wanted, 0, 0, 0, -1))
    except (OverflowError, ValueError):
        return None
    return at if time.localtime(at)[:5] == wanted else None
