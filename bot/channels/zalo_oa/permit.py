"""How an admin grants this program access to a Zalo Official Account: OAuth with PKCE, by hand."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

from bot.channels.zalo_oa.tokens import Tokens
from bot.environment.platforms import ZaloOaSettings
from bot.errors import ChannelError
from bot.wording import general as wording

_SECONDS = 20.0


async def ask_for_grant(
    settings: ZaloOaSettings, redirect: str, read: Callable[[str], str]
) -> None:
    """Have an admin agree in a browser, and keep the grant that comes of it.

    Args:
        settings: The application and where the grant is kept.
        redirect: The address that is registered for the application; the browser ends there, and
            nothing need answer.
        read: Shows a text and gives what the admin pastes.

    Raises:
        ChannelError: The address has no code, or another one's, or Zalo refuses it.
        SendError: Zalo cannot be asked now.
    """
    verifier, state = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
    url = permission_url(settings, redirect, verifier, state)
    code = code_in(read(wording.OA_ASK_GRANT.format(url=url)), state)
    async with httpx.AsyncClient(timeout=_SECONDS) as client:
        await Tokens(settings, client).keep(code, verifier)


def permission_url(settings: ZaloOaSettings, redirect: str, verifier: str, state: str) -> str:
    """The page on which an admin of the account agrees."""
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "app_id": settings.app_id,
        "redirect_uri": redirect,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "state": state,
    }
    return f"{settings.oauth_url}/v4/oa/permission?{urlencode(asked)}"


def code_in(address: str, state: str) -> str:
    """The code in the address at which the browser ended.

    Raises:
        ChannelError: There is none, or it does not answer this request.
    """
    given = parse_qs(urlsplit(address.strip()).query)
    code = given.get("code", [""])[0]
    if not code or given.get("state") != [state]:
        raise ChannelError(wording.OA_NO_CODE)
    return code
