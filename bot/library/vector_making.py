"""Making the vectors of the library in force while words alone answer.

They are made by `python -m index vectors`, which goes on where it was stopped and copies what is
known from the generation before; the shelf takes them up when they are whole.
"""

import asyncio
import logging
import os
import re
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from bot.desk import Desk
from bot.library.opening import generations_folder
from bot.library.shelf import Shelf
from bot.settings import Settings
from bot.wording import general as wording

logger = logging.getLogger(__name__)

# Seconds between two looks at which library is in force; the first comes after the first answers.
_LOOK_EVERY = 2.0
# Added to the niceness of the process, which works for minutes while questions are answered.
_NICER = 10

_DONE = re.compile(r"\d+/\d+")


class VectorMaking:
    """Sees to it that the library in force gets its vectors, once for each generation.

    Attributes:
        progress: How far it is, «320/6400»; None while nothing is made.
    """

    def __init__(
        self,
        settings: Settings,
        shelf: Desk[Shelf],
        tell_admins: Callable[[str], Awaitable[None]],
        *,
        look_every: float = _LOOK_EVERY,
    ) -> None:
        """Join the parts; `tell_admins` is called with why there will be no vectors."""
        self._settings = settings
        self._shelf = shelf
        self._tell_admins = tell_admins
        self._look_every = look_every
        self.progress: str | None = None

    async def run(self) -> None:
        """Go on until cancelled; what is being made then can be gone on with."""
        if self._settings.encoder == "none":
            return
        at_work: tuple[Path, asyncio.Task[None]] | None = None
        try:
            while True:
                await asyncio.sleep(self._look_every)
                library = await self._shelf.ask(lambda shelf: shelf.library.path)
                if at_work is None or at_work[0] != library:
                    await _stop(at_work)
                    at_work = library, asyncio.create_task(self._try(library))
        finally:
            await _stop(at_work)

    async def _try(self, library: Path) -> None:
        try:
            await self._make(library)
        except Exception:
            logger.exception("no vectors for %s", library.name)

    async def _make(self, library: Path) -> None:
        """Make the vectors of one library file, or tell the admins why not."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "index", "vectors", "--progress"),
            *("--library", str(generations_folder(self._settings) or library)),
            *("--encoder", self._settings.encoder),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
        )
        try:
            _be_nice(process)
            said = await self._follow(process)
            if await process.wait():
                logger.error("no vectors for %s: %s", library.name, said)
                await self._tell_admins(wording.NO_VECTORS.format(reason=said))
            else:
                logger.info("the vectors of %s are whole", library.name)
        finally:
            self.progress = None
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def _follow(self, process: Process) -> str:
        """Note the progress until the process ends, and give the last other line it wrote."""
        assert process.stderr is not None
        said = ""
        async for line in process.stderr:
            text = line.decode("utf-8", errors="replace").strip()
            if _DONE.fullmatch(text):
                self.progress = text
                logger.info("vectors: %s", text)
            elif text:
                said = text
        return said


async def _stop(at_work: tuple[Path, asyncio.Task[None]] | None) -> None:
    if at_work is not None:
        at_work[1].cancel()
        await asyncio.gather(at_work[1], return_exceptions=True)


def _be_nice(process: Process) -> None:
    """Let questions go first, where the system knows of such a thing."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICER)
