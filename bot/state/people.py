"""The part of the state file about people: roles, pairing codes, remarks, counters."""

from dataclasses import dataclass

from sqlite_utils import Database

# Seconds by which a clock is set back that is only kept right.
_CLOCK_TURNS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who was admitted; `name` is what they call themselves, None where it is unknown."""

    user: str
    role: str
    name: str | None

    @property
    def shown(self) -> str:
        """The name to show to admins, with the key that tells people of one name apart."""
        return f"{self.name} ({self.user})" if self.name else self.user


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody said of an answer.

    Attributes:
        verdict: "good", "bad" or "note".
        text: The reason or remark.
        about: The question that was answered.
        at: Seconds since 1970.
    """

    verdict: str
    text: str
    about: str
    at: float


class People:
    """Who may do what, and what they said of the answers; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def role(self, user: str) -> str | None:
        """The stored role of a person."""
        row = self._db.execute('SELECT role FROM "user" WHERE "user" = ?', [user]).fetchone()
        return str(row[0]) if row else None

    def admit(self, user: str, role: str, now: float, *, name: str | None = None) -> None:
        """Give a person a role; a role that was held before is replaced."""
        self._db.execute(
            'INSERT OR REPLACE INTO "user" ("user", role, at, name) VALUES (?, ?, ?, ?)',
            [user, role, now, name],
        )
        self._db.execute('DELETE FROM attempt WHERE "user" = ?', [user])

    def call(self, user: str, name: str) -> None:
        """Remember what a person who was admitted is called now."""
        self._db.execute(
            'UPDATE "user" SET name = ? WHERE "user" = ? AND name IS NOT ?', [name, user, name]
        )

    def change_role(self, user: str, role: str) -> bool:
        """Give a person who was admitted another role; whether there is one.

        The invitations that they made end, and their sessions on the admin pages: both are for
        admins.
        """
        self._db.execute('DELETE FROM code WHERE "by" = ?', [user])
        self._db.execute('DELETE FROM admin_key WHERE "user" = ?', [user])
        return bool(
            self._db.execute('UPDATE "user" SET role = ? WHERE "user" = ?', [role, user]).rowcount
        )

    def dismiss(self, user: str) -> bool:
        """Take away all that a person may do; whether there was a role.

        With the role end circles, sessions, invitations that they made, what they talked of in
        groups, and in their private chat what was offered, what it was about, and what is not sent
        yet.
        """
        self._db.execute('DELETE FROM member WHERE "user" = ?', [user])
        self._db.execute('DELETE FROM waiting WHERE "user" = ?', [user])
        self._db.execute('DELETE FROM admin_key WHERE "user" = ?', [user])
        self._db.execute('DELETE FROM code WHERE "by" = ?', [user])
        # On every platform a person's private chat has the id of the person; a topic stands behind.
        private = "(chat = ? OR substr(chat, 1, length(?) + 1) = ? || '/')"
        self._db.execute(f"DELETE FROM offer WHERE {private}", [user] * 3)
        self._db.execute(f"DELETE FROM chat WHERE {private}", [user] * 3)
        channel, _, person = user.partition(":")
        self._db.execute(
            "DELETE FROM chat WHERE substr(chat, 1, ?) = ? AND substr(chat, -?) = ?",
            [len(channel) + 1, f"{channel}:", len(person) + 1, f"#{person}"],
        )
        self._db.execute(
            "UPDATE outbox SET state = 'failed', reason = 'dismissed', payload = ''"
            f" WHERE state = 'pending' AND {private}",
            [user] * 3,
        )
        return bool(self._db.execute('DELETE FROM "user" WHERE "user" = ?', [user]).rowcount)

    def everyone(self) -> tuple[tuple[str, str], ...]:
        """(person, role) pairs, the first admitted first."""
        return tuple(self._db.execute('SELECT "user", role FROM "user" ORDER BY at').fetchall())

    def register(self) -> tuple[Person, ...]:
        """Everybody who was admitted, the first first."""
        rows = self._db.execute('SELECT "user", role, name FROM "user" ORDER BY at, "user"')
        return tuple(Person(user=user, role=role, name=name) for user, role, name in rows)

    def keep_code(
        self, digest: str, role: str, until: float, *, made: float = 0.0, by: str | None = None
    ) -> None:
        """Remember a pairing code by its hash, and who made it; None for the operator."""
        self._db.execute(
            'INSERT OR REPLACE INTO code (hash, role, until, made, "by") VALUES (?, ?, ?, ?, ?)',
            [digest, role, until, made, by],
        )

    def use_code(self, digest: str, now: float) -> str | None:
        """The role that an unexpired code gives; the code is used up by that.

        One that was made later than now gives none: the clock was set back, and how old it is
        nobody knows.
        """
        row = self._db.execute(
            "SELECT role FROM code WHERE hash = ? AND until > ? AND coalesce(made, 0) <= ?",
            [digest, now, now + _CLOCK_TURNS],
        ).fetchone()
        self._db.execute("DELETE FROM code WHERE hash = ?", [digest])
        return str(row[0]) if row else None

    def count_attempt(self, user: str, now: float, window: float) -> int:
        """How many codes a person has tried within `window` seconds, this one included."""
        row = self._db.execute(
            'SELECT count, since FROM attempt WHERE "user" = ?', [user]
        ).fetchone()
        count, since = row if row is not None and now - row[1] < window else (0, now)
        self._db.execute(
            'INSERT OR REPLACE INTO attempt ("user", count, since) VALUES (?, ?, ?)',
            [user, count + 1, since],
        )
        return int(count) + 1

    def may_tell(self, user: str, now: float, every: float) -> bool:
        """Whether a stranger was told nothing within `every` seconds; from now on they were."""
        row = self._db.execute('SELECT at FROM told WHERE "user" = ?', [user]).fetchone()
        if row is not None and 0 <= now - row[0] < every:
            return False
        self._db.execute('INSERT OR REPLACE INTO told ("user", at) VALUES (?, ?)', [user, now])
        return True

    def remark(self, user: str, *, verdict: str, text: str, about: str, now: float) -> None:
        """Keep what somebody said of an answer.

        Args:
            user: Who.
            verdict: "good", "bad" or "note".
            text: The reason or remark.
            about: The question it is about.
            now: Seconds since 1970.
        """
        self._db.execute(
            'INSERT INTO feedback ("user", at, verdict, text, about) VALUES (?, ?, ?, ?, ?)',
            [user, now, verdict, text, about],
        )

    def remarks(self) -> tuple[tuple[str, str, str], ...]:
        """(verdict, text, about) of all remarks, the oldest first."""
        rows = self._db.execute("SELECT verdict, text, about FROM feedback ORDER BY id")
        return tuple(rows.fetchall())

    def latest_remarks(self) -> tuple[Remark, ...]:
        """All remarks but praise, the latest first; one of a person on an answer with its reason.

        Who made them is not told: whoever asks must not fear for what they ask.
        """
        rows = self._db.execute(
            "SELECT verdict, max(text), about, max(at) FROM feedback WHERE verdict != 'good'"
            " GROUP BY \"user\", verdict, about, CASE verdict WHEN 'note' THEN id END"
            " ORDER BY max(id) DESC"
        )
        return tuple(Remark(verdict=v, text=text, about=a, at=at) for v, text, a, at in rows)

    def verdicts(self) -> dict[str, int]:
        """How many remarks of each kind there are."""
        rows = self._db.execute("SELECT verdict, count(*) FROM feedback GROUP BY verdict")
        return dict(rows.fetchall())

    def count(self, name: str, period: str, by: int = 1) -> int:
        """Add to a counter of a period ("2026-11", "2026-11-22"), and return it."""
        self._db.execute(
            "INSERT INTO tally (name, period, count) VALUES (?, ?, ?)"
            " ON CONFLICT (name, period) DO UPDATE SET count = count + excluded.count",
            [name, period, by],
        )
        return self.tally(name, period)

    def periods(self, name: str) -> tuple[str, ...]:
        """The periods that a counter was counted in."""
        rows = self._db.execute("SELECT period FROM tally WHERE name = ? ORDER BY period", [name])
        return tuple(period for (period,) in rows)

    def tally(self, name: str, period: str) -> int:
        """A counter of a period."""
        row = self._db.execute(
            "SELECT count FROM tally WHERE name = ? AND period = ?", [name, period]
        ).fetchone()
        return int(row[0]) if row else 0
