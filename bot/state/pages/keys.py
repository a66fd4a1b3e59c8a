"""The part of the state file about who may open the admin pages: one-time links and sessions."""

from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

# Seconds by which a clock is set back that is only kept right.
_CLOCK_TURNS = 60.0


class KeyKind(StrEnum):
    """What a key opens: `LINK` a session, once; `SESSION` the pages."""

    LINK = "link"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An open session: `digest` is the hash of its key, `since` seconds since 1970."""

    digest: str
    user: str
    since: float


class AdminKeys:
    """Keys to the admin pages, by their hashes; part of `State`, same thread.

    They end with the role of their holder, see `bot.state.people`.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, digest: str, kind: KeyKind, user: str, now: float, until: float) -> None:
        """Remember a key by its hash, and whose it is."""
        self._db.execute(
            'INSERT OR REPLACE INTO admin_key (hash, kind, "user", made, until)'
            " VALUES (?, ?, ?, ?, ?)",
            [digest, kind.value, user, now, until],
        )

    def holder(self, digest: str, kind: KeyKind, now: float) -> str | None:
        """Whose key it is; None for one that has expired, and for none.

        One that was made later than now is nobody's: the clock was set back, and how old it is
        nobody knows.
        """
        row = self._db.execute(
            'SELECT "user" FROM admin_key WHERE hash = ? AND kind = ? AND until > ? AND made <= ?',
            [digest, kind.value, now, now + _CLOCK_TURNS],
        ).fetchone()
        return str(row[0]) if row else None

    def sessions(self, now: float) -> tuple[Session, ...]:
        """The sessions that are open, the latest first."""
        rows = self._db.execute(
            'SELECT hash, "user", made FROM admin_key WHERE kind = ? AND until > ?'
            " ORDER BY made DESC, hash",
            [KeyKind.SESSION.value, now],
        )
        return tuple(Session(digest=digest, user=user, since=made) for digest, user, made in rows)

    def end(self, digest: str) -> bool:
        """Forget a key; whether there was one."""
        return bool(self._db.execute("DELETE FROM admin_key WHERE hash = ?", [digest]).rowcount)
