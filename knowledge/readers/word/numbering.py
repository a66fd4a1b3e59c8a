"""Automatic numbering of Word: the number or bullet in front of a paragraph, as printed.

Counters belong to the list definition (`w:abstractNum`): several lists (`w:num`) on one
definition go on counting, unless a list says where it starts.
Source: ECMA-376 part 1, 17.9, and what Word does where that is silent.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from knowledge.readers.word.numerals import numeral
from knowledge.readers.word.styles import Look, ParagraphStyle, Styles, look_of
from knowledge.readers.word.xml import W, child, flag, integer, number, value

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
# Signs that stand for a hyphen when typed; any other bullet becomes one of the two below.
_HYPHENS = "-–—−‒‐\u2011"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A printed number with the blank that parts it from its paragraph, and its look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One level of a list, as `w:lvl` says.

    Attributes:
        restart: Levels up to this one, counted from 1, restart it; None for all above it.
        legal: All numbers of the label are printed as decimals.
        style: The paragraph style that is tied to the level.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    blank: str = " "
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    look: Look = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list (`w:num`): its definition, its levels, and levels that it starts itself."""

    definition: str
    levels: tuple[_Level, ...]
    starts: dict[int, int]


@dataclass(slots=True)
class _Count:
    """The running numbers of a definition; None before a level is used."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    started: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of a file, counting as paragraphs are read in the order of the text."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        definitions = [] if root is None else root.findall(f"{W}abstractNum")
        self._definitions = {each.get(f"{W}abstractNumId", ""): each for each in definitions}
        lists = [] if root is None else root.findall(f"{W}num")
        self._nums = {each.get(f"{W}numId", ""): each for each in lists}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, _Count] = {}

    def label(self, properties: etree._Element | None, style: ParagraphStyle) -> Label | None:
        """The label of the next paragraph, which is counted by this; None for an unnumbered one.

        Args:
            properties: The paragraph's own `w:pPr`.
            style: What it takes over from its style.
        """
        listed = child(properties, "numPr")
        own = value(listed, "numId")
        num_id = own or style.list_id
        found = self._list(num_id) if num_id and num_id != "0" else None
        if num_id is None or found is None:
            return None
        at = number(listed, "ilvl")
        if at is None:
            tied = None if own else self._tied(found, style)
            at = tied if tied is not None else style.list_level or 0
        if not 0 <= at < _LEVELS:
            return None
        numbers = self._counted(num_id, found, at)
        level = found.levels[at]
        if level.form == "bullet":
            return Label(text=f"{_bullet(found, at)} ", look=level.look)
        text = _printed(found, level, numbers)
        return Label(text=text + level.blank, look=level.look) if text.strip() else None

    def _tied(self, found: _List, style: ParagraphStyle) -> int | None:
        for name in style.names:
            for at, level in enumerate(found.levels):
                if level.style == name:
                    return at
        return None

    def _counted(self, num_id: str, found: _List, at: int) -> list[int]:
        """The numbers down to level `at`, after one more was counted there."""
        count = self._counts.setdefault(found.definition, _Count())
        numbers = count.numbers
        fresh = at in found.starts and (num_id, at) not in count.started
        count.started.add((num_id, at))
        current = numbers[at]
        numbers[at] = _start(found, at) if fresh or current is None else current + 1
        for below in range(at + 1, _LEVELS):
            restart = found.levels[below].restart
            if at < (below if restart is None else restart):
                numbers[below] = None
        return [_start(found, up) if (n := numbers[up]) is None else n for up in range(at + 1)]

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        name, definition = self._definition(num)
        if num is None or definition is None:
            return None
        levels = [_Level(form="none")] * _LEVELS
        for element in definition.findall(f"{W}lvl"):
            at = integer(element.get(f"{W}ilvl"))
            if at is not None and 0 <= at < _LEVELS:
                levels[at] = _read_level(element)
        starts: dict[int, int] = {}
        for override in num.findall(f"{W}lvlOverride"):
            at = integer(override.get(f"{W}ilvl"))
            if at is None or not 0 <= at < _LEVELS:
                continue
            if (replaced := child(override, "lvl")) is not None:
                levels[at] = _read_level(replaced)
            if (start := number(override, "startOverride")) is not None:
                starts[at] = start
        return _List(definition=name, levels=tuple(levels), starts=starts)

    def _definition(self, num: etree._Element | None) -> tuple[str, etree._Element | None]:
        """The definition of a list and its name, by way of a list style where it has one."""
        name = value(num, "abstractNumId") or ""
        definition = self._definitions.get(name)
        linked = value(definition, "numStyleLink")
        if linked is not None:
            styled = self._nums.get(self._styles.list_of(linked) or "")
            named = value(styled, "abstractNumId") or ""
            if value(self._definitions.get(named), "numStyleLink") is None:
                return named, self._definitions.get(named)
        return name, definition


def _start(found: _List, at: int) -> int:
    return found.starts.get(at, found.levels[at].start)


def _read_level(element: etree._Element) -> _Level:
    start = number(element, "start")
    suffix = value(element, "suff")
    form = element.find(f".//{W}numFmt")
    return _Level(
        start=0 if start is None else start,
        form=(form.get(f"{W}val") if form is not None else None) or "decimal",
        text=value(element, "lvlText") or "",
        blank="" if suffix == "nothing" else " ",
        restart=number(element, "lvlRestart"),
        legal=bool(flag(element, "isLgl")),
        style=value(element, "pStyle"),
        look=look_of(child(element, "rPr")),
    )


def _printed(found: _List, level: _Level, numbers: list[int]) -> str:
    def shown(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at >= len(numbers):
            return ""
        form = found.levels[at].form
        return numeral(numbers[at], "decimal" if level.legal and form != "none" else form)

    return _PLACEHOLDER.sub(shown, level.text)


def _bullet(found: _List, at: int) -> str:
    """A hyphen or plus sign as printed; another sign as the one that its depth calls for."""
    sign = found.levels[at].text.strip()
    if sign == "+" or sign and sign in _HYPHENS:
        return "+" if sign == "+" else "-"
    return "+" if any(level.form == "bullet" for level in found.levels[:at]) else "-"


def with_look(label: Label, look: Look) -> Label:
    """The label in the look of its paragraph's mark, where its level says nothing else."""
    return replace(label, look=look.under(label.look))
