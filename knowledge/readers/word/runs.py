"""The text of a Word paragraph: runs, and what wraps them."""

import re

from lxml import etree

from knowledge.readers.raised import raised_text
from knowledge.readers.symbols import sign_of
from knowledge.readers.word.blocks import Piece
from knowledge.readers.word.fields import Fields, is_dropped
from knowledge.readers.word.figures import Figure, find_figure
from knowledge.readers.word.ink import WHITE, is_unseen
from knowledge.readers.word.styles import Look, Styles
from knowledge.readers.word.xml import MATH, W, child, children, flag, local, text_boxes
from knowledge.text import SOFT_HYPHEN

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Bullets that were typed: the hyphen is what offices print in their place.
_BULLETS = {("symbol", 0xF0B7)} | {("wingdings", each) for each in (0xF06E, 0xF076, 0xF0A7, 0xF0D8)}
# Characters before a raised sign that tell what it is.
_NEAR = 24
_LEGACY_FONTS = (".vn", "vni")
_PRIVATE = re.compile("[\uf000-\uf0ff]")


class Runs:
    """Reads the runs of paragraphs in the order of the text.

    Attributes:
        boxes: Text boxes that were met, to be read by whoever takes them out.
        figures: Pictures and embedded files that were met, as `boxes`.
        notes: Footnotes and endnotes that were met: (name of the element, id).
        has_changes: Tracked changes were met.
        struck: What is struck out, in the order of the text.
        has_unseen: Text was met that nobody sees.
        ground: The colour behind the paragraph that is read, six hex digits; None if unknown.
    """

    def __init__(self, styles: Styles, *, fields: bool = True) -> None:
        self._styles = styles
        self._with_fields = fields
        self.fields = Fields()
        self.boxes: list[etree._Element] = []
        self.figures: list[Figure] = []
        self.notes: list[tuple[str, str]] = []
        self.has_changes = False
        self.struck: list[str] = []
        self.has_unseen = False
        self.ground: str | None = WHITE
        self._before = ""

    def pieces(self, paragraph: etree._Element, base: Look) -> list[Piece]:
        """The printed text of a paragraph.

        Args:
            paragraph: The element.
            base: The look of the paragraph's style.
        """
        self._before = ""
        return self._pieces(paragraph, base)

    def _pieces(self, element: etree._Element, base: Look) -> list[Piece]:
        found: list[Piece] = []
        for each in children(element):
            match local(each):
                case "r":
                    self._read_run(each, base, found)
                case "del" | "moveFrom":
                    self.has_changes = True
                case "ins" | "moveTo":
                    self.has_changes = True
                    found += self._pieces(each, base)
                case "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" | "sdtContent":
                    found += self._pieces(each, base)
                case "rubyBase":
                    found += self._pieces(each, base)
                case "sdt" if not is_placeholder(each):
                    found += self._pieces(each, base)
                case "fldSimple" if not is_dropped(each.get(f"{W}instr", "")):
                    found += self._pieces(each, base)
                case "":
                    formula = "".join(t.text or "" for t in each.iter(f"{MATH}t"))
                    found += [Piece(text=formula)] if formula else []
        return found

    def _read_run(self, run: etree._Element, base: Look, found: list[Piece]) -> None:
        look = base.under(self._styles.of_run(child(run, "rPr")))
        font = look.font or ""
        for each in children(run):
            name = local(each)
            if name == "fldChar" and self._with_fields:
                self.fields.turn(each)
            elif name == "instrText":
                self.fields.instruct(each)
            elif look.hidden or not self.fields.is_shown:
                continue
            elif text := self._shown(self._text(each, name, font), look):
                self._before = (self._before + text)[-_NEAR:]
                found.append(Piece(text=text, font=font, capitals=bool(look.capitals)))
            elif name == "ruby":
                found += self._pieces(each, base)
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), each.get(f"{W}id", "")))
            elif name in ("drawing", "pict", "object") or not name:
                self.boxes += text_boxes(each)
                figure = find_figure(each)
                self.figures += [figure] if figure is not None else []

    def _shown(self, text: str, look: Look) -> str:
        """What of a run's text is part of the text: nothing struck out, unseen, or a note's mark.

        Blanks stay: a struck one is drawn for a line.
        """
        if not text.strip():
            return text
        ground = look.ground or self.ground
        if is_unseen(look.ink, ground, look.size, marked=bool(look.marked)):
            self.has_unseen |= any(letter.isalnum() for letter in text)
            return ""
        if look.struck:
            self.struck.append(text)
            return ""
        if look.raised:
            return raised_text(self._before, text)
        return text

    def _text(self, element: etree._Element, name: str, font: str) -> str:
        if name == "t":
            text = _PRIVATE.sub(lambda sign: _sign(ord(sign[0]), font), element.text or "")
            return text if element.get(_XML_SPACE) == "preserve" else text.strip(" \t\r\n")
        if name == "softHyphen":
            return SOFT_HYPHEN
        if name == "sym":
            return _symbol(element, font)
        return _SIGNS.get(name, "")


def _symbol(element: etree._Element, font: str) -> str:
    font = element.get(f"{W}font", font)
    code = element.get(f"{W}char", "")
    try:
        place = int(code, 16) if len(code) <= 6 else 0
    except ValueError:
        return ""
    return _sign(place, font)


def _sign(place: int, font: str) -> str:
    """A character of a font of signs, which Word keeps from U+F000 on; "" for one of no use."""
    if 0xF000 <= place <= 0xF0FF and not font.lower().startswith(_LEGACY_FONTS):
        return "-" if (font.lower(), place) in _BULLETS else sign_of(font, place) or ""
    if 0xF000 <= place <= 0xF0FF:
        place -= 0xF000
    return chr(place) if 0x20 <= place < 0xD800 else ""


def is_placeholder(control: etree._Element) -> bool:
    """Whether a content control is not filled in, and shows what to fill in."""
    return bool(flag(child(control, "sdtPr"), "showingPlcHdr"))


def is_contents(control: etree._Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def ends_hidden(mark: etree._Element | None, look: Look) -> bool:
    """Whether the mark of a paragraph is deleted or hidden, so that the next one joins it.

    Args:
        mark: The run properties of the mark.
        look: Of the mark, styles included.
    """
    gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
    return gone or bool(look.hidden) or bool(flag(mark, "specVanish"))
