"""What keeps the pages from being misused: headers, names they answer to, who may post."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.page.site import APP, Site, is_loopback
from bot.wording import page as wording_page

# Nothing from elsewhere, nothing within the page itself, no frame around it.
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {around}"
)
# Telegram in a browser shows plans in a frame; nothing can be done on their pages.
_TELEGRAM, _FRAMED = "https://web.telegram.org", (APP, "/v/")
_HEADERS = {
    "Content-Security-Policy": _POLICY.format(around="'none'"),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}
# Plans and answers are for who asked: nobody on the way keeps a copy.
_KEEP_NONE = "private, no-store"
_TRANSPORT = "max-age=31536000"
_CRAWLERS = re.compile(r"bot\b|crawl|spider|preview|externalhit|scraper", re.IGNORECASE)
# What a program between browser and server adds.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


class Guarded:
    """Answers only to names that are the site's own, and gives every answer its headers."""

    def __init__(self, app: ASGIApp, *, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or turn it away."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if self._site.in_telegram and scope["path"].startswith(_FRAMED):
                    headers["Content-Security-Policy"] = _POLICY.format(around=_TELEGRAM)
                    del headers["X-Frame-Options"]
                headers.setdefault("Cache-Control", _KEEP_NONE)
                if self._site.is_secure:
                    headers["Strict-Transport-Security"] = _TRANSPORT
            await send(message)

        if not self._is_meant(scope):
            turned_away = PlainTextResponse(wording_page.WRONG_HOST, status_code=421)
            return await turned_away(scope, receive, with_headers)
        await self._app(scope, receive, with_headers)

    def _is_meant(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if self._site.hosts and host not in self._site.hosts:
            # Another site's name that leads here: its scripts would read what is shown.
            return False
        if not self._site.local:
            return True
        client = scope.get("client")
        direct = not any(name in headers for name in _FORWARDED)
        return direct and client is not None and is_loopback(client[0])


def is_crawler(request: Request) -> bool:
    """Whether a program asks that shows previews of links, and says so.

    Messengers have every link fetched that is sent: what a signed one opens is not for them.
    """
    return _CRAWLERS.search(request.headers.get("user-agent", "")) is not None


def is_own_form(request: Request, site: Site) -> bool:
    """Whether what is posted comes from a page of this site."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        # No browser of the last years leaves out both.
        return False
    own = {f"{request.url.scheme}://{request.headers.get('host', '')}", site.address}
    return origin in own
