"""Work that takes longer than somebody waits for an answer."""

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from bot.message import Reply

T = TypeVar("T")

# Gives what is said when it is done.
Errand = Callable[[], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """What is said at once, and what is said when a long errand is done."""

    reply: Reply
    errand: Errand | None = None


async def in_other_process(job: Callable[[], T]) -> T:
    """What `job` gives in a process of its own, so that answers don't wait for it."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=1, mp_context=context)
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, job)
    finally:
        # Waiting for its end would hold up everybody.
        pool.shutdown(wait=False)
