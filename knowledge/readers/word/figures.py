"""Pictures, charts and embedded files in a Word file, which hold what its runs do not say."""

import re
from dataclasses import dataclass

from lxml import etree

from knowledge.readers.word.xml import R, children, integer

# Square centimetres: a stamped signature takes 20, an annex pasted as a picture 100 and more.
_LARGE = 40.0
_EMU, _POINTS, _TWIPS = 360_000.0, 28.35, 567.0
_LENGTH = re.compile(r"\b(width|height):([\d.]+)(pt|in|cm|mm)?")
_UNITS = {"pt": 1 / _POINTS, "in": 2.54, "cm": 1.0, "mm": 0.1, None: 1 / _POINTS}
_PICTURED = ("blip", "imagedata", "chart", "relIds")
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is drawn or embedded, and not text.

    Attributes:
        embedded: The id of its relationship where it is a file embedded in this one.
        picture: The same where it is one picture, whole.
    """

    embedded: str | None = None
    picture: str | None = None


def find_figure(element: etree._Element) -> Figure | None:
    """The large picture, chart or embedded file in a drawing; None for decoration and formulas."""
    for each in element.iter():
        if _name(each) == "OLEObject" and not each.get("ProgID", "").startswith("Equation"):
            return Figure(embedded=each.get(f"{R}id") or "")
    if _area(element) < _LARGE:
        return None
    drawn = [each for each in _drawn(element) if _name(each) in _PICTURED]
    return Figure(picture=_whole_picture(element, drawn)) if drawn else None


def _whole_picture(element: etree._Element, drawn: list[etree._Element]) -> str | None:
    """The id of the only picture in a drawing, if all of it is shown."""
    if len(drawn) != 1 or any(_name(each) == "srcRect" and each.attrib for each in element.iter()):
        return None
    return drawn[0].get(f"{R}embed") or drawn[0].get(f"{R}id")


def not_read(figures: list[str]) -> str:
    """The sentence for the admin; each figure is told by what stands above it."""
    return (
        f"Có {len(figures)} hình hoặc bảng nhúng chưa được đọc ({_above(figures)}); nếu trong đó "
        "có nội dung, hãy gửi thêm bản chữ."
    )


def recognised(figures: list[str]) -> str:
    """The sentence for the admin about pictures whose text was recognised, told alike."""
    return (
        f"Chữ trong {len(figures)} hình ({_above(figures)}) do máy nhận dạng; cần đối chiếu bản "
        "gốc."
    )


def _above(figures: list[str]) -> str:
    return "; ".join(
        f"dưới «{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}»" if text else "ở đầu tệp"
        for text in dict.fromkeys(figures)
    )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _drawn(element: etree._Element) -> list[etree._Element]:
    """All elements but those of alternatives that are not shown."""
    found: list[etree._Element] = []
    for each in children(element):
        found += [each, *_drawn(each)]
    return found


def _area(element: etree._Element) -> float:
    """Square centimetres of the largest thing that is drawn; 0 where no size is told."""
    areas = [0.0]
    for each in [element, *_drawn(element)]:
        if _name(each) == "extent":
            areas.append(_product(each.get("cx"), each.get("cy"), _EMU))
        elif _name(each) == "object":
            w = f"{{{etree.QName(each).namespace}}}"
            areas.append(_product(each.get(f"{w}dxaOrig"), each.get(f"{w}dyaOrig"), _TWIPS))
        elif style := each.get("style"):
            sides = {
                side: float(size) * _UNITS[unit or None]
                for side, size, unit in _LENGTH.findall(style)
                if size.count(".") < 2 and size != "."
            }
            areas.append(sides.get("width", 0.0) * sides.get("height", 0.0))
    return max(areas)


def _product(across: str | None, down: str | None, unit: float) -> float:
    return (integer(across) or 0) / unit * (integer(down) or 0) / unit
