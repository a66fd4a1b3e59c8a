"""How the coordinates of a PDF page become places on the page as it is seen."""

import ctypes
import math
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.extract import Box

# pdfium tells places in whole units; so many make a point.
_FINE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How a page turns its own coordinates into those of the page as it is seen."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Points from the left and upper edge of the page as it is seen."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def around(self, matrix: raw.FS_MATRIX) -> "Frame":
        """The frame for what the matrix places within this one."""
        m = matrix
        e, f = self.point(m.e, m.f)
        return Frame(
            a=self.a * m.a + self.c * m.b, b=self.b * m.a + self.d * m.b,
            c=self.a * m.c + self.c * m.d, d=self.b * m.c + self.d * m.d, e=e, f=f,
        )  # fmt: skip

    def quarter(self, across: float, up: float) -> int | None:
        """Clockwise quarter turns that lay a direction of the page level; None if aslant."""
        x, y = self.a * across + self.c * up, self.b * across + self.d * up
        length = math.hypot(x, y)
        if not length:
            return None
        directions = (x, -y, -x, y)
        nearest = max(range(4), key=lambda n: directions[n])
        return nearest if directions[nearest] > 0.99 * length else None

    def turned(self, quarters: int, width: float, height: float) -> "Frame":
        """The frame of the page turned clockwise, of what is `width` by `height` before."""
        f = self
        for n in range(quarters % 4):
            side = height if n % 2 == 0 else width
            f = Frame(a=-f.b, b=f.a, c=-f.d, d=f.c, e=side - f.f, f=f.e)
        return f


def turned_back(box: Box, quarters: int, width: float, height: float) -> Box:
    """Where a box of a page that was turned clockwise stands on the page as it is seen.

    Args:
        box: In points of the turned page.
        quarters: How often it was turned by 90 degrees.
        width: Of the page as it is seen.
        height: Likewise.
    """
    for n in range(quarters % 4, 0, -1):
        side = height if n % 2 == 1 else width
        box = Box(
            page=box.page, left=box.top, top=side - box.right,
            right=box.bottom, bottom=side - box.left,
        )  # fmt: skip
    return box


def frame_of(page: pdfium.PdfPage) -> Frame:
    """The frame of a page: its rotation and visible part are allowed for."""
    width, height = page.get_size()
    sides = round(width * _FINE), round(height * _FINE)
    across, down = ctypes.c_int(), ctypes.c_int()

    def seen(x: float, y: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page.raw, 0, 0, *sides, 0, x, y, across, down)
        return across.value / _FINE, down.value / _FINE

    e, f = seen(0, 0)
    (right, right_down), (up, up_down) = seen(1000, 0), seen(0, 1000)
    return Frame(
        a=(right - e) / 1000, b=(right_down - f) / 1000,
        c=(up - e) / 1000, d=(up_down - f) / 1000, e=e, f=f,
    )  # fmt: skip
