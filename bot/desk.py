"""A thread of its own for an object that works only in the thread that made it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Desk(Generic[T]):
    """Owns one object in one thread and has jobs done on it there, one after the other.

    SQLite connections and what is built on them live behind a desk.
    """

    def __init__(self, name: str, make: Callable[[], T]) -> None:
        """Make the object in the desk's thread; what `make` raises is raised here."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        try:
            self._object = self._thread.submit(make).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def ask(self, job: Callable[[T], R]) -> R:
        """What `job` gives for the object."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: job(self._object))

    def close(self, finish: Callable[[T], object]) -> None:
        """Finish what was asked for, then the object, then the thread."""
        self._thread.submit(finish, self._object).result()
        self._thread.shutdown()
