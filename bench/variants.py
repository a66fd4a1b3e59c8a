"""The same judged questions typed worse and worse: what each way of typing costs.

    python -m bench.variants [QUESTIONS.jsonl --documents FOLDER] [--seed 7]

Without arguments the judged questions about the shipped plans. Each is asked as written, without
accents, with accents on half of its words, with one or two slips of the fingers, and with slips
and without accents. Slips swap, drop, double or replace a letter of words of four letters or more;
words with digits are left alone. English questions have no accents to lose.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from bench.judged_library import judged_library, parser_of
from index.answerer import Answerer
from index.evaluate import Judged, figures, judge, read_judged
from knowledge.text import fold

# The keys beside each key on a QWERTY keyboard.
NEIGHBOURS = {
    "a": "qsz", "b": "vgn", "c": "xdv", "d": "sfe", "e": "wrd", "g": "fht", "h": "gjy",
    "i": "uok", "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol",
    "q": "wa", "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cb", "x": "zc", "y": "tuh",
}  # fmt: skip


def half_accents(text: str, chance: random.Random) -> str:
    """Accents kept on about half of the words."""
    return " ".join(fold(w) if chance.random() < 0.5 else w for w in text.split(" "))


def slips(text: str, chance: random.Random) -> str:
    """One or two words mistyped."""
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    for n in chance.sample(places, min(len(places), chance.choice((1, 2)))):
        words[n] = _slip(words[n], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    n = chance.randrange(1, len(word) - 1)
    match chance.randrange(4):
        case 0:
            return word[:n] + word[n + 1] + word[n] + word[n + 2 :]
        case 1:
            return word[:n] + word[n + 1 :]
        case 2:
            return word[:n] + word[n] + word[n:]
        case _:
            near = NEIGHBOURS.get(fold(word[n]), word[n])
            return word[:n] + chance.choice(near) + word[n + 1 :]


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "as written": lambda text, _: text,
    "no accents": lambda text, _: fold(text),
    "half the accents": half_accents,
    "one or two slips": slips,
    "slips, no accents": lambda text, chance: slips(fold(text), chance),
}


def measure(questions: tuple[Judged, ...], answerer: Answerer, seed: int) -> None:
    """Print the figures of each way of typing."""
    names = ("first", "three", "stated", "wrong", "uncertain", "refused", "abstained")
    print(f"{'':20}" + "".join(name.rjust(11) for name in names))
    for name, typed in WAYS.items():
        chance = random.Random(seed)
        outcomes = [
            judge(replace(q, question=typed(q.question, chance)), answerer.answer)
            for q in questions
        ]
        f = figures(outcomes)
        shares = (f.first, f.among_three, f.statement, f.wrong, f.uncertain, f.refused)
        cells = [*(f"{share:.1f}%" for share in shares), f"{f.abstained}/{f.unanswerable}"]
        print(f"{name:20}" + "".join(cell.rjust(11) for cell in cells), flush=True)


def main() -> None:
    """Build the library, ask every question in every way."""
    parser = parser_of(__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with judged_library(given.documents) as library:
        measure(read_judged(given.questions), Answerer(library), given.seed)


if __name__ == "__main__":
    main()
