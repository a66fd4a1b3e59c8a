"""Which documents of the library a question speaks of, and which it names in vain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.library.card import DocumentCard
from index.library.store import Library
from index.question.intents import Intent
from index.question.issued import is_issued, issued_in_words, speaks_of
from index.question.question import Question
from index.question.references import DocumentReference
from knowledge.names.agencies import same_body
from knowledge.names.places import formed_from, merged_into
from knowledge.numbers import parse_number, type_of_code
from knowledge.text import fold

# Every question looks at every card of a library; what is found in their numbers and places is
# kept, some ten MB at most.
_kept = lru_cache(maxsize=50_000)
_folded, _parsed = _kept(fold), _kept(parse_number)

# Characters in which number and day of a document are printed.
_LETTERHEAD = 300
_OF_HEAD = (Intent.SIGNER, Intent.NUMBER, Intent.DATE)
_ISSUER_BEFORE = re.compile(
    r"\b(cua|do|ke hoach|kh|huong dan|hd|van ban|chi thi|cong van|nghi quyet|thong bao|"
    r"ket luan)\s+$"
)
_ISSUER_AFTER = re.compile(r"^\s*(giao|gui|ban hanh|yeu cau|chi dao|de nghi)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The documents a question is about.

    Attributes:
        groups: Document ids for each thing named (a number, a place, an issuer), in the order
            of the question; empty if it names none.
        by_number: The groups were named by document number.
        in_view: The groups are the plan that a conversation is on.
        missing: Numbers, places and years named that the library does not have, as asked.
        cited: References that are no document of the library but may be cited in one.
        near: Ids of the documents with a number that is named, but of another year, day or issuer.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    by_number: bool = False
    in_view: bool = False
    missing: tuple[str, ...] = ()
    cited: tuple[DocumentReference, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether no other documents can be meant; of a place others may tell too."""
        return self.by_number or self.in_view

    @property
    def documents(self) -> tuple[str, ...] | None:
        """All documents named, None for the whole library."""
        return tuple(dict.fromkeys(d for group in self.groups for d in group)) or None


def find_scope(question: Question, library: Library) -> Scope:
    """The scope of a question, numbers before places before issuers."""
    cards = library.documents
    by_number: list[tuple[str, ...]] = []
    missing: list[str] = []
    cited: list[DocumentReference] = []
    near: list[str] = []
    for reference in question.documents:
        numbered = _with_number(replace(reference, year=None), cards)
        numbered = numbered or _with_unsure_number(reference, library)
        found = _meant(reference, numbered, question, library)
        if numbered and not found:
            missing.append(_called(reference))
            near += [card.id for card in numbered]
            continue
        of_place = [c for c in found if _fits_places(c, question.places)]
        if found and not of_place and question.places:
            missing.append(f"{reference.printed} ({', '.join(question.places)})")
            near += [card.id for card in found]
        elif of_place:
            by_number.append(tuple(c.id for c in of_place))
        else:
            cited.append(reference)
    if by_number:
        return Scope(
            groups=tuple(by_number), by_number=True, missing=tuple(missing), cited=tuple(cited)
        )
    if near:
        return Scope(missing=tuple(missing), cited=tuple(cited), near=tuple(near))
    by_place: list[tuple[str, ...]] = []
    for place in question.places:
        found = _narrowed([c for c in cards if _is_of_place(c, place)], question)
        if found:
            by_place.append(tuple(c.id for c in found))
        elif not _occurs(place, library) or _asks_of_plan(question, place, cards):
            missing.append(place)
    groups = tuple(by_place) or _by_issuer(question, cards)
    return Scope(groups=groups, missing=tuple(missing), cited=tuple(cited))


def named_by_number(question: Question, cards: Sequence[DocumentCard]) -> list[DocumentCard]:
    """Those of some documents that have a number, and the year and place, that a question names."""
    return [
        card
        for reference in question.documents
        for card in _with_number(replace(reference, year=None), cards)
        if (reference.year is None or _is_of_year(card, reference.year))
        and _fits_places(card, question.places)
    ]


