"""A whole bot in a thread of the test, talking to test servers."""

import asyncio
import threading
from pathlib import Path

import httpx

from bot.serve import serve
from bot.settings import Settings


def figures(environ, port):
    """What `/metrics` of a running bot tells those who have its token."""
    token = (Path(environ["DATA"]) / "metrics.token").read_text().strip()
    known = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"http://127.0.0.1:{port}/metrics", headers=known).text


class BotThread:
    """Runs the channels that the variables name until stopped."""

    def __init__(self, environ):
        self.settings = Settings.from_env(environ)
        self.error = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        """Begin; returns at once."""
        self._thread.start()
        self._ready.wait(5)
        return self

    def stop(self):
        """Stop cleanly and raise what the bot raised."""
        self._loop.call_soon_threadsafe(self._stopping.set)
        self.wait()

    def wait(self):
        """Wait until the bot stops by itself, and raise what it raised."""
        self._thread.join(20)
        assert not self._thread.is_alive(), "the bot did not stop"
        if self.error is not None:
            raise self.error

    def _run(self):
        try:
            asyncio.run(self._serve())
        except Exception as error:
            self.error = error

    async def _serve(self):
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._ready.set()
        await serve(self.settings, stopping=self._stopping)
