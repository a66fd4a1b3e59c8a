"""The part of the state file about what admins say of documents, apart from their texts.

Everything is kept by the checksum of the document's file: it outlives a rebuild of the library, and
holds again when the same file is sent in again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlite_utils import Database

from index.library.card import DocumentCard
from knowledge.codec import from_text, to_text
from knowledge.document import Change, Correction, Document, Slot, Standing
from knowledge.force.corrections import corrected

# The length of a document's id, which is the start of its checksum.
_ID = 16
# Seconds for which «sửa …» means the document that was taken up, and not the one in view.
_TAKEN_UP = 3_600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A correction with who said it, and when (seconds since 1970)."""

    correction: Correction
    by: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A document that was taken out of the library; its file stays where it is.

    Attributes:
        file: The name of its file.
        name: What it is called, in full.
        by: Who took it out, and `at` when, seconds since 1970.
        card: What it looked like; None where an older version of the program took it out.
    """

    sha256: str
    file: str
    name: str
    by: str
    at: float
    card: DocumentCard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A document in whose place another one stands; its bytes are kept.

    Attributes:
        file: The name of its file.
        name: What it was called, in full.
        until: When it was replaced, seconds since 1970.
    """

    sha256: str
    file: str
    name: str
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """All that admins say of documents, by the checksums of their files."""

    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    standings: Mapping[str, tuple[Standing, ...]] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()

    def applied(self, document: Document) -> Document:
        """The document as admins say that it is; withdrawn or not."""
        said = corrected(document, self.corrections.get(document.sha256, ()))
        return replace(said, standing=self.standings.get(document.sha256, ()))

    def says_as(self, other: "Declared", sha256: str) -> bool:
        """Whether the same is said of a document as another time."""
        return (
            self.corrections.get(sha256) == other.corrections.get(sha256)
            and self.standings.get(sha256) == other.standings.get(sha256)
            and (sha256 in self.withdrawn) == (sha256 in other.withdrawn)
        )


