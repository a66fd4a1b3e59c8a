"""Whether the Zalo bot platform can be reached with the token that is set."""

from urllib.parse import quote

import httpx

from bot.channels.zalo_bot.client import UNAUTHORISED, ApiError, read_result
from bot.environment.platforms import ZaloBotSettings
from bot.upkeep.check import Check, check_clock
from bot.wording import general as wording

_NAME = "Zalo bot"
_SECONDS = 10.0


def check_zalo_bot(settings: ZaloBotSettings) -> list[Check]:
    """The token, the clock, and a webhook that would keep events away."""
    base = f"{settings.api_url}/bot{quote(settings.token.reveal(), safe=':')}"
    try:
        with httpx.Client(timeout=_SECONDS) as client:
            answer = client.post(f"{base}/getMe", json={})
            me = read_result(answer)
            hook = client.post(f"{base}/getWebhookInfo", json={})
    except ApiError as error:
        told = str(error)
        if error.code == UNAUTHORISED:
            told = wording.TOKEN_REFUSED.format(name="ZALO_BOT_TOKEN")
        return [Check(name=_NAME, good=False, text=told)]
    except httpx.HTTPError as error:
        # The text of an error may hold the address, and so the token: its kind is enough.
        told = wording.DOCTOR_UNREACHABLE.format(
            address=settings.api_url, reason=type(error).__name__, name="ZALO_BOT_API_URL"
        )
        return [Check(name=_NAME, good=False, text=told)]
    checks = [Check(name=_NAME, good=True, text=str(me.get("account_name")))]
    checks.append(check_clock(answer.headers.get("date")))
    if settings.webhook is None and _is_set(hook):
        checks.append(Check(name="webhook", good=True, text=wording.DOCTOR_WEBHOOK))
    return checks


def _is_set(answer: httpx.Response) -> bool:
    try:
        return bool(read_result(answer).get("url"))
    except ApiError:
        # No webhook is an error there: 404.
        return False
