"""The chat page: questions are posted, answers come back as a page or as a piece of it."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channel import Accept
from bot.channels.server import read_body
from bot.channels.throttle import Buckets
from bot.page.chat import LONGEST_TEXT, PageChat, Session, Shown, new_cookie, session_id
from bot.page.plan_pages import download, told
from bot.page.render import page, render_page
from bot.page.security import is_own_form
from bot.page.site import Site
from bot.page.visitors import Visitors
from bot.rights.access import may_hold_code
from bot.wording import general as wording
from bot.wording import page as wording_page

# Bytes of a form.
_LARGEST_FORM = 1 << 15
# Seconds for which a browser is known again.
_COOKIE_LASTS = 30 * 86_400
# Questions of one address: in a burst, and per second. Offices share one.
_BURST, _PER_SECOND = 60.0, 1.0


class ChatPages:
    """Answers requests for the conversation."""

    def __init__(
        self,
        site: Site,
        chat: PageChat,
        visitors: Visitors,
        accept: Accept,
        settled: Callable[[str], Awaitable[None]],
        cookie: str,
    ) -> None:
        self._site = site
        self._chat = chat
        self._visitors = visitors
        self._accept = accept
        self._settled = settled
        self._cookie = cookie
        self._buckets = Buckets(burst=_BURST, per_second=_PER_SECOND)

    async def home(self, request: Request) -> Response:
        """The conversation so far, and a field for the next question."""
        cookie = request.cookies.get(self._cookie)
        known = await self._visitors.by_session(cookie)
        session = self._chat.session(session_id(cookie)) if cookie else None
        return page(
            "chat.html",
            messages=tuple(session.messages) if session is not None else (),
            question=request.query_params.get("q", "")[:LONGEST_TEXT],
            large=request.query_params.get("chu") == "lon",
            known=known is not None,
            local=self._site.local,
        )

    async def ask(self, request: Request) -> Response:
        """Take a question, or a press of a button."""
        if not is_own_form(request, self._site):
            return told(403, wording_page.FOREIGN_FORM, wording_page.FOREIGN_FORM_HINT)
        if not self._buckets.take(request.client.host if request.client else ""):
            return self._said_once(request, wording.TOO_FAST, status=429)
        form = await _form(request)
        if form is None:
            return told(413, wording_page.TOO_LONG, wording_page.TOO_LONG_HINT)
        press, text = form.get("press", ""), form.get("q", "")[:LONGEST_TEXT].strip()
        if not press and not text:
            return RedirectResponse("/", status_code=303)
        given = request.cookies.get(self._cookie)
        if await self._visitors.by_session(given) is None and not may_hold_code(text):
            # Of strangers nothing is kept.
            return self._said_once(request, wording.STRANGER, status=403)
        cookie = given or new_cookie()
        session = self._chat.session(session_id(cookie))
        new = await self._chat.ask(
            session, press or text, press=bool(press), accept=self._accept, settled=self._settled
        )
        answer = self._answer(request, [each for each in new if each.said is not None])
        if given is None:
            answer.set_cookie(
                self._cookie,
                cookie,
                max_age=_COOKIE_LASTS,
                httponly=True,
                samesite="lax",
                secure=self._site.is_secure,
            )
        return answer

    def _answer(self, request: Request, new: list[Shown]) -> Response:
        if _wants_piece(request):
            return HTMLResponse(render_page("messages.html", messages=new))
        number = new[-1].number if new else 0
        return RedirectResponse(f"/#tin-{number}", status_code=303)

    def _said_once(self, request: Request, text: str, *, status: int) -> Response:
        if _wants_piece(request):
            return HTMLResponse(render_page("notice.html", text=text), status_code=status)
        return told(status, wording_page.BRAND, text)

    async def file(self, request: Request) -> Response:
        """A file that was handed out in the session."""
        cookie = request.cookies.get(self._cookie)
        session = self._chat.session(session_id(cookie)) if cookie else None
        found = _file(session, str(request.path_params["number"]))
        if found is None or not found[0].is_file():
            return told(404, wording_page.NO_FILE, wording_page.NO_FILE_HINT)
        return download(*found)


def _file(session: Session | None, number: str) -> tuple[Path, str] | None:
    for each in session.messages if session is not None else ():
        if each.said is not None and each.said.file is not None and str(each.number) == number:
            return Path(each.said.file.path), each.said.file.name
    return None


def _wants_piece(request: Request) -> bool:
    return request.headers.get("x-piece") == "1"


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of a form; None if it is too large."""
    body = await read_body(request, _LARGEST_FORM)
    if body is None:
        return None
    text = body.decode("utf-8", "replace")
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=20))