class Declarations:
    """What admins say of documents; part of `State`, same thread.

    What is said is due until the library tells it, see `due`.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def correct(self, sha256: str, correction: Correction, by: str, now: float) -> None:
        """Say what stands in the place of what was read; what was said of it before is replaced."""
        with self._db.atomic():
            self._db.execute(
                'INSERT OR REPLACE INTO correction (sha256, slot, path, words, value, "by", at)'
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [sha256, correction.slot, correction.path, correction.words, correction.value,
                 by, now],
            )  # fmt: skip
            self._make_due(sha256)

    def take_back(self, sha256: str, slot: Slot, path: str = "", words: str = "") -> bool:
        """Say nothing any more of a field; whether anything was said."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM correction WHERE sha256 = ? AND slot = ? AND path = ? AND words = ?",
                [sha256, slot, path, words],
            ).rowcount
            self._make_due(sha256)
        return bool(done)

    def said(self, sha256: str) -> tuple[Said, ...]:
        """What was said of the fields of a document, the first first."""
        rows = self._db.execute(
            'SELECT slot, value, path, words, "by", at FROM correction WHERE sha256 = ?'
            " ORDER BY at, slot",
            [sha256],
        )
        return tuple(
            Said(
                correction=Correction(slot=Slot(slot), value=value, path=path, words=words),
                by=by,
                at=at,
            )
            for slot, value, path, words, by, at in rows
        )

    def stand(self, sha256: str, standing: Standing, by: str, now: float) -> None:
        """Say what has become of a document; what was said of the two before is replaced."""
        with self._db.atomic():
            self._db.execute(
                "DELETE FROM standing WHERE sha256 = ? AND other = ?", [sha256, standing.by]
            )
            self._db.execute(
                "INSERT INTO standing (sha256, change, other, name, since, denied, \"by\", at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [sha256, standing.change, standing.by, standing.name, standing.since,
                 int(standing.denied), by, now],
            )  # fmt: skip
            self._make_due(sha256)

    def forget_standing(self, sha256: str, other: str) -> bool:
        """Say nothing any more of what a document did to another; whether anything was said."""
        with self._db.atomic():
            done = self._db.execute(
                "DELETE FROM standing WHERE sha256 = ? AND other = ?", [sha256, other]
            ).rowcount
            self._make_due(sha256)
        return bool(done)

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Say that a document is not to be in the library."""
        with self._db.atomic():
            self._db.execute(
                'INSERT OR REPLACE INTO withdrawal (sha256, file, name, "by", at, card)'
                " VALUES (?, ?, ?, ?, ?, ?)",
                [withdrawal.sha256, withdrawal.file, withdrawal.name, withdrawal.by,
                 withdrawal.at, to_text(withdrawal.card) if withdrawal.card else None],
            )  # fmt: skip
            self._make_due(withdrawal.sha256)

    def restore(self, sha256: str) -> str | None:
        """Say that a document may be in the library again; its file, None if not withdrawn."""
        with self._db.atomic():
            row = self._db.execute(
                "SELECT file FROM withdrawal WHERE sha256 = ?", [sha256]
            ).fetchone()
            if row is None:
                return None
            self._db.execute("DELETE FROM withdrawal WHERE sha256 = ?", [sha256])
            self._make_due(sha256, row[0])
        return str(row[0])

    def withdrawal(self, sha256: str) -> Withdrawal | None:
        """What is said of a document that is withdrawn; None of any other."""
        return next((each for each in self.withdrawals() if each.sha256 == sha256), None)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """All withdrawn documents, the last one first."""
        rows = self._db.execute(
            'SELECT sha256, file, name, "by", at, card FROM withdrawal ORDER BY at DESC, file'
        )
        return tuple(
            Withdrawal(sha256=sha256, file=file, name=name, by=by, at=at, card=_card(card))
            for sha256, file, name, by, at, card in rows
        )

    def carry(self, old: str, new: str) -> None:
        """Say of a new version of a document what has become of the old one, and by the old one."""
        with self._db.atomic():
            self._db.execute(
                "INSERT OR REPLACE INTO standing SELECT ?, change, other, name, since, denied,"
                ' "by", at FROM standing WHERE sha256 = ?',
                [new, old],
            )
            self._db.execute(
                "INSERT OR IGNORE INTO due (sha256, file)"
                " SELECT sha256, '' FROM standing WHERE other = ?",
                [old[:_ID]],
            )
            self._db.execute(
                "UPDATE OR REPLACE standing SET other = ? WHERE other = ?", [new[:_ID], old[:_ID]]
            )

    def replace(self, sha256: str, old: Version) -> None:
        """Note that a document takes the place of an older version of its plan."""
        self._db.execute(
            "INSERT OR REPLACE INTO version (sha256, old, file, name, at) VALUES (?, ?, ?, ?, ?)",
            [sha256, old.sha256, old.file, old.name, old.until],
        )

    def replaced_by(self, sha256: str) -> tuple[Version, ...]:
        """The versions whose place a document has taken, and those before them, the last first."""
        rows = self._db.execute("SELECT sha256, old, file, name, at FROM version").fetchall()
        found: dict[str, Version] = {}
        newer = [sha256]
        while newer:
            heir = newer.pop()
            for new, old, file, name, at in rows:
                if new == heir and old != sha256 and old not in found:
                    found[old] = Version(sha256=old, file=file, name=name, until=at)
                    newer.append(old)
        return tuple(sorted(found.values(), key=lambda each: -each.until))

    def forget_versions(self, sha256: str) -> None:
        """Note that a document takes no place."""
        self._db.execute("DELETE FROM version WHERE sha256 = ?", [sha256])

    def everything(self) -> Declared:
        """All that is said, of all documents."""
        corrections: dict[str, tuple[Correction, ...]] = {}
        for (sha256,) in self._db.execute("SELECT DISTINCT sha256 FROM correction").fetchall():
            corrections[sha256] = tuple(each.correction for each in self.said(sha256))
        standings: dict[str, tuple[Standing, ...]] = {}
        for sha256, change, other, name, since, denied in self._db.execute(
            "SELECT sha256, change, other, name, since, denied FROM standing ORDER BY sha256, other"
        ):
            standing = Standing(
                change=Change(change), by=other, name=name, since=since, denied=bool(denied)
            )
            standings[sha256] = (*standings.get(sha256, ()), standing)
        withdrawn = frozenset(each.sha256 for each in self.withdrawals())
        return Declared(corrections=corrections, standings=standings, withdrawn=withdrawn)

    def due(self) -> dict[str, str]:
        """Of which documents the library does not tell yet what is said, by their checksums.

        The value is the file that one is read from which is to come back; "" for the others.
        """
        return dict(self._db.execute("SELECT sha256, file FROM due ORDER BY sha256").fetchall())

    def begin(self, sha256: str, file: str) -> None:
        """Note that a file is being published under that name: if that breaks off, it is due."""
        self._make_due(sha256, file)

    def settle(self, sha256s: Iterable[str]) -> None:
        """Note that the library tells what is said of documents, or does not hold them."""
        for sha256 in sha256s:
            self._db.execute("DELETE FROM due WHERE sha256 = ?", [sha256])

    def _make_due(self, sha256: str, file: str = "") -> None:
        """Note what is due; the file that one comes back from is not forgotten by less."""
        self._db.execute(
            "INSERT INTO due (sha256, file) VALUES (?, ?) ON CONFLICT (sha256)"
            " DO UPDATE SET file = excluded.file WHERE excluded.file != ''",
            [sha256, file],
        )

    def subject(self, user: str, now: float) -> str | None:
        """The checksum of the document that a person is correcting; None after a while."""
        row = self._db.execute(
            'SELECT sha256 FROM subject WHERE "user" = ? AND at > ?', [user, now - _TAKEN_UP]
        ).fetchone()
        return str(row[0]) if row else None

    def take_up(self, user: str, sha256: str, now: float) -> None:
        """Note which document a person corrects from now on."""
        self._db.execute(
            'INSERT OR REPLACE INTO subject ("user", sha256, at) VALUES (?, ?, ?)',
            [user, sha256, now],
        )


def _card(stored: str | None) -> DocumentCard | None:
    try:
        return from_text(DocumentCard, stored) if stored else None
    except ValueError:
        return None  # Of another version: the plan is still withdrawn, by its name.
