"""What a library tells of its documents without opening them."""

from dataclasses import dataclass
from functools import lru_cache

from index.library.local_bodies import local_bodies
from knowledge.codec import from_text
from knowledge.document import (
    Document,
    Family,
    Field,
    Header,
    SourceKind,
    Standing,
    StatedChange,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCard:
    """What is known of a document without its text and outline.

    Attributes:
        warnings: How many there are.
        bodies: See `index.library.local_bodies`.
        has_rows: A table of it is read row by row.
        changes: As of `Document`; so `expires` and `standing`.
    """

    id: str
    source_file: str
    sha256: str
    source: SourceKind
    family: Family
    recognised: bool
    header: Header
    describes: Header | None
    warnings: int
    bodies: tuple[str, ...] = ()
    has_rows: bool = False
    changes: tuple[StatedChange, ...] = ()
    expires: Field | None = None
    standing: tuple[Standing, ...] = ()

    @classmethod
    def of(cls, document: Document) -> "DocumentCard":
        """The card of a document."""
        return cls(
            id=document.id,
            source_file=document.source_file,
            sha256=document.sha256,
            source=document.source,
            family=document.family,
            recognised=document.recognised,
            header=document.header,
            describes=document.describes,
            warnings=len(document.warnings),
            bodies=local_bodies(document),
            has_rows=any(section.cells for section in document.sections),
            changes=document.changes,
            expires=document.expires,
            standing=document.standing,
        )

    @property
    def identity(self) -> Header:
        """The header of the plan that is meant, as `Document.identity`."""
        return self.describes or self.header


@lru_cache(maxsize=20_000)
def read_card(stored: str) -> DocumentCard:
    """The card that `to_text` has stored; ValueError for anything else.

    They are remembered: of a library that takes the place of another nearly all are the same, and
    readers wait while it is opened.
    """
    return from_text(DocumentCard, stored)
