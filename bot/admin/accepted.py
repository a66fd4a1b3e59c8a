"""Which files are taken in at all: how large, how many, of which kinds."""

from bot.errors import BotError
from bot.files.pending import pending_count, sweep
from bot.library.reload import folders_of
from bot.settings import Settings
from bot.wording import office as wording_office
from knowledge.file_names import ENDINGS, ending_of

# Bytes of a file that comes by chat: what Telegram hands over at most.
MOST_BYTES = 20 * 1024 * 1024
# Bytes of the pictures of one document.
MOST_TOGETHER = 60 * 1024 * 1024
# Files that may wait for a decision.
MOST_PENDING = 30
# Endings of files that hold others and are not opened.
_PACKED = (".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz")


def refusal(settings: Settings, name: str, size: int | None) -> str | None:
    """Why a file of that name and so many bytes, where they are known, is not taken; or None."""
    try:
        documents, _ = folders_of(settings)
    except BotError as error:
        return str(error)
    ending = ending_of(name)
    if ending in _PACKED:
        return wording_office.FILE_ARCHIVE.format(name=name)
    if ending is not None and ending not in ENDINGS:
        return wording_office.FILE_ENDING.format(name=name)
    if size is not None and size > MOST_BYTES:
        return too_large(name, size)
    sweep(documents)
    count = pending_count(documents)
    if count >= MOST_PENDING:
        return wording_office.TOO_MANY_FILES.format(count=count)
    return None


def too_large(name: str, size: int) -> str:
    """That a file is larger than what is taken."""
    return larger_than_most(name, wording_office.MEGABYTES.format(size=-(-size // 1024**2)))


def larger_than_most(name: str, size: str) -> str:
    """The same with its size in words."""
    most = MOST_BYTES // 1024**2
    return wording_office.FILE_TOO_LARGE.format(name=name, size=size, most=most)
