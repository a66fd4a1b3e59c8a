"""Pictures that are sent together: the pages of one document, however they arrive."""

import asyncio
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.message import Incoming, SentFile

# Pictures of one sending come within a second or two; after so many seconds without another one
# there are no more.
QUIET = 3.0
# Telegram sends more than these as several albums, one behind the other.
_FULL = 10
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A picture with what tells its place: the number of its message, and its album."""

    number: int
    album: str | None
    file: SentFile


class Albums:
    """Gathers the pictures of each chat until no more come."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Args: clock: Seconds that only go forward."""
        self._clock = clock
        self._pages: dict[str, list[_Page]] = {}
        self._last: dict[str, float] = {}
        self._ready: dict[str, tuple[SentFile, ...]] = {}

    def take(self, incoming: Incoming) -> str | None:
        """Keep a picture that belongs to a sending; the key to wait with, None for other files."""
        file, number = incoming.file, incoming.message_id or ""
        if file is None or not number.isdecimal() or not is_picture(file.name):
            return None
        if incoming.album is None and incoming.chat not in self._pages:
            return None
        page = _Page(number=int(number), album=incoming.album, file=file)
        self._pages.setdefault(incoming.chat, []).append(page)
        self._last[incoming.chat] = self._clock()
        return _key(incoming.chat, page)

    def is_first(self, incoming: Incoming) -> bool:
        """Whether the picture that was just taken is the first to arrive of its sending."""
        return len(self._pages.get(incoming.chat, ())) == 1

    async def gathered(self, key: str) -> tuple[SentFile, ...]:
        """The pictures of a document in their order, for its first one; nothing for the others.

        Waits until no more pictures come.
        """
        chat = key.rpartition(" ")[0]
        while key not in self._ready:
            left = self._last[chat] + QUIET - self._clock()
            if left > 0:
                await asyncio.sleep(left)
            else:
                self._close(chat)
        return self._ready.pop(key)

    def _close(self, chat: str) -> None:
        """What came until now is complete; what comes later is another sending."""
        pages = sorted(self._pages.pop(chat), key=lambda page: page.number)
        for first, *others in _documents(pages):
            self._ready[_key(chat, first)] = tuple(page.file for page in (first, *others))
            self._ready |= {_key(chat, page): () for page in others}


def _key(chat: str, page: _Page) -> str:
    return f"{chat} {page.number}"


def is_picture(name: str) -> bool:
    """Whether a file of that name is a picture, which may be a page of a document."""
    return Path(name).suffix.lower() in _PICTURES


def _documents(pages: Sequence[_Page]) -> list[list[_Page]]:
    """The pages by document: an album, with those that go on behind a full one."""
    documents: list[list[_Page]] = []
    for page in pages:
        last = documents[-1] if documents else []
        same = last and page.album is not None and page.album == last[-1].album
        beside = last and page.number == last[-1].number + 1
        full = last and sum(each.album == last[-1].album for each in last) >= _FULL
        if same or (beside and full and last[-1].album is not None):
            last.append(page)
        else:
            documents.append([page])
    return documents


def packed(pictures: Sequence[bytes], name: str) -> bytes:
    """Pictures as one archive, always the same for the same pictures.

    Args:
        pictures: The pages in their order.
        name: What the file of the first one is called, with its ending.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        for number, picture in enumerate(pictures, start=1):
            page = f"trang-{number:03}{Path(name).suffix}"
            members.writestr(zipfile.ZipInfo(page), picture)
    return archive.getvalue()
