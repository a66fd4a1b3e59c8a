"""Whether a question would be answered now: found out by trying, and told to who watches."""

import asyncio
import hmac
import logging
import shutil
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.delivery.contact import Contact
from bot.delivery.quota import Quotas, Usage
from bot.desk import Desk
from bot.environment.variables import Secret
from bot.errors import StateError
from bot.library.shelf import Shelf
from bot.metrics import Metrics
from bot.seldom import Seldom
from bot.state.backlog import Backlog
from bot.state.state import State
from bot.wording import general as wording
from index.errors import SearchError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

logger = logging.getLogger(__name__)
seldom = Seldom(logger)

T = TypeVar("T")
R = TypeVar("R")

# Seconds for which what was found is told again: whoever asks often costs nothing.
KEPT = 5.0
# Seconds that the library, or the state, may take to answer.
_PATIENCE = 10.0
# Seconds after which somebody has waited too long: the program lives but does not keep up.
_LONG = 30.0
# Bytes below which the disk takes no messages for long.
LEAST_FREE = 16 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the program does.

    Attributes:
        generation: The library file; None where the library gives no answer.
        documents: Plans in it.
        backlog: What is waiting; None where the state gives no answer.
        usage: What was sent of what may be.
        troubles: What keeps questions from being answered, platforms aside.
        library: What is wrong with the library now, whether or not it answers.
    """

    generation: str | None
    documents: int
    backlog: Backlog | None
    usage: tuple[Usage, ...]
    troubles: tuple[str, ...]
    library: tuple[str, ...] = ()


class Examiner:
    """Tries what every question needs: storing it, and finding something in the library."""

    def __init__(
        self, state: Desk[State], shelf: Desk[Shelf], quotas: Quotas, folder: Path
    ) -> None:
        """Args: folder: Where the state lies."""
        self._state = state
        self._shelf = shelf
        self._quotas = quotas
        self._folder = folder
        self._alone = asyncio.Lock()
        self._found: tuple[float, Health] | None = None

    async def look(self) -> Health:
        """What was found now, or a moment ago."""
        async with self._alone:
            if self._found is None or time.monotonic() - self._found[0] >= KEPT:
                health = await self._examined()
                self._found = time.monotonic(), health
            return self._found[1]

    async def _examined(self) -> Health:
        troubles: list[str] = []
        now = time.time()

        def stored(state: State) -> tuple[Backlog, tuple[Usage, ...]]:
            found = state.backlog(now), self._quotas.usage(state, now)
            state.try_storing(now)
            return found

        def answered(shelf: Shelf) -> tuple[str, int]:
            shelf.try_answering()
            return shelf.library.path.name, len(shelf.library.documents)

        (kept, why), (held, why_not), (wrong, _) = await asyncio.gather(
            _tried(self._state, stored),
            _tried(self._shelf, answered),
            _tried(self._shelf, lambda shelf: shelf.troubles),
        )
        free = shutil.disk_usage(self._folder).free
        if kept is None:
            troubles.append(wording.HEALTH_STATE.format(reason=why))
        elif kept[0].oldest >= _LONG:
            behind = wording.DOCTOR_BEHIND
            troubles.append(behind.format(waiting=kept[0].waiting, seconds=round(kept[0].oldest)))
        if free < LEAST_FREE:
            troubles.append(wording.HEALTH_DISK.format(megabytes=free // 1024**2))
        if held is None:
            troubles.append(wording.HEALTH_LIBRARY.format(reason=why_not))
        elif not held[1]:
            troubles.append(wording.DOCTOR_EMPTY)
        for trouble in troubles:
            seldom.log(logging.ERROR, trouble, f"not ready: {trouble}")
        backlog, usage = kept or (None, ())
        generation, documents = held or (None, 0)
        return Health(
            generation=generation,
            documents=documents,
            backlog=backlog,
            usage=usage,
            troubles=tuple(troubles),
            library=wrong or (),
        )


async def _tried(desk: Desk[T], job: Callable[[T], R]) -> tuple[R | None, str]:
    """What a job gives, or None and why it gives nothing."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await desk.ask(job), ""
    except TimeoutError:
        return None, wording.HEALTH_SLOW.format(seconds=round(_PATIENCE))
    except (StateError, SearchError) as error:
        return None, str(error)
    except Exception as error:
        logger.debug("a look at the program's health failed", exc_info=error)
        return None, type(error).__name__


def health_routes(
    look: Callable[[], Awaitable[Health]],
    metrics: Metrics,
    contacts: Mapping[str, Contact],
    token: Secret,
) -> list["Route"]:
    """`/healthz`, which tells strangers one word, and `/metrics`, which tells them nothing.

    Args:
        look: Gives how the program does.
        metrics: The figures.
        contacts: Whether each channel's platform can be reached.
        token: Who sends it as a bearer token is told all.
    """
    from starlette.responses import JSONResponse, PlainTextResponse, Response
    from starlette.routing import Route

    def is_known(request: "Request") -> bool:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token.reveal()}".encode())

    async def healthz(request: "Request") -> "Response":
        health = await look()
        ready = _is_ready(health, contacts)
        code = 200 if ready else 503
        if not is_known(request):
            return PlainTextResponse("ready" if ready else "unready", status_code=code)
        return JSONResponse(_told(health, contacts), status_code=code)

    async def figures(request: "Request") -> "Response":
        if not is_known(request):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        gauges = _gauges(await look(), contacts)
        return PlainTextResponse(metrics.text(gauges), media_type="text/plain; version=0.0.4")

    return [Route("/healthz", healthz), Route("/metrics", figures)]


def _is_ready(health: Health, contacts: Mapping[str, Contact]) -> bool:
    return not health.troubles and all(each.trouble is None for each in contacts.values())


def _told(health: Health, contacts: Mapping[str, Contact]) -> dict[str, object]:
    """What `/healthz` tells those who have the token."""
    told: dict[str, object] = {
        "ready": _is_ready(health, contacts),
        "troubles": health.troubles,
        "channels": {name: _reach(contact) for name, contact in contacts.items()},
        "generation": health.generation,
        "documents": health.documents,
        "library": health.library,
    }
    if health.backlog is not None:
        told |= {
            "waiting": health.backlog.waiting,
            "pending": health.backlog.pending,
            "again": health.backlog.again,
            "unknown": health.backlog.unknown,
            "oldest_seconds": round(health.backlog.oldest, 3),
        }
    return told


def _gauges(health: Health, contacts: Mapping[str, Contact]) -> dict[str, float]:
    """What `/metrics` tells of this moment."""
    gauges = {
        "ready": float(_is_ready(health, contacts)),
        "documents": float(health.documents),
    }
    gauges |= _waiting(health.backlog) if health.backlog is not None else {}
    for name, contact in contacts.items():
        gauges[f"{name}_reachable"] = float(contact.trouble is None)
    for usage in health.usage:
        gauges[f"{usage.channel}_sent_this_month"] = float(usage.sent)
        gauges[f"{usage.channel}_monthly_quota"] = float(usage.allowed)
    return gauges


def _waiting(backlog: Backlog) -> dict[str, float]:
    return {
        "inbox_waiting": float(backlog.waiting),
        "outbox_pending": float(backlog.pending),
        "outbox_again": float(backlog.again),
        "outbox_unknown": float(backlog.unknown),
        "oldest_waiting_seconds": backlog.oldest,
    }


def _reach(contact: Contact) -> dict[str, object]:
    if contact.trouble is None:
        return {"reachable": True}
    return {"reachable": False, "reason": contact.trouble, "seconds": round(contact.seconds)}
