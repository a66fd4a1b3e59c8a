"""Task tables with a column for each body: the marks in its cells say who leads and who helps."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.names.agencies import is_body
from knowledge.outline.blocks import Block
from knowledge.text import Span, clean, fold


class Role(StrEnum):
    """What a mark gives the body over its column."""

    LEAD = "lead"
    IMPLEMENTER = "implementer"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark in a row: the body over its column, and the role, None where a legend is missing."""

    body: Span
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The columns of bodies by their place, and what each mark stands for."""

    bodies: dict[int, Span]
    roles: dict[str, Role]

    def marks_of(self, text: str, cells: Sequence[Span]) -> tuple[Mark, ...]:
        """The marks of a row."""
        found = ((body, clean(cells[n].of(text))) for n, body in self.bodies.items())
        return tuple(
            Mark(body=body, role=self.roles.get(fold(printed)))
            for body, printed in found
            if printed not in _UNMARKED
        )


# What a cell shows that marks nothing: an empty box, a dash.
_UNMARKED = frozenset(("", "☐", "□", "▢", "-", "–", "—"))
_WRITTEN = {
    "ct": Role.LEAD, "chu tri": Role.LEAD, "dau moi": Role.LEAD,
    "ph": Role.PARTNER, "phoi hop": Role.PARTNER,
    "th": Role.IMPLEMENTER, "thuc hien": Role.IMPLEMENTER,
}  # fmt: skip
_TICKS = frozenset("x|×|✓|✔|☑|☒|√|v|+|●|•|■|o|○|*".split("|"))
_LETTERS = frozenset("c|p|t|h|a|b".split("|"))
_MARK = frozenset(_WRITTEN) | _TICKS | _LETTERS
_SAYS = (
    (Role.LEAD, re.compile(r"chu tri|dau moi|chiu trach nhiem chinh")),
    (Role.PARTNER, re.compile(r"phoi hop|tham gia")),
    (Role.IMPLEMENTER, re.compile(r"thuc hien|duoc giao")),
)
_TICK_WORDS = re.compile(r"\b(?:dau|o)\s*(?:chon|tich|nhan|cong|duoc chon|danh dau|\W{1,2}x\W)")
# Columns that bodies have, and how many rows and blocks around a table are looked at.
_FEWEST, _ROWS, _AROUND = 2, 80, 3


def read_matrix(
    text: str,
    titles: Sequence[Span | None],
    rows: Sequence[Block],
    around: Iterable[str],
    *,
    leads: bool = False,
) -> Matrix | None:
    """The matrix below a header, None where its cells hold no marks.

    Args:
        text: The document's text.
        titles: For each column its title, None for one that is known to hold something else.
        rows: What stands below the header; the first that is no row ends the table.
        around: Lines that may explain the marks.
        leads: The columns stand below "Đơn vị chủ trì", so that a bare tick leads.
    """
    printed: dict[int, set[str]] = {n: set() for n, title in enumerate(titles) if title is not None}
    for row in rows[:_ROWS]:
        if len(row.cells) != len(titles):
            continue
        for n in printed:
            printed[n].add(fold(clean(row.cells[n].of(text))))
    bodies = {
        n: title
        for n, title in enumerate(titles)
        if title is not None
        and title.end > title.start
        and printed[n] - _UNMARKED <= _MARK
        and (is_body(clean(title.of(text))) or printed[n] & set(_WRITTEN))
    }
    used = {mark for n in bodies for mark in printed[n]} - _UNMARKED
    if len(bodies) < _FEWEST or not used:
        return None
    lines = [fold(line) for line in around]
    tick = Role.LEAD if leads else Role.IMPLEMENTER
    roles = {mark: role for mark in used if (role := _role(mark, lines, tick)) is not None}
    return Matrix(bodies=bodies, roles=roles)


def _role(mark: str, lines: Sequence[str], tick: Role) -> Role | None:
    """What a mark stands for: by the legend, else by itself, a bare tick as `tick`."""
    quoted = rf"[\"“'(\[]*{re.escape(mark)}[\"”')\]]*"
    # A sign that is no letter may stand right before what it stands for: "● Chủ trì".
    joined = r"\s" if mark in _TICKS and not mark.isalpha() else r"[:=–-]"
    named = re.compile(
        rf"(?<![\w]){quoted}\s*(?:[:=–-]|la\b|chi\b|\(|{joined})\s*([^;.,\n]{{0,60}})"
    )
    for line in lines:
        found = [named.search(line)]
        if mark in _TICKS:
            words = _TICK_WORDS.search(line)
            found.append(re.compile(r"[^;.\n]{0,80}").match(line, words.end()) if words else None)
        for match in found:
            told = match[match.re.groups] if match is not None else ""
            role = next((role for role, pattern in _SAYS if pattern.search(told)), None)
            if role is not None:
                return role
    return _WRITTEN.get(mark) or (tick if mark in _TICKS else None)
