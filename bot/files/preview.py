"""What is understood of a file that was sent in, for the admin who decides about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.files.understood import report_lines, task_lines
from bot.wording import library as wording_library
from bot.wording import office as wording_office
from index.force.statements import SLOTS
from index.library.card import DocumentCard
from index.library.document_names import full_name
from index.library.duplicates import sketch
from index.library.sameness import Identity, Sameness, sameness
from knowledge.dates import spoken
from knowledge.document import Document, Draft, Field, Header, Known, Slot, SourceKind
from knowledge.file_names import is_copy
from knowledge.head.secrecy import find_secrecy
from knowledge.text import clean, fold

# Warnings that are listed, and characters of a title.
_LISTED, _TITLE = 5, 200
# Tasks that are listed, and reports.
_TASKS, _REPORTS = 12, 5
_DRAFT = {
    Draft.MARKED: wording_office.PREVIEW_DRAFT,
    Draft.UNSIGNED: wording_office.PREVIEW_UNSIGNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was read of a pending file.

    Attributes:
        card: The document's card.
        name: Type, number, date and issuer, to be read aloud.
        sections: Numbered parts; the next ones count tasks, those that name a lead, reports.
        internal: It is marked «lưu hành nội bộ».
        draft: What tells that it is a draft.
        marks: The sketch of its words.
        task_lines: A line for each task, those to be looked at first; so `report_lines`.
        document: What was read.
    """

    card: DocumentCard
    name: str
    sections: int
    tasks: int
    led: int
    reports: int
    warnings: tuple[str, ...]
    internal: bool
    draft: Draft | None = None
    marks: tuple[int, ...] = ()
    task_lines: tuple[str, ...] = ()
    report_lines: tuple[str, ...] = ()
    document: Document | None = None

    def told(
        self,
        replaced: Sequence[str],
        clashes: Sequence[str],
        namesakes: Sequence[str] = (),
        changes: Sequence[str] | None = None,
    ) -> str:
        """The preview in words.

        Args:
            replaced: Files of older versions of the same plan.
            clashes: Names of other plans with the same number.
            namesakes: Names of plans with the same title, one of the two without a number.
            changes: What it says differently from the version in force; None for no version.
        """
        header = self.card.identity
        fields = (
            (wording_office.TYPE, header.type),
            (wording_office.NUMBER, header.number),
            (wording_office.DATE, header.date),
            (wording_office.ISSUER, header.issuer),
            (wording_office.TITLE, header.title),
            *_further(header),
        )
        lines = [wording_office.PREVIEW_HEAD.format(file=self.card.source_file)]
        lines += [_line(label, each) for label, each in fields]
        lines.append(
            wording_office.PREVIEW_COUNTS.format(
                sections=self.sections,
                tasks=self.tasks,
                led=self.led,
                unled=self.tasks - self.led,
                reports=self.reports,
            )
        )
        lines += _listed(wording_library.TASKS_HEAD, self.task_lines, _TASKS)
        lines += _listed(wording_library.REPORTS_HEAD, self.report_lines, _REPORTS)
        lines += self.remarks(replaced, clashes, namesakes)
        if changes is not None:
            head = wording_library.CHANGES_HEAD if changes else wording_library.CHANGES_NONE
            lines += _listed(head, changes, _TASKS) or [head]
        if self.warnings:
            lines.append(wording_office.PREVIEW_WARNINGS.format(count=len(self.warnings)))
            lines += [f"• {warning}" for warning in self.warnings[:_LISTED]]
        return "\n".join(lines)

    def remarks(
        self, replaced: Sequence[str], clashes: Sequence[str], namesakes: Sequence[str]
    ) -> list[str]:
        """What publishing it would mean; see `told`."""
        lines = [_DRAFT[self.draft]] if self.draft is not None else []
        if self.internal:
            lines.append(wording_office.PREVIEW_INTERNAL)
        lines += [wording_office.PREVIEW_REPLACES.format(file=file) for file in replaced]
        lines += [wording_office.PREVIEW_CLASH.format(name=name) for name in clashes]
        lines += [wording_office.PREVIEW_NAMESAKE.format(name=name) for name in namesakes]
        return lines


