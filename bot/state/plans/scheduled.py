"""The part of the state file about files that are to be put in force later."""

import logging
from dataclasses import dataclass, replace

from sqlite_utils import Database

from bot.message import Action
from knowledge.codec import from_text, to_text

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A file that waits for its time.

    Attributes:
        key: What it waits under.
        action: What is done then, as if it were pressed.
        by: Who said so.
        at: When, seconds since 1970.
        name: The plan in it, in words; `sha256` is the checksum of the file.
        remarks: What was said of it when the time was named.
        replaced: The checksums of the versions that it was to replace.
        begun: It was being put in force, how far nobody knows.
        trouble: Why that was not done; None as long as it is to be.
    """

    key: str
    action: Action
    by: str
    at: float
    name: str
    sha256: str
    remarks: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    begun: bool = False
    trouble: str | None = None


class ScheduledFiles:
    """What is to be put in force when; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> tuple[Scheduled, ...]:
        """All of them, the next first."""
        rows = self._db.execute("SELECT body FROM scheduled ORDER BY at, key").fetchall()
        return tuple(each for (body,) in rows if (each := _read(body)) is not None)

    def keep(self, scheduled: Scheduled) -> None:
        """Note one, in place of what was noted of its file."""
        self._db.execute(
            "INSERT OR REPLACE INTO scheduled (key, at, body) VALUES (?, ?, ?)",
            [scheduled.key, scheduled.at, to_text(scheduled)],
        )

    def drop_unreadable(self) -> tuple[str, ...]:
        """Forget those of another version of the program that cannot be read; their keys."""
        rows = self._db.execute("SELECT key, body FROM scheduled ORDER BY at, key").fetchall()
        keys = tuple(key for key, body in rows if _read(body) is None)
        for key in keys:
            self.end(key)
        return keys

    def note(self, scheduled: Scheduled) -> bool:
        """Note how far one has come, unless it was taken back or changed since; whether so."""
        query = "SELECT body FROM scheduled WHERE key = ?"
        row = self._db.execute(query, [scheduled.key]).fetchone()
        stored = _read(row[0]) if row is not None else None
        if stored is None or scheduled != replace(
            stored, begun=scheduled.begun, trouble=scheduled.trouble
        ):
            return False
        self.keep(scheduled)
        return True

    def end(self, key: str) -> bool:
        """Forget the one of a file; whether there was one."""
        return bool(self._db.execute("DELETE FROM scheduled WHERE key = ?", [key]).rowcount)


def _read(body: str) -> Scheduled | None:
    try:
        return from_text(Scheduled, body)
    except ValueError:
        logger.error("what was scheduled by another version of the program cannot be read")
        return None
