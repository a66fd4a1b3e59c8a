"""Leafing through a library: its plans in pages, a section in full, its neighbours."""

import re
from collections.abc import Sequence

from bot.message import Action, Block, Option, Reply, Tone, Verb
from bot.talk.chat import Place
from bot.talk.cut import cut
from bot.talk.render import source_block
from bot.wording import general as wording
from index.answer.answer import Citation
from index.answer.cite import cite
from index.answer.wording.statements import BY_NEWS, capital
from index.answerer import Answerer
from index.force.notices import notices_of
from index.library.card import DocumentCard
from index.library.document_names import about_title, full_name, listed
from index.library.passages import LETTERHEAD
from index.library.records import Records
from index.library.store import Library
from index.question.place_words import all_places, place_in_words
from index.question.scope import find_scope
from knowledge.document import Section, SourceKind
from knowledge.text import clean, fold, squash, syllables

# Plans on one page of the list.
PAGE_LENGTH = 8
# Characters of a plan's title in a list, and of a label on a button.
_TITLE_LENGTH = 90
# Part of a message that a page of a section takes; the citation stands below it.
PAGE_SHARE = 0.75


def list_plans(library: Library, words: str, page: int) -> Reply:
    """One page of the plans whose name, title, issuer or place has all the words."""
    wanted = syllables(fold(words))
    found = [card for card in library.documents if _has(card, wanted)]
    total = len(library.documents)
    if not found:
        return Reply.say(wording.PLANS_NONE.format(words=words, count=total))
    page = min(max(page, 0), (len(found) - 1) // PAGE_LENGTH)
    shown = found[page * PAGE_LENGTH : (page + 1) * PAGE_LENGTH]
    head = (
        wording.PLANS_FILTERED.format(count=len(found), words=words)
        if wanted
        else wording.PLANS_HEAD.format(count=total)
    )
    lines, options = [head], []
    for number, card in enumerate(shown, start=1):
        name = listed_name(library, card)
        title = card.identity.title
        about = wording.ABOUT.format(title=_short(about_title(title.value))) if title else ""
        lines.append(f"{number}. {name}" + (f"\n{about}" if about else ""))
        pin = Action(verb=Verb.PIN, documents=(card.id,))
        options.append(Option(label=f"{number}. {name}", action=pin, wide=True, listed=True))
    for label, to in ((wording.FEWER_PLANS, page - 1), (wording.MORE_PLANS, page + 1)):
        if 0 <= to * PAGE_LENGTH < len(found):
            turn = Action(verb=Verb.PLANS, text=words, page=to)
            options.append(Option(label=label, action=turn))
    return Reply(blocks=(Block(text="\n".join(lines)),), options=tuple(options), in_place=True)


def plans_named(answerer: Answerer, words: str) -> tuple[str, ...]:
    """Ids of the plans that words name: a number in any spelling, or a place or issuer."""
    wanted = f"kế hoạch {words}" if words.isdigit() else words
    scope = find_scope(answerer.understand(wanted), answerer.library)
    if scope.documents or not words.isdigit():
        return scope.documents or ()
    # A plain number may also be that of a decision or a guidance.
    return tuple(
        card.id
        for card in answerer.library.documents
        if card.identity.number and card.identity.number.value.startswith((words, "0" + words))
    )


def listed_name(library: Library, card: DocumentCard) -> str:
    """A plan in a list: short name, year, issuer; and that only a news item tells of it."""
    name = listed(card, library.short_name(card.id))
    return f"{name} {BY_NEWS}" if card.source is SourceKind.NEWS else name


def _has(card: DocumentCard, wanted: Sequence[str]) -> bool:
    fields = (
        getattr(header, name)
        for header in (card.header, card.identity)
        for name in ("type", "number", "date", "issuer", "place", "title")
    )
    held = fold(" ".join(field.value for field in fields if field is not None))
    return all(word in held for word in wanted)


def _short(title: str) -> str:
    text = clean(title)
    return text if len(text) <= _TITLE_LENGTH else text[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def show_section(library: Library, place: Place, page: int, max_text: int) -> Reply | None:
    """A section in full, a page of it where it is long; None if it is not in the library."""
    found = _records(library, place)
    if found is None:
        return None
    records, section = found
    lines = (clean(line) for line in section.reach.of(records.document.text).split("\n"))
    pages = cut("\n".join(line for line in lines if line), int(max_text * PAGE_SHARE))
    if not pages:
        return None
    page = min(max(page, 0), len(pages) - 1)
    citation = _cite(library, records, section)
    notices = notices_of(library, place.document_id, section.path)
    blocks = [
        *(Block(text=notice.text, tone=Tone.NOTE) for notice in notices),
        Block(text=pages[page], tone=Tone.TEXT),
        source_block(citation),
    ]
    options = []
    if len(pages) > 1:
        blocks.append(
            Block(text=wording.PAGE.format(page=page + 1, count=len(pages)), tone=Tone.NOTE)
        )
    if page + 1 < len(pages):
        more = Action(
            verb=Verb.SECTION, text=section.path, documents=(place.document_id,), page=page + 1
        )
        label = wording.MORE.format(page=page + 2, count=len(pages))
        options.append(Option(label=label, action=more, wide=True))
    options += neighbours(library, place)
    return Reply(blocks=tuple(blocks), options=tuple(options), copy=citation.line)


def _cite(library: Library, records: Records, section: Section) -> Citation:
    name = library.short_name(records.document.id)
    return cite(records.document, section.path, section.reach, known_as=name)


def quoted_place(library: Library, place: Place) -> tuple[str, str] | None:
    """The name of a section, "KH 61, mục II.3.2", and how it begins; None if it is not there."""
    found = _records(library, place)
    if found is None:
        return None
    citation = _cite(library, *found)
    return citation.name, _short(citation.excerpt)


def shown_place(library: Library, text: str) -> Place | None:
    """The first place whose source line a text holds: "Mục II.3.2, Kế hoạch số 61/KH-UBND …"."""
    lines = [clean(line) for line in text.splitlines()]
    for card in library.documents:
        name = full_name(card)
        # Of a news item words for it stand between the place and its name.
        before = (fold(line.partition(name)[0]) for line in lines if f" {name}" in line)
        heads = {re.sub(r"trang \d+, ", "", head) for head in before}
        if not heads:
            continue
        for path, words in all_places(library.document(card.id)).items():
            if heads & {f"{fold(words)}, {teller}" for teller in ("", "ban tin ve ")}:
                return Place(document_id=card.id, path=path)
    return None


def full_section(library: Library, place: Place) -> Option | None:
    """The choice to see the whole section that an answer stands in."""
    found = _records(library, place)
    if found is None:
        return None
    section = _numbered(*found)
    if section is None:
        return None
    action = Action(verb=Verb.SECTION, text=section.path, documents=(place.document_id,))
    place_name = place_in_words(found[0].document, section.path)
    return Option(label=wording.FULL_SECTION.format(place=place_name), action=action)


def neighbours(library: Library, place: Place) -> list[Option]:
    """Choices for the section before and after on the same level, and the one above."""
    return [
        _to(library, place, section, *labels)
        for labels, section in (
            (wording.PREVIOUS, neighbour(library, place, -1)),
            (wording.PARENT, parent(library, place)),
            (wording.NEXT, neighbour(library, place, 1)),
        )
        if section is not None
    ]


def _to(library: Library, place: Place, section: Section, label: str, typed: str) -> Option:
    name = place_in_words(library.document(place.document_id), section.path)
    told = {"place": name, "name": capital(name), "path": section.path}
    action = Action(verb=Verb.SECTION, text=section.path, documents=(place.document_id,))
    return Option(label=label.format_map(told), typed=typed.format_map(told), action=action)


def neighbour(library: Library, place: Place, step: int) -> Section | None:
    """The numbered section `step` places on under the same heading."""
    found = _records(library, place)
    here = _numbered(*found) if found else None
    if found is None or here is None:
        return None
    beside = [s for s in found[0].numbered() if s.parent == here.parent]
    position = next((n for n, s in enumerate(beside) if s.path == here.path), -1)
    to = position + step
    return beside[to] if position >= 0 and 0 <= to < len(beside) else None


def parent(library: Library, place: Place) -> Section | None:
    """The numbered section above."""
    found = _records(library, place)
    here = _numbered(*found) if found else None
    if found is None or here is None or here.parent is None:
        return None
    above = found[0].by_path.get(here.parent)
    return _numbered(found[0], above) if above is not None else None


def _numbered(records: Records, section: Section) -> Section | None:
    """The section itself or the nearest numbered one above it."""
    numbered = {s.path for s in records.numbered()}
    here: Section | None = section
    while here is not None and here.path not in numbered:
        here = records.by_path.get(here.parent) if here.parent is not None else None
    return here


def _records(library: Library, place: Place) -> tuple[Records, Section] | None:
    if all(card.id != place.document_id for card in library.documents):
        return None
    records = Records(library.document(place.document_id))
    section = records.by_path.get(place.path)
    if section is None and place.path == LETTERHEAD and records.document.sections:
        section = records.document.sections[0]
    return (records, section) if section is not None else None


def other_plans(library: Library, ids: Sequence[str], question: str) -> Reply:
    """Put the same question to one of these plans."""
    if not ids:
        return Reply.say(wording.OTHERS_NONE)
    head = wording.OTHERS_HEAD.format(question=question)
    lines, options = [head], []
    for number, document_id in enumerate(ids[:PAGE_LENGTH], start=1):
        label = f"{number}. {listed_name(library, library.card(document_id))}"
        lines.append(label)
        ask = Action(verb=Verb.ASK, text=squash(question), documents=(document_id,))
        options.append(Option(label=label, action=ask, wide=True, listed=True))
    return Reply.say("\n".join(lines), *options)
