"""What can be corrected of a document, what an admin makes it, and taking that back; no chat.

What is said here is kept in the state; the library tells it once `bot.admin.changing` has put it in
force. For a file that is not published yet it is applied when that is shown and published.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.errors import BotError
from bot.state.declarations import Said
from bot.state.state import State
from bot.wording import library as wording_library
from index.force.statements import SLOTS
from index.question.place_words import all_places
from knowledge.dates import find_dates, spoken
from knowledge.document import Assignment, Correction, Document, Known, Slot
from knowledge.force.corrections import HEADER_SLOTS, TASK_SLOTS, as_read, said, words_of
from knowledge.number_key import number_key
from knowledge.numbers import type_name
from knowledge.text import clean, fold, squash


class CorrectionError(BotError):
    """A value that cannot stand there, or a field that there is not; the message says how."""


class MeanwhileError(CorrectionError):
    """Somebody has corrected the document since it was looked at.

    Attributes:
        by: Who did so last, and `at` when; None where a correction was taken back.
    """

    def __init__(self, last: Said | None) -> None:
        super().__init__(wording_library.CORRECTED_MEANWHILE)
        self.by = last.by if last is not None else None
        self.at = last.at if last is not None else None


class ValuesError(CorrectionError):
    """Values that cannot stand where they were typed: why, by the keys of their fields."""

    def __init__(self, why: Mapping[str, str]) -> None:
        super().__init__("\n".join(why.values()))
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Correctable:
    """A value of a document that an admin can correct.

    Attributes:
        key: Tells it from the others of its document.
        label: "Số, ký hiệu", or "Chủ trì, mục II.1".
        value: As it is now, to be read; None for nothing.
        read: What the text gives.
        said: Who corrected it and when; None where nobody did.
    """

    key: str
    slot: Slot
    path: str
    label: str
    value: str | None
    read: str | None
    said: Said | None = None


def state_of(corrections: Sequence[Said]) -> str:
    """What tells whether anything was said of a document since it was looked at."""
    return hashlib.sha256(repr(sorted(map(repr, corrections))).encode()).hexdigest()[:16]


def correctables(document: Document, corrections: Sequence[Said] = ()) -> tuple[Correctable, ...]:
    """All that can be corrected of a document, its head first, then task by task.

    Args:
        document: As it is told now, corrected or not.
        corrections: What was said of it; `State.declared.said`.
    """
    read = as_read(document)
    found = []
    for slot in HEADER_SLOTS:
        now, then = (getattr(each.identity, slot.value) for each in (document, read))
        found.append(
            Correctable(
                key=slot.value,
                slot=slot,
                path="",
                label=SLOTS[slot],
                value=_shown(slot, now.value if now is not None else None),
                read=_shown(slot, then.value if then is not None else None),
                said=_said_of(corrections, slot, "", ""),
            )
        )
    places = all_places(document)
    for number, (task, before) in enumerate(
        zip(document.assignments, read.assignments, strict=True)
    ):
        words = words_of(document, task)
        found += _of_task(number, task, before, places[task.path], words, corrections)
    return tuple(found)


def _of_task(
    number: int,
    task: Assignment,
    before: Assignment,
    place: str,
    words: str,
    corrections: Sequence[Said],
) -> list[Correctable]:
    return [
        Correctable(
            key=f"{slot.value}:{number}",
            slot=slot,
            path=task.path,
            label=f"{SLOTS[slot]}, {place}",
            value=said(task, slot),
            read=said(before, slot),
            said=_said_of(corrections, slot, task.path, words),
        )
        for slot in TASK_SLOTS
    ]


def _said_of(corrections: Sequence[Said], slot: Slot, path: str, words: str) -> Said | None:
    for each in corrections:
        known = each.correction
        if (known.slot, known.path, known.words) == (slot, path, words):
            return each
    return None


def correction_of(document: Document, key: str, typed: str) -> Correction:
    """The correction that makes one value of a document what somebody typed.

    Raises:
        CorrectionError: It is no value of that sort, or the document has no such field.
    """
    slot, path, words = _field_of(document, key)
    text = squash(typed)
    if not text:
        raise CorrectionError(wording_library.CORRECT_EMPTY)
    value = None if fold(text) in wording_library.EMPTY_WORDS else _value(slot, text)
    return Correction(slot=slot, value=value, path=path, words=words)


def set_correction(
    state: State, document: Document, key: str, typed: str, *, by: str, now: float
) -> Correction:
    """Correct one value of a document; one that says what is printed takes a correction back.

    Args:
        state: In its thread.
        document: As it is told now, or as it was read.
        key: Of one of its `correctables`.
        typed: The right value; one of `wording_library.EMPTY_WORDS` for none.
        by: Who says so.
        now: Seconds since 1970.

    Raises:
        CorrectionError: As `correction_of`.
    """
    correction = correction_of(document, key, typed)
    if is_printed(document, correction):
        undo_correction(state, document, key)
    else:
        state.declared.correct(document.sha256, correction, by, now)
    return correction


def set_all(
    state: State,
    document: Document,
    typed: Mapping[str, str],
    seen: str,
    *,
    by: str,
    now: float,
) -> tuple[str, ...]:
    """Correct all values of a document that are typed in another way than they stand there.

    Args:
        state: In its thread.
        document: As it is told now, or as it was read.
        typed: Values by the keys of `correctables`; "" for none.
        seen: The `state_of` what was said of it when these were typed.
        by: Who says so.
        now: Seconds since 1970.

    Returns:
        The keys of what was corrected.

    Raises:
        MeanwhileError: Somebody else has corrected it since; nothing is changed then.
        ValuesError: Some cannot stand there; nothing is changed then.
    """
    corrections = state.declared.said(document.sha256)
    if state_of(corrections) != seen:
        last = max(corrections, key=lambda each: each.at, default=None)
        raise MeanwhileError(last)
    document = state.declared.everything().applied(document)
    values = _changed(document, typed)
    for key, value in values.items():
        set_correction(state, document, key, value, by=by, now=now)
    return tuple(values)


def _changed(document: Document, typed: Mapping[str, str]) -> dict[str, str]:
    """What is typed in another way than it stands there; ValuesError where some cannot stand."""
    values: dict[str, str] = {}
    why: dict[str, str] = {}
    for each in correctables(document):
        new = squash(typed.get(each.key, each.value or ""))
        if new == squash(each.value or ""):
            continue
        values[each.key] = new or wording_library.NOTHING
        try:
            correction_of(document, each.key, values[each.key])
        except CorrectionError as error:
            why[each.key] = str(error)
    if why:
        raise ValuesError(why)
    return values


def undo_correction(state: State, document: Document, key: str) -> bool:
    """Say what the text gives again of one value; whether it was corrected."""
    slot, path, words = _field_of(document, key)
    return state.declared.take_back(document.sha256, slot, path, words)


def is_printed(document: Document, correction: Correction) -> bool:
    """Whether a correction says what the text prints; what was only inferred may be confirmed."""
    read = as_read(document)
    if correction.slot in HEADER_SLOTS:
        field = getattr(read.identity, correction.slot.value)
        if field is None:
            return correction.value is None
        return field.value == correction.value and field.known is Known.PRINTED
    task = next(
        t
        for t in read.assignments
        if t.path == correction.path and words_of(read, t) == correction.words
    )
    return said(task, correction.slot) == correction.value


def _field_of(document: Document, key: str) -> tuple[Slot, str, str]:
    name, _, number = key.partition(":")
    try:
        slot = Slot(name)
        if slot in HEADER_SLOTS:
            return slot, "", ""
        task = document.assignments[int(number)]
    except (ValueError, IndexError) as error:
        raise CorrectionError(wording_library.CORRECT_GONE) from error
    return slot, task.path, words_of(document, task)


def _value(slot: Slot, text: str) -> str:
    if slot is Slot.DATE:
        day = next(find_dates(text), None)
        if day is None:
            raise CorrectionError(wording_library.CORRECT_DATE.format(text=text))
        return day.day.isoformat()
    if slot is Slot.NUMBER:
        number = text.removeprefix("số ").removeprefix("Số ").replace(" ", "")
        if number_key(number) is None or not number[0].isdigit():
            raise CorrectionError(wording_library.CORRECT_NUMBER.format(text=text))
        return number
    if slot is Slot.TYPE:
        return type_name(text) or text
    return text


def _shown(slot: Slot, value: str | None) -> str | None:
    if value is None:
        return None
    return spoken(value) if slot is Slot.DATE else clean(value)
