"""The addresses of the admin pages."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.admin.entrance import ENTER, HOME
from bot.page.admin.door import Admin, Door
from bot.page.render import page


def admin_routes(door: Door) -> list[Route]:
    """All routes; whatever is behind the door is reached through it alone."""
    return [
        Route(ENTER, door.ask),
        Route(ENTER, door.enter, methods=["POST"]),
        Route(f"{HOME}/ra", door.act(door.leave), methods=["POST"]),
        Route(HOME, door.look(_home)),
    ]


async def _home(_: Request, admin: Admin) -> Response:
    return page("admin/home.html", admin=admin)
