"""The tasks of a plan as a table: where each stands, what it is, who leads, with whom, by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.talk.render import shorten
from bot.talk.visible import seen
from bot.wording import page as wording_page
from index.answer.wording.statements import capital, join
from index.library.records import Records
from index.question.place_words import place_in_words
from knowledge.document import Assignment, Document
from knowledge.force.corrections import TASK_SLOTS, as_read, said
from knowledge.text import clean, fold

# Characters of a task in the table.
_LONGEST_TASK = 220
ORDERS = ("muc", "don-vi", "thoi-gian")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A task.

    Attributes:
        path: Where it stands; `place` is that in words.
        leads: Who leads it; empty where the text names no lead.
        doers: Who carries it out without being called its lead.
        printed: What the text says where an admin says something else, in words, by the slot.
    """

    path: str
    place: str
    task: str
    leads: str
    doers: str
    partners: str
    timing: str
    printed: Mapping[str, str]

    @property
    def bodies(self) -> str:
        """Everybody who is named, for the filter."""
        return f"{self.leads} {self.doers} {self.partners}"


def duties_of(document: Document) -> tuple[Duty, ...]:
    """The tasks of a plan in reading order."""
    records = Records(document)
    read = as_read(document).assignments
    return tuple(_duty(records, *each) for each in zip(document.assignments, read, strict=True))


def _duty(records: Records, assignment: Assignment, read: Assignment) -> Duty:
    section = records.by_path.get(assignment.path)
    text = records.document.text
    span = records.words(section) if section is not None else assignment.span
    above = records.by_path.get(section.parent) if section and section.parent else None
    if section is not None and section.label in (None, "-") and above is not None and above.label:
        # A field line below its task: the task is what is looked for.
        span = records.words(above)
    partners = assignment.partners
    return Duty(
        path=assignment.path,
        place=capital(place_in_words(records.document, assignment.path)),
        task=seen(shorten(clean(span.of(text)), _LONGEST_TASK)),
        leads=seen(join(assignment.leads)),
        doers=seen(join(assignment.implementers)),
        partners=seen(clean(partners.text)) if partners is not None else "",
        timing=seen(clean(assignment.timing.text)) if assignment.timing is not None else "",
        printed={
            slot.value: _printed(said(read, slot))
            for slot in TASK_SLOTS
            if said(read, slot) != said(assignment, slot)
        },
    )


def _printed(value: str | None) -> str:
    if value is None:
        return wording_page.NOT_PRINTED_SO
    return wording_page.BY_ADMIN.format(printed=seen(clean(value)))


def chosen(duties: Sequence[Duty], body: str, order: str) -> tuple[Duty, ...]:
    """The tasks in which a body is named, in one of `ORDERS`.

    Args:
        duties: All tasks, in reading order.
        body: Words of its name, with or without accents; empty for all.
        order: By section, by who leads, or by when it is due; those without come last.
    """
    wanted = fold(body).split()
    held = [each for each in duties if all(word in fold(each.bodies) for word in wanted)]
    if order == "don-vi":
        held.sort(key=lambda each: (not (each.leads or each.doers), fold(each.leads or each.doers)))
    elif order == "thoi-gian":
        held.sort(key=lambda each: (not each.timing, fold(each.timing)))
    return tuple(held)
