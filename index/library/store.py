"""A library file: everything read from the plans, and the indexes over it.

`build_library` and `change_library` put a new file in force in one piece, `Library` reads one.
Whatever else of this package asks in SQL does so through `Library.query`.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from copy import copy, deepcopy
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from index.errors import LibraryError
from index.force.fates import Fate, fates_of
from index.library.card import DocumentCard, read_card
from index.library.document_names import short_names
from index.library.durable import open_private, remove_abandoned, replace_file, unfinished
from index.library.generation import copy_unchanged, current, publish
from index.library.passage import Passage
from index.library.schema import check, connect, create_tables, damaged
from index.library.store_writer import connect_new, text_checksum, writing
from index.library.tally import Tally
from knowledge.codec import from_text
from knowledge.document import Document
from knowledge.text import Span

T = TypeVar("T")
Progress = Callable[[int], None]
Measure = Callable[["Library"], float]

# Decoded documents kept by a reader. A long plan takes about 1 MB.
_DOCUMENTS_KEPT = 64

_read_document = partial(from_text, Document)

# Under what name the evidence floor is noted.
_FLOOR = "evidence_floor"

# Page cache of a reader, in KiB. The file is not mapped into memory: somebody who cuts it short
# would end the process.
_CACHED = 1 << 16


def build_library(
    path: Path,
    entries: Iterable[tuple[Document, Sequence[Passage]]],
    *,
    progress: Progress | None = None,
    measure: Measure | None = None,
) -> None:
    """Write a library of `entries` to `path`; what was there stays whole until the end.

    Args:
        path: The file to write or replace, or a folder of generations, where the file becomes
            the next one. Readers of the old file keep reading it.
        entries: Documents in the order in which they are listed, each with its passages.
        progress: Called with the number of documents written so far.
        measure: Gives the evidence floor of the finished library, to be stored in it.

    Raises:
        ValueError: If two documents, or two passages, have the same id.
        LibraryDamagedError: If the written file does not pass SQLite's checks.
        LibraryError: If the disk takes no more.
    """
    with _replacing(path, measure) as temporary, closing(connect_new(temporary)) as connection:
        create_tables(Database(connection))
        with writing(connection) as writer:
            for number, (document, passages) in enumerate(entries, start=1):
                writer.add(document, passages)
                if progress is not None:
                    progress(number)
        connection.execute("INSERT INTO passage_words(passage_words) VALUES ('optimize')")


def change_library(
    path: Path,
    *,
    add: Iterable[tuple[Document, Sequence[Passage]]] = (),
    withdraw: Iterable[str] = (),
    measure: Measure | None = None,
    accept: Callable[[Path], None] | None = None,
) -> None:
    """Withdraw documents from a library, add others behind the rest, and put it in force.

    The time needed is that of copying the file and of reading the new documents. What was
    there stays whole until the end, as with `build_library`.

    Args:
        path: The library file, or a folder of generations.
        add: Documents with their passages.
        withdraw: Ids of documents, taken out first: to replace one, withdraw and add it.
        measure: As with `build_library`.
        accept: Given the finished file; what it raises keeps the old library in force.

    Raises:
        ValueError: If a document to withdraw is not there, or one to add already is.
        LibraryError: If there is no whole library of this version at `path`, or the disk takes
            no more.
    """
    source = current(path) if path.is_dir() else path
    connect(source).close()
    # What was published was checked then, and is proved to be that still.
    copy = copy_unchanged if path.is_dir() else shutil.copyfile
    with _replacing(path, measure, accept, index=not path.is_dir()) as temporary:
        copy(source, temporary)
        with closing(connect_new(temporary)) as connection, writing(connection) as writer:
            connection.execute("DELETE FROM meta WHERE key = ?", (_FLOOR,))
            for document_id in withdraw:
                writer.withdraw(document_id)
            for document, passages in add:
                writer.add(document, passages)


@contextmanager
def _replacing(
    path: Path, measure: Measure | None, accept: Callable[[Path], None] | None = None, *,
    index: bool = True,
) -> Iterator[Path]:  # fmt: skip
    """Give a name to write to; then check that file, see `check`, and put it in force at `path`."""
    temporary = unfinished(path / "build" if path.is_dir() else path)
    remove_abandoned(temporary.parent, f"{path.name}.*")
    # The library of an office is not for all users of the machine.
    open_private(temporary).close()
    try:
        yield temporary
        if measure is not None:
            _note_floor(temporary, measure)
        check(temporary, index=index)
        if accept is not None:
            accept(temporary)
        if path.is_dir():
            publish(path, temporary)
        else:
            replace_file(temporary, path)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            f"{path}: không ghi được thư viện ({error}), thư viện vẫn như trước; "
            "hãy kiểm tra chỗ trống trên đĩa và quyền ghi."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _note_floor(temporary: Path, measure: Measure) -> None:
    with Library.open(temporary) as library:
        floor = measure(library)
    with closing(connect_new(temporary)) as connection:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_FLOOR, str(floor)))


class Library:
    """A library file, open for reading in the thread that opened it.

    Attributes:
        path: The file.
        documents: The cards of all documents, in the order of the library.
        passage_count: How many passages are indexed.
        mean_length: Terms of a passage on average, over all columns of the index.
        evidence_floor: See `index.search.calibration`; None where it was not measured, or for more
            documents than are shown.
        withheld: The counts of documents that are in the file but not shown here; see `without`.
            Whoever asks the file itself, by `query`, has to leave those out.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute(f"PRAGMA cache_size = -{_CACHED}")
        self._numbers: dict[str, int] = {}
        cards = []
        for number, card in self.query("SELECT number, card FROM document ORDER BY number"):
            cards.append(self._decoded(read_card, card))
            self._numbers[cards[-1].id] = number
        self.documents = tuple(cards)
        self._cards = {card.id: card for card in cards}
        sizes: dict[str, int] = dict(self.query("SELECT name, total FROM size"))
        self.passage_count = sizes.get("passages", 0)
        self.mean_length = sizes.get("terms", 0) / max(self.passage_count, 1)
        noted = self.query("SELECT value FROM meta WHERE key = ?", (_FLOOR,))
        self.evidence_floor = float(noted[0][0]) if noted else None
        self.withheld = Tally()
        self._short_names: dict[str, str] | None = None
        self._fates: dict[str, tuple[Fate, ...]] | None = None
        self._document = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._read_document)
        self._text = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._read_text)

    @classmethod
    def open(cls, path: Path) -> "Library":
        """The library in the file at `path`, or in the generation in force in that folder.

        Raises:
            LibraryMissingError, LibraryDamagedError, LibraryVersionError: See `index.errors`.
        """
        file = current(path) if path.is_dir() else path
        connection = connect(file)
        try:
            return cls(file, connection)
        except LibraryError:
            connection.close()
            raise

    def without(self, ids: Collection[str]) -> "Library":
        """The library as if these documents were not in it, by what it lists, finds and counts.

        Both are views of one open file and work in the same thread; closing one closes both.
        """
        view = copy(self)
        kept = [card for card in self.documents if card.id not in ids]
        view.documents = tuple(kept)
        view.withheld = deepcopy(self.withheld)
        view.evidence_floor = None
        view._short_names = view._fates = None
        for card in self.documents:
            if card.id in ids:
                held = self.passages_of(card.id)
                view.withheld.count((each.breadcrumb, each.text) for each in held)
        view._numbers = {card.id: self._numbers[card.id] for card in kept}
        gone = view.withheld.sizes - self.withheld.sizes
        terms = round(self.mean_length * self.passage_count) - gone["terms"]
        view.passage_count = self.passage_count - gone["passages"]
        view.mean_length = terms / max(view.passage_count, 1)
        return view

    @property
    def is_whole(self) -> bool:
        """Whether nothing that is in the file is withheld."""
        return not self.withheld.sizes

    def close(self) -> None:
        """Give the file back; the library is not usable afterwards."""
        self._connection.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT; for the engines of this package.

        Raises:
            LibraryDamagedError: If the file turns out to be damaged.
        """
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.ProgrammingError:  # Ours, not the file's: another thread, or closed.
            raise
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, str(error)) from error

    def require_whole(self) -> None:
        """Read every page of the file.

        Raises:
            LibraryDamagedError: If SQLite finds a fault.
        """
        ((verdict,),) = self.query("PRAGMA quick_check(1)")
        if verdict != "ok":
            raise damaged(self.path, str(verdict))

    def document_numbers(self, ids: Iterable[str] | None) -> list[int]:
        """The row numbers of the documents that exist, or of all for None, ascending."""
        if ids is None:
            return sorted(self._numbers.values())
        return sorted({self._numbers[each] for each in ids if each in self._numbers})

    def card(self, document_id: str) -> DocumentCard:
        """The card of a document; KeyError for an unknown id."""
        self._require(document_id)
        return self._cards[document_id]

    def short_name(self, document_id: str) -> str:
        """What a document is called in lists, "KH 61"; no two of those shown have one name."""
        if self._short_names is None:
            self._short_names = short_names(self.documents)
        return self._short_names[document_id]

    def fates(self, document_id: str) -> tuple[Fate, ...]:
        """What has become of a document, as those that are shown and admins say."""
        if self._fates is None:
            self._fates = fates_of(self.documents)
        return self._fates.get(document_id, ())

    def document(self, document_id: str) -> Document:
        """The whole document; KeyError for an unknown id."""
        self._require(document_id)
        return self._document(document_id)

    def _require(self, document_id: str) -> None:
        # What is remembered of documents is remembered for all views of the file.
        if document_id not in self._numbers:
            raise KeyError(document_id)

    def _read_document(self, document_id: str) -> Document:
        rest = self._stored("SELECT rest FROM document_text WHERE number = ?", document_id)
        return replace(self._decoded(_read_document, rest), text=self._text(document_id))

    def _read_text(self, document_id: str) -> str:
        text = self._stored("SELECT text FROM document_text WHERE number = ?", document_id)
        checksum = self._stored("SELECT checksum FROM document_text WHERE number = ?", document_id)
        if checksum != text_checksum(str(text)):
            raise damaged(self.path, f"văn bản {document_id} đã bị thay đổi")
        return str(text)

    def _stored(self, sql: str, document_id: str) -> object:
        rows = self.query(sql, (self._numbers[document_id],))
        if not rows:
            raise damaged(self.path, f"thiếu văn bản {document_id}")
        return rows[0][0]

    def _decoded(self, read: Callable[[str], T], stored: object) -> T:
        try:
            return read(str(stored))
        except ValueError as error:
            raise damaged(self.path, str(error)) from error

    def text(self, document_id: str) -> str:
        """The text of a document; KeyError for an unknown id."""
        self._require(document_id)
        return self._text(document_id)

    def slice(self, document_id: str, span: Span) -> str:
        """The characters of a document that `span` covers; KeyError for an unknown id."""
        return span.of(self.text(document_id))

    def passage(self, passage_id: str) -> Passage:
        """The passage with that id; KeyError where there is none."""
        return self.passages([passage_id])[passage_id]

    def passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """The passages with these ids that exist, in the order asked for."""
        wanted = list(ids)
        found = {
            passage.id: passage
            for passage in self._select_passages(
                "passage.id IN (SELECT value FROM json_each(?))", json.dumps(wanted)
            )
        }
        return {each: found[each] for each in wanted if each in found}

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order; KeyError for an unknown id."""
        return tuple(self._select_passages("document = ?", self._numbers[document_id]))

    def _select_passages(self, condition: str, parameter: object) -> Iterator[Passage]:
        rows = self.query(
            'SELECT passage.id, document.id, path, start, "end", breadcrumb, text FROM passage'
            f" JOIN document ON document.number = document WHERE {condition}"
            " ORDER BY passage.number",
            (parameter,),
        )
        for passage_id, document_id, path, start, end, breadcrumb, text in rows:
            if document_id not in self._numbers:
                continue
            yield Passage(
                id=passage_id,
                document_id=document_id,
                path=path,
                span=Span(start=start, end=end),
                breadcrumb=breadcrumb,
                text=text,
            )

    def df(self, terms: Collection[str]) -> dict[str, int]:
        """In how many passages each term occurs, for those that occur at all."""
        rows = self.query(
            "SELECT term, df FROM term_df WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps(list(terms)),),
        )
        gone = self.withheld.df
        return {term: df - gone[term] for term, df in rows if df > gone[term]}
