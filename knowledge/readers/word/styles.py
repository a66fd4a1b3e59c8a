"""Styles of a Word file: what a paragraph or a run takes over from them."""

from dataclasses import dataclass, fields, replace

from lxml import etree

from knowledge.readers.word.ink import AUTO, named
from knowledge.readers.word.xml import W, child, flag, number, value

# Styles are based on each other; Word allows ten steps or so, a damaged file a circle.
_DEEPEST = 40
_RAISED = "superscript"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What of the look of a run bears on its text; None where nothing is said.

    Attributes:
        font: Name of the font for letters beyond ASCII, "" for one of the theme.
        hidden: It is not printed.
        capitals: It is printed in capitals, however typed.
        struck: It is struck out.
        raised: It is set above the line.
        ink: Its colour, six hex digits or "auto".
        ground: The colour behind it, likewise; `marked` if by a marker pen.
        size: Half points.
    """

    font: str | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    ink: str | None = None
    ground: str | None = None
    marked: bool | None = None
    size: int | None = None

    def under(self, upper: "Look") -> "Look":
        """What `upper`, which is nearer to the text, says, and elsewhere what is said here."""
        said = {name: getattr(upper, name) for name in _SAID}
        return replace(self, **{name: each for name, each in said.items() if each is not None})


_SAID = tuple(field.name for field in fields(Look))


def look_of(properties: etree._Element | None) -> Look:
    """What run properties (`w:rPr`) say themselves."""
    if properties is None:
        return Look()
    return Look(
        font=_font(child(properties, "rFonts")),
        hidden=flag(properties, "vanish"),
        capitals=flag(properties, "caps"),
        struck=_either(flag(properties, "strike"), flag(properties, "dstrike")),
        raised=None if (align := value(properties, "vertAlign")) is None else align == _RAISED,
        ink=None if (ink := value(properties, "color")) is None else ink.lower(),
        ground=ground_of(properties),
        marked=None if child(properties, "highlight") is None else True,
        size=number(properties, "sz"),
    )


def ground_of(properties: etree._Element | None) -> str | None:
    """The colour that properties of a run, paragraph or cell put behind text; None for none."""
    if (marker := value(properties, "highlight")) not in (None, "none"):
        return named(marker or "")
    shading = child(properties, "shd")
    if shading is None:
        return None
    solid = shading.get(f"{W}val") == "solid"
    colour = shading.get(f"{W}color" if solid else f"{W}fill", AUTO).lower()
    return None if colour == AUTO else colour


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one or bool(other)


def _font(fonts: etree._Element | None) -> str | None:
    if fonts is None:
        return None
    for name in ("hAnsi", "ascii"):
        if fonts.get(f"{W}{name}Theme") is not None:
            return ""
        if (font := fonts.get(W + name)) is not None:
            return font
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """What a paragraph takes over from its style.

    Attributes:
        look: Of its runs.
        list_id: `w:numId` of the list that the style belongs to.
        list_level: Level in that list, counted from 0.
        names: The style and those that it is based on, nearest first.
        alignment: `w:jc`.
        ground: The colour behind it, six hex digits.
    """

    look: Look = Look()
    list_id: str | None = None
    list_level: int | None = None
    names: tuple[str, ...] = ()
    alignment: str | None = None
    ground: str | None = None


class Styles:
    """The styles of a file; without `root` there are none."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._default = next(
            (
                style.get(f"{W}styleId")
                for style in found
                if style.get(f"{W}type") == "paragraph"
                and style.get(f"{W}default") in ("1", "true", "on")
            ),
            None,
        )
        self._base = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._paragraphs: dict[str | None, ParagraphStyle] = {}

    def of_paragraph(self, properties: etree._Element | None) -> ParagraphStyle:
        """The style that paragraph properties (`w:pPr`) name, or the default one."""
        name = value(properties, "pStyle")
        if name not in self._styles:
            name = self._default
        if name not in self._paragraphs:
            self._paragraphs[name] = self._resolve(name)
        return self._paragraphs[name]

    def of_run(self, properties: etree._Element | None) -> Look:
        """What run properties say, themselves and by their character style."""
        look = look_of(properties)
        name = value(properties, "rStyle")
        for style in self._chain(name):
            look = look_of(child(style, "rPr")).under(look)
        return look

    def list_of(self, name: str) -> str | None:
        """The list (`w:numId`) that a list style stands for."""
        return value(self._styles.get(name), "pPr", "numPr", "numId")

    def is_shaded(self, name: str | None) -> bool:
        """Whether a table style colours any of its cells."""
        return any(each.find(f".//{W}shd") is not None for each in self._chain(name))

    def _resolve(self, name: str | None) -> ParagraphStyle:
        chain = self._chain(name)
        resolved = ParagraphStyle(names=tuple(s.get(f"{W}styleId", "") for s in chain))
        look = Look()
        for style in reversed(chain):
            look = look.under(look_of(child(style, "rPr")))
            properties = child(style, "pPr")
            listed = child(properties, "numPr")
            level = number(listed, "ilvl")
            resolved = replace(
                resolved,
                list_id=value(listed, "numId") or resolved.list_id,
                list_level=resolved.list_level if level is None else level,
                alignment=value(properties, "jc") or resolved.alignment,
                ground=ground_of(properties) or resolved.ground,
            )
        return replace(resolved, look=self._base.under(look))

    def _chain(self, name: str | None) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        chain: list[etree._Element] = []
        while name in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[name])
            name = value(chain[-1], "basedOn")
        return chain
