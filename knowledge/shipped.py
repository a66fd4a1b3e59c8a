"""The plan texts that come with the project."""

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """One plan text of the package.

    Attributes:
        path: Where the text lies.
        source_file: The name under which the file was received.
        sha256: Checksum of its bytes, in hex.
    """

    path: Path
    source_file: str
    sha256: str


def shipped_documents() -> tuple[Shipped, ...]:
    """The five plan texts, in the order of the files received."""
    folder = Path(str(files("knowledge"))) / "documents"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return tuple(
        Shipped(
            path=folder / entry["file"],
            source_file=entry["source_file"],
            sha256=entry["sha256"],
        )
        for entry in manifest["documents"]
    )
