"""Files that are put in force at a day and time: noted, done, and told to whoever wished so.

What is done then is what the button would do: the same checks and questions. Where something is
to be said of the file by then that was not said when the time was named, it is left to the admin.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.admin.considering import ASK, AT_ONCE, Considered
from bot.admin.intake import Intake
from bot.admin.scheduling.moments import moment_of, told_moment
from bot.delivery.errand import Attended
from bot.desk import Desk
from bot.errors import BotError
from bot.files.pending import keep_until, pending_file, pending_of
from bot.library.reload import folders_of
from bot.library.shelf import Shelf
from bot.message import Action, Option, Reply, Verb
from bot.rights.access import Access, Role
from bot.rights.entry import OPERATOR
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.plans.scheduled import Scheduled
from bot.state.state import State, Task
from bot.talk.commands import Command
from bot.wording import office as wording_office
from bot.wording import schedule as wording
from index.library.document_names import full_name

logger = logging.getLogger(__name__)

VERBS = (Verb.SCHEDULE, Verb.UNSCHEDULE)
# Seconds between two looks; by how much a time may be past, as forms name minutes; how far ahead.
_LOOK_EVERY, _GRACE, _AHEAD = 5.0, 90.0, 180 * 86_400.0

Send = Callable[[str, Reply], Awaitable[bool]]
ShowAdmins = Callable[[Reply], Awaitable[None]]


class Schedule:
    """Knows what is put in force when, and does it."""

    def __init__(
        self, settings: Settings, state: Desk[State], shelf: Desk[Shelf], intake: Intake
    ) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._intake = intake

    async def attend(self, task: Task, command: Command | None) -> Attended | None:
        """What is done about `/hen` or a button; None if it is about something else."""
        action, user = task.action, task.incoming.user
        try:
            if action is not None and action.verb is Verb.UNSCHEDULE:
                return Attended(reply=await self._end(action.text, user))
            if action is not None and action.verb is Verb.SCHEDULE:
                return Attended(reply=await self._put(action, user))
            if command is None or command.name != "hen":
                return None
            if not command.argument:
                return Attended(reply=await self._told_all())
            return Attended(reply=await self._ask_by_words(command.argument, user))
        except BotError as error:
            return Attended(reply=Reply.say(str(error)))

    async def _ask_by_words(self, typed: str, user: str) -> Reply:
        """The same of the file that an admin has before them."""
        sha256 = await self._state.ask(lambda state: state.declared.subject(user, time.time()))
        documents, _ = folders_of(self._settings)
        found = pending_of(documents, sha256) if sha256 is not None else None
        if found is None:
            return Reply.say(wording.WHICH_FILE)
        return await self.ask(found[0], typed, user)

    async def ask(self, key: str, typed: str, by: str) -> Reply:
        """Have the file of a key put in force at the time that was typed.

        Where somebody must say for whom, that is asked.

        Raises:
            BotError: The file waits no more.
        """
        at = moment_of(typed, time.time())
        if at is None:
            now = told_moment(time.time())
            return Reply.say((wording.WHICH_TIME if typed else wording.NO_TIME).format(now=now))
        page = ASK if (await self._intake.consider(key)).asks else AT_ONCE
        action = Action(verb=Verb.SCHEDULE, text=key, page=page, documents=(str(at),))
        return await self._put(action, by)

    async def all(self) -> tuple[Scheduled, ...]:
        """What is to be put in force; of what is decided about otherwise nothing."""
        documents, _ = folders_of(self._settings)
        held = await self._state.ask(lambda state: state.scheduled.all())
        return tuple(e for e in held if e.begun or pending_file(documents, e.key) is not None)

    async def _put(self, action: Action, by: str) -> Reply:
        at, now = float(action.documents[0]), time.time()
        if not now - _GRACE <= at <= now + _AHEAD:
            told = wording.PAST if at < now else wording.TOO_FAR
            return Reply.say(told.format(at=told_moment(at), now=told_moment(now)))
        considered = await self._intake.consider(action.text)
        if action.page == ASK:
            return await self._ask_for_whom(action)
        card = considered.preview.card
        scheduled = Scheduled(
            key=action.text,
            action=replace(action, verb=Verb.PUBLISH, documents=()),
            by=by,
            at=at,
            name=full_name(card),
            sha256=card.sha256,
            remarks=considered.remarks,
            replaced=_checksums(considered),
        )

        def keep(state: State) -> None:
            state.scheduled.keep(scheduled)
            about = wording.ABOUT.format(name=scheduled.name, at=told_moment(at))
            state.audit.record(by, Deed.SCHEDULED, about, now)

        await self._state.ask(keep)
        keep_until(folders_of(self._settings)[0], scheduled.key, at)
        return self._told_put(scheduled, considered)

    def _told_put(self, scheduled: Scheduled, considered: Considered) -> Reply:
        at, now = told_moment(scheduled.at), told_moment(time.time())
        told = wording.PUT.format(name=scheduled.name, at=at, now=now)
        options = [_cancel(scheduled)]
        if not considered.asks and not scheduled.action.label:
            others = Action(
                verb=Verb.SCHEDULE, text=scheduled.key, page=ASK, documents=(str(scheduled.at),)
            )
            options.append(Option(label=wording_office.PUBLISH_FOR, action=others))
        return Reply.say("\n".join([told, *scheduled.remarks]), *options)

    async def _ask_for_whom(self, action: Action) -> Reply:
        """The question of the button, whose answers name the time, too."""
        asked = await self._intake.for_whom(action.text)
        options = tuple(
            replace(
                each,
                action=replace(each.action, verb=Verb.SCHEDULE, documents=action.documents),
            )
            for each in asked.options
            if each.action.verb is Verb.PUBLISH
        )
        return replace(asked, options=options)

    async def _end(self, key: str, by: str) -> Reply:
        found = next((each for each in await self.all() if each.key == key), None)
        if found is None or found.begun:
            return Reply.say(wording.GONE)
        now = time.time()

        def end(state: State) -> bool:
            there = found in state.scheduled.all() and state.scheduled.end(key)
            if there:
                about = wording.ABOUT.format(name=found.name, at=told_moment(found.at))
                state.audit.record(by, Deed.UNSCHEDULED, about, now)
            return there

        if not await self._state.ask(end):
            return Reply.say(wording.GONE)
        keep_until(folders_of(self._settings)[0], key, now)
        return Reply.say(wording.ENDED.format(name=found.name))

    async def _told_all(self) -> Reply:
        held = await self.all()
        if not held:
            return Reply.say(wording.NONE)
        lines = [told_of(each) for each in held]
        return Reply.say("\n".join([wording.HEAD, *lines]), *(_cancel(each) for each in held))

    async def run(self, access: Access, send: Send, show_admins: ShowAdmins) -> None:
        """Put in force what is due, until cancelled; at first what was due meanwhile."""
        while True:
            try:
                await self.look(access, send, show_admins)
            except Exception:
                logger.exception("what is scheduled could not be looked after")
            await asyncio.sleep(_LOOK_EVERY)

    async def look(self, access: Access, send: Send, show_admins: ShowAdmins) -> None:
        """Put in force what is due by now."""
        for key in await self._state.ask(lambda state: state.scheduled.drop_unreadable()):
            file = pending_file(folders_of(self._settings)[0], key)
            if file is not None:
                await show_admins(Reply.say(wording.UNREADABLE.format(file=file.name)))
        for each in await self._state.ask(lambda state: state.scheduled.all()):
            try:
                reply = await self._done(each, access)
                if reply is not None:
                    await self._tell(each, reply, access, send, show_admins)
            except Exception as error:
                logger.exception("what is scheduled could not be put in force")
                why = str(error) if isinstance(error, BotError) else wording.FAILED
                left = await self._left(each, why)
                if left is not None:
                    await show_admins(_headed(each, left))

    async def _done(self, each: Scheduled, access: Access) -> Reply | None:
        """Do what is to be done about one now; what is to be told of that, None for nothing yet."""
        if not await self._intake.waits(each.key):
            return await self._told_gone(each)
        if each.trouble is not None or each.at > time.time():
            return None
        hindrance = await self._hindrance(each, access)
        if hindrance is not None:
            return await self._left(each, hindrance)
        begun = replace(each, begun=True)
        if not await self._state.ask(lambda state: state.scheduled.note(begun)):
            return None
        attended = await self._intake.attend(each.action, each.by)
        reply = await attended.errand() if attended.errand is not None else attended.reply
        if pending_file(folders_of(self._settings)[0], each.key) is not None:
            await self._note_trouble(each, "\n".join(block.text for block in reply.blocks))
        return reply

    async def _tell(
        self, each: Scheduled, reply: Reply, access: Access, send: Send, show_admins: ShowAdmins
    ) -> None:
        """Tell whoever wished so, or all admins where that is none or cannot be reached."""
        if reply.blocks:
            told = _headed(each, reply)
            role = await self._state.ask(lambda state: access.role(state, each.by))
            if role is not Role.ADMIN or not await send(each.by, told):
                await show_admins(told)
        if pending_file(folders_of(self._settings)[0], each.key) is None:
            await self._state.ask(lambda state: state.scheduled.end(each.key))

    async def _told_gone(self, each: Scheduled) -> Reply | None:
        """What became of it where we were ended in the middle; None while that is to be done.

        Nothing is told where somebody has decided otherwise.
        """
        if not each.begun:
            return Reply()
        if each.sha256 in await self._state.ask(lambda state: state.declared.due()):
            return None
        await self._shelf.ask(lambda shelf: shelf.refresh())
        cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
        if all(card.sha256 != each.sha256 for card in cards):
            return Reply.say(wording.CUT_OFF)
        return Reply.say(wording_office.PUBLISHED.format(name=each.name, count=len(cards)))

    async def _hindrance(self, each: Scheduled, access: Access) -> str | None:
        """Why it is not to be put in force without another look."""
        role = await self._state.ask(lambda state: access.role(state, each.by))
        if each.by != OPERATOR and role is not Role.ADMIN:
            return wording.NO_ADMIN
        try:
            considered = await self._intake.consider(each.key)
        except BotError as error:
            return str(error)
        news = [remark for remark in considered.remarks if remark not in each.remarks]
        # With a remark that holds no more may go what limited who sees the plan.
        gone = [remark for remark in each.remarks if remark not in considered.remarks]
        news += [wording.NO_MORE.format(remark=remark) for remark in gone]
        if not news and _checksums(considered) != each.replaced:
            news = [wording.REPLACES_OTHERS]
        return "\n".join([wording.NEWS, *news]) if news else None

    async def _left(self, each: Scheduled, why: str) -> Reply | None:
        """It is left to admins, who are shown what can be done with it."""
        if not await self._note_trouble(each, why):
            return None
        try:
            options = (await self._intake.consider(each.key)).options
        except BotError:
            options = ()
        except Exception:
            logger.exception("what is scheduled cannot be looked at")
            options = ()
        if pending_file(folders_of(self._settings)[0], each.key) is None:
            return Reply.say(why)
        return Reply.say(f"{why}\n{wording_office.FILE_KEPT}", *options)

    async def _note_trouble(self, each: Scheduled, why: str) -> bool:
        """Note why it is left, and keep it; False where it was taken back or changed meanwhile."""
        troubled = replace(each, trouble=why, begun=False)
        noted = await self._state.ask(lambda state: state.scheduled.note(troubled))
        if noted:
            keep_until(folders_of(self._settings)[0], each.key, time.time())
        return noted


def told_of(each: Scheduled) -> str:
    """What is to be put in force and when, or why it was not."""
    if each.trouble is not None:
        return wording.LINE_LEFT.format(name=each.name, at=told_moment(each.at), why=each.trouble)
    return wording.LINE.format(name=each.name, at=told_moment(each.at))


def _headed(each: Scheduled, reply: Reply) -> Reply:
    """What is told at the time named, in a message of its own."""
    head = Reply.say(wording.DUE.format(name=each.name, at=told_moment(each.at)))
    return replace(reply, blocks=(*head.blocks, *reply.blocks), in_place=False)


def _checksums(considered: Considered) -> tuple[str, ...]:
    return tuple(sorted(each.sha256 for each in considered.replaced))


def _cancel(each: Scheduled) -> Option:
    action = Action(verb=Verb.UNSCHEDULE, text=each.key)
    return Option(label=wording.CANCEL.format(name=each.name), action=action, wide=True)
