"""Who looks at a page, and what they may be shown."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.desk import Desk
from bot.message import PAGE
from bot.page.chat import session_id
from bot.page.signed import Grant, Signer
from bot.rights.access import Access, Role
from bot.rights.audience import EVERYTHING, Sight
from bot.rights.entry import admin_of
from bot.state.state import State


class Refusal(StrEnum):
    """Why a page is not shown."""

    STRANGER = "stranger"
    FORGED = "forged"
    EXPIRED = "expired"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who may look.

    Attributes:
        sight: What they may be shown.
        signed: The signed part of the link they came by; None where they may look by themselves.
    """

    sight: Sight
    signed: str | None = None


class Visitors:
    """Knows visitors by the session of their browser, or by the link that they hold."""

    def __init__(
        self,
        state: Desk[State],
        access: Access,
        signer: Signer,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._state = state
        self._access = access
        self._signer = signer
        self._clock = clock

    async def by_session(self, cookie: str | None) -> Visitor | None:
        """Who may look by themselves: everybody, or who was admitted in this browser."""
        user = f"{PAGE}:{session_id(cookie) if cookie else ''}"

        def look(state: State) -> Sight | None:
            if self._access.role(state, user) is None:
                return None
            return state.audiences.sight(user)

        sight = await self._state.ask(look)
        return Visitor(sight=sight) if sight is not None else None

    async def by_admin(self, session: str | None) -> Visitor | None:
        """Who has a session of the admin pages: they may see all, as in their private chat."""
        if session is None:
            return None
        now = self._clock()
        user = await self._state.ask(lambda state: admin_of(state, self._access, session, now))
        return Visitor(sight=EVERYTHING) if user is not None else None

    async def by_link(self, plan: str, signed: str) -> Visitor | Refusal:
        """Who holds a link to a plan: what the person it was made for may be shown now.

        Args:
            plan: The code of the plan, as the link spells it.
            signed: Its signed part.
        """
        grant = self._signer.read(plan, signed)
        if grant is None:
            return Refusal.FORGED
        if grant.until < self._clock():
            return Refusal.EXPIRED
        sight = await self._state.ask(lambda state: self._sight(state, grant))
        return Visitor(sight=sight, signed=signed) if sight is not None else Refusal.LOST

    def _sight(self, state: State, grant: Grant) -> Sight | None:
        if grant.tag is None:
            return state.audiences.sight(None)
        people = {user for user, _ in state.people.everyone()}
        people |= {user for circle in state.audiences.circles() for user in circle.members}
        user = self._signer.person(grant, (*people, *self._access.admins(state)))
        role = self._access.role(state, user) if user is not None else None
        if user is None or role is None:
            return None
        return state.audiences.sight(user, admin=role is Role.ADMIN)
