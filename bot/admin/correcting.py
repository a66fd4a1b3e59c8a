"""Correcting what was read of a plan, from chat: «sửa số 77/KH-UBND»."""

import functools
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from bot.admin.changing import Changing
from bot.admin.intake import Intake
from bot.delivery.errand import Attended
from bot.desk import Desk
from bot.errors import BotError
from bot.files.pending import pending_of
from bot.library.corrections import (
    Correctable,
    CorrectionError,
    correctables,
    set_all,
    set_correction,
    undo_correction,
)
from bot.library.reload import folders_of
from bot.library.shelf import Shelf
from bot.message import Action, Option, Reply, Verb
from bot.rights.entry import OPERATOR
from bot.settings import Settings
from bot.state.audit import Deed
from bot.state.declarations import Said
from bot.state.state import State, Task
from bot.talk.browse import plans_named
from bot.talk.commands import Command
from bot.wording import general as wording
from bot.wording import library as wording_library
from bot.wording import office as wording_office
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.sameness import Identity
from knowledge.dates import spoken
from knowledge.document import Document, Slot
from knowledge.text import fold, nfc, squash

VERBS = (Verb.CORRECT,)
COMMANDS = ("sua",)
_SHOWN = 12
# The names of fields, folded; longer ones first.
_NAMES = {
    "so ky hieu": Slot.NUMBER, "so, ky hieu": Slot.NUMBER, "ky hieu": Slot.NUMBER,
    "so": Slot.NUMBER, "ngay ban hanh": Slot.DATE, "ngay": Slot.DATE,
    "co quan ban hanh": Slot.ISSUER, "don vi ban hanh": Slot.ISSUER, "co quan": Slot.ISSUER,
    "noi ban hanh": Slot.PLACE, "dia phuong": Slot.PLACE, "loai van ban": Slot.TYPE,
    "loai": Slot.TYPE, "trich yeu": Slot.TITLE, "ten goi": Slot.TITLE, "tieu de": Slot.TITLE,
    "nguoi ky": Slot.SIGNER, "don vi chu tri": Slot.LEADS, "chu tri": Slot.LEADS,
    "don vi phoi hop": Slot.PARTNERS, "phoi hop": Slot.PARTNERS, "thoi gian": Slot.TIMING,
    "thoi han": Slot.TIMING,
}  # fmt: skip
_SAID = re.compile(
    rf"\W*sua (?:lai )?(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\b\s*:?\s*"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_PLACE = re.compile(r"(?:(?:mục|muc|nhiệm vụ|nhiem vu)\s+)?(?P<path>[^\s:]+)\s*:?\s+(?P<value>.+)")


class Correcting:
    """Takes corrections of the plan that an admin has before them."""

    def __init__(
        self,
        settings: Settings,
        state: Desk[State],
        shelf: Desk[Shelf],
        changing: Changing,
        intake: Intake,
    ) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._changing = changing
        self._intake = intake

    async def attend(self, task: Task, command: Command | None) -> Attended | None:
        """What is done about an admin's words or button; None if they correct nothing."""
        action = task.action
        try:
            if action is not None and action.verb is Verb.CORRECT:
                return await self._press(task, action)
            if command is not None and command.name == "sua":
                return Attended(reply=await self._take_up(task, command.argument))
            if action is not None or command is not None:
                return None
            text = nfc(task.incoming.text)
            match = _SAID.fullmatch(fold(text))
            if match is None:
                return None
            rest = text[match.start("rest") : match.end("rest")]
            return await self._correct(task, _NAMES[match["name"]], squash(rest))
        except BotError as error:
            return Attended(reply=Reply.say(str(error)))

    async def _take_up(self, task: Task, argument: str) -> Reply:
        """Show what can be corrected of the plan that is named, or that is before the admin."""
        if argument:
            ids = await self._shelf.ask(lambda shelf: plans_named(shelf.answerer, argument))
            if len(ids) != 1:
                return Reply.say(wording.NO_SUCH_PLAN.format(text=argument))
            cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
            sha256 = next(each.sha256 for each in cards if each.id == ids[0])
            user = task.incoming.user
            await self._take(user, sha256)
        return await self._show(await self._subject(task))

    async def _take(self, user: str, sha256: str) -> None:
        now = time.time()
        await self._state.ask(lambda state: state.declared.take_up(user, sha256, now))

    async def _subject(self, task: Task) -> Document:
        """The plan that is corrected: the one taken up, else the one in view."""
        user, view = task.incoming.user, task.chat.documents or ()
        now = time.time()
        sha256 = await self._state.ask(lambda state: state.declared.subject(user, now))
        if sha256 is None:
            cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
            sha256 = next((each.sha256 for each in cards if each.id in view[:1]), None)
        if sha256 is None:
            raise CorrectionError(wording_library.CORRECT_WHOM)
        return await self.document(sha256)

    async def save(
        self, user: str, document: Document, typed: Mapping[str, str], seen: str
    ) -> tuple[str, ...]:
        """Correct what an admin has typed into a form, see `set_all`; it is due then."""
        now = time.time()

        def keep(state: State) -> tuple[str, ...]:
            keys = set_all(state, document, typed, seen, by=user, now=now)
            fields = {each.key: each for each in correctables(document)}
            for key in keys:
                value = squash(typed[key]) or wording_library.NOTHING
                about = _about(document, fields[key], value)
                state.audit.record(user, Deed.CORRECTED, about, now)
            return keys

        return await self._state.ask(keep)

    async def tell(self, document: Document) -> Document:
        """Have the library tell what was corrected of a plan that it holds; as it is told then.

        Raises:
            NotYetError: It could not be done; it stays due.
        """
        await self._changing.apply({document.sha256: ""})
        now = await self.document(document.sha256)
        await self._state.ask(lambda state: _known_by_new_head(state, DocumentCard.of(now)))
        return now

    async def document(self, sha256: str) -> Document:
        """A plan as it is told now: of the library, or one that waits to be published."""

        def held(shelf: Shelf) -> Document | None:
            cards = shelf.library.documents
            card = next((each for each in cards if each.sha256 == sha256), None)
            return shelf.library.document(card.id) if card is not None else None

        document = await self._shelf.ask(held)
        if document is None:
            pending = pending_of(folders_of(self._settings)[0], sha256)
            if pending is None:
                raise CorrectionError(wording_library.CORRECT_GONE)
            document = pending[1]
        said = await self._state.ask(lambda state: state.declared.everything())
        return said.applied(document)

    async def _said(self, document: Document) -> tuple[Said, ...]:
        return await self._state.ask(lambda state: state.declared.said(document.sha256))

    async def _show(self, document: Document) -> Reply:
        """What can be corrected, with who has corrected what."""
        names = await self._state.ask(
            lambda state: {each.user: each.shown for each in state.people.register()}
        )
        names[OPERATOR] = wording_office.OPERATOR
        fields = correctables(document, await self._said(document))
        shown = [f for f in fields if not f.path or f.said is not None or f.slot is Slot.LEADS]
        lines = [wording_library.CORRECT_HEAD.format(name=full_name(document))]
        lines += [_line(each, names) for each in shown[:_SHOWN]]
        if len(shown) > _SHOWN:
            lines.append(wording_library.MORE_LINES.format(count=len(shown) - _SHOWN))
        lines.append(wording_library.CORRECT_HOW)
        return Reply.say("\n".join(lines))

    async def _press(self, task: Task, action: Action) -> Attended:
        user, sha256 = task.incoming.user, action.text
        document = await self.document(sha256)
        await self._take(user, sha256)
        if not action.label:
            return Attended(reply=await self._show(document))
        key, undo, value = action.label.partition("=")
        if undo:
            return await self._set(task, document, key, value)
        now = time.time()
        await self._state.ask(lambda state: _undo(state, document, key, user, now))
        return await self._told(document, key, wording_library.CORRECT_UNDONE)

    async def _correct(self, task: Task, slot: Slot, rest: str) -> Attended:
        document = await self._subject(task)
        fields = [each for each in correctables(document) if each.slot is slot]
        if fields and not fields[0].path:
            return await self._set(task, document, fields[0].key, rest)
        if not fields:
            raise CorrectionError(wording_library.CORRECT_NO_TASKS)
        match = _PLACE.fullmatch(rest)
        path = match["path"].rstrip(".") if match is not None else rest
        meant = [each for each in fields if _is_at(each.path, path)]
        if match is None or not meant:
            paths = list(dict.fromkeys(each.path for each in fields))
            told = wording_library.CORRECT_NO_TASK.format(
                path=path, paths=", ".join(paths[:_SHOWN]), first=paths[0]
            )
            raise CorrectionError(told)
        if len(meant) > 1:
            return Attended(reply=_choose(document, meant, path, match["value"]))
        return await self._set(task, document, meant[0].key, match["value"])

    async def _set(self, task: Task, document: Document, key: str, value: str) -> Attended:
        user, now = task.incoming.user, time.time()
        await self._take(user, document.sha256)
        await self._state.ask(lambda state: _keep(state, document, key, value, user, now))
        return await self._told(document, key, wording_library.CORRECTED)

    async def _told(self, document: Document, key: str, sentence: str) -> Attended:
        """Show a file that waits once more; have the library tell what is said of another."""
        documents = folders_of(self._settings)[0]
        cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
        if all(each.sha256 != document.sha256 for each in cards):
            pending = pending_of(documents, document.sha256)
            if pending is None:
                raise CorrectionError(wording_library.CORRECT_GONE)
            return Attended(reply=await self._intake.show_again(pending[0]))
        job = functools.partial(self._put_in_force, document, key, sentence)
        at_work = Reply.say(wording_library.AT_WORK)
        told = Reply(blocks=at_work.blocks, in_place=True)
        return Attended(reply=told, errand=functools.partial(_tried, job))

    async def _put_in_force(self, document: Document, key: str, sentence: str) -> Reply:
        now = await self.tell(document)
        field = next(each for each in correctables(now, await self._said(now)) if each.key == key)
        value = field.value or wording_library.NOTHING
        read = field.read or wording_library.NOTHING
        if field.said is None and sentence == wording_library.CORRECTED:
            sentence = wording_library.CORRECTED_AS_READ
        text = sentence.format(name=full_name(now), label=field.label, value=value, read=read)
        if field.said is None:
            return Reply.say(text)
        undo = Action(verb=Verb.CORRECT, text=document.sha256, label=key)
        return Reply.say(text, Option(label=wording_library.CORRECT_UNDO, action=undo))


def _keep(state: State, document: Document, key: str, value: str, by: str, now: float) -> None:
    """Correct a value of a plan, and note that."""
    set_correction(state, document, key, value, by=by, now=now)
    about = _about(document, _field(document, key), squash(value))
    state.audit.record(by, Deed.CORRECTED, about, now)


def _undo(state: State, document: Document, key: str, by: str, now: float) -> None:
    """Say what the text gives again of a value of a plan, and note that."""
    if undo_correction(state, document, key):
        about = _about(document, _field(document, key), None)
        state.audit.record(by, Deed.CORRECTED, about, now)


def _field(document: Document, key: str) -> Correctable:
    return next(each for each in correctables(document) if each.key == key)


def _about(document: Document, field: Correctable, value: str | None) -> str:
    """What was corrected, in words; without a value, that what is printed holds again."""
    if value is None:
        value = field.read or wording_library.NOTHING
    name = full_name(document)
    return wording_library.CORRECTED_ABOUT.format(name=name, label=field.label, value=value)


def _known_by_new_head(state: State, card: DocumentCard) -> None:
    """Know a restricted plan again by its head as it is corrected."""
    for each in state.audiences.restrictions():
        if each.sha256 == card.sha256:
            state.audiences.restrict(replace(each, identity=Identity.of(card.identity)))


async def _tried(job: Callable[[], Awaitable[Reply]]) -> Reply:
    try:
        return await job()
    except BotError as error:
        return Reply.say(str(error))


def _is_at(path: str, typed: str) -> bool:
    """Whether a task stands at the place that was typed, or at a bullet of it."""
    own, wanted = fold(path), fold(typed)
    inner = own.partition("/")[0] if "/" in own[1:] else own
    return wanted in (own, inner) or inner.endswith(f".{wanted}")


def _line(field: Correctable, names: dict[str, str]) -> str:
    nothing = wording_library.NOTHING
    told = wording_library.CORRECT_LINE.format(label=field.label, value=field.value or nothing)
    if field.said is None:
        return told
    day = spoken(time.strftime("%Y-%m-%d", time.localtime(field.said.at)))
    who = names.get(field.said.by, field.said.by)
    return told + wording_library.CORRECT_BY.format(who=who, day=day, read=field.read or nothing)


def _choose(document: Document, fields: Sequence[Correctable], path: str, value: str) -> Reply:
    """Which of several tasks of one section is meant."""
    lines = [wording_library.CORRECT_SEVERAL.format(path=path, count=len(fields))]
    options = []
    for number, each in enumerate(fields, start=1):
        task = document.assignments[int(each.key.partition(":")[2])]
        label = f"{number}. {squash(task.span.of(document.text))[:90]}"
        lines.append(label)
        action = Action(verb=Verb.CORRECT, text=document.sha256, label=f"{each.key}={value}")
        options.append(Option(label=label, action=action, wide=True, listed=True))
    return Reply.say("\n".join(lines), *options)
