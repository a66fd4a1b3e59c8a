"""PDF files of plans, drawn as office programs draw them: letter by letter, in an odd order.

Paragraphs are justified without blanks in the file, accented capitals come last on each page from
a second font, and what a registry stamps on a signed file comes last of all.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from knowledge.head.frame import find_parts
from knowledge.outline.furniture import is_furniture
from knowledge.outline.labels import parse_label
from knowledge.outline.lines import Line, read_lines
from knowledge.text import fold

FONTS = Path("/usr/share/fonts/truetype/dejavu")
_FACES = {"body": "DejaVuSerif", "bold": "DejaVuSerif-Bold", "other": "DejaVuSans"}
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 85.0, 540.0, 80.0, 90.0
_SIZE, _PITCH, _INDENT = 13.0, 18.0, 36.0
_MIDDLE = 250.0
# Where a head whose columns were put on one line has its right column.
_RIGHT = re.compile(r"\s(?=ĐẢNG C[ỘÔ]NG SẢN|CỘNG HÒA|Việt Trì, ngày)")
_ACCENTED_CAPITALS = frozenset(
    c for c in map(chr, range(0xC0, 0x1F00)) if c.isupper() and fold(c) != c.lower() and c != "Đ"
)


def has_fonts():
    """Whether the fonts of the tests are installed."""
    return all((FONTS / f"{face}.ttf").exists() for face in _FACES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan as it is set on paper; every entry is a paragraph.

    Attributes:
        left: The left column of the head.
        right: Its right column.
        body: From the type of the document to the last paragraph; a tuple is a row of a table.
        recipients: The list of recipients.
        signature: What stands beside it.
    """

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    body: tuple[str | tuple[str, ...], ...] = ()
    recipients: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()


def plan_of(text: str) -> Plan:
    """The paragraphs of a plan text, without the web page around it."""
    lines = [line for line in read_lines(text) if not is_furniture(line.text)]
    part = find_parts(lines)[0]
    head = [
        half for n in part.head for half in _RIGHT.split(lines[n].text, maxsplit=1) if half.strip()
    ]
    right = [t for t in head if fold(t).startswith(("cong hoa", "doc lap", "dang cong"))]
    right += [t for t in head if ", ngày" in t and t not in right]
    left = [t for t in head if t not in right and (t.isupper() or t.startswith(("Số:", "Số ")))]
    first = part.type_line if part.type_line is not None else part.body.start
    return Plan(
        left=tuple(left),
        right=tuple(right),
        body=tuple(_joined(text, lines[first : part.body.stop])),
        recipients=tuple(lines[n].text for n in part.recipients),
        signature=tuple(lines[n].text for n in part.signature),
    )


