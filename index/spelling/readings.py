"""What a typed syllable may stand for, before its neighbours decide."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from index.spelling.syllable_counts import BlendedSyllables
from index.spelling.telex import decode_telex
from knowledge.syllable import (
    completes,
    completions,
    is_accented,
    is_folded_syllable,
    is_syllable,
    split_tone,
)
from knowledge.text import fold

# Natural logarithms of how likely a writer is to make a slip, guessed and tuned on questions
# with random slips; only their order of size matters.
_SWAPPED_Y = -3.0  # "ki" for "ký"
_EDIT = -4.0  # one letter wrong
_CONFUSED = -7.0  # one sound spelled like another, "chì" for "trì"
_SLIP = -7.0  # one letter wrong, and another syllable comes out
_CHAT_ONSET = -1.0  # "fai" for "phải"
_AS_TYPED = -6.0  # a word meant as it stands although it cannot be a syllable
_TONE_FIRST = -3.0  # the tone typed and a circumflex, horn or bar left out, "dụ" for "dự"
_LOST_MARK = -2.5  # an accent typed that the form does not have
_PROOF = 3  # pairs; a single occurrence in a library may be a mistake
_MOST_FORMS = 12  # the most forms of one folded syllable that are tried; few have as many
_UNSEEN = 0.04  # share of a form that a small library just happens not to have
_RARE = 0.05  # share of all forms under which nobody means a form without proof

_DOUBT = 0.3  # how much a rare form tells about the writer, against an impossible one
_FAITHFUL = 0.03  # accents left out by a writer who leaves none out, of one

# Sounds that many speakers do not tell apart, at the beginning and at the end of a syllable.
_CONFUSED_ONSETS = (("tr", "ch"), ("s", "x"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("l", "n"))
_CONFUSED_ENDS = (("n", "ng"), ("t", "c"))
_CONFUSED_TONES = {"\u0309": "\u0303", "\u0303": "\u0309"}
_OPEN_Y_ONSETS = ("h", "k", "l", "m", "s", "t")
_CHAT_ONSETS = (("f", "ph"), ("z", "d"), ("z", "gi"), ("j", "gi"), ("w", "qu"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a typed syllable.

    Attributes:
        form: The syllable with accents, lower case.
        cost: How unlikely the typing is if this is meant: a logarithm, 0 or less.
        share: The part of this form in all forms that occur for the typed syllable, in (0, 1].
        proof: How often it must be known beside a neighbour to count at all.
    """

    form: str
    cost: float
    share: float
    proof: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How the writer of one question types.

    Attributes:
        drop: How likely an accent is left out of a syllable typed with none, in (0, 1].
        lapse: How likely one is left out of a syllable typed with another, in (0, 1].
    """

    drop: float
    lapse: float


def read_habits(words: Iterable[str], statistics: BlendedSyllables) -> Habits:
    """Guess the habits of a writer from the syllables that cannot be meant as they are typed."""
    dropped = accented = lapsed = 0.0
    for word in words:
        known = statistics.forms(fold(word))
        if not known or not is_folded_syllable(word):
            continue
        is_rare = statistics.count(word) < _RARE * sum(known.values())
        if is_accented(word):
            accented += 1
            lapsed += is_rare and any(completes(word, form) for form in known if form != word)
        elif not is_syllable(word):
            dropped += 1
        elif is_rare:
            dropped += _DOUBT
    if not accented:
        return Habits(drop=1.0, lapse=_FAITHFUL)
    return Habits(
        drop=(dropped + _FAITHFUL) / (dropped + accented + _FAITHFUL),
        lapse=min(0.5, (lapsed + _FAITHFUL) / (accented + _FAITHFUL)),
    )


def readings(typed: str, statistics: BlendedSyllables, habits: Habits) -> list[Candidate]:
    """What a word of letters may stand for, the most frequent forms first, never empty.

    A well-formed syllable stands for itself or for forms that have more accents. Only a word
    that cannot be a syllable, or one that nobody knows, may have a wrong letter.
    """
    word = typed.lower()
    if not is_folded_syllable(word):
        return _scaled(word, _mended(word, statistics, habits), statistics)
    found = _forms(word, statistics, habits)
    if not statistics.forms(fold(word)):
        found[word] = (0.0, 0)
        if is_accented(word) or habits.drop > 0.5:
            _add_edits(found, word, statistics, habits, proof=_PROOF)
    return _scaled(word, found, statistics)


def confusions(typed: str, statistics: BlendedSyllables, habits: Habits) -> list[Candidate]:
    """The readings of a well-formed syllable and those of syllables that sound alike.

    For a syllable that no neighbour supports: "chì" in "chủ chì" may be meant for "trì".
    """
    word = typed.lower()
    found = _forms(word, statistics, habits)
    for other in _sound_alikes(word):
        for form, (cost, _) in _forms(other, statistics, habits).items():
            if statistics.count(form):
                found.setdefault(form, (cost + _CONFUSED, _PROOF))
    bare, tone = split_tone(word)
    for form in statistics.forms(fold(word)):
        if tone in _CONFUSED_TONES and split_tone(form) == (bare, _CONFUSED_TONES[tone]):
            found.setdefault(form, (_CONFUSED, _PROOF))
    if len(word) > 2 and _count_typed(word, statistics) < _PROOF:
        _add_slips(found, word, statistics, habits)
    return _scaled(word, found, statistics)


_Found = dict[str, tuple[float, int]]  # form: its cost and the proof it needs


def _scaled(word: str, found: _Found, statistics: BlendedSyllables) -> list[Candidate]:
    counts = {form: max(statistics.count(form), 0.5) for form in found}
    total = sum(counts.values())
    if word in counts:
        counts[word] = max(counts[word], _UNSEEN * total)
    ranked = sorted(found, key=lambda form: (found[form][1], -counts[form], form))
    return [
        Candidate(form=form, cost=cost, share=counts[form] / total, proof=proof)
        for form in ranked[:_MOST_FORMS]
        for cost, proof in (found[form],)
    ]


def _forms(word: str, statistics: BlendedSyllables, habits: Habits) -> _Found:
    """The forms of a word whose letters are right, with the typed form if it may be meant."""
    folded = fold(word)
    known = statistics.forms(folded)
    found: _Found = {}
    if is_syllable(word) and (is_accented(word) or statistics.count(word) or not known):
        found[word] = (0.0, 0)
    if is_accented(word):
        lapse = log(habits.lapse) if word in found else 0.0
        gap = _TONE_FIRST if split_tone(word)[1] and word in found else 0.0
        for form in known or completions(word):
            if completes(word, form):
                found.setdefault(form, (lapse + gap, 0))
            elif word not in found:
                found.setdefault(form, (_LOST_MARK * _lost_marks(word, form), 0))
    else:
        for form in known:
            found.setdefault(form, (log(habits.drop), 0))
    other = _swapped_y(word)
    if other is not None and not (is_accented(word) and word in known):
        for form in statistics.forms(fold(other)):
            if completes(other, form):
                cost = log(habits.drop) if other == fold(other) != form else 0.0
                found.setdefault(form, (_SWAPPED_Y + cost, 0))
    return found or {word: (0.0, 0)}


def _mended(word: str, statistics: BlendedSyllables, habits: Habits) -> _Found:
    """The readings of a word that cannot be a syllable, itself among them."""
    found: _Found = {}
    for rank, decoded in enumerate(decode_telex(word)):
        for form, (cost, _) in _forms(decoded, statistics, habits).items():
            found.setdefault(form, (cost - rank, 0))
    for letter, onset in _CHAT_ONSETS:
        if word.startswith(letter) and is_folded_syllable(onset + word[1:]):
            for form, (cost, _) in _forms(onset + word[1:], statistics, habits).items():
                found.setdefault(form, (cost + _CHAT_ONSET, 0))
    if not any(statistics.count(form) for form in found):
        _add_edits(found, word, statistics, habits, proof=1)
    if all(proof for _, proof in found.values()):
        found[word] = (_AS_TYPED, 0)
    return found


def _add_edits(
    found: _Found, word: str, statistics: BlendedSyllables, habits: Habits, *, proof: int
) -> None:
    """Add the known forms one letter away; they need no proof if they have all accents typed."""
    accented = is_accented(word)
    neighbours = statistics.neighbours(fold(word))
    is_only = len(neighbours) == 1 and len(word) >= 5 and not is_folded_syllable(word)
    for near in neighbours:
        for form in statistics.forms(near):
            lost = _lost_marks(word, form)
            dropped = log(habits.drop) if not accented and is_accented(form) else 0.0
            is_sure = is_only or (accented and not lost)
            found.setdefault(form, (_EDIT + _LOST_MARK * lost + dropped, 0 if is_sure else proof))


def _count_typed(word: str, statistics: BlendedSyllables) -> int:
    """How often a word occurs, with any accents if none are typed."""
    return statistics.count(word) if is_accented(word) else sum(statistics.forms(word).values())


def _add_slips(found: _Found, word: str, statistics: BlendedSyllables, habits: Habits) -> None:
    """Add the known forms one letter away from a syllable that nobody knows beside its neighbours.

    Other accents than the typed ones count as a second slip, and two are not believed.
    """
    for near in statistics.neighbours(fold(word)):
        for form in statistics.forms(near):
            if not _lost_marks(word, form):
                dropped = log(habits.drop) if is_accented(form) and not is_accented(word) else 0.0
                found.setdefault(form, (_SLIP + dropped, _PROOF))


def _lost_marks(typed: str, form: str) -> int:
    """How many accents of the typed word a form does not have, wherever they stand."""
    had = Counter(unicodedata.normalize("NFD", typed.replace("đ", "d\u0335")))
    has = Counter(unicodedata.normalize("NFD", form.replace("đ", "d\u0335")))
    return sum((had - has)[mark] for mark in had if unicodedata.combining(mark))


def _swapped_y(word: str) -> str | None:
    """The other spelling of an open syllable in i or y, accents kept: "ky" for "ki"."""
    bare, tone = split_tone(word)
    if bare[:-1] in _OPEN_Y_ONSETS and bare[-1] in "iy":
        swapped = bare[:-1] + ("y" if bare[-1] == "i" else "i") + tone
        return unicodedata.normalize("NFC", swapped)
    return None


def _sound_alikes(word: str) -> list[str]:
    """Syllables that some speakers do not tell from this one, accents kept."""
    found = []
    for one, other in _CONFUSED_ONSETS:
        for meant, heard in ((one, other), (other, one)):
            if word.startswith(heard):
                found.append(meant + word[len(heard) :])
    for one, other in _CONFUSED_ENDS:
        for meant, heard in ((one, other), (other, one)):
            if word.endswith(heard):
                found.append(word[: -len(heard)] + meant)
    check = is_syllable if is_accented(word) else is_folded_syllable
    return [other for other in found if check(other)]
