"""How many requests the HTTP server takes in a second; the rest is told to come again later."""

import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Requests to one path: in a burst, and per second. Platforms hand over one event in each.
BURST, PER_SECOND = 200.0, 100.0


class Throttle:
    """Answers 429 to what comes too fast, before anything of it is read.

    Each path that is served has its own measure, and all others one together: who tries paths at
    random takes nothing from those whose paths are secret. Callers are not told apart, because
    behind a TLS proxy all have its address.
    """

    def __init__(
        self,
        app: "ASGIApp",
        *,
        paths: Collection[str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args: paths: The paths that are served; clock: Seconds that only go forward."""
        self._app = app
        self._paths = frozenset(paths)
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Hand a request on, or turn it away."""
        if scope["type"] == "http" and not self._take(scope["path"]):
            from starlette.responses import Response

            turned_away = Response(status_code=429, headers={"Retry-After": "1"})
            await turned_away(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _take(self, path: str) -> bool:
        key = path if path in self._paths else ""
        now = self._clock()
        tokens, last = self._buckets.get(key, (BURST, now))
        tokens = min(BURST, tokens + (now - last) * PER_SECOND)
        allowed = tokens >= 1.0
        self._buckets[key] = (tokens - allowed, now)
        return allowed
