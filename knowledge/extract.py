"""What a reader takes out of a file: its text, and where on the pages that text stands.

The text is laid out alike for every format, so that the rest of reading knows one form:

- a paragraph is one line and ends with a line feed; a number or bullet that the program which
  made the file prints by itself stands in front of it, as printed;
- a row of a table of two or more columns is the line ``| cell | cell |``; a cell spanning columns
  stands once and empty cells at the end fill the row up, a cell spanning rows stands in each row;
  within a cell `CELL_BREAK` ends a paragraph;
- a table of one column is its paragraphs; repeated page headers, footers and page numbers are
  left out; footnotes follow the body, each a line ``[1] …``.
"""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.text import Span

# Ends a paragraph inside a table cell: white space to every comparison, no end of a line.
CELL_BREAK = "\v"


class Method(StrEnum):
    """How the text was won from the file."""

    TEXT = "văn bản thuần"
    WORD = "Word"
    WEB = "trang web"
    SHEET = "bảng tính"
    SLIDES = "trình chiếu"
    PDF = "PDF"
    OCR = "nhận dạng chữ (OCR)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page.

    Attributes:
        page: Counted from 1.
        left: Points (1/72 inch) from the left edge of the page as it is seen; so `right`.
        top: Points from the upper edge; so `bottom`.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A printed line, or a cell: a stretch of the text and where it is seen."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The text of a file.

    Attributes:
        text: NFC, laid out as the module says.
        method: How most of it was won.
        places: In the order of the text; empty where the format has no pages.
        pages: For each page the stretch of `text` that begins on it; empty as `places`.
        recognised: Optical recognition read it, in part or whole.
        doubtful: Words that recognition was unsure of, and all in pictures of a Word file.
        warnings: Sentences for the admin, in Vietnamese, without the file's name.
        draft: «Dự thảo» is printed across the pages, or in their running heads.
    """

    text: str
    method: Method
    places: tuple[Place, ...] = ()
    pages: tuple[Span, ...] = ()
    recognised: bool = False
    doubtful: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
    draft: bool = False
