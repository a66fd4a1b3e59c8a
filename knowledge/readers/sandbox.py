"""A reader at work in a process of its own, with limits, whose death is a clear message."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from knowledge.codec import from_text
from knowledge.document import Document
from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract
from knowledge.readers.advance import Advance
from knowledge.readers.formats import extract, is_for_office
from knowledge.readers.wire import (
    MEMORY_EXIT,
    OFFICE,
    REFUSED_EXIT,
    from_wire,
    members_from_wire,
)
from knowledge.sniff import FileKind, file_kind

# What chat platforms let a person send is below this; a plan of 200 scanned pages is about 40 MB.
MAX_FILE = 50 * 1024 * 1024

# Seconds of wall clock. Recognition takes about 6 s a page and 30 pages at most; a file that
# LibreOffice opens may have to wait until it has opened others.
_TIME_LIMIT = 60
_SLOW_LIMIT = 400
# Seconds that the program of a sandbox has to end, or to say that time is up.
_GRACE = 5.0
# Characters of a reason to refuse a file.
_LONGEST_REASON = 2_000
_SLOW = (
    FileKind.WORD,
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
    if file_kind(data, name) is FileKind.TEXT:
        return extract(data, name)
    with Sandbox() as sandbox:
        return from_wire(sandbox.run_reader("extract", data, name))


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
    """What one `Sandbox.run` gives."""
    with Sandbox() as sandbox:
        return sandbox.run(operation, data, name, *arguments, limit=limit)


class Sandbox:
    """Readers at work: one program that starts a confined process for each file.

    Files that are read one after the other share the program, nothing else. When it is closed, or
    this process is killed, all that it runs is ended.
    """

    def __init__(self, advance: Advance | None = None) -> None:
        """Start nothing yet; `advance` is told how far recognising the pages of a file is."""
        self._advance = advance
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._program: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the program and all that it runs; what they left behind is gone afterwards."""
        if self._program is not None:
            for pipe in (self._program.stdin, self._program.stdout):
                assert pipe is not None
                with suppress(OSError):  # What was not sent is of no use any more.
                    pipe.close()
            try:
                self._program.wait(timeout=_GRACE)
            except subprocess.TimeoutExpired:
                _kill_group(self._program)
            self._program = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def read(self, data: bytes, name: str) -> Document:
        """The document in the bytes of a file, read to the end in the sandbox.

        Raises:
            UnreadableFileError: As `run`, or the file is too large.
        """
        require_small(data, name)
        read = from_text(Document, self.run_reader("read", data, name).decode())
        # Whatever the reader says: it is of this file.
        digest = hashlib.sha256(data).hexdigest()
        return replace(read, id=digest[:16], sha256=digest, source_file=name)

    def run_reader(self, operation: str, data: bytes, name: str) -> bytes:
        """What `run` gives, with what a file of that format, or the only one in it, needs."""
        kind = file_kind(data, name)
        limit = _SLOW_LIMIT if kind in _SLOW else _TIME_LIMIT
        arguments: tuple[str, ...] = ()
        if kind in (FileKind.ARCHIVE, FileKind.MAIL):
            inner = self.run("kind", data, name, limit=_TIME_LIMIT).decode()
            arguments = (OFFICE,) if is_for_office(FileKind(inner)) else ()
        return self.run(operation, data, name, *arguments, limit=limit)

    def members(self, data: bytes, name: str) -> list[tuple[str, bytes]]:
        """The names and bytes of the documents in an archive; raises as `run`."""
        return members_from_wire(self.run("members", data, name, limit=_TIME_LIMIT))

    def run(self, operation: str, data: bytes, name: str, *arguments: str, limit: float) -> bytes:
        """What the reader prints for `operation`; see `knowledge.readers.child`.

        Args:
            operation: A name that the child knows.
            data: The file.
            name: What the file is called in messages.
            arguments: Further arguments of the operation.
            limit: Seconds of wall clock.

        Raises:
            UnreadableFileError: The reader refused the file, ran out of time or memory, or died.
        """
        request = {"operation": operation, "name": name, "arguments": arguments,
                   "limit": limit, "size": len(data)}  # fmt: skip
        program = self._started()
        assert program.stdin is not None and program.stdout is not None
        # The program minds the time; it is minded itself.
        watch = threading.Timer(limit + _GRACE, _kill_group, [program])
        watch.daemon = True
        watch.start()
        try:
            program.stdin.write(json.dumps(request).encode() + b"\n")
            program.stdin.write(data)
            program.stdin.flush()
            told = self._outcome(program.stdout)
            printed = program.stdout.read(told["size"])
        except OSError as error:
            self.close()
            raise UnreadableFileError(_reason(name, 1, b"", str(error))) from error
        except BaseException:
            self.close()
            raise
        finally:
            watch.cancel()
        if told["code"] == 0:
            return printed
        if told["code"] is None:
            raise UnreadableFileError(
                f"{name}: đọc quá {limit:.0f} giây nên đã dừng; hãy tách tệp thành nhiều phần "
                "hoặc gửi bản khác."
            )
        raise UnreadableFileError(_reason(name, told["code"], printed, told["complaint"]))

    def _outcome(self, answer: IO[bytes]) -> dict[str, Any]:
        """How reading went, once it has ended; what is said before that is passed on."""
        while True:
            head = answer.readline()
            if not head:
                raise OSError("no answer")
            told: dict[str, Any] = json.loads(head)
            if "advance" not in told:
                return told
            if self._advance is not None:
                self._advance(*told["advance"])

    def _started(self) -> subprocess.Popen[bytes]:
        if self._program is None:
            self._folder = tempfile.TemporaryDirectory(prefix="plan-")
            self._program = subprocess.Popen(
                [sys.executable, "-m", "knowledge.readers.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder.name,
                env=_environment(self._folder.name),
                start_new_session=True,
            )
        return self._program


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


def _kill_group(program: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):  # All have ended by themselves.
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def _reason(name: str, code: int, printed: bytes, complaint: str) -> str:
    if code == REFUSED_EXIT:
        return printed.decode(errors="replace")[:_LONGEST_REASON]
    if code == MEMORY_EXIT:
        return f"{name}: tệp cần quá nhiều bộ nhớ để đọc; hãy tách thành nhiều tệp nhỏ hơn."
    last = complaint.strip().splitlines()[-1:] or [""]
    cause = f"mã {code}" + (f", {last[0][:200]}" if last[0] else "")
    return f"{name}: tệp hỏng hoặc không đúng chuẩn nên không đọc được ({cause}); hãy lưu lại."
