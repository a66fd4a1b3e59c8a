"""What a reader may not do: leave its namespaces, open other files, take what memory there is.

Linux grants most of it to everybody; where a kernel or a container refuses a part, the others hold.
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from glob import glob
from pathlib import Path

# Address space in bytes: of a reader, and of the programs that it may start.
_MEMORY, _MEMORY_OF_PROGRAMS = 1024**3, 4 * 1024**3
_LARGEST_FILE = 512 * 1024**2
_PACKAGE = Path(__file__).parents[1]
# Bytes and files of the working folder, and processes and threads at a time; the last counts for
# all but root.
_FOLDER, _FOLDER_FILES, _PROCESSES = 256 * 1024**2, 5_000, 256

_NEW_USER, _NEW_NET, _NEW_PID = 0x10000000, 0x40000000, 0x20000000
_NEW_MOUNTS, _NEW_IPC = 0x00020000, 0x08000000
_NO_SUID, _NO_DEVICES, _BIND, _ALL_BELOW, _PRIVATE = 2, 4, 0x1000, 0x4000, 0x40000
_DEATH_SIGNAL, _SUBREAPER, _NO_NEW_PRIVILEGES = 1, 36, 38
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
# Rights of Landlock by bit: run, write and read a file, list a folder, remove a file, make a
# socket; the last two of a file were added later (shorten it, speak to a device).
_RUN, _WRITE, _READ, _LIST, _REMOVE, _SOCKET = 1, 2, 4, 8, 1 << 5, 1 << 9
_SHORTEN, _DEVICE = 1 << 14, 1 << 15
_RIGHTS_BY_VERSION = (0, 13, 14, 15, 15, 16)
_OF_FILES = _RUN | _WRITE | _READ | _SHORTEN | _DEVICE
# Where programs and libraries, and what they need, lie; not where anybody keeps anything.
_PROGRAMS = (
    *("/usr", "/lib", "/lib64", "/bin", "/sbin", "/snap/libreoffice"),
    *glob("/opt/libreoffice*"),
)
_SETTINGS = (
    *("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives"),
    "/etc/fonts",
    *("/etc/libreoffice", "/etc/localtime", "/etc/passwd", "/etc/nsswitch.conf", "/etc/mime.types"),
    *("/var/lib/libreoffice", "/var/spool/libreoffice", "/var/cache/fontconfig"),
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
)
# Where LibreOffice makes a socket, whatever it is told.
_SOCKETS = "/tmp"
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")

_libc = ctypes.CDLL(None, use_errno=True)


def gather_orphans() -> None:
    """Become the parent of processes whose own parent ends, so that they can be ended."""
    _prctl(_SUBREAPER, 1)


def end_with_parent() -> None:
    """Be killed when the process ends that started this one."""
    _prctl(_DEATH_SIGNAL, signal.SIGKILL)


def enter_namespaces(folder: str) -> bool:
    """Have own processes, mounts and no network from the next child on; `folder` becomes small.

    Whether it has, and what is mounted is seen by nobody else.
    """
    user, group = os.getuid(), os.getgid()
    every = _NEW_USER | _NEW_NET | _NEW_PID | _NEW_MOUNTS | _NEW_IPC
    # Refused in some containers; root may do without a user namespace.
    if not any(_unshare(flags) for flags in (every, every & ~_NEW_USER, _NEW_USER | _NEW_NET)):
        return False
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        resource.setrlimit(resource.RLIMIT_NPROC, (_PROCESSES, _PROCESSES))
    # Nothing that is mounted here is seen elsewhere.
    if not _mount(None, "/", _ALL_BELOW | _PRIVATE):
        return False
    options = f"size={_FOLDER},nr_inodes={_FOLDER_FILES},mode=0700".encode()
    return _mount("tmpfs", folder, _NO_SUID | _NO_DEVICES, "tmpfs", options)


def take_for_temporary(folder: str) -> str:
    """Let what a program keeps in /tmp lie in `folder`, which is called so from then on.

    Only for who has mounts of its own. Where it is refused, or our own code lies there and would be
    hidden, the folder keeps its name.
    """
    hides = any(Path(each).is_relative_to(_SOCKETS) for each in (*sys.path, *_own_code()))
    return _SOCKETS if not hides and _mount(folder, _SOCKETS, _BIND) else folder


def limit_memory() -> None:
    """Take from this process all memory beyond the limit, and large files."""
    _limit(resource.RLIMIT_AS, _MEMORY, _MEMORY_OF_PROGRAMS)
    _limit(resource.RLIMIT_FSIZE, _LARGEST_FILE, _LARGEST_FILE)
    _limit(resource.RLIMIT_CORE, 0, 0)
    sys.addaudithook(_refuse_network)


def close_files(folder: str, *, sockets: bool = False) -> None:
    """Leave to this process and its children programs to run, and one folder to read and write.

    Args:
        folder: The folder.
        sockets: Sockets may be made in /tmp, too, and what lies there removed.
    """
    if sys.platform != "linux":
        return
    version = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return  # An older kernel, or one without Landlock.
    rights = (1 << _RIGHTS_BY_VERSION[min(version, len(_RIGHTS_BY_VERSION) - 1)]) - 1
    scoped = 3 if version >= 6 else 0  # Signals and abstract sockets.
    attributes = struct.pack("=QQQ", rights, 0, scoped)
    length = 24 if version >= 6 else 8
    rules = _libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(length), 0)
    if rules < 0:
        return
    _allow(rules, [folder], rights)
    if sockets:
        _allow(rules, [_SOCKETS], rights & (_SOCKET | _REMOVE))
    _allow(rules, _own_code(), rights & (_RUN | _READ | _LIST))
    _allow(rules, _PROGRAMS, rights & (_RUN | _READ | _LIST))
    _allow(rules, _SETTINGS, rights & (_READ | _LIST))
    _allow(rules, _DEVICES, rights & (_READ | _WRITE))
    _allow(rules, sys.path, rights & _LIST)
    _prctl(_NO_NEW_PRIVILEGES, 1)
    _libc.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _own_code() -> Iterable[str]:
    """Where the interpreter, the libraries and this package lie."""
    installed = [entry for entry in sys.path if entry.endswith(("-packages", "lib-dynload"))]
    return (sys.prefix, sys.base_prefix, *installed, str(_PACKAGE))


def _allow(rules: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        try:
            opened = os.open(path or ".", os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue  # Not on this machine.
        given = rights if os.path.isdir(path or ".") else rights & _OF_FILES
        _libc.syscall(_ADD_RULE, rules, _BENEATH, struct.pack("=Qi", given, opened), 0)
        os.close(opened)


def _mount(
    source: str | None, target: str, flags: int, kind: str | None = None, options: bytes = b""
) -> bool:
    told = [each.encode() if each is not None else None for each in (source, target, kind)]
    return hasattr(_libc, "mount") and _libc.mount(*told, flags, options) == 0


def _unshare(flags: int) -> bool:
    return hasattr(_libc, "unshare") and _libc.unshare(flags) == 0


def _prctl(option: int, value: int) -> None:
    if hasattr(_libc, "prctl"):
        _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0)


def _limit(which: int, soft: int, hard: int) -> None:
    _, most = resource.getrlimit(which)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(which, (soft, hard))


def _refuse_network(event: str, _: object) -> None:
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError("a reader has no network")
