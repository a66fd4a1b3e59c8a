"""The child process of the sandbox: `python -m knowledge.readers.child OPERATION NAME …`.

The file comes on standard input, the result goes to standard output, or under an exit status of
its own what a reader refuses; libraries write what they like to standard error.
"""

import ctypes
import json
import os
import resource
import sys
from collections.abc import Sequence

from knowledge.errors import UnreadableFileError
from knowledge.extract import Box
from knowledge.readers.formats import extract
from knowledge.readers.wire import MEMORY_EXIT, REFUSED_EXIT, to_wire

# Address space in bytes: of a reader, and of the programs that it may start.
_MEMORY = 1024**3
_MEMORY_OF_PROGRAMS = 4 * 1024**3
_LARGEST_FILE = 512 * 1024**2
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def main() -> int:
    """Do what the arguments say; the exit status says how it went."""
    operation, name, *arguments = sys.argv[1:]
    data = sys.stdin.buffer.read()
    _confine()
    try:
        result = _operate(operation, data, name, arguments)
    except UnreadableFileError as error:
        sys.stdout.buffer.write(str(error).encode())
        return REFUSED_EXIT
    except MemoryError:
        return MEMORY_EXIT
    sys.stdout.buffer.write(result)
    return 0


def _operate(operation: str, data: bytes, name: str, arguments: Sequence[str]) -> bytes:
    """The result of an operation; what only one of them needs is imported for it."""
    if operation == "extract":
        return to_wire(extract(data, name))
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


def _confine() -> None:
    """Take from this process the network and all memory beyond the limit."""
    libc = ctypes.CDLL(None, use_errno=True)
    # Refused in some containers; the hook below still holds for this process.
    getattr(libc, "unshare", lambda flags: -1)(_CLONE_NEWUSER | _CLONE_NEWNET)
    sys.addaudithook(_refuse_network)
    _limit(resource.RLIMIT_AS, _MEMORY, _MEMORY_OF_PROGRAMS)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_FILE, _LARGEST_FILE)
    _limit(resource.RLIMIT_CORE, 0, 0)


def _limit(which: int, soft: int, hard: int) -> None:
    _, most = resource.getrlimit(which)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(which, (soft, hard))


def _refuse_network(event: str, _: object) -> None:
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError("a reader has no network")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a TextIOWrapper
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Libraries may crash while they are taken down; the result is out already.
    os._exit(status)
