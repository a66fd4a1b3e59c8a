"""The part of the state file about codes: which plan each was given to, for good."""

import logging

from sqlite_utils import Database

from bot.page.codes import Noted, PlanCodes
from index.library.card import DocumentCard
from knowledge.codec import from_text, to_text

logger = logging.getLogger(__name__)


class NotedCodes:
    """The codes that plans were given; part of `State`, same thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> tuple[Noted, ...]:
        """Every code that was given, the oldest first."""
        rows = self._db.execute("SELECT code, plan, card FROM plan_code ORDER BY at, code")
        return tuple(Noted(code=code, plan=plan, card=_card(card)) for code, plan, card in rows)

    def keep(self, codes: PlanCodes, now: float) -> None:
        """Note the codes of a library, and what its plans look like now."""
        known = {each.code: each for each in self.all()}
        with self._db.atomic():
            for each in codes.noted.values():
                if each.card is None or known.get(each.code) == each:
                    continue
                self._db.execute(
                    "INSERT INTO plan_code (code, plan, card, at) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (code) DO UPDATE SET plan = excluded.plan, card = excluded.card",
                    [each.code, each.plan, to_text(each.card), now],
                )


def _card(stored: str) -> DocumentCard | None:
    try:
        return from_text(DocumentCard, stored)
    except ValueError:
        logger.info("a plan of an older version cannot be told by its code any more")
        return None
