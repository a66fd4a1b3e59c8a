"""The ruled lines of a scanned page, by which tables are told."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from knowledge.readers.page.grid import find_grids
from knowledge.readers.page.page import Line, Rule, Word, scaled
from knowledge.readers.scan.ink import Mask, blots
from knowledge.readers.scan.tesseract import PixelBox

_DARK = 140
# The page is looked at in halves of its points. A rule is as long as this part of the longer
# side, more than a word of letters that touch, and in it may be so few white points; what is
# thicker is no rule.
_STEP = 2
_SHORTEST = 0.04
_UNBROKEN = 0.97
_THICKEST = 8
# Streaks of the scanner cross underlines: a table has more columns or rows than those make.
_LEAST_LINES = 6
# Points of the longer side of A4, in which grids are looked for.
_LONG_SIDE = 842.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A page and its rules.

    Attributes:
        image: Without the rules, where they may be those of a table.
        rules: In pixels of the image.
        tables: For each table its cells, in pixels of the image.
    """

    image: Image.Image
    rules: tuple[Rule, ...]
    tables: tuple[tuple[PixelBox, ...], ...] = ()


def find_rules(image: Image.Image) -> Ruled:
    """The rules of a level grey page, where they make a table of several columns and rows."""
    dark = np.asarray(image) < _DARK
    high, wide = (side // _STEP * _STEP for side in dark.shape)
    halves = dark[:high, :wide].reshape(high // _STEP, _STEP, wide // _STEP, _STEP)
    ink: Mask = np.asarray(halves.any(axis=(1, 3)))
    least = int(_SHORTEST * max(ink.shape))
    level, upright = _stretched(ink, least), _stretched(ink.T, least).T
    across = _rules(level, upright=False)
    down = _rules(upright.T, upright=True)
    rules = (*across, *down)
    tables = _tables(rules, max(ink.shape))
    if not tables:
        return Ruled(image=image, rules=())
    return Ruled(image=_without(image, level | upright), rules=rules, tables=tables)


def _tables(rules: Sequence[Rule], long: int) -> tuple[tuple[PixelBox, ...], ...]:
    points = _LONG_SIDE / (long * _STEP)
    found = scaled(rules, points, 0, 0)
    # What is printed is not known yet, and a grid without a word is taken for a drawing.
    marks = [_mark(rule.at, (rule.start + rule.end) / 2) for rule in found if rule.upright]
    grids, _ = find_grids(1, marks, found)
    return tuple(
        tuple(
            PixelBox(
                left=cell.area.left / points,
                top=cell.area.top / points,
                right=cell.area.right / points,
                bottom=cell.area.bottom / points,
            )
            for cell in grid.cells
        )
        for grid in grids
        if len(grid.columns) + grid.height >= _LEAST_LINES and grid.height > 1
    )


def _stretched(ink: Mask, least: int) -> Mask:
    """The points that belong to dark stretches of a row, `least` long."""
    if ink.shape[1] <= least:
        return np.zeros_like(ink)
    # Rules slant a little: a row borrows from those beside it.
    near: Mask = ink.copy()
    near[1:] |= ink[:-1]
    near[:-1] |= ink[1:]
    sums = np.cumsum(np.pad(near.astype(np.int32), ((0, 0), (1, 0))), axis=1)
    full = sums[:, least:] - sums[:, :-least] >= _UNBROKEN * least
    reach = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    reach[:, : full.shape[1]] += full
    reach[:, least : least + full.shape[1]] -= full[:, : reach.shape[1] - least]
    covered: Mask = np.cumsum(reach, axis=1)[:, :-1] > 0
    return covered & near


def _rules(mask: Mask, *, upright: bool) -> list[Rule]:
    return [
        Rule(
            upright=upright,
            at=(top + bottom) / 2 * _STEP,
            start=left * _STEP,
            end=right * _STEP,
        )
        for left, top, right, bottom, _ in blots(mask)
        if bottom - top <= _THICKEST + 0.01 * (right - left)
    ]


def _without(image: Image.Image, mask: Mask) -> Image.Image:
    small = Image.fromarray((mask * 255).astype(np.uint8))
    covered = small.resize((mask.shape[1] * _STEP, mask.shape[0] * _STEP), Image.Resampling.NEAREST)
    erased = image.copy()
    erased.paste(255, (0, 0), covered)
    return erased


def _mark(across: float, down: float) -> Line:
    return Line(words=(Word(text="x", left=across, right=across, base=down, size=0.0),))
