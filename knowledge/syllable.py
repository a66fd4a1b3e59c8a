"""What a well-formed Vietnamese syllable is, with and without its accents.

The syllables are generated from onsets and rimes by the spelling rules of the language, not
read from a word list: a syllable can be well formed and still mean nothing.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from knowledge.text import fold

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
"""Level, sắc, huyền, hỏi, ngã and nặng as combining marks."""

_STOPS = ("c", "ch", "k", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")  # a rime closed by a stop takes only sắc or nặng
_MARKED = "ăâêôơư"
_VOWELS = "aăâeêioôơuưy"

_BACK_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "o oc oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt "
    "ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu"
).split()
_FRONT_RIMES = (
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu"
).split()
# A glide, written o or u, before the main vowel; labials do not take it.
_GLIDE_RIMES = (
    "oa oac oach oai oam oan oang oanh oao oat oay oăc oăm oăn oăng oăt oe oen oeo oet "
    "uân uâng uât uây uê uêch uênh uơ uy uya uych uyn uynh uyt uyu uyên uyêt"
).split()
_AFTER_QU = (
    "a ac ach ai an ang anh ao at au ay ăc ăn ăng ăt ân ât ây e en eo et ê ên ênh êt i it "
    "inh ôc ơ ơi y ych ynh yt yên yêt"
).split()
_AFTER_GI = (
    "a ac ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăt âc âm ân âp ât âu ây e em en eo et "
    "êng êt o oi on ong op ot ô ôi ông ôp ôt ơ ơi ơn u ua uc ui um un ung up uôc ư ưa ưng ương ươc"
).split()
_BARE_Y_RIMES = ["y", "yêm", "yên", "yêng", "yêt", "yêu"]
# Borrowed words and provinces that break the rules above: xe buýt, thùng phuy, Đắk Lắk, Kon Tum.
# Not xoong and cooc: "oo" is how telex writes ô, and "coong" is a công far more often.
_LOANS: tuple[tuple[str, str], ...] = (("b", "uyt"), ("ph", "uy"), ("v", "oan"), ("b", "oa"))
_LOANS += (("đ", "ăk"), ("l", "ăk"), ("k", "an"), ("k", "on"))

_ONSETS_ANY: tuple[str, ...] = ("", "b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "p", "ph")
_ONSETS_ANY += ("r", "s", "t", "th", "tr", "v", "x")
_ONSETS_BACK = ("c", "g", "ng")
_ONSETS_FRONT = ("k", "gh", "ngh")
_ONSETS_GLIDE: tuple[str, ...] = (
    "",
    "ch",
    "d",
    "đ",
    "g",
    "h",
    "kh",
    "l",
    "n",
    "ng",
    "nh",
    "r",
    "s",
    "t",
    "th",
)
_ONSETS_GLIDE += ("tr", "x")
_ONSETS_OPEN_Y = ("h", "k", "l", "m", "s", "t", "th", "v")


def _spellings() -> Iterator[tuple[str, str]]:
    """Every onset with every rime that may follow it, both without tone."""
    groups = (
        (_ONSETS_ANY, _BACK_RIMES + _FRONT_RIMES),
        (_ONSETS_BACK, _BACK_RIMES),
        (_ONSETS_FRONT, _FRONT_RIMES),
        (_ONSETS_GLIDE, _GLIDE_RIMES),
        (_ONSETS_OPEN_Y, ["y"]),
        (("",), _BARE_Y_RIMES),
        (("qu",), _AFTER_QU),
        (("gi",), _AFTER_GI),
        (("g",), ["i", "in"]),  # gì, gìn: the i of gi- is the vowel
    )
    for onsets, rimes in groups:
        for onset in onsets:
            for rime in rimes:
                yield onset, rime
    yield from _LOANS


def _tone_places(rime: str) -> tuple[int, ...]:
    """Where the tone of a rime is written, the newer style first ("hoà" before "hòa")."""
    marked = [place for place, letter in enumerate(rime) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    vowels = [place for place, letter in enumerate(rime) if letter in _VOWELS]
    if vowels[-1] + 1 < len(rime):
        return (vowels[-1],)
    if len(vowels) == 3:
        return (vowels[1],)
    if rime in ("oa", "oe", "uy"):
        return (1, 0)
    return (0,)


def _place_tone(onset: str, rime: str, tone: str, place: int) -> str:
    end = len(onset) + place + 1
    spelled = onset + rime
    return unicodedata.normalize("NFC", spelled[:end] + tone + spelled[end:])


@lru_cache(maxsize=1)
def _well_formed() -> dict[str, str]:
    """Well-formed syllables with accents, each with its newer spelling."""
    table: dict[str, str] = {}
    for onset, rime in _spellings():
        tones = _STOP_TONES if rime.endswith(_STOPS) else TONES
        places = _tone_places(rime)
        for tone in tones:
            newer = _place_tone(onset, rime, tone, places[0])
            for place in places:
                table.setdefault(_place_tone(onset, rime, tone, place), newer)
    return table


@lru_cache(maxsize=1)
def _by_folded() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for word, newer in _well_formed().items():
        if word == newer:
            groups.setdefault(fold(word), []).append(word)
    return {folded: tuple(words) for folded, words in groups.items()}


def is_syllable(word: str) -> bool:
    """Whether a word in NFC is a well-formed syllable with its accents, in any case.

    Both places of the tone in open oa, oe and uy are right ("hòa", "hoà"). A syllable that
    ends in a stop is well formed only with its tone: "cách" is, "cach" is not.
    """
    return word.lower() in _well_formed()


def is_folded_syllable(word: str) -> bool:
    """Whether accents can make a well-formed syllable of a word, whatever accents it has now."""
    return fold(word) in _by_folded()


def split_tone(word: str) -> tuple[str, str]:
    """A word without its tone marks, in NFC, and its last tone mark, "" for the level tone."""
    if word.isascii():
        return word, ""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((mark for mark in reversed(decomposed) if mark in TONES[1:]), "")
    bare = "".join(letter for letter in decomposed if letter not in TONES[1:])
    return unicodedata.normalize("NFC", bare), tone


def is_accented(word: str) -> bool:
    """Whether any letter of the word has an accent or is đ."""
    return not word.isascii() and fold(word) != word.lower()


@lru_cache(maxsize=16384)
def completes(typed: str, form: str) -> bool:
    """Whether `form` has all accents of `typed` and perhaps more, over the same letters.

    Both are lower case. Where a tone is written does not matter, which tone does.
    """
    typed_bare, typed_tone = split_tone(typed)
    form_bare, form_tone = split_tone(form)
    if typed_tone not in ("", form_tone) or len(typed_bare) != len(form_bare):
        return False
    return all(
        had == has or had == fold(has) for had, has in zip(typed_bare, form_bare, strict=True)
    )


def completions(typed: str) -> tuple[str, ...]:
    """The well-formed syllables over the letters of `typed` that keep its accents."""
    lowered = typed.lower()
    return tuple(form for form in _by_folded().get(fold(lowered), ()) if completes(lowered, form))


@lru_cache(maxsize=1)
def _twins() -> dict[str, str]:
    twins = {word: newer for word, newer in _well_formed().items() if word != newer}
    return twins | {newer: older for older, newer in twins.items()}


def twin(word: str) -> str | None:
    """The same lower-case syllable with its tone in the other right place, if it has one.

    "hoà" for "hòa" and "hòa" for "hoà"; only open oa, oe and uy have two places.
    """
    return _twins().get(word)
