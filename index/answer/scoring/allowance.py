"""How much of its time a program may spend on reading, so that no queue of questions grows."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

# The share of the time that readings may take, and how many seconds of it can be saved up: at five
# questions a second each is read, in a burst of fifty about one in ten.
SHARE, MOST = 0.6, 1.5


class Allowance:
    """Seconds of reading that are left; they come back as time goes by."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with all that can be saved up.

        Args:
            clock: Seconds, never going back.
        """
        self._clock = clock
        self._left, self._seen = MOST, clock()
        self._lock = Lock()
        self.refused = 0

    @property
    def is_left(self) -> bool:
        """Whether one more reading may begin; counts in `refused` where not."""
        with self._lock:
            now = self._clock()
            self._left = min(MOST, self._left + SHARE * (now - self._seen))
            self._seen = now
            if self._left > 0:
                return True
            self.refused += 1
            return False

    @contextmanager
    def spent(self) -> Iterator[None]:
        """Take what happens within from what is left."""
        began = self._clock()
        try:
            yield
        finally:
            with self._lock:
                self._left -= self._clock() - began
