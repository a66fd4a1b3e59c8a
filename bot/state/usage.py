"""The part of the state file about how much is asked: counts by day, of nobody in particular."""

import time
from collections import Counter
from dataclasses import dataclass, field

from sqlite_utils import Database

# What the names of counters begin with: questions by the status of their answer, and by the plan.
_STATUS, _PLAN = "answered ", "answered by "
# Days for which counts are kept.
KEPT = 400
_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was asked since a day.

    Attributes:
        days: Questions by day, "2026-11-30", and status.
        plans: Questions by the id of the document that answered.
    """

    days: dict[str, Counter[str]] = field(default_factory=dict)
    plans: Counter[str] = field(default_factory=Counter)


class UsageCounts:
    """Counts questions; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, status: str, document_id: str | None, now: float) -> None:
        """Count one question, within the transaction that is open."""
        names = [f"{_STATUS}{status}"]
        if document_id is not None:
            names.append(f"{_PLAN}{document_id}")
        for name in names:
            self._db.execute(
                "INSERT INTO tally (name, period, count) VALUES (?, ?, 1)"
                " ON CONFLICT (name, period) DO UPDATE SET count = count + 1",
                [name, day_of(now)],
            )

    def since(self, day: str) -> Usage:
        """What was asked from a day on."""
        found = Usage()
        for name, period, count in self._db.execute(
            "SELECT name, period, count FROM tally WHERE name LIKE 'answered %' AND period >= ?",
            [day],
        ):
            if name.startswith(_PLAN):
                found.plans[name.removeprefix(_PLAN)] += count
            else:
                found.days.setdefault(period, Counter())[name.removeprefix(_STATUS)] += count
        return found


def day_of(at: float) -> str:
    """The day of a moment by the clock of this machine."""
    return time.strftime("%Y-%m-%d", time.localtime(at))


def forget_counts(db: Database, now: float) -> None:
    """Delete counts of long ago."""
    db.execute(
        "DELETE FROM tally WHERE name LIKE 'answered %' AND period < ?", [day_of(now - KEPT * _DAY)]
    )
