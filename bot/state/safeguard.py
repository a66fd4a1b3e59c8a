"""The restrictions written down a second time, so that a lost state opens no plan to anybody."""

import hashlib
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from bot.errors import StateError
from bot.rights.audience import Restriction
from bot.wording import office as wording_office
from index.library.durable import open_private, replace_file, unfinished
from knowledge.codec import decode, encode

logger = logging.getLogger(__name__)

_NAME = "restrictions"


class Safeguard:
    """Copies of the list of restricted plans: beside the state, and beside the library."""

    def __init__(self, places: Sequence[Path] = ()) -> None:
        """Args: places: The files; folders that are not there are passed over."""
        self._places = tuple(places)

    @classmethod
    def of(cls, data: Path, library: Path | None) -> "Safeguard":
        """The copies of the state in `data`, where a library lies in that folder."""
        places = [data / f"{_NAME}.json"]
        if library is not None:
            # Several programs with states of their own may answer from one library.
            key = hashlib.sha256(str(data.absolute()).encode()).hexdigest()[:8]
            places.append(library / f"{_NAME}-{key}.json")
        return cls(places)

    def read(self) -> tuple[Restriction, ...]:
        """What any of the copies says, each plan once.

        Raises:
            StateError: One of them cannot be read: what was restricted is not known.
        """
        found: dict[str, Restriction] = {}
        for place in self._places:
            try:
                stored = json.loads(place.read_text(encoding="utf-8"))
                for each in stored:
                    restriction = decode(Restriction, each)
                    found.setdefault(restriction.file, restriction)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except (OSError, ValueError, TypeError) as error:
                told = wording_office.SAFEGUARD_UNREADABLE.format(path=place, reason=error)
                raise StateError(told) from error
        return tuple(found.values())

    def write(self, restrictions: Sequence[Restriction]) -> None:
        """Make every copy say this; one that cannot be written is named in the log."""
        text = json.dumps([encode(each) for each in restrictions], ensure_ascii=False, indent=1)
        for place in self._places:
            if not place.parent.is_dir() or (not restrictions and not place.exists()):
                continue
            temporary = unfinished(place)
            try:
                with open_private(temporary) as file:
                    file.write(text.encode())
                replace_file(temporary, place)
            except OSError as error:
                logger.error("the restrictions are not written down in %s: %s", place, error)
                temporary.unlink(missing_ok=True)


NO_SAFEGUARD = Safeguard()
