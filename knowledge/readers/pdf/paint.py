"""What is painted over or behind the letters of a PDF page, in the order of painting."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.readers.page.page import Area
from knowledge.readers.pdf.frame import Frame

Colour = tuple[int, int, int]
PAPER: Colour = (255, 255, 255)
# Of 255: colours that differ by no more on any channel look the same.
_ALIKE = 24
# Larger areas hide and colour most; a page of a plan has some dozens.
_MOST_FILLS = 1_500
_MOST_OBJECTS = 100_000
_DEEPEST = 8
_MOST_CORNERS = 64
# Thinner areas are rules, in points.
_THIN = 3.0
_EVERYWHERE = Area(left=-1e9, top=-1e9, right=1e9, bottom=1e9)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fill:
    """An area painted in one colour; None for a picture or a blend of colours.

    Attributes:
        turn: Its place in the order of painting.
    """

    turn: int
    area: Area
    colour: Colour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How the letters of a text object are painted.

    Attributes:
        turn: Their place in the order of painting, None where it is not known.
        colour: None where it is not known.
        clear: They leave no ink, as those laid over a scan.
        size: Points.
        clip: They are painted no farther; None where that is not known.
    """

    turn: int | None
    colour: Colour | None
    clear: bool
    size: float
    clip: Area | None = None


class Paint:
    """The areas painted on a page."""

    def __init__(self, page: pdfium.PdfPage, frame: Frame) -> None:
        self._turns: dict[int, int] = {}
        self._clips: dict[int, Area] = {}
        fills: list[_Fill] = []
        for turn, thing, inner in _things(page, frame):
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._turns[_key(thing)] = turn
                self._clips[_key(thing)] = _clipped(thing, _EVERYWHERE, inner)
            elif (area := _painted(thing, kind, inner)) is not None:
                fills.append(_Fill(turn=turn, area=area, colour=_colour(thing, kind)))
        fills.sort(key=lambda fill: -fill.area.size)
        self._fills = sorted(fills[:_MOST_FILLS], key=lambda fill: fill.turn)

    def turn_of(self, thing: raw.FPDF_PAGEOBJECT) -> int | None:
        """The place of a text object in the order of painting."""
        return self._turns.get(_key(thing))

    def clip_of(self, thing: raw.FPDF_PAGEOBJECT) -> Area | None:
        """The area to which a text object is clipped."""
        return self._clips.get(_key(thing))

    def hides(self, ink: Ink, across: float, down: float) -> bool:
        """Whether a letter with its middle at a point cannot be seen there."""
        if ink.clip is not None and not ink.clip.holds(across, down):
            return True
        behind: Colour | None = PAPER
        for fill in self._fills:
            if not fill.area.holds(across, down):
                continue
            if ink.turn is not None and fill.turn > ink.turn:
                if fill.colour is not None and not ink.clear:
                    return True
                if fill.colour is None:
                    behind = None
                continue
            behind = fill.colour
        if ink.clear:
            return behind is not None
        if behind is None or ink.colour is None:
            return False
        return all(
            abs(one - other) <= _ALIKE for one, other in zip(ink.colour, behind, strict=True)
        )


def ink_colour(thing: raw.FPDF_PAGEOBJECT) -> Colour | None:
    """The colour in which a text object or a path is filled; None where it is not known."""
    filled = _filled(thing)
    return filled[:3] if filled is not None else None


def is_transparent(thing: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether what fills a text object lets all behind it through."""
    filled = _filled(thing)
    return filled is not None and filled[3] <= _ALIKE


def _filled(thing: raw.FPDF_PAGEOBJECT) -> tuple[int, int, int, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return None
    return (red.value, green.value, blue.value, alpha.value)


def _things(page: pdfium.PdfPage, frame: Frame) -> Iterator[tuple[int, raw.FPDF_PAGEOBJECT, Frame]]:
    """The objects of a page in the order of painting, with the frame that each stands in."""
    waiting = [
        (raw.FPDFPage_GetObject(page.raw, n), frame, 0)
        for n in reversed(range(raw.FPDFPage_CountObjects(page.raw)))
    ]
    turn = 0
    while waiting:
        thing, around, depth = waiting.pop()
        turn += 1
        if turn > _MOST_OBJECTS:
            raise ValueError("too many objects on a page")
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
            yield turn, thing, around
        elif depth < _DEEPEST and not raw.FPDFPageObj_HasTransparency(thing):
            inner = around.around(_matrix(thing))
            waiting += [
                (raw.FPDFFormObj_GetObject(thing, n), inner, depth + 1)
                for n in reversed(range(raw.FPDFFormObj_CountObjects(thing)))
            ]


def _painted(thing: raw.FPDF_PAGEOBJECT, kind: int, frame: Frame) -> Area | None:
    """The area that an object covers whole, as far as it does."""
    if kind == raw.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, fill, stroke)
        if not fill.value or raw.FPDFPageObj_HasTransparency(thing) or not _is_box(thing):
            return None
    elif kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
        return None
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    area = _area([(x.value, y.value) for x in (left, right) for y in (bottom, top)], frame)
    area = _clipped(thing, area, frame)
    thin = min(area.right - area.left, area.bottom - area.top) < _THIN
    return None if thin and kind == raw.FPDF_PAGEOBJ_PATH else area


def _area(corners: Sequence[tuple[float, float]], frame: Frame) -> Area:
    points = [frame.point(*corner) for corner in corners]
    across, down = [x for x, _ in points], [y for _, y in points]
    return Area(left=min(across), top=min(down), right=max(across), bottom=max(down))


def _clipped(thing: raw.FPDF_PAGEOBJECT, area: Area, frame: Frame) -> Area:
    """What of an area lies within the paths that it is clipped to."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        corners = []
        for n in range(min(max(0, raw.FPDFClipPath_CountPathSegments(clip, path)), _MOST_CORNERS)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, n), x, y)
            corners.append((x.value, y.value))
        if corners:
            area = area.within(_area(corners, frame))
    return area


def _is_box(path: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether a path is one upright rectangle."""
    count = raw.FPDFPath_CountSegments(path)
    if not 4 <= count <= 6:
        return False
    x, y = ctypes.c_float(), ctypes.c_float()
    points = []
    for n in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO:
            return False
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((round(x.value, 1), round(y.value, 1)))
    return len({x for x, _ in points}) == 2 and len({y for _, y in points}) == 2


def _colour(thing: raw.FPDF_PAGEOBJECT, kind: int) -> Colour | None:
    return ink_colour(thing) if kind == raw.FPDF_PAGEOBJ_PATH else None


def _matrix(thing: raw.FPDF_PAGEOBJECT) -> raw.FS_MATRIX:
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def _key(thing: raw.FPDF_PAGEOBJECT) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0
