"""LibreOffice, which opens files of all ages: to .docx and .xlsx for reading, to PDF to see.

It is optional: where it is not installed, what needs it is refused with advice. It runs without
macros, network or updates of links, and only in the working folder of the process that calls it,
which is meant to be the child of the sandbox: what LibreOffice leaves running ends with that.
"""

import fcntl
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract
from knowledge.readers.sheet.sheet import read_sheet
from knowledge.readers.word.word import read_word
from knowledge.sniff import FileKind, file_kind

# Seconds for one file; most take two.
_TIME_LIMIT = 60
# Bytes of what comes out: .docx files and PDFs of plans are below a tenth of it.
_LARGEST_RESULT = 100 * 1024 * 1024
_SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
    },
    # A proxy that does not answer: where the sandbox cannot take the network away, this does.
    "org.openoffice.Inet/Settings": {
        "ooInetProxyType": "1",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}
_ENDINGS = {
    FileKind.WORD: "docx",
    FileKind.OLD_WORD: "doc",
    FileKind.RICH_TEXT: "rtf",
    FileKind.OLD_SHEET: "xls",
    FileKind.OPEN_TEXT: "odt",
    FileKind.OPEN_SHEET: "ods",
}
_SHEETS = (FileKind.OLD_SHEET, FileKind.OPEN_SHEET)
_PDF, _WORD = "pdf:writer_pdf_Export", "docx:MS Word 2007 XML"
_SHEET = "xlsx:Calc MS Excel 2007 XML"


def find_office() -> str | None:
    """Path of the LibreOffice program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def read_old_word(data: bytes, name: str) -> Extract:
    """The text of a .doc, .rtf or .odt file, by way of .docx.

    Raises:
        UnreadableFileError: LibreOffice is not installed or cannot open the file.
    """
    return read_word(_converted(data, name, _WORD), name)


def read_old_sheet(data: bytes, name: str) -> Extract:
    """The text of an .xls or .ods file, by way of .xlsx; raises as `read_old_word`."""
    return read_sheet(_converted(data, name, _SHEET), name)


def to_pdf(data: bytes, name: str) -> bytes:
    """A Word file of any age as a PDF, with pages about where Word breaks them.

    Raises:
        UnreadableFileError: LibreOffice is not installed or cannot open the file.
    """
    return _converted(data, name, _PDF)


def _converted(data: bytes, name: str, target: str) -> bytes:
    program = find_office()
    kind = file_kind(data, name)
    if program is None or kind not in _ENDINGS:
        raise UnreadableFileError(
            f"{name}: máy chủ chưa cài LibreOffice nên chưa đọc được tệp {kind.value}; "
            f"{_advice(kind)}."
        )
    with tempfile.TemporaryDirectory(
        prefix="office-", dir=Path.cwd(), ignore_cleanup_errors=True
    ) as folder:
        source = Path(folder) / f"source.{_ENDINGS[kind]}"
        source.write_bytes(data)
        result = Path(folder) / "result" / f"source.{target.partition(':')[0]}"
        with _one_at_a_time(program):
            failure = _run(program, Path(folder), source, target)
        if not result.is_file():
            raise UnreadableFileError(
                f"{name}: LibreOffice {failure or 'không mở được tệp'}; {_advice(kind)}."
            )
        if result.stat().st_size > _LARGEST_RESULT:
            raise UnreadableFileError(f"{name}: tệp quá lớn sau khi chuyển đổi; hãy tách nhỏ tệp.")
        return result.read_bytes()


def _advice(kind: FileKind) -> str:
    program, ending = ("Excel", "xlsx") if kind in _SHEETS else ("Word", "docx")
    return f"hãy mở bằng {program} và lưu lại dưới dạng .{ending}"


@contextmanager
def _one_at_a_time(program: str) -> Iterator[None]:
    """Wait until no other process on this machine converts: one takes up to 400 MB of memory."""
    # The program's own file serves as the lock file: it is there and nobody has to clean it up.
    lock = os.open(program, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _run(program: str, folder: Path, source: Path, target: str) -> str | None:
    """Convert `source` into the folder `result`; what went wrong if the program did not end."""
    profile = folder / "profile"
    _write_settings(profile)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", target, "--outdir", str(folder / "result"), str(source)),
    ]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        preexec_fn=_take_memory,
    ) as process:
        try:
            process.wait(_TIME_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            return f"mở tệp quá {_TIME_LIMIT} giây nên đã dừng"
    return None


def _take_memory() -> None:
    """Raise the soft limit on address space, made for readers, to the hard one, for programs."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