def _meant(
    reference: DocumentReference,
    numbered: Sequence[DocumentCard],
    question: Question,
    library: Library,
) -> list[DocumentCard]:
    """Of the documents with a number those of the year, the day and the issuer that are named."""
    found = [c for c in numbered if reference.year is None or _is_of_year(c, reference.year)]
    if reference.issued is not None:
        issued = reference.issued
        dated = [c for c in found if is_issued(c, issued)]
        # A day without its year may be one that the document sets.
        found = dated or [
            c
            for c in found
            if issued.startswith("-") or speaks_of(library.document(c.id), issued, question.wanted)
        ]
    if not reference.issuer:
        return found
    issued_by = [c for c in found if _is_by(c, reference.issuer)]
    return issued_by or [c for c in found if _may_be_by(c, reference, question, library)]


def _is_of_year(card: DocumentCard, year: str) -> bool:
    date = card.identity.date
    number = _parsed(card.identity.number.value) if card.identity.number else None
    return year in (number.year if number else None, date.value[:4] if date else None)


def _is_by(card: DocumentCard, names: Sequence[str]) -> bool:
    issuer = card.identity.issuer
    return issuer is not None and any(same_body(name, issuer.value) for name in names)


def _may_be_by(
    card: DocumentCard, reference: DocumentReference, question: Question, library: Library
) -> bool:
    """Whether a body behind a number may be one that the document speaks of, not its issuer.

    "nhiệm vụ trong KH 61 của Sở Y tế" asks for what the plan gives to it; "ai ký KH 61 của Sở Y
    tế" does not.
    """
    if card.identity.issuer is None:
        return True
    if question.intent in _OF_HEAD:
        return False
    text = fold(library.text(card.id))
    return any(fold(name) in text for name in reference.issuer)


def _called(reference: DocumentReference) -> str:
    """A document as it was asked for, with its date and issuer."""
    issued = issued_in_words(reference.issued) if reference.issued else ""
    issuer = f"của {reference.issuer[-1]}" if reference.issuer else ""
    return " ".join(filter(None, (reference.printed, issued, issuer)))


def _with_number(reference: DocumentReference, cards: Sequence[DocumentCard]) -> list[DocumentCard]:
    if reference.canonical is not None:
        canonical = fold(reference.canonical)
        exact = [
            c for c in cards if c.identity.number and _folded(c.identity.number.value) == canonical
        ]
        if exact:
            return exact
    found: list[tuple[int, DocumentCard]] = []
    for card in cards:
        number = _parsed(card.identity.number.value) if card.identity.number else None
        if number is None or number.digits != reference.digits:
            continue
        letter = number.code is None and reference.code in (None, "CV")
        same = reference.code is None or fold(number.code or "") == fold(reference.code)
        titled = len(reference.digits) >= 3 and _is_titled(card, reference.code or "")
        if not (letter or same or titled):
            continue
        if reference.canonical is not None and _other_issuer(reference.canonical, number.canonical):
            continue
        rank = 0 if same and reference.code is not None else 1 if letter or same else 2
        found.append((rank, card))
    # Of another type only where there is none of the type that is named.
    best = min((rank for rank, _ in found), default=0)
    return [card for rank, card in found if rank == best]


def _with_unsure_number(reference: DocumentReference, library: Library) -> list[DocumentCard]:
    """Documents without a number whose letterhead shows the one named: it was read unsurely."""
    named = _letters(reference.canonical or f"{reference.digits}{reference.code or ''}")
    if not reference.digits or named == _letters(reference.digits):
        return []
    shown = re.compile(rf"s[a-z]{{0,2}}0*{re.escape(named)}")
    return [
        card
        for card in library.documents
        if card.identity.number is None
        and any(map(shown.match, map(_letters, re.split(r"[\n|\x0b]", letterhead(card, library)))))
    ]


