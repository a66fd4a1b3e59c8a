"""The grant of a Zalo Official Account: two tokens, and the file in which they are kept."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.environment.variables import Secret
from bot.errors import ChannelError, NotSentError
from bot.redact import hide
from bot.wording import general as wording
from index.library.durable import make_private

# Bytes that are claimed on the disk before the old refresh token is spent.
_ROOM = 8_192


class GrantLostError(ChannelError):
    """No token can be had until an admin grants access again; says how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What an admin of the account has granted.

    Attributes:
        access: Sent along with each message.
        refresh: Gives the next grant, once.
        until: Until when `access` holds, seconds since 1970.
    """

    access: Secret
    refresh: Secret
    until: float


class GrantFile:
    """The file of the grant, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Grant | None:
        """The grant; None where there is no file.

        Raises:
            GrantLostError: The file cannot be read.
        """
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            return Grant(
                access=secret_token(stored["access_token"]),
                refresh=secret_token(stored["refresh_token"]),
                until=float(stored["until"]),
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            # The text of a JSON error holds the file's, and so a token.
            told = wording.OA_GRANT_UNREADABLE.format(path=self.path, reason=type(error).__name__)
            raise GrantLostError(told) from None

    @contextmanager
    def replacing(self) -> Iterator[Callable[[Grant], None]]:
        """Gives what puts a grant in the file's place, whole or not at all.

        The room it takes is on the disk before the body of the `with` begins, so that no refresh
        token is spent for one that cannot be kept.

        Raises:
            NotSentError: Nothing can be written there.
        """
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")

        def write(grant: Grant) -> None:
            stored = {
                "access_token": grant.access.reveal(),
                "refresh_token": grant.refresh.reveal(),
                "until": grant.until,
            }
            _overwrite(beside, json.dumps(stored).encode())
            os.replace(beside, self.path)

        try:
            make_private(self.path.parent)
            beside.unlink(missing_ok=True)
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _overwrite(beside, b" " * _ROOM)
        except OSError as error:
            reason = wording.OA_GRANT_UNWRITABLE.format(path=self.path, reason=error.strerror)
            raise NotSentError(reason) from error
        try:
            yield write
        finally:
            beside.unlink(missing_ok=True)


def secret_token(value: object) -> Secret:
    """A token, which no log shows from now on; ValueError if it is none."""
    if not isinstance(value, str) or not value:
        raise ValueError("no token")
    hide(value)
    return Secret(value)


def _overwrite(path: Path, content: bytes) -> None:
    """Write over the beginning of a file, and have it on the disk; blanks end the JSON."""
    with path.open("r+b") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