def _joined(text: str, lines: Sequence[Line]) -> Iterable[str]:
    """The paragraphs of a text, those rejoined that a page break cut in two."""
    kept: list[str] = []
    for line in lines:
        goes_on = line.text[0].islower() and parse_label(line.text) is None
        if kept and goes_on and kept[-1][-1] not in ".:;,!" and len(kept[-1]) > 60:
            kept[-1] += " " + line.text
        else:
            kept.append(line.text)
    return kept


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """What is drawn on one page, in the order of the file."""

    now: list[tuple[str, float, float, str, float]] = field(default_factory=list)
    later: list[tuple[str, float, float, str, float]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


class Printer:
    """Draws a plan page by page.

    Attributes:
        running_head: Printed on top of every page.
        stamped: Numbers and days drawn after everything else: (text, x, y from the top).
        small_print: What a signing program draws likewise.
    """

    def __init__(self, *, running_head: str = "", second_font: bool = True) -> None:
        for face in _FACES.values():
            if face not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(face, str(FONTS / f"{face}.ttf")))
        self.running_head = running_head
        self.stamped: list[tuple[str, float, float]] = []
        self.small_print: list[tuple[str, float, float]] = []
        self._second = _ACCENTED_CAPITALS if second_font else frozenset()
        self._sheets = [_Sheet()]
        self._down = TOP

    def add_plan(self, plan: Plan) -> None:
        """Draw head, body, recipients and signature."""
        if plan.left or plan.right:
            self._head(plan.left, plan.right)
        rows: list[tuple[str, ...]] = []
        for n, each in enumerate(plan.body):
            if isinstance(each, tuple):
                rows.append(each)
                continue
            self.add_table(rows)
            rows = []
            if n == 0 and each.isupper() or each.isupper() and n < 3 and len(each) < 60:
                self._centred(each)
            else:
                self.add_paragraph(each, bold=each.isupper())
        self.add_table(rows)
        if plan.recipients or plan.signature:
            self._beside(plan.recipients, plan.signature)

    def add_paragraph(self, text: str, *, bold: bool = False) -> None:
        """Draw a justified paragraph whose first line is set in."""
        face = "bold" if bold else "body"
        lines = self._wrapped(text.split(), face, RIGHT - LEFT, first=_INDENT)
        for n, words in enumerate(lines):
            self._room(_PITCH)
            start = LEFT + (0 if n else _INDENT)
            self._words(words, face, start, RIGHT if n < len(lines) - 1 else None)
            self._down += _PITCH
        self._down += 4

    def add_note_mark(self, mark: str, *, after: str, note: str) -> None:
        """Draw a line with the raised mark of a footnote, and the note at the foot of the page."""
        self._words(after.split(), "body", LEFT + _INDENT, None)
        words = after.split()
        end = sum(self._width(word, "body") for word in words) + _SIZE * 0.3 * (len(words) - 1)
        self._put(mark, "body", LEFT + _INDENT + end + 0.5, self._down - 5, 8)
        self._put(mark, "body", LEFT, HEIGHT - BOTTOM - 3, 6)
        self._words(note.split(), "body", LEFT + 6, None, down=HEIGHT - BOTTOM, size=9)
        self._down += _PITCH

    def add_table(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Draw a ruled table; its first row is repeated on every page."""
        if not rows:
            return
        columns = self._columns(rows)
        self._row(rows[0], columns)
        for row in rows[1:]:
            if self._row_height(row, columns) > HEIGHT - BOTTOM - self._down:
                self._new_page()
                self._row(rows[0], columns)
            self._row(row, columns)
        self._down += _PITCH

    def pdf(self, **options) -> bytes:
        """The file; options are those of the canvas, such as `encrypt`."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4, **options)
        for number, sheet in enumerate(self._sheets, start=1):
            for x0, y0, x1, y1 in sheet.rules:
                canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
            if self.running_head:
                self._draw(canvas, self.running_head, LEFT, 45, "other", 9)
            if number > 1:
                self._draw(canvas, str(number), WIDTH / 2, 60, "body", 12)
            for drawn in (*sheet.now, *sheet.later):
                self._draw(canvas, *drawn)
            if number == 1:
                for text, x, y in self.stamped:
                    self._draw(canvas, text, x, y, "other", 12)
                for text, x, y in self.small_print:
                    self._draw(canvas, text, x, y, "other", 6)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    @staticmethod
    def _draw(canvas: Canvas, text: str, x: float, y: float, face: str, size: float) -> None:
        canvas.setFont(_FACES[face], size)
        canvas.drawString(x, HEIGHT - y, text)

    def _head(self, left: Sequence[str], right: Sequence[str]) -> None:
        top = self._down
        for column, middle in ((left, (LEFT + _MIDDLE) / 2 - 20), (right, (_MIDDLE + RIGHT) / 2)):
            down = top
            for text in column:
                size = 11.0
                width = self._width(text, "body", size)
                self._put(text, "body", middle - width / 2, down, size)
                down += 16
            self._down = max(self._down, down)
        self._down += 20

    def _beside(self, recipients: Sequence[str], signature: Sequence[str]) -> None:
        self._room(16 * max(len(recipients), len(signature) + 3))
        top = self._down + 10
        for n, text in enumerate(recipients):
            self._put(text, "body", LEFT, top + 13 * n, 9)
        for n, text in enumerate(signature):
            size = 12.0 if len(text) > 30 else 13.0
            width = self._width(text, "bold", size)
            down = top + 2 + 17 * n + (40 if n == len(signature) - 1 else 0)
            self._put(text, "bold", 430 - width / 2, down, size)

    def _centred(self, text: str) -> None:
        self._room(_PITCH)
        self._put(text, "bold", (LEFT + RIGHT - self._width(text, "bold")) / 2, self._down)
        self._down += _PITCH + 4

    def _columns(self, rows: Sequence[tuple[str, ...]]) -> list[float]:
        weights = [min(12, max(len(row[n]) for row in rows) ** 0.5) for n in range(len(rows[0]))]
        shares = [max(each, 3.2) for each in weights]
        bounds = [LEFT]
        for share in shares:
            bounds.append(bounds[-1] + (RIGHT - LEFT) * share / sum(shares))
        return bounds

    def _cells(self, row: Sequence[str], columns: Sequence[float]) -> list[list[list[str]]]:
        return [
            self._wrapped(text.split(), "body", end - start - 8, size=10)
            for text, start, end in zip(row, columns, columns[1:], strict=False)
        ]

    def _row_height(self, row: Sequence[str], columns: Sequence[float]) -> float:
        return 13.0 * max(len(cell) for cell in self._cells(row, columns)) + 6

    def _row(self, row: Sequence[str], columns: Sequence[float]) -> None:
        height = self._row_height(row, columns)
        self._room(height)
        top, bottom = self._down - 11, self._down - 11 + height
        for cell, start in zip(self._cells(row, columns), columns, strict=False):
            for n, words in enumerate(cell):
                self._words(words, "body", start + 4, None, down=self._down + 13 * n, size=10)
        rules = self._sheets[-1].rules
        rules += [(x, top, x, bottom) for x in columns]
        rules += [(columns[0], y, columns[-1], y) for y in (top, bottom)]
        self._down += height

    def _room(self, height: float) -> None:
        if self._down + height > HEIGHT - BOTTOM:
            self._new_page()

    def _new_page(self) -> None:
        self._sheets.append(_Sheet())
        self._down = TOP + 10

    def _wrapped(self, words, face, room, *, first=0.0, size=_SIZE) -> list[list[str]]:
        lines: list[list[str]] = [[]]
        free = room - first
        for word in words:
            needed = self._width(word, face, size) + (size * 0.3 if lines[-1] else 0)
            if lines[-1] and needed > free:
                lines.append([])
                free, needed = room, self._width(word, face, size)
            lines[-1].append(word)
            free -= needed
        return lines

    def _words(self, words, face, start, end, *, down=None, size=_SIZE) -> None:
        widths = [self._width(word, face, size) for word in words]
        gap = size * 0.3
        if end is not None and len(words) > 1:
            gap = (end - start - sum(widths)) / (len(words) - 1)
        for word, width in zip(words, widths, strict=True):
            self._put(word, face, start, self._down if down is None else down, size)
            start += width + gap

    def _put(self, text: str, face: str, x: float, down: float, size: float = _SIZE) -> None:
        """Draw a text, its accented capitals from another font at the end of the page."""
        sheet, run, start = self._sheets[-1], "", x
        for letter in text:
            if letter in self._second:
                if run:
                    sheet.now.append((run, start, down, face, size))
                sheet.later.append((letter, x, down, "other", size))
                x += pdfmetrics.stringWidth(letter, _FACES["other"], size)
                run, start = "", x
                continue
            run += letter
            x += pdfmetrics.stringWidth(letter, _FACES[face], size)
        if run:
            sheet.now.append((run, start, down, face, size))

    def _width(self, text: str, face: str, size: float = _SIZE) -> float:
        return sum(
            pdfmetrics.stringWidth(
                letter, _FACES["other" if letter in self._second else face], size
            )
            for letter in text
        )


def make_pdf(plan: Plan, *, running_head="", second_font=True, **options) -> bytes:
    """The PDF of a plan."""
    printer = Printer(running_head=running_head, second_font=second_font)
    printer.add_plan(plan)
    return printer.pdf(**options)
