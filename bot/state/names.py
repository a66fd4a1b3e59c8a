"""The part of the state file about names that admins have declared."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlite_utils import Database

from index.question.house_names import HouseNames, HouseWord
from knowledge.names.agency_table import Agency, Succession


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What is said and what is meant; or, with a day, a body and the one that took over from it.

    Attributes:
        since: The first day of the new body; None for words that mean the same.
        source: The decision that says so; "" for words.
    """

    said: str
    meant: str
    since: date | None = None
    source: str = ""


class Names:
    """Declared names; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def declare(self, key: str, name: Name, now: float) -> None:
        """Keep a name; what was declared under the same key is replaced."""
        since = name.since.isoformat() if name.since is not None else None
        self._db.execute(
            "INSERT OR REPLACE INTO house_name (key, said, meant, since, source, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [key, name.said, name.meant, since, name.source, now],
        )

    def drop(self, key: str) -> Name | None:
        """Forget a name, and return what it was; None if there was none."""
        found = self.declared().get(key)
        self._db.execute("DELETE FROM house_name WHERE key = ?", [key])
        return found

    def declared(self) -> dict[str, Name]:
        """All names by their keys, in the order in which they were declared."""
        rows = self._db.execute(
            "SELECT key, said, meant, since, source FROM house_name ORDER BY at, key"
        )
        return {
            key: Name(
                said=said,
                meant=meant,
                since=date.fromisoformat(since) if since is not None else None,
                source=source,
            )
            for key, said, meant, since, source in rows
        }

    def house(self) -> HouseNames:
        """What was declared, ready to be applied."""
        names = self.declared().values()
        return HouseNames(
            [HouseWord(said=each.said, meant=each.meant) for each in names if each.since is None],
            [
                Agency(
                    name=each.said,
                    valid_to=each.since - timedelta(days=1),
                    successors=(Succession(name=each.meant, source=each.source),),
                )
                for each in names
                if each.since is not None
            ],
        )
