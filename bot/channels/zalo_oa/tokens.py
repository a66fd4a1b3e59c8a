"""The tokens of a Zalo Official Account: handed out while they hold, renewed one at a time.

A refresh token works once, so whoever renews holds a lock from reading the file to replacing it,
and nobody uses new tokens before they are on disk.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from bot.channels.zalo_oa.errors import not_delivered
from bot.channels.zalo_oa.grant import Grant, GrantFile, GrantLostError, secret_token
from bot.environment.platforms import ZaloOaSettings
from bot.environment.variables import Secret
from bot.errors import NotSentError, StateError
from bot.lock import LockFile
from bot.wording import general as wording

logger = logging.getLogger(__name__)

# Seconds that an access token holds where Zalo does not say: its documented 25 hours.
_LASTS = 90_000.0
# Attempts, and seconds between them, to get the lock; another process needs it for one request.
_TRIES, _BETWEEN = 300, 0.1
# Zalo's code for a refresh token that was used before, or is too old.
_SPENT = -14020
# Seconds until a refresh token that was refused is shown again, in case Zalo was mistaken.
_ASK_AGAIN = 600.0


class Tokens:
    """Gives access tokens that hold, and renews them one at a time."""

    def __init__(
        self,
        settings: ZaloOaSettings,
        client: httpx.AsyncClient,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._file = GrantFile(settings.grant)
        self._grant: Grant | None = None
        # The refresh token that was refused last, why, and until when it is not shown again.
        self._refused = ("", "", 0.0)
        self._turn = asyncio.Lock()
        self._renewals: set[asyncio.Task[Grant]] = set()

    async def access(self, refused: Secret | None = None, *, ahead: float = 0.0) -> Secret:
        """An access token that holds for `ahead` seconds and is not the one that was refused.

        Raises:
            GrantLostError: There is none to be had until an admin grants access again.
            SendError: Zalo cannot be asked now.
        """
        return (await self.current(refused, ahead=ahead)).access

    async def current(self, refused: Secret | None = None, *, ahead: float = 0.0) -> Grant:
        """The grant whose token `access` gives; see there."""
        grant = self._grant
        if grant is None or not self._holds(grant, refused, ahead):
            # A renewal that is broken off loses the grant, so a clean stop waits for it.
            task = asyncio.get_running_loop().create_task(self._take_turn(refused, ahead))
            self._renewals.add(task)
            task.add_done_callback(self._renewals.discard)
            grant = await asyncio.shield(task)
        return grant

    async def close(self) -> None:
        """Wait for a renewal under way."""
        await asyncio.gather(*self._renewals, return_exceptions=True)

    async def _take_turn(self, refused: Secret | None, ahead: float) -> Grant:
        async with self._turn:
            self._grant = await self._held_or_renewed(refused, ahead)
            return self._grant

    def _holds(self, grant: Grant, refused: Secret | None, ahead: float) -> bool:
        is_refused = refused is not None and grant.access.reveal() == refused.reveal()
        return not is_refused and self._clock() + ahead < grant.until

    async def _held_or_renewed(self, refused: Secret | None, ahead: float) -> Grant:
        async with _locked(self.lock):
            # Another process, or the one that waited before, may have renewed it meanwhile.
            grant = self._file.read()
            if grant is None:
                raise GrantLostError(wording.OA_NO_GRANT)
            if self._holds(grant, refused, ahead):
                return grant
            token, reason, until = self._refused
            if grant.refresh.reveal() == token and self._clock() < until:
                raise GrantLostError(reason)
            with self._file.replacing() as write:
                renewed = await self._renew(grant)
                write(renewed)
            return renewed

    @property
    def lock(self) -> Path:
        """The lock file beside the grant."""
        return self._settings.grant.with_name(f"{self._settings.grant.name}.lock")

    async def _renew(self, grant: Grant) -> Grant:
        refresh = grant.refresh.reveal()
        fields = {"grant_type": "refresh_token", "refresh_token": refresh}
        try:
            return await self._ask(fields)
        except GrantLostError as error:
            self._refused = (refresh, str(error), self._clock() + _ASK_AGAIN)
            raise

    async def keep(self, code: str, verifier: str) -> None:
        """Exchange the code that an admin was given for a grant, and put it into the file.

        Raises:
            GrantLostError: Zalo refuses the code.
            SendError: Zalo cannot be asked now.
        """
        fields = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        async with _locked(self.lock):
            with self._file.replacing() as write:
                write(await self._ask(fields))

    async def _ask(self, fields: Mapping[str, str]) -> Grant:
        try:
            answer = await self._client.post(
                f"{self._settings.oauth_url}/v4/oa/access_token",
                data={**fields, "app_id": self._settings.app_id},
                headers={"secret_key": self._settings.app_secret.reveal()},
            )
        except httpx.HTTPError as error:
            # A refresh token that was lost on the way is shown again: Zalo tells whether it holds.
            raise NotSentError(type(error).__name__) from None
        if answer.status_code == 429 or answer.status_code >= 500:
            raise not_delivered(answer)
        try:
            told: dict[str, Any] = answer.json()
            code = int(told.get("error") or 0)
            if code:
                raise GrantLostError(_lost(code))
            return Grant(
                access=secret_token(told["access_token"]),
                refresh=secret_token(told["refresh_token"]),
                until=self._clock() + float(told.get("expires_in") or _LASTS),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            # What the answer holds may be a token.
            raise NotSentError(f"OAuth: {type(error).__name__}") from None


def _lost(code: int) -> str:
    logger.warning("zalo oa: no token was given, error %d", code)
    return wording.OA_GRANT_LOST if code == _SPENT else wording.OA_GRANT_REFUSED.format(code=code)


@asynccontextmanager
async def _locked(path: Path) -> AsyncIterator[None]:
    """The lock that all who renew the grant of an account hold, waiting for it where need be."""
    with ExitStack() as held:
        for left in reversed(range(_TRIES)):
            try:
                held.enter_context(LockFile(path, wording.OA_GRANT_BUSY))
                break
            except StateError as error:
                if not left:
                    raise NotSentError(str(error)) from error
                await asyncio.sleep(_BETWEEN)
            except OSError as error:
                reason = wording.OA_GRANT_UNWRITABLE.format(path=path, reason=error.strerror)
                raise NotSentError(reason) from error
        yield
