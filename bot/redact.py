"""Keeping secrets out of logs, whoever logs them."""

import logging
from collections.abc import Sequence

_HIDDEN = "***"
# Secrets that were learnt while running.
_learnt: set[str] = set()


def hide(secret: str) -> None:
    """Blot out a secret from now on: a token that a platform has just given."""
    _learnt.add(secret)


class Redacting(logging.Formatter):
    """Writes records, tracebacks included, with every secret blotted out."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = frozenset(s for s in secrets if s)

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        text = super().format(record)
        # The longest first, so that no part of one is left beside another.
        for secret in sorted(self._secrets | _learnt, key=len, reverse=True):
            text = text.replace(secret, _HIDDEN)
        return text


def configure(secrets: Sequence[str], level: int = logging.INFO) -> None:
    """Log to standard error; libraries that log addresses only from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Addresses of requests contain the token.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
