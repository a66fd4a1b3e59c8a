"""What has become of plans, as texts say and admins confirm: `/thaythe`, and what is asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.message import Action, Option, Reply, Verb
from bot.talk.browse import plans_named
from bot.wording import library as wording_library
from index.answerer import Answerer
from index.force.fates import Fate, fates_of
from index.force.notices import notices_of
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.store import Library
from knowledge.dates import find_dates
from knowledge.document import Change, Standing
from knowledge.text import clean, squash

# What the label of an action says instead of a change.
DENY, FORGET = "-", "x"
_LISTED = 8
# Characters of the words that say so.
_QUOTED = 200
_BETWEEN = re.compile(r"\s*(?:\bbởi\b|\bbằng\b|\bboi\b|\bbang\b|->|→|=>|,|;)\s*")
_SINCE = re.compile(r"\s*\b(?:từ|tu)\s+(?:(?:ngày|ngay)\s+)?(?P<day>\d\S*)\s*$")
_WITH_OTHER = (Change.REPLACED, Change.REPEALED, Change.AMENDED, Change.RECTIFIED)
_ALONE = (Change.EXPIRED, Change.REPEALED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What `/thaythe 15 52 từ 1/9/2024` means: ids of the plans that may be meant, and the day."""

    old: tuple[str, ...]
    new: tuple[str, ...] | None
    since: str | None


def read_pair(answerer: Answerer, argument: str) -> Pair:
    """The plans that an admin names, the older one first; `new` is None where only one is."""
    since = None
    match = _SINCE.search(argument)
    if match is not None:
        since = next((each.day.isoformat() for each in find_dates(match["day"])), None)
        argument = argument[: match.start()] if since else argument
    parts = [squash(each) for each in _BETWEEN.split(argument) if each.strip()]
    if len(parts) > 1:
        old, new = (plans_named(answerer, each) for each in parts[:2])
        return Pair(old=old, new=new, since=since)
    words = argument.split()
    for length in range(1, len(words)):
        old = plans_named(answerer, " ".join(words[:length]))
        new = plans_named(answerer, " ".join(words[length:]))
        if len(old) == 1 and len(new) == 1:
            return Pair(old=old, new=new, since=since)
    return Pair(old=plans_named(answerer, argument), new=None, since=since)


def ask_fate(library: Library, old: str, new: str, since: str | None) -> Reply:
    """What has become of a plan, by another one or without; the admin chooses."""
    names = {each: full_name(library.card(each)) for each in (old, new) if each}
    if new:
        text = wording_library.REPLACE_ASK.format(old=names[old], new=names[new])
        date = library.card(new).identity.date
        since = since or (date.value if date is not None else None)
    else:
        text = wording_library.END_ASK.format(old=names[old])
    options = [
        Option(
            label=wording_library.FATES[change.name],
            action=Action(
                verb=Verb.FATE, documents=(old, new), label=change.name, text=since or ""
            ),
            wide=True,
        )
        for change in (_WITH_OTHER if new else _ALONE)
    ]
    options.append(Option(label=wording_library.KEEP, action=Action(verb=Verb.KEEP)))
    return Reply.say(text, *options)


def standing_of(library: Library, action: Action) -> Standing:
    """What an admin says by pressing a button of `ask_fate` or `ask_stated`."""
    _, new = action.documents
    stated = next((each for each in library.fates(action.documents[0]) if each.by == new), None)
    name = full_name(library.card(new)) if new else ""
    if action.label == DENY:
        change = stated.change if stated is not None else Change.REPLACED
        return Standing(change=change, by=new, name=name, denied=True)
    return Standing(change=Change[action.label], by=new, name=name, since=action.text or None)


def told_fate(library: Library, old: str) -> str:
    """What every answer from a plan is told with now."""
    return " ".join(notice.text for notice in notices_of(library, old, ""))


def stated(library: Library, about: str | None = None) -> Iterator[tuple[str, Fate]]:
    """What texts say became of plans and nobody has confirmed, with the plan; of one or of all."""
    for card in library.documents:
        for fate in library.fates(card.id):
            if fate.by and not fate.confirmed and about in (None, card.id, fate.by):
                yield card.id, fate


def ask_stated(library: Library, found: Sequence[tuple[str, Fate]]) -> Reply:
    """Ask an admin about what texts say of other plans: yes, or no."""
    lines, options = [], []
    for old, fate in found[:_LISTED]:
        change = wording_library.FATES[fate.change.name]
        said = fate.span.of(library.text(fate.by)) if fate.span is not None else ""
        words = clean(said)[:_QUOTED]
        name = library.short_name(old)
        lines.append(wording_library.STATED.format(new=library.short_name(fate.by), words=words))
        lines.append(
            wording_library.STATED_ASK.format(change=change, old=full_name(library.card(old)))
        )
        lower = change[:1].lower() + change[1:]
        for label, text in (
            (fate.change.name, wording_library.CONFIRM.format(name=name, change=lower)),
            (DENY, f"{wording_library.DENY}: {name}"),
        ):
            action = Action(
                verb=Verb.FATE, documents=(old, fate.by), label=label, text=fate.since or ""
            )
            options.append(Option(label=text, action=action, wide=True))
    return Reply.say("\n".join(lines), *options)


def told_changes(card: DocumentCard, held: Sequence[DocumentCard]) -> Iterator[str]:
    """What a file says that it does to plans of the library."""
    others = [each for each in held if each.sha256 != card.sha256]
    fates = fates_of((*others, card)) if card.changes else {}
    for other in others:
        for fate in fates.get(other.id, ()):
            if fate.by == card.id:
                yield wording_library.PREVIEW_CHANGES.format(
                    change=fate.change.value, name=full_name(other)
                )
