"""Tests of slow, silent and too many connections to the HTTP server."""

import asyncio
import socket
import sys
import time

import httpx
import pytest
from bot_thread import BotThread
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.channels import guard
from bot.channels.guard import Crowd
from bot.channels.server import listen, run_server

HALF = b"POST /zalo-oa HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n"


class Line:
    """A connection that notes that it was dropped."""

    def __init__(self):
        self.dropped = False

    def drop(self):
        """Note it."""
        self.dropped = True


def test_the_oldest_of_the_largest_address_gives_way():
    """Somebody with many connections loses them one by one; others keep theirs."""
    crowd = Crowd(10)
    single = Line()
    crowd.add("1", single)
    many = [Line() for _ in range(50)]
    for each in many:
        crowd.add("2", each)
    late = Line()
    crowd.add("3", late)
    assert not single.dropped and not late.dropped
    assert [each.dropped for each in many] == [True] * 42 + [False] * 8


@pytest.fixture
def port(monkeypatch):
    """A free port, and little patience."""
    monkeypatch.setattr(guard, "PATIENCE", 1.5)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_closed(connection):
    """Whether the other side has ended a connection."""
    connection.settimeout(0.01)
    try:
        return connection.recv(4096) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def reached(port):
    """A client of the server, once it answers."""
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=5)
    until = time.monotonic() + 60
    while True:
        try:
            client.get("/healthz")
            return client
        except httpx.TransportError:
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.mark.parametrize("begun", [b"", HALF, HALF + b"\r\n{"], ids=["silent", "head", "body"])
def test_who_holds_connections_keeps_nobody_out(oa_environ, zalo_oa, port, begun):
    """300 that never finish a request are dropped, and calls beside them are answered at once."""
    bot = BotThread({**oa_environ, "HTTP_PORT": str(port)}).start()
    reached(port).close()
    held = []
    for _ in range(300):
        held.append(socket.create_connection(("127.0.0.1", port)))
        held[-1].sendall(begun)
    slowest = 0.0
    for _ in range(10):
        began = time.monotonic()
        # A connection of its own each time, as a platform makes it.
        assert httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=20).status_code in (200, 503)
        slowest = max(slowest, time.monotonic() - began)
    until = time.monotonic() + 10
    while time.monotonic() < until and not all(map(is_closed, held)):
        time.sleep(0.1)
    left = sum(not is_closed(each) for each in held)
    for each in held:
        each.close()
    bot.stop()
    assert not left and slowest < 10.0


def test_a_request_that_comes_in_drops_is_not_waited_for(telegram, environ, port):
    """A byte now and then gives no more time."""
    bot = BotThread({**environ, "HTTP_PORT": str(port)}).start()
    reached(port).close()
    with socket.create_connection(("127.0.0.1", port)) as dribbling:
        began = time.monotonic()
        while not is_closed(dribbling) and time.monotonic() < began + 10:
            dribbling.send(b"G")
            time.sleep(0.2)
        lasted = time.monotonic() - began
    bot.stop()
    assert lasted < 4.0


@pytest.mark.skipif(sys.platform != "linux", reason="this machine has one address of its own")
@pytest.mark.parametrize(
    ("trusted", "told"), [((), "127.0.0.2"), (("127.0.0.0/30",), "9.9.9.9")], ids=["no", "yes"]
)
async def test_only_named_proxies_say_on_whose_behalf_they_call(trusted, told):
    """A proxy on another machine is believed where it is named in the settings."""
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    stopping = asyncio.Event()
    routes = [Route("/who", lambda request: PlainTextResponse(request.client.host))]
    serving = asyncio.create_task(run_server(listening, routes, stopping, trusted))
    # All addresses of that network are this machine's own.
    elsewhere = httpx.AsyncHTTPTransport(local_address="127.0.0.2", retries=50)
    async with httpx.AsyncClient(transport=elsewhere, timeout=60) as client:
        headers = {"X-Forwarded-For": "9.9.9.9", "X-Forwarded-Proto": "https"}
        answer = await client.get(f"http://127.0.0.1:{port}/who", headers=headers)
    stopping.set()
    await serving
    assert answer.text == told
