"""Short codes of plans and of places in them, `KH61-II.3.2`, that mean something to a person.

A plan keeps the code that it was first given, whatever comes to the library or leaves it: codes
stand in old messages. Before the first hyphen stands the plan, behind it the place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.library.card import DocumentCard
from index.library.passages import LETTERHEAD
from knowledge.document import Document, SourceKind
from knowledge.numbers import code_of_type, parse_number
from knowledge.text import fold, squash

LONGEST_CODE = 160
_CODE = re.compile(r"(?P<plan>[A-Za-z0-9.]{1,80})(?:-(?P<place>[A-Za-z0-9._~]{1,80}))?")
# Characters of one name in a code.
_LONGEST_NAME = 32
# Points of a list that only an accent tells apart, as they are typed on a keyboard.
_LETTERS = {"đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
_BARE = re.compile(r"^(tỉnh|thành phố) ", re.IGNORECASE)
_AGAIN = re.compile(r"(?<=\w)\((\d+)\)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A code that was given to a plan once.

    Attributes:
        plan: What the plan is known again by, see `plan_key`.
        card: The plan as it was seen last; None where that cannot be read any more.
    """

    code: str
    plan: str
    card: DocumentCard | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCodes:
    """The codes of the plans of a library, and of those that were in it before.

    Attributes:
        of_document: The code of each plan by its id.
        noted: Every code that was ever given, folded.
    """

    of_document: Mapping[str, str] = field(default_factory=dict)
    noted: Mapping[str, Noted] = field(default_factory=dict)

    def named(self, code: str, cards: Sequence[DocumentCard]) -> tuple[DocumentCard, ...]:
        """The plans among `cards` that a code means: one by its own code, else all it may name."""
        wanted = _plain(code)
        own = [c for c in cards if _plain(self.of_document.get(c.id, "")) == wanted]
        if own or wanted in self.noted:
            return tuple(own)
        return tuple(card for card in cards if wanted in map(_plain, _names(card)))

    def withdrawn(self, code: str) -> DocumentCard | None:
        """The plan that had a code and is in the library no more."""
        noted = self.noted.get(_plain(code))
        return noted.card if noted is not None else None


def split_code(text: str) -> tuple[str, str | None] | None:
    """The parts of a code, plan and place; None for what is no code."""
    match = _CODE.fullmatch(text) if len(text) <= LONGEST_CODE else None
    return (match["plan"], match["place"]) if match else None


def plan_key(card: DocumentCard) -> str:
    """What a plan is known again by in another version of its file."""
    identity = card.identity
    fields = [identity.number, identity.date, identity.issuer, identity.place]
    if identity.number is None:
        fields.append(identity.title)
    told = "|".join(squash(fold(each.value)) if each else "" for each in fields)
    return f"{card.source.value}|{told}"


def assign_codes(cards: Sequence[DocumentCard], noted: Sequence[Noted]) -> PlanCodes:
    """The codes of the plans of a library.

    A plan that had a code keeps it. The others are given the shortest one that no other plan has
    or had, and that no two of them would share.

    Args:
        cards: The plans of the library.
        noted: The codes that were given before.
    """
    given = _kept(cards, noted)
    taken = {_plain(each.code) for each in noted}
    new = [card for card in cards if card.id not in given]
    rungs = {card.id: list(_ladder(card)) for card in new}
    level = 0
    while new:
        wanted: dict[str, list[DocumentCard]] = {}
        for card in new:
            wanted.setdefault(_plain(_rung(rungs[card.id], level)), []).append(card)
        for plain, group in wanted.items():
            if len(group) == 1 and plain not in taken:
                given[group[0].id] = _rung(rungs[group[0].id], level)
        if level > max(map(len, rungs.values())):
            # They are alike in every respect: their order tells them apart.
            for card in new:
                free = (f"{rungs[card.id][-1]}.b{n}" for n in range(2, len(cards) + 3))
                used = taken | set(map(_plain, given.values()))
                given.setdefault(card.id, next(each for each in free if _plain(each) not in used))
        taken |= set(map(_plain, given.values()))
        new = [card for card in new if card.id not in given]
        level += 1
    known = {_plain(each.code): each for each in noted}
    for card in cards:
        code = given[card.id]
        known[_plain(code)] = Noted(code=code, plan=plan_key(card), card=card)
    return PlanCodes(of_document=given, noted=known)


