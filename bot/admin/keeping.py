"""Plans withdrawn and brought back, and what has become of them, as admins say in chat."""

import functools
import time
from collections.abc import Awaitable, Callable, Sequence

from bot.admin.changing import Changing
from bot.admin.fates import (
    FORGET,
    ask_fate,
    ask_stated,
    read_pair,
    standing_of,
    stated,
    told_fate,
)
from bot.admin.limits import choose_plan
from bot.delivery.errand import Attended
from bot.desk import Desk
from bot.errors import BotError
from bot.library.declaring import require_restorable
from bot.library.holding import InForce
from bot.library.reload import folders_of
from bot.library.shelf import Shelf
from bot.message import Action, Option, Reply, Verb
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.declarations import Withdrawal
from bot.state.state import State, Task
from bot.talk.browse import PAGE_LENGTH, plans_named
from bot.talk.commands import Command
from bot.wording import general as wording
from bot.wording import library as wording_library
from index.library.document_names import full_name
from knowledge.dates import spoken
from knowledge.document import Standing

VERBS = (Verb.WITHDRAW, Verb.RESTORE, Verb.FATE)
COMMANDS = ("rut", "khoiphuc", "thaythe")
_Job = Callable[[Task, Action], Awaitable[Reply]]
# What the page of an action says: ask first, or do it.
_ASK, _DO = 0, 1


class Keeper:
    """Withdraws plans, brings them back, and notes what has become of them."""

    def __init__(
        self, settings: Settings, state: Desk[State], shelf: Desk[Shelf], changing: Changing
    ) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._changing = changing

    async def attend(self, task: Task, command: Command | None) -> Attended | None:
        """What is done about a command or button; None if it is about something else."""
        action = task.action
        try:
            if command is not None and command.name in COMMANDS:
                self._changing.require_folders()
                return Attended(reply=await self._command(command))
            if action is None or action.verb not in VERBS:
                return None
            if action.verb is Verb.WITHDRAW and action.page == _ASK:
                return Attended(reply=await self._ask_to_withdraw(action.documents))
            job = {
                Verb.WITHDRAW: self._withdraw,
                Verb.RESTORE: self._restore,
                Verb.FATE: self._set_fate,
            }[action.verb]
            at_work = Reply.say(wording_library.AT_WORK)
            told = Reply(blocks=at_work.blocks, in_place=True)
            return Attended(reply=told, errand=functools.partial(_said, job, task, action))
        except BotError as error:
            return Attended(reply=Reply.say(str(error)))

    async def _command(self, command: Command) -> Reply:
        argument = command.argument
        if command.name == "khoiphuc":
            return await self._list_withdrawn()
        if command.name == "rut" and not argument:
            return Reply.say(wording_library.USAGE_WITHDRAW)
        if command.name == "rut":
            ids = await self._shelf.ask(lambda shelf: plans_named(shelf.answerer, argument))
            return await self._ask_to_withdraw(ids, argument)
        if not argument:
            return await self._list_stated()
        return await self._shelf.ask(lambda shelf: _replace(shelf, argument))

    async def _ask_to_withdraw(self, ids: Sequence[str], text: str = "") -> Reply:
        def ask(shelf: Shelf) -> Reply:
            held = [each for each in shelf.library.documents if each.id in ids]
            if len(held) != 1:
                return choose_plan(shelf.library, [each.id for each in held], text, Verb.WITHDRAW)
            withdraw = Action(verb=Verb.WITHDRAW, documents=(held[0].id,), page=_DO)
            return Reply.say(
                wording_library.WITHDRAW_ASK.format(name=full_name(held[0])),
                Option(label=wording_library.WITHDRAW, action=withdraw),
                Option(label=wording_library.KEEP, action=Action(verb=Verb.KEEP)),
            )

        return await self._shelf.ask(ask)

    async def _withdraw(self, task: Task, action: Action) -> Reply:
        cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
        card = next((each for each in cards if each.id in action.documents), None)
        if card is None:
            return Reply.say(wording.PLAN_GONE)
        require_restorable(folders_of(self._settings)[0], card.source_file, card.sha256)
        withdrawal = Withdrawal(
            sha256=card.sha256,
            file=card.source_file,
            name=full_name(card),
            by=task.incoming.user,
            at=time.time(),
            card=card,
        )

        def keep(state: State) -> None:
            state.declared.withdraw(withdrawal)
            state.audit.record(withdrawal.by, Deed.WITHDRAWN, withdrawal.name, withdrawal.at)

        await self._state.ask(keep)
        changed = await self._changing.apply({card.sha256: ""})
        told = wording_library.WITHDRAWN.format(name=withdrawal.name, count=changed.count)
        back = Action(verb=Verb.RESTORE, text=card.sha256)
        return Reply.say(told, Option(label=wording_library.RESTORE, action=back))

    async def _list_withdrawn(self) -> Reply:
        gone = await self._state.ask(lambda state: state.declared.withdrawals())
        if not gone:
            return Reply.say(wording_library.WITHDRAWN_NONE)
        lines = [wording_library.WITHDRAWN_HEAD.format(count=len(gone))]
        options = []
        for number, each in enumerate(gone[:PAGE_LENGTH], start=1):
            day = spoken(time.strftime("%Y-%m-%d", time.localtime(each.at)))
            line = wording_library.WITHDRAWN_LINE.format(number=number, name=each.name, day=day)
            lines.append(line)
            action = Action(verb=Verb.RESTORE, text=each.sha256)
            options.append(Option(label=line, action=action, wide=True, listed=True))
        return Reply.say("\n".join(lines), *options)

    async def _restore(self, task: Task, action: Action) -> Reply:
        sha256 = action.text
        user, now = task.incoming.user, time.time()
        file = await self._state.ask(lambda state: _restore(state, sha256, user, now))
        if file is None:
            return Reply.say(wording_library.WITHDRAWN_NONE)
        changed = await self._changing.apply({sha256: file})
        if changed.lost:
            return Reply.say(wording_library.LOST.format(file=file))
        name = "; ".join(changed.restored) or file
        told = wording_library.RESTORED.format(name=name, count=changed.count)
        return Reply.say(InForce(count=changed.count, held=changed.held).told(told))

    async def _list_stated(self) -> Reply:
        def ask(shelf: Shelf) -> Reply:
            found = list(stated(shelf.library))
            if not found:
                text = f"{wording_library.STATED_NONE} {wording_library.USAGE_REPLACE}"
                return Reply.say(text)
            return ask_stated(shelf.library, found)

        return await self._shelf.ask(ask)

    async def _set_fate(self, task: Task, action: Action) -> Reply:
        old, new = action.documents
        held = await self._shelf.ask(lambda shelf: {c.id: c for c in shelf.library.documents})
        if old not in held or (new and new not in held):
            return Reply.say(wording.PLAN_GONE)
        sha256, user, now = held[old].sha256, task.incoming.user, time.time()
        name = full_name(held[old])
        if action.label == FORGET:
            await self._state.ask(lambda state: _forget(state, sha256, new, user, name, now))
            await self._changing.apply({sha256: ""})
            return Reply.say(wording_library.FATE_FORGOTTEN.format(name=name))
        standing = await self._shelf.ask(lambda shelf: standing_of(shelf.library, action))
        await self._state.ask(lambda state: _stand(state, sha256, standing, user, name, now))
        await self._changing.apply({sha256: ""})
        if standing.denied:
            return Reply.say(wording_library.FATE_DENIED)
        told = await self._shelf.ask(lambda shelf: told_fate(shelf.library, old))
        undo = Action(verb=Verb.FATE, documents=action.documents, label=FORGET)
        text = wording_library.FATE_SET.format(told=told)
        return Reply.say(text, Option(label=wording_library.FORGET_FATE, action=undo))

    async def catch_up(self) -> None:
        """Put in force what is due."""
        await self._changing.catch_up()

    async def stated_of(self, document_id: str) -> Reply | None:
        """What a plan that was just put in force says of others, or others of it."""

        def ask(shelf: Shelf) -> Reply | None:
            found = list(stated(shelf.library, document_id))
            return ask_stated(shelf.library, found) if found else None

        return await self._shelf.ask(ask)


