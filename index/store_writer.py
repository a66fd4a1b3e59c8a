"""Filling the tables of a library file that nobody reads yet."""

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.card import DocumentCard
from index.codec import encode
from index.passage import Passage
from index.schema import DOCUMENT_SHAPE, TERMS_SHAPE
from index.terms import term_columns
from knowledge.document import Document
from knowledge.text import fold, syllables


def text_checksum(text: str) -> int:
    """A number that tells whether a stored text is still the one that was read."""
    return zlib.crc32(text.encode())


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
        self._sizes: Counter[str] = Counter()
        self._df: Counter[str] = Counter()
        self._forms: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()

    def add(self, document: Document, passages: Sequence[Passage]) -> None:
        """Write a document behind the others and index its passages.

        Raises:
            ValueError: If its id, or that of a passage, is taken.
        """
        self._documents += 1
        card = _to_json(DocumentCard.of(document))
        rest = _to_json(replace(document, text=""))
        try:
            self._run("INSERT INTO document VALUES (?, ?, ?)", (self._documents, document.id, card))
            self._run(
                "INSERT INTO document_text VALUES (?, ?, ?, ?)",
                (self._documents, text_checksum(document.text), document.text, rest),
            )
            for passage in passages:
                self._add_passage(passage)
        except sqlite3.IntegrityError as error:
            raise ValueError(
                f"document or passage added twice: {document.id} ({document.source_file})"
            ) from error
        self._count_syllables([(each.breadcrumb, each.text) for each in passages], 1)

    def _add_passage(self, passage: Passage) -> None:
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
        columns = self._count_terms(passage.breadcrumb, passage.text, 1)
        self._run(
            "INSERT INTO passage_words(rowid, head, head_pairs, body, body_pairs)"
            " VALUES (?, ?, ?, ?, ?)",
            (self._passages, *columns),
        )

    def withdraw(self, document_id: str) -> None:
        """Take a document and its passages out; ValueError if there is none with that id."""
        found = self._run("SELECT number FROM document WHERE id = ?", (document_id,)).fetchone()
        if found is None:
            raise ValueError(f"no document {document_id} to withdraw")
        rows = self._run(
            "SELECT number, breadcrumb, text FROM passage WHERE document = ?", found
        ).fetchall()
        for number, breadcrumb, text in rows:
            # An index without content forgets a row only when told again what was in it.
            columns = self._count_terms(breadcrumb, text, -1)
            self._run(
                "INSERT INTO passage_words(passage_words, rowid, head, head_pairs, body,"
                " body_pairs) VALUES ('delete', ?, ?, ?, ?, ?)",
                (number, *columns),
            )
        self._count_syllables([(breadcrumb, text) for _, breadcrumb, text in rows], -1)
        self._run("DELETE FROM passage WHERE document = ?", found)
        self._run("DELETE FROM document_text WHERE number = ?", found)
        self._run("DELETE FROM document WHERE number = ?", found)

    def finish(self) -> None:
        """Bring the counts up to date; nothing is added or withdrawn afterwards."""
        self._upsert("term_df(term, df)", self._df.items())
        self._upsert(
            'syllable(folded, form, "count")',
            ((fold(form), form, count) for form, count in self._forms.items()),
        )
        self._upsert(
            'syllable_pair("left", "right", "count")',
            ((*pair, count) for pair, count in self._pairs.items()),
        )
        self._upsert("size(name, total)", self._sizes.items())
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

    def _count_terms(self, breadcrumb: str, text: str, sign: int) -> list[str]:
        columns = term_columns(breadcrumb, text)
        for term in set().union(*columns):
            self._df[term] += sign
        self._sizes["passages"] += sign
        self._sizes["terms"] += sign * sum(map(len, columns))
        return [" ".join(column) for column in columns]

    def _count_syllables(self, passages: Sequence[tuple[str, str]], sign: int) -> None:
        # A breadcrumb stands for many passages but was printed once.
        breadcrumbs = dict.fromkeys(breadcrumb for breadcrumb, _ in passages)
        for text in [*breadcrumbs, *(text for _, text in passages)]:
            forms = syllables(text)
            for form in forms:
                self._forms[form] += sign
            for pair in pairwise(forms):
                self._pairs[pair] += sign


def _to_json(value: object) -> str:
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
