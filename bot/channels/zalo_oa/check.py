"""Whether a Zalo Official Account can be used as it is set."""

import asyncio
import time

import httpx

from bot.channels.zalo_oa.channel import PATH
from bot.channels.zalo_oa.grant import GrantLostError
from bot.channels.zalo_oa.tokens import Tokens
from bot.environment.platforms import ZaloOaSettings
from bot.errors import SendError
from bot.settings import Settings
from bot.upkeep.check import Check, check_clock
from bot.wording import general as wording

_NAME = "Zalo OA"
_SECONDS = 10.0


def check_zalo_oa(settings: Settings) -> list[Check]:
    """The grant, renewed if it has ended; both addresses, the clock, and where Zalo must call."""
    account = settings.zalo_oa
    if account is None:
        return []
    webhook = wording.DOCTOR_OA_WEBHOOK.format(
        path=PATH, address=f"{settings.http_host}:{settings.http_port}"
    )
    return [
        asyncio.run(_check_grant(account)),
        *_check_addresses(account),
        Check(name="webhook Zalo OA", good=True, text=webhook),
    ]


async def _check_grant(account: ZaloOaSettings) -> Check:
    async with httpx.AsyncClient(timeout=_SECONDS) as client:
        try:
            grant = await Tokens(account, client).current()
        except (GrantLostError, SendError) as error:
            return Check(name=_NAME, good=False, text=str(error))
    if account.grant.stat().st_mode & 0o077:
        return Check(name=_NAME, good=False, text=wording.DOCTOR_OA_OPEN.format(path=account.grant))
    hours = round((grant.until - time.time()) / 3_600)
    return Check(name=_NAME, good=True, text=wording.DOCTOR_OA_GRANT.format(hours=hours))


def _check_addresses(account: ZaloOaSettings) -> list[Check]:
    """Each answers anything at all; the clock is compared with the first."""
    checks = []
    for name, address in (
        ("ZALO_OA_API_URL", account.api_url),
        ("ZALO_OA_OAUTH_URL", account.oauth_url),
    ):
        try:
            answer = httpx.get(address, timeout=_SECONDS)
        except httpx.HTTPError as error:
            told = wording.DOCTOR_UNREACHABLE.format(
                address=address, reason=type(error).__name__, name=name
            )
            checks.append(Check(name=_NAME, good=False, text=told))
        else:
            checks = checks or [check_clock(answer.headers.get("date"))]
    return checks
