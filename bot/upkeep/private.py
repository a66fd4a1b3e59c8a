"""Who else on the machine can look into what is kept."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.library.opening import library_folder
from bot.settings import Settings
from bot.upkeep.check import Check
from bot.wording import upkeep as wording

# Names that are told.
_LISTED = 5


def check_private(settings: Settings) -> list[Check]:
    """Whether others than its owner can read or write state, library or plans.

    The folder of plans may be shared with whoever puts them there: it is named, and no fault.
    """
    if os.name == "nt":
        return []
    library = library_folder(settings)
    own = [each for folder in {settings.data, library or settings.data} for each in wide(folder)]
    plans = [*wide(settings.documents)] if settings.documents is not None else []
    found = [*dict.fromkeys((*sorted(own), *plans))]
    if not found:
        return [Check(name="riêng tư", good=True, text=wording.DOCTOR_PRIVATE)]
    named = ", ".join(map(str, found[:_LISTED]))
    told = wording.DOCTOR_WIDE.format(count=len(found), paths=named, first=found[0])
    return [Check(name="riêng tư", good=not own, text=told)]


def wide(folder: Path) -> Iterator[Path]:
    """The folder, if others can look into it, and what in it they can read or write."""
    if not folder.exists() or not _is_wide(folder):
        return
    yield folder
    for path in sorted(folder.rglob("*")):
        if not path.is_symlink() and _is_wide(path):
            yield path


def _is_wide(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:  # Gone by now, or not ours to look at.
        return False
