"""Where the pages are reached, and by whom: this machine alone, or an address for everybody."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from bot.settings import Settings

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
# The mark at which a link opens a plan.
QUOTE_ANCHOR = "doan-trich"
# What the addresses begin with that Telegram opens within itself.
APP = "/tg/"


def is_loopback(host: str) -> bool:
    """Whether an address, or the name of a machine, is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the pages are reached.

    Attributes:
        address: Public address without a slash at the end; None where there is none.
        local: Only who sits at this machine reaches them, and may ask without being admitted.
        hosts: The names by which a browser may call; empty for any.
        in_telegram: Telegram shows its pages of plans within itself.
    """

    address: str | None
    local: bool
    hosts: frozenset[str]
    in_telegram: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "Site":
        """The site that settings describe."""
        here = is_loopback(settings.http_host)
        hosts = set(_LOOPBACK_NAMES) if here or settings.public_url else set()
        if settings.public_url is not None:
            hosts.add(urlsplit(settings.public_url).hostname or "")
        return cls(
            address=settings.public_url,
            local=here and settings.public_url is None and not settings.platforms,
            hosts=frozenset(hosts),
            in_telegram=settings.public_url is not None and settings.telegram is not None,
        )

    @property
    def is_secure(self) -> bool:
        """Whether browsers speak TLS with it."""
        return self.address is not None and self.address.startswith("https://")

    @property
    def admin_cookie(self) -> str:
        """The name of the cookie that holds the session of an admin."""
        return "__Host-quanly" if self.is_secure else "quanly"


def plan_url(
    code: str, *, behind: str = "", anchor: str | None = None, **fields: str | int | None
) -> str:
    """The path of a page of a plan.

    Args:
        code: The code of the plan or of a place in it.
        behind: What follows it, with its slash: "/nhiem-vu".
        anchor: Where in the page it opens.
        fields: What is asked for; those that are None are left out.
    """
    path = f"/v/{quote(code, safe='')}{behind}{_query(fields)}"
    return path + (f"#{quote(anchor)}" if anchor else "")


def app_url(code: str, **fields: str | None) -> str:
    """The path at which Telegram opens a place of a plan within itself; fields as `plan_url`."""
    return f"{APP}{quote(code, safe='')}{_query(fields)}"


def _query(fields: Mapping[str, str | int | None]) -> str:
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    return f"?{urlencode(given)}" if given else ""
