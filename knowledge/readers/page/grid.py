"""Ruled tables: the grid that crossing rules make, its cells, and the words in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.readers.page.page import Area, Line, Rule, Word

# Rules that meet may miss each other by so many points; rules nearer than it are one.
_SLACK = 4.0
# A page with more is a drawing, not a table.
_MOST_RULES = 2000
# Pieces of a broken rule lie on one line within this, and are so far apart at most.
_SAME_RULE, _LONGEST_BREAK = 1.5, 30.0
# Words stand on base lines that differ by less than this part of their size.
_SAME_BASE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell, merged ones once.

    Attributes:
        area: Between its borders.
        lines: What is printed in it.
        rows: Rows that it covers, from 0; so `columns`.
    """

    area: Area
    lines: tuple[Line, ...]
    rows: range
    columns: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table of a page.

    Attributes:
        page: Counted from 1.
        area: Within its outer borders.
        columns: Where its upright rules stand, from left to right.
        cells: In the order of their first row and column.
        height: How many rows it has.
    """

    page: int
    area: Area
    columns: tuple[float, ...]
    cells: tuple[Cell, ...]
    height: int

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that stand in a row, from left to right."""
        found = [cell for cell in self.cells if number in cell.rows]
        return tuple(sorted(found, key=lambda cell: cell.columns.start))


def find_grids(
    page: int, lines: Sequence[Line], rules: Sequence[Rule]
) -> tuple[tuple[Grid, ...], tuple[Line, ...]]:
    """The tables of two or more columns on a page, and the lines outside them."""
    grids: list[Grid] = []
    rest = tuple(lines)
    for group in _crossing(_mended(rules)) if len(rules) <= _MOST_RULES else ():
        frame = _Frame.of(group)
        if frame is None or any(_overlap(frame.area, grid.area) for grid in grids):
            continue
        inside, outside = _split(rest, frame.area)
        grid = frame.grid(page, inside)
        if grid is not None:
            grids.append(grid)
            rest = outside
    return tuple(sorted(grids, key=lambda grid: grid.area.top)), rest


