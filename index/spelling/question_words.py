"""The words of a question, and which of them are names and numbers that nobody may touch."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.spelling.telex import decode_telex, decode_vni
from knowledge.syllable import is_folded_syllable
from knowledge.text import fold

# What stands between blanks and brackets is one piece: a word, "61/KH-UBND", an address.
_PIECE = re.compile(r"\w+://\S+|[^\s,;:()?!\"'“”‘’\[\]{}…]+")
_ADDRESS = re.compile(r"@|://|^www\.|^[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov)\b", re.I)
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT_SLASHED = re.compile(r"\w{1,2}(?:/\w{1,2})+")  # đ/c, b/c, v/v
_NUMBER_BEHIND = re.compile(r"([^\W\d_]{3,})(\d+(?:[./-]\d+)*)")  # kehoach61, muc3.2
_CLAUSE_END = re.compile(r"[^\s\w-]|\d")  # a pair of words does not reach over these
_LABEL_WORDS = frozenset("diem khoan muc phan nhom phu luc tiet".split())
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of letters in a question.

    Attributes:
        start: Where it begins, in characters of the question.
        end: Where it ends, half open.
        typed: What is to be read there: the characters, or VNI digits decoded to accents.
        is_protected: Whether it stays as it is: an abbreviation, a code, part of an address.
        is_joined: Whether a number follows without the blank it needs.
        is_linked: Whether the word before belongs to the same clause, with nothing between.
    """

    start: int
    end: int
    typed: str
    is_protected: bool
    is_joined: bool = False
    is_linked: bool = False


def _types_vni(text: str) -> bool:
    """Whether the writer types VNI: digits within syllables, not only behind them."""
    return any(
        decode_vni(piece) and re.search(r"\d[^\W\d_]|\d\d$", piece)
        for piece in re.findall(r"\w+", text)
    )


def _protects(word: str) -> bool:
    """Whether a run of letters is an abbreviation: capitals within, or nothing to pronounce."""
    if word != word.lower() and word != word.capitalize():
        return True
    if len(word) == 1 and word.isupper():
        return True
    return len(word) < 3 and not _VOWELS & set(fold(word)) and not decode_telex(word)


def _numbered(piece: str, start: int, *, types_vni: bool) -> Iterator[Word]:
    """The word of a piece with digits in it, if it has one."""
    decoded = decode_vni(piece) if types_vni else ()
    if decoded:
        typed = decoded[0].capitalize() if piece[0].isupper() else decoded[0]
        yield Word(start=start, end=start + len(piece), typed=typed, is_protected=False)
        return
    found = _NUMBER_BEHIND.fullmatch(piece)
    if found is not None and not _protects(found.group(1)):
        typed = found.group(1)
        end = start + len(typed)
        yield Word(start=start, end=end, typed=typed, is_protected=False, is_joined=True)


def _pieces(question: str) -> Iterator[Word]:
    types_vni = _types_vni(question)
    for found in _PIECE.finditer(question):
        piece, start = found.group().rstrip(".-/"), found.start()
        if _ADDRESS.search(piece) or _SHORT_SLASHED.fullmatch(piece):
            continue
        if piece.lower() == "kg" and question[:start].rstrip()[-1:].isdigit():
            continue
        if any(character.isdigit() for character in piece):
            yield from _numbered(piece, start, types_vni=types_vni)
            continue
        for letters in _LETTERS.finditer(piece):
            yield Word(
                start=start + letters.start(),
                end=start + letters.end(),
                typed=letters.group(),
                is_protected=_protects(letters.group()),
            )


def _free_capitals(words: list[Word]) -> list[Word]:
    """The words with runs of syllables in capitals unprotected: "KE HOACH" is no abbreviation."""
    freed = list(words)
    run: list[int] = []
    for number, word in enumerate([*words, None]):
        capital = (
            word is not None
            and len(word.typed) > 1
            and word.typed.isupper()
            and is_folded_syllable(word.typed)
        )
        if capital and (not run or words[number].is_linked):
            run.append(number)
            continue
        if len(run) > 1:
            for place in run:
                freed[place] = replace(freed[place], is_protected=False)
        run = [number] if capital else []
    return freed


def read_words(question: str) -> list[Word]:
    """The words of a question in NFC, in reading order.

    Numbers, document numbers, dates and addresses are no words and are left out; abbreviations
    are in it, protected.
    """
    words: list[Word] = []
    for word in _pieces(question):
        between = question[words[-1].end : word.start] if words else "."
        is_linked = not _CLAUSE_END.search(between) and not (words and words[-1].is_joined)
        names_part = bool(words) and fold(words[-1].typed) in _LABEL_WORDS
        is_protected = word.is_protected or (len(word.typed) == 1 and names_part and is_linked)
        words.append(replace(word, is_linked=is_linked, is_protected=is_protected))
    return _free_capitals(words)
