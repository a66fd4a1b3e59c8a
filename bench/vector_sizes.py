"""Exact search in vectors of growing number: latency, scoped and not, and memory.

    python -m bench.vector_sizes 1000 10000 100000 1000000 [--approximate]

The vectors are random around 200 centres, 384 numbers each, in a memory-mapped file as
`index.meaning.vectors_file` lays it out; the encoder's own time is not in the figures. Plans have
35 passages. Scopes: one plan; one province (a 34th of the plans, all over the library); every
other plan, which is the worst case of many short stretches; one year (a tenth, in a row).
With --approximate the index of `index.meaning.nearest` is made too: seconds, MB, latency, processor
time beside that of reading all vectors, and the share of the exact best 50 that it finds.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.library.store_rows import Rows
from index.meaning.encoder import Matrix
from index.meaning.nearest import build_nearest, nearest_path, open_nearest
from index.meaning.vectors import Vectors
from index.meaning.vectors_file import Header, map_file

DIM = 384
PASSAGES_A_PLAN = 35
QUESTIONS = 200
WARM_UP = 10
BATCH = 10_000


def write_vectors(path: Path, count: int) -> Vectors:
    """A file of that many random vectors."""
    chance = np.random.default_rng(7)
    centres = chance.normal(size=(200, DIM))
    header = Header(
        library="0" * 64,
        encoder="random",
        dim=DIM,
        prompts=("", ""),
        count=count,
        probe=(0.0,) * DIM,
    )
    with path.open("wb") as stream:
        stream.write(header.to_bytes())
        for start in range(0, count, BATCH):
            size = min(BATCH, count - start)
            rows = centres[chance.integers(0, 200, size)] + chance.normal(size=(size, DIM))
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            stream.write(rows.astype(np.float32).tobytes())
        stream.write(bytes(header.size - stream.tell()))
    matrix, _ = map_file(path, header)
    return Vectors(path=path, header=header, matrix=matrix)


def scopes(count: int) -> dict[str, Callable[[int], Rows | None]]:
    """For each kind of scope the rows for the n-th question."""
    rows = np.arange(count, dtype=np.int64)
    plans = rows // PASSAGES_A_PLAN

    return {
        "all": lambda n: None,
        "one plan": lambda n: rows[plans == n * 7919 % (plans[-1] + 1)],
        "province": lambda n: rows[plans % 34 == n % 34],
        "every other": lambda n: rows[plans % 2 == n % 2],
        "year": lambda n: rows[n % 10 * count // 10 : (n % 10 + 1) * count // 10],
    }


def latencies(vectors: Vectors, queries: Matrix, scope: Callable[[int], Rows | None]) -> str:
    """p50 / p99 in milliseconds of finding the best 50."""
    taken = []
    for number, query in enumerate(queries):
        rows = scope(number)
        started = time.perf_counter()
        vectors.search(query, 50, rows)
        taken.append(1000 * (time.perf_counter() - started))
    taken = taken[WARM_UP:]
    return f"{statistics.median(taken):.2f} / {statistics.quantiles(taken, n=100)[98]:.2f}"


def approximate(vectors: Vectors, queries: Matrix) -> str:
    """What the approximate index takes and finds."""
    path = nearest_path(vectors.path, vectors.header.key)
    started = time.perf_counter()
    build_nearest(path, vectors.matrix, least=0)
    seconds = time.perf_counter() - started
    count, dim = vectors.matrix.shape
    about = replace(vectors, nearest=open_nearest(path, count=count, dim=dim))
    shared, busy = 0, {}
    for query in queries:
        best = []
        for each in (vectors, about):
            started = time.process_time()
            best.append({row for row, _ in each.search(query, 50)})
            busy.setdefault(each is about, []).append(1000 * (time.process_time() - started))
        shared += len(best[0] & best[1])
    return (
        f"{'':12} approximate: {seconds:.0f} s, {path.stat().st_size / 1e6:.0f} MB,"
        f" {latencies(about, queries, lambda n: None)} ms, processor time"
        f" {statistics.median(busy[True]):.2f} against {statistics.median(busy[False]):.2f} ms,"
        f" recall {shared / (50 * len(queries)):.3f}"
    )


def main() -> None:
    """Measure and print one line a size."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("sizes", type=int, nargs="+")
    arguments.add_argument("--approximate", action="store_true")
    names = list(scopes(PASSAGES_A_PLAN))
    given = arguments.parse_args()
    print("p50 / p99 ms".rjust(12), *(name.rjust(16) for name in names), "peak MB".rjust(9))
    chance = np.random.default_rng(8)
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            vectors = write_vectors(Path(folder) / "random.vectors", size)
            near = vectors.matrix[chance.integers(0, size, QUESTIONS)]
            queries = near + 0.05 * chance.normal(size=near.shape)
            queries = (queries / np.linalg.norm(queries, axis=1, keepdims=True)).astype(np.float32)
            cells = [latencies(vectors, queries, scope) for scope in scopes(size).values()]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            line = [f"{size:12,}", *(cell.rjust(16) for cell in cells), f"{peak:9.0f}"]
            print(*line, flush=True)
            if given.approximate:
                print(approximate(vectors, queries), flush=True)


if __name__ == "__main__":
    main()
