"""Lines of a log that may be called for many times a second, written once in a while."""

import logging
import time
from collections.abc import Callable

# Seconds for which a line is not written again.
QUIET = 60.0
# Subjects remembered.
_MOST = 1_000


class Seldom:
    """Writes a line once a minute for each subject, with how often it was called for."""

    def __init__(
        self, logger: logging.Logger, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Args: clock: Seconds that only go forward."""
        self._logger = logger
        self._clock = clock
        self._said: dict[str, tuple[float, int]] = {}

    def log(self, level: int, subject: str, text: str) -> None:
        """Write a line, unless one on this subject was written a moment ago."""
        now = self._clock()
        since, unsaid = self._said.get(subject, (now - QUIET, 0))
        if now - since < QUIET:
            self._said[subject] = since, unsaid + 1
            return
        if len(self._said) >= _MOST:
            self._said.clear()
        self._said[subject] = now, 0
        before = f" (and {unsaid} times before)" if unsaid else ""
        self._logger.log(level, "%s%s", text, before)
