"""The HTTP server: what platforms call of themselves, and what else is served."""

import asyncio
import hmac
import json
import logging
import secrets
import socket
import sys
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.channels.throttle import Buckets, Throttle
from bot.environment.variables import Secret, SettingsError
from bot.errors import StateError
from bot.seldom import Seldom
from bot.wording import general as wording
from index.library.durable import open_private

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route
    from starlette.types import ASGIApp

logger = logging.getLogger(__name__)
seldom = Seldom(logger)

# Bytes of a request's body; platforms send a few thousand. Less where anybody may call.
LARGEST_BODY, LARGEST_SIGNED = 1 << 20, 1 << 18
# Seconds that the end waits for requests that are being answered.
_GRACE = 3
# Who may always say on whose behalf they call: a TLS proxy in front, on this machine.
_PROXIES = ("127.0.0.1", "::1")

Take = Callable[[object], Awaitable[None]]
T = TypeVar("T")
Opened = Callable[[bytes, str], T]
TakeOpened = Callable[[T], Awaitable[None]]


class ForgedError(Exception):
    """A call that is not the platform's, or not of now; its text says why."""


class TooFastError(Exception):
    """A call of the platform beyond the measure."""


def read_token(data: Path) -> Secret:
    """The token that opens `/metrics`, kept in a file of its owner; made if there is none.

    Args:
        data: The folder of the state.

    Raises:
        StateError: The file cannot be read or written.
    """
    path = data / "metrics.token"
    try:
        if not path.exists():
            with open_private(path) as file:
                file.write(secrets.token_urlsafe(24).encode() + b"\n")
        return Secret(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise StateError(wording.NO_METRICS_TOKEN.format(path=path, reason=error)) from error


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

    buckets = Buckets()

    async def called(request: "Request") -> "Response":
        given = request.headers.get(header, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=200 if await _is_empty(request) else 403)
        if not buckets.take(path):
            return Response(status_code=429, headers={"Retry-After": "1"})
        body = await read_body(request)
        if body is None:
            return Response(status_code=413)
        if not body:
            return Response(status_code=200)
        return Response(status_code=await _outcome(_taken(body, take)))

    return Route(path, called, methods=["POST"])


def signed_route(path: str, header: str, opened: Opened[T], take: TakeOpened[T]) -> "Route":
    """A route for calls whose body is signed; answered once `take` is done.

    Args:
        path: Where it is.
        header: The header that carries the signature.
        opened: What the body says, given as it came with the signature; a ForgedError of it means
            that the caller is not the platform, a ValueError that the body makes no sense.
        take: Given what the body says.
    """
    from starlette.responses import Response
    from starlette.routing import Route

    buckets = Buckets()

    async def called(request: "Request") -> "Response":
        # Strangers can call here, and all that they send has to be read to know them.
        body = await read_body(request, LARGEST_SIGNED)
        if body is None:
            return Response(status_code=413)
        if not body:
            return Response(status_code=200)

        async def take_opened() -> None:
            event = opened(body, request.headers.get(header, ""))
            if not buckets.take(path):
                raise TooFastError
            await take(event)

        return Response(status_code=await _outcome(take_opened()))

    return Route(path, called, methods=["POST"])


async def _taken(body: bytes, take: Take) -> None:
    await take(json.loads(body))


async def _outcome(taking: Awaitable[None]) -> int:
    """The HTTP status that tells a platform whether its event is stored."""
    try:
        await taking
    except TooFastError:
        return 429
    except ForgedError as error:
        seldom.log(logging.WARNING, "forged", f"a call was turned away: {error}")
        return 403
    except (ValueError, RecursionError):
        return 400
    except StateError as error:
        # Not stored: the platform shall call again.
        seldom.log(logging.ERROR, "state", f"an event could not be stored: {error}")
        return 503
    except Exception:
        logger.exception("an event could not be stored")
        return 503
    return 200


async def _is_empty(request: "Request") -> bool:
    async for chunk in request.stream():
        if chunk:
            return False
    return True


async def read_body(request: "Request", most: int = LARGEST_BODY) -> bytes | None:
    """The body of a request; None if it is larger than `most` bytes."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
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
        # Whoever calls before all parts run waits, and is not turned away.
        listening.listen()
    except OSError as error:
        listening.close()
        address = f"{host}:{port}"
        told = wording.DOCTOR_PORT_TAKEN.format(address=address, reason=error.strerror)
        raise SettingsError(told) from error
    return listening


async def run_server(
    listening: socket.socket,
    routes: Sequence["Route"],
    stopping: asyncio.Event,
    proxies: Sequence[str] = (),
    *,
    pages: "ASGIApp | None" = None,
) -> None:
    """Serve until `stopping`.

    Args:
        listening: See `listen`.
        routes: Health, figures, and what platforms call.
        stopping: Ends it.
        proxies: Addresses and networks of proxies on other machines, which are believed when they
            say on whose behalf they call.
        pages: Answers for every other path; None for nothing.
    """
    import uvicorn

    from bot.channels.guard import GuardedProtocol

    class Server(uvicorn.Server):
        """Leaves signals to this program."""

        @contextmanager
        def capture_signals(self) -> Generator[None, None, None]:
            yield

    server = Server(
        uvicorn.Config(
            _application(routes, pages),
            http=GuardedProtocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips=[*_PROXIES, *proxies],
            timeout_graceful_shutdown=_GRACE,
        )
    )
    # Whoever sends nonsense would write a line of log each time.
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    loop = asyncio.get_running_loop()
    serving = loop.create_task(server.serve(sockets=[listening]))
    told = loop.create_task(stopping.wait())
    await asyncio.wait({serving, told}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    server.should_exit = True
    await serving


def _application(routes: Sequence["Route"], pages: "ASGIApp | None") -> "ASGIApp":
    """The routes, the pages behind them, and in front of both the measure of each caller."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware

    paths = [route.path for route in routes]
    called = [route.path for route in routes if "POST" in (route.methods or ())]
    made = Starlette(
        routes=list(routes), middleware=[Middleware(Throttle, paths=paths, called=called)]
    )
    if pages is not None:
        made.router.default = pages
    return made
