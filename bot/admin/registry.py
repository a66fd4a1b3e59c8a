"""The commands and buttons of admins about people, circles and restricted plans."""

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.admin.limits import (
    card_of,
    choose_plan,
    circle_names,
    list_limits,
    read_limit,
    restriction_of,
    show_limit,
)
from bot.admin.people import People
from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.message import Action, Reply, Verb
from bot.rights.audience import Circle, Restriction
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.state import State, Task
from bot.talk.commands import Command
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.duplicates import sketch
from index.library.sameness import Sameness
from index.library.store import Library

_PEOPLE = (Verb.PEOPLE, Verb.PERSON, Verb.ROLE, Verb.DISMISS)
_CIRCLES = (Verb.CIRCLE, Verb.JOIN, Verb.LEAVE, Verb.DISSOLVE)
_LIMITS = (Verb.LIMIT, Verb.TOGGLE, Verb.LIFT)
VERBS = (*_PEOPLE, *_CIRCLES, *_LIMITS)

_Held = tuple[tuple[Restriction, ...], tuple[Circle, ...]]


class Registry:
    """Who is admitted, and who is shown what."""

    def __init__(self, settings: Settings, state: Desk[State], shelf: Desk[Shelf]) -> None:
        self._state = state
        self._shelf = shelf
        self._people = People(settings.admins)

    async def attend(self, task: Task, command: Command | None) -> Reply | None:
        """What is done about an admin's command or button; None if it is about something else."""
        action = task.action
        if command is not None and command.name == "gioihan":
            return await self._limit(command.argument, task.incoming.user)
        if action is not None and action.verb in _LIMITS:
            return await self._change_limit(action, task.incoming.user)
        return await self._state.ask(lambda state: self._about_people(state, task, command))

    def _about_people(self, state: State, task: Task, command: Command | None) -> Reply | None:
        action, people = task.action, self._people
        if command is not None and command.name == "nguoi":
            return people.list_people(state, command.argument, 0)
        if command is not None and command.name == "nhom":
            if not command.argument:
                return people.list_circles(state)
            return people.show_circle(state, state.audiences.found(command.argument))
        if action is None or action.verb not in (*_PEOPLE, *_CIRCLES):
            return None
        if action.verb is Verb.PEOPLE:
            return people.list_people(state, action.text, action.page)
        if action.verb is Verb.PERSON:
            return people.show_person(state, action.text)
        if action.verb is Verb.CIRCLE:
            return people.show_circle(state, action.label)
        if action.verb is Verb.DISSOLVE:
            return people.dissolve(state, action.label)
        if action.verb in (Verb.JOIN, Verb.LEAVE):
            return people.change_circle(state, action, task.incoming.user)
        return people.change(state, action, task.incoming.user)

    async def _held(self) -> _Held:
        return await self._state.ask(
            lambda state: (state.audiences.restrictions(), state.audiences.circles())
        )

    async def _limit(self, argument: str, by: str) -> Reply:
        if not argument:
            restrictions, circles = await self._held()
            return await self._shelf.ask(
                lambda shelf: list_limits(shelf.library, restrictions, circles)
            )
        ids, words = await self._shelf.ask(lambda shelf: read_limit(shelf.answerer, argument))
        if len(ids) != 1:
            return await self._shelf.ask(lambda shelf: choose_plan(shelf.library, ids, argument))
        action = Action(verb=Verb.LIMIT, documents=ids)
        if words:
            await self._set(action, circle_names(words), by)
        return await self._show(action)

    async def _show(self, action: Action) -> Reply:
        restrictions, circles = await self._held()
        return await self._shelf.ask(
            lambda shelf: show_limit(shelf.library, action, restrictions, circles)
        )

    async def _change_limit(self, action: Action, by: str) -> Reply:
        if action.verb is Verb.LIFT:
            await self._set(action, None, by)
        elif action.verb is Verb.TOGGLE:
            restrictions, circles = await self._held()
            card = await self._shelf.ask(lambda shelf: card_of(shelf.library, action))
            found = restriction_of(card, action.text, restrictions)
            keys = {action.label} ^ set(found.circles if found is not None else ())
            names = tuple(each.name for each in circles if each.key in keys)
            await self._set(action, names, by)
        return await self._show(action)

    async def _set(self, action: Action, names: tuple[str, ...] | None, by: str) -> None:
        """Show a plan to these circles alone, made where there are none; to everybody for None."""
        held = await self._shelf.ask(lambda shelf: shelf.library.documents)
        card = next((each for each in held if each.id in action.documents), None)
        about = action.text
        words: tuple[int, ...] = ()
        if card is not None:
            about, words = await self._shelf.ask(lambda shelf: _told(shelf.library, card))
        if names is not None:
            about = f"{about} ({', '.join(names)})"
        deed = Deed.OPENED if names is None else Deed.RESTRICTED

        def change(state: State) -> None:
            state.audit.record(by, deed, about, time.time())
            if card is None:
                state.audiences.lift(action.text)
            else:
                restrict(state, card, names, held, words)

        await self._state.ask(change)


def _told(library: Library, card: DocumentCard) -> tuple[str, tuple[int, ...]]:
    """What a plan is called, and what stands for its words."""
    document = library.document(card.id)
    return full_name(document), sketch(document)


def restrict(
    state: State,
    card: DocumentCard,
    names: tuple[str, ...] | None,
    held: Sequence[DocumentCard],
    words: tuple[int, ...] = (),
) -> None:
    """Replace all that is said of who is shown a plan.

    What is said of another plan of the library that looks like it stays; the two are then known
    to be apart, as one that everybody is shown is from all that are restricted.

    Args:
        state: The state, in its thread.
        card: The plan.
        names: Of the circles that are shown it, made where there are none; None for everybody.
        held: The plans of the library.
        words: The sketch of the plan's words.
    """
    apart: list[str] = []
    replaced: set[str] = set()
    restrictions: list[Restriction] = []
    for each in state.audiences.restrictions():
        if not each.covers(card):
            if names is None and card.sha256 not in each.others:
                replaced.add(each.file)
                restrictions.append(replace(each, others=(*each.others, card.sha256)))
            continue
        replaced.add(each.file)
        other = next((c for c in held if c.id != card.id and each.is_of(c)), None)
        is_gone = other is None and each.likeness(card) is Sameness.SAME
        if not each.is_of(card) and not is_gone:
            apart.append(each.sha256 if other is None else other.sha256)
            restrictions.append(replace(each, others=(*each.others, card.sha256)))
    if names is not None:
        keys = [state.audiences.found(name) for name in names]
        restrictions.append(replace(Restriction.of(card, keys, words), others=tuple(apart)))
        replaced.add(card.source_file)
    state.audiences.replace(replaced, restrictions)