def _kept(cards: Sequence[DocumentCard], noted: Sequence[Noted]) -> dict[str, str]:
    """The codes that plans had before: the same file, the same plan, or another head of it."""
    given: dict[str, str] = {}
    free = list(noted)
    for is_same in (_same_bytes, _same_plan, _same_name):
        for card in cards:
            if card.id in given:
                continue
            found = next((each for each in free if is_same(each, card)), None)
            if found is not None:
                given[card.id] = found.code
                free.remove(found)
    return given


def _same_bytes(noted: Noted, card: DocumentCard) -> bool:
    return noted.card is not None and noted.card.sha256 == card.sha256


def _same_plan(noted: Noted, card: DocumentCard) -> bool:
    return noted.plan == plan_key(card)


def _same_name(noted: Noted, card: DocumentCard) -> bool:
    before = noted.card
    if before is None or before.source_file != card.source_file:
        return False
    return _ladder(before)[0] == _ladder(card)[0]


def _rung(rungs: Sequence[str], level: int) -> str:
    return rungs[min(level, len(rungs) - 1)]


def _ladder(card: DocumentCard) -> tuple[str, ...]:
    """Codes for a plan, each telling more than the one before."""
    ending = ".tin" if card.source is SourceKind.NEWS else ""
    return tuple(f"{each}{ending}" for each in _stems(card))


def _names(card: DocumentCard) -> Iterator[str]:
    """All that a plan may be called by, whether or not it tells it from others."""
    for stem in _stems(card):
        yield stem
        yield re.sub(r"(?<=[A-Za-z])0+(?=\d)", "", stem)
    yield from _ladder(card)


def _stems(card: DocumentCard) -> tuple[str, ...]:
    identity = card.identity
    number = parse_number(identity.number.value) if identity.number else None
    code = code_of_type(identity.type.value) if identity.type else None
    kind = fold(code or (number.code if number else None) or "VB").upper()
    if card.source is SourceKind.ANNEX:
        kind = f"PL{kind}"
    place = _camel(_BARE.sub("", identity.place.value)) if identity.place else ""
    issuer = _initials(identity.issuer.value) if identity.issuer else ""
    day = identity.date.value if identity.date else ""
    topic = _camel(identity.title.value) if identity.title else ""
    printed = re.match(r"\d+", number.canonical) if number else None
    if number is not None:
        digits = printed.group() if printed else number.digits
        return _joined(f"{kind}{digits}", (place or issuer, day[:4], issuer, day, topic), least=0)
    return _joined(kind, (place or issuer, day[:4], issuer, day, topic), least=2)


def _joined(first: str, parts: Sequence[str], *, least: int) -> tuple[str, ...]:
    """`first` with ever more of the parts behind it, from `least` of them on."""
    rungs = [first]
    for part in parts:
        more = part.replace("-", "")
        if more and more not in rungs[-1].split("."):
            rungs.append(f"{rungs[-1]}.{more}")
        else:
            rungs.append(rungs[-1])
    return tuple(dict.fromkeys(rungs[least:]))


def _camel(text: str) -> str:
    """A name as one word: `LangSon`."""
    words = _WORD.findall(fold(text))
    return "".join(f"{word[:1].upper()}{word[1:]}" for word in words)[:_LONGEST_NAME]


def _initials(text: str) -> str:
    return "".join(word[0] for word in _WORD.findall(fold(text))).upper()[:_LONGEST_NAME]


def _plain(code: str) -> str:
    return code.casefold()


def place_slugs(document: Document) -> dict[str, str]:
    """How each place of a document is written in a code, by its path; no two alike."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for path in (LETTERHEAD, *(section.path for section in document.sections)):
        if path in found:
            continue
        stem = _slug(path)
        slug, number = stem, 1
        while _plain(slug) in used:
            number += 1
            slug = f"{stem}~{number}"
        used.add(_plain(slug))
        found[path] = slug
    return found


def place_at(slugs: Mapping[str, str], slug: str) -> str | None:
    """The path that a part of a code stands for; None where there is no such place."""
    wanted = _plain(slug)
    return next((path for path, each in slugs.items() if _plain(each) == wanted), None)


def _slug(path: str) -> str:
    steps = [_step(each) for each in _AGAIN.sub(r"x\1", path).split("/")]
    return "_".join(step for step in steps if step) or "0"


def _step(step: str) -> str:
    parts = [_LETTERS.get(each, each) for each in step.split(".")]
    return ".".join(filter(None, map(_part, parts)))


def _part(part: str) -> str:
    words = _WORD.findall(fold(part.replace("+", "c")))
    if len(words) < 2:
        # Roman numbers stay large, points of a list small.
        return fold(part).upper() if part.isupper() else "".join(words)[:_LONGEST_NAME]
    return _camel(part)
