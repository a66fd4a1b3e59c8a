"""What is wrong with the library, each until it is over, and what admins are yet to be told."""

from collections.abc import Sequence
from enum import Enum

from bot.library.holding import told_held


class Trouble(Enum):
    """What can be wrong with the library at one time, one beside the other.

    Attributes:
        DAMAGED: The file that is open is damaged, and nothing whole is there.
        EARLIER: A generation serves that is not the one in force.
    """

    DAMAGED = "damaged"
    EARLIER = "earlier"


class Troubles:
    """Troubles that stand, and files that were restricted; of each admins are told once."""

    def __init__(self) -> None:
        self._standing: dict[Trouble, str] = {}
        self._untold: dict[Trouble, str] = {}
        self._held: dict[str, None] = {}

    @property
    def standing(self) -> tuple[str, ...]:
        """What is wrong now."""
        return tuple(self._standing.values())

    def of(self, trouble: Trouble) -> str | None:
        """What is said of a trouble; None where it does not stand."""
        return self._standing.get(trouble)

    def begin(self, trouble: Trouble, told: str) -> None:
        """Note what is wrong; what stands already in the same words is no news."""
        if self._standing.get(trouble) != told:
            self._standing[trouble] = self._untold[trouble] = told

    def end(self, trouble: Trouble) -> None:
        """Forget what was wrong, told or not."""
        self._standing.pop(trouble, None)
        self._untold.pop(trouble, None)

    def hold(self, files: Sequence[str]) -> None:
        """Note files that were restricted, see `hold_back`."""
        self._held.update(dict.fromkeys(files))

    def untold(self) -> tuple[str, ...]:
        """What admins must be told, once."""
        held = (told_held(tuple(self._held)),) if self._held else ()
        told = (*self._untold.values(), *held)
        self._untold.clear()
        self._held.clear()
        return told
