"""The tasks, reports and changes that a file was understood to hold, line by line for an admin."""

from collections.abc import Iterator, Sequence

from bot.wording import library as wording_library
from index.force.statements import SLOTS
from index.library.records import Records
from index.question.place_words import all_places, place_in_words
from knowledge.dates import spoken
from knowledge.document import Assignment, Document, Field, Reporting, Slot
from knowledge.force.corrections import HEADER_SLOTS, TASK_SLOTS, said
from knowledge.outline.labels import unlabelled
from knowledge.text import Span, clean, fold

# Characters of a task's title and of a value.
_TITLE, _VALUE = 60, 90


def task_lines(document: Document) -> tuple[str, ...]:
    """Each task with who leads it, with whom, and when; those to be looked at first."""
    records, places = Records(document), all_places(document)
    ordered = sorted(document.assignments, key=lambda task: not is_doubtful(document, task))
    return tuple(_task_line(document, records, places[task.path], task) for task in ordered)


def is_doubtful(document: Document, task: Assignment) -> bool:
    """Whether an admin should look at a task: nobody leads it, or it was read unsurely."""
    named = (*task.leads, *task.implementers, task.partners, task.timing)
    spans = [each.span for each in named if each is not None]
    return not task.leads or any(_touches(span, document.doubtful) for span in spans)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.touches(other) for other in others)


def _task_line(document: Document, records: Records, place: str, task: Assignment) -> str:
    mark = wording_library.DOUBTFUL if is_doubtful(document, task) else wording_library.CLEAR
    parts = [_title(document, records, task.path)]
    if not task.leads and task.implementers:
        names = "; ".join(each.text for each in task.implementers)
        parts.append(wording_library.CARRIES_OUT.format(names=_short(names)))
    for slot in TASK_SLOTS:
        value = said(task, slot)
        if value is not None:
            parts.append(f"{SLOTS[slot].lower()}: {_short(value)}")
        elif slot is Slot.LEADS:
            parts.append(wording_library.NO_LEAD)
    return wording_library.TASK_LINE.format(mark=mark, place=place, told=" | ".join(parts))


def task_titles(document: Document) -> dict[str, str]:
    """The first words of the sections that tasks stand in, by their paths."""
    records = Records(document)
    return {each.path: _title(document, records, each.path) for each in document.assignments}


def _title(document: Document, records: Records, path: str) -> str:
    section = records.by_path[path]
    while section.kind.value in ("bullet", "para") and section.parent in records.by_path:
        section = records.by_path[section.parent or ""]
    text = section.heading or clean(records.words(section).of(document.text))
    return _short(unlabelled(text.strip()), _TITLE)


def report_lines(document: Document) -> tuple[str, ...]:
    """Each reporting clause: who reports to whom, and when."""
    return tuple(_report_line(document, each) for each in document.reporting)


def _report_line(document: Document, clause: Reporting) -> str:
    parts = [
        (wording_library.REPORTER, clause.reporter),
        (wording_library.RECIPIENT, clause.recipient),
        (wording_library.CADENCE, clause.cadence),
    ]
    told = " | ".join(f"{label}: {_short(each.text)}" for label, each in parts if each is not None)
    place = place_in_words(document, clause.path)
    said_so = told or _short(clean(clause.span.of(document.text)))
    return wording_library.TASK_LINE.format(mark=wording_library.CLEAR, place=place, told=said_so)


def change_lines(old: Document, new: Document) -> Iterator[str]:
    """What a new version of a plan says differently from the one in force."""
    for slot in HEADER_SLOTS:
        before, after = (_field(each, slot) for each in (old, new))
        if before is not None and after is not None and fold(before) != fold(after):
            yield wording_library.CHANGED.format(what=SLOTS[slot], old=before, new=after)
    olds, news = ({_key(doc, t): t for t in doc.assignments} for doc in (old, new))
    for key, task in news.items():
        place = place_in_words(new, task.path)
        if key not in olds:
            yield wording_library.TASK_ADDED.format(place=place)
            continue
        for slot in TASK_SLOTS:
            before, after = said(olds[key], slot), said(task, slot)
            if fold(before or "") != fold(after or ""):
                yield wording_library.CHANGED.format(
                    what=f"{SLOTS[slot]}, {place}",
                    old=_short(before or wording_library.NOTHING),
                    new=_short(after or wording_library.NOTHING),
                )
    for key, task in olds.items():
        if key not in news:
            yield wording_library.TASK_GONE.format(place=place_in_words(old, task.path))


def _key(document: Document, task: Assignment) -> tuple[str, int]:
    """A task by its place, and by which one it is there."""
    same = [each for each in document.assignments if each.path == task.path]
    return task.path, same.index(task)


def _field(document: Document, slot: Slot) -> str | None:
    field: Field | None = getattr(document.identity, slot.value)
    if field is None:
        return None
    return spoken(field.value) if slot is Slot.DATE else _short(clean(field.value))


def _short(text: str, longest: int = _VALUE) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
