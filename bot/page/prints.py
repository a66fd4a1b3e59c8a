"""PDFs of Word files, whose pages can be drawn: made behind, one at a time, and kept on disk."""

import asyncio
import functools
import hashlib
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path

from bot.delivery.errand import in_other_process
from bot.errors import BotError
from index.library.durable import make_private, open_private, replace_file, unfinished
from knowledge.document import Document
from knowledge.errors import KnowledgeError
from knowledge.file_names import ending_of
from knowledge.pages import Printed, can_print, is_word, print_word

logger = logging.getLogger(__name__)

# Where PDFs are kept, within the cache.
FOLDER = "prints"
# Bytes of a file that is printed, and of the PDFs that are kept on disk.
_LARGEST_FILE = 50 * 1024 * 1024
_KEPT = 300 * 1024 * 1024
# Prints of which it is known what stands where, some MB for one of hundreds of pages; files that
# were not printed and are not tried again for some seconds; files that may wait for being printed.
_HELD, _FAILED, _MOST_WAITING = 6, 500, 20
_TRY_AGAIN = 3_600
# Added to the niceness of the process that prints: questions come first.
_NICER = 10
_ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The PDF of a Word file, and what stands where in it."""

    pdf: Path
    text: Printed


class Prints:
    """Has Word files printed; without LibreOffice there are none."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """Args: folder: Where PDFs are kept; they can be made again."""
        self._folder = folder
        self._clock = clock
        self._able = can_print()
        self._one = asyncio.Semaphore(1)
        self._held: OrderedDict[str, Print] = OrderedDict()
        self._failed: OrderedDict[str, float] = OrderedDict()
        self._making: dict[str, asyncio.Task[Print | None]] = {}

    def is_expected(self, file: Path | None, document: Document) -> bool:
        """Whether there is a print of the file of a document, or may be one soon."""
        if not self._able or file is None or document.pages:
            return False
        failed = self._failed.get(document.sha256)
        if failed is not None and self._clock() < failed + _TRY_AGAIN:
            return False
        return ending_of(document.source_file) in _ENDINGS

    def at_hand(self, file: Path | None, document: Document) -> Print | None:
        """The print of the file of a document; where there is none yet, one is begun behind."""
        found = self._held.pop(document.sha256, None)
        if found is not None and _is_used(found.pdf):
            self._held[document.sha256] = found
            return found
        if file is not None and self.is_expected(file, document):
            self._begin(file, document)
        return None

    async def wait(self, file: Path | None, document: Document, patience: float) -> Print | None:
        """The same, once it is there; None where that takes longer than so many seconds."""
        found = self.at_hand(file, document)
        making = self._making.get(document.sha256)
        if found is None and making is not None:
            await asyncio.wait({making}, timeout=patience)
            found = self._held.get(document.sha256)
        return found

    def _begin(self, file: Path, document: Document) -> None:
        key = document.sha256
        if key in self._making or len(self._making) >= _MOST_WAITING:
            return
        making = asyncio.get_running_loop().create_task(self._make(file, document))
        self._making[key] = making
        making.add_done_callback(lambda _: self._making.pop(key))

    async def _make(self, file: Path, document: Document) -> Print | None:
        name, key = document.source_file, document.sha256
        pdf = self._folder / f"{key}.pdf"
        try:
            async with self._one:
                job = functools.partial(printed, file, name, key, pdf)
                text = await in_other_process(job)
        except FileNotFoundError:
            return None  # It was put in force or discarded meanwhile, and is asked for anew.
        except (BotError, KnowledgeError, OSError) as error:
            logger.warning("a Word file has no pages to be shown: %s", error)
            text = None
        if text is None:
            self._failed.pop(key, None)
            self._failed[key] = self._clock()
            while len(self._failed) > _FAILED:
                self._failed.popitem(last=False)
            return None
        self._held[key] = Print(pdf=pdf, text=text)
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return self._held[key]


def printed(file: Path, name: str, sha256: str, pdf: Path) -> Printed | None:
    """What stands in the PDF of a file, made if it is not there; None for no file of Word.

    Raises:
        KnowledgeError, OSError: It could not be made or kept.
    """
    os.nice(_NICER)
    if not pdf.is_file():
        if file.stat().st_size > _LARGEST_FILE:
            return None
        data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256 or not is_word(data, name):
            return None
        _keep(pdf, print_word(data, name))
    os.utime(pdf)
    return Printed.of(pdf.read_bytes(), name)


def drop_prints(cache: Path, held: Container[str]) -> None:
    """Throw away the PDFs of files that are held no more, told by the checksums of those."""
    for each in (cache / FOLDER).glob("*.pdf"):
        if each.stem not in held:
            each.unlink(missing_ok=True)


def _is_used(pdf: Path) -> bool:
    """Note that a PDF is used, so that it does not make room for others; False where it is gone."""
    try:
        os.utime(pdf)
    except OSError:
        return False
    return True


def _keep(pdf: Path, data: bytes) -> None:
    """Keep a PDF for its owner alone; those that were used longest ago make room."""
    make_private(pdf.parent)
    temporary = unfinished(pdf)
    with open_private(temporary) as stream:
        stream.write(data)
    replace_file(temporary, pdf)
    kept = sorted(pdf.parent.glob("*.pdf"), key=lambda each: each.stat().st_mtime, reverse=True)
    size = 0
    for each in kept:
        size += each.stat().st_size
        if size > _KEPT and each != pdf:
            each.unlink()