def _mended(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, the pieces of one that a scan broke within a cell joined.

    Where cells are merged a rule ends at one that crosses it; a broken one ends anywhere.
    """
    mended: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.upright, rule.start)):
        before = next(
            (
                n
                for n, other in enumerate(mended)
                if other.upright is rule.upright
                and abs(other.at - rule.at) <= _SAME_RULE
                and 0 <= rule.start - other.end <= _LONGEST_BREAK
            ),
            None,
        )
        crossed = before is not None and any(
            _meet(rule, other) and mended[before].end - _SLACK <= other.at <= rule.start + _SLACK
            for other in rules
        )
        if before is None or crossed:
            mended.append(rule)
        else:
            mended[before] = replace(mended[before], end=max(mended[before].end, rule.end))
    return mended


def _overlap(one: Area, other: Area) -> bool:
    return one.within(other).size > 0.5 * min(one.size, other.size)


def _split(lines: Iterable[Line], area: Area) -> tuple[list[Word], tuple[Line, ...]]:
    """The words within an area, and the lines that the others make."""
    inside: list[Word] = []
    outside: list[Line] = []
    for line in lines:
        within = [_within(word, area) for word in line.words]
        inside += [word for word, is_in in zip(line.words, within, strict=True) if is_in]
        left = [word for word, is_in in zip(line.words, within, strict=True) if not is_in]
        if left:
            outside.append(Line(words=tuple(left)) if any(within) else line)
    return inside, tuple(outside)


def _within(word: Word, area: Area) -> bool:
    return area.holds(word.middle, word.base - 0.3 * word.size)


def _crossing(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that cross or meet one another, largest first."""
    groups: list[list[Rule]] = []
    for rule in rules:
        met = [group for group in groups if any(_meet(rule, other) for other in group)]
        joined = [rule, *(other for group in met for other in group)]
        groups = [group for group in groups if not any(group is each for each in met)]
        groups.append(joined)
    return sorted(groups, key=len, reverse=True)


def _meet(one: Rule, other: Rule) -> bool:
    if one.upright == other.upright:
        return False
    return (
        one.start - _SLACK <= other.at <= one.end + _SLACK
        and other.start - _SLACK <= one.at <= other.end + _SLACK
    )


def _distinct(values: Iterable[float]) -> list[float]:
    """Sorted values, those within `_SLACK` of the one before left out."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SLACK:
            kept.append(value)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The rules of one table as coordinates."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    rules: tuple[Rule, ...]

    @staticmethod
    def of(rules: Sequence[Rule]) -> "_Frame | None":
        level = [rule for rule in rules if not rule.upright]
        upright = [rule for rule in rules if rule.upright]
        if not level or not upright:
            return None
        # Tables open at their sides end where their rules end.
        across = _distinct(
            [r.at for r in upright] + [min(r.start for r in level), max(r.end for r in level)]
        )
        down = _distinct(
            [r.at for r in level] + [min(r.start for r in upright), max(r.end for r in upright)]
        )
        if len(across) < 3 or len(down) < 2:
            return None
        return _Frame(across=tuple(across), down=tuple(down), rules=tuple(rules))

    @property
    def area(self) -> Area:
        return Area(
            left=self.across[0], top=self.down[0], right=self.across[-1], bottom=self.down[-1]
        )

    def grid(self, page: int, words: Sequence[Word]) -> Grid | None:
        """The table; None where nothing is printed in it."""
        homes = self._merged()
        members: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for place, home in homes.items():
            members.setdefault(home, []).append(place)
        printed: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            row = _slot(self.down, word.base - 0.3 * word.size)
            printed.setdefault(homes[row, _slot(self.across, word.middle)], []).append(word)
        cells = [
            self._cell(places, printed.get(home, ())) for home, places in sorted(members.items())
        ]
        if not printed or all(len(cell.columns) == len(self.across) - 1 for cell in cells):
            return None
        return Grid(
            page=page,
            area=self.area,
            columns=self.across,
            cells=tuple(cells),
            height=len(self.down) - 1,
        )

    def _cell(self, places: Sequence[tuple[int, int]], words: Sequence[Word]) -> Cell:
        rows = range(min(r for r, _ in places), max(r for r, _ in places) + 1)
        columns = range(min(c for _, c in places), max(c for _, c in places) + 1)
        area = Area(
            left=self.across[columns.start],
            top=self.down[rows.start],
            right=self.across[columns.stop],
            bottom=self.down[rows.stop],
        )
        return Cell(area=area, lines=lines_of(words), rows=rows, columns=columns)

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each place of the grid the first place of its cell: no rule parts the two."""
        places = [(r, c) for r in range(len(self.down) - 1) for c in range(len(self.across) - 1)]
        homes = {place: place for place in places}

        def home(place: tuple[int, int]) -> tuple[int, int]:
            while homes[place] != place:
                place = homes[place]
            return place

        for row, column in places:
            across = (self.across[column] + self.across[column + 1]) / 2
            down = (self.down[row] + self.down[row + 1]) / 2
            neighbours = []
            if column and not self._parted(True, self.across[column], down):
                neighbours.append((row, column - 1))
            if row and not self._parted(False, self.down[row], across):
                neighbours.append((row - 1, column))
            for neighbour in neighbours:
                one, other = sorted((home(neighbour), home((row, column))))
                homes[other] = one
        return {place: home(place) for place in places}

    def _parted(self, upright: bool, at: float, crossing: float) -> bool:
        return any(
            rule.upright is upright
            and abs(rule.at - at) <= _SLACK
            and rule.start - 1 <= crossing <= rule.end + 1
            for rule in self.rules
        )


def _slot(bounds: Sequence[float], value: float) -> int:
    return next((n for n in range(len(bounds) - 2) if value < bounds[n + 1]), len(bounds) - 2)


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Words that stand beside each other put into lines, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if rows and word.base - rows[-1][0].base < _SAME_BASE * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(Line(words=tuple(sorted(row, key=lambda word: word.left))) for row in rows)
