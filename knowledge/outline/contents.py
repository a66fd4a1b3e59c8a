"""Printed tables of contents, whose entries look like the headings that they list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.outline.lines import Line
from knowledge.text import fold

_TITLE = "muc luc"
# What stands over the columns of a table of contents: "Nội dung | Trang".
_COLUMNS = re.compile(r"((stt|tt|muc|noi dung|tieu de|ten muc)\b ?){0,2}(trang)?$")
_LEADERS = re.compile(r"[.…·_]{4,}|(?:\. ){4,}|…{2,}")
_LED = re.compile(rf"(?:{_LEADERS.pattern})\s*(?:trang\s+|tr\.\s*)?\d{{1,3}}$", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"\d{1,3}\W+")
_PAGE = re.compile(r"(?:^|[\s.…·_\-–])(?:trang\s+|tr\.\s*)?(\d{1,3})$", re.IGNORECASE)
# An entry may be wrapped, and its page number may stand in a cell of its own.
_MOST_LINES = 4
# Without the title so many entries must be led to their pages by dots, half of them to headings.
_FEWEST_LED = 3
# Letters that tell a heading from others that begin alike.
_TELLING = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry: the letters of its heading, its page if one is printed, and how it is told."""

    name: str
    page: int | None
    stop: int
    is_led: bool
    is_repeated: bool


def without_contents(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without tables of contents: entries with rising pages, or headings told twice."""
    kept: list[Line] = []
    keys = [_key(line.text) for line in lines]
    n, is_cut = 0, False
    while n < len(lines):
        stop = _contents_end(lines, keys, n)
        if stop > n:
            n, is_cut = stop, True
            continue
        kept.append(replace(lines[n], gap=True) if is_cut else lines[n])
        n, is_cut = n + 1, False
    return tuple(kept)


def _contents_end(lines: Sequence[Line], keys: Sequence[str], start: int) -> int:
    """The line after the table of contents that begins with a line; `start` for none."""
    titled = keys[start] == _TITLE.replace(" ", "")
    if not titled and not _LEADERS.search(lines[start].text):
        return start
    first = start + titled
    while titled and first < len(lines) and _COLUMNS.fullmatch(fold(lines[first].text)):
        first += 1
    entries = list(_entries(lines, keys, first))
    if titled:
        told_twice = bool(entries) and entries[-1].stop < len(keys)
        told_twice = told_twice and keys[entries[-1].stop].startswith(entries[0].name)
        paged = sum(entry.page is not None for entry in entries)
        is_contents = len(entries) > 1 and (paged > 1 or told_twice)
    else:
        led = sum(entry.is_led for entry in entries)
        repeated = sum(entry.is_repeated for entry in entries)
        is_contents = led >= _FEWEST_LED and 2 * repeated >= len(entries)
    return entries[-1].stop if is_contents else start


def _entries(lines: Sequence[Line], keys: Sequence[str], first: int) -> Iterator[_Entry]:
    """The entries from a line on, until one is no entry or the first heading itself is met."""
    n, page, opening = first, 0, ""
    while n < len(lines):
        entry = _entry(lines, keys, n)
        if entry is None or opening and entry.page is None and entry.name.startswith(opening):
            return
        if entry.page is not None and entry.page < page:
            return
        yield entry
        n, page, opening = entry.stop, entry.page or page, opening or entry.name


def _entry(lines: Sequence[Line], keys: Sequence[str], n: int) -> _Entry | None:
    for stop in range(n + 1, min(n + _MOST_LINES, len(lines)) + 1):
        text = " ".join(line.text for line in lines[n:stop])
        text = _ROW_NUMBER.sub("", text, count=1) if lines[n].cells else text
        match = _PAGE.search(text)
        if match is None:
            continue
        name = _key(text[: match.start()])
        is_led = bool(_LED.search(text))
        is_repeated = _is_repeated(name, keys, range(n, stop))
        if any(c.isalpha() for c in name) and (is_led or is_repeated):
            return _Entry(
                name=name, page=int(match[1]), stop=stop, is_led=is_led, is_repeated=is_repeated
            )
    if any(c.isalpha() for c in keys[n]) and _is_repeated(keys[n], keys, range(n, n + 1)):
        return _Entry(name=keys[n], page=None, stop=n + 1, is_led=False, is_repeated=True)
    return None


def _is_repeated(name: str, keys: Sequence[str], here: range) -> bool:
    """Whether a heading is printed elsewhere, perhaps wrapped or with its text on the line."""
    return any(
        key == name
        or len(name) >= _TELLING <= len(key)
        and (key.startswith(name) or name.startswith(key))
        for n, key in enumerate(keys)
        if n not in here
    )


def _key(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())
