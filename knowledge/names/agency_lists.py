"""Printed lists of bodies: where they begin a text, where their parts are, when a line is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.names.agency_grammar import BodyReader, Match
from knowledge.names.agency_table import agency_words
from knowledge.names.words import split_words

# A list of bodies is never longer; a paragraph is, and need not be split into words.
_LONGEST_LIST = 1500
_USUAL_LIST = 300

# The words of a class that no table knows, "các hộ gia đình văn hóa", are at most so many.
_MAX_FREE_WORDS = 8
_MAX_NOTE_WORDS = 40

_LABEL = re.compile(r"\s*(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)\-/]\s*(?=\S)")
# Folded words with which "các đơn vị (có) liên quan" goes on as a name.
_RELATED_GO_ON = re.compile(
    r"(?:den|toi|tren|cua|thuoc|tai|o|trong|(?:ben )?ngoai|khac|cap|truc|noi)\b"
)
_SEPARATORS = frozenset({",", ";", "và", "va", "/", "cùng", "+", "&"})
_ENDINGS = frozenset(".;:,")


@dataclass(frozen=True, slots=True)
class _Part:
    """A body in a list, from word `start` to word `end`; `shared` where it heads several."""

    start: int
    end: int
    match: Match
    shared: bool = False


class _ListReader(BodyReader):
    """Reads lists of bodies, each the longest that fits."""

    def parts(self, start: int) -> Iterator[_Part]:
        """The bodies from word `start` on, as long as separators join them."""
        n = start
        while n < len(self.words) and (match := self.match(n)) is not None:
            end = self._note(self._free(match))
            members = self._members(end, match)
            yield _Part(n, members or end, match, members is not None)
            n = self._behind_separator(members or end)
            if members is None and match.is_class and self._key(end) == ":":
                n = end + 1 if self.match(end + 1) is not None else n
            if n == end:
                return

    def _behind_separator(self, n: int) -> int:
        """The index behind ", và", ";" or "cùng với"; `n` itself if there is no separator."""
        end = n
        while end < len(self.words) and self.words.forms[end] in _SEPARATORS:
            end += 1
        if end > n and self.words.keys[end - 1] == "cung" and self._key(end) in ("voi", "cac"):
            end += self._key(end) == "voi"
        return end

    def _members(self, end: int, match: Match) -> int | None:
        """The index behind members that share their head: "các bộ: Công an, Quốc phòng"."""
        last = self._key(end - 1)
        if not match.quantified or last not in ("bo", "so", "nganh") or self._key(end) != ":":
            return None
        sectors = agency_words().sectors
        n, behind = end + 1, None
        while (found := sectors.longest(self.words, n)) is not None:
            behind = found.end
            n = self._behind_separator(behind)
            if n == behind:
                break
        return behind

    def _free(self, match: Match) -> int:
        """The end of a class whose last words no table knows, bounded by a verb or separator."""
        if not (match.is_class and match.quantified):
            return match.end
        stops = agency_words().stops
        n = match.end
        while n < len(self.words) and n - match.end <= _MAX_FREE_WORDS:
            key = self.words.keys[n]
            related = tuple(self.words.keys[n - 2 : n]) == ("lien", "quan")
            if related and not _RELATED_GO_ON.match(" ".join(self.words.keys[n : n + 2])):
                return n  # Whatever verb follows: "các đơn vị liên quan nâng cấp …".
            if (
                self.words.forms[n] in _SEPARATORS
                or key in _ENDINGS
                or stops.longest(self.words, n) is not None
            ):
                return n
            if not key.isalpha() or self.words.capital[n]:
                return match.end
            n += 1
        return n if n == len(self.words) else match.end

    def _note(self, n: int) -> int:
        """The index behind a short note in brackets, or `n`."""
        if self._key(n) != "(":
            return n
        for end in range(n + 1, min(n + _MAX_NOTE_WORDS, len(self.words))):
            if self.words.keys[end] == ")":
                return end + 1
        return n


def _merged(parts: list[_Part]) -> list[_Part]:
    """The parts, where two officials share one list of places as one ("Bí thư và Chủ tịch …")."""
    merged: list[_Part] = []
    for part in parts:
        before = merged[-1] if merged else None
        shared = part.match.listed and part.match.titled and before is not None
        if shared and before is not None and before.match.titled and not before.match.listed:
            merged[-1] = _Part(before.start, part.end, part.match)
        else:
            merged.append(part)
    return merged


def split_bodies(text: str) -> tuple[tuple[int, int], ...] | None:
    """Where the parts of a printed list of bodies stand, or None.

    None unless every part is a known or clearly formed body or class of bodies; names that
    hold commas stay whole, and so do classes ("các sở, ban, ngành"). A class with its members in
    brackets is not split either.
    """
    if len(text) > _LONGEST_LIST:
        return None
    words = split_words(text)
    reader = _ListReader(text, words, lenient=True)
    parts = _merged(list(reader.parts(0)))
    end = len(words)
    while end and words.keys[end - 1] in _ENDINGS:
        end -= 1
    if not parts or parts[-1].end < end:
        return None
    if len(parts) == 1 and not parts[0].match.strong:
        return None
    if any(part.shared for part in parts):
        return None
    parts = [p for p in parts if p.end >= len(words) or words.keys[p.end] != ":"]
    for part in parts:
        inner = words.keys[part.start : part.end]
        if "(" in inner and "," in inner[inner.index("(") :]:
            return None
    last = len(parts) - 1
    return tuple(
        (words.starts[p.start], words.ends[(min(p.end, end) if n == last else p.end) - 1])
        for n, p in enumerate(parts)
    )


def starts_with_body(text: str) -> int:
    """How many characters the body or list of bodies at the very start of `text` has, or 0."""
    length = _opening(text[:_USUAL_LIST])
    if _USUAL_LIST < len(text) and length > _USUAL_LIST // 2:
        return _opening(text[:_LONGEST_LIST])
    return length


def _opening(text: str) -> int:
    """How many characters the bodies at the start of `text` have."""
    words = split_words(text)
    reader = _ListReader(text, words)
    parts = list(reader.parts(0))
    if not parts or (len(parts) == 1 and not parts[0].match.strong):
        return 0
    return words.ends[parts[-1].end - 1]


def _behind_prefix(reader: _ListReader) -> int:
    """The index of the first word behind "Giao", "Đề nghị:", "Trách nhiệm của"."""
    found = agency_words().prefixes.longest(reader.words, 0)
    if found is None:
        return 0
    n = found.end
    return n + 1 if n < len(reader.words) and reader.words.keys[n] == ":" else n


def holds_stop(text: str) -> bool:
    """Whether a verb or small word that no name of a body has inside stands in `text`."""
    words = split_words(text)
    stops = agency_words().stops
    return any(
        key != "va" and stops.longest(words, n) is not None for n, key in enumerate(words.keys)
    )


def is_body(text: str) -> bool:
    """Whether the whole of `text`, a heading as a rule, names bodies and says nothing else.

    A label ("1.2.") and one opening of the kind "Giao", "Đề nghị:", "Yêu cầu", "Đối với",
    "Trách nhiệm của" may stand before the bodies; closing punctuation does not count.
    """
    label = _LABEL.match(text)
    line = text[label.end() :] if label is not None else text
    if len(line) > _LONGEST_LIST:
        return False
    words = split_words(line)
    reader = _ListReader(line, words, lenient=True)
    parts = list(reader.parts(_behind_prefix(reader)))
    end = len(words)
    while end and words.keys[end - 1] in _ENDINGS:
        end -= 1
    if not parts or not (len(parts) > 1 or parts[0].match.strong):
        return False
    return parts[-1].end >= end or _is_relative(reader, parts[-1])


def _is_relative(reader: _ListReader, part: _Part) -> bool:
    """Whether the rest says which of a class: "Các Sở, ngành chủ trì, quản lý các dự án …"."""
    if not part.match.is_class:
        return False
    rest = " ".join(reader.words.keys[part.end : part.end + 5])
    return rest.startswith(("chu tri , quan ly", "duoc giao ", "duoc phan cong "))
