"""What admins do from a chat, and what people say of the answers."""

import asyncio
import dataclasses
import functools
import time

from bot.admin import correcting, intake, journal, keeping, names, registry
from bot.admin.changing import Changing
from bot.admin.entrance import Entrance
from bot.admin.readings import OF_THE_LIBRARY, Hear
from bot.admin.scheduling import schedule
from bot.admin.works.uploads import Uploads
from bot.admin.works.works import Works
from bot.channel import Channel
from bot.delivery.answered import converse
from bot.delivery.errand import Attended, Errand, heard_from_other_process
from bot.delivery.quota import Quotas
from bot.desk import Desk
from bot.errors import BotError
from bot.gaps import asked, counter
from bot.library.reload import (
    earlier_library,
    go_forward,
    later_library,
    reload_library,
    roll_back,
)
from bot.library.shelf import Shelf, rush
from bot.library.vector_making import VectorMaking
from bot.message import Action, Incoming, Option, Reply, Verb
from bot.rights.access import Role, invite
from bot.rights.audience import Sight
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.state import State, Task
from bot.talk.commands import Command
from bot.talk.turn import Turn
from bot.wording import gaps as wording_gaps
from bot.wording import general as wording
from bot.wording import library as wording_library
from bot.wording import office as wording_office
from index.errors import LibraryMissingError, SearchError
from knowledge.text import fold

_ADMIN_COMMANDS = {name for name, _ in wording.ADMIN_COMMANDS}
_ADMIN_VERBS = (
    *(Verb.RELOAD, Verb.ROLLBACK, Verb.KEEP),
    *(*registry.VERBS, *intake.VERBS, *journal.VERBS, *counter.VERBS, *names.VERBS),
    *(*keeping.VERBS, *correcting.VERBS, *schedule.VERBS),
)
# The label of an action that undoes a return to the generation before.
_FORWARD = "forward"
_REMARKS = (Verb.GOOD, Verb.BAD, Verb.REASON)


