"""Tests of pictures that are sent together."""

import asyncio
import random
import zipfile
from io import BytesIO

from bot.files.album import QUIET, Albums, packed
from bot.message import Incoming, Kind, SentFile


def picture(number, album="A", chat="7", name=None):
    """The event of a picture."""
    file = SentFile(id=f"f{number}", name=name or f"anh-{number}.jpg")
    return Incoming(
        channel="telegram", event_key=str(number), chat_id=chat, user_id=chat, kind=Kind.OTHER,
        message_id=str(number), file=file, album=album,
    )  # fmt: skip


def gathered(*events):
    """The documents that some events make, each the ids of its pictures; the clock runs fast."""
    times = iter(range(0, 10_000, int(QUIET) + 1))

    async def run():
        started = [0.0]
        albums = Albums(lambda: started[0])
        keys = [key for event in events if (key := albums.take(event)) is not None]
        started[0] = next(times) + QUIET + 1
        found = await asyncio.gather(*(albums.gathered(key) for key in keys))
        return [[file.id for file in files] for files in found if files]

    return asyncio.run(run())


def test_an_album_is_one_document_in_the_order_of_its_messages():
    """However its pictures arrive, they come in the order in which they stand in the chat."""
    events = [picture(number) for number in range(101, 108)]
    random.Random(1).shuffle(events)
    assert gathered(*events) == [[f"f{number}" for number in range(101, 108)]]


def test_thirty_pictures_and_one_more_are_one_document():
    """Telegram sends ten at a time and the last one alone, in any order."""
    events = [picture(n, album=f"G{(n - 101) // 10}") for n in range(101, 131)]
    events = [*events, picture(131, album=None)]
    first, *rest = events
    random.Random(2).shuffle(rest)
    assert gathered(first, *rest) == [[f"f{number}" for number in range(101, 132)]]


def test_two_papers_sent_at_once_are_two_documents():
    """Albums that are not full are each a document; so are those of other chats."""
    found = gathered(
        picture(101), picture(102), picture(103, album="B"), picture(104, album="B"),
        picture(101, chat="8"), picture(102, chat="8"),
    )  # fmt: skip
    assert sorted(found) == [["f101", "f102"], ["f101", "f102"], ["f103", "f104"]]


def test_other_files_are_not_gathered():
    """A picture by itself and a Word file in an album are read at once."""
    albums = Albums(lambda: 0.0)
    assert albums.take(picture(101, album=None)) is None
    assert albums.take(picture(102, name="a.docx")) is None


def test_packed_pages_are_named_in_their_order():
    """The archive is always the same for the same pictures."""
    data = packed([b"1", b"2"], "anh.jpg")
    assert zipfile.ZipFile(BytesIO(data)).namelist() == ["trang-001.jpg", "trang-002.jpg"]
    assert data == packed([b"1", b"2"], "anh.jpg")