def _restore(state: State, sha256: str, by: str, now: float) -> str | None:
    """Bring a plan back, and note that; its file, None if it was not withdrawn."""
    withdrawn = state.declared.withdrawal(sha256)
    if withdrawn is not None:
        state.audit.record(by, Deed.RETURNED, withdrawn.name, now)
    return state.declared.restore(sha256)


def _stand(state: State, sha256: str, standing: Standing, by: str, name: str, now: float) -> None:
    """Say what has become of the plan of that name, and note that."""
    state.declared.stand(sha256, standing, by, now)
    about = wording_library.FATE_BY if standing.name else wording_library.FATE_ABOUT
    change = wording_library.FATES[standing.change.name]
    deed = Deed.NOT_REPLACED if standing.denied else Deed.REPLACED
    state.audit.record(by, deed, about.format(old=name, change=change, new=standing.name), now)


def _forget(state: State, sha256: str, new: str, by: str, name: str, now: float) -> None:
    """Say nothing any more of what has become of the plan of that name, and note that."""
    if state.declared.forget_standing(sha256, new):
        state.audit.record(by, Deed.FORGOTTEN, name, now)


async def _said(job: _Job, task: Task, action: Action) -> Reply:
    try:
        return await job(task, action)
    except BotError as error:
        return Reply.say(str(error))


def _replace(shelf: Shelf, argument: str) -> Reply:
    pair = read_pair(shelf.answerer, argument)
    for ids in (pair.old, pair.new):
        if ids is not None and len(ids) != 1:
            told = choose_plan(shelf.library, (), argument)
            return told if not ids else Reply.say(wording_library.USAGE_REPLACE)
    new = pair.new[0] if pair.new is not None else ""
    if new == pair.old[0]:
        return Reply.say(wording_library.REPLACE_SELF)
    return ask_fate(shelf.library, pair.old[0], new, pair.since)
