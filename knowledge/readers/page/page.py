"""What stands on a printed page before anybody reads it: words, rules and pictures in places.

All lengths are points from the left and upper edge of the page as it is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Letters without a blank between them.

    Attributes:
        text: As printed; raised digits as ¹, ², ….
        base: The line that the letters stand on.
        size: Of the font.
        doubtful: Recognition is unsure of it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    doubtful: bool = False

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one base line, from left to right; never empty."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """The base line."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """Of the largest letters."""
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    @property
    def top(self) -> float:
        """Where tall letters end, with their accents."""
        return self.base - 0.9 * self.size

    @property
    def bottom(self) -> float:
        """Where letters such as g end."""
        return self.base + 0.25 * self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight printed line: at height `at` from left to right, or upright at `at`."""

    upright: bool
    at: float
    start: float
    end: float


def scaled(rules: Sequence[Rule], factor: float, across: float, down: float) -> tuple[Rule, ...]:
    """Rules on a page `factor` times as large, moved right and down."""
    return tuple(
        Rule(
            upright=rule.upright,
            at=rule.at * factor + (across if rule.upright else down),
            start=rule.start * factor + (down if rule.upright else across),
            end=rule.end * factor + (down if rule.upright else across),
        )
        for rule in rules
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """Square points; 0 for an area turned inside out."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def holds(self, across: float, down: float) -> bool:
        """Whether a point lies within."""
        return self.left <= across <= self.right and self.top <= down <= self.bottom

    def within(self, other: "Area") -> "Area":
        """The part of this area that `other` covers too."""
        return Area(
            left=max(self.left, other.left),
            top=max(self.top, other.top),
            right=min(self.right, other.right),
            bottom=min(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page.

    Attributes:
        number: Of the sheet, counted from 1; two facing pages share it.
        lines: From top to bottom, over the whole width.
        rules: Straight lines that may be borders of tables.
        pictures: Where pictures stand.
        turned: Degrees counterclockwise by which the page as it is seen was turned about its
            middle, so that its lines are level; all places are on the turned page.
        across: How far from the left of its sheet it begins: the right one of two facing pages.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Area, ...] = ()
    turned: float = 0.0
    across: float = 0.0

    @property
    def area(self) -> Area:
        """The whole page."""
        return Area(left=0, top=0, right=self.width, bottom=self.height)

    def seen(self, area: Area) -> Area:
        """Where an area stands on the page before it was turned."""
        if not self.turned:
            return area
        angle = radians(self.turned)
        width, height = self.width, self.height
        across, down = (height, width) if round(self.turned / 90) % 2 else (width, height)
        corners = [
            (x - width / 2, y - height / 2)
            for x in (area.left, area.right)
            for y in (area.top, area.bottom)
        ]
        xs = [across / 2 + x * cos(angle) - y * sin(angle) for x, y in corners]
        ys = [down / 2 + x * sin(angle) + y * cos(angle) for x, y in corners]
        return Area(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))
