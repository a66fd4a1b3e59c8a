"""The part of the state file about what admins have done: who, what, to which plan, when."""

from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database


class Deed(StrEnum):
    """What was done."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    NOT_REPLACED = "not replaced"
    FORGOTTEN = "forgotten"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    RESTRICTED = "restricted"
    OPENED = "opened"
    RELOADED = "reloaded"
    ROLLED_BACK = "rolled back"
    WENT_FORWARD = "went forward"
    INVITED = "invited"
    ROLE = "role"
    DISMISSED = "dismissed"
    JOINED = "joined"
    LEFT = "left"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    NAMED = "named"
    UNNAMED = "unnamed"
    ENTERED = "entered"
    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"
    SESSION_ENDED = "session ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed.

    Attributes:
        at: Seconds since 1970.
        deed: One of `Deed`, or what a later version calls by another word.
        by: Who did it, by the name that they had; None for the operator at the machine.
        about: The plan, person or circle, in words.
    """

    at: float
    deed: str
    by: str | None
    about: str


class Audit:
    """What was done, never changed and never forgotten; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record(self, by: str | None, deed: Deed, about: str, now: float) -> None:
        """Note a deed once it is done.

        Args:
            by: The key of the person; None for the operator at the machine.
            deed: What was done.
            about: The plan, person or circle, in words that are understood years later.
            now: Seconds since 1970.
        """
        row = self._db.execute('SELECT name FROM "user" WHERE "user" = ?', [by]).fetchone()
        shown = f"{row[0]} ({by})" if row is not None and row[0] else by
        self._db.execute(
            'INSERT INTO audit (at, deed, "by", about) VALUES (?, ?, ?, ?)',
            [now, deed.value, shown, about],
        )

    def entries(self) -> tuple[Entry, ...]:
        """All that was done, the latest first."""
        rows = self._db.execute('SELECT at, deed, "by", about FROM audit ORDER BY id DESC')
        return tuple(Entry(at=at, deed=deed, by=by, about=about) for at, deed, by, about in rows)
