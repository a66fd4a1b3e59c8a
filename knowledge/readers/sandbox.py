"""A reader at work in a process of its own, with limits, whose death is a clear message."""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract
from knowledge.readers.formats import extract
from knowledge.readers.wire import MEMORY_EXIT, REFUSED_EXIT, from_wire
from knowledge.sniff import FileKind, file_kind

# What chat platforms let a person send is below this; a plan of 200 scanned pages is about 40 MB.
MAX_FILE = 50 * 1024 * 1024

# Seconds of wall clock. Recognition takes about 6 s a page and 30 pages at most; a file that
# LibreOffice opens may have to wait until it has opened others.
_TIME_LIMIT = 60
_SLOW_LIMIT = 400
_SLOW = (
    FileKind.PDF,
    FileKind.IMAGE,
    FileKind.ARCHIVE,
    FileKind.OLD_WORD,
    FileKind.RICH_TEXT,
    FileKind.OPEN_TEXT,
    FileKind.OPEN_SHEET,
    FileKind.OLD_SHEET,
    FileKind.MAIL,
)


def extract_apart(data: bytes, name: str) -> Extract:
    """`extract` in a child process; plain text, which no library parses, is read here.

    Raises:
        UnreadableFileError: As `extract`, or the reader ran out of time or memory, or died.
    """
    require_small(data, name)
    kind = file_kind(data, name)
    if kind is FileKind.TEXT:
        return extract(data, name)
    limit = _SLOW_LIMIT if kind in _SLOW else _TIME_LIMIT
    return from_wire(run_apart("extract", data, name, limit=limit))


def require_small(data: bytes, name: str) -> None:
    """Raise `UnreadableFileError` for a file that is too large to be looked into."""
    require_size(len(data), name)


def require_size(size: int, name: str) -> None:
    """The same for a file of so many bytes."""
    if size > MAX_FILE:
        raise UnreadableFileError(
            f"{name}: tệp quá lớn ({size / 1e6:.0f} MB, giới hạn "
            f"{MAX_FILE // 1024**2} MB); hãy tách thành nhiều tệp."
        )


def run_apart(operation: str, data: bytes, name: str, *arguments: str, limit: float) -> bytes:
    """What the child prints for `operation`; see `knowledge.readers.child`.

    Whatever the reader leaves in its working folder, or running, is gone afterwards.

    Args:
        operation: A name that the child knows.
        data: The file.
        name: What the file is called in messages.
        arguments: Further arguments of the operation.
        limit: Seconds of wall clock.

    Raises:
        UnreadableFileError: The child refused the file, ran out of time or memory, or died.
    """
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        child = subprocess.Popen(
            [sys.executable, "-m", "knowledge.readers.child", operation, name, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            printed, complaint = child.communicate(data, timeout=limit)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFileError(
                f"{name}: đọc quá {limit:.0f} giây nên đã dừng; hãy tách tệp thành nhiều phần "
                "hoặc gửi bản khác."
            ) from error
        finally:
            _kill_group(child)
    if child.returncode == 0:
        return printed
    raise UnreadableFileError(_reason(name, child.returncode, printed, complaint))


def _environment(folder: str) -> dict[str, str]:
    """Nothing of ours but where to find programs and modules: settings hold secrets."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    return kept | {
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path),
        "PYTHONUTF8": "1",
        # One thread: each more reserves address space, and the other core answers questions.
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):  # All have ended by themselves.
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _reason(name: str, code: int, printed: bytes, complaint: bytes) -> str:
    if code == REFUSED_EXIT:
        return printed.decode()
    if code == MEMORY_EXIT:
        return f"{name}: tệp cần quá nhiều bộ nhớ để đọc; hãy tách thành nhiều tệp nhỏ hơn."
    last = complaint.decode("utf-8", errors="replace").strip().splitlines()[-1:] or [""]
    cause = f"mã {code}" + (f", {last[0][:200]}" if last[0] else "")
    return f"{name}: tệp hỏng hoặc không đúng chuẩn nên không đọc được ({cause}); hãy lưu lại."
