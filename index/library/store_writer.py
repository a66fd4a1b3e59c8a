"""Filling the tables of a library file that nobody reads yet."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index.library.card import DocumentCard
from index.library.passage import Passage
from index.library.schema import DOCUMENT_SHAPE, TERMS_SHAPE, seal, unseal
from index.library.tally import Tally
from knowledge.codec import to_text
from knowledge.document import Document
from knowledge.text import fold


def text_checksum(text: str) -> int:
    """A number that tells whether a stored text is still the one that was read."""
    return zlib.crc32(text.encode())


def connect_new(file: Path) -> sqlite3.Connection:
    """The file of a library that is not in force yet, to be written; a crash leaves it broken."""
    connection = sqlite3.connect(file, isolation_level=None)
    # Nothing reads the file before it is renamed, so a crash needs no journal to undo.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


class LibraryWriter:
    """Adds and withdraws documents; `finish` brings the counts up to date.

    Counts are kept as differences to what the file holds, so adding one plan to a large
    library costs as much as the plan.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._run_many = connection.executemany
        self._documents = self._largest("document")
        self._passages = self._largest("passage")
        self._tally = Tally()

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        """Write a document behind the others and index its passages.

        Raises:
            ValueError: If its id, or that of a passage, is taken.
        """
        self._documents += 1
        card = to_text(DocumentCard.of(document))
        rest = to_text(replace(document, text=""))
        try:
            self._run("INSERT INTO document VALUES (?, ?, ?)", (self._documents, document.id, card))
            self._run(
                "INSERT INTO document_text VALUES (?, ?, ?, ?)",
                (self._documents, text_checksum(document.text), document.text, rest),
            )
            columns = self._tally.count((each.breadcrumb, each.text) for each in passages)
            for passage, terms in zip(passages, columns, strict=True):
                self._add_passage(passage, terms)
        except sqlite3.IntegrityError as error:
            raise ValueError(
                f"document or passage added twice: {document.id} ({document.source_file})"
            ) from error

    def _add_passage(self, passage: Passage, terms: Sequence[str]) -> None:
        self._passages += 1
        self._run(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._passages,
                passage.id,
                self._documents,
                passage.path,
                passage.span.start,
                passage.span.end,
                passage.breadcrumb,
                passage.text,
            ),
        )
        self._run(
            "INSERT INTO passage_words(rowid, head, head_pairs, body, body_pairs)"
            " VALUES (?, ?, ?, ?, ?)",
            (self._passages, *terms),
        )

    def withdraw(self, document_id: str) -> None:
        """Take a document and its passages out; ValueError if there is none with that id."""
        found = self._run("SELECT number FROM document WHERE id = ?", (document_id,)).fetchone()
        if found is None:
            raise ValueError(f"no document {document_id} to withdraw")
        rows = self._run(
            "SELECT number, breadcrumb, text FROM passage WHERE document = ?", found
        ).fetchall()
        columns = self._tally.count(((breadcrumb, text) for _, breadcrumb, text in rows), -1)
        for (number, _, _), terms in zip(rows, columns, strict=True):
            # An index without content forgets a row only when told again what was in it.
            self._run(
                "INSERT INTO passage_words(passage_words, rowid, head, head_pairs, body,"
                " body_pairs) VALUES ('delete', ?, ?, ?, ?, ?)",
                (number, *terms),
            )
        self._run("DELETE FROM passage WHERE document = ?", found)
        self._run("DELETE FROM document_text WHERE number = ?", found)
        self._run("DELETE FROM document WHERE number = ?", found)

    def finish(self) -> None:
        """Bring the counts up to date; nothing is added or withdrawn afterwards."""
        self._upsert("term_df(term, df)", self._tally.df.items())
        self._upsert(
            'syllable(folded, form, "count")',
            ((fold(form), form, count) for form, count in self._tally.forms.items()),
        )
        self._upsert(
            'syllable_pair("left", "right", "count")',
            ((*pair, count) for pair, count in self._tally.pairs.items()),
        )
        self._upsert("size(name, total)", self._tally.sizes.items())
        self._run_many(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [("document_shape", DOCUMENT_SHAPE), ("terms_shape", TERMS_SHAPE)],
        )

    def _largest(self, table: str) -> int:
        (number,) = self._run(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()
        return int(number)

    def _upsert(self, table: str, rows: Iterable[tuple[str | int, ...]]) -> None:
        """Add to the last column of `table(column, …)`, whose other columns are its key."""
        name, _, columns = table.rstrip(")").partition("(")
        *key, count = columns.split(", ")
        marks = ", ".join("?" * (len(key) + 1))
        self._run_many(
            f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({', '.join(key)})"
            f" DO UPDATE SET {count} = {count} + excluded.{count}",
            sorted(rows),
        )
        self._run(f"DELETE FROM {name} WHERE {count} = 0")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[LibraryWriter]:
    """One transaction, after which the file is marked as whole."""
    unseal(connection)
    connection.execute("BEGIN")
    writer = LibraryWriter(connection)
    yield writer
    writer.finish()
    connection.execute("COMMIT")
    seal(connection)
