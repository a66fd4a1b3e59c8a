"""The part of the state file about what admins set going from their pages, until they saw it."""

from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

from bot.message import Reply
from knowledge.codec import from_text, to_text

_COLUMNS = 'key, "user", stage, reply, back, at'


class Stage(StrEnum):
    """How far a work is: `WAITS` for what its admin says, or `RUNNING`, or `DONE`, or `SEEN`."""

    WAITS = "waits"
    RUNNING = "running"
    DONE = "done"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something that an admin has set going.

    Attributes:
        key: Cannot be guessed.
        user: Who; nobody else sees it.
        reply: What is said of it now.
        back: Where they came from.
        at: When it began, seconds since 1970.
    """

    key: str
    user: str
    stage: Stage
    reply: Reply
    back: str
    at: float

    @property
    def is_done(self) -> bool:
        """Whether nothing is under way."""
        return self.stage is not Stage.RUNNING


class KeptWorks:
    """What admins set going; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, work: Work) -> None:
        """Remember a work, as it is now."""
        self._db.execute(
            f"INSERT OR REPLACE INTO work ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            [work.key, work.user, work.stage.value, to_text(work.reply), work.back, work.at],
        )

    def say(self, key: str, reply: Reply, stage: Stage) -> None:
        """Note what is said of a work from now on, and how far it is."""
        self._db.execute(
            "UPDATE work SET reply = ?, stage = ? WHERE key = ?",
            [to_text(reply), stage.value, key],
        )

    def leave_waiting(self, key: str, reply: Reply, stage: Stage) -> bool:
        """The same of a work that waits for what its admin says; whether it waited still."""
        done = self._db.execute(
            "UPDATE work SET reply = ?, stage = ? WHERE key = ? AND stage = ?",
            [to_text(reply), stage.value, key, Stage.WAITS.value],
        )
        return done.rowcount == 1

    def see(self, key: str) -> None:
        """Note that who began a work has seen what came of it, if that is known yet."""
        self._db.execute(
            "UPDATE work SET stage = ? WHERE key = ? AND stage = ?",
            [Stage.SEEN.value, key, Stage.DONE.value],
        )

    def of(self, key: str, user: str) -> Work | None:
        """A work of somebody; None where they have none of that key."""
        found = self._found('WHERE key = ? AND "user" = ?', key, user)
        return found[0] if found else None

    def unseen(self, user: str) -> tuple[Work, ...]:
        """All of somebody that goes on or that they have not seen the end of, the latest first."""
        return self._found('WHERE "user" = ? AND stage != ?', user, Stage.SEEN.value)

    def unfinished(self) -> tuple[Work, ...]:
        """All that waits or runs, of everybody, the latest first."""
        return self._found("WHERE stage IN (?, ?)", Stage.WAITS.value, Stage.RUNNING.value)

    def _found(self, where: str, *values: str) -> tuple[Work, ...]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM work {where} ORDER BY at DESC, key", list(values)
        )
        return tuple(
            Work(
                key=key, user=user, stage=Stage(stage), reply=_reply(reply), back=back, at=at
            )
            for key, user, stage, reply, back, at in rows.fetchall()
        )  # fmt: skip


def _reply(stored: str) -> Reply:
    try:
        return from_text(Reply, stored)
    except ValueError:
        return Reply()  # Of another version of the program.
