"""Links to the pages behind the citations of a reply."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.message import PAGE, Block, Incoming, Reply, Source
from bot.page.plans import Plans, Spot
from bot.page.signed import LASTS, RESTRICTED_LASTS, Signer
from bot.page.site import QUOTE_ANCHOR, app_url, plan_url
from bot.rights.audience import Sight

# The channel whose program shows pages within itself and tells who looks.
_SHOWS_PAGES = "telegram"


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
        """The reply with a link behind each source line, and behind each place that is named.

        Args:
            reply: What is said.
            incoming: What it is said to.
            sight: What may be shown there.
        """
        sources = [block.source for block in reply.blocks if block.source is not None]
        sources += [each.source for block in reply.blocks for each in block.mentions]
        person = incoming.user if incoming.private else None
        own, in_app = incoming.channel == PAGE, incoming.channel == _SHOWS_PAGES
        spots = await self._spots(sources, sight) if own or self._address is not None else {}
        if not spots:
            return reply
        urls = {key: self._url(spot, person, own=own) for key, spot in spots.items()}
        apps = {
            key: f"{self._address}{app_url(spot.code, w=spot.words)}"
            for key, spot in spots.items()
            if in_app and incoming.private
        }

        def with_links(block: Block) -> Block:
            return replace(
                block,
                link=urls.get(block.source) if block.source is not None else block.link,
                app=apps.get(block.source) if block.source is not None else None,
                mentions=tuple(
                    replace(each, link=urls.get(each.source)) for each in block.mentions
                ),
            )

        return replace(reply, blocks=tuple(map(with_links, reply.blocks)))

    async def for_anybody(self, sources: Sequence[Source], sight: Sight) -> dict[Source, str]:
        """Addresses that anybody may be handed: none where not everybody may ask.

        There each would be a key to the whole plan.
        """
        public = self._open and self._address is not None
        spots = await self._spots(sources, sight) if public else {}
        return {key: self._url(spot, None, own=False) for key, spot in spots.items()}

    async def _spots(self, sources: Sequence[Source], sight: Sight) -> dict[Source, Spot]:
        if not sources:
            return {}
        found = await self._plans.spots(sources, sight)
        return {key: spot for key, spot in zip(sources, found, strict=True) if spot is not None}

    def _url(self, spot: Spot, person: str | None, *, own: bool) -> str:
        """The address of words; on the pages themselves a path, which needs no signature."""
        if own:
            return plan_url(spot.code, anchor=QUOTE_ANCHOR, w=spot.words)
        signed = None
        if spot.limited or not self._open:
            lasts = RESTRICTED_LASTS if spot.limited else LASTS
            signed = self._signer.sign(spot.plan, person, self._clock() + lasts)
        path = plan_url(spot.code, anchor=QUOTE_ANCHOR, w=spot.words, k=signed)
        return f"{self._address}{path}"
