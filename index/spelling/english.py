"""Which words and questions are English and must not be read as badly typed Vietnamese."""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.spelling.telex import decode_telex
from knowledge.syllable import is_accented, is_folded_syllable

# Function words that are no Vietnamese syllable without accents; "the", "to", "in" and "may" are.
_FUNCTION_WORDS = frozenset(
    "who whom whose what which when where why how is are was were been does did has have had "
    "of by for from with under about between and or must should shall will would could "
    "this these those there their its as if into after before".split()
)
_OFFICE_WORDS = frozenset(
    "online offline deadline email mail file web website link app internet logo zalo facebook "
    "google youtube viber telegram messenger zoom meet team teams meeting scan excel word pdf "
    "powerpoint data database big cloud chatbot bot ai iot gis bim blockchain digital smart "
    "startup logistics marketing clip video camera fax form test demo check update upload "
    "download login password account server software hotline call center list report plan task "
    "project leader member admin group chat inbox comment like share post feedback review ok okay "
    "confirm submit print copy paste format font page slide wifi sim sms laptop tablet robot "
    "tour visa resort karaoke internet show game gym yoga stress hello hi thanks".split()
)


# The share of words with accents up to which a question may be English, and of words that cannot
# be Vietnamese from which it is where few function words tell.
_NAMES, _MOSTLY = 0.4, 0.7
# Letters; a shorter word has too many others one slip away.
_SHORTEST_MENDED = 4


def is_english_word(word: str) -> bool:
    """Whether a word is one of the English words that stand in questions; no full dictionary."""
    lowered = word.lower()
    return lowered in _FUNCTION_WORDS or lowered in _OFFICE_WORDS


@cache
def _vocabulary() -> frozenset[str]:
    """The English words that questions are made of, as far as they are translated."""
    table = files("index").joinpath("data", "english_words.tsv").read_text(encoding="utf-8")
    phrases = [row.partition("\t")[0] for row in table.splitlines() if not row.startswith("#")]
    return _FUNCTION_WORDS | {word for phrase in phrases for word in phrase.split()}


@lru_cache(maxsize=4096)
def mend_english(word: str) -> str:
    """The English word that is one slip away from this one; as it is if none or several are.

    Short words and all that may be Vietnamese, as names of places and people are, stay.
    """
    lowered = word.lower()
    if len(word) < _SHORTEST_MENDED or lowered in _vocabulary() or is_folded_syllable(lowered):
        return word
    near = process.extract(lowered, _vocabulary(), scorer=OSA.distance, score_cutoff=1, limit=2)
    return near[0][0] if len(near) == 1 else word


def is_english(words: Sequence[str]) -> bool:
    """Whether a question made of these words is English rather than Vietnamese.

    It is if it has either function words of English or mostly words that cannot be Vietnamese,
    typed in telex or not. Words with accents may be names in it ("When did Thống Nhất 1 break
    ground?"), as long as they are few and English ones tell.
    """
    plain = [mend_english(word) for word in words if not is_accented(word)]
    named = len(words) - len(plain)
    if not plain or named > _NAMES * len(words):
        return False
    functional = sum(word.lower() in _FUNCTION_WORDS for word in plain)
    foreign = sum(
        is_english_word(word) or not (is_folded_syllable(word) or decode_telex(word))
        for word in plain
    )
    if named:
        return functional >= 1 and foreign >= _MOSTLY * len(plain)
    if functional:
        return functional >= 3 or foreign >= 0.3 * len(plain)
    return len(plain) >= 3 and foreign >= _MOSTLY * len(plain)
