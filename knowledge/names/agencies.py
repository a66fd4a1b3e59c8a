"""Names of bodies: comparing them and finding them in questions and in printed text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from knowledge.names.agency_grammar import BodyReader
from knowledge.names.agency_lists import holds_stop, is_body, split_bodies, starts_with_body
from knowledge.names.agency_table import agency_words
from knowledge.names.places import find_places
from knowledge.names.words import Words, split_words

__all__ = [
    "BodyMention",
    "canonical",
    "find_bodies",
    "holds_stop",
    "is_body",
    "same_body",
    "split_bodies",
    "starts_with_body",
]

# Words by which a body without its owner and the same body with it differ: "Ban Tuyên giáo" and
# "Ban Tuyên giáo Tỉnh ủy".
_OWNER = frozenset(
    """tinh thanh thi quan huyen xa phuong dac dang trung khoi uy hoi viet cap""".split()
)
# A name with several ambiguous abbreviations is not read in more ways than this.
_MAX_READINGS = 8

# Codes of document types, folded, as in "QĐ-TTg" where the number itself is left out.
_CODES = frozenset("kh hd qd qdi nd nq cd kl tb ct cv ctr bc tt ttr qc dt da pa".split())

# Classes of local bodies by their level, as folded patterns: "UBND các xã, phường, đặc khu" and
# "UBND cấp xã" are the same.
_LEVELS = (
    (re.compile(r"\b(?:cac )?tinh thanh pho(?: truc thuoc trung uong)?\b"), "cap tinh"),
    (re.compile(r"\b(?:cac )?(?:huyen|quan)(?: quan| thi xa)*(?: thanh pho)?\b"), "cap huyen"),
    (re.compile(r"\b(?:cac )?(?:xa|phuong)(?: xa| phuong| thi tran| dac khu)+\b"), "cap xa"),
)
_TRAILING = ("co lien quan", "lien quan", "tren dia ban", "khac", "truc thuoc")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMention:
    """A body named in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        printed: The characters between, as printed.
        names: Full names it may stand for, likeliest first; several where it is ambiguous.
    """

    start: int
    end: int
    printed: str
    names: tuple[str, ...]


def _expansions(words: Words, n: int) -> tuple[int, tuple[str, ...]]:
    """The folded readings of what stands at word `n`, and the index behind it."""
    known = agency_words()
    for found in known.bodies.all_from(words, n):
        if found.end == n + 1 and words.keys[n] in known.capitals_only and not words.upper[n]:
            continue
        names = dict.fromkeys(_plain(body.name) for body in found.values)
        return found.end, tuple(names)
    level = known.levels.longest(words, n) or known.sectors.longest(words, n)
    if level is not None:
        return level.end, (_plain(level.values[0]),)
    return n + 1, (words.keys[n],) if words.keys[n][0].isalnum() else ()


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return " ".join(key for key in split_words(name).keys if key[0].isalnum())


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[str, ...]:
    """Every canonical form that a printed name may have, likeliest first."""
    words = split_words(name)
    alternatives: list[tuple[str, ...]] = []
    n = 0
    while n < len(words):
        n, more = _expansions(words, n)
        if more:
            alternatives.append(more)
    return tuple(" ".join(r) for r in islice(product(*alternatives), _MAX_READINGS))


def canonical(name: str) -> str:
    """The comparable form of a printed body name: folded, abbreviations written out.

    Punctuation is dropped, white space single, "uỷ" and "ủy" equal; "các" is kept. An ambiguous
    abbreviation gets its likeliest reading; `same_body` tries them all.
    """
    return _readings(name)[0]


def _strip_place(reading: str) -> tuple[str, str | None]:
    """A canonical form without the province in it, and the province."""
    mentions = find_places(reading)
    if not mentions:
        return reading, None
    last = mentions[-1]
    rest = f"{reading[: last.start]} {reading[last.end :]}"
    return " ".join(rest.split()), last.name


def _strip_titles(reading: str) -> str:
    """A canonical form without the titles and quantifiers before the body."""
    known = agency_words()
    words = split_words(reading)
    n = 0
    while n < len(words):
        found = known.titles.longest(words, n) or known.quantifiers.longest(words, n)
        if found is None or found.end >= len(words):
            break
        n = found.end
    rest = " ".join(words.keys[n:])
    return rest if known.bodies.longest(split_words(rest), 0) or not n else _class_or(reading, rest)


def _class_or(reading: str, rest: str) -> str:
    """`rest` if a class of bodies or an unknown body begins there, else `reading`."""
    known = agency_words()
    words = split_words(rest)
    fits = known.classes.longest(words, 0) or known.heads.longest(words, 0)
    return rest if fits is not None else reading


def _leveled(level: str) -> Callable[[re.Match[str]], str]:
    """The replacement of a class of areas by its level; a single area stays what it is."""
    return lambda found: level if len(found.group().split()) > 1 else found.group()


@lru_cache(maxsize=4096)
def _parts(reading: str) -> tuple[str, str | None]:
    """What is compared: the bare body and the province it is of."""
    bare, place = _strip_place(_strip_titles(reading))
    changed = True
    while changed:
        changed = False
        for ending in _TRAILING:
            if bare.endswith(f" {ending}"):
                bare, changed = bare[: -len(ending) - 1], True
    for pattern, level in _LEVELS:
        bare = pattern.sub(_leveled(level), bare)
    if bare.startswith("so "):
        bare = bare.removesuffix(" tinh").removesuffix(" thanh pho")
    return bare, place


def _extends(short: str, long: str) -> bool:
    """Whether `long` is `short` with its owner or level behind it."""
    if short == long:
        return True
    if not short or not long.startswith(f"{short} "):
        return False
    suffix = long[len(short) + 1 :]
    if short.endswith("khoi"):
        return suffix.startswith("cac co quan") or suffix == "doanh nghiep"
    return suffix.split()[0] in _OWNER and not suffix.startswith("hoi ")


def same_body(left: str, right: str, *, place: str | None = None) -> bool:
    """Whether two printed names mean one body.

    Abbreviations, titles ("Giám đốc Sở Nội vụ") and the place or owner that only one of them
    names make no difference; two different places or owners do.

    Args:
        left: A name as printed or asked.
        right: Another.
        place: The province that a name without one is taken to be of.
    """
    return any(_same(a, b, place) for a in _readings(left) for b in _readings(right))


def _same(left: str, right: str, place: str | None) -> bool:
    (a, place_a), (b, place_b) = _parts(left), _parts(right)
    if place_a != place_b and (place_a or place_b):
        place_a, place_b = place_a or place, place_b or place
        if place_a and place_b and place_a != place_b:
            return False
    return _extends(a, b) or _extends(b, a)


def _attached(words: Words, n: int) -> bool:
    """Whether word `n` follows its predecessor without a blank, by a hyphen or slash."""
    if not 0 < n < len(words) or words.starts[n] != words.ends[n - 1]:
        return False
    return words.keys[n] in "-/" or words.keys[n - 1] in "-/"


def _in_number(words: Words, start: int, end: int) -> bool:
    """Whether the name is a part of a document number: "61/KH-UBND", "4240 UBND-VX"."""
    first = start
    while _attached(words, first):
        first -= 1
    before = words.keys[first:start]
    if any(key.isdigit() or key in _CODES for key in before):
        return True
    return end == start + 1 and end + 1 < len(words) and _attached(words, end)


def _mentions(text: str) -> Iterator[BodyMention]:
    words = split_words(text)
    reader = BodyReader(text, words)
    n = 0
    while n < len(words):
        match = reader.match(n) if words.keys[n][0].isalpha() else None
        if match is None or not match.strong or match.loose or match.area:
            n += 1
            continue
        if _in_number(words, n, match.end):
            n += 1
            continue
        start, end = words.starts[n], words.ends[match.end - 1]
        names = tuple(name[0].upper() + name[1:] for name in match.names)
        yield BodyMention(start=start, end=end, printed=text[start:end], names=names)
        n = match.end


def find_bodies(text: str) -> tuple[BodyMention, ...]:
    """The bodies named in a text or question, in reading order, without overlaps.

    Accents and full names are not needed ("so vhttdl"); the longest name at a place wins. NFC is
    expected; offsets count its characters.
    """
    return tuple(_mentions(text))
