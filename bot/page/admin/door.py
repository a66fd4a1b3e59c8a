"""Who gets into the admin pages: by a one-time link, then by the session of a browser."""

import asyncio
import hmac
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.admin.entrance import ENTER, HOME
from bot.channels.guard import PATIENT
from bot.channels.throttle import Buckets
from bot.desk import Desk
from bot.page.admin.forms import Form, read_form
from bot.page.plan_pages import told
from bot.page.render import page
from bot.page.security import is_own_form
from bot.page.site import Site, is_loopback
from bot.rights.access import Access
from bot.rights.entry import LONGEST, SESSION_LASTS, admin_of, digest_of, enter, leave, opens
from bot.state.state import State
from bot.wording import admin_page as wording_admin
from bot.wording import page as wording_page

# Bytes of a form without files.
LARGEST_FORM = 1 << 20
# Seconds that a form with files may take to arrive, and such forms at a time.
_UPLOAD_SECONDS, _UPLOADS = 600.0, 2
# Requests of one address by those who are no admins: in a burst, and per second.
_BURST, _PER_SECOND = 40.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin:
    """An admin at their pages.

    Attributes:
        user: Who; `bot.rights.entry.OPERATOR` for whoever has the command line.
        token: What each form of this session must hold: no other site knows it.
        session: What the session is listed as.
        form: What was posted; empty for a page that is only looked at.
    """

    user: str
    token: str
    session: str
    form: Form = field(default_factory=Form)


Page = Callable[[Request, Admin], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


class Door:
    """Lets admins in, and nobody else."""

    def __init__(
        self,
        site: Site,
        state: Desk[State],
        access: Access,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._site = site
        self._state = state
        self._access = access
        self._clock = clock
        self._cookie = site.admin_cookie
        # A form with files lies in memory several times while it is taken apart.
        self._uploading = asyncio.Semaphore(_UPLOADS)
        self._buckets = Buckets(burst=_BURST, per_second=_PER_SECOND)

    def look(self, shown: Page) -> Endpoint:
        """A page that admins may look at."""

        async def endpoint(request: Request) -> Response:
            admin = await self._admin(request)
            return await shown(request, admin) if admin is not None else self._refused(request)

        return endpoint

    def act(self, done: Page, most: int = LARGEST_FORM) -> Endpoint:
        """What admins may do by a form of their pages with at most so many bytes."""

        async def endpoint(request: Request) -> Response:
            # Known before the form is read: of others nothing is.
            admin = await self._admin(request)
            if admin is None:
                return self._refused(request)
            if not is_own_form(request, self._site):
                return told(403, *wording_admin.FOREIGN_FORM)
            form = await self._form(request, most)
            if form is None:
                hint = wording_admin.TOO_LARGE_HINT.format(most=most // 1024**2)
                return told(413, wording_admin.TOO_LARGE, hint)
            if not hmac.compare_digest(form.get("ma").encode(), admin.token.encode()):
                return told(403, *wording_admin.FOREIGN_FORM)
            # Who was dismissed while a long form arrived is no admin any more.
            if await self._admin(request) is None:
                return self._refused(request)
            return await done(request, replace(admin, form=form))

        return endpoint

    async def ask(self, request: Request) -> Response:
        """The page behind a link: looked at as often as one likes, for programs do so, too."""
        if not self._takes(request):
            return told(429, wording_page.TOO_MANY, wording_page.TOO_MANY_HINT)
        secret, now = request.query_params.get("k", "")[: LONGEST + 1], self._clock()
        good = await self._state.ask(lambda state: opens(state, self._access, secret, now))
        if not self._is_safe(request):
            return told(403, *wording_admin.NOT_SAFE)
        if not good:
            return told(403, *wording_admin.USED_UP)
        return page("admin/enter.html", action=ENTER, secret=secret)

    async def enter(self, request: Request) -> Response:
        """Use a link up, and begin a session."""
        if not self._takes(request):
            return told(429, wording_page.TOO_MANY, wording_page.TOO_MANY_HINT)
        if not is_own_form(request, self._site):
            return told(403, *wording_admin.FOREIGN_FORM)
        if not self._is_safe(request):
            return told(403, *wording_admin.NOT_SAFE)
        form, now = await read_form(request, LARGEST_FORM >> 8), self._clock()
        secret = form.get("k") if form is not None else ""
        session = await self._state.ask(lambda state: enter(state, self._access, secret, now))
        if session is None:
            return told(403, *wording_admin.USED_UP)
        answer = RedirectResponse(HOME, status_code=303)
        answer.set_cookie(
            self._cookie,
            session,
            max_age=int(SESSION_LASTS),
            httponly=True,
            samesite="strict",
            secure=self._site.is_secure,
        )
        return answer

    async def leave(self, request: Request, admin: Admin) -> Response:
        """End the session."""
        session = request.cookies.get(self._cookie, "")
        await self._state.ask(lambda state: leave(state, session))
        answer = told(200, wording_admin.LEFT_HEAD, wording_admin.LEFT_TEXT)
        answer.delete_cookie(
            self._cookie, httponly=True, samesite="strict", secure=self._site.is_secure
        )
        return answer

    async def _form(self, request: Request, most: int) -> Form | None:
        if most <= LARGEST_FORM:
            return await read_form(request, most)
        patient = request.scope.get("extensions", {}).get(PATIENT)
        if patient is not None:
            patient["wait"](_UPLOAD_SECONDS)
        async with self._uploading:
            return await read_form(request, most)

    async def _admin(self, request: Request) -> Admin | None:
        if not self._is_safe(request):
            return None
        session, now = request.cookies.get(self._cookie, ""), self._clock()
        user = await self._state.ask(lambda state: admin_of(state, self._access, session, now))
        if user is None:
            return None
        return Admin(user=user, token=_token(session), session=digest_of(session))

    def _refused(self, request: Request) -> Response:
        if not self._takes(request):
            return told(429, wording_page.TOO_MANY, wording_page.TOO_MANY_HINT)
        return told(403, *wording_admin.REFUSED)

    def _is_safe(self, request: Request) -> bool:
        """Whether nobody on the way can read along, and take the session."""
        return self._site.is_secure or is_loopback(request.client.host if request.client else "")

    def _takes(self, request: Request) -> bool:
        return self._buckets.take(request.client.host if request.client else "")


def _token(session: str) -> str:
    """What forms hold; the secret of the session cannot be made from it."""
    return hmac.digest(session.encode(), b"form", "sha256").hex()[:32]
