"""The addresses of the admin pages."""

from starlette.routing import Route

from bot.admin.entrance import ENTER, HOME
from bot.admin.office import Office
from bot.desk import Desk
from bot.library.shelf import Shelf
from bot.page.admin.door import Door
from bot.page.admin.figures import Figures
from bot.page.admin.people import PeopleLists
from bot.page.admin.plans import PlanLists
from bot.page.admin.sheets import Sheets
from bot.page.admin.uploads import LARGEST_UPLOAD, UploadPages
from bot.page.admin.works import WorkPages
from bot.page.leaves import Leaves
from bot.page.plans import Plans
from bot.settings import Settings
from bot.state.state import State


def admin_routes(
    door: Door,
    settings: Settings,
    state: Desk[State],
    shelf: Desk[Shelf],
    plans: Plans,
    leaves: Leaves,
    office: Office,
) -> list[Route]:
    """All routes; whatever is behind the door is reached through it alone."""
    works = WorkPages(office)
    uploads = UploadPages(settings, office)
    lists = PlanLists(settings, state, shelf, plans, office.intake.readings)
    people = PeopleLists(state)
    sheets = Sheets(settings, state, shelf, office, works, lists, leaves)
    return [
        Route(ENTER, door.ask),
        Route(ENTER, door.enter, methods=["POST"]),
        Route(f"{HOME}/ra", door.act(door.leave), methods=["POST"]),
        Route(HOME, door.look(uploads.home)),
        Route(f"{HOME}/lam", door.act(works.act), methods=["POST"]),
        Route(f"{HOME}/viec/{{key}}", door.look(works.show)),
        Route(f"{HOME}/tep", door.act(uploads.take, LARGEST_UPLOAD), methods=["POST"]),
        Route(f"{HOME}/anh/{{key}}", door.look(uploads.order)),
        Route(f"{HOME}/anh/{{key}}", door.act(uploads.arrange), methods=["POST"]),
        Route(f"{HOME}/anh/{{key}}/{{name}}", door.look(uploads.photo)),
        *_sheet_routes(f"{HOME}/tep/{{key}}", door, sheets),
        *_sheet_routes(f"{HOME}/van-ban/{{key}}", door, sheets),
        Route(f"{HOME}/van-ban/{{key}}/ban/{{old}}", door.look(lists.version)),
        Route(f"{HOME}/van-ban", door.look(lists.show)),
        Route(f"{HOME}/nguoi", door.look(people.show)),
        Route(f"{HOME}/nguoi/phien", door.act(people.end), methods=["POST"]),
        Route(f"{HOME}/thong-ke", door.look(Figures(state, lists).show)),
    ]


def _sheet_routes(path: str, door: Door, sheets: Sheets) -> list[Route]:
    return [
        Route(path, door.look(sheets.show)),
        Route(path, door.act(sheets.decide), methods=["POST"]),
        Route(f"{path}/trang", door.look(sheets.picture)),
    ]
