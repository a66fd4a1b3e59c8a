"""Search quality on XQuAD-vi: finding the paragraph that a question was asked about.

    python -m bench.xquad [--encoder builtin] [--every 4] [--work FOLDER]

240 paragraphs of Wikipedia with questions by people, translated into Vietnamese; not our kind of
text, but published, so that the figures can be compared. Licence CC BY-SA 4.0. Read from
../shared/bench/xquad.vi.json; where that is absent, nothing is measured. Every question is
asked as it is and without accents; cells are hit@1 / hit@3 / hit@10 / MRR@10 in per cent.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.fusion import convex_combination
from index.library.passage import Passage
from index.library.store import Library, build_library
from index.library.store_syllables import StoredSyllables
from index.meaning.dense import DenseIndex
from index.meaning.load_encoder import load_encoder
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors
from index.search.lexical import LexicalIndex
from index.spelling.restore import restore
from knowledge.document import Document, Family, Field, Header, SourceKind
from knowledge.text import Span, clean, fold, folded_syllables, nfc

DATA = Path(__file__).parents[2] / "shared" / "bench" / "xquad.vi.json"
# Passages taken from each ranking before they are merged. The cosines of a model lie close
# together; of fewer the best stand out more (100 instead of 50 loses 0.3 points of MRR).
LEXICAL_DEPTH, DENSE_DEPTH = 100, 50

# hit@1/hit@3/hit@10/MRR@10 that was measured before with other code on every 4th question:
# BM25 over accented and folded bigrams in equal parts, multilingual-e5-small, their merging.
EARLIER = {
    ("lexical", "clean"): "93/97/99/95.3",
    ("lexical", "no accents"): "92/97/99/94.8",
    ("dense", "clean"): "90/96/99/93.0",
    ("dense", "no accents"): "87/94/97/90.7",
    ("dense, as typed", "no accents"): "29/44/56/37.5",
    ("fused 0.3", "clean"): "95/99/99/97.1",
    ("fused 0.3", "no accents"): "94/99/99/96.0",
    ("fused 0.4", "clean"): "96/99/99/97.3",
    ("fused 0.4", "no accents"): "94/99/99/96.1",
}

Ranker = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and the id of the passage that answers it."""

    question: str
    passage_id: str


def read_xquad(path: Path) -> tuple[list[tuple[Document, list[Passage]]], list[Asked]]:
    """A document for each article with a passage for each paragraph, and the questions."""
    entries: list[tuple[Document, list[Passage]]] = []
    asked: list[Asked] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        paragraphs = [nfc(each["context"]) for each in article["paragraphs"]]
        entries.append(document_of(article["title"], paragraphs))
        for passage, paragraph in zip(entries[-1][1], article["paragraphs"], strict=True):
            asked += [
                Asked(question=nfc(each["question"]), passage_id=passage.id)
                for each in paragraph["qas"]
            ]
    return entries, asked


def document_of(title: str, paragraphs: Sequence[str]) -> tuple[Document, list[Passage]]:
    """A document without sections, its passages without breadcrumbs."""
    sha256 = hashlib.sha256(title.encode()).hexdigest()
    document = Document(
        id=sha256[:16],
        source_file=title,
        sha256=sha256,
        text="\n".join(paragraphs),
        source=SourceKind.OFFICIAL,
        family=Family.STATE,
        recognised=False,
        header=Header(title=Field(value=title, span=None)),
        describes=None,
        sections=(),
        assignments=(),
        reporting=(),
        cites=(),
        abbreviations=(),
        warnings=(),
    )
    return document, list(_passages_of(document, paragraphs))


def _passages_of(document: Document, paragraphs: Sequence[str]) -> Iterator[Passage]:
    start = 0
    for number, paragraph in enumerate(paragraphs, start=1):
        yield Passage(
            id=f"{document.id}#{number}",
            document_id=document.id,
            path=str(number),
            span=Span(start=start, end=start + len(paragraph)),
            breadcrumb="",
            text=clean(paragraph),
        )
        start += len(paragraph) + 1


