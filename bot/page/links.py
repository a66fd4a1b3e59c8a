"""Links to the pages behind the citations of a reply."""

import time
from collections.abc import Callable
from dataclasses import replace

from bot.message import PAGE, Incoming, Reply
from bot.page.plans import Plans, Spot
from bot.page.signed import LASTS, RESTRICTED_LASTS, Signer
from bot.page.site import QUOTE_ANCHOR, plan_url
from bot.rights.audience import Sight


class Links:
    """Puts links into replies, each for who gets it; those on the pages need no address.

    A plan that everybody may see has a plain link. Where only people who were admitted may ask, and
    for a plan that only some are shown, it is signed and opens for some time.
    """

    def __init__(
        self,
        plans: Plans,
        address: str | None,
        signer: Signer,
        *,
        open_access: bool,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Say where pages are.

        Args:
            plans: Knows the codes.
            address: Public address of the pages; None for none, and no links in the chats.
            signer: Signs what not everybody may open.
            open_access: Everybody may ask.
            clock: Seconds since 1970.
        """
        self._plans = plans
        self._address = address
        self._signer = signer
        self._open = open_access
        self._clock = clock

    async def linked(self, reply: Reply, incoming: Incoming, sight: Sight) -> Reply:
        """The reply with a link behind each source line.

        Args:
            reply: What is said.
            incoming: What it is said to.
            sight: What may be shown there.
        """
        own = incoming.channel == PAGE
        sources = [block.source for block in reply.blocks if block.source is not None]
        if not sources or (self._address is None and not own):
            return reply
        found = await self._plans.spots(sources, sight)
        links = {
            source: self._url(spot, None if own else incoming)
            for source, spot in zip(sources, found, strict=True)
            if spot is not None
        }
        blocks = tuple(
            replace(block, link=links.get(block.source)) if block.source is not None else block
            for block in reply.blocks
        )
        return replace(reply, blocks=blocks)

    def _url(self, spot: Spot, incoming: Incoming | None) -> str:
        if incoming is None:
            return plan_url(spot.code, anchor=QUOTE_ANCHOR, w=spot.words)
        signed = None
        if spot.limited or not self._open:
            lasts = RESTRICTED_LASTS if spot.limited else LASTS
            person = incoming.user if incoming.private else None
            signed = self._signer.sign(spot.plan, person, self._clock() + lasts)
        path = plan_url(spot.code, anchor=QUOTE_ANCHOR, w=spot.words, k=signed)
        return f"{self._address}{path}"
