"""Bodies that only a library's own plans tell to be bodies, however they are typed.

"Phòng Kế hoạch - Tài chính" shows by its capitals where it ends; typed "phong ke hoach tai chinh"
or "phòng KH-TC" in a question it does not. The names that plans give tasks to are known, so these
are looked for as they are.
"""

import re
from collections.abc import Iterable, Sequence

from knowledge.document import Document, Mention
from knowledge.names.agencies import BodyMention, find_bodies, is_body
from knowledge.names.places import find_places
from knowledge.syllable import is_folded_syllable
from knowledge.text import fold, folded_syllables

_SYLLABLE = re.compile(r"\w+")
# Syllables of a name that can be told from a phrase, and from several names together.
_FEWEST, _MOST = 2, 12
# "KHTC" has four letters; two could be any word.
_FEWEST_INITIALS = 3


def local_bodies(document: Document) -> tuple[str, ...]:
    """The names that a document gives tasks to and that lower case hides, in reading order."""
    mentions: list[Mention] = []
    for task in document.assignments:
        if not task.generic:
            mentions += [*task.leads, *task.implementers, *task.partner_names]
    for clause in document.reporting:
        mentions += [m for m in (clause.reporter, clause.recipient, clause.via) if m is not None]
    return tuple(name for name in dict.fromkeys(m.text for m in mentions) if _is_hidden(name))


def _is_hidden(name: str) -> bool:
    if not name[:1].isupper() or re.search(r"[,;:()]", name) or not is_body(name):
        return False
    if any(place.start == 0 for place in find_places(name)):
        return False  # "Thành phố Hà Nội" in a question is where, not who.
    count = len(folded_syllables(name))
    found = find_bodies(f"{fold(name)} lam gi")
    return _FEWEST <= count <= _MOST and not any(b.end >= len(name) for b in found)


class LocalBodies:
    """The local names of a library, ready to be found in questions."""

    def __init__(self, names: Iterable[str]) -> None:
        self._spelt: dict[tuple[str, ...], str] = {}
        self._initials: dict[tuple[str, str], set[str]] = {}
        for name in dict.fromkeys(names):
            key = tuple(folded_syllables(name))
            self._spelt.setdefault(key, name)
            initials = "".join(syllable[0] for syllable in key[1:])
            if len(initials) >= _FEWEST_INITIALS:
                self._initials.setdefault((key[0], initials), set()).add(name)
        self._longest = max(map(len, self._spelt), default=0)
        self._marks = _marks(self._spelt.values())

    def join(self, known: Sequence[BodyMention], text: str) -> tuple[BodyMention, ...]:
        """The bodies found in `text` so far with those that only this library knows.

        A local name takes the place of shorter bodies found inside it.
        """
        words = list(_SYLLABLE.finditer(text))
        folded = [fold(word.group()) for word in words]
        bodies = list(known)
        n = 0
        while n < len(words):
            count, name = self._at(folded, n)
            if name is None:
                n += 1
                continue
            start, end = words[n].start(), words[n + count - 1].end()
            n += count
            if any(b.start < end and start < b.end and _covers(b, start, end) for b in bodies):
                continue
            bodies = [b for b in bodies if b.end <= start or end <= b.start]
            printed = text[start:end]
            bodies.append(BodyMention(start=start, end=end, printed=printed, names=(name,)))
        return tuple(sorted(bodies, key=lambda body: body.start))

    def _at(self, folded: Sequence[str], n: int) -> tuple[int, str | None]:
        """How many words from the n-th on are a local name, and which."""
        for count in range(min(self._longest, len(folded) - n), _FEWEST - 1, -1):
            name = self._spelt.get(tuple(folded[n : n + count]))
            if name is not None:
                return count, name
        marked = self._marked(folded, n)
        if marked is not None:
            return marked
        for count in (4, 3, 2):
            short = self._initials.get((folded[n], "".join(folded[n + 1 : n + count])), set())
            if len(short) == 1:
                return count, next(iter(short))
        return 0, None

    def _marked(self, folded: Sequence[str], n: int) -> tuple[int, str] | None:
        """A name told by how it begins and by letters that no other has: "công ty EFY"."""
        for count in (2, 3, 4):
            name = self._marks.get(folded[n + count - 1]) if n + count <= len(folded) else None
            if name is not None and folded_syllables(name)[: count - 1] == list(
                folded[n : n + count - 1]
            ):
                return count, name
        return None


def _marks(names: Iterable[str]) -> dict[str, str]:
    """Words in capitals that are no syllables, by which one name alone is known."""
    found: dict[str, set[str]] = {}
    for name in names:
        for word in _SYLLABLE.findall(name):
            if len(word) > 2 and word.isupper() and not is_folded_syllable(fold(word)):
                found.setdefault(fold(word), set()).add(name)
    return {word: next(iter(of)) for word, of in found.items() if len(of) == 1}


def _covers(body: BodyMention, start: int, end: int) -> bool:
    """Whether a body found reaches beyond the local name, or is understood already."""
    longer = body.end - body.start > end - start
    return body.start <= start and end <= body.end and (longer or body.names != (body.printed,))


NO_LOCAL_BODIES = LocalBodies(())
