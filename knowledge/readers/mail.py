"""Letters saved as files (.eml): the files that come with them, and their words."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from knowledge.errors import UnreadableFileError
from knowledge.readers.member import Member, inner_name

_MOST_FILES = 100
# Letters of a covering note; with fewer, the pictures within it are what was sent.
_FEW_LETTERS = 40
_WEB = ("text/html", "application/xhtml+xml")
_WORDS = ("text/plain", *_WEB)
_LETTER = "message/rfc822"
# What mail programs attach on their own.
_SIGNATURES = ("pkcs7-signature", "x-pkcs7-signature", "pgp-signature", "pgp-keys")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter holds.

    Attributes:
        files: Those that come with it; pictures that its text shows only where there is no text.
        words: Its text as plain text or as a page, in UTF-8; empty where it has none.
    """

    files: tuple[Member, ...]
    words: bytes

    @property
    def has_words(self) -> bool:
        """Whether its text says anything."""
        return sum(map(str.isalpha, self.words.decode("utf-8", "replace"))) >= _FEW_LETTERS


def open_letter(data: bytes, name: str) -> Letter:
    """The files and the words of a letter.

    Raises:
        UnreadableFileError: It is damaged, nested too deep, or comes with too many files.
    """
    try:
        message = email.message_from_bytes(data, policy=_AsWritten())
        parts = list(_parts(message))
        bodies = [part for part in parts if _is_body(part)]
        words = _words_of(bodies)
        files = [
            (_is_drawn(part, words), Member(name=f"{name}/{called}", data=_bytes_of(part)))
            for part, called in _named([part for part in parts if part not in bodies])
        ]
    except (RecursionError, MessageError, ValueError, LookupError, TypeError) as error:
        raise UnreadableFileError(
            f"{name}: thư bị cắt hoặc hỏng; hãy lưu lại thư, hoặc gửi tệp đính kèm."
        ) from error
    if len(files) > _MOST_FILES:
        raise UnreadableFileError(
            f"{name}: thư có quá {_MOST_FILES} tệp đính kèm; hãy gửi từng văn bản."
        )
    enclosed = Letter(files=tuple(file for drawn, file in files if not drawn), words=words)
    if enclosed.files or enclosed.has_words:
        return enclosed
    return Letter(files=tuple(file for _, file in files), words=words)


class _AsWritten(email.policy.Compat32):
    """Leaves names of files that were written in plain UTF-8 readable."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The header with what is not ASCII as surrogates."""
        return value


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a letter that hold something; a letter within it is one."""
    inside = message.get_payload()
    if message.get_content_maintype() == "multipart":
        for part in inside if isinstance(inside, list) else ():
            if isinstance(part, Message):
                yield from _parts(part)
    else:
        yield message


def _is_body(part: Message) -> bool:
    return (
        part.get_content_type() in _WORDS
        and part.get_filename() is None
        and part.get_content_disposition() != "attachment"
    )


def _words_of(bodies: list[Message]) -> bytes:
    """What the letter says: as a page, which keeps tables, where it is written in both forms."""
    pages = [part for part in bodies if part.get_content_type() in _WEB]
    for part in (*pages, *bodies):
        said = _bytes_of(part)
        try:
            return said.decode(part.get_content_charset("")).encode("utf-8")
        except (UnicodeError, LookupError):
            return said
    return b""


def _is_drawn(part: Message, words: bytes) -> bool:
    """Whether a picture stands in the text: a logo, a background."""
    key = str(part.get("Content-ID", "")).strip("<> ")
    is_shown = bool(key) and f"cid:{key}".encode() in words
    return is_shown and part.get_content_maintype() == "image"


def _named(parts: list[Message]) -> Iterator[tuple[Message, str]]:
    """The enclosed parts, each with a name that no other has."""
    taken: dict[str, int] = {}
    for part in parts:
        if part.get_content_subtype() in _SIGNATURES:
            continue
        called = inner_name(_name_of(part)).replace("/", "_")
        taken[called] = taken.get(called, 0) + 1
        yield part, called if taken[called] == 1 else f"{called} ({taken[called]})"


def _name_of(part: Message) -> str:
    if part.get_content_type() == _LETTER:
        inside = part.get_payload()
        letter = inside[0] if isinstance(inside, list) and inside else None
        subject = letter.get("Subject") if isinstance(letter, Message) else None
        return f"{_readable(str(subject or 'thư'))[:60]}.eml"
    return _readable(part.get_filename() or "tệp")


def _readable(header: str) -> str:
    """A header in Unicode, which programs write in three ways."""
    try:
        plain = header.encode("ascii", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # It is Unicode.
        return header
    try:
        return str(make_header(decode_header(plain)))
    except (MessageError, LookupError, ValueError):
        return plain


def _bytes_of(part: Message) -> bytes:
    inside = part.get_payload()
    if part.get_content_type() == _LETTER and isinstance(inside, list) and inside:
        return inside[0].as_bytes() if isinstance(inside[0], Message) else b""
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""
