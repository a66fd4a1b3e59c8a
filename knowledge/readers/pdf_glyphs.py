"""The letters of a PDF page in their places, read with pdfium."""

import ctypes
import math
import unicodedata
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

# More letters stand on no page that a person reads: a page of small print holds 10,000.
MAX_GLYPHS = 60_000
_INVISIBLE = 3
# pdfium tells places in whole units; so many make a point.
_FINE = 1000
# Symbol fonts put their signs at U+F020 to U+F0FF; these are Word's bullets.
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "•", 0xF0FC: "•", 0xF076: "•", 0xF0A8: "•"}
# pdfium's own sign for a hyphen that ends a line; a soft hyphen is a letter in TCVN3 fonts.
_LINE_END_HYPHEN, _SOFT_HYPHEN = 0x02, 0xAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One letter with the marks on it; a blank is a glyph too.

    Attributes:
        text: One character with its marks, as the file names it.
        base: The line it stands on, points from the upper edge.
        size: Of its font, points.
        font: The name of its font, without the prefix of a subset.
        parted: pdfium takes it for the first letter of a word.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str
    parted: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """All glyphs of a page.

    Attributes:
        glyphs: In the order of the file, upright ones only.
        hidden: How many are drawn invisibly.
        garbled: How many have no known letter.
    """

    glyphs: tuple[Glyph, ...]
    hidden: int
    garbled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    font: str
    scale: float
    invisible: bool


def read_glyphs(page: pdfium.PdfPage, frame: Frame) -> Letters:
    """The letters of a page; text that runs up, down or aslant is left out.

    Raises:
        ValueError: The page holds more than `MAX_GLYPHS` letters.
    """
    text_page = page.get_textpage()
    try:
        return _read(text_page.raw, text_page.count_chars(), frame)
    finally:
        text_page.close()


def _read(page: raw.FPDF_TEXTPAGE, count: int, frame: Frame) -> Letters:
    if count > MAX_GLYPHS:
        raise ValueError(f"{count} letters on a page")
    styles: dict[int, _Style] = {}
    glyphs: list[Glyph] = []
    hidden = garbled = 0
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    parted = False
    for n in range(count):
        code = raw.FPDFText_GetUnicode(page, n)
        if code in (10, 13) or raw.FPDFText_IsGenerated(page, n) == 1:
            parted = True
            continue
        handle = raw.FPDFText_GetTextObject(page, n)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        style = styles.get(key)
        if style is None:
            raw.FPDFText_GetMatrix(page, n, matrix)
            style = styles[key] = _style(page, n, handle, matrix, frame)
        if style.scale <= 0:
            continue
        hidden += style.invisible
        text = _text(code)
        if text is None:
            garbled += 1
            text = "\ufffd"
        raw.FPDFText_GetLooseCharBox(page, n, box)
        raw.FPDFText_GetCharOrigin(page, n, x, y)
        left, _ = frame.point(box.left, box.bottom)
        right, _ = frame.point(box.right, box.top)
        _, base = frame.point(x.value, y.value)
        glyph = Glyph(
            text=text, left=min(left, right), right=max(left, right), base=base,
            size=style.scale, font=style.font, parted=parted,
        )  # fmt: skip
        parted = False
        _append(glyphs, glyph)
    return Letters(glyphs=tuple(glyphs), hidden=hidden, garbled=garbled)


def _append(glyphs: list[Glyph], glyph: Glyph) -> None:
    """Add a glyph; a mark that stands alone in the file joins its letter."""
    if glyphs and glyph.text and unicodedata.combining(glyph.text):
        last = glyphs[-1]
        glyphs[-1] = replace(
            last,
            text=unicodedata.normalize("NFC", last.text + glyph.text),
            left=min(last.left, glyph.left),
            right=max(last.right, glyph.right),
        )
    elif glyph.text:
        glyphs.append(glyph)


def _text(code: int) -> str | None:
    if code == _LINE_END_HYPHEN:
        return "-"
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code) or (chr(code - 0xF000) if 0xF020 <= code < 0xF07F else "•")
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return None
    character = chr(code)
    category = unicodedata.category(character)
    if category in ("Co", "Cn") or category == "Cc" and code != 9:
        return None
    if category == "Cf" and code != _SOFT_HYPHEN:
        return ""
    return " " if character.isspace() else character


def _style(
    page: raw.FPDF_TEXTPAGE,
    n: int,
    handle: raw.FPDF_PAGEOBJECT,
    matrix: raw.FS_MATRIX,
    frame: Frame,
) -> _Style:
    """Font, size and visibility of a text object; size 0 where it does not run left to right."""
    along = (frame.a * matrix.a + frame.c * matrix.b, frame.b * matrix.a + frame.d * matrix.b)
    length = math.hypot(*along)
    upright = length > 0 and along[0] > 0.99 * length
    rise = math.hypot(matrix.c, matrix.d)
    size = raw.FPDFText_GetFontSize(page, n) * rise if upright else 0.0
    mode = raw.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    return _Style(font=_font(handle), scale=size, invisible=mode == _INVISIBLE)


def _font(handle: raw.FPDF_PAGEOBJECT) -> str:
    font = raw.FPDFTextObj_GetFont(handle) if handle else None
    if not font:
        return ""
    name = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", errors="replace").rpartition("+")[2]
