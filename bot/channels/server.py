"""The HTTP server: health, figures, and what platforms call of themselves."""

import asyncio
import hmac
import json
import logging
import socket
import sys
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot import wording
from bot.channels.throttle import Throttle
from bot.contact import Contact
from bot.environment.variables import SettingsError
from bot.metrics import Metrics
from bot.quota import Usage
from bot.state.backlog import Backlog

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

logger = logging.getLogger(__name__)

# Bytes of a request's body; platforms send a few thousand.
LARGEST_BODY = 1 << 20

# Requests worked on at the same time; more are turned away with 503.
_MOST_REQUESTS = 200

Status = Callable[[], Awaitable[tuple[str, int, Backlog, tuple[Usage, ...]]]]
Take = Callable[[object], Awaitable[None]]
TakeSigned = Callable[[bytes, str], Awaitable[None]]


class ForgedError(Exception):
    """A call that is not the platform's, or not of now; its text says why."""


def health_routes(
    status: Status, metrics: Metrics, contacts: Mapping[str, Contact]
) -> list["Route"]:
    """`/healthz` and `/metrics`.

    Args:
        status: Gives the generation, its number of plans, what is waiting, and how much of the
            channels' quotas is used.
        metrics: The figures.
        contacts: Whether each channel's platform can be reached.
    """
    from starlette.responses import JSONResponse, PlainTextResponse
    from starlette.routing import Route

    async def healthz(_: "Request") -> "Response":
        generation, documents, backlog, _usage = await status()
        # Somebody waited half a minute: the program lives but does not keep up.
        keeps_up = documents > 0 and backlog.oldest < 30.0
        ready = keeps_up and all(each.trouble is None for each in contacts.values())
        body = {
            "ready": ready,
            "channels": {name: _reach(contact) for name, contact in contacts.items()},
            "generation": generation,
            "documents": documents,
            "waiting": backlog.waiting,
            "pending": backlog.pending,
            "unknown": backlog.unknown,
            "oldest_seconds": round(backlog.oldest, 3),
        }
        return JSONResponse(body, status_code=200 if ready else 503)

    async def figures(_request: "Request") -> "Response":
        _, documents, backlog, usages = await status()
        gauges = {"documents": float(documents), **_waiting(backlog)}
        for name, contact in contacts.items():
            gauges[f"{name}_reachable"] = float(contact.trouble is None)
        for usage in usages:
            gauges[f"{usage.channel}_sent_this_month"] = float(usage.sent)
            gauges[f"{usage.channel}_monthly_quota"] = float(usage.allowed)
        return PlainTextResponse(metrics.text(gauges), media_type="text/plain; version=0.0.4")

    return [Route("/healthz", healthz), Route("/metrics", figures)]


def _waiting(backlog: Backlog) -> dict[str, float]:
    return {
        "inbox_waiting": float(backlog.waiting),
        "outbox_pending": float(backlog.pending),
        "outbox_unknown": float(backlog.unknown),
        "oldest_waiting_seconds": backlog.oldest,
    }


def _reach(contact: Contact) -> dict[str, object]:
    if contact.trouble is None:
        return {"reachable": True}
    return {"reachable": False, "reason": contact.trouble, "seconds": round(contact.seconds)}


def webhook_route(path: str, header: str, secret: str, take: Take) -> "Route":
    """A route on which a platform hands over events; answered once `take` is done.

    An empty body is a probe, which platforms send without the secret, too.

    Args:
        path: Where it is.
        header: The header that carries the secret.
        secret: Compared in constant time, before the body is looked at.
        take: Given the parsed body; a ValueError of it is the caller's fault.
    """
    from starlette.responses import Response
    from starlette.routing import Route

    async def called(request: "Request") -> "Response":
        given = request.headers.get(header, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=200 if await _is_empty(request) else 403)
        body = await read_body(request)
        if body is None:
            return Response(status_code=413)
        if not body:
            return Response(status_code=200)
        return Response(status_code=await _outcome(_taken(body, take)))

    return Route(path, called, methods=["POST"])


def signed_route(path: str, header: str, take: TakeSigned) -> "Route":
    """A route for calls whose body is signed; answered once `take` is done.

    Args:
        path: Where it is.
        header: The header that carries the signature.
        take: Given the body as it came and the signature; a ForgedError of it means that the
            caller is not the platform, a ValueError that the body makes no sense.
    """
    from starlette.responses import Response
    from starlette.routing import Route

    async def called(request: "Request") -> "Response":
        body = await read_body(request)
        if body is None:
            return Response(status_code=413)
        if not body:
            return Response(status_code=200)
        given = request.headers.get(header, "")
        return Response(status_code=await _outcome(take(body, given)))

    return Route(path, called, methods=["POST"])


async def _taken(body: bytes, take: Take) -> None:
    await take(json.loads(body))


async def _outcome(taking: Awaitable[None]) -> int:
    """The HTTP status that tells a platform whether its event is stored."""
    try:
        await taking
    except ForgedError as error:
        logger.warning("a call was turned away: %s", error)
        return 403
    except (ValueError, RecursionError):
        return 400
    except Exception:
        # Not stored: the platform shall call again.
        logger.exception("an event could not be stored")
        return 503
    return 200


async def _is_empty(request: "Request") -> bool:
    async for chunk in request.stream():
        if chunk:
            return False
    return True


async def read_body(request: "Request") -> bytes | None:
    """The body of a request; None if it is larger than `LARGEST_BODY`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def listen(host: str, port: int) -> socket.socket:
    """A socket on which to serve; taken before anything else begins.

    Raises:
        SettingsError: The address cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay only on sockets that name their protocol.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # There it would let two programs share the address.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        address = f"{host}:{port}"
        told = wording.DOCTOR_PORT_TAKEN.format(address=address, reason=error.strerror)
        raise SettingsError(told) from error
    return listening


async def run_server(
    listening: socket.socket, routes: Sequence["Route"], stopping: asyncio.Event
) -> None:
    """Serve until `stopping`."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.middleware import Middleware

    class Server(uvicorn.Server):
        """Leaves signals to this program."""

        @contextmanager
        def capture_signals(self) -> Generator[None, None, None]:
            yield

    server = Server(
        uvicorn.Config(
            Starlette(
                routes=list(routes),
                middleware=[Middleware(Throttle, paths=[route.path for route in routes])],
            ),
            log_config=None,
            access_log=False,
            limit_concurrency=_MOST_REQUESTS,
        )
    )
    loop = asyncio.get_running_loop()
    serving = loop.create_task(server.serve(sockets=[listening]))
    told = loop.create_task(stopping.wait())
    await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    server.should_exit = True
    await serving
