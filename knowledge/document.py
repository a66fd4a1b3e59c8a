"""What a plan document says, as values.

All spans are offsets into `Document.text`, the NFC text of the whole file, furniture included,
so that whatever is quoted stands letter for letter in the source.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from knowledge.extract import Method, Place
from knowledge.text import Span


class SourceKind(StrEnum):
    """What sort of file a document was read from."""

    OFFICIAL = "official"
    NEWS = "news"
    TABLE = "table"
    ANNEX = "annex"


class Family(StrEnum):
    """The system of signs a document follows."""

    STATE = "nhà nước"
    PARTY = "đảng"
    PRESS = "báo chí"


class Draft(StrEnum):
    """What tells that a document is not issued yet.

    Attributes:
        MARKED: It says so, at its head or across its pages.
        UNSIGNED: Its number is left blank and nobody has signed it.
    """

    MARKED = "dự thảo"
    UNSIGNED = "chưa số, chưa ký"


class Known(StrEnum):
    """How a header field is known; `NAMED` is by the file's name alone, to be confirmed."""

    PRINTED = "printed"
    INFERRED = "inferred"
    ADMIN = "admin"
    NAMED = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One header field with its evidence.

    Attributes:
        value: Canonical form: ISO date, number without stray blanks, name in full.
        span: Where the text says so; None only where an admin said so.
    """

    value: str
    span: Span | None
    known: Known = Known.PRINTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header fields of a document, each None where the text has none."""

    type: Field | None = None
    number: Field | None = None
    date: Field | None = None
    issuer: Field | None = None
    place: Field | None = None
    title: Field | None = None
    signer: Field | None = None
    signer_title: Field | None = None
    authority: Field | None = None


class SectionKind(StrEnum):
    """What a section is, as the reference outlines name it."""

    PREAMBLE = "preamble"
    HEADING = "heading"
    ITEM = "item"
    BULLET = "bullet"
    PARA = "para"
    CLOSING = "closing"
    RECIPIENTS = "recipients"
    ADDRESSEES = "addressees"
    SIGNATURE = "signature"
    UNNUMBERED = "heading_unnumbered"
    TABLE_HEADER = "table_header"
    GROUP = "group"
    ROW = "row"
    FOOTNOTE = "footnote"
    ARTICLE_TITLE = "article_title"
    ARTICLE_DATE = "article_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One node of the outline.

    Attributes:
        path: Unique in its document: `II.3.2`, `Điều 6.2.b`, `KH/II.1`, `PL/3`, `III/kết`.
        label: As printed, `3.2.`; None for unlabelled nodes.
        heading: The cleaned heading text, or the run-in text's first sentence for none.
        level: Depth from 1.
        parent: Path of the section above, None at the top.
        span: The node's own text, without its children.
        reach: From the node's first character to the last one of its descendants.
        repaired: The printed label contradicts the sequence and was mended; look up by both.
        cells: Of a table's header or row, its cells by column; an empty cell is an empty span.
    """

    path: str
    kind: SectionKind
    label: str | None
    heading: str | None
    level: int
    parent: str | None
    span: Span
    reach: Span
    repaired: bool = False
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name or phrase as printed (white space single) and where it stands."""

    text: str
    span: Span


