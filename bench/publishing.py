"""Publishing one 20-page plan into a large library while people ask: seconds, and their waits.

    python -m bench.publishing [PASSAGES] [vectors]

The library is that of `bench.library_sizes`, in a folder of generations. The plan was sent in and
read before; what is timed is from the press until readers are answered from the new library.
Meanwhile questions are put one after the other, as in a conversation without models. The processor
time, here with the questions and in the process that publishes, tells more on a busy machine.
With `vectors` the library has one of each passage already, drawn by lot; questions are put with the
model, and it is told when those of the plan are made, as the bot makes them.
"""

import asyncio
import functools
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.library_sizes import Corpus
from bot.admin.changing import Changing
from bot.admin.keeping import Keeper
from bot.admin.publishing import Publishing
from bot.desk import Desk
from bot.files.pending import keep_file
from bot.files.reading import read_pending
from bot.library.shelf import Shelf
from bot.library.vector_making import VectorMaking
from bot.message import Action, Verb
from bot.rights.audience import EVERYTHING
from bot.settings import Settings
from bot.state.state import State
from index.library.generation import current
from index.library.store import build_library
from index.meaning.encoder import Encoder, Matrix, unit_rows
from index.meaning.encoder_shipped import load_shipped_encoder
from index.meaning.vectors_build import build_vectors
from index.meaning.vectors_file import vectors_path

HEAD = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: 9999/KH-UBND                   Hà Giang, ngày 20 tháng 5 năm 2024

KẾ HOẠCH
Phát triển cây chè Shan tuyết

"""
# Words of 20 printed pages, about.
PLAN_WORDS = 9_000
QUESTIONS = ("kinh phí thực hiện KH 61", "ai chủ trì chuyển đổi số", "báo cáo định kỳ thế nào")
# Seconds for which questions are put before and after, and between two of them.
BEFORE, AFTER, PAUSE = 15.0, 5.0, 0.05


def plan_text() -> str:
    """A plan of 20 pages."""
    lines, words = [HEAD], 0
    document, passages = next(Corpus(seed=5).plans(35))
    while words < PLAN_WORDS:
        part = len(lines)
        lines.append(f"{part}. Nhiệm vụ {part}")
        for number, passage in enumerate(passages, start=1):
            lines.append(f"{part}.{number}. {passage.text.replace(document.header.type.value, '')}")
            lines.append("- Đơn vị chủ trì: Sở Công Thương.")
            words += len(passage.text.split())
    return "\n".join(lines)


class Lots:
    """An encoder that draws the vectors of passages by lot: the real one would take an hour."""

    def __init__(self, real: Encoder) -> None:
        self.name, self.dim, self.prompts = real.name, real.dim, real.prompts
        self.weight, self.cosines, self.is_shipped = real.weight, real.cosines, real.is_shipped
        self.encode_queries = real.encode_queries
        self._real, self._chance = real, np.random.default_rng(1)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder`; one text alone is that by which models are told apart."""
        if len(texts) == 1:
            return self._real.encode_passages(texts)
        drawn = self._chance.standard_normal((len(texts), self.dim), dtype=np.float32)
        return unit_rows(drawn, count=len(texts), dim=self.dim, name=self.name)


async def vectors_made(settings: Settings, shelf: Desk[Shelf]) -> None:
    """Make vectors as the bot does, until those of the library in force are whole."""
    folder = settings.data / "library"
    making = asyncio.create_task(VectorMaking(settings, shelf, _tell).run())
    while not vectors_path(current(folder)).exists():
        await asyncio.sleep(0.1)
    making.cancel()
    await asyncio.gather(making, return_exceptions=True)


async def _tell(text: str) -> None:
    print(text)


def answer(text: str, shelf: Shelf) -> None:
    """Answer a question as anybody would be."""
    shelf.conversation(EVERYTHING).answerer.answer(text)


async def ask(shelf: Desk[Shelf], waits: list[tuple[float, float]]) -> None:
    """Put questions until cancelled; notes when each was put and what it waited, seconds."""
    number = 0
    while True:
        number, began = number + 1, time.perf_counter()
        await shelf.ask(functools.partial(answer, QUESTIONS[number % len(QUESTIONS)]))
        waits.append((began, time.perf_counter() - began))
        await asyncio.sleep(PAUSE)


def told(name: str, waits: Sequence[float]) -> str:
    """The percentiles of some waits."""
    cuts = [1000 * each for each in statistics.quantiles(waits, n=100)]
    of = f"longest {1000 * max(waits):.0f} ms ({len(waits)})"
    return f"{name}: p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms, {of}"


async def measure(settings: Settings) -> None:
    """Publish, and print what it took."""
    documents = settings.documents
    assert documents is not None
    key = keep_file(documents, "chè.txt", plan_text().encode())
    read_pending(documents, key, lambda _: None)
    state = Desk("state", lambda: State(settings.data / "state.db"))
    shelf = Desk("library", lambda: Shelf(settings))
    keeper = Keeper(settings, state, shelf, Changing(settings, state, shelf))
    publishing = Publishing(settings, state, shelf, keeper)
    waiting = await publishing.waiting(documents, key)
    assert waiting is not None
    waits: list[tuple[float, float]] = []
    asking = asyncio.create_task(ask(shelf, waits))
    await asyncio.sleep(BEFORE)
    began, used = time.perf_counter(), os.times()
    once = Action(verb=Verb.PUBLISH)
    _, count = await publishing.put_in_force(documents, [waiting], once, "bench:1", insist=False)
    ended, now = time.perf_counter(), os.times()
    await asyncio.sleep(1)
    multiprocessing.active_children()  # What has ended is counted once it was asked for.
    later = os.times()
    if settings.encoder != "none":
        await vectors_made(settings, shelf)
        made, took = os.times(), time.perf_counter() - began
        making = made.children_user + made.children_system
        making -= later.children_user + later.children_system
        print(f"vectors after {took:.1f} s, {making:.1f} s of processor time")
    await asyncio.sleep(AFTER)
    asking.cancel()
    print(f"published into {count} plans in {ended - began:.1f} s")
    own = now.user + now.system - used.user - used.system
    apart = later.children_user + later.children_system - used.children_user - used.children_system
    print(f"processor time: here {own:.1f} s, in the process that publishes {apart:.1f} s")
    print(told("before", [wait for at, wait in waits[10:] if at < began]))
    print(told("meanwhile", [wait for at, wait in waits if began <= at < ended + 1]))
    shelf.close(lambda each: each.close())
    state.close(lambda each: each.close())


def main() -> None:
    """Build the library and publish into it."""
    passages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    encoder = "builtin" if "vectors" in sys.argv else "none"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("data/library", "plans"):
            (home / name).mkdir(parents=True)
        settings = Settings.from_env(
            {"DATA": str(home / "data"), "DOCUMENTS": str(home / "plans"), "ENCODER": encoder}
        )
        began = time.perf_counter()
        build_library(home / "data/library", Corpus(seed=1).plans(passages))
        print(f"{passages} passages built in {time.perf_counter() - began:.0f} s", flush=True)
        if encoder != "none":
            build_vectors(home / "data/library", Lots(load_shipped_encoder()))
        asyncio.run(measure(settings))


if __name__ == "__main__":
    main()
