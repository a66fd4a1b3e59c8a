"""The part of the state file about who may see what: circles, and restricted plans."""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from sqlite_utils import Database

from bot.errors import StateError
from bot.rights.audience import Circle, Restriction, Sight, circle_key
from bot.state.safeguard import NO_SAFEGUARD, Safeguard
from index.library.sameness import Identity

# Read once, some KB each: every question asks for all restrictions.
_WORDS_KEPT = 1_000


class Audiences:
    """Circles of people and the plans restricted to them; part of `State`, same thread."""

    def __init__(self, db: Database, safeguard: Safeguard = NO_SAFEGUARD) -> None:
        self._db = db
        self._safeguard = safeguard

    def restore(self) -> tuple[Restriction, ...]:
        """Restrict again what the safeguard knows and the state does not; these restrictions.

        So it is where the state was lost, emptied, or brought back from before. Circles are
        known by their names: who was in them an admin has to say again.

        Raises:
            StateError: The safeguard cannot be read, and the state knows of no restriction.
        """
        known = self.restrictions()
        try:
            noted = self._safeguard.read()
        except StateError:
            if not known:
                raise
            noted = ()
        files = {each.file for each in known}
        lost = tuple(each for each in noted if each.file not in files)
        for each in lost:
            self._insert(each)
        self._safeguard.write(self.restrictions())
        return lost

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
        self.replace((restriction.file,), (restriction,))

    def lift(self, file: str) -> None:
        """Show a plan to everybody again."""
        self.replace((file,), ())

    def replace(self, files: Collection[str], restrictions: Sequence[Restriction]) -> None:
        """Put restrictions, or none, in the place of those of some files, in one step."""
        kept = [each for each in self.restrictions() if each.file not in files]
        kept += restrictions
        # Whatever happens on the way, the copies restrict no less than the state does.
        self._safeguard.write((*kept, *(e for e in self.restrictions() if e.file in files)))
        with self._db.atomic():
            for file in files:
                self._db.execute("DELETE FROM restriction WHERE file = ?", [file])
            for each in restrictions:
                self._insert(each)
        self._safeguard.write(kept)

    def note_words(self, restrictions: Iterable[Restriction]) -> None:
        """Note the words of restricted plans of which none were; nothing else of them changes."""
        changed = 0
        with self._db.atomic():
            for each in filter(lambda each: each.words, restrictions):
                changed += self._db.execute(
                    "UPDATE restriction SET words = ?"
                    " WHERE file = ? AND sha256 = ? AND coalesce(words, '[]') = '[]'",
                    [json.dumps(each.words), each.file, each.sha256],
                ).rowcount
        if changed:
            self._safeguard.write(self.restrictions())

    def _insert(self, restriction: Restriction) -> None:
        identity = restriction.identity
        self._db.execute(
            "INSERT OR REPLACE INTO restriction"
            " (file, sha256, number, issuer, place, circles, date, title, others, words)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [restriction.file, restriction.sha256, identity.number, identity.issuer,
             identity.place, json.dumps(restriction.circles), identity.date, identity.title,
             json.dumps(restriction.others), json.dumps(restriction.words)],
        )  # fmt: skip

    def restrictions(self) -> tuple[Restriction, ...]:
        """All restricted plans, by file name."""
        rows = self._db.execute(
            "SELECT file, sha256, number, issuer, place, circles, date, title, others, words"
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
                words=_words(words or "[]"),
            )
            for file, sha256, number, issuer, place, circles, date, title, others, words in rows
        )

    def sight(self, user: str | None, *, admin: bool = False) -> Sight:
        """What a person is shown alone; for None what everybody in any chat may be shown."""
        restrictions = self.restrictions()
        if admin:
            return Sight(restrictions=restrictions, everything=True)
        if not restrictions or user is None:
            return Sight(restrictions=restrictions)
        return Sight(restrictions=restrictions, circles=self.circles_of(user))


@lru_cache(maxsize=_WORDS_KEPT)
def _words(stored: str) -> tuple[int, ...]:
    return tuple(json.loads(stored))
