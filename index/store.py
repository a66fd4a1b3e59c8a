"""A library file: everything read from the plans, and the indexes over it.

`build_library` writes a new file in one piece, `Library` reads one. Whatever else of this
package runs SQL does so through `Library.query`.
"""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from index.codec import decode, encode
from index.durable import remove_abandoned, replace_file, unfinished
from index.errors import LibraryError
from index.generation import current, publish
from index.passage import Passage
from index.schema import DOCUMENT_SHAPE, check, connect, damaged, migrate, seal
from index.terms import term_columns
from knowledge.document import Document, Family, Header, SourceKind
from knowledge.text import Span, fold, syllables

T = TypeVar("T")
Progress = Callable[[int], None]

# Decoded documents kept by a reader. A long plan takes about 1 MB.
_DOCUMENTS_KEPT = 64

# Page cache and memory map of a reader, in bytes; an immutable file is safe to map.
_MAPPED_BYTES = 1 << 28


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCard:
    """What is known of a document without its text and outline; `warnings` counts them."""

    id: str
    source_file: str
    sha256: str
    source: SourceKind
    family: Family
    recognised: bool
    header: Header
    describes: Header | None
    warnings: int

    @property
    def identity(self) -> Header:
        """The header of the plan that is meant, as `Document.identity`."""
        return self.describes or self.header


