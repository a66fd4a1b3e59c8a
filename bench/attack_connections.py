"""Silent connections held against a bot that is called: `python bench/attack_connections.py`.

[CONNECTIONS] [SECONDS], 200 and 60 by default. So many connections are held open all the time, one
that is dropped is made again; a third says nothing, a third sends half a head, a third half
a body. Meanwhile a platform hands over one genuine event a second. Prints how long each took to be
confirmed and answered; exits with 1 where one was refused, not answered, or took over 10 seconds.
"""

import os
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from zalo_oa_server import ZaloOaServer  # noqa: E402

_HEAD = b"POST /zalo-oa HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n"
_BEGUN = (b"", _HEAD, _HEAD + b"\r\n{")
# Seconds: from one event to the next, from an event to its answer at most, and until connections
# that were dropped are made again.
_EVERY, _MOST, _AGAIN = 1.0, 10.0, 0.5


class Crowd:
    """Connections that never finish a request, held by a thread of their own.

    Attributes:
        dropped: How many were ended by the other side.
        refused: How many could not be made.
    """

    def __init__(self, port: int, count: int) -> None:
        self._port, self._count = port, count
        self._selector = selectors.DefaultSelector()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._hold)
        self._thread.start()
        self.dropped = self.refused = 0

    def _hold(self) -> None:
        while not self._ending.wait(_AGAIN):
            for key, _ in self._selector.select(0):
                self._look_at(key.fileobj)
            for _ in range(self._count - len(self._selector.get_map())):
                self._connect()
        for key in [*self._selector.get_map().values()]:
            self._forget(key.fileobj)

    def _connect(self) -> None:
        try:
            connection = socket.create_connection(("127.0.0.1", self._port), timeout=5)
            connection.sendall(_BEGUN[len(self._selector.get_map()) % len(_BEGUN)])
        except OSError:
            self.refused += 1
            return
        self._selector.register(connection, selectors.EVENT_READ)

    def _look_at(self, connection: object) -> None:
        assert isinstance(connection, socket.socket)
        with suppress(OSError):
            if connection.recv(4_096):
                return
        self._forget(connection)
        self.dropped += 1

    def _forget(self, connection: object) -> None:
        assert isinstance(connection, socket.socket)
        self._selector.unregister(connection)
        connection.close()

    def close(self) -> None:
        """Let go of all."""
        self._ending.set()
        self._thread.join()


def attack(server: ZaloOaServer, port: int, count: int, seconds: float) -> bool:
    """Hold connections, hand over events, tell how it went; whether all were answered in time."""
    crowd = Crowd(port, count)
    time.sleep(2 * _AGAIN)
    answered: dict[str, float] = {}
    server.rules.append(lambda _, message: answered.setdefault(message["chat_id"], time.time()))
    statuses: Counter[int] = Counter()
    handed: dict[str, float] = {}
    confirmed: list[float] = []
    until = time.time() + seconds
    while time.time() < until:
        chat, began = str(len(handed)), time.time()
        handed[chat] = began
        try:
            statuses[server.say("kinh phí KH 61", chat=chat)] += 1
        except httpx.HTTPError:
            statuses[0] += 1
        confirmed.append(time.time() - began)
        time.sleep(max(0.0, began + _EVERY - time.time()))
    with suppress(AssertionError):
        server.wait_sent(len(handed), 2 * _MOST)
    crowd.close()
    slowest = max((answered.get(each, float("inf")) - at for each, at in handed.items()))
    print(
        f"{count} connections held for {seconds:.0f} s, {crowd.dropped} dropped and made again, "
        f"{crowd.refused} refused; {len(handed)} events with statuses {dict(statuses)}, confirmed "
        f"within {1e3 * max(confirmed):.0f} ms, {len(answered)} answered within "
        f"{1e3 * slowest:.0f} ms"
    )
    return set(statuses) == {200} and slowest <= _MOST


def main() -> None:
    """Run a bot, attack it, and end it."""
    given = [*map(int, sys.argv[1:]), *[200, 60][len(sys.argv) - 1 :]]
    server = ZaloOaServer()
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        environ = server.environ(Path(folder))
        bot = subprocess.Popen(
            [sys.executable, "-m", "bot"],
            cwd=ROOT,
            env=os.environ
            | environ
            | {"DATA": folder, "ACCESS": "open", "ENCODER": "none", "XDG_CACHE_HOME": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            server.wait_ready(120)
            held = attack(server, int(environ["HTTP_PORT"]), given[0], float(given[1]))
        finally:
            bot.terminate()
            bot.wait(60)
            server.stop()
    sys.exit(not held)


if __name__ == "__main__":
    main()
