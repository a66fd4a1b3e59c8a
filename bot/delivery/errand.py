"""Work that takes longer than somebody waits for an answer."""

import asyncio
import functools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeVar

from bot.errors import BotError
from bot.message import Reply
from bot.wording import general as wording

T = TypeVar("T")
S = TypeVar("S")

# Added to the niceness of the process of an errand: questions go first.
_NICER = 5

# Gives what is said when it is done.
Errand = Callable[[], Awaitable[Reply]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """What is said at once, and what is said when a long errand is done.

    Attributes:
        how_far: Gives, while the errand goes on, how far it is; None where that is not known.
    """

    reply: Reply
    errand: Errand | None = None
    how_far: Callable[[], Reply] | None = None


class ProcessLostError(BotError):
    """The process of an errand was ended before it had done it."""


async def in_other_process(job: Callable[[], T]) -> T:
    """What `job` gives in a process of its own, so that answers don't wait for it.

    The process ends with this one, however that ends, and where nobody waits for it any more.

    Raises:
        ProcessLostError: It was ended before.
    """
    return await heard_from_other_process(functools.partial(_silently, job), _ignore)


def _silently(job: Callable[[], T], _: Callable[[object], None]) -> T:
    return job()


def _ignore(_: object) -> None:
    """Of a job that says nothing on the way."""


async def heard_from_other_process(
    job: Callable[[Callable[[S], None]], T], hear: Callable[[S], None]
) -> T:
    """The same of a job that is given a function to say how far it is; `hear` is told that here."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(job, theirs), daemon=True)
    loop, readable = asyncio.get_running_loop(), asyncio.Event()
    with ours:
        await asyncio.to_thread(process.start)
        theirs.close()
        loop.add_reader(ours.fileno(), readable.set)
        try:
            said = True
            while said:
                await readable.wait()
                readable.clear()
                said, told, error = await asyncio.to_thread(ours.recv)
                if said:
                    hear(told)
        except EOFError as lost:
            raise ProcessLostError(wording.ERRAND_FAILED) from lost
        finally:
            loop.remove_reader(ours.fileno())
            process.kill()
    if error is not None:
        raise error
    done: T = told
    return done


def _do(job: Callable[[Callable[[object], None]], object], answer: Connection) -> None:
    """Do a job and send what it gives, or raises, as long as the program lives that wants it.

    What is sent is whether it is only said on the way, what is told, and the error.
    """
    # A Ctrl+C in a terminal is meant for the program, with which this ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform != "win32":
        os.nice(_NICER)
    try:
        told = job(lambda said: answer.send((True, said, None)))
        outcome: tuple[bool, object, Exception | None] = False, told, None
    except Exception as error:
        outcome = False, None, error
    answer.send(outcome)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
