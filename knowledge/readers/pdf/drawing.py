"""What a PDF page holds beside letters: straight rules and pictures, in their places."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.readers.page.page import Area, Rule
from knowledge.readers.pdf.frame import Frame

# A border is thinner and longer, in points.
_THICKEST = 3.0
_SHORTEST = 3.0
# Maps and charts hold more; they are no tables.
_MOST_SEGMENTS = 20_000
_MOST_OBJECTS = 100_000
# A page without letters that holds more may show them as outlines.
_OUTLINES = 200
_DEEPEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The rules and the pictures of a page, and whether many other lines are drawn on it."""

    rules: tuple[Rule, ...]
    pictures: tuple[Area, ...]
    drawn: bool


def read_drawing(page: pdfium.PdfPage, frame: Frame) -> Drawing:
    """The rules and pictures of a page.

    Raises:
        ValueError: The page holds more objects than any that a person reads.
    """
    reader = _Reader()
    for n in range(raw.FPDFPage_CountObjects(page.raw)):
        reader.read(raw.FPDFPage_GetObject(page.raw, n), frame, 0)
    rules = reader.rules if reader.segments <= _MOST_SEGMENTS else []
    return Drawing(
        rules=tuple(_joined(rules)),
        pictures=tuple(reader.pictures),
        drawn=reader.segments > _OUTLINES,
    )


class _Reader:
    """Gathers what the objects of a page draw."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.pictures: list[Area] = []
        self.segments = 0
        self._objects = 0

    def read(self, thing: raw.FPDF_PAGEOBJECT, frame: Frame, depth: int) -> None:
        self._objects += 1
        if self._objects > _MOST_OBJECTS:
            raise ValueError("too many objects on a page")
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH and self.segments <= _MOST_SEGMENTS:
            self._path(thing, frame.around(_matrix(thing)))
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            self.pictures.append(_area([(0, 0), (1, 1)], frame.around(_matrix(thing))))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = frame.around(_matrix(thing))
            for n in range(raw.FPDFFormObj_CountObjects(thing)):
                self.read(raw.FPDFFormObj_GetObject(thing, n), inner, depth + 1)

    def _path(self, path: raw.FPDF_PAGEOBJECT, frame: Frame) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        count = raw.FPDFPath_CountSegments(path)
        self.segments += count
        if self.segments > _MOST_SEGMENTS or not (fill.value or stroke.value):
            return
        for outline in _outlines(path, count, frame):
            thin = _thin(outline)
            if thin is not None:
                self.rules.append(thin)
            elif stroke.value:
                sides = zip(outline, outline[1:], strict=False)
                self.rules += [rule for side in sides if (rule := _thin(side)) is not None]


def _matrix(thing: raw.FPDF_PAGEOBJECT) -> raw.FS_MATRIX:
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def _area(corners: Sequence[tuple[float, float]], frame: Frame) -> Area:
    points = [frame.point(*corner) for corner in corners]
    across, down = zip(*points, strict=True)
    return Area(left=min(across), top=min(down), right=max(across), bottom=max(down))


def _outlines(
    path: raw.FPDF_PAGEOBJECT, count: int, frame: Frame
) -> Iterator[list[tuple[float, float]]]:
    """The points of each stretch of a path that is drawn without lifting the pen."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(frame.point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _thin(points: Sequence[tuple[float, float]]) -> Rule | None:
    """The rule that an outline draws, if it is one."""
    across, down = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    if bottom - top <= _THICKEST and right - left >= max(_SHORTEST, 2 * (bottom - top)):
        return Rule(upright=False, at=(top + bottom) / 2, start=left, end=right)
    if right - left <= _THICKEST and bottom - top >= max(_SHORTEST, 2 * (right - left)):
        return Rule(upright=True, at=(left + right) / 2, start=top, end=bottom)
    return None


def _joined(rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rules with pieces of one line put together."""
    last: Rule | None = None
    for rule in sorted(rules, key=lambda r: (r.upright, round(r.at / 2), r.start)):
        if (
            last is not None
            and last.upright == rule.upright
            and abs(last.at - rule.at) < _THICKEST
            and rule.start <= last.end + _THICKEST
        ):
            last = Rule(
                upright=last.upright, at=last.at, start=last.start, end=max(last.end, rule.end)
            )
            continue
        if last is not None:
            yield last
        last = rule
    if last is not None:
        yield last
