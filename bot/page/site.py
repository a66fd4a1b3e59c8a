"""Where the pages are reached, and by whom: this machine alone, or an address for everybody."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from bot.settings import Settings

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
# The mark at which a link opens a plan.
QUOTE_ANCHOR = "doan-trich"


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
    """

    address: str | None
    local: bool
    hosts: frozenset[str]

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
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    query = f"?{urlencode(given)}" if given else ""
    return f"/v/{quote(code, safe='')}{behind}{query}" + (f"#{quote(anchor)}" if anchor else "")
