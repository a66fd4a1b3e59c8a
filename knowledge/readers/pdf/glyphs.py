"""The letters of a PDF page in their places, read with pdfium."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from knowledge.readers.page.page import Area
from knowledge.readers.pdf.frame import Frame
from knowledge.readers.pdf.paint import Ink, Paint, ink_colour, is_transparent
from knowledge.readers.symbols import sign_of

# More letters stand on no page that a person reads: a page of small print holds 10,000.
MAX_GLYPHS = 60_000
_FILLED, _INVISIBLE = 0, 3
# Points: smaller letters are no letters to a reader.
TINY = 2.0
# Characters of a watermark.
_ASLANT = 80
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
class Letters:
    """All glyphs of a page.

    Attributes:
        glyphs: In the order of the file, those that run from left to right only.
        hidden: How many are drawn invisibly, as over a scan.
        garbled: How many have no known letter.
        quarter: Clockwise quarter turns that would lay most of the others level, 0 where most
            are.
        unseen: How many that nobody sees were left out: beyond the page, or tiny.
        veiled: The places in `glyphs` of those that seem to be painted over or unpainted.
        aslant: The first of those that run in other directions, as a watermark does.
    """

    glyphs: tuple[Glyph, ...]
    hidden: int
    garbled: int
    quarter: int = 0
    unseen: int = 0
    veiled: frozenset[int] = frozenset()
    aslant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What the letters of a text object share; `quarter` as `Frame.quarter` tells it."""

    font: str
    ink: Ink
    quarter: int | None


def read_glyphs(page: pdfium.PdfPage, frame: Frame, sides: tuple[float, float]) -> Letters:
    """The letters of a page that are seen and run from left to right in a frame.

    Args:
        page: The page.
        frame: How it is laid.
        sides: Width and height of the page in that frame.

    Raises:
        ValueError: The page holds more than `MAX_GLYPHS` letters.
    """
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MAX_GLYPHS:
            raise ValueError(f"{count} letters on a page")
        return _Reader(text_page.raw, frame, Paint(page, frame), sides).read(count)
    finally:
        text_page.close()


class _Reader:
    """Reads the letters of one page."""

    def __init__(
        self, page: raw.FPDF_TEXTPAGE, frame: Frame, paint: Paint, sides: tuple[float, float]
    ) -> None:
        self._page = page
        self._frame = frame
        self._paint = paint
        self._sheet = Area(left=0, top=0, right=sides[0], bottom=sides[1])
        self._styles: dict[int, _Style] = {}
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def read(self, count: int) -> Letters:
        glyphs: list[Glyph] = []
        veiled: set[int] = set()
        begun: set[int] = set()
        turned: Counter[int] = Counter()
        aslant = ""
        hidden = garbled = unseen = 0
        parted = False
        for n in range(count):
            code = raw.FPDFText_GetUnicode(self._page, n)
            if code in (10, 13) or raw.FPDFText_IsGenerated(self._page, n) == 1:
                parted = True
                continue
            style = self._style(n)
            if style.quarter != 0:
                turned[style.quarter or 0] += 1
                aslant += chr(code) if style.quarter is None and len(aslant) < _ASLANT else ""
                continue
            text = _text(code, style.font)
            glyph = self._glyph(n, "\ufffd" if text is None else text, style, parted)
            across, down = (glyph.left + glyph.right) / 2, glyph.base - 0.3 * glyph.size
            # A line that runs over the edge is kept whole: half a number is a wrong one.
            on_sheet = self._sheet.holds(across, down) or id(style) in begun
            if style.ink.size < TINY or not on_sheet:
                unseen += glyph.text.isalnum()
                continue
            begun.add(id(style))
            hidden += style.ink.clear
            garbled += text is None
            _append(glyphs, glyph)
            if self._paint.hides(style.ink, across, down):
                veiled.add(len(glyphs) - 1)
            parted = False
        quarter, most = turned.most_common(1)[0] if turned else (0, 0)
        return Letters(
            glyphs=tuple(glyphs),
            hidden=hidden,
            garbled=garbled,
            quarter=quarter if most > len(glyphs) else 0,
            unseen=unseen,
            veiled=frozenset(veiled),
            aslant=aslant,
        )

    def _glyph(self, n: int, text: str, style: _Style, parted: bool) -> Glyph:
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, n, box)
        raw.FPDFText_GetCharOrigin(self._page, n, self._x, self._y)
        one, _ = self._frame.point(box.left, box.bottom)
        other, _ = self._frame.point(box.right, box.top)
        _, base = self._frame.point(self._x.value, self._y.value)
        return Glyph(
            text=text, left=min(one, other), right=max(one, other), base=base,
            size=style.ink.size, font=style.font, parted=parted,
        )  # fmt: skip

    def _style(self, n: int) -> _Style:
        handle = raw.FPDFText_GetTextObject(self._page, n)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        style = self._styles.get(key)
        if style is None:
            matrix = self._matrix
            raw.FPDFText_GetMatrix(self._page, n, matrix)
            size = raw.FPDFText_GetFontSize(self._page, n) * math.hypot(matrix.c, matrix.d)
            mode = raw.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
            style = _Style(
                font=_font(handle),
                ink=Ink(
                    turn=self._paint.turn_of(handle) if handle else None,
                    colour=ink_colour(handle) if handle and mode == _FILLED else None,
                    clear=mode == _INVISIBLE or bool(handle and is_transparent(handle)),
                    size=size,
                    clip=self._paint.clip_of(handle) if handle else None,
                ),
                quarter=self._frame.quarter(matrix.a, matrix.b) if size > 0 else None,
            )
            self._styles[key] = style
        return style


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


def _text(code: int, font: str) -> str | None:
    if code == _LINE_END_HYPHEN:
        return "-"
    if (sign := sign_of(font, code)) is not None:
        return sign
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


def _font(handle: raw.FPDF_PAGEOBJECT) -> str:
    font = raw.FPDFTextObj_GetFont(handle) if handle else None
    if not font:
        return ""
    name = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, name, len(name))
    return name.value.decode("utf-8", errors="replace").rpartition("+")[2]
