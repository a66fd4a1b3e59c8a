"""Names that admins declare: words of the house, and bodies that took over from others."""

import re
import time
from datetime import date

from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.message import Action, Option, Reply, Verb
from bot.state.audit import Deed
from bot.state.names import Name
from bot.state.state import State, Task
from bot.talk.commands import Command
from bot.wording import names as wording_names
from knowledge.dates import spoken
from knowledge.syllable import is_folded_syllable
from knowledge.text import fold, folded_syllables, nfc, squash

VERBS = (Verb.UNNAME,)

# Characters of a name.
_LONGEST = 120
_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
# Over the folded text, which is as long as the text itself.
_BODY = re.compile(r"(?P<said>.+?) nay la (?P<rest>.+)")
_SINCE = re.compile(rf"(?P<meant>.+?),? (?:ke )?tu (?:ngay )?(?P<day>{_DAY}),? theo (?P<source>.+)")


class WrongNameError(Exception):
    """A declaration that cannot be taken; the text says why."""


class Names:
    """Answers an admin's command and button about names."""

    def __init__(self, state: Desk[State], shelf: Desk[Shelf]) -> None:
        self._state = state
        self._shelf = shelf

    async def attend(self, task: Task, command: Command | None) -> Reply | None:
        """What is said; None if it is about something else."""
        action, by = task.action, task.incoming.user
        if command is not None and command.name == "ten":
            if not command.argument:
                return await self._state.ask(_list)
            return await self._declare(command.argument, by)
        if action is None or action.verb not in VERBS:
            return None
        key, now = action.text, time.time()
        gone = await self._state.ask(lambda state: _drop(state, key, by, now))
        if gone is None:
            return Reply.say(wording_names.GONE)
        await self._shelf.ask(lambda shelf: shelf.rename())
        said = Reply.say(wording_names.REMOVED.format(name=_told(gone)))
        return Reply(blocks=said.blocks, in_place=True)

    async def _declare(self, argument: str, by: str) -> Reply:
        try:
            name = read_name(argument)
        except WrongNameError as error:
            return Reply.say(str(error))
        key, now = name_key(name), time.time()

        def keep(state: State) -> Name | None:
            before = state.names.declared().get(key)
            state.names.declare(key, name, now)
            state.audit.record(by, Deed.NAMED, _told(name), now)
            return before

        before = await self._state.ask(keep)
        await self._shelf.ask(lambda shelf: shelf.rename())
        lines = [wording_names.DECLARED.format(name=_told(name))]
        if before is not None and before != name:
            lines.append(wording_names.REPLACED.format(name=_told(before)))
        return Reply.say("\n".join(lines))


def read_name(text: str) -> Name:
    """What an admin has typed as a declaration.

    Raises:
        WrongNameError: It is none, or would make most questions wrong.
    """
    said, equals, meant = (squash(part) for part in nfc(text).partition("="))
    name = _body_of(squash(nfc(text))) if not equals else Name(said=said, meant=meant)
    if name is None or not folded_syllables(name.said) or not folded_syllables(name.meant):
        raise WrongNameError(wording_names.USAGE)
    if max(len(name.said), len(name.meant), len(name.source)) > _LONGEST:
        raise WrongNameError(wording_names.TOO_LONG.format(most=_LONGEST))
    if fold(name.said) == fold(name.meant):
        raise WrongNameError(wording_names.SAME.format(said=name.said, meant=name.meant))
    words = folded_syllables(name.said)
    if len(words) == 1 and is_folded_syllable(words[0]):
        raise WrongNameError(wording_names.TOO_COMMON.format(said=name.said))
    return name


def _body_of(text: str) -> Name | None:
    """A body and the one that took over from it; None for anything else."""
    match = _BODY.fullmatch(fold(text))
    if match is None:
        return None
    said, rest = (text[slice(*match.span(group))] for group in ("said", "rest"))
    dated = _SINCE.fullmatch(fold(rest))
    if dated is None:
        raise WrongNameError(wording_names.NO_DAY)
    day, month, year = (int(dated[n]) for n in (3, 4, 5))
    try:
        since = date(year, month, day)
    except ValueError as error:
        raise WrongNameError(wording_names.WRONG_DAY.format(day=dated["day"])) from error
    meant, source = (rest[slice(*dated.span(group))] for group in ("meant", "source"))
    return Name(said=said, meant=meant, since=since, source=source)


def name_key(name: Name) -> str:
    """What tells declarations apart: a body may have several successors, words one meaning."""
    said = " ".join(folded_syllables(name.said))
    return said if name.since is None else f"{said} > {' '.join(folded_syllables(name.meant))}"


def _drop(state: State, key: str, by: str, now: float) -> Name | None:
    gone = state.names.drop(key)
    if gone is not None:
        state.audit.record(by, Deed.UNNAMED, _told(gone), now)
    return gone


def _list(state: State) -> Reply:
    names = state.names.declared()
    if not names:
        return Reply.say(f"{wording_names.NONE}\n{wording_names.USAGE}")
    lines, options = [wording_names.HEAD.format(count=len(names))], []
    for number, (key, name) in enumerate(names.items(), start=1):
        lines.append(wording_names.LINE.format(number=number, name=_told(name)))
        label = wording_names.REMOVE.format(name=name.said)
        action = Action(verb=Verb.UNNAME, text=key)
        options.append(Option(label=label, action=action, wide=True))
    return Reply.say("\n".join([*lines, wording_names.USAGE]), *options)


def _told(name: Name) -> str:
    if name.since is None:
        return wording_names.WORD.format(said=name.said, meant=name.meant)
    since = spoken(name.since.isoformat())
    told = wording_names.BODY
    return told.format(said=name.said, meant=name.meant, since=since, source=name.source)
