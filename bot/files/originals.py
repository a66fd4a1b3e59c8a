"""The files that the documents of a library were read from, where their bytes are kept."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from bot.files.pending import safe_name, set_aside_file
from index.library.card import DocumentCard


class Originals:
    """Finds the file of a document."""

    def __init__(self, folder: Path | None, shipped: Mapping[str, Path] | None = None) -> None:
        """Say where to look.

        Args:
            folder: The folder of plan files; None where there is none.
            shipped: The files of plans that come with the program, by checksum.
        """
        self._folder = folder
        self._shipped = shipped or {}

    def find(self, card: DocumentCard) -> Path | None:
        """Where the file of a document lies; whether its bytes are the same is not looked at."""
        if card.sha256 in self._shipped:
            return self._shipped[card.sha256]
        if self._folder is None:
            return None
        name = Path(card.source_file).name
        places = (self._folder / name, set_aside_file(self._folder, name, card.sha256))
        return next((place for place in places if place.is_file()), None)

    def verified(self, card: DocumentCard) -> Path | None:
        """The file, if it still holds the very bytes that the document was read from."""
        path = self.find(card)
        if path is None:
            return None
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            return None
        return path if digest == card.sha256 else None


def name_for_readers(name: str, path: Path) -> str:
    """What the file of a document is called for those who get it."""
    return safe_name(f"{name.replace('/', '-').replace('“', '').replace('”', '')}{path.suffix}")


NO_ORIGINALS = Originals(None)
