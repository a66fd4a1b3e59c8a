"""Writing the pools of evidence of judged questions.

    python -m training.make_pools SHARED LIBRARY OUT QUESTIONS [QUESTIONS …] [--part I --parts N]

QUESTIONS are judged:FILE, off:FILE, pairs:FILE, near:FILE or own:FILE; of the last three only those
over documents that the reader was not trained on are taken. Relative files lie in SHARED/questions.
Pairs are asked with their document in view, as their writers meant them.
"""

import argparse
import pickle
from pathlib import Path

from index.library.store import Library
from training.corpus import held_out, read_named
from training.pools import PoolMaker


def main() -> None:
    """Read the arguments and write the pools."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("library", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("questions", nargs="+")
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--parts", type=int, default=1)
    given = parser.parse_args()
    held = held_out(given.shared)
    held |= {file.name for file in (given.shared / "plans-more").glob("*.txt")}
    asked = read_named(given.shared, given.questions)
    asked = [q for q in asked if q.origin in ("judged", "off") or q.doc in held]
    pools = []
    with Library.open(given.library) as library:
        maker = PoolMaker(library)
        there = {card.source_file for card in library.documents}
        asked = [q for q in asked if q.origin == "off" or not q.doc or q.doc in there]
        for n, each in enumerate(asked[given.part :: given.parts]):
            pools.append(maker.make(each))
            if n % 100 == 99:
                print(n + 1, flush=True)
    with given.out.open("wb") as file:
        pickle.dump(pools, file)
    answered = [p for p in pools if p.asked.accept]
    print(
        f"{len(pools)} pools, right candidate among them in"
        f" {sum(p.right.any() for p in answered)} of {len(answered)}"
    )


if __name__ == "__main__":
    main()
