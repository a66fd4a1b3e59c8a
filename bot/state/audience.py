"""The part of the state file about who may see what: circles, and restricted plans."""

import json

from sqlite_utils import Database

from bot.audience import Circle, Restriction, Sight, circle_key
from index.library.sameness import Identity


class Audiences:
    """Circles of people and the plans restricted to them; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def circles(self) -> tuple[Circle, ...]:
        """All circles with their members, by name."""
        members: dict[str, list[str]] = {}
        for key, user in self._db.execute('SELECT circle, "user" FROM member ORDER BY "user"'):
            members.setdefault(key, []).append(user)
        rows = self._db.execute("SELECT key, name FROM circle ORDER BY key")
        return tuple(
            Circle(key=key, name=name, members=tuple(members.get(key, ()))) for key, name in rows
        )

    def found(self, name: str) -> str:
        """Make a circle unless there is one of that name, and return its key."""
        key = circle_key(name)
        self._db.execute("INSERT OR IGNORE INTO circle (key, name) VALUES (?, ?)", [key, name])
        return key

    def dissolve(self, key: str) -> bool:
        """Forget a circle that no plan is restricted to; whether that was done."""
        if any(key in each.circles for each in self.restrictions()):
            return False
        self._db.execute("DELETE FROM member WHERE circle = ?", [key])
        return bool(self._db.execute("DELETE FROM circle WHERE key = ?", [key]).rowcount)

    def join(self, user: str, key: str) -> None:
        """Put a person into a circle."""
        self._db.execute('INSERT OR IGNORE INTO member (circle, "user") VALUES (?, ?)', [key, user])

    def leave(self, user: str, key: str) -> None:
        """Take a person out of a circle."""
        self._db.execute('DELETE FROM member WHERE circle = ? AND "user" = ?', [key, user])

    def circles_of(self, user: str) -> frozenset[str]:
        """Keys of the circles of a person."""
        rows = self._db.execute('SELECT circle FROM member WHERE "user" = ?', [user])
        return frozenset(key for (key,) in rows)

    def restrict(self, restriction: Restriction) -> None:
        """Show a plan to these circles alone; what was said of that file before is replaced."""
        identity = restriction.identity
        self._db.execute(
            "INSERT OR REPLACE INTO restriction"
            " (file, sha256, number, issuer, place, circles, date, title, others)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [restriction.file, restriction.sha256, identity.number, identity.issuer,
             identity.place, json.dumps(restriction.circles), identity.date, identity.title,
             json.dumps(restriction.others)],
        )  # fmt: skip

    def lift(self, file: str) -> None:
        """Show a plan to everybody again."""
        self._db.execute("DELETE FROM restriction WHERE file = ?", [file])

    def restrictions(self) -> tuple[Restriction, ...]:
        """All restricted plans, by file name."""
        rows = self._db.execute(
            "SELECT file, sha256, number, issuer, place, circles, date, title, others"
            " FROM restriction ORDER BY file"
        )
        return tuple(
            Restriction(
                file=file,
                sha256=sha256,
                identity=Identity(
                    number=number, date=date, issuer=issuer, place=place, title=title
                ),
                circles=tuple(json.loads(circles)),
                others=tuple(json.loads(others or "[]")),
            )
            for file, sha256, number, issuer, place, circles, date, title, others in rows
        )

    def sight(self, user: str | None, *, admin: bool = False) -> Sight:
        """What a person is shown alone; for None what everybody in any chat may be shown."""
        restrictions = self.restrictions()
        if admin:
            return Sight(restrictions=restrictions, everything=True)
        if not restrictions or user is None:
            return Sight(restrictions=restrictions)
        return Sight(restrictions=restrictions, circles=self.circles_of(user))
