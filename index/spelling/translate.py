"""English questions put into the Vietnamese words of the plans, phrase by phrase."""

import re
from importlib.resources import files

from index.spelling.english import is_english, mend_english


def _read_phrases() -> dict[str, str]:
    """The rows of `data/english_words.tsv`; an empty second column drops the words."""
    text = files("index").joinpath("data", "english_words.tsv").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]
    return {english: vietnamese for english, vietnamese in rows}


_PHRASES = _read_phrases()
_LONGEST_FIRST = sorted(map(re.escape, _PHRASES), key=len, reverse=True)
_WORD = re.compile(r"[^\W\d_]+")
_PATTERN = re.compile(rf"(?<![\w-])({'|'.join(_LONGEST_FIRST)})(?![\w-])", re.IGNORECASE)


def translate(text: str) -> str:
    """An English question in Vietnamese words, names and numbers left alone; others as they are."""
    if not is_english(_WORD.findall(text)):
        return text
    text = _WORD.sub(lambda m: mend_english(m[0]), text)
    return " ".join(_PATTERN.sub(lambda m: _PHRASES[m[1].lower()], text).split())
