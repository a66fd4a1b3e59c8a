"""The five shipped plans against the budgets: start, latency, memory, with and without vectors.

    python -m bench.five_plans [--encoder builtin] [--runs 5]

The start is the time of a whole process, `python -m bot ask`, median of the runs: on a machine
that never ran it, and with the library in the cache. Latency is from question to Answer over
the judged questions about these plans, each asked once as written and once without accents, in
a process of its own whose memory is the resident one at the end.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.library_sizes import resident
from bot.library.opening import open_library
from bot.library.shelf import answerer_of
from bot.settings import Settings
from index.answerer import Answerer
from index.meaning.load_encoder import load_encoder
from index.meaning.vectors_build import build_vectors
from knowledge.text import fold

DATA = Path(__file__).parents[1] / "tests" / "data"
QUESTIONS = ("questions_plans.jsonl", "dev_questions.jsonl")
FIRST_QUESTION = "ai chủ trì nhiệm vụ 3.2"

# The budgets of the design for two shared cores: seconds, milliseconds, MB.
START, WORDS, MEANING, MEMORY = 3.0, 15.0, 40.0, 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What answering all questions took: milliseconds for each, and MB resident at the end."""

    written: list[float]
    folded: list[float]
    memory: float


def first_answer(cache: Path | None, encoder: str, runs: int) -> float:
    """Seconds from the start of a process to its end after one answer, median of the runs.

    Without a cache each run has an empty one.
    """
    seconds = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as empty:
            told = {"XDG_CACHE_HOME": str(cache or empty), "ENCODER": encoder}
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "bot", "ask", FIRST_QUESTION],
                env={**os.environ, **told, "LIBRARY": "", "DOCUMENTS": ""},
                check=True,
                stdout=subprocess.DEVNULL,
            )
            seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def questions() -> list[str]:
    """The judged questions about the five plans."""
    lines = [line for name in QUESTIONS for line in (DATA / name).open(encoding="utf-8")]
    return [json.loads(line)["question"] for line in lines]


def load(cache: Path, encoder: str) -> Load:
    """Ask everything; runs in a process of its own."""
    settings = Settings.from_env({"XDG_CACHE_HOME": str(cache), "ENCODER": encoder})
    with open_library(settings) as library:
        answerer = answerer_of(library, settings)
        answerer.answer(FIRST_QUESTION)
        asked = questions()
        written = [milliseconds(answerer, question) for question in asked]
        folded = [milliseconds(answerer, fold(question)) for question in asked]
        return Load(written=written, folded=folded, memory=resident())


def milliseconds(answerer: Answerer, question: str) -> float:
    """How long one answer takes."""
    started = time.perf_counter()
    answerer.answer(question)
    return 1000 * (time.perf_counter() - started)


def told(name: str, figure: float, unit: str, budget: float | None = None) -> str:
    """A line with a figure, its budget and whether it is kept."""
    line = f"  {name:44} {figure:8.1f} {unit:3}"
    if budget is None:
        return line.rstrip()
    return f"{line} {'ok  ' if figure <= budget else 'over'} (budget {budget:g} {unit})"


def report(title: str, cache: Path, encoder: str, budget: float, runs: int) -> None:
    """Measure and print one way of answering."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found = pool.apply(load, (cache, encoder))
    seconds = first_answer(cache, encoder, runs)
    print(title)
    print(told("fresh process to answer, library cached", seconds, "s", START))
    for name, times in (("as written", found.written), ("without accents", found.folded)):
        cuts = statistics.quantiles(times, n=100)
        print(told(f"{len(times)} questions {name}, p50", cuts[49], "ms", budget))
        print(told(f"{len(times)} questions {name}, p99", cuts[98], "ms"))
    print(told("resident memory", found.memory, "MB", MEMORY), flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--encoder", default="builtin")
    parser.add_argument("--runs", type=int, default=5, help="processes started for each start time")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        settings = Settings.from_env({"XDG_CACHE_HOME": folder})
        with open_library(settings) as library:
            file, count = library.path, library.passage_count
        print(f"five plans, {count} passages, {os.cpu_count()} cores")
        print(told("library file", file.stat().st_size / 1e6, "MB"))
        fresh = first_answer(None, "none", given.runs)
        print(told("fresh process to answer, library built", fresh, "s", START))
        report("words alone", cache, "none", WORDS, given.runs)
        encoder = load_encoder(given.encoder)
        if encoder is None:
            return
        started = time.perf_counter()
        vectors = build_vectors(file, encoder)
        print(told("making the vectors", time.perf_counter() - started, "s"))
        print(told("file of vectors", vectors.stat().st_size / 1e6, "MB"))
        report(f"words and {encoder.name}", cache, given.encoder, MEANING, given.runs)


if __name__ == "__main__":
    main()
