"""What admins look back at: what was done by whom, and what people said of the answers."""

import time
from collections.abc import Sequence

from bot.message import Action, Option, Reply, Verb
from bot.rights.entry import OPERATOR
from bot.state.audit import Entry
from bot.state.people import Remark
from bot.state.state import State, Task
from bot.talk.commands import Command
from bot.wording import general as wording
from bot.wording import office as wording_office
from knowledge.text import fold, squash

VERBS = (Verb.AUDIT, Verb.REMARKS)

# Lines on one page, and characters of what somebody wrote.
PAGE_LENGTH, _LONGEST = 10, 300


def look_back(state: State, task: Task, command: Command | None) -> Reply | None:
    """What is said to an admin who looks back; None if it is about something else."""
    action = task.action
    if command is not None and command.name == "nhatky":
        return audit(state, command.argument, 0)
    if command is not None and command.name == "gopy":
        return remarks(state, 0)
    if action is not None and action.verb is Verb.AUDIT:
        return audit(state, action.text, action.page)
    if action is not None and action.verb is Verb.REMARKS:
        return remarks(state, action.page)
    return None


def audit(state: State, words: str, page: int) -> Reply:
    """One page of what was done, the latest first; of what has the words alone."""
    told = [line for line in map(_line, state.audit.entries()) if fold(words) in fold(line)]
    if not told:
        with_words = wording_office.AUDIT_WITH.format(words=words) if words else ""
        return Reply.say(wording_office.AUDIT_NONE.format(words=with_words))
    head = wording_office.AUDIT_FOUND if words else wording_office.AUDIT_HEAD
    head = head.format(count=len(told), words=words)
    return _paged(head, told, Action(verb=Verb.AUDIT, text=words, page=page))


def remarks(state: State, page: int) -> Reply:
    """One page of remarks and of what was found bad, without names, the latest first."""
    counts = {"good": 0, "bad": 0, "note": 0, **state.people.verdicts()}
    told = list(map(_remark, state.people.latest_remarks()))
    if not told:
        return Reply.say(wording_office.REMARKS_NONE.format(**counts))
    head = wording_office.REMARKS_HEAD.format(**counts)
    return _paged(head, told, Action(verb=Verb.REMARKS, page=page))


def _paged(head: str, lines: Sequence[str], action: Action) -> Reply:
    page = min(max(action.page, 0), (len(lines) - 1) // PAGE_LENGTH)
    shown = lines[page * PAGE_LENGTH : (page + 1) * PAGE_LENGTH]
    options = [
        Option(label=label, action=Action(verb=action.verb, text=action.text, page=to))
        for label, to in ((wording.FEWER_PLANS, page - 1), (wording.MORE_PLANS, page + 1))
        if 0 <= to * PAGE_LENGTH < len(lines)
    ]
    said = Reply.say("\n".join([head, *shown]), *options)
    return Reply(blocks=said.blocks, options=said.options, in_place=True)


def _line(entry: Entry) -> str:
    return wording_office.AUDIT_LINE.format(
        at=_day(entry.at),
        by=wording_office.OPERATOR if entry.by in (None, OPERATOR) else entry.by,
        deed=wording_office.DEEDS.get(entry.deed, entry.deed),
        about=f" {entry.about}" if entry.about else "",
    )


def _remark(remark: Remark) -> str:
    at, about = _day(remark.at), _short(remark.about)
    if remark.verdict == "bad":
        reason = dict(wording.REASONS).get(remark.text, wording_office.NO_REASON)
        return wording_office.REMARK_BAD.format(at=at, reason=reason, about=about)
    line = wording_office.REMARK_NOTE.format(at=at, text=_short(remark.text))
    return line + (wording_office.REMARK_ABOUT.format(about=about) if about else "")


def _short(text: str) -> str:
    plain = squash(text)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _day(at: float) -> str:
    return time.strftime("%d/%m/%Y %H:%M", time.localtime(at))
