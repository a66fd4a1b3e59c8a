"""Tables: header rows by synonyms, group rows, one record a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.outline.blocks import Block
from knowledge.outline.labels import roman_value
from knowledge.outline.lines import Line
from knowledge.outline.matrix import Mark, Matrix, read_matrix
from knowledge.outline.units import is_unit_row
from knowledge.text import Span, clean, fold


class Column(StrEnum):
    """What a column of a task table holds."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    IMPLEMENTER = "implementer"
    PARTNER = "partner"
    TIMING = "timing"
    OUTPUT = "output"
    SUPERVISOR = "supervisor"
    COST = "cost"
    NOTE = "note"


# Folded patterns, tried in this order: "Cơ quan phối hợp thực hiện" is a partner column.
_SYNONYMS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        Column.NUMBER,
        re.compile(r"(so )?(stt|tt|so thu tu|thu tu( cac buoc)?|buoc|ma( so)?|so hieu)\.?$"),
    ),
    (Column.SUPERVISOR, re.compile(r".*lanh dao.*(phu trach|chi dao|theo doi)")),
    (Column.PARTNER, re.compile(r"(?!.*chu tri).*phoi hop")),
    (Column.LEAD, re.compile(r".*(chu tri|dau moi)|(?!nhiem vu|noi dung).*duoc giao")),
    (
        Column.TIMING,
        re.compile(
            r"(?!.*tien do.*(hien tai|hien nay|thuc te|den nay|da |dat duoc))"
            r"(?:.*(thoi gian|thoi han|tien do|thoi diem|han hoan thanh|hoan thanh truoc|lo trinh)|"
            r"han( chot| cuoi| nop| xu ly| thuc hien| ht)?$|(nam |ngay )?hoan thanh$)"
        ),
    ),
    (
        Column.IMPLEMENTER,
        re.compile(
            r"(?!ket qua|san pham)"
            r".*(don vi|co quan|bo phan|chu the|nguoi|can bo|phong|to chuc|ca nhan|phan cong)"
            r".*(thuc hien|trien khai|trach nhiem|phu trach)|"
            r"(phan cong|phu trach|((chiu )?trach nhiem )?(to chuc )?thuc hien|(chiu )?trach nhiem|"
            r"don vi|co quan)$"
        ),
    ),
    (Column.OUTPUT, re.compile(r".*(san pham|ket qua|dau ra)")),
    (Column.COST, re.compile(r".*(kinh phi|du toan|nguon von)")),
    (Column.NOTE, re.compile(r"ghi chu")),
    (
        Column.TASK,
        re.compile(
            r".*(nhiem vu|noi dung|cong viec|dau viec|hang muc|hoat dong|giai phap|"
            r"ten (du an|de an|van ban))"
        ),
    ),
)  # fmt: skip
_MAX_HEADER = 60
_SAME = re.compile(r"^[-–\s(]*(nt|như trên|″|\"|''|〃|//)[-–\s)]*$", re.IGNORECASE)
# "(1) (2) (3)", and "(5)=(3)+(4)", below a header; a row that holds only its number as well.
_COUNTER_ROW = re.compile(r"^[\d()=+\s]+$")
_LONE_LABEL = re.compile(
    r"^((Bước )?\d{1,3}|[IVX]{1,6}|([IVX]{1,6}\.)?\d{1,2}(\.\d{1,2}){0,3}|[A-H]|[a-zđ])\s*[.)]?$"
)
_GROUP = re.compile(r"^([IVX]{1,6}|[A-H])\s*[.\-)]?\s+(?=\S)")