class Basis(StrEnum):
    """On what ground a role is read from the text."""

    LEADS = "chủ trì"
    ASSIGNED = "giao"
    CARRIES_OUT = "đơn vị thực hiện"
    HEADING = "tên đơn vị là tiêu đề mục"
    REQUESTED = "đề nghị"
    DEMANDED = "yêu cầu"
    COLUMN = "cột"
    SUBJECT = "chủ ngữ"
    NONE = "không nêu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A task and who was given it.

    Attributes:
        path: The section (item, bullet, paragraph or table row) that assigns.
        basis: Ground of the role of `leads`, or of `implementers` where no lead is named.
        leads: Named with "chủ trì", or the assignee of "Giao X phối hợp với Y"; else empty.
        implementers: Who carries it out without being called lead.
        partners: The partner list verbatim, whole.
        partner_names: The list split, only where every part is a known body; else empty.
        guided_by: Whose guidance it follows; never an implementer by that.
        timing: As printed.
        output: Product or result, as printed.
        supervisor: "Lãnh đạo phụ trách", as printed.
        generic: The text names a class of bodies by its role ("cơ quan được giao chủ trì").
        span: The words that assign.
    """

    path: str
    basis: Basis
    leads: tuple[Mention, ...] = ()
    implementers: tuple[Mention, ...] = ()
    partners: Mention | None = None
    partner_names: tuple[Mention, ...] = ()
    guided_by: tuple[Mention, ...] = ()
    timing: Mention | None = None
    output: Mention | None = None
    supervisor: Mention | None = None
    generic: bool = False
    span: Span


class Trigger(StrEnum):
    """What sets a report off."""

    PERIODIC = "periodic"
    ONE_OFF = "one_off"
    EVENT = "event"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """A reporting clause: who reports to whom, by way of whom, when."""

    path: str
    reporter: Mention | None
    recipient: Mention | None
    via: Mention | None
    cadence: Mention | None
    trigger: Trigger
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """Another document that this one names; `date` is ISO, fields are None where not printed."""

    number: str
    type: str | None
    date: str | None
    issuer: str | None
    span: Span


class Change(StrEnum):
    """What becomes of a document after it was issued."""

    REPLACED = "thay thế"
    REPEALED = "bãi bỏ"
    AMENDED = "sửa đổi, bổ sung"
    RECTIFIED = "đính chính"
    EXPIRED = "hết hiệu lực"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedChange:
    """That a document changes another one, in its own words.

    Attributes:
        number: Of the other document, as `CitedDocument`; so `type`, `date` and `issuer`.
        since: The ISO day from which it holds; None where no other than its own is printed.
        span: The sentence that says so.
    """

    change: Change
    number: str
    type: str | None
    date: str | None
    issuer: str | None
    since: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What has become of a document, as an admin says.

    Attributes:
        by: The id of the document that changed it; "" where none of the library did.
        name: What that document is called; "" for none.
        since: The ISO day from which it holds; None where it is not known.
        denied: It is not so, whatever another document says.
    """

    change: Change
    by: str = ""
    name: str = ""
    since: str | None = None
    denied: bool = False


class Slot(StrEnum):
    """What an admin can correct: the fields of a header by their names, and those of a task."""

    TYPE = "type"
    NUMBER = "number"
    DATE = "date"
    ISSUER = "issuer"
    PLACE = "place"
    TITLE = "title"
    SIGNER = "signer"
    LEADS = "leads"
    PARTNERS = "partners"
    TIMING = "timing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an admin says in the place of what was read.

    Attributes:
        value: The right value, in the form of `Field.value` or `Mention.text`; None for none.
        path: The section of the task; "" for a field of the header.
        words: The words that assign the task, by which it is known again; "" as `path`.
    """

    slot: Slot
    value: str | None
    path: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """An abbreviation that the document itself defines: `thông tin đối ngoại (TTĐN)`."""

    short: str
    long: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AsRead:
    """What the text gave before an admin corrected it; fields as of `Document`."""

    header: Header
    describes: Header | None
    assignments: tuple[Assignment, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, read.

    Attributes:
        id: Stable within a library: the first 16 hex digits of `sha256`.
        source_file: The original file name.
        text: The NFC text of the whole file.
        recognised: Optical recognition read it, or the text shows the marks of it.
        describes: For a news item the header of the plan it tells of, for an annex in a file of
            its own that of the document to which it belongs.
        sections: In reading order.
        warnings: Sentences for the admin, in Vietnamese.
        draft: What tells that it is a draft; None for one that is issued.
        method: How the text was won from the file; with `places`, `pages` and `doubtful` as the
            `Extract` gave them.
        changes: What it says that it changes in other documents.
        expires: The last day on which it is in force, as it says itself.
        standing: What has become of it, as admins say.
        corrections: What admins say in the place of what was read; the fields hold it already.
        as_read: What was read; None where nothing is corrected.
    """

    id: str
    source_file: str
    sha256: str
    text: str
    source: SourceKind
    family: Family
    recognised: bool
    header: Header
    describes: Header | None
    sections: tuple[Section, ...]
    assignments: tuple[Assignment, ...]
    reporting: tuple[Reporting, ...]
    cites: tuple[CitedDocument, ...]
    abbreviations: tuple[Abbreviation, ...]
    warnings: tuple[str, ...]
    draft: Draft | None = None
    method: Method = Method.TEXT
    places: tuple[Place, ...] = ()
    pages: tuple[Span, ...] = ()
    doubtful: tuple[Span, ...] = ()
    changes: tuple[StatedChange, ...] = ()
    expires: Field | None = None
    standing: tuple[Standing, ...] = ()
    corrections: tuple[Correction, ...] = ()
    as_read: AsRead | None = None

    @property
    def identity(self) -> Header:
        """The header of the plan that is meant: the described one where there is one."""
        return self.describes or self.header

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which a character stands; None where there are no pages."""
        return bisect_right(self.pages, offset, key=lambda page: page.start) or None

    def section(self, path: str) -> Section:
        """The section at `path`; raises KeyError where there is none."""
        for section in self.sections:
            if section.path == path:
                return section
        raise KeyError(path)
