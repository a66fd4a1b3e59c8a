"""The program of the sandbox: `python -m knowledge.readers.child`.

It takes one request after the other from standard input and has each attended to by a process of
its own, which is confined before it looks at the file. It opens no file itself. While a file is
read it prints how far that has come, a line each, before the line with the outcome. When its
standard input ends, because the sandbox is closed or the program that made it was killed, it ends
whatever is running.
"""

import json
import os
import re
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import IO

from knowledge.errors import UnreadableFileError
from knowledge.extract import Box
from knowledge.readers import advance, confine
from knowledge.readers.formats import extract, is_for_office
from knowledge.readers.wire import MEMORY_EXIT, OFFICE, REFUSED_EXIT, members_to_wire, to_wire
from knowledge.sniff import file_kind

# Bytes of a result, and of what libraries complain about.
_MOST_RESULT, _MOST_COMPLAINT = 256 * 1024**2, 2_000
# Seconds between two looks at whether a file is read: at first, and at most.
_SHORT, _LONG = 0.002, 0.05
# What a reader says of how far it is, line by line: whatever else it says is not passed on.
_SAID = re.compile(rb"(\d{1,4}) (\d{1,4})\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be done with a file, within so many seconds."""

    operation: str
    name: str
    arguments: tuple[str, ...]
    limit: float
    data: bytes


def main() -> None:
    """Attend to requests until there are no more."""
    confine.gather_orphans()
    while (request := _next_request()) is not None:
        _attend(request)


def _next_request() -> Request | None:
    head = b""
    while not head.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return None
        head += byte
    asked = json.loads(head)
    data = bytearray()
    while len(data) < asked["size"]:
        part = os.read(0, min(1024**2, asked["size"] - len(data)))
        if not part:
            return None
        data += part
    return Request(
        operation=asked["operation"],
        name=asked["name"],
        arguments=tuple(asked["arguments"]),
        limit=asked["limit"],
        data=bytes(data),
    )


def _attend(request: Request) -> None:
    """Have a request attended to, and print how that went and what came of it."""
    if request.operation == "read":
        # Once for all files: what is loaded before the fork is there behind it.
        import_module("knowledge.reader")
    folder = tempfile.mkdtemp()
    heard, said = os.pipe()
    os.set_blocking(heard, False)
    with tempfile.TemporaryFile() as result, tempfile.TemporaryFile() as complaint:
        process = os.fork()
        if process == 0:
            os.close(heard)
            _enter(request, folder, result, complaint, said)
        os.close(said)
        code = _wait(process, request.limit, heard)
        os.close(heard)
        shutil.rmtree(folder, ignore_errors=True)
        size = os.fstat(result.fileno()).st_size
        if size > _MOST_RESULT:
            code, size = MEMORY_EXIT, 0
        complaint.seek(max(0, os.fstat(complaint.fileno()).st_size - _MOST_COMPLAINT))
        last = complaint.read().decode("utf-8", errors="replace")
        _print_line({"code": code, "size": size, "complaint": last})
        result.seek(0)
        while part := result.read(1024**2):
            _print(part)


def _print_line(told: dict[str, object]) -> None:
    _print(json.dumps(told).encode() + b"\n")


def _print(data: bytes) -> None:
    while data:
        data = data[os.write(1, data) :]


def _wait(process: int, limit: float, heard: int) -> int | None:
    """The exit status of a process that has so many seconds; None if it took longer.

    What it says on `heard` of how far it is, is printed.
    """
    until, pause = time.monotonic() + limit, _SHORT
    try:
        while time.monotonic() < until:
            ended, status = os.waitpid(process, os.WNOHANG)
            if ended:
                return _code(status)
            if select.select([0], [], [], pause)[0]:
                os._exit(1)  # Nobody waits for it any more; the processes end with this one.
            _pass_on(heard)
            pause = min(2 * pause, _LONG)
        return None
    finally:
        _end_all(process)


def _pass_on(heard: int) -> None:
    """Print how far a file is read, if that was said since the last look."""
    with suppress(BlockingIOError):
        *_, last = _SAID.findall(os.read(heard, 4_096)) or [None]
        if last is not None:
            _print_line({"advance": [*map(int, last)]})


def _end_all(process: int) -> None:
    """Kill a process and all that have become children of this one."""
    with suppress(OSError):
        os.kill(process, signal.SIGKILL)
    while True:
        with suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children") as children:
            for child in children.read().split():
                os.kill(int(child), signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _code(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _enter(
    request: Request, folder: str, result: IO[bytes], complaint: IO[bytes], said: int
) -> None:  # pragma: no cover - never returns
    """Go into the sandbox and do what is asked there; ends this process."""
    status = 1
    try:
        confine.end_with_parent()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(result.fileno(), 1)
        os.dup2(complaint.fileno(), 2)
        office = _is_for_office(request)
        if confine.enter_namespaces(folder) and office:
            folder = confine.take_for_temporary(folder)
        os.chdir(folder)
        confine.close_files(folder, sockets=office)
        # The first process of a namespace ends all others with it, but minds no signals of its own.
        status = _in_child(lambda: _in_child(lambda: _work(request, folder, said)))
    finally:
        os._exit(status)


def _is_for_office(request: Request) -> bool:
    """Whether LibreOffice opens the file."""
    if request.operation == "print" or OFFICE in request.arguments:
        return True
    return is_for_office(file_kind(request.data, request.name))


def _in_child(job: Callable[[], int]) -> int:
    """The status with which a child ends that does a job."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            confine.end_with_parent()
            status = job()
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            # Libraries may crash while they are taken down; the result is out already.
            os._exit(status)
    while True:
        ended, status = os.wait()
        if ended == child:
            return _code(status)


def _work(request: Request, folder: str, said: int) -> int:
    """Do what is asked; the status says how it went."""
    os.environ.update(HOME=folder, TMPDIR=folder)
    tempfile.tempdir = folder
    advance.listen(lambda done, total: _say(said, done, total))
    confine.limit_memory()
    try:
        result = _operate(request.operation, request.data, request.name, request.arguments)
    except UnreadableFileError as error:
        _print(str(error).encode())
        return REFUSED_EXIT
    except MemoryError:
        return MEMORY_EXIT
    _print(result)
    return 0


def _say(said: int, done: int, total: int) -> None:
    with suppress(OSError):
        os.write(said, b"%d %d\n" % (done, total))


def _operate(operation: str, data: bytes, name: str, arguments: Sequence[str]) -> bytes:
    """The result of an operation; what only one of them needs is imported for it."""
    if operation == "extract":
        return to_wire(extract(data, name))
    if operation == "read":
        from knowledge.codec import to_text
        from knowledge.reader import parse_extract

        return to_text(parse_extract(extract(data, name), data, name)).encode()
    if operation == "members":
        from knowledge.readers.archive import open_archive

        return members_to_wire([(each.name, each.data) for each in open_archive(data, name)])
    if operation == "kind":
        from knowledge.readers.archive import inner_kind

        return inner_kind(data, name).value.encode()
    if operation == "picture":
        from knowledge.readers.page_picture import draw_page

        page, dpi, marks = arguments
        boxes = [
            Box(page=number, left=left, top=top, right=right, bottom=bottom)
            for number, left, top, right, bottom in json.loads(marks)
        ]
        return draw_page(data, name, int(page), float(dpi), boxes)
    if operation == "print":
        from knowledge.readers.office import to_pdf

        return to_pdf(data, name)
    raise ValueError(f"no operation {operation!r}")


if __name__ == "__main__":
    main()
