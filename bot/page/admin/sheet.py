"""What was understood of a document, value by value, to be looked at and corrected in a form."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.files.understood import is_doubtful, report_lines, task_titles
from bot.library.corrections import Correctable, correctables
from bot.state.declarations import Said
from bot.wording import library as wording_library
from index.question.place_words import all_places
from knowledge.dates import spoken
from knowledge.document import Document, Known, Slot
from knowledge.force.corrections import as_read
from knowledge.text import Span

# Values that may be long.
_LONG = (Slot.TITLE, Slot.LEADS, Slot.PARTNERS)
# Tasks of one form, and characters of their values as read: escaped these, and what they are made,
# are a part of what is taken.
_TOGETHER, _LARGEST = 100, 60_000
# How a value is known: by print, by guess, by an admin, not at all; EMPTY need not be there.
PRINTED, GUESSED, SAID, MISSING, EMPTY = "printed", "guessed", "said", "missing", "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in the form.

    Attributes:
        value: What stands there now; `typed` what somebody typed and is not kept.
        known: One of the marks above.
        by: Who corrected it, and when; None where nobody did.
        read: What the text gives.
        page: The page on which the text says so; `spot` is where, as `start-end`.
        why: Why what was typed cannot stand there.
    """

    key: str
    label: str
    value: str
    typed: str
    known: str
    long: bool
    by: str | None = None
    read: str | None = None
    page: int | None = None
    spot: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A task with its values.

    Attributes:
        doubtful: It is to be looked at; `doubted` where that was so before anybody corrected it.
    """

    place: str
    title: str
    doubtful: bool
    doubted: bool
    page: int | None
    spot: str
    values: tuple[Value, ...]

    @property
    def size(self) -> int:
        """Characters of its values as they were read."""
        return sum(len(each.read or "") for each in self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Tasks that stand together in one form.

    Attributes:
        first: The place of the first of them among all, from 1; so `last`.
    """

    duties: tuple[Duty, ...]
    first: int

    @property
    def last(self) -> int:
        """The place of the last of them."""
        return self.first + len(self.duties) - 1

    @property
    def doubtful(self) -> tuple[Duty, ...]:
        """Those to be looked at."""
        return tuple(each for each in self.duties if each.doubtful)

    @property
    def clear(self) -> tuple[Duty, ...]:
        """The others."""
        return tuple(each for each in self.duties if not each.doubtful)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document in a form, the doubts of each kind first."""

    head: tuple[Value, ...]
    duties: tuple[Duty, ...]
    reports: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def doubts(self) -> int:
        """How much is to be looked at."""
        return len(self.unsure) + len(self.doubtful) + len(self.warnings)

    @property
    def unsure(self) -> tuple[Value, ...]:
        """The header fields to be looked at."""
        return tuple(each for each in self.head if each.known in (GUESSED, MISSING))

    @property
    def sure(self) -> tuple[Value, ...]:
        """The others."""
        return tuple(each for each in self.head if each not in self.unsure)

    @property
    def doubtful(self) -> tuple[Duty, ...]:
        """The tasks to be looked at."""
        return tuple(each for each in self.duties if each.doubtful)

    @property
    def clear(self) -> tuple[Duty, ...]:
        """The others."""
        return tuple(each for each in self.duties if not each.doubtful)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The tasks in as many forms as they need, the doubtful first; at least one.

        No correction moves a task to another form, so that who goes through them sees all.
        """
        parts: list[Part] = []
        held: list[Duty] = []
        size, first = 0, 1
        for each in sorted(self.duties, key=lambda duty: not duty.doubted):
            if held and (len(held) >= _TOGETHER or size + each.size > _LARGEST):
                parts.append(Part(duties=tuple(held), first=first))
                first += len(held)
                held, size = [], 0
            held.append(each)
            size += each.size
        return (*parts, Part(duties=tuple(held), first=first))


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed that was not kept, and why by the keys of the values."""

    values: Mapping[str, str]
    why: Mapping[str, str]


def sheet_of(
    document: Document, said: Sequence[Said], names: Mapping[str, str], typed: Typed
) -> Sheet:
    """A document as it is told now.

    Args:
        document: With what admins have corrected.
        said: Their corrections.
        names: What admins are called, by their keys.
        typed: What was typed and not kept.
    """
    fields = correctables(document, said)
    head = [_head(document, each, names, typed) for each in fields if not each.path]
    order = (MISSING, GUESSED, SAID, PRINTED)
    by_task: dict[int, list[Value]] = {}
    for each in fields:
        if each.path:
            number = int(each.key.partition(":")[2])
            by_task.setdefault(number, []).append(_of_task(each, names, typed))
    return Sheet(
        head=tuple(sorted(head, key=lambda each: order.index(each.known))),
        duties=tuple(_duties(document, by_task)),
        reports=report_lines(document),
        warnings=document.warnings,
    )


def _head(document: Document, each: Correctable, names: Mapping[str, str], typed: Typed) -> Value:
    field = getattr(document.identity, each.slot.value)
    known = MISSING
    if each.said is not None:
        known = SAID
    elif field is not None:
        known = PRINTED if field.known in (Known.PRINTED, Known.ADMIN) else GUESSED
    return _value(document, each, known, names, typed, field.span if field is not None else None)


def _of_task(each: Correctable, names: Mapping[str, str], typed: Typed) -> Value:
    nothing = MISSING if each.slot is Slot.LEADS else EMPTY
    known = SAID if each.said is not None else PRINTED if each.value else nothing
    return _value(None, each, known, names, typed, None)


def _value(
    document: Document | None,
    each: Correctable,
    known: str,
    names: Mapping[str, str],
    typed: Typed,
    span: Span | None,
) -> Value:
    value = each.value or ""
    return Value(
        key=each.key,
        label=each.label,
        value=value,
        typed=typed.values.get(each.key, value),
        known=known,
        long=each.slot in _LONG,
        by=_by(each.said, names),
        read=each.read or wording_library.NOTHING,
        page=document.page_of(span.start) if document is not None and span is not None else None,
        spot=_spot(span) if span is not None else None,
        why=typed.why.get(each.key),
    )


def _duties(document: Document, values: Mapping[int, Sequence[Value]]) -> Iterator[Duty]:
    places, titles, read = all_places(document), task_titles(document), as_read(document)
    for number, of_task in values.items():
        task = document.assignments[number]
        yield Duty(
            place=places[task.path],
            title=titles[task.path],
            doubtful=is_doubtful(document, task),
            doubted=is_doubtful(read, read.assignments[number]),
            page=document.page_of(task.span.start),
            spot=_spot(task.span),
            values=tuple(of_task),
        )


def _spot(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _by(said: Said | None, names: Mapping[str, str]) -> str | None:
    if said is None:
        return None
    day = spoken(time.strftime("%Y-%m-%d", time.localtime(said.at)))
    return f"{names.get(said.by, said.by)}, {day}"
