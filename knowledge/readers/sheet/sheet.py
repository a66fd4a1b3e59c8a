"""Excel workbooks (.xlsx): task tables, with what stands above and below them."""

import re
from collections.abc import Mapping, Sequence

from knowledge.errors import UnreadableFileError
from knowledge.extract import CELL_BREAK, Extract, Method
from knowledge.outline.tables import columns_of
from knowledge.readers.grid import row_line
from knowledge.readers.legacy import mend_legacy
from knowledge.readers.package import Package
from knowledge.readers.sheet.cells import Merged, Sheet, read_sheets
from knowledge.readers.unread import hidden_warnings, struck_warnings
from knowledge.text import nfc

# Rows with text; the task tables of a ministry have some hundred.
_MOST_ROWS = 20_000
_MOST_MERGED = 20_000
_LABEL = re.compile(r"(\d{1,3}(\.\d{1,3}){0,4}|[IVXLC]{1,7}|[A-Za-zđ])\s*[.)]?$")
_NAMED = 5

_Rows = Mapping[int, Mapping[int, str]]


def read_sheet(data: bytes, name: str) -> Extract:
    """The text of a workbook: its visible sheets, each under its name if there are several.

    Raises:
        UnreadableFileError: The file is damaged, encrypted, too large, or shows no text.
    """
    sheets, hidden = read_sheets(Package(data, name))
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise UnreadableFileError(
            f"{name}: bảng tính không có ô nào có chữ; hãy mở bằng Excel, kiểm tra và gửi lại."
        )
    if sum(len(sheet.rows) for sheet in filled) > _MOST_ROWS:
        raise UnreadableFileError(
            f"{name}: bảng tính có hơn {_MOST_ROWS} dòng nên không phải văn bản giao nhiệm vụ; "
            "hãy tách riêng bảng nhiệm vụ rồi gửi lại."
        )
    lines: list[str] = []
    for sheet in filled:
        lines += [sheet.title] if len(filled) > 1 else []
        lines += sheet_lines(sheet)
    text, mended = mend_legacy(nfc("\n".join(lines)))
    return Extract(text=text, method=Method.SHEET, warnings=(*_warnings(filled, hidden), *mended))


def sheet_lines(sheet: Sheet) -> list[str]:
    """The lines of a sheet: its table as rows, and what stands above and below."""
    rows = _with_merged(sheet)
    head = next((n for n in sorted(rows) if _is_head(rows[n])), None)
    rows = _with_joined_columns(rows, head)
    body = _body(rows, head)
    columns = sorted({column for n in body for column in rows[n]})
    lines: list[str] = []
    for n in sorted(rows):
        if n not in body:
            lines += _aside(list(rows[n].values()))
            continue
        spanned = _spanned(sheet.merged, n)
        cells = [rows[n].get(column, "") for column in columns if column not in spanned]
        lines.append(row_line([cell.replace("\n", CELL_BREAK) for cell in cells], len(columns)))
    return lines


def _with_merged(sheet: Sheet) -> dict[int, dict[int, str]]:
    """The rows with what a merged cell says in each row that it covers."""
    rows = {n: dict(cells) for n, cells in sheet.rows.items()}
    for merged in sheet.merged[:_MOST_MERGED]:
        text = rows.get(merged.top, {}).get(merged.left)
        if text is None or merged.bottom == merged.top:
            continue
        for n in range(merged.top + 1, min(merged.bottom, merged.top + _MOST_ROWS) + 1):
            if n in rows:
                rows[n].setdefault(merged.left, text)
    return {n: dict(sorted(cells.items())) for n, cells in rows.items()}


def _is_head(cells: Mapping[int, str]) -> bool:
    return columns_of([text.replace("\n", " ") for text in cells.values()]) is not None


def _with_joined_columns(rows: _Rows, head: int | None) -> dict[int, dict[int, str]]:
    """The rows with columns that have no heading joined to the column before them.

    An outline by code spreads one column over several: a level to each, one filled in a row.
    """
    result = {n: dict(cells) for n, cells in rows.items()}
    if head is None:
        return result
    below = [n for n in rows if n > head]
    titled = min(rows[head])
    for column in sorted({c for n in below for c in rows[n] if c > titled}):
        if column in rows[head]:
            titled = column
        elif not any(column in result[n] and titled in result[n] for n in below):
            for n in below:
                if column in result[n]:
                    result[n][titled] = result[n].pop(column)
    return {n: dict(sorted(cells.items())) for n, cells in result.items()}


def _body(rows: _Rows, head: int | None) -> list[int]:
    """The rows of the table: from its header, or first wide row, to its last row."""
    wide = [n for n in rows if len(rows[n]) >= 3]
    if head is None and not wide:
        return []
    first = min(wide) if head is None else head
    opening = min(rows[first])
    last = max(n for n in rows if n >= first and (n in wide or _is_labelled(rows[n], opening)))
    return [n for n in rows if first <= n <= last]


def _is_labelled(cells: Mapping[int, str], opening: int) -> bool:
    return bool(_LABEL.match(cells.get(opening, "")))


def _aside(cells: Sequence[str]) -> list[str]:
    """Cells that stand above or below the table: one is its paragraphs, more are a row."""
    if len(cells) == 1:
        return cells[0].split("\n")
    return [row_line([cell.replace("\n", CELL_BREAK) for cell in cells], len(cells))]


def _spanned(merged: Sequence[Merged], row: int) -> set[int]:
    """The columns of a row that a cell to their left covers."""
    return {
        column
        for each in merged[:_MOST_MERGED]
        if each.top <= row <= each.bottom
        for column in range(each.left + 1, min(each.right, 200) + 1)
    }


def _warnings(sheets: Sequence[Sheet], hidden: Sequence[str]) -> list[str]:
    warnings = []
    if hidden:
        warnings.append(f"Trang tính ẩn không được đọc: {', '.join(hidden[:_NAMED])}.")
    for sheet in sheets:
        if sheet.hidden_rows or sheet.hidden_columns:
            warnings.append(
                f"Trang tính {sheet.title}: bỏ qua {sheet.hidden_rows} dòng ẩn và "
                f"{sheet.hidden_columns} cột ẩn; nếu cần, hãy bỏ ẩn rồi gửi lại."
            )
        if sheet.uncounted:
            places = ", ".join(sheet.uncounted[:_NAMED])
            more = "…" if len(sheet.uncounted) > _NAMED else ""
            warnings.append(
                f"Trang tính {sheet.title}: công thức ở ô {places}{more} chưa có giá trị; hãy mở "
                "bằng Excel, lưu lại và gửi lại."
            )
    struck = [words for sheet in sheets for words in sheet.struck]
    unseen = hidden_warnings(any(sheet.has_unseen for sheet in sheets))
    return [*warnings, *struck_warnings(struck), *unseen]