def _further(header: Header) -> tuple[tuple[str, Field | None], ...]:
    """What need not be there: the place and who signed."""
    found = ((SLOTS[Slot.PLACE], header.place), (SLOTS[Slot.SIGNER], header.signer))
    return tuple((label, field) for label, field in found if field is not None)


def _listed(head: str, lines: Sequence[str], most: int) -> list[str]:
    """Some lines under their head; that there are more is said."""
    if not lines:
        return []
    rest = len(lines) - most
    more = [wording_library.MORE_LINES.format(count=rest)] if rest > 0 else []
    return [head, *lines[:most], *more]


def preview_of(document: Document) -> Preview:
    """What is told of a document."""
    return Preview(
        card=DocumentCard.of(document),
        name=full_name(document),
        sections=sum(section.label is not None for section in document.sections),
        tasks=len(document.assignments),
        led=sum(bool(task.leads) for task in document.assignments),
        reports=len(document.reporting),
        warnings=document.warnings,
        internal=find_secrecy(document.text) is not None,
        draft=document.draft,
        marks=sketch(document),
        task_lines=task_lines(document),
        report_lines=report_lines(document),
        document=document,
    )


def _line(label: str, field: Field | None) -> str:
    if field is None:
        return wording_office.FIELD_MISSING.format(label=label)
    told = (
        wording_office.FIELD_PRINTED
        if field.known is Known.PRINTED
        else wording_office.FIELD_GUESSED
    )
    if field.known is Known.ADMIN:
        told = wording_library.FIELD_BY_ADMIN
    value = spoken(field.value) if label == wording_office.DATE else clean(field.value)[:_TITLE]
    return told.format(label=label, value=value)


def versions(
    card: DocumentCard, held: Sequence[DocumentCard]
) -> tuple[tuple[DocumentCard, ...], tuple[DocumentCard, ...]]:
    """The documents that a new one replaces, and others that have the same number.

    The same number in any spelling, issuer, place and date mean the same plan, where one of the
    two does not lack them; without any number the name of the file does, or that of a copy with
    the same title.
    """
    replaced: list[DocumentCard] = []
    clashes: list[DocumentCard] = []
    ours = Identity.of(card.identity)
    for other in held:
        theirs = Identity.of(other.identity)
        if SourceKind.ANNEX in (card.source, other.source):
            # An annex in a file of its own bears the number of its plan and does not replace it.
            if card.source is other.source and card.source_file == other.source_file:
                replaced.append(other)
        elif ours.key is None or theirs.key is None:
            copied = ours.key == theirs.key and is_copy(card.source_file, other.source_file)
            if card.source_file == other.source_file or copied and _is_namesake(card, other):
                replaced.append(other)
        elif sameness(ours, theirs) is Sameness.SAME:
            replaced.append(other)
        elif not ours.key.is_other(theirs.key):
            clashes.append(other)
    return tuple(replaced), tuple(clashes)


def namesakes(card: DocumentCard, held: Sequence[DocumentCard]) -> tuple[DocumentCard, ...]:
    """Others that may be the same plan: the title is, and one of the two lacks a number."""
    replaced, _ = versions(card, held)
    return tuple(
        other
        for other in held
        if other not in replaced
        and (card.identity.number is None or other.identity.number is None)
        and _is_namesake(card, other)
    )


def _is_namesake(card: DocumentCard, other: DocumentCard) -> bool:
    """Whether two plans have the same type and title, and no other issuer or place."""
    ours, theirs = card.identity, other.identity
    if ours.title is None or theirs.title is None:
        return False
    alike = ((ours.type, theirs.type), (ours.issuer, theirs.issuer), (ours.place, theirs.place))
    return fold(clean(ours.title.value)) == fold(clean(theirs.title.value)) and all(
        a is None or b is None or fold(clean(a.value)) == fold(clean(b.value)) for a, b in alike
    )
