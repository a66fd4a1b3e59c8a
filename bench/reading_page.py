"""How fast a reading page is served and how large it is, over loopback from the whole program.

    python -m bench.reading_page [FILE …]

The shipped plans, an invented one of some 300 pages, and the files that are named are put into a
library of their own. Each plan is opened at places all over it: the first time, when it is laid
out, and the times after. "cpu" is what the whole program computes for a view, "ms" the time until
it is there, which on a busy machine says little. The budget: 100 ms, and 100 KB as it is sent.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.page.codes import assign_codes, place_slugs
from bot.page.site import plan_url
from bot.serve import serve
from bot.settings import Settings
from index.library.store import Library
from knowledge.shipped import shipped_documents

BUDGET_SECONDS, BUDGET_BYTES = 0.1, 100_000
_PLACES = 40


def long_plan() -> str:
    """A plan of some 750,000 characters, 300 tasks in five parts, in words of the shipped plans."""
    chance = random.Random(1)
    words = " ".join(s.path.read_text(encoding="utf-8") for s in shipped_documents()).split()
    lines = ["KẾ HOẠCH", "dài ba trăm trang", ""]
    for part in ("I", "II", "III", "IV", "V"):
        lines.append(f"{part}. PHẦN {part}")
        for number in range(1, 61):
            task = " ".join(chance.choices(words, k=520))
            lines.append(f"{number}. Nhiệm vụ {part}.{number} {task}.")
    return "\n".join(lines)


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    """The whole program in a thread; gives its address."""
    ready, address = threading.Event(), []

    async def run() -> None:
        stopping = asyncio.Event()
        loops.append((asyncio.get_running_loop(), stopping))

        def listening(host: str, port: int) -> None:
            address.append(f"http://{host}:{port}")
            ready.set()

        await serve(settings, stopping=stopping, on_listening=listening)

    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    ready.wait(300)
    try:
        yield address[0]
    finally:
        loop, stopping = loops[0]
        loop.call_soon_threadsafe(stopping.set)
        thread.join()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view: seconds that it took, seconds that were computed for it, bytes that were sent."""

    seconds: float
    computed: float
    size: int


def view(client: httpx.Client, code: str) -> View:
    """Open a place of a plan."""
    began, computed = time.perf_counter(), time.process_time()
    with client.stream("GET", plan_url(code)) as answer:
        size = sum(map(len, answer.iter_raw()))
    assert answer.status_code == 200, answer.status_code
    return View(
        seconds=time.perf_counter() - began,
        computed=time.process_time() - computed,
        size=size,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parsed = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder) / "documents"
        documents.mkdir()
        for each in (*(s.path for s in shipped_documents()), *parsed.files):
            (documents / each.name).write_bytes(each.read_bytes())
        (documents / "long.txt").write_text(long_plan(), encoding="utf-8")
        settings = Settings.from_env(
            {"DOCUMENTS": str(documents), "DATA": f"{folder}/data", "ENCODER": "none"}
        )
        with running(settings) as address, httpx.Client(base_url=address, timeout=60) as client:
            _print(client, Path(folder) / "data" / "library")


def _print(client: httpx.Client, library_folder: Path) -> None:
    view(client, "KH61")  # Templates are read once.
    heads = ("plan", "characters", "first cpu", "first ms", "cpu", "ms", "p95 ms", "KB")
    print("".join(f"{head:>12}" for head in heads))
    with Library.open(library_folder) as library:
        codes = assign_codes(library.documents, ()).of_document
        for card in library.documents:
            document, code = library.document(card.id), codes[card.id]
            slugs = list(place_slugs(document).values())
            first = view(client, f"{code}-{slugs[0]}")
            views = [
                view(client, f"{code}-{slug}") for slug in slugs[:: max(1, len(slugs) // _PLACES)]
            ]
            seconds = [each.seconds for each in views]
            largest = max(each.size for each in (first, *views))
            worst = statistics.quantiles(seconds, n=20)[-1]
            computed = statistics.median(each.computed for each in views)
            good = first.computed <= BUDGET_SECONDS and largest <= BUDGET_BYTES
            figures = (first.computed, first.seconds, computed, statistics.median(seconds), worst)
            print(
                f"{code:>12}{len(document.text):>12,}"
                + "".join(f"{each * 1e3:>12.1f}" for each in figures)
                + f"{largest / 1e3:>12.1f}{'' if good else '  over budget'}"
            )


if __name__ == "__main__":
    main()
