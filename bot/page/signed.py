"""Links that open one plan to one person for some time, signed with a key of this machine.

A link holds until when it opens, a tag of the person it was made for, and a signature over both and
the code of the plan. Who the person is it does not tell, and what they may see is looked up anew
each time it is opened: whoever lost a right has lost the links, too.
"""

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StateError
from bot.wording import page as wording_page
from index.library.durable import open_private

# Seconds for which a link to a plan opens that some are shown, and to any other.
RESTRICTED_LASTS, LASTS = 3 * 86_400, 30 * 86_400
_UNTIL, _TAG, _MAC = 5, 8, 16
_KEY_BYTES = 32
_NOBODY = bytes(_TAG)
LONGEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a link that was not forged says.

    Attributes:
        until: Seconds since 1970 until which it opens.
        tag: See `Signer.tag`; None where it was made for nobody in particular.
    """

    until: int
    tag: bytes | None


class Signer:
    """Makes and reads the signed part of links."""

    def __init__(self, key: bytes) -> None:
        """Args: key: Random bytes, of which a link tells nothing."""
        self._key = key

    def sign(self, code: str, user: str | None, until: float) -> str:
        """The signed part of a link.

        Args:
            code: The code of the plan.
            user: The person for whom it is made; None for a chat of several.
            until: Seconds since 1970 until which it opens.
        """
        tag = self.tag(user) if user is not None else _NOBODY
        head = int(until).to_bytes(_UNTIL, "big") + tag
        return base64.urlsafe_b64encode(head + self._mac(code, head)).decode().rstrip("=")

    def read(self, code: str, signed: str) -> Grant | None:
        """What the signed part of a link to a plan says; None for a forged one."""
        if len(signed) > LONGEST or not signed.isascii():
            return None
        try:
            padded = signed + "=" * (-len(signed) % 4)
            raw = base64.b64decode(padded, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        head, mac = raw[: _UNTIL + _TAG], raw[_UNTIL + _TAG :]
        if len(mac) != _MAC or not hmac.compare_digest(mac, self._mac(code, head)):
            return None
        tag = head[_UNTIL:]
        until = int.from_bytes(head[:_UNTIL], "big")
        return Grant(until=until, tag=None if tag == _NOBODY else tag)

    def tag(self, user: str) -> bytes:
        """What stands for a person in a link; without the key it tells nobody who."""
        return hmac.digest(self._key, b"person\0" + user.encode(), "sha256")[:_TAG]

    def person(self, grant: Grant, users: Iterable[str]) -> str | None:
        """For which of some people a link was made; None for none of them."""
        return next((user for user in users if self.tag(user) == grant.tag), None)

    def _mac(self, code: str, head: bytes) -> bytes:
        return hmac.digest(self._key, b"plan\0" + head + code.encode(), "sha256")[:_MAC]


def read_key(data: Path) -> bytes:
    """The key of this machine, kept in a file of its owner; made if there is none.

    Args:
        data: The folder of the state.

    Raises:
        StateError: The file cannot be read or written, or is no key.
    """
    path = data / "page.key"
    try:
        if not path.exists():
            with open_private(path) as file:
                file.write(secrets.token_hex(_KEY_BYTES).encode() + b"\n")
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise StateError(wording_page.NO_KEY.format(path=path, reason=error)) from error
    if len(key) < _KEY_BYTES:
        reason = wording_page.KEY_TOO_SHORT
        raise StateError(wording_page.NO_KEY.format(path=path, reason=reason))
    return key
