"""How many questions are answered where how many false answers are let through.

    python -m bench.abstention [QUESTIONS.jsonl --documents FOLDER]

Without arguments the judged questions about the shipped plans. For each share of the shipped
off-topic questions that may find more than the evidence floor: the floor; the off-topic questions
that get an answer, of those that the floor is measured on and of those of the tests, each with
and without accents; and of the judged questions those that have an answer and are answered, those
whose first citation is right, and those without an answer that get none.
"""

import argparse
import math
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench.variants import DATA
from index.answer import Status
from index.answerer import Answerer
from index.building import Source, build, folder_sources
from index.calibration import evidence_floor, off_topic
from index.evaluate import Judged, figures, judge, read_judged
from index.store import Library
from knowledge.shipped import shipped_documents
from knowledge.text import fold

SHARES = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 1.0)


def false_answers(questions: Iterable[str], answerer: Answerer) -> str:
    """How many of these questions get an answer, in per cent."""
    asked = {form for line in questions for form in (line, fold(line))}
    claims = (Status.FOUND, Status.CHOOSE)
    false = sum(answerer.answer(question).status in claims for question in asked)
    return f"{100 * false / len(asked):.1f}%"


def measure(questions: tuple[Judged, ...], library: Library) -> None:
    """Print a line for each share."""
    held_out = (DATA / "off_topic.txt").read_text(encoding="utf-8").splitlines()
    names = ("share", "floor", "false, shipped", "false, tests", "answered", "first", "abstained")
    print(*(name.rjust(15) for name in names), sep="")
    for share in SHARES:
        library.evidence_floor = evidence_floor(library, chance=share) if share < 1 else -math.inf
        answerer = Answerer(library)
        f = figures([judge(question, answerer.answer) for question in questions])
        cells = (
            f"{share:.0%}",
            f"{library.evidence_floor:.1f}",
            false_answers(off_topic(), answerer),
            false_answers(held_out, answerer),
            f"{100 - f.refused:.1f}%",
            f"{f.first:.1f}%",
            f"{f.abstained}/{f.unanswerable}",
        )
        print(*(cell.rjust(15) for cell in cells), sep="", flush=True)


def main() -> None:
    """Build the library, ask everything at every floor."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("questions", type=Path, nargs="?", default=DATA / "dev_questions.jsonl")
    parser.add_argument("--documents", type=Path, help="default: the shipped plans")
    given = parser.parse_args()
    sources = (
        folder_sources(given.documents)
        if given.documents
        else [Source(path=s.path, source_file=s.source_file) for s in shipped_documents()]
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plans.db"
        build(sources, file)
        with Library.open(file) as library:
            measure(read_judged(given.questions), library)


if __name__ == "__main__":
    main()