@dataclass(slots=True, kw_only=True)
class Row:
    """One row; `path` is set when the outline places it.

    Attributes:
        label: What its path ends in: the printed number, or its place in the table.
        cells: Spans by column; "như trên" is already replaced by the cell above.
        marks: Of a table with a column for each body, the marks of the row.
    """

    block: Block
    label: str
    printed: str | None
    is_group: bool
    cells: dict[Column, Span]
    marks: tuple[Mark, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `restarts` says that row numbers start again in each group."""

    head: Block
    columns: tuple[Column | None, ...]
    rows: tuple[Row, ...]
    restarts: bool


def column_of(heading: str) -> Column | None:
    """The column a header cell names, or None; prose is no header."""
    heading = re.sub(r"\([^()]*\)", " ", heading)
    if len(heading) > _MAX_HEADER:
        return None
    folded = re.sub(r"[^\w/ ]", " ", fold(heading)).strip()
    folded = " ".join(folded.split())
    return next((column for column, pattern in _SYNONYMS if pattern.match(folded)), None)


def columns_of(cells: Sequence[str]) -> tuple[Column | None, ...] | None:
    """The columns of a header row, or None if these cells are no header of a task table."""
    columns: list[Column | None] = []
    for n, cell in enumerate(cells):
        column = column_of(cell)
        # Beside a column for deadlines, one for progress tells how far a task has got.
        progress = column is Column.TIMING and fold(cell).strip().startswith("tien do")
        if progress and Column.TIMING in map(column_of, cells[n + 1 :]):
            column = None
        columns.append(column if column not in columns else None)
    known = {c for c in columns if c is not None}
    duties = known & {Column.LEAD, Column.IMPLEMENTER, Column.PARTNER, Column.TIMING, Column.OUTPUT}
    if Column.TASK not in known or not duties or len(known) < 3:
        return None
    return tuple(columns)


def read_table(text: str, blocks: Sequence[Block], start: int) -> tuple[Table, int] | None:
    """The table whose header is `blocks[start]`, and the index after it; None for none."""
    head = blocks[start]
    if not head.cells:
        return None
    titles = [clean(cell.of(text)) for cell in head.cells]
    n = start + 1
    columns, matrix = columns_of(titles), None
    if (marked := _marked(text, blocks, start)) is not None:
        columns, matrix, n = marked
    columns = columns or _plain_columns(titles, blocks[start + 1 : start + 2])
    if columns is None:
        return None
    lower = _lower_head(text, titles, blocks[start + 1 : start + 2])
    if lower is not None:
        titles = [clean(cell.of(text)) for cell in lower.cells]
        columns = columns if matrix is not None else columns_of(titles) or columns
        head = replace(lower, span=head.span.union(lower.span), text=f"{head.text} {lower.text}")
        n = start + 2
    if matrix is None and (below := _second_head(text, titles, blocks[n : n + 1], columns)):
        columns = below
        n += 1
    columns = _with_numbers(text, titles, columns, blocks[n : n + _NUMBERS_LOOKED])
    rows: list[Row] = []
    while n < len(blocks) and (row := _row(text, blocks[n], columns, rows)) is not None:
        if not blocks[n].cells and not any(block.cells for block in blocks[n + 1 : n + 2]):
            break  # A heading below the table, not one of a group of its rows.
        if row.label and not (matrix and _repeats(text, blocks[n], (blocks[start], head))):
            if matrix is not None and len(blocks[n].cells) == len(columns) and not row.is_group:
                row.marks = matrix.marks_of(text, blocks[n].cells)
            rows.append(row)
        n += 1
    return Table(head=head, columns=columns, rows=tuple(rows), restarts=_restarts(rows)), n


# Rows below a header that tell whether an untitled first column counts them.
_NUMBERS_LOOKED = 2


def _with_numbers(
    text: str,
    titles: Sequence[str],
    columns: tuple[Column | None, ...],
    below: Sequence[Block],
) -> tuple[Column | None, ...]:
    """The columns, the first as that of the numbers if it has no title and counts 1, 2."""
    if titles[0] or Column.NUMBER in columns or len(below) < _NUMBERS_LOOKED:
        return columns
    firsts = [clean(block.cells[0].of(text)).rstrip(".)") if block.cells else "" for block in below]
    counts = [first.lstrip("0") for first in firsts] == [str(n + 1) for n in range(len(below))]
    return (Column.NUMBER, *columns[1:]) if counts else columns


# Rows below a header that tell whether its columns are bodies.
_ROWS_LOOKED = 60


def _marked(
    text: str, blocks: Sequence[Block], start: int
) -> tuple[tuple[Column | None, ...], Matrix, int] | None:
    """The columns of a table with one for each body, its matrix, and where its rows begin."""
    head, width = blocks[start].cells, len(blocks[start].cells)
    names = [column_of(clean(cell.of(text))) for cell in head]
    if Column.TASK not in names:
        return None
    n = start + 1
    below = blocks[n].cells if n < len(blocks) else ()
    over: tuple[Span | None, ...] = tuple(
        None if name else s for name, s in zip(names, head, strict=True)
    )
    if len(below) == width and _parts_head(text, head, below):
        # Bodies in a second row, below "Đơn vị thực hiện", which goes over their columns.
        over = tuple(
            b if b.end > b.start and b.of(text) != a.of(text) else o
            for a, b, o in zip(head, below, over, strict=True)
        )
        n += 1
    end = n
    while end < len(blocks) and blocks[end].cells:
        end += 1
    around = [b.text for b in (*blocks[max(0, start - 2) : n], *blocks[end : end + 3])]
    leads = n > start + 1 and Column.LEAD in names
    looked = blocks[n : min(end, n + _ROWS_LOOKED)]
    rows = [block for block in looked if not _repeats(text, block, blocks[start:n])]
    matrix = read_matrix(text, over, rows, around, leads=leads)
    if matrix is None:
        return None
    columns: list[Column | None] = []
    for k, name in enumerate(names):
        columns.append(None if k in matrix.bodies or name in columns else name)
    return tuple(columns), matrix, n


def _parts_head(text: str, head: Sequence[Span], below: Sequence[Span]) -> bool:
    """Whether a row goes on with the header: the columns of number and task say nothing new."""
    for above, cell in zip(head, below, strict=True):
        name = column_of(clean(above.of(text)))
        printed = clean(cell.of(text))
        if name in (Column.NUMBER, Column.TASK) and printed not in ("", clean(above.of(text))):
            return False
    return any(clean(cell.of(text)) for cell in below)


def _repeats(text: str, block: Block, heads: Sequence[Block]) -> bool:
    """Whether a row holds numbers of columns alone, or a header once more, as on a next page."""
    texts = [clean(cell.of(text)) for cell in block.cells]
    return all(_COUNTER_ROW.match(each) for each in texts if each) or any(
        texts == [clean(cell.of(text)) for cell in head.cells] for head in heads
    )


def _lower_head(text: str, titles: Sequence[str], following: Sequence[Block]) -> Block | None:
    """The second row of a header in which merged titles are parted and all others stand again.

    The first row then says nothing of the columns: its cells stand farther left.
    """
    for block in following:
        parts = [clean(cell.of(text)) for cell in block.cells]
        again = [part for part in parts if part and part in titles]
        parted = [part for part in parts if part and part not in titles]
        if len(parts) == len(titles) and parts[0] == titles[0] and len(again) > 1 and parted:
            return block if not any(_COUNTER_ROW.match(part) for part in parts[:1]) else None
    return None


def _second_head(
    text: str,
    titles: Sequence[str],
    following: Sequence[Block],
    columns: Sequence[Column | None],
) -> tuple[Column | None, ...] | None:
    """The columns of a second header row, which parts one of the first: "Chủ trì | Phối hợp"."""
    parts = [clean(cell.of(text)) for block in following for cell in block.cells]
    if not any(column_of(part) for part in parts):
        return None
    # Titles that go over both rows stand in each, or in the first alone where cells are merely
    # left empty.
    whole = [part or title for part, title in zip(parts, titles, strict=False)]
    below = columns_of(whole)
    return below if below and below.count(None) < columns.count(None) else None


def _plain_columns(
    titles: Sequence[str], following: Sequence[Block]
) -> tuple[Column | None, ...] | None:
    """The columns of a table that assigns nothing: only its row numbers are told."""
    below = following[0].cells if following else ()
    titled = [t for t in titles if t and len(t) <= _MAX_HEADER and not t[0].isdigit()]
    if len(below) != len(titles) or len(titled) < len(titles):
        return None
    return (Column.NUMBER, *[None] * (len(titles) - 1))


def _row(
    text: str, block: Block, columns: Sequence[Column | None], rows: Sequence[Row]
) -> Row | None:
    """The row of a block; one with an empty label is to be skipped; None ends the table."""
    if not block.cells:
        return (
            _group(block, block.text)
            if _GROUP.match(block.text) and len(block.text) < 200
            else None
        )
    texts = [clean(cell.of(text)) for cell in block.cells]
    repeated = columns_of(texts) is not None or all(_COUNTER_ROW.match(t) for t in texts if t)
    if repeated or is_unit_row(texts) or _is_number_alone(texts, columns):
        return Row(block=block, label="", printed=None, is_group=False, cells={})
    filled = [t for t in texts if t]
    if len(filled) == 1 or len(filled) == 2 and _is_group_label(filled[0]):
        return _group(block, " ".join(filled))
    cells: dict[Column, Span] = {}
    above = next((r for r in reversed(rows) if not r.is_group), None)
    for column, cell, printed in zip(columns, block.cells, texts, strict=False):
        if column is None or not printed:
            continue
        same = above is not None and _SAME.match(printed)
        cells[column] = above.cells.get(column, cell) if same and above is not None else cell
    number = clean(cells[Column.NUMBER].of(text)).rstrip(".)") if Column.NUMBER in cells else ""
    number = number if _LONE_LABEL.match(number) else ""
    label = number or str(sum(not r.is_group for r in rows) + 1)
    if _is_point(number) and above is not None:
        whole = above.label.rpartition(".")[0] if _is_point(above.printed) else above.label
        label = f"{whole}.{number}"
    return Row(block=block, label=label, printed=number or None, is_group=False, cells=cells)


def _is_number_alone(texts: Sequence[str], columns: Sequence[Column | None]) -> bool:
    """Whether of a row nothing is filled in but its number."""
    filled = [(column, t) for column, t in zip(columns, texts, strict=False) if t]
    return (
        len(filled) == 1 and filled[0][0] is Column.NUMBER and filled[0][1].strip(" .)").isdigit()
    )


def _is_point(printed: str | None) -> bool:
    return printed is not None and len(printed) == 1 and printed.islower()


def _is_group_label(cell: str) -> bool:
    bare = cell.rstrip(".) ")
    return bool(roman_value(bare)) or bare in tuple("ABCDEFGH")


def _group(block: Block, words: str) -> Row:
    match = _GROUP.match(words)
    label = match[1] if match else words[:40].rstrip(" .:")
    return Row(block=block, label=label, printed=label if match else None, is_group=True, cells={})


def _restarts(rows: Sequence[Row]) -> bool:
    labels = [row.label for row in rows if not row.is_group]
    return len(labels) != len(set(labels)) and any(row.is_group for row in rows)


def gather_cells(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Tables printed one cell a line put together: header cells, then as many lines a row."""
    result: list[Line] = []
    n = 0
    while n < len(lines):
        width = _header_run(lines, n)
        if not width:
            result.append(lines[n])
            n += 1
            continue
        result.append(_joined(text, lines[n : n + width]))
        n += width
        while n < len(lines) and (taken := _row_run(lines, n, width)):
            result.append(_joined(text, lines[n : n + taken]))
            n += taken
    return tuple(result)


def _header_run(lines: Sequence[Line], n: int) -> int:
    """How many lines from `n` are the cells of one header; 0 if it is none."""
    if lines[n].cells or column_of(lines[n].text) is not Column.NUMBER:
        return 0
    width = 1
    while n + width < len(lines) and width < 10:
        line = lines[n + width]
        if line.cells or column_of(line.text) in (None, Column.NUMBER):
            break
        width += 1
    return width if width >= 4 and columns_of([line.text for line in lines[n : n + width]]) else 0


def _row_run(lines: Sequence[Line], n: int, width: int) -> int:
    """How many lines from `n` make one row of a table `width` cells wide; 0 ends the table."""
    if lines[n].cells or not _LONE_LABEL.match(lines[n].text):
        return 0
    if roman_value(lines[n].text.rstrip(".) ")) and n + 1 < len(lines):
        return 2
    end = n + 1
    while end < len(lines) and end - n < width and not _LONE_LABEL.match(lines[end].text):
        end += 1
    return end - n if end - n >= 3 else 0


def _joined(text: str, lines: Sequence[Line]) -> Line:
    span = Span(start=lines[0].span.start, end=lines[-1].span.end)
    return Line(
        span=span,
        text=clean(span.of(text)),
        gap=lines[0].gap,
        cells=tuple(line.span for line in lines),
    )
