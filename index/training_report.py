"""The report that ships with the weights: what they gave on documents left out of training."""

import json
import math
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from index.errors import WeightsError

SHIPPED = files("index").joinpath("weights", "report.json")

_HEADING = "documents left out of training; shares in per cent"


def training_report(file: Traversable = SHIPPED) -> str:
    """The report as tables: for each stage and set a row for each threshold or style.

    Args:
        file: JSON, {stage: {set: {threshold or style: {figure: number}}}}; whole numbers are
            counts, others per cent.

    Raises:
        WeightsError: There is no report, or it is of another shape.
    """
    try:
        stages = _mapping(json.loads(file.read_text(encoding="utf-8")))
        lines = [_HEADING]
        for stage, sets in stages.items():
            for name, rows in _mapping(sets).items():
                lines += ["", f"{stage} · {name}", *_table(_mapping(rows))]
    except FileNotFoundError as error:
        raise WeightsError(
            f"{file}: không có báo cáo huấn luyện; hãy cài lại chương trình, "
            "hoặc huấn luyện lại: python -m training.fit"
        ) from error
    except (ValueError, TypeError) as error:
        raise WeightsError(f"{file}: không đúng dạng báo cáo huấn luyện ({error}).") from error
    return "\n".join(lines)


def _table(rows: Mapping[str, object]) -> list[str]:
    found = {name: _mapping(figures) for name, figures in rows.items()}
    names = list(dict.fromkeys(name for figures in found.values() for name in figures))
    widths = [max(len(name) + 2, 9) for name in names]
    lines = [" " * 16 + "".join(n.rjust(w) for n, w in zip(names, widths, strict=True))]
    for row, figures in found.items():
        cells = (_cell(figures.get(n)).rjust(w) for n, w in zip(names, widths, strict=True))
        lines.append(f"  {row:14}" + "".join(cells))
    return lines


def _cell(figure: object) -> str:
    """A count or a share; a dash where there was nothing to count."""
    if figure is None or (isinstance(figure, float) and math.isnan(figure)):
        return "–"
    if not isinstance(figure, int | float):
        raise TypeError(f"{figure!r} không phải số")
    return str(figure) if isinstance(figure, int) else f"{figure:.1f}"


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"{str(value)[:40]!r} không phải đối tượng JSON")
    return value
