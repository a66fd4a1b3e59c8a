"""Pages of plans within Telegram, which tells who looks: they see what they see in their chat.

Telegram opens `/tg/CODE` and puts behind the address who does so and when, signed with the token
of the bot. That is posted here, and answered with a link that is signed for this person.
Source: https://core.telegram.org/bots/webapps, "Validating data received via the Mini App".
"""

import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.server import read_body
from bot.channels.throttle import Buckets
from bot.environment.variables import Secret
from bot.page.codes import split_code
from bot.page.plan_pages import told
from bot.page.render import page
from bot.page.security import is_own_form
from bot.page.signed import Signer
from bot.page.site import QUOTE_ANCHOR, Site, app_url, plan_url
from bot.wording import page as wording_page

# Seconds for which what Telegram says is believed, those by which clocks may differ among them,
# and for which the link opens that is given for it.
_BELIEVED, _SKEW, _LASTS = 3_600, 300, 6 * 3_600
# Bytes of a form, fields of what Telegram says.
_LARGEST_FORM, _MOST_FIELDS = 1 << 14, 30
# Requests of one address: in a burst, and per second. Offices share one.
_BURST, _PER_SECOND = 60.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """Who opened a page within Telegram, and when, in seconds since 1970."""

    user: str
    at: int


def opener_of(said: str, token: str) -> Opener | None:
    """Who Telegram says has opened a page; None where it was not Telegram that said so.

    Args:
        said: The "init data".
        token: The token of the bot.
    """
    try:
        pairs = parse_qsl(
            said, keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_FIELDS
        )
        fields = dict(pairs)
        given = fields.pop("hash")
        key = hmac.digest(b"WebAppData", token.encode(), "sha256")
        lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
        made = hmac.digest(key, lines.encode(), "sha256").hex()
        if len(fields) + 1 != len(pairs) or not hmac.compare_digest(given.encode(), made.encode()):
            return None
        return Opener(user=f"telegram:{int(json.loads(fields['user'])['id'])}",
                      at=int(fields["auth_date"]))  # fmt: skip
    except (KeyError, TypeError, ValueError, RecursionError):
        return None


def _said_in(form: bytes) -> str:
    """What a form says that Telegram has said; nothing where it is another form."""
    try:
        fields = parse_qsl(form.decode("utf-8", "replace"), max_num_fields=5)
    except ValueError:
        return ""
    return dict(fields).get("du-lieu", "")


class MiniApp:
    """Answers requests of those who open a plan within Telegram."""

    def __init__(
        self, site: Site, signer: Signer, token: Secret, clock: Callable[[], float] = time.time
    ) -> None:
        self._site = site
        self._signer = signer
        self._token = token
        self._clock = clock
        self._buckets = Buckets(burst=_BURST, per_second=_PER_SECOND)

    async def ask(self, request: Request) -> Response:
        """The page that hands on what Telegram says of who opened it."""
        code, words = str(request.path_params["code"]), request.query_params.get("w")
        if split_code(code) is None:
            return told(404, wording_page.NO_CODE, wording_page.NO_CODE_HINT)
        return page(
            "mini_app.html",
            action=app_url(code, w=words),
            plain=plan_url(code, w=words, anchor=QUOTE_ANCHOR),
        )

    async def open(self, request: Request) -> Response:
        """Lead whoever has opened it to the plan."""
        if not self._buckets.take(request.client.host if request.client else ""):
            return told(429, wording_page.TOO_MANY, wording_page.TOO_MANY_HINT)
        if not is_own_form(request, self._site):
            return told(403, *wording_page.NOT_TELEGRAM)
        body = await read_body(request, _LARGEST_FORM)
        opener = opener_of(_said_in(body or b""), self._token.reveal())
        if opener is None:
            return told(403, *wording_page.NOT_TELEGRAM)
        now = self._clock()
        if not -_SKEW <= now - opener.at <= _BELIEVED:
            return told(403, *wording_page.TELEGRAM_LONG_AGO)
        code, words = str(request.path_params["code"]), request.query_params.get("w")
        parts = split_code(code)
        if parts is None:
            return told(404, wording_page.NO_CODE, wording_page.NO_CODE_HINT)
        signed = self._signer.sign(parts[0], opener.user, now + _LASTS)
        url = plan_url(code, w=words, k=signed, anchor=QUOTE_ANCHOR)
        return RedirectResponse(url, status_code=303)