def measure(rank: Ranker, asked: Sequence[Asked], spoil: Callable[[str], str]) -> str:
    """hit@1/hit@3/hit@10/MRR@10 of a ranker over the questions, each passed through `spoil`."""
    places = []
    for each in asked:
        ranking = rank(spoil(each.question))[:10]
        places.append(ranking.index(each.passage_id) + 1 if each.passage_id in ranking else None)
    hits = [sum(place is not None and place <= k for place in places) for k in (1, 3, 10)]
    mrr = sum(1 / place for place in places if place) / len(places)
    return "/".join(f"{100 * hit / len(places):.0f}" for hit in hits) + f"/{100 * mrr:.1f}"


def rankers(library: Library, dense: DenseIndex | None) -> dict[str, Ranker]:
    """The ways to rank that are compared; passage ids, best first."""
    lexical = LexicalIndex(library)
    statistics = StoredSyllables(library)

    @cache
    def by_words(question: str) -> dict[str, float]:
        return dict(lexical.search(folded_syllables(question), k=LEXICAL_DEPTH))

    ways: dict[str, Ranker] = {"lexical": lambda question: list(by_words(question))}
    if dense is None:
        return ways

    @cache
    def by_meaning(question: str) -> dict[str, float]:
        return dict(dense.search(restore(question, statistics).text, k=DENSE_DEPTH))

    def fused(weight: float) -> Ranker:
        def rank(question: str) -> list[str]:
            merged = convex_combination(by_words(question), by_meaning(question), weight=weight)
            return [passage_id for passage_id, _ in merged]

        return rank

    ways["dense, as typed"] = lambda question: [each for each, _ in dense.search(question, k=10)]
    ways["dense"] = lambda question: list(by_meaning(question))
    return ways | {f"fused {weight}": fused(weight) for weight in (0.2, 0.3, 0.4, 0.5)}


def restored_share(library: Library, asked: Sequence[Asked]) -> float:
    """The share of the questions' syllables that are right after their accents were dropped."""
    statistics = StoredSyllables(library)
    right = count = 0
    for each in asked:
        wanted = each.question.lower().split()
        found = restore(fold(each.question), statistics).text.lower().split()
        if len(found) == len(wanted):
            right += sum(a == b for a, b in zip(wanted, found, strict=True))
        count += len(wanted)
    return right / count


def main() -> int:
    """Measure and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--encoder", default="builtin")
    arguments.add_argument("--every", type=int, default=1, help="ask every n-th of 1,190 questions")
    arguments.add_argument("--work", type=Path, help="folder to keep the library in")
    given = arguments.parse_args()
    if not DATA.is_file():
        print(f"{DATA} is absent: nothing measured")
        return 0
    entries, asked = read_xquad(DATA)
    asked = asked[:: given.every]
    work = given.work or Path(tempfile.mkdtemp(prefix="xquad-"))
    work.mkdir(parents=True, exist_ok=True)
    path = work / "xquad.db"
    build_library(path, entries)
    with Library.open(path) as library:
        dense = None
        encoder = load_encoder(given.encoder)
        if encoder is not None:
            started = time.perf_counter()
            build_vectors(path, encoder)
            print(f"vectors of {encoder.name}: {time.perf_counter() - started:.1f} s")
            dense = DenseIndex(library, encoder, Vectors.open(library, encoder))
        print(f"{len(asked)} questions, {library.passage_count} passages")
        print(f"syllables restored: {100 * restored_share(library, asked):.1f} %")
        print(f"{'':16} {'clean':16} {'earlier':16} {'no accents':16} {'earlier':16}")
        for name, rank in rankers(library, dense).items():
            cells = []
            for style, spoil in (("clean", str), ("no accents", fold)):
                cells += [measure(rank, asked, spoil), EARLIER.get((name, style), "")]
            print(f"{name:16} " + " ".join(f"{cell:16}" for cell in cells).rstrip(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
