"""Question to Answer in a large library, by words and with the built-in model: latency, memory.

    python -m bench.whole_answers [--passages 100000] [--folder FOLDER]

The plans are those of `bench.library_sizes`. Making vectors of 100,000 passages takes hours, so the
file of vectors holds random ones of length 1; the questions are read by the real model, and
searched among them like among real ones. A question names a few syllables of a passage and
asks who, when, with what money or to whom; it is put to the whole library, to the province of
its plan, to its plan by number, and once more to the whole library with every other syllable
replaced, so that the model has to be asked. No two questions are the same, so that nothing is
remembered. Of judged questions two in five do not hold words enough (docs/retrieval.md).
"""

import argparse
import functools
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.library_sizes import Corpus, resident
from index.answerer import Answerer
from index.errors import EncoderError
from index.library.store import Library, build_library
from index.meaning.load_encoder import load_encoder
from index.meaning.meaning import open_meaning
from index.meaning.vectors_file import KEY_BYTES, header_of, vectors_path
from index.search.calibration import evidence_floor
from knowledge.text import syllables

QUESTIONS = 200
WARM_UP = 20
MODEL = "builtin"
FORMS = (
    "ai chủ trì {}",
    "{} trước ngày nào",
    "kinh phí {} lấy từ đâu",
    "{} báo cáo cho ai",
    "{} như thế nào",
)
BATCH = 10_000


def build(path: Path, passages: int) -> None:
    """A library of that many passages, and random vectors for it."""
    build_library(path, Corpus(seed=1).plans(passages), measure=evidence_floor)
    try:
        encoder = load_encoder(MODEL)
    except EncoderError as error:
        print(error)
        return
    if encoder is None:
        return
    chance = np.random.default_rng(7)
    with Library.open(path) as library, vectors_path(path).open("wb") as stream:
        header = header_of(library, encoder)
        stream.write(header.to_bytes())
        for start in range(0, header.count, BATCH):
            rows = chance.normal(size=(min(BATCH, header.count - start), header.dim))
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            stream.write(rows.astype(np.float32).tobytes())
        stream.write(b"\1" * (header.count * KEY_BYTES))


def questions(library: Library, seed: int) -> Iterator[dict[str, str]]:
    """The same question to everything, to a province, to one plan, and in other words."""
    chance = random.Random(seed)
    for _ in range(QUESTIONS + WARM_UP):
        card = chance.choice(library.documents)
        words = syllables(chance.choice(library.passages_of(card.id)).text)
        start = chance.randrange(max(len(words) - 6, 1))
        words, form = words[start : start + 6], chance.choice(FORMS)
        others = syllables(chance.choice(library.passages_of(card.id)).text)
        mixed = [chance.choice(others) if n % 2 else word for n, word in enumerate(words)]
        asked = form.format(" ".join(words))
        place, number = card.identity.place, card.identity.number
        yield {
            "whole library": asked,
            "one province": f"{asked} của {place.value if place else ''}",
            "one plan": f"{asked} kế hoạch {number.value if number else ''}",
            "in other words": form.format(" ".join(mixed)),
        }


def measure(path: Path, encoder: str) -> None:
    """Print the latencies of answering from a library, and this process's memory."""
    started = time.perf_counter()
    library = Library.open(path)
    answerer = Answerer(library, open_meaning(library, encoder))
    print(f"{encoder}: open {1000 * (time.perf_counter() - started):.0f} ms")
    taken: dict[str, list[float]] = {}
    busy: dict[str, list[float]] = {}
    for number, asked in enumerate(questions(library, seed=5)):
        for scope, question in asked.items():
            started, worked = time.perf_counter(), time.process_time()
            answerer.answer(question)
            if number >= WARM_UP:
                taken.setdefault(scope, []).append(1000 * (time.perf_counter() - started))
                busy.setdefault(scope, []).append(1000 * (time.process_time() - worked))
    for scope, times in taken.items():
        cuts = statistics.quantiles(times, n=100)
        print(
            f"  {scope:16} p50 {cuts[49]:6.1f} ms   p99 {cuts[98]:6.1f} ms"
            f"   processor time p50 {statistics.median(busy[scope]):6.1f} ms"
        )
    print(f"  resident {resident():.0f} MB", flush=True)


def main() -> None:
    """Build, then measure words alone and with the model, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the library is kept, or taken from")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = (given.folder or Path(temporary)) / f"answers-{given.passages}.db"
        if not path.exists():
            build(path, given.passages)
        for encoder in ("none", MODEL):
            work = functools.partial(measure, path, encoder)
            process = multiprocessing.get_context("spawn").Process(target=work)
            process.start()
            process.join()


if __name__ == "__main__":
    main()
