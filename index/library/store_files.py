"""Which files a library was made of, whatever version of the program made it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """A file that a library was made of: its name, and the checksum of its bytes."""

    name: str
    sha256: str


def held_files(library: Path) -> tuple[HeldFile, ...]:
    """The files of a library file, in its order; none of one that is damaged, or not there."""
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
