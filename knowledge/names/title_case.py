"""Titles that are printed in capitals, as one writes them in a sentence."""

import re

from knowledge.names.agencies import find_bodies
from knowledge.names.body_case import always_capital, cased, is_abbreviation
from knowledge.names.places import find_places
from knowledge.numbers import TYPE_NAMES
from knowledge.text import fold, squash

# So many words that stand in the text, too, are spelt as there.
_RUN = 3
# What opens the name of a class of bodies and of none of them.
_CLASSES = ("cac ", "nhung ", "moi ", "co quan", "to chuc")
# Share of the letters that are capitals in a title of capitals.
_CAPITALS = 0.9
_TYPED = re.compile(
    rf"\b({'|'.join(sorted((name.lower() for name in TYPE_NAMES), key=len, reverse=True))})"
    r"(?= số \d)"
)
_POINT = re.compile(r"\bđiểm [A-ZĐ]\b")
_CODE = re.compile(r"\d.*[A-ZĐ]|[A-ZĐ].*\d|[-/]")


def sentence_cased(printed: str, text: str = "") -> str:
    """A title or heading in the letters of a sentence; one that is not in capitals stays.

    Args:
        printed: The title, its white space single.
        text: The document, which may spell the same words elsewhere.
    """
    if not is_in_capitals(printed):
        return printed
    kept = (_is_code(w) or is_abbreviation(w) or not w.isupper() for w in printed.split(" "))
    words = [w if k else w.lower() for w, k in zip(printed.split(" "), kept, strict=True)]
    told = _as_elsewhere(words, squash(text)) if text else " ".join(words)
    told = _TYPED.sub(lambda match: _capital(match[0]), told)
    told = _POINT.sub(lambda match: match[0].lower(), told).replace("-TTG", "-TTg")
    for mention in reversed(find_bodies(printed)):
        spelt = cased(text, printed[mention.start : mention.end])
        if not _holds_capitals(spelt):
            small = mention.start and fold(spelt).startswith(_CLASSES)
            told = _put(told, mention.start, spelt[:1].lower() + spelt[1:] if small else spelt)
    for place in reversed(find_places(printed.title())):
        start = max(place.start, place.end - len(place.name))
        if told[start : place.end].lower() == place.name.lower():
            told = _put(told, start, place.name)
    return _capital(always_capital(told))


def within_sentence(title: str) -> str:
    """A title as it goes on within a sentence: with a small letter, unless a name begins it."""
    first, _, rest = title.partition(" ")
    starts = [*(m.start for m in find_bodies(title)), *(m.start for m in find_places(title))]
    if (
        0 in starts
        or not first[1:].islower()
        or not rest[:1].islower()
        or _TYPED.match(title.lower())
    ):
        return title
    small = title[:1].lower() + title[1:]
    return title if always_capital(small) != small and always_capital(small)[0].isupper() else small


def is_in_capitals(printed: str) -> bool:
    """Whether a title is printed in capitals, but for an "IoT" in it."""
    letters = [c for c in printed if c.isalpha()]
    return sum(c.isupper() for c in letters) > _CAPITALS * len(letters)


def _holds_capitals(name: str) -> bool:
    return any(len(w) > 1 and w.isupper() and not is_abbreviation(w) for w in name.split())


def _is_code(word: str) -> bool:
    """Whether a word holds a number of a document or an abbreviation with one: "149-KH/TU"."""
    return bool(re.search(r"\d", word) and _CODE.search(word))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _put(text: str, start: int, words: str) -> str:
    """The text with the letters of some words of the same length from a place on."""
    end = start + len(words)
    return text[:start] + words + text[end:] if text[start:end].lower() == words.lower() else text


def _as_elsewhere(words: list[str], text: str) -> str:
    """The words, runs of them spelt as the text spells them where it is not in capitals."""
    folded = text.lower()
    if len(folded) != len(text):
        return " ".join(words)
    spelt, n = list(words), 0
    while n < len(words):
        end, found = n + _RUN, None
        while end <= len(words):
            more = _spelling(" ".join(words[n:end]).lower(), text, folded)
            if more is None:
                break
            found, end = more, end + 1
        if found is None:
            n += 1
            continue
        spelt[n : end - 1] = found.split(" ")
        n = end - 1
    return " ".join(spelt)


def _spelling(run: str, text: str, folded: str) -> str | None:
    """How a text spells words within one of its sentences; None if they stand there nowhere."""
    place = folded.find(f" {run}")
    while place >= 0:
        start, end = place + 1, place + 1 + len(run)
        spelt = text[start:end]
        whole = end == len(text) or not text[end].isalnum()
        # Behind an end of a sentence the first capital tells nothing.
        if whole and not spelt.isupper() and text[place - 1 : place] not in ".:;!?/-":
            return spelt
        place = folded.find(f" {run}", place + 1)
    return None
