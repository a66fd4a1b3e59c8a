"""PowerPoint files (.pptx): what stands on the slides that are shown, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.readers.grid import Cell, row_lines
from knowledge.readers.legacy import mend_legacy
from knowledge.readers.package import Package
from knowledge.readers.word.numerals import numeral
from knowledge.text import nfc, squash

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST_SLIDES = 300
# Shapes that every slide repeats.
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_TITLES = ("title", "ctrTitle")
_STRUCK = ("sngStrike", "dblStrike")
_NO = ("0", "false")
# How PowerPoint names its automatic numbers, and Word the same numerals.
_NUMERALS = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
_AROUND = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}

_NO_DOCUMENT = "Tệp trình chiếu, không phải văn bản ban hành; cần đối chiếu văn bản gốc."


@dataclass(slots=True)
class _Left:
    """What of the slides was not read."""

    hidden: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    charts: list[int] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)

    def warnings(self) -> Iterator[str]:
        """A sentence for each kind, naming the slides."""
        for slides, said in (
            (self.hidden, "đang ẩn nên không được đọc"),
            (self.pictures, "có hình ảnh chưa được đọc"),
            (self.charts, "có biểu đồ hoặc sơ đồ chưa được đọc"),
            (self.struck, "có chữ gạch bỏ không được đọc"),
        ):
            if slides:
                numbers = ", ".join(map(str, dict.fromkeys(slides)))
                yield f"Trang trình chiếu {numbers} {said}."


def read_slides(data: bytes, name: str) -> Extract:
    """The text of the slides in the order in which they are shown; notes are left out.

    Raises:
        UnreadableFileError: The file is damaged, encrypted, too large, or shows no text.
    """
    package = Package(data, name)
    left = _Left()
    lines: list[str] = []
    for number, slide in enumerate(_slides(package, name), start=1):
        if slide.get("show", "1") in _NO:
            left.hidden.append(number)
        else:
            lines += _Slide(number, left).lines(slide)
    text, mended = mend_legacy(nfc("\n".join(lines)))
    if not any(c.isalnum() for c in text):
        raise UnreadableFileError(
            f"{name}: các trang trình chiếu không có chữ đọc được (chỉ có hình ảnh); hãy gửi văn "
            "bản gốc, hoặc xuất ra PDF rồi gửi lại."
        )
    warnings = (_NO_DOCUMENT, *left.warnings(), *mended)
    return Extract(text=f"{text}\n", method=Method.SLIDES, warnings=warnings)


def _slides(package: Package, name: str) -> list[etree._Element]:
    member = next(iter(package.related("", "officeDocument").values()), "ppt/presentation.xml")
    presentation = package.xml(member)
    members = package.related(member, "slide")
    ids = [] if presentation is None else presentation.iter(f"{_P}sldId")
    named = [members.get(each.get(f"{_R}id", ""), "") for each in ids]
    if len(named) > _MOST_SLIDES:
        raise UnreadableFileError(
            f"{name}: tệp có quá {_MOST_SLIDES} trang trình chiếu; hãy tách thành nhiều tệp."
        )
    slides = [package.xml(each) for each in named]
    return [slide for slide in slides if slide is not None]


class _Slide:
    """Reads one slide."""

    def __init__(self, number: int, left: _Left) -> None:
        self._number = number
        self._left = left

    def lines(self, slide: etree._Element) -> list[str]:
        """The lines of a slide: its title, then the other shapes in their order."""
        tree = slide.find(f"{_P}cSld/{_P}spTree")
        shapes = [] if tree is None else list(_shapes(tree))
        shapes.sort(key=lambda shape: _role(shape) not in _TITLES)
        return [line for shape in shapes for line in self._of_shape(shape)]

    def _of_shape(self, shape: etree._Element) -> Iterator[str]:
        if _role(shape) in _FURNITURE:
            return
        if shape.tag == f"{_P}pic":
            self._left.pictures.append(self._number)
        elif shape.tag == f"{_P}graphicFrame":
            tables = list(shape.iter(f"{_A}tbl"))
            if not tables:
                self._left.charts.append(self._number)
            for table in tables:
                yield from row_lines([self._row(row) for row in table.findall(f"{_A}tr")])
        else:
            yield from self._paragraphs(shape.find(f"{_P}txBody"))

    def _row(self, row: etree._Element) -> list[Cell]:
        return [
            Cell(
                paragraphs=tuple(self._paragraphs(cell.find(f"{_A}txBody"))),
                columns=_count(cell, "gridSpan"),
                rows=_count(cell, "rowSpan"),
            )
            for cell in row.findall(f"{_A}tc")
            if cell.get("hMerge", "0") in _NO and cell.get("vMerge", "0") in _NO
        ]

    def _paragraphs(self, body: etree._Element | None) -> Iterator[str]:
        if body is None:
            return
        counts: dict[int, int] = {}
        for paragraph in body.findall(f"{_A}p"):
            text = squash(self._text(paragraph))
            if text:
                yield f"{_mark(paragraph.find(f'{_A}pPr'), counts)}{text}"

    def _text(self, paragraph: etree._Element) -> str:
        pieces = []
        for piece in paragraph:
            if piece.tag == f"{_A}br":
                pieces.append(" ")
                continue
            look, text = piece.find(f"{_A}rPr"), piece.findtext(f"{_A}t") or ""
            if look is not None and look.get("strike") in _STRUCK and text.strip():
                self._left.struck.append(self._number)
            else:
                pieces.append(text)
        return "".join(pieces)


def _shapes(tree: etree._Element) -> Iterator[etree._Element]:
    """The shapes of a slide, those in groups among them; hidden ones are not shown."""
    for shape in tree:
        drawn = shape.find(f"*/{_P}cNvPr")
        if drawn is not None and drawn.get("hidden", "0") not in _NO:
            continue
        if shape.tag == f"{_P}grpSp":
            yield from _shapes(shape)
        elif shape.tag in (f"{_P}sp", f"{_P}pic", f"{_P}graphicFrame"):
            yield shape


def _role(shape: etree._Element) -> str:
    holder = shape.find(f"*/{_P}nvPr/{_P}ph")
    return "" if holder is None else holder.get("type", "")


def _count(cell: etree._Element, name: str) -> int:
    given = cell.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 4 else 1


def _mark(properties: etree._Element | None, counts: dict[int, int]) -> str:
    """The number or bullet that PowerPoint prints in front of a paragraph.

    Args:
        properties: Of the paragraph.
        counts: The last number on each level of the text box; changed.
    """
    level = 0 if properties is None else _level(properties)
    for deeper in [each for each in counts if each > level]:
        del counts[deeper]
    number = None if properties is None else properties.find(f"{_A}buAutoNum")
    if number is None:
        counts.pop(level, None)
        dashed = properties is not None and properties.find(f"{_A}buChar") is not None
        return "- " if dashed else ""
    start = _count(number, "startAt")
    counts[level] = counts.get(level, start - 1) + 1
    form = number.get("type", "")
    for numerals, word in _NUMERALS.items():
        around = _AROUND.get(form.removeprefix(numerals))
        if form.startswith(numerals) and around is not None:
            return f"{around.format(numeral(counts[level], word))} "
    return ""


def _level(properties: etree._Element) -> int:
    given = properties.get("lvl", "0")
    return int(given) if len(given) == 1 and given.isdecimal() else 0
