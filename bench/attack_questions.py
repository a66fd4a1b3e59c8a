"""Hostile questions: `python -m bench.attack_questions [COUNT] [SEED] [LIBRARY] [--words]`.

Ten kinds of them, 10,000 by default, are put to an answerer over the shipped plans or a library
that is named; by words alone, without the reader, where that is said. None may raise, and none may
take more than a second of processor. Prints the figures, the slowest ones, what was raised, and the
memory that was held along the way; exits with 1 where a question raised or was too slow.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.answer.scoring.scorer import Scorer, load_weights
from index.answerer import Answerer
from index.building import Source, build
from index.library.store import Library
from knowledge.shipped import shipped_documents
from knowledge.text import nfc

# Seconds of processor.
_MOST = 1.0
# Characters: what a platform hands over at most.
_LONGEST = 4_096
_RANGES = ((0x20, 0x7F), (0xC0, 0x250), (0x300, 0x370), (0x1E00, 0x1F00), (0x0, 0x1FFFF))
_PHRASES = (
    "kế hoạch số ", "61/KH-UBND ", "KH 61 ", "nhiệm vụ 3.2 ", "điểm đ khoản 1 mục II ", "II.3.2, ",
    "3.2-", "sở tài chính và ", "sở ", "ubnd tỉnh ", "ai chủ trì ", "từ ngày 1/1/2024 đến ",
    "ngày ", "tháng ", "quý III/", "và ", "hoặc ", "không ", "chưa ", "thứ hai ", "hai mươi mốt ",
    "ba chấm hai ", "so sánh ", "bao nhiêu ", "lạng sơn ", "thành phố hồ chí minh ", "tp. ", "(",
    "“", "\"", "1.", "a) ", "1/", "-", "–", "…", "?", "x", "ế", "aws ", "dd", "w", "0", "kh", "/",
    "@", "căn cứ nghị định số 30/2020/nđ-cp ", "báo cáo trước ngày 15 hằng tháng ", "vvv ", "ko ",
    "what is ", "who leads ", "not ", "tl 3.2 kh61 dl? ",
)  # fmt: skip

Kind = Callable[[random.Random, str], str]


def _shreds(chance: random.Random, text: str) -> str:
    starts = [chance.randrange(len(text)) for _ in range(chance.randrange(1, 40))]
    return chance.choice(("", " ", "\n", "? ")).join(
        text[start : start + chance.randrange(1, 120)] for start in starts
    )


def _characters(chance: random.Random, _: str) -> str:
    picked = (chance.choice(_RANGES) for _ in range(chance.randrange(1, 600)))
    return "".join(chr(chance.randrange(*each)) + " " * (chance.random() < 0.2) for each in picked)


def _one_phrase(chance: random.Random, _: str) -> str:
    phrase = chance.choice(_PHRASES)
    return phrase * (chance.randrange(1, _LONGEST) // len(phrase) + 1)


def _two_phrases(chance: random.Random, _: str) -> str:
    phrase = "".join(chance.sample(_PHRASES, 2))
    return phrase * (chance.randrange(1, _LONGEST) // len(phrase) + 1)


def _phrases(chance: random.Random, _: str) -> str:
    return "".join(chance.choices(_PHRASES, k=chance.randrange(1, 400)))


def _numbers(chance: random.Random, _: str) -> str:
    marks = chance.choice((".", "/", "-", ", ", " và ", " đến ", "–"))
    digits = (str(chance.randrange(10 ** chance.randrange(1, 9))) for _ in range(300))
    return chance.choice(("mục ", "KH ", "ngày ", "")) + marks.join(digits)


def _slips(chance: random.Random, text: str) -> str:
    letters = list(_shreds(chance, text)[:400])
    for _ in range(len(letters) // 4):
        place = chance.randrange(len(letters))
        letters[place] = chance.choice((letters[place] * 2, "", "j", "w", chance.choice(letters)))
    return "".join(letters)


def _unbroken(chance: random.Random, text: str) -> str:
    return "".join(_shreds(chance, text).split())[: chance.randrange(1, _LONGEST)]


def _piled(chance: random.Random, text: str) -> str:
    marks = [chr(chance.randrange(0x300, 0x370)) for _ in range(3)]
    return "".join(
        each + "".join(chance.choices(marks, k=chance.randrange(4)))
        for each in _shreds(chance, text)[:800]
    )


def _nested(chance: random.Random, text: str) -> str:
    opening, closing = chance.choice(("()", "[]", "“”", "«»", "{}", "<>"))
    depth = chance.randrange(1, 1_000)
    return opening * depth + _shreds(chance, text)[:500] + closing * chance.randrange(depth)


KINDS: Sequence[Kind] = (
    _shreds, _characters, _one_phrase, _two_phrases, _phrases, _numbers, _slips, _unbroken, _piled,
    _nested,
)  # fmt: skip


def question(seed: int, texts: Sequence[str]) -> str:
    """The hostile question of a number."""
    chance = random.Random(seed)
    return KINDS[seed % len(KINDS)](chance, chance.choice(texts))[:_LONGEST]


def main() -> None:
    """Ask, and tell how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("library", type=Path, nargs="?")
    parser.add_argument("--words", action="store_true")
    given = parser.parse_args()
    texts = [nfc(each.path.read_text(encoding="utf-8")) for each in shipped_documents()]
    seeds = range(given.seed, given.seed + given.count)
    with tempfile.TemporaryDirectory() as folder:
        file = given.library or _built(Path(folder) / "library.db")
        with Library.open(file) as library:
            scorer = Scorer(load_weights(), None) if given.words else None
            taken, raised, held = _asked(Answerer(library, scorer=scorer), seeds, texts)
    taken.sort()
    half, most = taken[len(taken) // 2][0], taken[-len(taken) // 100][0]
    print(f"{given.count} questions: p50 {half * 1000:.0f} ms, p99 {most * 1000:.0f} ms, ", end="")
    print(f"max {taken[-1][0] * 1000:.0f} ms of processor; {len(raised)} raised")
    print(f"  memory after each tenth, MiB: {', '.join(str(each >> 20) for each in held)}")
    for seconds, seed in reversed(taken[-5:]):
        kind = KINDS[seed % len(KINDS)].__name__
        print(f"  {seconds * 1000:6.0f} ms  {seed} {kind} {question(seed, texts)[:60]!r}")
    for seed, what in raised[:20]:
        print(f"  raised: {seed} {what}")
    sys.exit(bool(raised) or taken[-1][0] > _MOST)


def _built(file: Path) -> Path:
    """A library of the shipped plans."""
    sources = [Source(path=s.path, source_file=s.source_file) for s in shipped_documents()]
    build(sources, file)
    return file


def _asked(
    answerer: Answerer, seeds: Sequence[int], texts: Sequence[str]
) -> tuple[list[tuple[float, int]], list[tuple[int, str]], list[int]]:
    """Seconds that each question took, what was raised, and bytes held after each tenth."""
    taken: list[tuple[float, int]] = []
    raised: list[tuple[int, str]] = []
    answerer.answer("ai chủ trì nhiệm vụ 3.2 KH 61")
    held = [_resident()]
    for count, seed in enumerate(seeds, start=1):
        text, began = question(seed, texts), time.process_time()
        try:
            answerer.answer(text)
        except Exception as error:
            raised.append((seed, repr(error)[:200]))
        taken.append((time.process_time() - began, seed))
        if count % max(1, len(seeds) // 10) == 0:
            held.append(_resident())
    return taken, raised, held


def _resident() -> int:
    """Bytes of memory that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()
