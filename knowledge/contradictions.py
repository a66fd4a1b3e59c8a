"""Tasks that a document tells twice, in its body and in a table, and tells differently."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.dates import find_dates
from knowledge.document import Assignment, Mention, Section, SectionKind
from knowledge.names.agencies import same_body
from knowledge.outline.tables import Column, column_of
from knowledge.text import Span, clean, fold, folded_syllables

# Of the words of a row's task, the share that the other place must hold; and of the words of that
# place, the share that the row must hold, for the place names bodies beside the task.
_HELD, _COVERED = 0.9, 0.5
# Syllables: shorter tasks, as «Tuyên truyền», are many.
_FEWEST = 5
_INNER = (SectionKind.BULLET, SectionKind.PARA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another place of the document says differently of a task.

    Attributes:
        other: The assignment there.
        lead: It names another lead.
        timing: It names another time.
        clashes: The two cannot both hold; else they only say it in other words.
    """

    other: Assignment
    lead: bool
    timing: bool
    clashes: bool


def difference_of(
    text: str,
    sections: Sequence[Section],
    assignments: Sequence[Assignment],
    task: Assignment,
) -> Difference | None:
    """Where the same task stands in the body and in a table, what the other place says; or None.

    Args:
        text: Of the document.
        sections: Its sections in reading order.
        assignments: Its assignments.
        task: One of these.
    """
    titles = _Titles(text, sections)
    own = titles.of(task)
    if len(own) < _FEWEST:
        return None
    twins = [
        other
        for other in assignments
        if titles.is_row(other) != titles.is_row(task) and _same_task(titles, task, other)
    ]
    # A task that stands in several rows is told by none of them.
    if len({other.path for other in twins}) != 1:
        return None
    return next((found for other in twins if (found := _difference(task, other))), None)


def all_differences(
    text: str, sections: Sequence[Section], assignments: Sequence[Assignment]
) -> Iterator[tuple[Assignment, Difference]]:
    """The tasks of the body that a table contradicts."""
    titles = _Titles(text, sections)
    if not any(map(titles.is_row, assignments)):
        return
    for task in assignments:
        if not titles.is_row(task):
            found = difference_of(text, sections, assignments, task)
            if found is not None and found.clashes:
                yield task, found


class _Titles:
    """The words of tasks, by their assignments."""

    def __init__(self, text: str, sections: Sequence[Section]) -> None:
        self._text = text
        self._by_path = {section.path: section for section in sections}
        self._tasks: dict[str, Span] = {}
        head: Section | None = None
        for section in sections:
            if section.kind is SectionKind.TABLE_HEADER:
                head = section
            elif section.kind is SectionKind.ROW and head is not None:
                for title, cell in zip(head.cells, section.cells, strict=False):
                    if column_of(clean(title.of(text))) is Column.TASK:
                        self._tasks[section.path] = cell
                        break

    def is_row(self, task: Assignment) -> bool:
        """Whether a task stands in a table."""
        return task.path in self._tasks

    def of(self, task: Assignment) -> frozenset[str]:
        """The folded syllables of what is to be done."""
        span = self._tasks.get(task.path)
        section = self._by_path.get(task.path)
        while span is None and section is not None and section.kind in _INNER and section.parent:
            section = self._by_path.get(section.parent)
        if span is None:
            if section is None:
                return frozenset()
            span = section.span
        words = re.sub(r"^\W*[\dIVXivx.]+[.)]?\s+", "", clean(span.of(self._text)))
        return frozenset(folded_syllables(words.partition(":")[0] if ":" in words[-2:] else words))


def _same_task(titles: _Titles, task: Assignment, other: Assignment) -> bool:
    row, body = (task, other) if titles.is_row(task) else (other, task)
    short, long = titles.of(row), titles.of(body)
    shared = len(short & long)
    return (
        len(short) >= _FEWEST
        and shared >= _HELD * len(short)
        and shared >= _COVERED * max(len(long), 1)
    )


def _difference(task: Assignment, other: Assignment) -> Difference | None:
    lead = bool(task.leads and other.leads) and not any(
        _same(one, two) for one in task.leads for two in other.leads
    )
    timing = clashes = False
    if task.timing and other.timing:
        timing = _plain(task.timing.text) != _plain(other.timing.text)
        clashes = _clash(task.timing.text, other.timing.text)
    if not lead and not timing:
        return None
    return Difference(other=other, lead=lead, timing=timing, clashes=lead or clashes)


_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_QUARTER = re.compile(r"\b(iv|iii|ii|i|[1-4])\b(?:\W{0,3}(?:nam )?(\d{4})\b)?")
_MONTH = re.compile(r"(?<![/\d])0?([1-9]|1[0-2])\b(?:(?:\s*[/-]\s*| nam )(\d{4})\b)?")
# "quý II, III/2026", "tháng 2 đến tháng 4": the year of one may stand behind another.
_BETWEEN = r"\s*(?:,|;|/|-|–|va|den)\s*"
_IN_QUARTERS = re.compile(
    rf"\bqu[yi] {_QUARTER.pattern}(?:{_BETWEEN}(?:qu[yi] )?{_QUARTER.pattern})*"
)
_IN_MONTHS = re.compile(
    rf"\bthang {_MONTH.pattern}(?:{_BETWEEN}(?:thang )?{_MONTH.pattern})*"
    r"|(?<![/\d])(?:0?[1-9]|1[0-2])\s*[/-]\s*\d{4}\b"
)
_YEAR = re.compile(r"^\W*(?:(?:trong|den|het|cuoi|hoan thanh) )*nam (\d{4})\W*$")

# Numbers of months, quarters or years, each with its year or "".
_Units = set[tuple[str, str]]


def _clash(one: str, two: str) -> bool:
    """Whether two times name different days, months, quarters or years, both of them the same."""
    days = [{found.day for found in find_dates(timing)} for timing in (one, two)]
    if any(days):
        return all(days) and days[0] != days[1]
    pairs = zip(_units(fold(one)), _units(fold(two)), strict=True)
    left, right = next((pair for pair in pairs if any(pair)), (set(), set()))
    # Several on one side alone are a stretch or steps, in which the other may lie.
    return (
        bool(left and right)
        and (len(left) > 1) == (len(right) > 1)
        and not any(
            number == other and (year == other_year or not (year and other_year))
            for number, year in left
            for other, other_year in right
        )
    )


def _units(timing: str) -> tuple[_Units, _Units, _Units]:
    """The months, the quarters, and the year that is all a folded time says."""
    quarters = {
        (_QUARTERS.get(m[1], m[1]), m[2] or "")
        for listed in _IN_QUARTERS.finditer(timing)
        for m in _QUARTER.finditer(listed[0])
    }
    months = {
        (m[1], m[2] or "")
        for listed in _IN_MONTHS.finditer(_IN_QUARTERS.sub(" ", timing))
        for m in _MONTH.finditer(listed[0])
    }
    return months, quarters, {(m[1], "") for m in _YEAR.finditer(timing)}


def _same(one: Mention, two: Mention) -> bool:
    return fold(one.text) == fold(two.text) or same_body(one.text, two.text)


def _plain(timing: str) -> str:
    words = re.sub(r"\b(truoc|ngay|trong|nam|den|het|hoan thanh|0(?=\d))", " ", fold(timing))
    return " ".join(re.findall(r"\w+", words))
