"""What a connection that broke means for a message, whichever platform it was going to."""

import httpx

from bot.errors import NotSentError, SendError, UncertainError
from bot.message import Outgoing
from bot.wording import general as wording

# The request did not leave this machine.
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def unanswered(error: httpx.HTTPError) -> SendError:
    """The failure of a message whose request got no answer; its text names no address."""
    kind = type(error).__name__
    return NotSentError(kind) if isinstance(error, NEVER_LEFT) else UncertainError(kind)


def with_remark(text: str, message: Outgoing) -> str:
    """The text as it is sent: what may be there already says so."""
    return f"{wording.SENT_AGAIN}\n{text}" if message.again else text
