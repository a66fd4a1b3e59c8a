"""Tones and marks that recognition gets wrong in words of two syllables that offices write daily.

«chỉ tiết» is no word and «chi tiết» is one: both letters are the same but for their marks, which
are a few dots on the scan. Only words of a list are mended, and nothing but their marks.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from knowledge.syllable import split_tone
from knowledge.text import fold

# What stands before a number in office texts.
_COUNTED = {"dieu": "điều", "khoan": "khoản", "thang": "tháng", "ngay": "ngày", "so": "số"}
# «đê» before one of these is «để», no dyke.
_PURPOSES = frozenset(
    "tong thuc xem kip trien nang phuc gop dam dap giai tham theo phoi phat".split()
)
_SIGNS = " .,;:!?\"'“”‘’()[]/-–…"


def mend_slips(words: Sequence[str]) -> list[str]:
    """The words of a line in order, with the marks that they must have."""
    mended = list(words)
    for n in range(len(mended) - 1):
        if mended[n] == "đê" and fold(words[n + 1]) in _PURPOSES:
            mended[n] = "để"
            continue
        first, second = mended[n], mended[n + 1]
        # A sign between them ends a word: «…, chỉ. Tiết …».
        if first.rstrip(_SIGNS) != first or second.lstrip(_SIGNS) != second:
            continue
        left, right = first.lstrip(_SIGNS), second.rstrip(_SIGNS)
        if right[:1].isdigit() and fold(left) in _COUNTED:
            mended[n] = first[: len(first) - len(left)] + _cased(_COUNTED[fold(left)], left)
            continue
        meant = _compounds().get((fold(left), fold(right)))
        if meant is None or (_marks(left), _marks(right)) == (_marks(meant[0]), _marks(meant[1])):
            continue
        mended[n] = first[: len(first) - len(left)] + _cased(meant[0], left)
        mended[n + 1] = _cased(meant[1], right) + second[len(right) :]
    return mended


def _marks(word: str) -> tuple[str, str]:
    """The syllable and its tone: «uỷ» and «ủy» are one word."""
    return split_tone(word.lower())


def _cased(word: str, like: str) -> str:
    """The word in the capitals of the one that it replaces, letter by letter."""
    return "".join(
        letter.upper() if sample.isupper() else letter
        for letter, sample in zip(word, like, strict=True)
    )


@cache
def _compounds() -> dict[tuple[str, str], tuple[str, str]]:
    """Words of two syllables by their letters; those that two words share are left out."""
    listed = (files("knowledge") / "data" / "compounds.txt").read_text(encoding="utf-8")
    found: dict[tuple[str, str], tuple[str, str]] = {}
    shared = set()
    for line in listed.splitlines():
        if not line or line.startswith("#"):
            continue
        first, second = line.split(" ")
        key = (fold(first), fold(second))
        if key in found:
            shared.add(key)
        found[key] = (first, second)
    return {key: word for key, word in found.items() if key not in shared}
