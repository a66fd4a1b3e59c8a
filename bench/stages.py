"""Where the time of an answer goes: processor time by stage.

    python -m bench.stages LIBRARY QUESTIONS.jsonl

Each question is answered by itself, by what ships; the first ones are asked twice. Times are
of the processor, so that other work on the machine hardly counts; a network that runs in several
threads counts all of them.
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from index.answer.decide import decide
from index.answer.gather import gather
from index.answer.records.kinds import RECORDS
from index.answer.scoring.features import describe
from index.answer.scoring.scorer import Weights, load_weights, rank, to_read
from index.answerer import Answerer
from index.library.store import Library
from index.meaning.load_encoder import BUILTIN
from index.meaning.meaning import open_meaning
from index.meaning.reader import Reader, load_reader
from index.meaning.reading import in_context

T = TypeVar("T")


class Stages:
    """Processor time spent in named stages, in milliseconds, a list entry a question."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(list)

    def run(self, name: str, work: Callable[[], T]) -> T:
        """Do some work and note its time under a name."""
        begin = time.process_time()
        result = work()
        self.spent[name].append((time.process_time() - begin) * 1000)
        return result


def measure(
    answerer: Answerer, text: str, stages: Stages, weights: Weights, reader: Reader
) -> None:
    """Go through the stages of one question."""
    question = stages.run("understand", lambda: answerer.understand(text))
    inquiry = stages.run("find documents", lambda: answerer.inquire(question))
    stages.run("search", lambda: inquiry.survey)
    pool = stages.run("records and pieces", lambda: gather(inquiry, RECORDS))
    matrix = stages.run("describe", lambda: describe(inquiry, pool))
    if not pool.candidates:
        return
    scores = stages.run("order by words", lambda: weights.order_words.predict(matrix))
    pieces = [pool.candidates[n].piece for n in to_read(scores)]
    words = in_context(inquiry.question.restored.text, inquiry.question.before)
    stages.run("read", lambda: reader.read(words, pieces))
    ranking = rank(inquiry, pool, weights, reader)
    stages.run("decide and tell", lambda: decide(inquiry, pool, ranking))


def main() -> None:
    """Read the arguments and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("questions", type=Path)
    given = parser.parse_args()
    rows = given.questions.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(row)["question"] for row in rows if row.strip()]
    with Library.open(given.library) as library:
        answerer = Answerer(library, open_meaning(library, BUILTIN))
        weights, reader = load_weights(), load_reader()
        warm, stages = Stages(), Stages()
        for text in asked[:20]:
            measure(answerer, text, warm, weights, reader)
        for text in asked:
            measure(answerer, text, stages, weights, reader)
    for name, times in stages.spent.items():
        p99 = float(np.percentile(times, 99))
        print(f"{name:<20}{statistics.median(times):8.1f}{p99:8.1f} ms")


if __name__ == "__main__":
    main()
