"""Libraries of growing size: build time, size on disk, latency of lexical search, memory.

    python -m bench.library_sizes 1000 10000 100000 [--keep FOLDER]

The plans are synthetic: sentences of the shipped texts (and of ../shared/plans-more where that
is present) in new orders, with other provinces, numbers and years, and with every sixth
syllable drawn from the vocabulary by a Zipf law, so that posting lists are as long as in real
plans but passages can be told apart. Questions take two runs of syllables from one passage and
add a question word; "known" is the share of questions that find that passage in the top 20.
"""

import argparse
import functools
import hashlib
import itertools
import multiprocessing
import platform
import random
import re
import resource
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.library.passage import Passage
from index.library.store import Library, build_library, change_library
from index.search.lexical import LexicalIndex
from knowledge.document import (
    Document,
    Family,
    Field,
    Header,
    Section,
    SectionKind,
    SourceKind,
)
from knowledge.shipped import shipped_documents
from knowledge.text import Span, clean, folded_syllables, nfc, syllables

PROVINCES = (
    "An Giang,Bắc Giang,Bắc Ninh,Cà Mau,Cao Bằng,Cần Thơ,Đà Nẵng,Đắk Lắk,Điện Biên,Đồng Nai,"
    "Đồng Tháp,Gia Lai,Hà Giang,Hà Nội,Hà Tĩnh,Hải Phòng,Hưng Yên,Khánh Hòa,Lai Châu,Lạng Sơn,"
    "Lào Cai,Lâm Đồng,Nam Định,Nghệ An,Ninh Bình,Phú Thọ,Quảng Ngãi,Quảng Ninh,Quảng Trị,Sơn La,"
    "Tây Ninh,Thái Nguyên,Thanh Hóa,Tuyên Quang,Vĩnh Long"
).split(",")
PASSAGES_A_PLAN = 35
QUESTIONS = 300
MORE_TEXTS = Path(__file__).parents[2] / "shared" / "plans-more"


