"""Output of the commands."""

import io
import sys


def write_utf8() -> None:
    """Write UTF-8 whatever the locale says; files and pipes on Windows have no Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
