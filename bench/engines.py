"""Lexical engines on the same passages, terms and questions: FTS5, tantivy, bm25s.

    python -m bench.engines 1000 10000 100000

Each engine gets the folded syllables and pairs of `index.library.terms` and the questions of
`bench.library_sizes`, and works in a process of its own. "exact" is the share of the first ten
of the project's ranking without a posting budget that an engine's first ten hold; the formulas
of tantivy and bm25s differ a little, so theirs is below 1 although they leave nothing out.
"known" is the share of questions whose own passage is among the first ten. FTS5's time and size
are those of the whole library, its texts, records and syllable counts included. tantivy and
bm25s are no dependencies of the project; where they are absent they are skipped.
"""

import argparse
import importlib.util
import multiprocessing
import platform
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.library_sizes import Corpus, questions, resident
from index.library.passage import Passage
from index.library.store import Library, build_library
from index.library.terms import pair_terms, single_terms, term_columns
from index.search import lexical
from index.search.lexical import WEIGHTS, LexicalIndex

TOP = 10
FIELDS = ("head", "head_pairs", "body", "body_pairs")
EXACT = "FTS5, all postings"

Search = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one engine did: seconds, MB, milliseconds for each question, its rankings."""

    build: float
    size: float
    memory: float
    times: list[float]
    rankings: list[list[str]]


def passages_of(library: Library) -> Iterator[Passage]:
    """All passages, plan by plan."""
    for card in library.documents:
        yield from library.passages_of(card.id)


def fts5(library: Library, folder: Path) -> Search:
    """The project's own index, as it is used."""
    index = LexicalIndex(library)
    return lambda tokens: [each for each, _ in index.search(tokens, k=TOP)]


def fts5_unlimited(library: Library, folder: Path) -> Search:
    """The project's own index without a budget: the exact ranking."""
    lexical.POSTING_BUDGET = 1 << 62
    return fts5(library, folder)


def tantivy(library: Library, folder: Path) -> Search:
    """Four fields with the weights of the project."""
    from tantivy import (
        Document,
        Index,
        Occur,
        Query,
        SchemaBuilder,
        TextAnalyzerBuilder,
        Tokenizer,
    )

    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="blanks", index_option="freq")
    schema = builder.build()
    index = Index(schema, path=str(folder))
    index.register_tokenizer("blanks", TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for passage in passages_of(library):
        document = Document(id=passage.id)
        for field, terms in zip(
            FIELDS, term_columns(passage.breadcrumb, passage.text), strict=True
        ):
            document.add_text(field, " ".join(terms))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(tokens: Sequence[str]) -> list[str]:
        singles = single_terms(tokens)
        parts = []
        for n, (field, weight) in enumerate(zip(FIELDS, WEIGHTS, strict=True)):
            for term in set(pair_terms(singles) if n % 2 else singles):
                query = Query.term_query(schema, field, term, index_option="freq")
                parts.append((Occur.Should, Query.boost_query(query, weight)))
        found = searcher.search(Query.boolean_query(parts), TOP).hits
        return [searcher.doc(address)["id"][0] for _, address in found]

    return search


def bm25s(library: Library, folder: Path) -> Search:
    """One bag of terms; weights by column are not possible."""
    from bm25s import BM25

    ids, bags = [], []
    for passage in passages_of(library):
        ids.append(passage.id)
        columns = term_columns(passage.breadcrumb, passage.text)
        bags.append([term for column in columns for term in column])
    index = BM25(k1=1.2, b=0.75)
    index.index(bags, show_progress=False)
    index.save(str(folder))
    index = BM25.load(str(folder), mmap=True)

    def search(tokens: Sequence[str]) -> list[str]:
        singles = single_terms(tokens)
        asked = sorted({*singles, *pair_terms(singles)} & index.vocab_dict.keys())
        if not asked:
            return []
        rows, _ = index.retrieve([asked], k=TOP, show_progress=False)
        return [ids[int(row)] for row in rows[0]]

    return search


ENGINES = {EXACT: fts5_unlimited, "FTS5, budget": fts5, "tantivy": tantivy, "bm25s": bm25s}


def run(name: str, path: Path) -> Measured:
    """Build one engine's index of a library and ask it everything."""
    with tempfile.TemporaryDirectory() as folder, Library.open(path) as library:
        asked = questions(library, seed=2)
        started = time.perf_counter()
        search = ENGINES[name](library, Path(folder))
        build = time.perf_counter() - started
        size = sum(each.stat().st_size for each in Path(folder).rglob("*")) / 1e6
        times, rankings = [], []
        for tokens, _ in asked:
            started = time.perf_counter()
            rankings.append(search(tokens))
            times.append(1000 * (time.perf_counter() - started))
        return Measured(build=build, size=size, memory=resident(), times=times, rankings=rankings)


def told(name: str, found: Measured, exact: Measured, known: Sequence[str]) -> str:
    """A line of the table."""
    cuts = statistics.quantiles(found.times, n=100)
    shared = [
        len(set(mine) & set(best)) / len(best)
        for mine, best in zip(found.rankings, exact.rankings, strict=True)
        if best
    ]
    hits = sum(each in ids for each, ids in zip(known, found.rankings, strict=True))
    return (
        f"| {name} | {cuts[49]:.2f} | {cuts[98]:.2f} | {statistics.mean(shared):.2f} |"
        f" {hits / len(known):.2f} | {found.build:.1f} | {found.size:.0f} | {found.memory:.0f} |"
    )


def main() -> None:
    """Build a library for each size, and measure every engine that is installed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    missing = [name for name in ("tantivy", "bm25s") if importlib.util.find_spec(name) is None]
    for name in missing:
        print(f"{name} is absent and skipped: pip install {name}")
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "library.db"
            started = time.perf_counter()
            build_library(path, Corpus(seed=1).plans(size))
            build = time.perf_counter() - started
            measure(path, size, build, [name for name in ENGINES if name not in missing])


def measure(path: Path, size: int, build: float, names: Sequence[str]) -> None:
    """Print the table of one library."""
    with Library.open(path) as library:
        known = [passage.id for _, passage in questions(library, seed=2)]
    print(f"\n{size} passages\n")
    print("| engine | p50 ms | p99 ms | exact | known | build s | MB | resident MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    spawn = multiprocessing.get_context("spawn")
    exact = None
    for name in names:
        with spawn.Pool(1) as pool:
            found = pool.apply(run, (name, path))
        if name.startswith("FTS5"):
            found = replace(found, build=build, size=path.stat().st_size / 1e6)
        exact = exact or found
        print(told(name, found, exact, known), flush=True)


if __name__ == "__main__":
    main()
