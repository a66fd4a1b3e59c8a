"""Messages of which nobody knows whether they have arrived: sent once more, and then let be."""

from sqlite_utils import Database


def recover(db: Database, latest: float) -> int:
    """After a start: those that were being sent may have arrived. How many they are.

    No other waits longer than until `latest`, seconds since 1970.
    """
    db.execute(
        "UPDATE outbox SET not_before = ? WHERE state = 'pending' AND not_before > ?",
        [latest, latest],
    )
    return db.execute(
        "UPDATE outbox SET state = CASE WHEN again THEN 'unknown' ELSE 'pending' END, again = 1"
        " WHERE state = 'sending'"
    ).rowcount


def send_again(db: Database, message: int, until: float) -> None:
    """Have one sent once more, not before `until`."""
    db.execute(
        "UPDATE outbox SET state = 'pending', again = 1, not_before = ? WHERE id = ?",
        [until, message],
    )