def build_library(
    path: Path,
    entries: Iterable[tuple[Document, Sequence[Passage]]],
    *,
    progress: Progress | None = None,
) -> None:
    """Write a library of `entries` to `path`; what was there stays whole until the end.

    Args:
        path: The file to write or replace, or a folder of generations, where the file becomes
            the next one. Readers of the old file keep reading it.
        entries: Documents in the order in which they are listed, each with its passages.
        progress: Called with the number of documents written so far.

    Raises:
        ValueError: If two documents, or two passages, have the same id.
        LibraryDamagedError: If the written file does not pass SQLite's checks.
    """
    temporary = unfinished(path / "build" if path.is_dir() else path)
    remove_abandoned(temporary.parent, f"{path.name}.*")
    temporary.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _write(connection, entries, progress or (lambda count: None))
        check(temporary)
        if path.is_dir():
            publish(path, temporary)
        else:
            replace_file(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _write(
    connection: sqlite3.Connection,
    entries: Iterable[tuple[Document, Sequence[Passage]]],
    progress: Progress,
) -> None:
    # Nothing reads the file before it is renamed, so a crash needs no journal to undo.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    db = Database(connection)
    migrate(db)
    connection.execute("BEGIN")
    writer = _Writer(connection)
    for number, (document, passages) in enumerate(entries, start=1):
        writer.add(number, document, passages)
        progress(number)
    writer.finish()
    connection.execute("COMMIT")
    connection.execute("INSERT INTO passage_words(passage_words) VALUES ('optimize')")
    seal(connection)


class _Writer:
    """Fills the tables of one new file, document by document."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._passages = 0
        self._tokens = 0
        self._forms: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()

    def add(self, number: int, document: Document, passages: Sequence[Passage]) -> None:
        """Write one document and index its passages."""
        insert = self._connection.execute
        try:
            insert(
                "INSERT INTO document VALUES (?, ?, ?)",
                (number, document.id, _to_json(_card(document))),
            )
            self._add_passages(number, passages)
        except sqlite3.IntegrityError as error:
            raise ValueError(
                f"document or passage added twice: {document.id} ({document.source_file})"
            ) from error
        insert(
            "INSERT INTO document_text VALUES (?, ?, ?, ?)",
            (
                number,
                _checksum(document.text),
                document.text,
                _to_json(replace(document, text="")),
            ),
        )
        # A breadcrumb stands for many passages but was printed once.
        for text in [*dict.fromkeys(each.breadcrumb for each in passages)]:
            self._count(text)

    def _add_passages(self, document: int, passages: Sequence[Passage]) -> None:
        insert = self._connection.execute
        for passage in passages:
            self._passages += 1
            insert(
                "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    self._passages,
                    passage.id,
                    document,
                    passage.path,
                    passage.span.start,
                    passage.span.end,
                    passage.breadcrumb,
                    passage.text,
                ),
            )
            columns = term_columns(passage.breadcrumb, passage.text)
            self._tokens += sum(map(len, columns))
            insert(
                "INSERT INTO passage_words(rowid, head, head_pairs, body, body_pairs)"
                " VALUES (?, ?, ?, ?, ?)",
                (self._passages, *map(" ".join, columns)),
            )
            self._count(passage.text)

    def _count(self, text: str) -> None:
        forms = syllables(text)
        self._forms.update(forms)
        self._pairs.update(pairwise(forms))

    def finish(self) -> None:
        """Write what is known only after the last document."""
        many = self._connection.executemany
        many(
            "INSERT INTO syllable VALUES (?, ?, ?)",
            sorted((fold(form), form, count) for form, count in self._forms.items()),
        )
        many(
            "INSERT INTO syllable_pair VALUES (?, ?, ?)",
            sorted((*pair, count) for pair, count in self._pairs.items()),
        )
        run = self._connection.execute
        run("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passage_words, 'row')")
        run("INSERT INTO term_df SELECT term, doc FROM temp.vocabulary")
        run("DROP TABLE temp.vocabulary")
        many(
            "INSERT INTO meta VALUES (?, ?)",
            [
                ("document_shape", DOCUMENT_SHAPE),
                ("passages", str(self._passages)),
                ("tokens", str(self._tokens)),
            ],
        )


class Library:
    """A library file, open for reading in the thread that opened it.

    Attributes:
        path: The file.
        documents: The cards of all documents, in the order of the library.
        passage_count: How many passages are indexed.
        mean_length: Terms of a passage on average, over all columns of the index.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
        self._numbers: dict[str, int] = {}
        cards = []
        for number, card in self.query("SELECT number, card FROM document ORDER BY number"):
            cards.append(self._decoded(DocumentCard, card))
            self._numbers[cards[-1].id] = number
        self.documents = tuple(cards)
        meta = dict(self.query("SELECT key, value FROM meta"))
        try:
            self.passage_count = int(meta["passages"])
            self.mean_length = int(meta["tokens"]) / max(self.passage_count, 1)
        except (KeyError, ValueError) as error:
            raise damaged(path, str(error)) from error
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

    def document_numbers(self, ids: Iterable[str]) -> list[int]:
        """The row numbers of the documents that exist, ascending."""
        return sorted({self._numbers[each] for each in ids if each in self._numbers})

    def document(self, document_id: str) -> Document:
        """The whole document; KeyError for an unknown id."""
        return self._document(document_id)

    def _read_document(self, document_id: str) -> Document:
        rest = self._stored("SELECT rest FROM document_text WHERE number = ?", document_id)
        return replace(self._decoded(Document, rest), text=self._text(document_id))

    def _read_text(self, document_id: str) -> str:
        text = self._stored("SELECT text FROM document_text WHERE number = ?", document_id)
        checksum = self._stored("SELECT checksum FROM document_text WHERE number = ?", document_id)
        if checksum != _checksum(str(text)):
            raise damaged(self.path, f"văn bản {document_id} đã bị thay đổi")
        return str(text)

    def _stored(self, sql: str, document_id: str) -> object:
        rows = self.query(sql, (self._numbers[document_id],))
        if not rows:
            raise damaged(self.path, f"thiếu văn bản {document_id}")
        return rows[0][0]

    def _decoded(self, kind: type[T], stored: object) -> T:
        try:
            return decode(kind, json.loads(str(stored)))
        except ValueError as error:
            raise damaged(self.path, str(error)) from error

    def slice(self, document_id: str, span: Span) -> str:
        """The characters of a document that `span` covers; KeyError for an unknown id."""
        return span.of(self._text(document_id))

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
        return dict(
            self.query(
                "SELECT term, df FROM term_df WHERE term IN (SELECT value FROM json_each(?))",
                (json.dumps(list(terms)),),
            )
        )


def _card(document: Document) -> DocumentCard:
    return DocumentCard(
        id=document.id,
        source_file=document.source_file,
        sha256=document.sha256,
        source=document.source,
        family=document.family,
        recognised=document.recognised,
        header=document.header,
        describes=document.describes,
        warnings=len(document.warnings),
    )


def _checksum(text: str) -> int:
    """A number that tells whether a stored text is still the one that was read."""
    return zlib.crc32(text.encode())


def _to_json(value: object) -> str:
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
