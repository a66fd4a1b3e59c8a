"""The part of the state file about how much is asked: counts by day, of nobody in particular."""

import time
from collections import Counter
from dataclasses import dataclass, field

from sqlite_utils import Database

# What the names of counters begin with: questions by the status of their answer, by the plan, and
# by the seconds within which they were answered.
_STATUS, _PLAN, _TOOK = "answered ", "answered by ", "answered within "
# The longest of the times that are told apart, each half as long again as the one before.
_BOUNDS = tuple(round(0.01 * 1.5**step, 3) for step in range(20))
# Days for which counts are kept.
KEPT = 400
_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was asked since a day.

    Attributes:
        days: Questions by day, "2026-11-30", and status.
        plans: Questions by the id of the document that answered.
        took: Questions by day and by the seconds, of `_BOUNDS`, within which they were answered.
    """

    days: dict[str, Counter[str]] = field(default_factory=dict)
    plans: Counter[str] = field(default_factory=Counter)
    took: dict[str, Counter[float]] = field(default_factory=dict)


class UsageCounts:
    """Counts questions; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(
        self, status: str, document_id: str | None, now: float, took: float | None = None
    ) -> None:
        """Count one question, within the transaction that is open; it `took` so many seconds."""
        names = [f"{_STATUS}{status}"]
        if took is not None:
            bound = next((each for each in _BOUNDS if took <= each), _BOUNDS[-1])
            names.append(f"{_TOOK}{bound}")
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
            elif name.startswith(_TOOK):
                seconds = float(name.removeprefix(_TOOK))
                found.took.setdefault(period, Counter())[seconds] += count
            else:
                found.days.setdefault(period, Counter())[name.removeprefix(_STATUS)] += count
        return found


def within(took: Counter[float], share: float) -> float | None:
    """The seconds within which a share of questions was answered, about; None for no question."""
    wanted, passed, least = share * took.total(), 0, 0.0
    for bound in _BOUNDS:
        if took[bound] and passed + took[bound] >= wanted:
            return least + (bound - least) * (wanted - passed) / took[bound]
        passed, least = passed + took[bound], bound
    return None


def day_of(at: float) -> str:
    """The day of a moment by the clock of this machine."""
    return time.strftime("%Y-%m-%d", time.localtime(at))


def forget_counts(db: Database, now: float) -> None:
    """Delete counts of long ago."""
    db.execute(
        "DELETE FROM tally WHERE name LIKE 'answered %' AND period < ?", [day_of(now - KEPT * _DAY)]
    )
