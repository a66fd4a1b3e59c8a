"""What admins see and do about questions asked in vain."""

import time
from collections.abc import Awaitable, Callable

from bot.desk import Desk
from bot.gaps.groups import Group, grouped
from bot.gaps.verdicts import place_of
from bot.library.shelf import Shelf
from bot.message import Action, Option, Reply, Verb
from bot.state.audit import Deed
from bot.state.gaps import Gap, Verdict
from bot.state.state import State, Task
from bot.talk.browse import quoted_place
from bot.talk.chat import Place
from bot.talk.commands import Command
from bot.wording import gaps as wording_gaps
from bot.wording import general as wording
from index.answer.answer import Status
from index.library.sameness import Identity
from index.question.alike import question_key
from knowledge.text import squash

VERBS = (Verb.GAPS, Verb.GAP, Verb.GAP_DONE, Verb.POINT, Verb.UNPOINT)

# Questions on one page, and other spellings of one that are shown.
PAGE_LENGTH, _ALSO = 8, 4

# Shows a person the section that answers their question; whether that could be done.
Tell = Callable[[str, str, Place], Awaitable[bool]]


class Counter:
    """Answers an admin's commands and buttons about questions asked in vain."""

    def __init__(self, state: Desk[State], shelf: Desk[Shelf]) -> None:
        self._state = state
        self._shelf = shelf
        self.tell: Tell | None = None

    async def attend(self, task: Task, command: Command | None) -> Reply | None:
        """What is said; None if it is about something else."""
        action, by = task.action, task.incoming.user
        if command is not None and command.name == "chuatraloi":
            return await self._list(0)
        if command is not None and command.name == "traloi":
            if not command.argument:
                return await self._list_verdicts()
            return await self._ask(command.argument)
        if action is None or action.verb not in VERBS:
            return None
        if action.verb is Verb.GAPS:
            return await self._list(action.page)
        if action.verb is Verb.POINT:
            return await self._point(action, by)
        if action.verb is Verb.UNPOINT:
            return await self._unpoint(action.text, by)
        group = await self._group(action.text)
        if group is None:
            return Reply.say(wording_gaps.GAP_GONE)
        if action.verb is Verb.GAP:
            return await self._show(group)
        ids = [gap.id for gap in group.gaps]
        await self._state.ask(lambda state: state.gaps.close(ids, time.time()))
        return _in_place(wording_gaps.GAP_DISMISSED.format(text=group.text))

    async def _groups(self) -> tuple[Group, ...]:
        return grouped(await self._state.ask(lambda state: state.gaps.open()))

    async def _group(self, number: str) -> Group | None:
        """The group with the question of that number."""
        for group in await self._groups():
            if any(str(gap.id) == number for gap in group.gaps):
                return group
        return None

    async def _list(self, page: int) -> Reply:
        groups = await self._groups()
        if not groups:
            return Reply.say(wording_gaps.GAPS_NONE)
        page = min(max(page, 0), (len(groups) - 1) // PAGE_LENGTH)
        lines, options = [wording_gaps.GAPS_HEAD.format(count=len(groups))], []
        shown = groups[page * PAGE_LENGTH : (page + 1) * PAGE_LENGTH]
        for number, group in enumerate(shown, start=1):
            line = line_of(group, number)
            lines.append(line)
            action = Action(verb=Verb.GAP, text=str(group.id))
            options.append(Option(label=line, action=action, wide=True, listed=True))
        for label, to in ((wording.FEWER_PLANS, page - 1), (wording.MORE_PLANS, page + 1)):
            if 0 <= to * PAGE_LENGTH < len(groups):
                options.append(Option(label=label, action=Action(verb=Verb.GAPS, page=to)))
        return _in_place("\n".join(lines), *options)

    async def _show(self, group: Group) -> Reply:
        ids = [gap.id for gap in group.gaps]
        waiting = await self._state.ask(lambda state: state.gaps.waiting(ids))
        lines = [
            wording_gaps.GAP.format(
                text=group.text,
                count=len(group.gaps),
                bad=group.bad,
                waiting=len({user for _, user in waiting}),
                id=group.id,
            )
        ]
        also = list(dict.fromkeys(gap.text for gap in group.gaps if gap.text != group.text))
        if also:
            texts = "; ".join(f"“{text}”" for text in also[:_ALSO])
            lines.append(wording_gaps.GAP_ALSO.format(texts=texts))
        done = Action(verb=Verb.GAP_DONE, text=str(group.id))
        return _in_place("\n".join(lines), Option(label=wording_gaps.DISMISS_GAP, action=done))

    async def _list_verdicts(self) -> Reply:
        """What was judged so far, the latest first, to be taken back; and how it is done."""
        verdicts = await self._state.ask(lambda state: state.gaps.verdicts()[::-1])
        if not verdicts:
            return Reply.say(wording_gaps.POINT_USAGE)
        lines, options = [wording_gaps.POINTS_HEAD.format(count=len(verdicts))], []
        for number, each in enumerate(verdicts[:PAGE_LENGTH], start=1):
            line = wording_gaps.POINTS_LINE
            lines.append(line.format(number=number, text=each.text, path=each.path))
            action = Action(verb=Verb.UNPOINT, text=each.key)
            label = wording_gaps.UNPOINT.format(text=each.text)
            options.append(Option(label=label, action=action, wide=True))
        if len(verdicts) > PAGE_LENGTH:
            lines.append(wording_gaps.AND_MORE.format(count=len(verdicts) - PAGE_LENGTH))
        return Reply.say("\n".join([*lines, wording_gaps.POINT_USAGE]), *options)

    async def _unpoint(self, key: str, by: str) -> Reply:
        def drop(state: State) -> Verdict | None:
            found = next((each for each in state.gaps.verdicts() if each.key == key), None)
            if found is not None:
                state.gaps.drop(key)
                about = f"“{found.text}” → {found.path}"
                state.audit.record(by, Deed.UNANSWERED, about, time.time())
            return found

        found = await self._state.ask(drop)
        if found is None:
            return Reply.say(wording_gaps.GAP_GONE)
        return _in_place(wording_gaps.UNPOINTED.format(text=found.text))

    async def _ask(self, argument: str) -> Reply:
        """Show the section that an admin means, to be confirmed."""
        text, equals, words = (squash(part) for part in argument.partition("="))
        asked = text
        if not equals:
            asked, _, words = argument.partition(" ")
            group = await self._group(asked)
            if asked.isdecimal() and group is None:
                return Reply.say(wording_gaps.GAP_GONE)
            text = group.text if group is not None else ""
        if not text or not words:
            return Reply.say(wording_gaps.POINT_USAGE)
        found = await self._shelf.ask(lambda shelf: _place(shelf, words))
        if found is None:
            return Reply.say(wording_gaps.NO_PLACE.format(words=words))
        place, name, quote = found
        action = Action(
            verb=Verb.POINT, text=place.path, documents=(place.document_id,), label=asked
        )
        return Reply.say(
            wording_gaps.POINT_ASK.format(place=name, text=text, quote=quote),
            Option(label=wording_gaps.POINT_YES, action=action),
            Option(label=wording_gaps.POINT_NO, action=Action(verb=Verb.POINT)),
        )

    async def _point(self, action: Action, by: str) -> Reply:
        """Keep what an admin has judged, and tell those who wait."""
        if not action.documents:
            return _in_place(wording_gaps.POINT_LEFT)
        place = Place(document_id=action.documents[0], path=action.text)
        group = await self._group(action.label)
        if group is None and action.label.isdecimal():
            return Reply.say(wording_gaps.GAP_GONE)
        texts = [gap.text for gap in group.gaps] if group is not None else [action.label]
        verdicts = await self._shelf.ask(lambda shelf: _verdicts(shelf, place, texts))
        if verdicts is None:
            return Reply.say(wording.PLAN_GONE)
        name, made = verdicts
        gaps = group.gaps if group is not None else ()
        now, about = time.time(), f"“{texts[0]}” → {name}"

        def keep(state: State) -> tuple[tuple[int, str], ...]:
            for verdict in made:
                state.gaps.judge(verdict, now)
            waiting = state.gaps.waiting([gap.id for gap in gaps])
            state.gaps.close([gap.id for gap in gaps], now)
            state.audit.record(by, Deed.ANSWERED, about, now)
            return waiting

        count = await self._tell(await self._state.ask(keep), gaps, place)
        return _in_place(wording_gaps.POINT_DONE.format(text=texts[0], place=name, count=count))

    async def _tell(
        self, waiting: tuple[tuple[int, str], ...], gaps: tuple[Gap, ...], place: Place
    ) -> int:
        """Tell everybody who waits, once; how many were told."""
        asked = {gap.id: gap.text for gap in gaps}
        told = 0
        for user, text in {user: asked[gap] for gap, user in waiting}.items():
            if self.tell is not None:
                told += await self.tell(user, text, place)
        return told


def line_of(group: Group, number: int) -> str:
    """A group in a list."""
    count = len(group.gaps)
    times = wording_gaps.GAP_TIMES if count > 1 else ""
    if group.bad:
        times = wording_gaps.GAP_BAD
    told = times.format(count=count, bad=group.bad)
    return wording_gaps.GAP_LINE.format(number=number, text=group.text, times=told)


def _place(shelf: Shelf, words: str) -> tuple[Place, str, str] | None:
    """The section that words name, its name, and how it begins; in the shelf's thread."""
    answer = shelf.answerer.answer(words)
    if answer.status is not Status.FOUND or not answer.citations:
        return None
    cited = answer.citations[0]
    place = Place(document_id=cited.document_id, path=cited.path)
    shown = quoted_place(shelf.library, place)
    return (place, *shown) if shown is not None else None


def _verdicts(
    shelf: Shelf, place: Place, texts: list[str]
) -> tuple[str, tuple[Verdict, ...]] | None:
    """The name of a section, and what is judged of each spelling of a question."""
    card = next((c for c in shelf.library.documents if c.id == place.document_id), None)
    shown = quoted_place(shelf.library, place) if card is not None else None
    if card is None or shown is None:
        return None
    made = {
        question_key(text): Verdict(
            key=question_key(text),
            text=text,
            identity=Identity.of(card.identity),
            sha256=card.sha256,
            path=place.path,
        )
        for text in texts
    }
    assert all(place_of(shelf.library, each) is not None for each in made.values())
    return shown[0], tuple(made.values())


def _in_place(text: str, *options: Option) -> Reply:
    said = Reply.say(text, *options)
    return Reply(blocks=said.blocks, options=said.options, in_place=True)
