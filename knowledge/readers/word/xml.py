"""Names and values of WordprocessingML, the XML of .docx files."""

import re
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE = f"{_COMPATIBILITY}AlternateContent"
_CHOICE = f"{_COMPATIBILITY}Choice"
_FALLBACK = f"{_COMPATIBILITY}Fallback"
_HIDDEN_SHAPE = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_ON = ("1", "true", "on")
_OFF = ("0", "false", "off", "none")


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element at the end of a path of local names, None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: etree._Element | None, *names: str) -> str | None:
    """The `w:val` of the element at the end of a path."""
    found = child(element, *names)
    return None if found is None else found.get(f"{W}val")


def number(element: etree._Element | None, *names: str) -> int | None:
    """The `w:val` at the end of a path as a number; None where it is missing or none."""
    return integer(value(element, *names))


def integer(digits: str | None) -> int | None:
    """A number of an attribute; None where it is missing or none."""
    try:
        return int(digits) if digits is not None and len(digits) < 10 else None
    except ValueError:
        return None


def flag(element: etree._Element | None, name: str) -> bool | None:
    """A property that is on or off; None where nothing is said of it."""
    found = child(element, name)
    return None if found is None else found.get(f"{W}val", "true") not in _OFF


def local(element: etree._Element) -> str:
    """The name of a WordprocessingML element, "" for an element of another language."""
    tag = element.tag
    return tag[len(W) :] if isinstance(tag, str) and tag.startswith(W) else ""


def children(element: etree._Element) -> Iterator[etree._Element]:
    """The children of an element; of alternative contents only the one that is shown."""
    for each in element:
        if each.tag == _ALTERNATE:
            shown = each.find(_CHOICE)
            if shown is None or not len(shown):
                shown = each.find(_FALLBACK)
            if shown is not None:
                yield from children(shown)
        elif isinstance(each.tag, str):
            yield each


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes in a drawing that are shown, each once."""
    if any(each.tag.endswith("}docPr") and each.get("hidden") in _ON for each in children(element)):
        return
    for each in children(element):
        if each.tag == f"{W}txbxContent":
            yield each
        elif not _HIDDEN_SHAPE.search(each.get("style", "")):
            yield from text_boxes(each)
