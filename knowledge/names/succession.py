"""What an admin declares of bodies that were reorganised.

A declaration is no fact of any document: one body may have several successors, each for a part
of its functions, and provinces differed. Quoted text is never rewritten by it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.errors import KnowledgeError
from knowledge.names.agencies import same_body
from knowledge.names.agency_table import Agency, Succession


class DeclarationError(KnowledgeError):
    """A declaration file that cannot be used; the message names the file and the entry."""


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _agency(row: Mapping[str, Any]) -> Agency:
    return Agency(
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        level=row.get("level"),
        kind=row.get("kind", "nhà nước"),
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        successors=tuple(
            Succession(name=s["name"], function=s.get("function", "")) for s in row["successors"]
        ),
    )


def load_declared(path: Path) -> tuple[Agency, ...]:
    """The bodies that an admin declared in a JSON file, in its order.

    The file is a list of objects with `name` and `successors` (objects with `name` and, where
    functions were divided, `function`), and optionally `aliases`, `level`, `kind`, `valid_from`,
    `valid_to` (ISO dates).

    Raises:
        DeclarationError: If the file is no such list.
        OSError: If it cannot be read.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_agency(row) for row in rows)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DeclarationError(
            f"{path.name}: khai báo cơ quan không đúng mẫu ({error}); mỗi mục cần «name» và "
            "«successors»"
        ) from error


def _means(agency: Agency, name: str) -> bool:
    return any(same_body(known, name) for known in (agency.name, *agency.aliases))


def successors(name: str, declared: Sequence[Agency], on: date) -> tuple[Succession, ...]:
    """Who took over from the body `name` by the day `on`, as declared; empty if none is."""
    found = (
        agency.successors
        for agency in declared
        if _means(agency, name) and (agency.valid_to is None or agency.valid_to < on)
    )
    return tuple(dict.fromkeys(s for several in found for s in several))


def predecessors(name: str, declared: Sequence[Agency], on: date) -> tuple[Agency, ...]:
    """The bodies that `name` took over from by the day `on`, as declared.

    With them a question in today's names reaches texts in the old ones.
    """
    return tuple(
        agency
        for agency in declared
        if (agency.valid_to is None or agency.valid_to < on)
        and any(same_body(s.name, name) for s in agency.successors)
    )
