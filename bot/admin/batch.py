"""The plans of one archive: told together, and put in force by one decision, or one by one."""

import asyncio
import dataclasses
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.admin.considering import mark_of
from bot.admin.keeping import Keeper
from bot.admin.publishing import Publishing, Waiting
from bot.delivery.errand import Attended
from bot.desk import Desk
from bot.errors import BotError
from bot.files.pending import discard_file
from bot.files.preview import Preview, preview_of, versions
from bot.gaps.verdicts import RegressionError
from bot.library.publishing import CorrectedMeanwhileError
from bot.library.reload import by_reason, folders_of
from bot.library.shelf import Shelf
from bot.message import Action, Option, Reply, Verb
from bot.settings import Settings
from bot.wording import gaps as wording_gaps
from bot.wording import office as wording_office
from index.errors import SearchError
from index.library.card import DocumentCard
from knowledge.errors import KnowledgeError

VERBS = (Verb.BATCH,)
# What the label of an action says; its text holds the keys of the files.
PUBLISH, INSIST, LOOK, DISCARD = "publish", "insist", "look", "discard"
# Plans that are listed, and names in a report.
_LISTED, _NAMED = 40, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A plan of the archive.

    Attributes:
        own: Why it needs a decision of its own; None where it needs none.
        remarks: What an admin should know of it before that.
        is_held: It is in the library already.
    """

    waiting: Waiting
    preview: Preview
    own: str | None
    remarks: tuple[str, ...]
    is_held: bool

    @property
    def is_ready(self) -> bool:
        """Whether the decision about all is one about it."""
        return self.own is None and not self.is_held

    @property
    def mark(self) -> str:
        """Of its present state, see `mark_of`."""
        return mark_of(self.waiting.document)


class Batch:
    """Shows the plans of an archive, and does what is decided about them."""

    def __init__(
        self, settings: Settings, shelf: Desk[Shelf], publishing: Publishing, keeper: Keeper
    ) -> None:
        self._settings = settings
        self._shelf = shelf
        self._publishing = publishing
        self._keeper = keeper

    async def told(self, name: str, keys: Sequence[str], refused: Sequence[str]) -> Reply:
        """What an archive holds, and what was not taken of it, with the choices about all."""
        documents, _ = folders_of(self._settings)
        plans = await self._plans(documents, keys)
        lines = [wording_office.BATCH_HEAD.format(name=name, count=len(plans))]
        lines += [*_lines(plans), *told_refused(name, refused)]
        for each in plans:
            if each.is_held:
                discard_file(documents, each.waiting.key)
        open_ = [each for each in plans if not each.is_held]
        return Reply.say("\n".join(lines), *_choices(open_))

    async def _plans(self, documents: Path, keys: Sequence[str]) -> list[_Plan]:
        held = await self._shelf.ask(lambda shelf: shelf.library.documents)
        plans: list[_Plan] = []
        for key in keys:
            waiting = await self._publishing.waiting(documents, key)
            if waiting is not None:
                preview = await asyncio.to_thread(preview_of, waiting.document)
                plans.append(await self._plan(waiting, preview, held, plans))
        return plans

    async def _plan(
        self,
        waiting: Waiting,
        preview: Preview,
        held: Sequence[DocumentCard],
        before: Sequence[_Plan],
    ) -> _Plan:
        card = preview.card
        replaced, clashes = versions(card, held)
        twins, _ = versions(card, [each.preview.card for each in before])
        kin = await self._publishing.kin(card, preview.marks)
        own = None
        if preview.internal:
            own = wording_office.OWN_INTERNAL
        elif any(not each.is_sure for each in kin):
            own = wording_office.OWN_RESTRICTED
        elif twins:
            own = wording_office.OWN_TWIN.format(file=twins[0].source_file)
        remarks = (
            wording_office.REMARK_REPLACES if replaced else None,
            wording_office.REMARK_CLASH if clashes else None,
            wording_office.REMARK_RESTRICTED if any(each.is_sure for each in kin) else None,
            wording_office.REMARK_DRAFT if preview.draft is not None else None,
            wording_office.REMARK_DOUBTS.format(count=len(preview.warnings))
            if preview.warnings
            else None,
        )
        return _Plan(
            waiting=waiting,
            preview=preview,
            own=own,
            remarks=tuple(each for each in remarks if each is not None),
            is_held=any(each.sha256 == card.sha256 for each in held),
        )

    def attend(self, action: Action, by: str) -> Attended:
        """What is done about a button under the list; not about one that looks at a plan."""
        documents, _ = folders_of(self._settings)
        keys = action.text.split()
        if action.label == DISCARD:
            for key in keys:
                discard_file(documents, key)
            told = Reply.say(wording_office.BATCH_DISCARDED)
            return Attended(reply=Reply(blocks=told.blocks, in_place=True))
        told = Reply.say(wording_office.BATCH_PUBLISHING)
        job = functools.partial(self._publish, documents, action, by)
        return Attended(reply=Reply(blocks=told.blocks, in_place=True), errand=job)

    async def _publish(self, documents: Path, action: Action, by: str) -> Reply:
        async with self._publishing.one_at_a_time:
            plans = await self._plans(documents, action.text.split())
            ready = [each.waiting for each in plans if each.is_ready]
            left = [each for each in plans if each.own is not None and not each.is_held]
            seen = dict(zip(action.text.split(), action.documents, strict=False))
            since = [e for e in plans if e.is_ready and seen.get(e.waiting.key, e.mark) != e.mark]
            if since:
                return _corrected_since(since[0].waiting.told_corrected(), plans)
            if not ready:
                gone = wording_office.BATCH_LEFT if left else wording_office.FILE_GONE
                return Reply.say(gone.format(count=len(left)), *_looks(left))
            insist = action.label == INSIST
            once = Action(verb=Verb.PUBLISH)
            try:
                cards, served = await self._publishing.put_in_force(
                    documents, ready, once, by, insist=insist
                )
            except RegressionError as error:
                sure = dataclasses.replace(action, label=INSIST)
                return _not_yet(sure, str(error), label=wording_gaps.INSIST)
            except CorrectedMeanwhileError as error:
                plans = await self._plans(documents, action.text.split())
                return _corrected_since(str(error), plans)
            except (BotError, SearchError, KnowledgeError) as error:
                return _not_yet(action, str(error), label=wording_office.PUBLISH)
            names = [each.preview.name for each in plans if each.is_ready]
        lines = [served.told(_published(names, served.count))]
        if left:
            lines.append(wording_office.BATCH_LEFT.format(count=len(left)))
        asked = [await self._keeper.stated_of(card.id) for card in cards]
        if any(asked):
            lines.append(wording_office.BATCH_STATED)
        return Reply.say("\n".join(lines), *_looks(left))


def told_refused(name: str, refused: Sequence[str]) -> list[str]:
    """The files of an archive that were not taken, each with its reason."""
    if not refused:
        return []
    lines = by_reason([each.removeprefix(f"{name}/") for each in refused])
    head = wording_office.BATCH_REFUSED.format(count=len(refused))
    return [head, *(f"• {each}" for each in lines)]


def next_look(keys: str, number: int) -> Option:
    """The choice to see the next plan of an archive; `number` is its place there, from 0."""
    action = Action(verb=Verb.BATCH, text=keys, page=number, label=LOOK)
    count = len(keys.split())
    return Option(
        label=wording_office.BATCH_NEXT.format(number=number + 1, count=count), action=action
    )


def _lines(plans: Sequence[_Plan]) -> list[str]:
    lines = [_line(number, each) for number, each in enumerate(plans[:_LISTED], start=1)]
    if len(plans) > _LISTED:
        lines.append(wording_office.BATCH_MORE.format(count=len(plans) - _LISTED))
    return lines


def _line(number: int, plan: _Plan) -> str:
    remarks = list(plan.remarks)
    if plan.is_held:
        remarks = [wording_office.REMARK_HELD]
    elif plan.own is not None:
        remarks.append(wording_office.REMARK_OWN.format(why=plan.own))
    told = "".join(f"; {each}" for each in remarks)
    file = plan.waiting.file.name
    return wording_office.BATCH_LINE.format(
        number=number, name=plan.preview.name, file=file, remarks=told
    )


def _choices(plans: Sequence[_Plan]) -> list[Option]:
    keys = " ".join(each.waiting.key for each in plans)
    ready = sum(each.is_ready for each in plans)
    options = []
    if ready:
        label = wording_office.BATCH_PUBLISH.format(count=ready)
        seen = tuple(each.mark for each in plans)
        publish = Action(verb=Verb.BATCH, text=keys, label=PUBLISH, documents=seen)
        options.append(Option(label=label, action=publish, wide=True))
    options += _looks(plans)
    if plans:
        discard = Action(verb=Verb.BATCH, text=keys, label=DISCARD)
        options.append(Option(label=wording_office.BATCH_DISCARD, action=discard, wide=True))
    return options


def _looks(plans: Sequence[_Plan]) -> list[Option]:
    if not plans:
        return []
    keys = " ".join(each.waiting.key for each in plans)
    look = Action(verb=Verb.BATCH, text=keys, label=LOOK)
    return [Option(label=wording_office.BATCH_LOOK, action=look, wide=True)]


def _not_yet(action: Action, why: str, *, label: str) -> Reply:
    discard = dataclasses.replace(action, label=DISCARD)
    return Reply.say(
        f"{why} {wording_office.BATCH_KEPT}",
        Option(label=label, action=action),
        Option(label=wording_office.BATCH_DISCARD, action=discard),
    )


def _corrected_since(why: str, plans: Sequence[_Plan]) -> Reply:
    """The list as it is now that somebody else has corrected something."""
    open_ = [each for each in plans if not each.is_held]
    return Reply.say("\n".join([why, *_lines(plans)]), *_choices(open_))


def _published(names: Sequence[str], count: int) -> str:
    told, rest = "; ".join(names[:_NAMED]), len(names) - _NAMED
    if rest > 0:
        told = wording_office.AND_MORE.format(names=told, rest=rest)
    return wording_office.BATCH_PUBLISHED.format(published=len(names), names=told, count=count)
