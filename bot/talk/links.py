"""Short codes for places, to be put into links that open the bot at a section."""

import base64
import binascii
import re

from bot.talk.chat import Place

# Telegram allows 64 of these in a link: letters, digits, _ and -.
LONGEST_CODE = 64
_PREFIX = "s_"
_DOCUMENT = re.compile(r"[0-9a-f]{16}")


def link_code(place: Place) -> str | None:
    """The code of a place; None where its path is too long for a link."""
    if not _DOCUMENT.fullmatch(place.document_id):
        return None
    raw = bytes.fromhex(place.document_id) + place.path.encode()
    code = _PREFIX + base64.urlsafe_b64encode(raw).decode().rstrip("=")
    return code if len(code) <= LONGEST_CODE else None


def place_of(code: str) -> Place | None:
    """The place that a code stands for; None for anything else."""
    if not code.startswith(_PREFIX) or len(code) > LONGEST_CODE:
        return None
    body = code.removeprefix(_PREFIX)
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        return Place(document_id=raw[:8].hex(), path=raw[8:].decode())
    except (binascii.Error, ValueError):
        return None
