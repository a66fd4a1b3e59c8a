"""Numbers and dates of a sheet as Excel prints them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from knowledge.readers.sheet.numbers import formatted


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a cell looks.

    Attributes:
        code: Excel's format code of its number.
        epoch_1904: The calendar of the workbook counts from 1904.
        struck: Its text is struck out.
        unseen: It is white on white.
    """

    code: str = "General"
    epoch_1904: bool = False
    struck: bool = False
    unseen: bool = False


def read_styles(root: etree._Element | None, *, epoch_1904: bool) -> list[Style]:
    """The styles of a workbook by their index."""
    if root is None:
        return [Style(epoch_1904=epoch_1904)]
    codes = dict(BUILTIN_FORMATS)
    for entry in root.iter("{*}numFmt"):
        codes[_number(entry.get("numFmtId"))] = entry.get("formatCode", "General")
    fonts, fills = _listed(root, "fonts"), _listed(root, "fills")
    return [
        Style(
            code=codes.get(_number(entry.get("numFmtId")), "General"),
            epoch_1904=epoch_1904,
            struck=is_struck(_at(fonts, entry.get("fontId"))),
            unseen=_is_white(_at(fonts, entry.get("fontId")))
            and _is_bare(_at(fills, entry.get("fillId"))),
        )
        for entry in _listed(root, "cellXfs")
    ]


def is_struck(font: etree._Element | None) -> bool:
    """Whether a font, of a cell or of a run in it, strikes its letters out."""
    strike = None if font is None else font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def _is_white(font: etree._Element | None) -> bool:
    colour = None if font is None else font.find("{*}color")
    # Theme 0 is the paper; a tint makes it grey.
    return colour is not None and (
        colour.get("rgb", "")[-6:].upper() == "FFFFFF"
        or (colour.get("theme") == "0" and not float(colour.get("tint", "0") or 0))
    )


def _is_bare(fill: etree._Element | None) -> bool:
    pattern = None if fill is None else fill.find("{*}patternFill")
    return fill is None or (pattern is not None and pattern.get("patternType", "none") == "none")


def _listed(root: etree._Element, name: str) -> list[etree._Element]:
    parent = root.find(f"{{*}}{name}")
    return [] if parent is None else list(parent.iterchildren("{*}*"))


def _at(elements: list[etree._Element], index: str | None) -> etree._Element | None:
    n = _number(index)
    return elements[n] if index is not None and n < len(elements) else None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def shown(value: str, style: Style, *, label: bool = False) -> str:
    """What Excel shows for a stored number; dates as dd/mm/yyyy, as much as the format shows.

    Args:
        value: As stored.
        style: Of its cell.
        label: It opens its row, and may number it.
    """
    try:
        number = float(value)
    except ValueError:
        return value.strip()
    if is_date_format(style.code):
        epoch = CALENDAR_MAC_1904 if style.epoch_1904 else CALENDAR_WINDOWS_1900
        try:
            moment = from_excel(number, epoch)
        except (ValueError, OverflowError, TypeError):
            return value.strip()
        return _date(moment, style.code)
    return formatted(number, style.code, label=label)


def _date(moment: object, code: str) -> str:
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.lower())
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    if not isinstance(moment, (date, datetime)):
        return str(moment)
    # Without zeros that the paper would have: %d pads, and so do Vietnamese dates.
    day = f"{moment:%d}/" if "d" in letters else ""
    month = f"{moment:%m}/" if "m" in letters or day else ""
    clock = f" {moment:%H:%M}" if isinstance(moment, datetime) and "h" in letters else ""
    return f"{day}{month}{moment.year:04}{clock}"
