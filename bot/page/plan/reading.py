"""A plan as the reading page shows it: what it is, what must be said of it, its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.page.codes import place_at
from bot.page.plan.layout import Entry, Layout, in_sentence_case
from bot.page.plan.notices import notices_of
from bot.page.plan.parts import Cut, Part, parts_of, window
from bot.talk.browse import neighbour, parent
from bot.talk.chat import Place
from bot.talk.visible import seen
from bot.wording import office as wording_office
from bot.wording import page as wording_page
from index.answer.cite import cite
from index.answer.wording.statements import capital
from index.library.card import DocumentCard
from index.library.document_names import full_name, listed
from index.library.passages import LETTERHEAD
from index.library.store import Library
from index.question.place_words import place_in_words
from knowledge.dates import spoken
from knowledge.document import Document, Section
from knowledge.text import Span, clean, fold

_WORDS = re.compile(r"(\d{1,7})-(\d{1,6})-([0-9a-f]{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A section to go on to: its code, and its place in words."""

    code: str
    words: str

    @property
    def text(self) -> str:
        """The words with a capital."""
        return capital(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the page of a plan shows.

    Attributes:
        document_id: The plan.
        code: Code of the plan; `at` is that of the place.
        name: Type, number, date and issuer.
        kicker: What it is called in a list.
        title: What it is about.
        facts: What is known of it, a label and a value each.
        notices: What must be said of it.
        place: The section that is cited, in words; None for the plan as a whole.
        line: The citation line.
        words: Where the words stand that are marked, as in links; None for none.
        lost: What was asked for is in the plan no more.
        cited: What is cited: the words, else the section; None for the plan as a whole.
        outline: Its numbered sections; `at_path` is the path of the one that is cited.
        parts: What is sent of its text; `first` is the number of the first part, of `count`.
    """

    document_id: str
    code: str
    at: str
    name: str
    kicker: str
    title: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    place: str | None
    line: str
    words: str | None
    lost: bool
    cited: Span | None
    outline: tuple[Entry, ...]
    at_path: str | None
    before: Neighbour | None
    above: Neighbour | None
    behind: Neighbour | None
    parts: tuple[Part, ...]
    first: int
    count: int
    tasks: int

    @property
    def called(self) -> str:
        """What it is called where there is little room: without its issuer."""
        return self.kicker.partition(" – ")[0]

    @property
    def anchors(self) -> frozenset[str]:
        """Where links within the page can lead."""
        return frozenset().union(*(part.holds for part in self.parts))


def words_code(document: Document, path: str, words: Span) -> str | None:
    """Where words stand within a section, as links say it; None where they stand elsewhere.

    The end of the code tells whether they are still the same in another version.
    """
    reach = reach_of(document, path)
    if reach is None or not reach.contains(words):
        return None
    start, length = words.start - reach.start, words.end - words.start
    return f"{start}-{length}-{_check(words.of(document.text))}"


def find_words(document: Document, path: str, code: str) -> Span | None:
    """The words that a link means; None where they are not there any more."""
    match, reach = _WORDS.fullmatch(code), reach_of(document, path)
    if match is None or reach is None:
        return None
    start = reach.start + int(match[1])
    words = Span(start=start, end=start + int(match[2]))
    same = reach.contains(words) and _check(words.of(document.text)) == match[3]
    return words if same and words.of(document.text).strip() else None


def _check(words: str) -> str:
    return sha256(fold(clean(words)).encode()).hexdigest()[:4]


def reach_of(document: Document, path: str) -> Span | None:
    """What a section and all below it covers; of the letterhead all above the first one."""
    if path == LETTERHEAD:
        starts = [section.span.start for section in document.sections]
        return Span(start=0, end=min(starts, default=len(document.text)))
    return next((s.reach for s in document.sections if s.path == path), None)


def read_plan(
    library: Library,
    card: DocumentCard,
    code: str,
    layout: Layout,
    *,
    slug: str | None = None,
    words: str | None = None,
    part: int | None = None,
) -> Reading:
    """What is shown of a plan.

    Args:
        library: Where it is in.
        card: The plan.
        code: Its code.
        layout: How it is laid out.
        slug: The place in it, as its code says it; None for the plan as a whole.
        words: The words that are marked, see `words_code`.
        part: The first part of its text to be shown; None for those around the place.
    """
    document = library.document(card.id)
    slugs = layout.slugs
    path = place_at(slugs, slug) if slug is not None else None
    marked = find_words(document, path, words) if path is not None and words else None
    first, end = _shown(layout.cuts, slugs.get(path or "", ""), part)
    place = Place(document_id=card.id, path=path) if path is not None else None
    return Reading(
        document_id=card.id,
        code=code,
        at=f"{code}-{slugs[path]}" if path is not None else code,
        name=full_name(card),
        kicker=listed(card, library.short_name(card.id)),
        title=_title(card, document),
        facts=_facts(card),
        notices=notices_of(library, card, path),
        place=capital(place_in_words(document, path)) if path is not None else None,
        line=_line(library, document, path, marked),
        words=words if marked is not None else None,
        lost=slug is not None and (path is None or (words is not None and marked is None)),
        cited=marked or (reach_of(document, path) if path is not None else None),
        outline=layout.outline,
        at_path=path,
        before=_neighbour(library, place, slugs, code, -1),
        above=_above(library, place, slugs, code),
        behind=_neighbour(library, place, slugs, code, 1),
        parts=parts_of(document, layout.cuts[first:end], path, marked),
        first=first,
        count=len(layout.cuts),
        tasks=len(document.assignments),
    )


def _shown(cuts: Sequence[Cut], anchor: str, part: int | None) -> tuple[int, int]:
    if not cuts:
        return 0, 0
    if part is not None:
        first = min(max(part, 0), len(cuts) - 1)
        return first, window(cuts[first:], 0)[1] + first
    around = next((n for n, each in enumerate(cuts) if anchor and anchor in each.holds), 0)
    return window(cuts, around)


def _title(card: DocumentCard, document: Document) -> str:
    field = card.identity.title
    if field is None:
        return full_name(card)
    return seen(capital(in_sentence_case(field.value, document)))


def _facts(card: DocumentCard) -> tuple[tuple[str, str], ...]:
    identity = card.identity
    day = spoken(identity.date.value) if identity.date else None
    known = (
        (wording_office.NUMBER, identity.number.value if identity.number else None),
        (wording_office.DATE, day),
        (wording_office.ISSUER, identity.issuer.value if identity.issuer else None),
        (wording_page.SIGNER, identity.signer.value if identity.signer else None),
    )
    lacking = wording_page.NOT_PRINTED
    return tuple((label, seen(value or lacking)) for label, value in known)


def _line(library: Library, document: Document, path: str | None, marked: Span | None) -> str:
    span = marked or reach_of(document, path or LETTERHEAD)
    if path is None or span is None or not span.of(document.text).strip():
        return full_name(document)
    return cite(document, path, span, known_as=library.short_name(document.id)).line


def _neighbour(
    library: Library, place: Place | None, slugs: dict[str, str], code: str, step: int
) -> Neighbour | None:
    return _to(library, place, slugs, code, neighbour(library, place, step) if place else None)


def _above(
    library: Library, place: Place | None, slugs: dict[str, str], code: str
) -> Neighbour | None:
    return _to(library, place, slugs, code, parent(library, place) if place else None)


def _to(
    library: Library, place: Place | None, slugs: dict[str, str], code: str, to: Section | None
) -> Neighbour | None:
    if place is None or to is None:
        return None
    words = place_in_words(library.document(place.document_id), to.path)
    return Neighbour(code=f"{code}-{slugs[to.path]}", words=words)
