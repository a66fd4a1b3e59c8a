"""The first page of admins: files sent in, the order of their pictures, what waits."""

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.admin.accepted import MOST_BYTES, MOST_PENDING
from bot.admin.entrance import HOME
from bot.admin.office import Office
from bot.delivery.errand import Attended
from bot.errors import BotError
from bot.files.pending import Waiting, waiting_files
from bot.files.uploads import name_of
from bot.library.reload import folders_of
from bot.message import Action, Reply, Verb
from bot.page.admin.door import Admin
from bot.page.admin.works import led_to
from bot.page.pictures import drawn_small
from bot.page.plan_pages import number_in, told
from bot.page.render import page
from bot.settings import Settings
from bot.state.plans.scheduled import Scheduled
from bot.wording import admin_page as wording_admin
from bot.wording import page as wording_page
from knowledge.codec import to_text

# Bytes of all files of one form, with what stands around them.
LARGEST_UPLOAD = 64 * 1024 * 1024
# What the names of places begin with in the form.
_PLACE = "thu-tu."


class UploadPages:
    """What waits for a decision, and a form for more."""

    def __init__(self, settings: Settings, office: Office) -> None:
        self._settings = settings
        self._office = office
        self._drawing = asyncio.Semaphore(1)

    async def home(self, _: Request, admin: Admin) -> Response:
        """What goes on, what waits, and the form; or why nothing can be taken in."""
        trouble: str | None = None
        waiting: tuple[Waiting, ...] = ()
        scheduled: tuple[Scheduled, ...] = ()
        try:
            documents, _folder = folders_of(self._settings)
            scheduled = await self._office.schedule.all()
            keys = {each.key for each in scheduled}
            waiting = tuple(each for each in waiting_files(documents) if each.key not in keys)
        except BotError as error:
            trouble = str(error)
        return page(
            "admin/home.html",
            admin=admin,
            tab="",
            trouble=trouble,
            works=await self._office.works.unseen(admin.user),
            waiting=waiting,
            scheduled=[(each, _cancel(each)) for each in scheduled],
            most=MOST_BYTES // 1024**2,
            together=LARGEST_UPLOAD // 1024**2,
            room=MOST_PENDING,
        )

    async def take(self, _: Request, admin: Admin) -> Response:
        """Read the files of a form; pictures are the pages of one document where that is said."""
        joined = admin.form.get("ghep") == "1"
        try:
            return led_to(
                await self._office.uploads.take(admin.user, admin.form.files, joined=joined)
            )
        except BotError as error:
            refused = Attended(reply=Reply.say(str(error)))
            return led_to(await self._office.works.begin(admin.user, refused, HOME))

    async def order(self, request: Request, admin: Admin) -> Response:
        """The pictures of a document in their order."""
        return await self._order(request, admin)

    async def _order(self, request: Request, admin: Admin, notice: str = "") -> Response:
        key = str(request.path_params["key"])
        pages = await self._office.uploads.pages(key, admin.user)
        if not pages:
            return told(404, wording_page.NO_PAGE, wording_admin.WORK_GONE)
        return page(
            "admin/order.html",
            status=422 if notice else 200,
            admin=admin,
            tab="",
            url=f"{HOME}/anh/{key}",
            photos=[name_of(each) for each in pages],
            files=[each.name for each in pages],
            notice=notice,
        )

    async def arrange(self, request: Request, admin: Admin) -> Response:
        """Put pictures in the order that was typed; then read them, where the button says so."""
        uploads, form = self._office.uploads, admin.form
        key = str(request.path_params["key"])
        pages = await uploads.pages(key, admin.user)
        if not pages:
            return told(404, wording_page.NO_PAGE, wording_admin.WORK_GONE)
        if form.get("viec") == "bo":
            goes_on = await uploads.drop(key, admin.user)
            return led_to(key) if goes_on else RedirectResponse(HOME, status_code=303)
        places = [number_in(form.get(f"{_PLACE}{each.name}")) for each in pages]
        if None in places:
            return await self._order(request, admin, notice=wording_admin.ORDER_BAD)
        await uploads.arrange(key, order_of([place or 0 for place in places]))
        if form.get("viec") != "doc":
            return RedirectResponse(f"{HOME}/anh/{key}", status_code=303)
        await uploads.read(key, admin.user)
        return led_to(key)

    async def photo(self, request: Request, admin: Admin) -> Response:
        """A picture of an upload, small."""
        key, name = (str(request.path_params[each]) for each in ("key", "name"))
        pages = await self._office.uploads.pages(key, admin.user)
        found = next((each for each in pages if each.name == name), None)
        drawn = None
        if found is not None:
            async with self._drawing:
                drawn = await asyncio.to_thread(drawn_small, found)
        if drawn is None:
            return told(404, wording_page.NO_PICTURE, wording_page.NO_PICTURE_HINT)
        headers = {"Cache-Control": "private, max-age=600", "Content-Encoding": "identity"}
        return Response(drawn, media_type="image/png", headers=headers)


def _cancel(each: Scheduled) -> str:
    return to_text(Action(verb=Verb.UNSCHEDULE, text=each.key))


def order_of(places: Sequence[int]) -> list[int]:
    """Which picture stands first, second …, by the numbers that they were given, from 1.

    Of two with one number, the one that was moved has it: the other gives way.
    """

    def place(at: int) -> tuple[int, int]:
        moved = places[at] - (at + 1)
        return places[at], (moved > 0) - (moved < 0)

    return sorted(range(len(places)), key=place)
