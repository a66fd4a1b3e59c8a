"""Decoding of syllables that an input method left as it got them: "phis", "thuwcj", "tie61n".

Telex writes accents as letters, VNI as digits, anywhere behind the vowel. Both are read here
as the same few strokes. A word that is a syllable as it stands is no business of this module.
"""

import unicodedata
from dataclasses import dataclass

from knowledge.syllable import completions, is_folded_syllable, is_syllable, split_tone
from knowledge.text import fold

# The strokes are named by their telex letters: s f r x j give the tones, o (doubled vowel) the
# circumflex, w the horn or breve, d the bar of đ.
_TONE_OF = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_STROKES = dict(zip("12345", "sfrxj", strict=True))
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}
_BREVE = {"a": "ă"}
_VOWELS = frozenset("aeiouy")
_MOST_STATES = 32  # readings of one word kept at a time; a real syllable has under ten
_LONGEST = 14  # characters; "nghieengjs" has ten, and longer words are not typed syllables


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typing:
    """What has been read of a word: its letters without tone, its tone, the strokes used."""

    letters: str
    tone: str
    strokes: int

    def type(self, letter: str) -> "_Typing":
        return _Typing(letters=self.letters + letter, tone=self.tone, strokes=self.strokes)

    def stroke(self, *, letters: str | None = None, tone: str | None = None) -> "_Typing":
        return _Typing(
            letters=self.letters if letters is None else letters,
            tone=self.tone if tone is None else tone,
            strokes=self.strokes + 1,
        )

    @property
    def has_vowel(self) -> bool:
        return any(letter in _VOWELS for letter in fold(self.letters))


def _marked(typing: _Typing, marks: dict[str, str]) -> list[_Typing]:
    """The typing with the mark on its last fitting letter; unchanged where it is there already."""
    letters = typing.letters
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in marks:
            return [
                typing.stroke(
                    letters=letters[:place] + marks[letters[place]] + letters[place + 1 :]
                )
            ]
        if letters[place] in marks.values():
            return [typing.stroke()]
    return []


def _horned(typing: _Typing) -> list[_Typing]:
    """The ways to read a horn: on both letters of "uo", or on the last or the one before."""
    letters = typing.letters
    found = []
    for pair in ("uo", "ưo", "uơ"):
        if pair in letters:
            found.append(typing.stroke(letters=letters.replace(pair, "ươ", 1)))
    found += _marked(typing, _HORN)
    if "ua" in letters:
        found.append(typing.stroke(letters=letters.replace("ua", "ưa", 1)))
    return found


def _barred(typing: _Typing) -> list[_Typing]:
    if typing.letters[:1] in ("d", "đ"):
        return [typing.stroke(letters="đ" + typing.letters[1:])]
    return []


def _telex_key(typing: _Typing, key: str) -> list[_Typing]:
    """What the typing may become by one letter, typed or used as a stroke."""
    if key in _TONE_OF and typing.has_vowel:
        return [typing.stroke(tone=_TONE_OF[key])]
    if key == "w":
        if not typing.has_vowel:
            return [typing.stroke(letters=typing.letters + "ư")]
        return _horned(typing) + _marked(typing, _BREVE)
    readings = [typing.type(key)]
    if key in _CIRCUMFLEX and (key in typing.letters or _CIRCUMFLEX[key] in typing.letters):
        readings += _marked(typing, {key: _CIRCUMFLEX[key]})
    if key == "d" and typing.letters:
        readings += _barred(typing)
    return readings


def _vni_key(typing: _Typing, key: str) -> list[_Typing]:
    if key in _VNI_STROKES and typing.has_vowel:
        return [typing.stroke(tone=_TONE_OF[_VNI_STROKES[key]])]
    if key == "6":
        return _marked(typing, _CIRCUMFLEX)
    if key == "7":
        return _horned(typing)
    if key == "8":
        return _marked(typing, _BREVE)
    if key == "9":
        return _barred(typing)
    return [] if key.isdigit() else [typing.type(key)]


def _spelled(typing: _Typing) -> str | None:
    """The syllable typed, or the syllable with accents missing; None if it can be none."""
    for form in completions(typing.letters):
        bare, tone = split_tone(form)
        if bare == typing.letters and tone == typing.tone:
            return form
    vowel = max(
        (place for place, letter in enumerate(fold(typing.letters)) if letter in _VOWELS),
        default=None,
    )
    if vowel is None:
        return None
    end = vowel + 1
    spelled = typing.letters[:end] + typing.tone + typing.letters[end:]
    spelled = unicodedata.normalize("NFC", spelled)
    return spelled if completions(spelled) else None


def _decode(word: str, *, vni: bool) -> tuple[str, ...]:
    if len(word) > _LONGEST:
        return ()
    states = [_Typing(letters="", tone="", strokes=0)]
    for character in word.lower():
        bare, tone = split_tone(character)
        following: list[_Typing] = []
        for typing in states:
            if tone:
                typing = _Typing(letters=typing.letters, tone=tone, strokes=typing.strokes)
            following += _vni_key(typing, bare) if vni else _telex_key(typing, bare)
        states = list(dict.fromkeys(following))[:_MOST_STATES]
    readings: dict[str, bool] = {}
    for typing in states:
        spelled = _spelled(typing) if typing.strokes else None
        if spelled is not None:
            readings.setdefault(spelled, is_syllable(spelled))
    # A reading without gaps is what was typed; one with gaps counts only if there is no other.
    whole = tuple(spelled for spelled, complete in readings.items() if complete)
    return whole or tuple(readings)


def decode_telex(word: str) -> tuple[str, ...]:
    """The syllables that a word in telex may stand for, lower case, likeliest first.

    Accents typed already are kept ("mắcs" is "mắc"), marks may stand anywhere behind the vowel
    and may be repeated. A reading may lack accents that the writer left out ("lieju" is "liệu",
    "truwocs" is "trước"). Empty if the word is a syllable as it stands, with or without
    accents, or if no reading is well formed.
    """
    if is_syllable(word) or is_folded_syllable(word) or not word.isalpha():
        return ()
    return _decode(word, vni=False)


def decode_vni(word: str) -> tuple[str, ...]:
    """The syllables that a word in VNI may stand for, as `decode_telex` gives them.

    Digits may also number something ("quy4" is a quarter or "quỹ"): the caller has to know
    whether the writer types VNI.
    """
    if word.isalpha() or not word.isalnum() or not word[:1].isalpha():
        return ()
    return _decode(word, vni=True)
