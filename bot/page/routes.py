"""The pages as one application, which stands beside health and webhooks."""

import time
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.admin.office import Office
from bot.channel import Accept
from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.page.admin.door import Door
from bot.page.admin.routes import admin_routes
from bot.page.chat import PageChat
from bot.page.chat_pages import ChatPages
from bot.page.leaves import Leaves
from bot.page.mini_app import MiniApp
from bot.page.plan_pages import PlanPages, told
from bot.page.plans import Plans
from bot.page.prints import FOLDER, Prints
from bot.page.render import STATIC
from bot.page.security import Guarded
from bot.page.signed import Signer
from bot.page.site import APP, Site
from bot.page.visitors import Visitors
from bot.rights.access import Access
from bot.settings import Settings
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import page as wording_page

# Seconds for which browsers keep a static file; another version has another address.
_KEPT = 30 * 86_400
# Of zlib: 9 makes a long page 5 % smaller than 4, and takes six times as long.
_COMPRESSION = 4


class _Static(StaticFiles):
    """Files that may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if answer.status_code == 200:
            answer.headers["Cache-Control"] = f"public, max-age={_KEPT}, immutable"
        return answer


def pages(
    *,
    settings: Settings,
    site: Site,
    office: Office,
    state: Desk[State],
    shelf: Desk[Shelf],
    access: Access,
    plans: Plans,
    signer: Signer,
    chat: PageChat,
    accept: Accept,
    settled: Callable[[str], Awaitable[None]],
    clock: Callable[[], float] = time.time,
) -> Starlette:
    """The application that answers for all pages.

    Args:
        settings: What the program is told from outside.
        site: Where it is reached.
        office: What admins can do.
        state: Who may see what.
        shelf: The library.
        access: Who may ask.
        plans: The codes of plans.
        signer: Reads the signed part of links.
        chat: The channel of the chat page.
        accept: Takes what is asked there.
        settled: Waits until nothing more is done for a chat.
        clock: Seconds since 1970.
    """
    cookie = "__Host-phien" if site.is_secure else "phien"
    visitors = Visitors(state, access, signer, clock)
    leaves = Leaves(Prints(settings.cache / FOLDER))
    plan = PlanPages(site, shelf, plans, visitors, leaves, cookie)
    talk = ChatPages(site, chat, visitors, accept, settled, cookie)
    routes = [
        Route("/", talk.home),
        Route("/hoi", talk.ask, methods=["POST"]),
        Route("/tep/{number:int}", talk.file),
        *_app_routes(site, settings, signer, clock),
        Route("/v/{code}", plan.reading),
        Route("/v/{code}/nhiem-vu", plan.duties),
        Route("/v/{code}/trang", plan.picture),
        Route("/v/{code}/goc", plan.original),
        *admin_routes(
            Door(site, state, access, clock), settings, state, shelf, plans, leaves, office
        ),
        Mount("/static", _Static(directory=STATIC)),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guarded, site=site),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=_COMPRESSION),
        ],
        exception_handlers={HTTPException: _told_apart, Exception: _failed},
    )


def _app_routes(
    site: Site, settings: Settings, signer: Signer, clock: Callable[[], float]
) -> list[Route]:
    """What Telegram opens within itself; none where it cannot."""
    if settings.telegram is None or not site.in_telegram:
        return []
    app = MiniApp(site, signer, settings.telegram.token, clock)
    path = f"{APP}{{code}}"
    return [Route(path, app.ask), Route(path, app.open, methods=["POST"])]


async def _told_apart(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 405:
        return told(405, wording_page.NO_PAGE, wording_page.NO_PAGE_HINT)
    return told(status, wording_page.NO_PAGE, wording_page.NO_PAGE_HINT)


async def _failed(request: Request, error: Exception) -> Response:
    return told(500, wording_page.BROKEN, wording.FAILED)
