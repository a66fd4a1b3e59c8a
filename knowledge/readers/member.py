"""One file out of several that came in one: in an archive, or with a letter."""

import re
import unicodedata
from dataclasses import dataclass

from knowledge.errors import UnreadableFileError
from knowledge.sniff import FileKind, file_kind
from knowledge.text import nfc

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file.

    Attributes:
        name: Behind the name of what it came in.
        data: The file.
    """

    name: str
    data: bytes


def is_picture(file: Member) -> bool:
    """Whether a file is a picture, by what is in it."""
    try:
        return file_kind(file.data, file.name) is FileKind.IMAGE
    except UnreadableFileError:
        return False


def inner_name(name: str) -> str:
    """A name in NFC, without anything that leads out of the folder it is put into."""
    parts = re.split(r"[/\\]", nfc(name))
    plain = ("".join(c for c in part if unicodedata.category(c)[0] != "C") for part in parts)
    kept = [part.strip()[:_LONGEST_NAME] for part in plain if part.strip() not in ("", ".", "..")]
    return "/".join(kept) or "tệp"


def by_number(name: str) -> tuple[object, ...]:
    """A key that puts page 2 before page 10."""
    pieces = re.split(r"(\d+)", name.casefold())
    return tuple(
        (piece.isdigit(), int(piece[:9]) if piece.isdigit() else piece) for piece in pieces
    )