class Office:
    """Attends to commands and buttons that concern the program rather than the plans."""

    def __init__(self, settings: Settings, state: Desk[State], shelf: Desk[Shelf]) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._registry = registry.Registry(settings, state, shelf)
        self.changing = Changing(settings, state, shelf)
        self._keeper = keeping.Keeper(settings, state, shelf, self.changing)
        self.intake = intake.Intake(settings, state, shelf, self._keeper)
        self.works = Works(state)
        self.uploads = Uploads(settings, self.intake, self.works)
        self.correcting = correcting.Correcting(settings, state, shelf, self.changing, self.intake)
        self.schedule = schedule.Schedule(settings, state, shelf, self.intake)
        self._names = names.Names(state, shelf)
        self._entrance = Entrance(settings, state)
        self.gaps = counter.Counter(state, shelf)
        self.quotas = Quotas(settings.quotas)
        self.vectors: VectorMaking | None = None

    async def attend(
        self, task: Task, command: Command | None, role: Role, now: float,
        channel: Channel | None = None,
    ) -> Attended | None:  # fmt: skip
        """What is done about an event; None if it is a matter of the plans.

        How far a long errand is, is told on the channel, if there is one.
        """
        action = task.action
        if action is not None and action.verb in _REMARKS:
            return Attended(reply=await self._remark(task, action, now))
        if action is not None and action.verb is Verb.TELL_ME:
            return Attended(reply=await self._wait(action, task.incoming.user))
        if command is not None and command.name == "phanhoi" and command.argument:
            about = task.chat.asked[-1] if task.chat.asked else ""
            await self._keep(task, "note", command.argument, about, now)
            return Attended(reply=Reply.say(wording.THANKS_REMARK))
        by_command = command is not None and command.name in _ADMIN_COMMANDS
        by_button = action is not None and action.verb in _ADMIN_VERBS
        if not by_command and not by_button:
            if role is not Role.ADMIN or not task.incoming.private:
                return None
            return await self.correcting.attend(task, command)
        if role is not Role.ADMIN or not task.incoming.private:
            return Attended(reply=Reply.say(wording.ADMIN_ONLY))
        if action is not None and action.verb in intake.VERBS:
            return await self.intake.attend(action, task.incoming.user)
        for attend in (self._keeper.attend, self.correcting.attend, self.schedule.attend):
            attended = await attend(task, command)
            if attended is not None:
                return attended
        told = await self._told(task, command)
        if told is not None:
            return Attended(reply=told)
        if command is not None and command.name == "moi":
            return Attended(reply=await self._invite(command.argument, task.incoming.user, now))
        if command is not None and command.name == "quaylai":
            return Attended(reply=await self._ask_to_roll_back())
        if action is not None and action.verb in (Verb.ROLLBACK, Verb.KEEP):
            return Attended(reply=await self._roll_back(action, task.incoming.user, now))
        if command is not None and command.name == "tinhtrang":
            return Attended(reply=await self._report(now))
        return self._begin_reload(task.incoming, channel, insist=action is not None)

    def _begin_reload(
        self, incoming: Incoming, channel: Channel | None, *, insist: bool
    ) -> Attended:
        """Have the documents folder read again; how far that is, is told in the same message."""
        readings = self.intake.readings
        reading = readings.begin("", incoming, channel, OF_THE_LIBRARY)
        reload = functools.partial(self._reload, incoming.user, insist=insist)
        job: Errand = functools.partial(readings.run, reading, reload)
        return Attended(reply=Reply.say(wording.RELOADING), errand=job, how_far=reading.shown)

    async def _told(self, task: Task, command: Command | None) -> Reply | None:
        """What is said of people, plans, questions, names, pages; None if it is about none."""
        return (
            await self._entrance.attend(command, task.incoming.user)
            or await self._state.ask(lambda state: journal.look_back(state, task, command))
            or await self.gaps.attend(task, command)
            or await self._names.attend(task, command)
            or await self._registry.attend(task, command)
        )

    def take_file(self, incoming: Incoming, role: Role, channel: Channel) -> Attended | None:
        """What is done about a message with a file; None if only its text counts."""
        if incoming.file is None or not incoming.private:
            return None
        if role is Role.ADMIN:
            return self.intake.take(incoming.file, incoming, channel)
        if incoming.text:
            return None
        return Attended(reply=Reply.say(wording_office.FILE_FROM_READER))

    async def _report(self, now: float) -> Reply:
        """How the program does: the library, what is waiting, what may still be sent."""
        backlog = await self._state.ask(lambda state: state.backlog(now))
        usage = await self._state.ask(lambda state: self.quotas.usage(state, now))
        count = await self._shelf.ask(lambda shelf: len(shelf.library.documents))
        told = wording.STATUS.format(
            count=count,
            # The one who asks this is not waiting.
            waiting=max(0, backlog.waiting - 1),
            pending=backlog.pending,
            again=backlog.again,
            unknown=backlog.unknown,
        )
        making = self.vectors.progress if self.vectors is not None else None
        vectors = [wording.MAKING_VECTORS.format(progress=making)] if making else []
        return Reply.say("\n".join([told, *vectors, *(each.told() for each in usage)]))

    async def _remark(self, task: Task, action: Action, now: float) -> Reply:
        if action.verb is Verb.GOOD:
            await self._keep(task, "good", "", action.text, now)
            return Reply(notice=wording.THANKS_REMARK)
        if action.verb is Verb.BAD:
            await self._keep(task, "bad", "", action.text, now)
            await self._state.ask(lambda state: state.gaps.note(action.text, "bad", now))
            reasons = [
                Option(label=label, action=Action(verb=Verb.REASON, text=action.text, page=number))
                for number, (_, label) in enumerate(wording.REASONS)
            ]
            return Reply.say(wording.WHY_BAD, *reasons)
        reason = wording.REASONS[min(action.page, len(wording.REASONS) - 1)][0]
        await self._keep(task, "bad", reason, action.text, now)
        thanks = Reply.say(wording.THANKS_REMARK)
        return Reply(blocks=thanks.blocks, in_place=True)

    async def converse(self, task: Task, sight: Sight, channel: Channel, now: float) -> Turn:
        """The turn of the conversation, with the sections that admins have named for questions.

        A question that is not answered is kept, and whoever asked may choose to be told later.
        """
        held, gone = await self._state.ask(
            lambda state: (state.gaps.verdicts(), state.declared.withdrawals())
        )
        verdicts = {each.key: each for each in held}
        with rush.asked(task.incoming.text):
            turn = await self._shelf.ask(
                lambda shelf: converse(shelf, task, sight, channel, now, verdicts, gone)
            )
        text, status = turn.vain, turn.status
        if text is None or status is None:
            return turn
        gap = await self._state.ask(lambda state: state.gaps.note(text, status.value, now))
        if not task.incoming.private:
            return turn
        return asked.with_offer(turn, gap, channel.capabilities, now)

    async def _wait(self, action: Action, user: str) -> Reply:
        """Note that somebody wants to be told when their question is answered."""
        number = int(action.text) if action.text.isdecimal() else 0
        is_open = await self._state.ask(lambda state: state.gaps.wait(number, user))
        return Reply(notice=wording_gaps.WILL_TELL if is_open else wording_gaps.NO_LONGER)

    async def _keep(self, task: Task, verdict: str, text: str, about: str, now: float) -> None:
        user = task.incoming.user
        await self._state.ask(
            lambda state: state.people.remark(
                user, verdict=verdict, text=text, about=about, now=now
            )
        )

    async def _invite(self, argument: str, by: str, now: float) -> Reply:
        role = Role.ADMIN if fold(argument).startswith(("quan", "admin")) else Role.READER
        called = wording.ROLES[role.value]
        code = await self._state.ask(lambda state: invite(state, role, now, by=by))
        await self._record(by, Deed.INVITED, called, now)
        return Reply.say(wording.INVITATION.format(role=called, code=code))

    async def _record(self, by: str, deed: Deed, about: str, now: float) -> None:
        await self._state.ask(lambda state: state.audit.record(by, deed, about, now))

    async def _ask_to_roll_back(self) -> Reply:
        try:
            earlier = await asyncio.to_thread(earlier_library, self._settings)
        except LibraryMissingError:
            return Reply.say(wording_office.NO_EARLIER)
        except (BotError, SearchError) as error:
            return Reply.say(str(error))
        use = Action(verb=Verb.ROLLBACK, text=earlier.key)
        return Reply.say(
            earlier.told(),
            Option(label=wording_office.USE_EARLIER, action=use),
            Option(label=wording_office.KEEP_AS_IT_IS, action=Action(verb=Verb.KEEP)),
        )

    async def _roll_back(self, action: Action, by: str, now: float) -> Reply:
        if action.verb is Verb.KEEP:
            return Reply.say(wording_office.LIBRARY_KEPT)
        forward = action.label == _FORWARD
        try:
            if forward and not action.page:
                return await self._ask_to_go_forward(action)
            if forward:
                found, left = await asyncio.to_thread(go_forward, self._settings, action.text), ""
            else:
                found, left = await asyncio.to_thread(roll_back, self._settings, to=action.text)
        except LibraryMissingError:
            return Reply.say(wording_office.NO_EARLIER)
        except (BotError, SearchError) as error:
            return Reply.say(str(error))
        await self._shelf.ask(lambda shelf: shelf.refresh())
        about = wording_office.PLANS.format(count=found.count)
        await self._record(by, Deed.WENT_FORWARD if forward else Deed.ROLLED_BACK, about, now)
        if forward:
            told = wording_library.WENT_FORWARD.format(count=found.count)
            return Reply.say(found.told(told))
        back = Action(verb=Verb.ROLLBACK, text=left, label=_FORWARD)
        told = found.told(wording.ROLLED_BACK.format(count=found.count))
        return Reply.say(told, Option(label=wording_library.GO_FORWARD, action=back))

    async def _ask_to_go_forward(self, action: Action) -> Reply:
        """The generation that was left is put in force only where it is said what that changes."""
        later = await asyncio.to_thread(later_library, self._settings, action.text)
        told = later.told(head=wording_library.FORWARD_HEAD)
        use = dataclasses.replace(action, page=1)
        return Reply.say(
            told,
            Option(label=wording_library.GO_FORWARD, action=use),
            Option(label=wording_office.KEEP_AS_IT_IS, action=Action(verb=Verb.KEEP)),
        )

    async def _reload(self, by: str, hear: Hear, *, insist: bool) -> Reply:
        try:
            settings = self._settings.without_channels()
            report = await heard_from_other_process(
                functools.partial(reload_library, settings, insist=insist), hear
            )
        except (BotError, SearchError) as error:
            return Reply.say(str(error))
        await self._shelf.ask(lambda shelf: shelf.refresh())
        if report.needs_yes:
            confirm = Option(label=wording.CONFIRM_RELOAD, action=Action(verb=Verb.RELOAD))
            return Reply.say(report.told(), confirm)
        if report.published:
            await self._record(by, Deed.RELOADED, report.counts(), time.time())
        return Reply.say(report.told())
