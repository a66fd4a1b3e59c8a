"""Fields of Word: of `PAGE`, a cross-reference or a table of contents only the result is text."""

from dataclasses import dataclass

from lxml import etree

from knowledge.readers.word.xml import W

# Their results are no part of the text: page numbers, and headings printed once more.
_DROPPED = ("TOC", "PAGE", "NUMPAGES", "SECTIONPAGES")


def is_dropped(instruction: str) -> bool:
    """Whether the result of a field with these instructions is left out."""
    words = instruction.split(maxsplit=1)
    return bool(words) and words[0].upper() in _DROPPED


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False

    @property
    def is_shown(self) -> bool:
        return self.in_result and not is_dropped(self.instruction)


class Fields:
    """The fields that are open while runs are read; they may reach over paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def is_shown(self) -> bool:
        """Whether text that stands here is printed."""
        return all(field.is_shown for field in self._open)

    @property
    def is_closed(self) -> bool:
        """Whether every field that began has ended."""
        return not self._open

    def instruct(self, element: etree._Element) -> None:
        """Take in the instructions of an `instrText`."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += element.text or ""

    def turn(self, element: etree._Element) -> None:
        """Take in a `fldChar`: a field begins, gives its result, or ends."""
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._open.append(_Field())
            case "separate" if self._open:
                self._open[-1].in_result = True
            case "end" if self._open:
                self._open.pop()