def letterhead(card: DocumentCard, library: Library) -> str:
    """What stands above the type of a document."""
    span = card.header.type.span if card.header.type else None
    end = min(_LETTERHEAD, span.start) if span is not None else _LETTERHEAD
    return library.text(card.id)[:end]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _is_titled(card: DocumentCard, code: str) -> bool:
    """Whether a title speaks of the type that a code stands for: "đề án 2597" is a decision's."""
    title = card.identity.title
    name = type_of_code(code)
    return title is not None and name is not None and fold(name) in fold(title.value)


def _other_issuer(asked: str, printed: str) -> bool:
    """Whether two full numbers differ in their letters, "61/KH-UBND" and "61-KH/TU"."""
    letters = [re.sub(r"[\d/\-\s]", "", fold(text)) for text in (asked, printed)]
    return letters[0] != letters[1]


def _fits_places(card: DocumentCard, places: Sequence[str]) -> bool:
    """Whether a document is of one of the places asked, or of none at all."""
    place = card.identity.place or card.header.place
    return (
        not places
        or place is None
        or any(_is_of_place(card, p) for p in places)
        or not _is_local(card)
    )


def _is_local(card: DocumentCard) -> bool:
    return card.identity.place is not None


def _is_of_place(card: DocumentCard, place: str) -> bool:
    field = card.identity.place or card.header.place
    return field is not None and _is_place(field.value, place)


@_kept
def _is_place(printed: str, place: str) -> bool:
    name = bare_place(printed)
    return name == place or merged_into(name) == place and place not in formed_from(name)


def bare_place(name: str) -> str:
    """A place without its kind: `Lạng Sơn`."""
    return name.removeprefix("tỉnh ").removeprefix("thành phố ")


def _narrowed(cards: list[DocumentCard], question: Question) -> list[DocumentCard]:
    """Of several documents of a place, those of the type or issuer that is named too."""
    for keep in (_of_named_issuer, _of_named_type):
        kept = [card for card in cards if keep(card, question)]
        if kept:
            cards = kept
    return cards


def _of_named_type(card: DocumentCard, question: Question) -> bool:
    type_field = card.identity.type or card.header.type
    return type_field is not None and bool(
        re.search(rf"\b{fold(type_field.value)}\b", question.folded)
    )


def _of_named_issuer(card: DocumentCard, question: Question) -> bool:
    issuer = card.identity.issuer
    return issuer is not None and any(
        same_body(name, issuer.value) for body in question.bodies for name in body.names
    )


def _by_issuer(question: Question, cards: Sequence[DocumentCard]) -> tuple[tuple[str, ...], ...]:
    """Documents of a body that is named as issuer: "của X", "kế hoạch X", "X giao …"."""
    for body in question.bodies[:1]:
        position = question.folded.find(fold(body.printed))
        before, after = question.folded[:position], question.folded[position + len(body.printed) :]
        if position < 0 or not (
            _ISSUER_BEFORE.search(before) or (not before.strip() and _ISSUER_AFTER.match(after))
        ):
            continue
        found = [
            c.id
            for c in cards
            if c.identity.issuer and any(same_body(n, c.identity.issuer.value) for n in body.names)
        ]
        if found and len(found) < len(cards):
            return (tuple(found),)
    return ()


def _asks_of_plan(question: Question, place: str, cards: Sequence[DocumentCard]) -> bool:
    """Whether the head or foot of a place's own plan is asked for, and no title names the place.

    That another plan mentions the place says nothing of who signed there.
    """
    titles = (_folded(c.identity.title.value) for c in cards if c.identity.title)
    return question.intent in _OF_HEAD and not any(fold(place) in title for title in titles)


def _occurs(place: str, library: Library) -> bool:
    pair = "_".join(fold(place).split()[:2])
    return bool(library.df([pair]).get(pair, 0))
