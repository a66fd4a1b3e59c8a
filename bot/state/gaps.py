"""The part of the state file about questions asked in vain, and sections that answer them."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from index.library.sameness import Identity
from knowledge.codec import decode, encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A question that was not answered, or not well; who asked it is not kept.

    Attributes:
        text: The question in full, with the plan that was in view.
        why: "not_found", "related", or "bad" for an answer that was found bad.
        at: Seconds since 1970.
    """

    id: int
    text: str
    why: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """That a section answers a question, as an admin has judged.

    Attributes:
        key: What tells questions apart, see `index.question.alike.question_key`.
        text: The question.
        identity: The plan, which may come in new versions.
        sha256: Checksum of the plan's file on that day.
        path: The section.
    """

    key: str
    text: str
    identity: Identity
    sha256: str
    path: str


class Gaps:
    """What people ask in vain; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, text: str, why: str, now: float) -> int:
        """Keep a question that was asked in vain, and return its number."""
        cursor = self._db.execute(
            "INSERT INTO gap (text, why, at) VALUES (?, ?, ?)", [text, why, now]
        )
        return int(cursor.lastrowid or 0)

    def open(self) -> tuple[Gap, ...]:
        """The questions that nobody has dealt with, the latest first."""
        rows = self._db.execute(
            "SELECT id, text, why, at FROM gap WHERE closed IS NULL ORDER BY id DESC"
        )
        return tuple(Gap(id=number, text=text, why=why, at=at) for number, text, why, at in rows)

    def close(self, gaps: Collection[int], now: float) -> None:
        """Count questions as dealt with; nobody waits for them any more."""
        with self._db.atomic():
            for gap in gaps:
                self._db.execute("UPDATE gap SET closed = ? WHERE id = ?", [now, gap])
                self._db.execute("DELETE FROM waiting WHERE gap = ?", [gap])

    def wait(self, gap: int, user: str) -> bool:
        """Have a person told when a question is answered; whether it is still open."""
        found = self._db.execute(
            "SELECT 1 FROM gap WHERE id = ? AND closed IS NULL", [gap]
        ).fetchone()
        if found is not None:
            self._db.execute(
                'INSERT OR IGNORE INTO waiting (gap, "user") VALUES (?, ?)', [gap, user]
            )
        return found is not None

    def waiting(self, gaps: Collection[int]) -> tuple[tuple[int, str], ...]:
        """(question, person) of those who wait for any of these."""
        rows = self._db.execute('SELECT gap, "user" FROM waiting ORDER BY gap, "user"')
        return tuple((gap, user) for gap, user in rows if gap in gaps)

    def judge(self, verdict: Verdict, now: float) -> None:
        """Keep a verdict; an earlier one on the same question is replaced."""
        self._db.execute(
            "INSERT OR REPLACE INTO verdict (key, text, identity, sha256, path, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [verdict.key, verdict.text, json.dumps(encode(verdict.identity)), verdict.sha256,
             verdict.path, now],
        )  # fmt: skip

    def verdicts(self) -> tuple[Verdict, ...]:
        """All verdicts, the oldest first."""
        rows = self._db.execute(
            "SELECT key, text, identity, sha256, path FROM verdict ORDER BY at, key"
        )
        return tuple(
            Verdict(
                key=key,
                text=text,
                identity=decode(Identity, json.loads(identity)),
                sha256=sha256,
                path=path,
            )
            for key, text, identity, sha256, path in rows
        )

    def drop(self, key: str) -> None:
        """Forget a verdict."""
        self._db.execute("DELETE FROM verdict WHERE key = ?", [key])
