"""English questions put into the Vietnamese words of the plans, phrase by phrase."""

import re
from collections import defaultdict
from importlib.resources import files

from index.spelling.english import is_english, mend_english


def _read_phrases() -> dict[str, str]:
    """The rows of `data/english_words.tsv`; an empty second column drops the words."""
    text = files("index").joinpath("data", "english_words.tsv").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]
    return {english: vietnamese for english, vietnamese in rows}


_PHRASES = _read_phrases()
_WORD = re.compile(r"[^\W\d_]+")
# Where a phrase may begin, with its first word.
_BEGIN = re.compile(r"(?<![\w-])\w+")


def _by_first_word() -> dict[str, list[str]]:
    """The phrases by their first word, longer ones first."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(_PHRASES, key=len, reverse=True):
        first = _BEGIN.match(phrase)
        if first is not None:
            found[first[0]].append(phrase)
    return dict(found)


_BY_FIRST_WORD = _by_first_word()


def translate(text: str) -> str:
    """An English question in Vietnamese words, names and numbers left alone; others as they are."""
    if not is_english(_WORD.findall(text)):
        return text
    text = _WORD.sub(lambda m: mend_english(m[0]), text)
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    parts, end = [], 0
    for match in _BEGIN.finditer(lowered):
        start = match.start()
        phrase = _phrase_at(lowered, start, match[0]) if start >= end else None
        if phrase is not None:
            parts += [text[end:start], _PHRASES[phrase]]
            end = start + len(phrase)
    return " ".join("".join([*parts, text[end:]]).split())


def _phrase_at(lowered: str, start: int, first: str) -> str | None:
    """The longest phrase that stands at a place and ends with a word."""
    for phrase in _BY_FIRST_WORD.get(first, ()):
        behind = lowered[start + len(phrase) : start + len(phrase) + 1]
        if lowered.startswith(phrase, start) and not (behind.isalnum() or behind in ("_", "-")):
            return phrase
    return None
