"""How many requests the HTTP server takes in a second; the rest is told to come again later."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Requests: in a burst, and per second. Platforms hand over one event in each.
BURST, PER_SECOND = 200.0, 100.0
# Callers that are told apart at a time.
_MOST_CALLERS = 10_000


class Buckets:
    """A measure for each key: a burst, and then so many a second."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        burst: float | None = None,
        per_second: float | None = None,
    ) -> None:
        """Say how much is allowed.

        Args:
            clock: Seconds that only go forward.
            burst: Requests in a burst; None for that of the server.
            per_second: Requests per second after it; None for those of the server.
        """
        self._clock = clock
        self._burst = BURST if burst is None else burst
        self._per_second = PER_SECOND if per_second is None else per_second
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Whether one more request is within the measure."""
        now = self._clock()
        tokens, last = self._buckets.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - last) * self._per_second)
        allowed = tokens >= 1.0
        self._buckets[key] = (tokens - allowed, now)
        if len(self._buckets) > _MOST_CALLERS:
            self._buckets.popitem(last=False)
        return allowed


class Throttle:
    """Answers 429 to what comes too fast from one address, before anything of it is read.

    Each path that is served has a measure of its own, and all others one together. Where platforms
    call, it stands aside: their calls are measured once they are known to be theirs, so that
    nobody else can use up that measure. The address is that of the caller, or what a proxy on this
    machine says it is.
    """

    def __init__(
        self,
        app: "ASGIApp",
        *,
        paths: Collection[str],
        called: Collection[str] = (),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Say what is served.

        Args:
            app: What requests are handed on to.
            paths: The paths that are served.
            called: Those that platforms call.
            clock: Seconds that only go forward.
        """
        self._app = app
        self._paths = frozenset(paths)
        self._called = frozenset(called)
        self._buckets = Buckets(clock)

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Hand a request on, or turn it away."""
        if scope["type"] == "http" and not self._admits(scope):
            from starlette.responses import Response

            turned_away = Response(status_code=429, headers={"Retry-After": "1"})
            await turned_away(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _admits(self, scope: "Scope") -> bool:
        path, client = scope["path"], scope.get("client")
        if path in self._called:
            return True
        served = path if path in self._paths else ""
        return self._buckets.take(f"{served} {client[0] if client else ''}")
