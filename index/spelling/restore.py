"""Restoring a badly typed question to Vietnamese with its accents.

Each typed syllable may stand for several forms; adjacent pairs of syllables, counted in the
library and in a short list of everyday phrases, decide between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import inf

from index.spelling.chat import spell_out
from index.spelling.english import is_english, is_english_word
from index.spelling.lattice import Path, Place, best_path, prove
from index.spelling.misread import mend_words
from index.spelling.question_words import Word, read_words
from index.spelling.readings import Candidate, Habits, confusions, read_habits, readings
from index.spelling.syllable_counts import BlendedSyllables, CountedSyllables, SyllableStatistics
from index.spelling.telex import decode_telex
from knowledge.syllable import completes, is_folded_syllable
from knowledge.text import fold, nfc

__all__ = ["CountedSyllables", "Restored", "SyllableStatistics", "restore"]

_MOST_WORDS = 300  # longer texts are no questions; what comes behind stays as typed
_SPLIT_PROOF = 3  # pairs that prove two syllables typed as one word
_LONGEST_JOINED = 28  # characters
_MOST_PARTS = 4
_KEPT_COUNT = 2  # a word that is no syllable is a name if the library has it this often


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A question as it was probably meant.

    Attributes:
        text: The question in NFC with accents and slips mended; case, punctuation, numbers and
            blanks are as typed.
        changed: Whether `text` differs from the question by more than case.
        certainty: How surely the forms were chosen, in 0..1: the mean margin over the syllables
            that could stand for several forms; 1.0 if there were none.
        tokens: What was typed and what was made of it, for each word without numbers.
    """

    text: str
    changed: bool
    certainty: float
    tokens: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A word of the question with the places of the lattice it takes."""

    word: Word
    parts: tuple[str, ...]  # typed syllables; several where blanks were missing
    places: tuple[tuple[Candidate, ...], ...]


def _fixed(form: str) -> tuple[Candidate, ...]:
    return (Candidate(form=form.lower(), cost=0.0, share=1.0),)


def _strength(left: str, right: str, statistics: BlendedSyllables) -> int:
    """How often any forms of two typed syllables are neighbours."""
    return max(
        (
            statistics.pairs(first, second)
            for first in statistics.forms(fold(left))
            if completes(left, first)
            for second in statistics.forms(fold(right))
            if completes(right, second)
        ),
        default=0,
    )


def split_joined(word: str, statistics: BlendedSyllables) -> tuple[str, ...]:
    """The syllables of a word typed without blanks, lower case: "baocao" is "bao", "cao".

    Empty unless every two neighbouring parts are well known as a pair; among several ways the
    one whose weakest pair is strongest.
    """
    if not 4 <= len(word) <= _LONGEST_JOINED:
        return ()
    lowered = word.lower()

    @cache
    def best(start: int, previous: str, left: int) -> tuple[float, tuple[str, ...]]:
        if start == len(lowered):
            return inf, ()
        found: tuple[float, tuple[str, ...]] = (0.0, ())
        for end in range(start + 1, min(start + 7, len(lowered)) + 1 if left else start):
            part = lowered[start:end]
            if not is_folded_syllable(part) or not statistics.forms(fold(part)):
                continue
            pair = _strength(previous, part, statistics) if previous else inf
            if pair >= _SPLIT_PROOF:
                weakest, rest = best(end, part, left - 1)
                found = max(found, (min(pair, weakest), (part, *rest)))
        return found

    weakest, parts = best(0, "", _MOST_PARTS)
    return parts if weakest and len(parts) > 1 else ()


def _read(word: Word, before: str | None, statistics: BlendedSyllables, habits: Habits) -> _Reading:
    """The places of a word: one, or one for each syllable of a short form or a joined word."""
    typed = word.typed
    spelled = spell_out(typed, before)
    if spelled is not None:
        parts = tuple(spelled.split())
        return _Reading(word=word, parts=parts, places=tuple(map(_fixed, parts)))
    if word.is_protected:
        return _Reading(word=word, parts=(typed,), places=(_fixed(typed),))
    if not is_folded_syllable(typed) and not decode_telex(typed):
        known = sum(statistics.forms(fold(typed)).values())
        if is_english_word(typed) or known >= _KEPT_COUNT:
            return _Reading(word=word, parts=(typed,), places=(_fixed(typed),))
        parts = split_joined(typed, statistics)
        if parts:
            places = tuple(tuple(readings(part, statistics, habits)) for part in parts)
            return _Reading(word=word, parts=parts, places=places)
    place = tuple(readings(typed, statistics, habits))
    return _Reading(word=word, parts=(typed,), places=(place,))


def _lattice(items: Sequence[_Reading]) -> list[Place]:
    return [
        Place(candidates=candidates, is_linked=number > 0 or item.word.is_linked)
        for item in items
        for number, candidates in enumerate(item.places)
    ]


def _is_supported(
    number: int, places: Sequence[Place], path: Path, statistics: BlendedSyllables
) -> bool:
    """Whether the form chosen for a place is known beside a neighbour, or has no neighbour."""
    pairs = []
    if places[number].is_linked and number:
        pairs.append(statistics.pairs(path.forms[number - 1], path.forms[number]))
    if number + 1 < len(places) and places[number + 1].is_linked:
        pairs.append(statistics.pairs(path.forms[number], path.forms[number + 1]))
    return not pairs or any(pairs)


def _with_confusions(
    items: Sequence[_Reading], path: Path, statistics: BlendedSyllables, habits: Habits
) -> list[Place]:
    """The lattice with sound-alikes where no neighbour supports the form chosen at first."""
    places = _lattice(items)
    widened = list(places)
    typed = [(part, item.word) for item in items for part in item.parts]
    for number, (part, word) in enumerate(typed):
        if word.is_protected or not is_folded_syllable(part):
            continue
        if not _is_supported(number, places, path, statistics):
            more = tuple(confusions(part, statistics, habits))
            widened[number] = replace(places[number], candidates=more)
    return widened


def _cased(form: str, typed: str) -> str:
    """A form in the case of what was typed; as typed if only the case differs."""
    if form == typed.lower():
        return typed
    if len(typed) > 1 and typed.isupper():
        return form.upper()
    return form[0].upper() + form[1:] if typed[0].isupper() else form


def _assemble(question: str, items: Sequence[_Reading], path: Path) -> Restored:
    pieces: list[str] = []
    tokens: list[tuple[str, str]] = []
    position = place = 0
    for item in items:
        forms = path.forms[place : place + len(item.places)]
        place += len(item.places)
        typed = question[item.word.start : item.word.end]
        restored = _cased(" ".join(forms), typed)
        pieces += [question[position : item.word.start], restored]
        if item.word.is_joined and all(map(is_folded_syllable, forms)):
            pieces.append(" ")
        tokens.append((typed, restored))
        position = item.word.end
    text = "".join([*pieces, question[position:]])
    unsure = [
        margin
        for margin, candidates in zip(
            path.margins, (one for item in items for one in item.places), strict=True
        )
        if len(candidates) > 1
    ]
    return Restored(
        text=text,
        changed=text.lower() != question.lower(),
        certainty=sum(unsure) / len(unsure) if unsure else 1.0,
        tokens=tuple(tokens),
    )


def restore(question: str, statistics: SyllableStatistics) -> Restored:
    """The question with missing accents added and slips of typing mended.

    Accents that were typed are kept. Numbers, document numbers, abbreviations, addresses and
    English questions are not touched; `index.spelling.misread.mend_numbers` mends numbers
    beforehand.

    Args:
        question: A question as typed, in any normal form.
        statistics: The counts of the library; everyday Vietnamese is blended in here.
    """
    original = nfc(question)
    text = mend_words(original)
    words = read_words(text)[:_MOST_WORDS]
    if is_english([word.typed for word in words if not word.is_protected]):
        tokens = tuple((original[word.start : word.end],) * 2 for word in words)
        return Restored(text=original, changed=False, certainty=1.0, tokens=tokens)
    blended = BlendedSyllables(statistics)
    habits = read_habits((word.typed for word in words if not word.is_protected), blended)
    items = [
        _read(word, words[number - 1].typed if number else None, blended, habits)
        for number, word in enumerate(words)
    ]
    places = prove(_lattice(items), blended)
    path = best_path(places, blended)
    widened = prove(_with_confusions(items, path, blended, habits), blended)
    if widened != places:
        path = best_path(widened, blended)
    return _assemble(text, items, path)
