"""Plans that only some circles are shown, as admins see them, and what they type to change that."""

import re
from collections.abc import Sequence

from bot.message import Action, Option, Reply, Verb
from bot.rights.audience import Circle, Restriction
from bot.talk.browse import plans_named
from bot.wording import general as wording
from bot.wording import office as wording_office
from index.answerer import Answerer
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.store import Library
from knowledge.text import fold, squash

# Plans offered where several are meant, and words that a plan's name may take.
_MOST_PLANS, _MOST_WORDS = 8, 4
_COMMA = re.compile(r"[,;]")


def list_limits(
    library: Library, restrictions: Sequence[Restriction], circles: Sequence[Circle]
) -> Reply:
    """All restricted plans, to pick one."""
    if not restrictions:
        return Reply.say(wording_office.LIMITS_NONE)
    lines, options = [wording_office.LIMITS_HEAD.format(count=len(restrictions))], []
    for number, each in enumerate(restrictions, start=1):
        card = next((c for c in library.documents if each.is_of(c)), None)
        card = card or next((c for c in library.documents if each.covers(c)), None)
        name = (
            full_name(library.document(card.id))
            if card is not None
            else wording_office.LIMIT_ABSENT.format(file=each.file)
        )
        shown = shown_to(each, circles)
        lines.append(wording_office.LIMIT_LINE.format(number=number, name=name, shown=shown))
        ids = (card.id,) if card is not None else ()
        action = Action(verb=Verb.LIMIT, text=each.file, documents=ids)
        options.append(Option(label=f"{number}. {name}", action=action, wide=True, listed=True))
    return _in_place("\n".join(lines), options)


def show_limit(
    library: Library,
    action: Action,
    restrictions: Sequence[Restriction],
    circles: Sequence[Circle],
) -> Reply:
    """Who is shown one plan, with buttons to change it."""
    card = card_of(library, action)
    found = restriction_of(card, action.text, restrictions)
    name = (
        full_name(library.document(card.id))
        if card is not None
        else wording_office.LIMIT_ABSENT.format(file=action.text)
    )
    lines = [name, shown_to(found, circles)]
    if found is not None:
        lines += _without_people(found, circles)
        lines.append(wording_office.LIMIT_NOTE)
    options = []
    # A plan that is not in the library can only be opened again, for the day when it comes back.
    for circle in circles if card is not None else ():
        inside = found is not None and circle.key in found.circles
        label = wording_office.TICKED.format(name=circle.name) if inside else circle.name
        toggle = Action(verb=Verb.TOGGLE, documents=action.documents, label=circle.key)
        options.append(Option(label=label, action=toggle, wide=True))
    if found is not None:
        lift = Action(verb=Verb.LIFT, text=action.text, documents=action.documents)
        options.append(Option(label=wording_office.EVERYBODY, action=lift, wide=True))
    if not circles:
        lines.append(wording_office.LIMIT_NO_CIRCLES)
    return _in_place("\n".join(lines), options)


def card_of(library: Library, action: Action) -> DocumentCard | None:
    """The plan that an action is about; None if it is not in the library."""
    return next((card for card in library.documents if card.id in action.documents), None)


def restriction_of(
    card: DocumentCard | None, file: str, restrictions: Sequence[Restriction]
) -> Restriction | None:
    """The restriction of a plan, or of a file where the plan is not in the library."""
    if card is None:
        return next((each for each in restrictions if each.file == file), None)
    likest = max(
        restrictions, key=lambda each: (each.is_of(card), each.likeness(card)), default=None
    )
    return likest if likest is not None and likest.covers(card) else None


def read_limit(answerer: Answerer, argument: str) -> tuple[tuple[str, ...], str]:
    """What `61 nội bộ` means: ids of the plans that may be meant, and the words behind them."""
    plan, colon, rest = argument.partition(":")
    if colon:
        return plans_named(answerer, squash(plan)), squash(rest)
    words = argument.split()
    several: tuple[tuple[str, ...], str] | None = None
    for length in range(1, min(len(words), _MOST_WORDS) + 1):
        ids = plans_named(answerer, " ".join(words[:length]))
        found = ids, " ".join(words[length:])
        if len(ids) == 1:
            return found
        if ids and several is None:
            several = found
    return several or ((), argument)


def choose_plan(library: Library, ids: Sequence[str], text: str, verb: Verb = Verb.LIMIT) -> Reply:
    """Which of several plans is meant, or that there is none; `verb` is done to the one picked."""
    if not ids:
        return Reply.say(wording.NO_SUCH_PLAN.format(text=text))
    lines, options = [wording_office.WHICH_PLAN.format(count=len(ids), text=text)], []
    for number, document_id in enumerate(ids[:_MOST_PLANS], start=1):
        label = f"{number}. {full_name(library.card(document_id))}"
        lines.append(label)
        action = Action(verb=verb, documents=(document_id,))
        options.append(Option(label=label, action=action, wide=True, listed=True))
    return _in_place("\n".join(lines), options)


def circle_names(text: str) -> tuple[str, ...] | None:
    """The names of circles in a list with commas; None where everybody is meant."""
    if squash(fold(text)) in wording_office.EVERYBODY_WORDS:
        return None
    names = (squash(name.strip(' “”«»"')) for name in _COMMA.split(text))
    return tuple(name for name in names if name)


def shown_to(found: Restriction | None, circles: Sequence[Circle]) -> str:
    """Who is shown a plan with that restriction, or with none."""
    if found is None:
        return wording_office.SHOWN_TO_ALL
    names = [f"“{circle.name}”" for circle in circles if circle.key in found.circles]
    if not names:
        return wording_office.SHOWN_TO_ADMINS
    return wording_office.SHOWN_TO_CIRCLES.format(circles=", ".join(names))


def _without_people(found: Restriction, circles: Sequence[Circle]) -> list[str]:
    return [
        wording_office.CIRCLE_WITHOUT_PEOPLE.format(name=circle.name)
        for circle in circles
        if circle.key in found.circles and not circle.members
    ]


def _in_place(text: str, options: Sequence[Option]) -> Reply:
    said = Reply.say(text, *options)
    return Reply(blocks=said.blocks, options=said.options, in_place=True)
