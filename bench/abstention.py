"""How many questions are answered where how many false answers are let through.

    python -m bench.abstention [QUESTIONS.jsonl --documents FOLDER]

Without arguments the judged questions about the shipped plans. For each share of the shipped
off-topic questions that may find more than the evidence floor: the floor; the off-topic questions
that get an answer, of those that the floor is measured on and of those of the tests, each with
and without accents; and of the judged questions those that have an answer and are answered, those
whose first citation is right, and those without an answer that get none.
"""

import math
from collections.abc import Iterable

from bench.judged_library import DATA, judged_library, parser_of
from index.answer.answer import Status
from index.answerer import Answerer
from index.evaluate import Judged, figures, judge, read_judged
from index.library.store import Library
from index.search.calibration import evidence_floor, off_topic
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
            f"{100 - f.unclaimed:.1f}%",
            f"{f.first:.1f}%",
            f"{f.abstained}/{f.unanswerable}",
        )
        print(*(cell.rjust(15) for cell in cells), sep="", flush=True)


def main() -> None:
    """Build the library, ask everything at every floor."""
    given = parser_of(__doc__.partition("\n")[0]).parse_args()
    with judged_library(given.documents) as library:
        measure(read_judged(given.questions), library)


if __name__ == "__main__":
    main()
