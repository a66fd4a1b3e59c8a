"""How much is waiting to be handled and to be sent."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What is still to be done, and what nobody knows.

    Attributes:
        waiting: Events to be handled.
        pending: Messages to be sent.
        unknown: Messages of which it is not known whether they have arrived.
        again: Messages that may have been sent twice.
        oldest: Seconds since the oldest event that waits has come.
    """

    waiting: int
    pending: int
    unknown: int
    again: int
    oldest: float


def backlog_of(db: Database, now: float) -> Backlog:
    """The backlog in a state file at a time, seconds since 1970."""
    waiting, oldest = db.execute(
        "SELECT count(*), min(at) FROM inbox WHERE state = 'waiting'"
    ).fetchone()
    counts = dict(
        db.execute(
            "SELECT state, count(*) FROM outbox WHERE state IN ('pending', 'sending',"
            " 'unknown') GROUP BY state"
        ).fetchall()
    )
    (again,) = db.execute("SELECT count(*) FROM outbox WHERE again").fetchone()
    return Backlog(
        waiting=waiting,
        pending=counts.get("pending", 0) + counts.get("sending", 0),
        unknown=counts.get("unknown", 0),
        again=again,
        oldest=max(0.0, now - oldest) if oldest is not None else 0.0,
    )
