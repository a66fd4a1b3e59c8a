"""The tables of a library file, and how to tell a whole one from any other file.

A library file is written once and never changed afterwards, so it carries no journal and can be
copied, hashed and read by any number of processes.
"""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from index.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryMissingError,
    LibraryVersionError,
)
from index.library.terms import term_columns
from knowledge.codec import fingerprint
from knowledge.document import Document
from knowledge.text import nfc

# "VBKH" as a number: SQLite's application_id, written last, so that only a whole file has it.
APPLICATION_ID = 0x56424B48

# Of the tables below; to be raised with every change to them. A file of another one is rebuilt.
VERSION = 1

# What `Document` looked like when a file was written; a file for other fields is rebuilt.
DOCUMENT_SHAPE = fingerprint(Document)

# How a sample of every Latin letter and some signs is folded and cut; a file whose terms were
# made otherwise would neither be found nor could documents be withdrawn from it.
_SAMPLE = " ".join(map(chr, (*range(0x20, 0x250), *range(0x1E00, 0x1F00)))) + " 61/KH-UBND __ a_b"
TERMS_SHAPE = hashlib.sha256(repr(term_columns(_SAMPLE, nfc(_SAMPLE))).encode()).hexdigest()[:16]

_SQLITE_MAGIC = b"SQLite format 3\x00"
_REBUILD = "hãy tạo lại bằng lệnh: python -m index build"


def create_tables(db: Database) -> None:
    """Make the tables of an empty file; a file with other tables is made anew, never changed."""
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.table("meta").create({"key": str, "value": str}, pk="key")
    db.table("document").create({"number": int, "id": str, "card": str}, pk="number")
    db.table("document").create_index(["id"], unique=True)
    db.table("document_text").create(
        {"number": int, "checksum": int, "text": str, "rest": str}, pk="number"
    )
    db.table("passage").create(
        {
            "number": int,
            "id": str,
            "document": int,
            "path": str,
            "start": int,
            "end": int,
            "breadcrumb": str,
            "text": str,
        },
        pk="number",
        foreign_keys=[("document", "document", "number")],
    )
    db.table("passage").create_index(["id"], unique=True)
    db.table("passage").create_index(["document"])
    # The application folds and splits, so the tokenizer only has to part tokens at blanks:
    # "ascii" takes every other character of ours as part of a word, on every SQLite version.
    db.execute(
        "CREATE VIRTUAL TABLE passage_words USING fts5("
        "head, head_pairs, body, body_pairs, content='', tokenize=\"ascii tokenchars '_'\")"
    )
    db.execute("CREATE TABLE size (name TEXT PRIMARY KEY, total INTEGER) WITHOUT ROWID")
    db.execute("CREATE TABLE term_df (term TEXT PRIMARY KEY, df INTEGER) WITHOUT ROWID")
    db.execute(
        'CREATE TABLE syllable (folded TEXT, form TEXT, "count" INTEGER,'
        " PRIMARY KEY (folded, form)) WITHOUT ROWID"
    )
    db.execute(
        'CREATE TABLE syllable_pair ("left" TEXT, "right" TEXT, "count" INTEGER,'
        ' PRIMARY KEY ("left", "right")) WITHOUT ROWID'
    )


def seal(connection: sqlite3.Connection) -> None:
    """Mark the file as whole; nothing is written to it afterwards."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def unseal(connection: sqlite3.Connection) -> None:
    """Mark the file as being written."""
    connection.execute("PRAGMA application_id = 0")


def connect(path: Path) -> sqlite3.Connection:
    """A read-only connection to the whole library file at `path`; it works in this thread only.

    Raises:
        LibraryMissingError: If there is no file.
        LibraryDamagedError: If it is cut short, half written, or no library.
        LibraryVersionError: If its tables or stored values are of another version.
    """
    _require_whole_file(path)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        _require_version(path, connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise damaged(path, str(error)) from error
    except LibraryError:
        connection.close()
        raise
    return connection


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file that a library was made of: its name, and the checksum of its bytes."""

    name: str
    sha256: str


def held_files(library: Path) -> tuple[HeldFile, ...]:
    """The files of a library, whatever version made it; none of a damaged one, or where none is."""
    try:
        address = f"{library.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            rows = connection.execute(
                "SELECT json_extract(card, '$.source_file'), json_extract(card, '$.sha256')"
                " FROM document ORDER BY number"
            ).fetchall()
    except sqlite3.Error:
        return ()
    return tuple(HeldFile(name=str(name), sha256=str(sha256)) for name, sha256 in rows)


def check(path: Path, *, index: bool = True) -> None:
    """Read every page of the library file at `path`, and where `index` the words of the index.

    Raises:
        LibraryDamagedError: If SQLite finds a fault. Bytes overwritten inside a text go
            unnoticed here; only a checksum tells those.
    """
    with closing(sqlite3.connect(path)) as connection:
        try:
            (verdict,) = connection.execute("PRAGMA quick_check").fetchone()
            if index:
                connection.execute(
                    "INSERT INTO passage_words(passage_words) VALUES ('integrity-check')"
                )
        except sqlite3.DatabaseError as error:
            raise damaged(path, str(error)) from error
    if verdict != "ok":
        raise damaged(path, str(verdict))


def damaged(path: Path, reason: str) -> LibraryDamagedError:
    """The error for a damaged file, to be raised."""
    return LibraryDamagedError(f"Thư viện {path} bị hỏng ({reason}); {_REBUILD}")


def _require_whole_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = file.seek(0, 2)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LibraryMissingError(f"Chưa có thư viện {path}; {_REBUILD}") from error
    except OSError as error:
        raise LibraryError(f"Không đọc được thư viện {path}: {error.strerror}") from error
    if len(header) < 100 or not header.startswith(_SQLITE_MAGIC):
        raise damaged(path, "không phải tệp thư viện")
    # Offsets 16 and 28 of the SQLite file format: page size (1 means 65536), number of pages.
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < pages * (65536 if page_size == 1 else page_size):
        raise damaged(path, "tệp bị cắt ngắn")


def _require_version(path: Path, connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise damaged(path, "ghi dở dang hoặc không phải tệp thư viện")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    shapes = (meta.get("document_shape"), meta.get("terms_shape"))
    if version != VERSION or shapes != (DOCUMENT_SHAPE, TERMS_SHAPE):
        raise LibraryVersionError(f"Thư viện {path} do phiên bản khác tạo ra; {_REBUILD}")
