"""The five shipped plans as scans and photos, spoilt in several ways.

    python -m bench.scans [DEGRADATION …] [--plans 5]

Each plan is set on A4 at 200 dots to the inch, spoilt as `tests/make_scan.py` does it, recognised
and read. Nodes are numbered ones by path, against those of the text; false ones are those that the
text has not. The character error rate is edits / characters of what was printed, white space
aside. Seconds are processor time a page, of this process and of Tesseract.
"""

import argparse
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from knowledge.document import Document
from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document, read_document
from knowledge.shipped import Shipped, shipped_documents
from knowledge.text import squash

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from making.scan import DEGRADATIONS, pages_of, printed_plan, tiff  # noqa: E402

_ASIDE = ("bullet", "footnote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was read of one plan.

    Attributes:
        printed: Characters printed.
        wrong: Edits that make them of what was read.
        nodes: Numbered nodes of the text.
        found: Those of them that were read.
        false: Numbered nodes that the text has not.
        pages: Pages recognised.
        seconds: Of processor time.
    """

    printed: int
    wrong: int
    nodes: int
    found: int
    false: int
    pages: int
    seconds: float


def read_spoilt(shipped: Shipped, kind: str) -> Outcome:
    """A shipped plan read from scans spoilt in one way; refused, it has nothing of the text."""
    printed = printed_plan(shipped.path.read_text("utf-8"))
    rng = random.Random(7)
    pages = [DEGRADATIONS[kind](page, rng) for page in pages_of(printed)]
    want = _numbered(read_document(shipped.path, source_file=shipped.source_file))
    started = _processor_time()
    try:
        document = parse_document(tiff(pages), f"{kind}.tif")
        got, text = _numbered(document), squash(document.text)
    except UnreadableFileError as error:
        print(f"  {shipped.path.name}: {error}")
        got, text = set(), ""
    target = squash(printed.text)
    return Outcome(
        printed=len(target),
        wrong=Levenshtein.distance(text, target),
        nodes=len(want),
        found=len(want & got),
        false=len(got - want),
        pages=len(pages),
        seconds=_processor_time() - started,
    )


def _numbered(document: Document) -> set[str]:
    return {s.path for s in document.sections if s.label and s.kind.value not in _ASIDE}


def _processor_time() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, a row for each degradation."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", default=list(DEGRADATIONS), metavar="DEGRADATION")
    parser.add_argument("--plans", type=int, default=5, help="how many of the plans")
    options = parser.parse_args(arguments)
    print("| scans | pages | nodes found | false | characters wrong | seconds a page |")
    print("|---|---|---|---|---|---|")
    for kind in options.kinds:
        each = [read_spoilt(shipped, kind) for shipped in shipped_documents()[: options.plans]]
        pages = sum(o.pages for o in each)
        print(
            f"| {kind} | {pages} | {sum(o.found for o in each)} of {sum(o.nodes for o in each)} "
            f"| {sum(o.false for o in each)} "
            f"| {sum(o.wrong for o in each) / sum(o.printed for o in each):.2%} "
            f"| {sum(o.seconds for o in each) / pages:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
