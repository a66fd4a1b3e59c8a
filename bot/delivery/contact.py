"""Whether a platform can be reached, as its channel finds out by what it does anyway."""

import time
from collections.abc import Callable


class Contact:
    """What a channel last found out about its platform.

    Attributes:
        trouble: Why the platform cannot be reached or used; None while it can.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without trouble: nothing was tried yet."""
        self._clock = clock
        self._since = 0.0
        self.trouble: str | None = None

    def reached(self) -> None:
        """The platform has answered."""
        self.trouble = None

    def failed(self, why: str) -> bool:
        """It has not; `why` holds no secret. Whether this is new."""
        new = self.trouble is None
        if new:
            self._since = self._clock()
        self.trouble = why
        return new

    @property
    def seconds(self) -> float:
        """For how long there has been trouble; 0 without any."""
        return self._clock() - self._since if self.trouble is not None else 0.0
