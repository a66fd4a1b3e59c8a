"""How elements of a page look, as far as it decides whether their text is read."""

import re
from enum import Enum, auto

from lxml import etree


class Look(Enum):
    """How an element is shown.

    Attributes:
        SHOWN: Like the text around it.
        FOLDED: Not at all, as menus that a click opens.
        STRUCK: Struck out.
        UNSEEN: Printed so that nobody sees it.
    """

    SHOWN = auto()
    FOLDED = auto()
    STRUCK = auto()
    UNSEEN = auto()


_STRUCK_TAGS = frozenset(("s", "strike", "del"))
_FOLDED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_UNSEEN = re.compile(
    r"(?:^|[;\s])(?:opacity\s*:\s*0*\.?0+\s*(?:;|$)"
    r"|font-size\s*:\s*(?:0*\.?0+|0?\.\d+|[12](?:\.0*)?)\s*(?:px|pt)?\s*(?:;|$|!)"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0)",
    re.I,
)
_INK = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.I)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.I)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
# Blocks of rules that hold for printers or narrow screens.
_AT_BLOCK = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]*)?(?:\.(?P<cls>[\w-]+))?", re.I)
_MOST_RULES = 20_000
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)


class Looks:
    """The looks of the elements of one page.

    Of style sheets only rules for a tag or a class are read, and only for what strikes out: what
    they hide, a script may show.
    """

    def __init__(self, root: etree._Element) -> None:
        self._striking: set[tuple[str, str]] = set()
        self._colouring: set[tuple[str, str]] = set()
        for sheet in root.iter("style"):
            self._read(sheet.text or "")
        # What another file says of the classes of this page is not known.
        self._has_other_sheets = any(
            "stylesheet" in link.get("rel", "").lower() for link in root.iter("link")
        )

    def of(self, element: etree._Element) -> Look:
        """How an element is shown, apart from what it is within."""
        style = element.get("style", "")
        if element.get("hidden") is not None or _FOLDED.search(style):
            return Look.FOLDED
        if element.tag in _STRUCK_TAGS or _STRUCK.search(style):
            return Look.STRUCK
        if self._striking and self._is_ruled(element, self._striking):
            return Look.STRUCK
        if style and _UNSEEN.search(style) or self._is_inked_away(element, style):
            return Look.UNSEEN
        return Look.SHOWN

    def _read(self, sheet: str) -> None:
        sheet = _AT_BLOCK.sub("", re.sub(r"/\*.*?\*/|<!--|-->", "", sheet, flags=re.S))
        for number, rule in enumerate(_RULE.finditer(sheet)):
            if number > _MOST_RULES:
                return
            kinds = [self._striking] if _STRUCK.search(rule[2]) else []
            kinds += [self._colouring] if _GROUND.search(rule[2]) else []
            for selector in rule[1].split(",") if kinds else ():
                match = _SIMPLE.fullmatch(selector.strip())
                if match is not None and selector.strip():
                    for kind in kinds:
                        kind.add(((match["tag"] or "").lower(), match["cls"] or ""))

    def _is_ruled(self, element: etree._Element, rules: set[tuple[str, str]]) -> bool:
        tag = str(element.tag)
        names = ["", *element.get("class", "").split()]
        return any((each, name) in rules for name in names for each in ("", tag) if each or name)

    def _is_inked_away(self, element: etree._Element, style: str) -> bool:
        """Whether its letters have the colour of what is behind them."""
        named = _INK.search(style)
        ink = named[1] if named else element.get("color") if element.tag == "font" else None
        behind = _GROUND.search(style)
        if behind is not None:
            bare = ink is None and _is_black(behind[1]) and not len(element)
            return bare or (ink is not None and _hex(ink) == _hex(behind[1]) is not None)
        if ink is None or not _is_white(ink) or self._is_coloured(element):
            return False
        return not any(_INK.search(each.get("style", "")) for each in element.iterdescendants())

    def _is_coloured(self, element: etree._Element) -> bool:
        """Whether anything around may have another colour than paper."""
        for each in (element, *element.iterancestors()):
            if each.get("bgcolor") or each.get("background"):
                return True
            if _GROUND.search(each.get("style", "")) or self._is_ruled(each, self._colouring):
                return True
            if self._has_other_sheets and each.get("class"):
                return True
        return False


def is_raised(element: etree._Element) -> bool:
    """Whether an element is set above the line."""
    return element.tag == "sup" or bool(_RAISED.search(element.get("style", "")))


_NAMES = {"white": "ffffff", "black": "000000", "snow": "fffafa", "ivory": "fffff0"}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,?\s*(\d{1,3})\s*,?\s*(\d{1,3})")


def _hex(colour: str) -> str | None:
    """Six hex digits of a colour, None for one that is written otherwise."""
    colour = colour.strip().strip("'\"").lower()
    if colour in _NAMES:
        return _NAMES[colour]
    if (match := _RGB.match(colour)) is not None:
        return "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return digits if re.fullmatch(r"[0-9a-f]{6}", digits) else None


def _is_white(colour: str) -> bool:
    digits = _hex(colour)
    return digits is not None and all(int(digits[n : n + 2], 16) >= 0xE8 for n in (0, 2, 4))


def _is_black(colour: str) -> bool:
    return _hex(colour) == "000000"
