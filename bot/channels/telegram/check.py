"""Whether Telegram can be reached with the token that is set."""

from typing import Any

import httpx

from bot.environment.platforms import TelegramSettings
from bot.upkeep.check import Check, check_clock, check_proxy
from bot.wording import general as wording

_SECONDS = 10.0


def check_telegram(settings: TelegramSettings) -> list[Check]:
    """The proxy, the token, the clock, and a webhook that would keep updates away."""
    checks = []
    proxy = settings.proxy.reveal() if settings.proxy is not None else None
    if settings.proxy is not None:
        checks.append(check_proxy("proxy Telegram", settings.proxy))
    base = f"{settings.api_url}/bot{settings.token.reveal()}"
    try:
        with httpx.Client(proxy=proxy, timeout=_SECONDS) as client:
            answer = client.post(f"{base}/getMe")
            if answer.status_code in (401, 404):
                return [*checks, _bad(wording.TOKEN_REFUSED.format(name="TELEGRAM_TOKEN"))]
            me: dict[str, Any] = answer.raise_for_status().json()["result"]
            hook = client.post(f"{base}/getWebhookInfo").json().get("result", {})
    except (httpx.HTTPError, ValueError, KeyError) as error:
        # The text of an error may hold the address, and so the token: its kind is enough.
        told = wording.DOCTOR_UNREACHABLE.format(
            address=settings.api_url, reason=type(error).__name__, name="TELEGRAM_PROXY"
        )
        return [*checks, _bad(told)]
    checks.append(Check(name="Telegram", good=True, text=f"@{me.get('username')}"))
    checks.append(check_clock(answer.headers.get("date")))
    if hook.get("url") and settings.webhook is None:
        checks.append(Check(name="webhook", good=True, text=wording.DOCTOR_WEBHOOK))
    if not me.get("supports_inline_queries"):
        checks.append(Check(name="inline", good=True, text=wording.DOCTOR_INLINE))
    return checks


def _bad(text: str) -> Check:
    return Check(name="Telegram", good=False, text=text)