class Corpus:
    """Makes synthetic plans; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        paths = [each.path for each in shipped_documents()] + sorted(MORE_TEXTS.glob("*.txt"))
        text = "\n".join(nfc(path.read_text(encoding="utf-8")) for path in paths)
        lines = [clean(line) for line in re.split(r"[\n.;]", text)]
        self._sentences = [line for line in lines if 5 <= len(line.split()) <= 60]
        by_count = [word for word, _ in Counter(syllables(text)).most_common()]
        self._words = by_count
        self._zipf = list(itertools.accumulate(1 / rank for rank in range(1, len(by_count) + 1)))

    def plans(self, passages: int) -> Iterator[tuple[Document, list[Passage]]]:
        """Plans until that many passages are made."""
        for number in range(-(-passages // PASSAGES_A_PLAN)):
            yield self._plan(number, min(PASSAGES_A_PLAN, passages - number * PASSAGES_A_PLAN))

    def _plan(self, number: int, passages: int) -> tuple[Document, list[Passage]]:
        province = self._chance.choice(PROVINCES)
        sign = f"{self._chance.randrange(1, 900)}/KH-UBND"
        year = self._chance.randrange(2015, 2027)
        title = f"Kế hoạch {sign} UBND tỉnh {province} năm {year}"
        printed = {
            "type": "Kế hoạch",
            "number": sign,
            "date": f"{year}-03-18",
            "place": f"tỉnh {province}",
            "issuer": "Ủy ban nhân dân tỉnh",
            "title": title,
        }
        paragraphs = [title, *(self._paragraph(province) for _ in range(passages))]
        text = "\n".join(paragraphs)
        sha256 = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
        ends = list(itertools.accumulate(len(each) + 1 for each in paragraphs))
        spans = [Span(start=start, end=end - 1) for start, end in zip(ends, ends[1:], strict=False)]
        names = [f"{1 + at // 9}.{1 + at % 9}" for at in range(passages)]
        document = Document(
            id=sha256[:16],
            source_file=f"{number}.txt",
            sha256=sha256,
            text=text,
            source=SourceKind.OFFICIAL,
            family=Family.STATE,
            recognised=False,
            header=Header(**{k: Field(value=v, span=None) for k, v in printed.items()}),
            describes=None,
            sections=tuple(map(_section, names, spans)),
            assignments=(),
            reporting=(),
            cites=(),
            abbreviations=(),
            warnings=(),
        )
        return document, [
            Passage(
                id=f"{document.id}#{name}",
                document_id=document.id,
                path=name,
                span=span,
                breadcrumb=title,
                text=clean(span.of(text)),
            )
            for name, span in zip(names, spans, strict=True)
        ]

    def _paragraph(self, province: str) -> str:
        sentences = self._chance.choices(self._sentences, k=self._chance.randrange(2, 5))
        words = re.sub(
            "Lạng Sơn|Nam Định|Bắc Giang|Phú Thọ", province, "; ".join(sentences)
        ).split()
        noise = self._chance.choices(self._words, cum_weights=self._zipf, k=len(words))
        return " ".join(
            other if self._chance.random() < 1 / 6 else word
            for word, other in zip(words, noise, strict=True)
        )


def _section(name: str, span: Span) -> Section:
    return Section(
        path=name,
        kind=SectionKind.ITEM,
        label=f"{name}.",
        heading="Nội dung thực hiện",
        level=2,
        parent=None,
        span=span,
        reach=span,
    )


def questions(library: Library, seed: int) -> list[tuple[list[str], Passage]]:
    """Questions, each with the passage that it was made from."""
    chance = random.Random(seed)
    made = []
    while len(made) < QUESTIONS:
        card = chance.choice(library.documents)
        passage = chance.choice(library.passages_of(card.id))
        words = folded_syllables(passage.text)
        runs = []
        for _ in range(2):
            start = chance.randrange(max(len(words) - 3, 1))
            runs.append(words[start : start + chance.randrange(2, 4)])
        made.append(([*runs[0], *runs[1], chance.choice(["gi", "nao", "ai", "dau"])], passage))
    return made


def measure(path: Path) -> None:
    """Print the latencies of searching the library at `path`, and this process's memory."""
    started = time.perf_counter()
    library = Library.open(path)
    print(f"  open {1000 * (time.perf_counter() - started):.0f} ms")
    index = LexicalIndex(library)
    asked = questions(library, seed=2)
    scopes = {
        "all documents": lambda passage: None,
        "one document": lambda passage: [passage.document_id],
        "a tenth of them": lambda passage: [
            passage.document_id,
            *(card.id for card in library.documents[::10]),
        ],
    }
    for name, scope in scopes.items():
        times, known = [], 0
        for tokens, passage in asked:
            documents = scope(passage)
            started = time.perf_counter()
            hits = index.search(tokens, k=100, documents=documents)
            times.append(1000 * (time.perf_counter() - started))
            known += passage.id in [each for each, _ in hits[:20]]
        cuts = statistics.quantiles(times, n=100)
        print(
            f"  {name:16} p50 {cuts[49]:6.2f} ms   p99 {cuts[98]:6.2f} ms"
            f"   known {known / len(asked):.2f}"
        )
    print(f"  resident {resident():.0f} MB")


def resident() -> float:
    """Memory of this process in MB, pages of the mapped file included; 0 where unknown."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return int(re.findall(r"VmRSS:\s+(\d+)", status.read_text())[0]) / 1024


def build(path: Path, size: int) -> None:
    """Build a library of that many passages; print what it took and what one plan more takes.

    The plans are made one after another while they are written; that time is not counted.
    """
    making = 0.0

    def entries() -> Iterator[tuple[Document, list[Passage]]]:
        nonlocal making
        plans = Corpus(seed=1).plans(size)
        while True:
            started = time.perf_counter()
            plan = next(plans, None)
            making += time.perf_counter() - started
            if plan is None:
                return
            yield plan

    started = time.perf_counter()
    build_library(path, entries())
    seconds = time.perf_counter() - started - making
    print(
        f"{size} passages, {-(-size // PASSAGES_A_PLAN)} plans: {seconds:.1f} s,"
        f" {path.stat().st_size / 1e6:.0f} MB, peak memory {peak():.0f} MB",
        flush=True,
    )
    started = time.perf_counter()
    change_library(path, add=Corpus(seed=3).plans(PASSAGES_A_PLAN))
    print(f"  one plan more {time.perf_counter() - started:.1f} s", flush=True)


def peak() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Build and measure a library for each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--keep", type=Path, help="folder to leave the libraries in, as SIZE.db")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = (given.keep or Path(folder)) / f"{size}.db"
            # Processes of their own, so that neither counts the memory of the other.
            for work in (functools.partial(build, path, size), functools.partial(measure, path)):
                process = multiprocessing.get_context("spawn").Process(target=work)
                process.start()
                process.join()


if __name__ == "__main__":
    main()
