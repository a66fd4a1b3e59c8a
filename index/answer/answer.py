"""Answers: a status, a statement made of quoted values, and the citations that prove it."""

from dataclasses import dataclass
from enum import StrEnum

from index.question.language import Language
from index.search.search import Hit
from knowledge.text import Span


class Status(StrEnum):
    """What kind of answer was given."""

    FOUND = "found"
    CHOOSE = "choose"
    NOT_STATED = "not_stated"
    RELATED = "related"
    NOT_FOUND = "not_found"
    SMALL_TALK = "small_talk"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A verbatim excerpt and where it stands.

    Attributes:
        source_file: Original file name of the document.
        document_number: Its number, of the described plan for a news item; None where it has none.
        document_name: Type, number, date and issuer, to be read aloud.
        short_name: "KH 61", no two documents of the library alike.
        teller: "bản tin về " for a source that tells of the plan and is not its text; else "".
        path: Section path.
        place: The path in words, "mục II.3.2", and the page.
        page: From 1; None for texts without pages.
        excerpt: The characters of `span`, letter for letter.
        span: The whole unit that is cited.
        quote: The words within `span` that prove the statement.
        code: Short code, `KH61-II.3.2`, for judges and links; not printed for people.
        remark: What must be said of the source: news item, recognised text; None for neither.
        also: Where other documents say the same in the same words.
    """

    document_id: str
    source_file: str
    document_number: str | None
    document_name: str
    short_name: str
    path: str
    place: str
    page: int | None
    excerpt: str
    span: Span
    quote: Span
    code: str
    remark: str | None
    also: tuple["Citation", ...] = ()
    teller: str = ""

    @property
    def line(self) -> str:
        """The citation line: "Mục II.3.2, Kế hoạch số 61/KH-UBND ngày …"."""
        return f"{self.place[:1].upper()}{self.place[1:]}, {self.teller}{self.document_name}"

    @property
    def spot(self) -> str:
        """The place without the page."""
        return self.place if self.page is None else self.place.rpartition(", ")[0]

    @property
    def name(self) -> str:
        """The place by its short name, which may be typed: "KH 61, mục II.3.2"."""
        return f"{self.short_name}, {self.spot}"

    @property
    def quoted(self) -> str:
        """The proving words, letter for letter."""
        return self.excerpt[self.quote.start - self.span.start : self.quote.end - self.span.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What must be told with an answer: that a document it cites was changed since.

    Attributes:
        text: The sentence.
        citations: Where a later document speaks of the very part that is cited.
    """

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to go on: what is shown, and the question and documents it stands for."""

    label: str
    question: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question.

    Attributes:
        statement: Short; quoted values and fixed wording only.
        citations: The best first; for `choose` one for each choice.
        understood_as: The question as it was read, where that differs from what was typed.
        choices: Ways to go on.
        hits: The ranked passages, at most 10.
        certainty: The probability that the best evidence answers, in [0, 1]; None where nothing
            was weighed.
        is_partial: Whether a model that is set had no say, since many ask or it failed.
        is_reread: `understood_as` has other letters than were typed, accents aside.
        language: What the fixed wording is in.
        shown: How many of the citations are shown at once, each with its source line: none where
            they only prove that something was read, several for a comparison.
        quotes: The statement holds the proving words, so that they need not be shown once more.
        complete: The records list all that is asked for, which no words of a document do.
        notices: What has become of the documents that it cites.
    """

    status: Status
    statement: str
    citations: tuple[Citation, ...] = ()
    understood_as: str | None = None
    choices: tuple[Choice, ...] = ()
    hits: tuple[Hit, ...] = ()
    certainty: float | None = None
    is_partial: bool = False
    quotes: bool = False
    is_reread: bool = False
    language: Language = Language.VIETNAMESE
    shown: int = 1
    complete: bool = False
    notices: tuple[Notice, ...] = ()

    @property
    def claims(self) -> bool:
        """Whether it claims an answer from the documents."""
        return self.status in (Status.FOUND, Status.CHOOSE)
