"""Numbers and dates of a sheet as Excel prints them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a cell prints its number: Excel's format code, and the calendar of the workbook."""

    code: str = "General"
    epoch_1904: bool = False


def read_styles(root: etree._Element | None, *, epoch_1904: bool) -> list[Style]:
    """The styles of a workbook by their index."""
    if root is None:
        return [Style(epoch_1904=epoch_1904)]
    codes = dict(BUILTIN_FORMATS)
    for entry in root.iter("{*}numFmt"):
        codes[_number(entry.get("numFmtId"))] = entry.get("formatCode", "General")
    listed = root.find("{*}cellXfs")
    return [
        Style(code=codes.get(_number(entry.get("numFmtId")), "General"), epoch_1904=epoch_1904)
        for entry in ([] if listed is None else listed.iterchildren("{*}xf"))
    ]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def shown(value: str, style: Style) -> str:
    """What Excel shows for a stored number; dates as dd/mm/yyyy, as much as the format shows."""
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
    return _decimal(number, style.code)


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


def _decimal(number: float, code: str) -> str:
    section = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].', "", code.split(";")[0])
    pattern = re.search(r"([#0,]*0[#0,]*)(\.0+)?(%?)", section)
    if pattern is None or "E" in section or "/" in section:
        return f"{number:.15g}" if abs(number) < 1e15 else f"{number:.0f}"
    whole, fraction, percent = pattern.groups()
    places = len(fraction) - 1 if fraction else 0
    text = f"{number * (100 if percent else 1):.{places}f}"
    if "," in whole:
        head, _, tail = text.partition(".")
        text = f"{int(head):,}".replace(",", ".") + (f",{tail}" if tail else "")
    return text.zfill(whole.count("0")) + percent
