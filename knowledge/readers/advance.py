"""How far recognising the pages of a file has come, for whoever waits for it."""

from collections.abc import Callable

# Told how many pages are recognised, and of how many.
Advance = Callable[[int, int], None]

_listeners: list[Advance] = []


def listen(advance: Advance) -> None:
    """Have everything told in this process from now on; a process reads one file."""
    _listeners.append(advance)


def tell(done: int, total: int) -> None:
    """Say that so many pages of a file are recognised."""
    for advance in _listeners:
        advance(done, total)
