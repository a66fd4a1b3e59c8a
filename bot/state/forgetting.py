"""Deleting what was kept long enough."""

from sqlite_utils import Database

from bot.state.usage import forget_counts

_DAY = 86_400.0


def forget(db: Database, now: float, texts_days: int, keys_days: int) -> None:
    """Delete texts of so many days ago, and keys of events, in the transaction that is open."""
    texts, keys = now - texts_days * _DAY, now - keys_days * _DAY
    taken = "state IN ('done', 'working') AND at < ?"
    db.execute(f"UPDATE inbox SET body = '' WHERE {taken} AND body != ''", [texts])
    db.execute(f"DELETE FROM inbox WHERE {taken}", [min(texts, keys)])
    done = "state IN ('sent', 'failed', 'unknown') AND at < ?"
    db.execute(f"DELETE FROM outbox WHERE {done}", [texts])
    for table in ("chat", "turn", "offer", "feedback", "gap", "work"):
        db.execute(f'DELETE FROM "{table}" WHERE at < ?', [texts])
    db.execute("DELETE FROM waiting WHERE gap NOT IN (SELECT id FROM gap)")
    db.execute("DELETE FROM code WHERE until < ?", [now])
    db.execute("DELETE FROM admin_key WHERE until < ?", [now])
    forget_counts(db, now)
    db.execute("DELETE FROM told WHERE at < ?", [now - _DAY])
