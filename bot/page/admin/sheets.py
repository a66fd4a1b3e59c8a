"""What was understood of a file or a plan, beside its pages, to be corrected and decided about."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.admin.considering import Considered
from bot.admin.entrance import HOME
from bot.admin.office import Office
from bot.delivery.errand import Attended
from bot.desk import Desk
from bot.errors import BotError
from bot.files.pending import pending_file
from bot.library.corrections import CorrectionError, MeanwhileError, ValuesError, state_of
from bot.library.reload import folders_of
from bot.library.shelf import Shelf
from bot.message import Action, Reply, Verb
from bot.page.admin.door import Admin
from bot.page.admin.forms import Form
from bot.page.admin.plans import PlanLists, deeds_of
from bot.page.admin.sheet import Typed, sheet_of
from bot.page.admin.works import WorkPages
from bot.page.leaves import Leaves
from bot.page.plan_pages import number_in, told
from bot.page.render import page
from bot.rights.audience import EVERYTHING
from bot.rights.entry import OPERATOR
from bot.settings import Settings
from bot.state.declarations import Said
from bot.state.plans.scheduled import Scheduled
from bot.state.state import State
from bot.state.threads import load
from bot.wording import admin_page as wording_admin
from bot.wording import library as wording_library
from bot.wording import office as wording_office
from bot.wording import page as wording_page
from index.library.document_names import full_name
from knowledge.codec import to_text
from knowledge.document import Document
from knowledge.text import Span, squash

# Characters of a text that are shown beside the form, and before the words that are meant.
_SHOWN, _BEFORE = 40_000, 2_000
_SPOT = re.compile(r"(\d{1,9})-(\d{1,9})")
# What the names of values begin with in the form.
_VALUE = "v."
# And those of what stood there before.
_STOOD = "o."
# The button that names a time.
_LATER = "hen"
_AS_IT_IS = Typed(values={}, why={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is looked at: a file that waits, or a plan of the library.

    Attributes:
        url: Its page.
        document: As it is told now.
        file: Where its file lies; None where that is not kept.
        considered: The file beside the library; None for a plan.
    """

    url: str
    document: Document
    file: Path | None
    considered: Considered | None = None


class Sheets:
    """Shows subjects, and takes what admins say of them."""

    def __init__(
        self,
        settings: Settings,
        state: Desk[State],
        shelf: Desk[Shelf],
        office: Office,
        works: WorkPages,
        plans: PlanLists,
        leaves: Leaves,
    ) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._office = office
        self._works = works
        self._plans = plans
        self._leaves = leaves

    async def show(self, request: Request, admin: Admin) -> Response:
        """The page of a file or plan."""
        subject = await self._subject(request)
        if isinstance(subject, str):
            return told(404, wording_page.NO_PAGE, subject)
        saved = request.query_params.get("ghi") == "1"
        return await self._page(request, admin, subject, notice=wording_admin.SAVED * saved)

    async def decide(self, request: Request, admin: Admin) -> Response:
        """Keep what was typed, then do what the button says; nothing where others were faster."""
        subject = await self._subject(request)
        if isinstance(subject, str):
            return told(404, wording_page.NO_PAGE, subject)
        form = admin.form
        later = form.get("lam") == _LATER
        action = load(Action, form.get("lam")) if form.get("lam") and not later else None
        leaves = action is not None and action.verb is Verb.DISCARD
        typed = {} if leaves else _typed(form)
        try:
            changed = await self._office.correcting.save(
                admin.user, subject.document, typed, form.get("ban")
            )
        except MeanwhileError as error:
            again = await self._subject(request)
            subject = subject if isinstance(again, str) else again
            notice = await self._told_meanwhile(error)
            held = Typed(values=typed, why={})
            return await self._page(request, admin, subject, held, notice=notice, status=409)
        except ValuesError as error:
            held = Typed(values=typed, why=error.why)
            notice = wording_admin.NOT_SAVED
            return await self._page(request, admin, subject, held, notice=notice, status=422)
        part = number_in(form.get("sang")) or number_in(form.get("phan")) or 1
        if subject.considered is None:
            return await self._tell(admin, subject, changed, part)
        if (action is None and not later) or changed:
            # What it would mean now is to be seen before it is done.
            saved = "ghi=1&" if changed or not form.get("sang") else ""
            return RedirectResponse(f"{subject.url}?{saved}phan={part}", status_code=303)
        attended: Attended | None
        if later:
            attended = await self._put_off(subject.considered, form.get("hen-luc"), admin)
        else:
            attended = await self._works.attend(admin, action)
        if attended is None:
            return told(400, wording_page.NO_PAGE, wording_page.NO_PAGE_HINT)
        return await self._works.begin(admin, attended, HOME)

    async def _put_off(self, considered: Considered, typed: str, admin: Admin) -> Attended:
        """Have a file put in force at the time that was typed."""
        try:
            reply = await self._office.schedule.ask(considered.key, typed, admin.user)
        except BotError as error:
            reply = Reply.say(str(error))
        return Attended(reply=reply)

    async def _scheduled(self, considered: Considered | None) -> Scheduled | None:
        """When a file is put in force, if that was said."""
        held = await self._office.schedule.all() if considered is not None else ()
        return next((each for each in held if considered and each.key == considered.key), None)

    async def _tell(
        self, admin: Admin, subject: Subject, changed: tuple[str, ...], part: int
    ) -> Response:
        """Have the library tell what was corrected of a plan, and come back to a part of it."""
        back = f"{subject.url}?phan={part}"
        if not changed:
            return RedirectResponse(back, status_code=303)

        async def errand() -> Reply:
            now = await self._office.correcting.tell(subject.document)
            count = len(changed)
            return Reply.say(wording_admin.TOLD.format(name=full_name(now), count=count))

        at_work = Reply.say(wording_library.AT_WORK)
        return await self._works.begin(admin, Attended(reply=at_work, errand=errand), back)

    async def picture(self, request: Request, _: Admin) -> Response:
        """A page of the file, with the words that are meant marked on it."""
        subject = await self._subject(request)
        if isinstance(subject, str):
            return told(404, wording_page.NO_PAGE, subject)
        spot = _spot(request, subject.document)
        wanted = number_in(request.query_params.get("trang"))
        drawn = await self._leaves.draw(subject.file, subject.document, wanted, spot)
        if drawn is None:
            return told(404, wording_page.NO_PICTURE, wording_page.NO_PICTURE_HINT)
        headers = {"Cache-Control": "private, max-age=600", "Content-Encoding": "identity"}
        return Response(drawn, media_type="image/png", headers=headers)

    async def _subject(self, request: Request) -> Subject | str:
        """What the address names; why there is none."""
        key = str(request.path_params["key"])
        try:
            if request.url.path.startswith(f"{HOME}/tep/"):
                return await self._waiting(key)
            return await self._held(key)
        except BotError as error:
            return str(error)

    async def _waiting(self, key: str) -> Subject:
        considered = await self._office.intake.consider(key)
        document = considered.preview.document
        if document is None:
            raise CorrectionError(wording_office.FILE_GONE)
        file = pending_file(folders_of(self._settings)[0], key)
        url = f"{HOME}/tep/{key}"
        return Subject(url=url, document=document, file=file, considered=considered)

    async def _held(self, document_id: str) -> Subject:
        def look(shelf: Shelf) -> Subject | None:
            conversation = shelf.conversation(EVERYTHING)
            library = conversation.answerer.library
            card = next((each for each in library.documents if each.id == document_id), None)
            if card is None:
                return None
            return Subject(
                url=f"{HOME}/van-ban/{document_id}",
                document=library.document(card.id),
                file=conversation.originals.find(card),
            )

        found = await self._shelf.ask(look)
        if found is None:
            raise CorrectionError(wording_library.CORRECT_GONE)
        return found

    async def _page(
        self,
        request: Request,
        admin: Admin,
        subject: Subject,
        typed: Typed = _AS_IT_IS,
        *,
        notice: str = "",
        status: int = 200,
    ) -> Response:
        considered = subject.considered
        document, said = await self._as_said(subject.document)
        sheet = sheet_of(document, said, await self._names(), typed)
        asked = admin.form.get("phan") or request.query_params.get("phan")
        part = min(max(number_in(asked) or 1, 1), len(sheet.parts))
        spot = _spot(request, document)
        plan = await self._plans.one(document.id) if considered is None else None
        pages = self._leaves.count(subject.file, document)
        return page(
            "admin/sheet.html",
            status=status,
            admin=admin,
            tab="" if considered is not None else "/van-ban",
            url=subject.url,
            name=full_name(document),
            file=document.source_file,
            sheet=sheet,
            part=part,
            seen=state_of(said),
            notice=notice,
            considered=considered,
            scheduled=await self._scheduled(considered),
            now=time.time(),
            plan=plan,
            deeds=deeds_of(document.id) if plan is not None else (),
            buttons=_buttons(considered),
            pages=pages,
            number=self._page_number(request, subject, spot, pages),
            spot=request.query_params.get("o") if spot is not None else None,
            text=_shown(document, spot),
        )

    def _page_number(
        self, request: Request, subject: Subject, spot: Span | None, pages: int | None
    ) -> int:
        """The page that is asked for, else that of the words that are meant; the first at worst."""
        meant = self._leaves.number(subject.file, subject.document, spot) if spot else None
        asked = number_in(request.query_params.get("trang"))
        return min(max(asked or meant or 1, 1), max(pages or 0, 1))

    async def _as_said(self, document: Document) -> tuple[Document, tuple[Said, ...]]:
        """A document with all that is said of it by now, told yet or not; and what is said."""

        def read(state: State) -> tuple[Document, tuple[Said, ...]]:
            said = state.declared.said(document.sha256)
            return state.declared.everything().applied(document), said

        return await self._state.ask(read)

    async def _names(self) -> dict[str, str]:
        names = await self._state.ask(
            lambda state: {each.user: each.name or each.user for each in state.people.register()}
        )
        return {**names, OPERATOR: wording_office.OPERATOR}

    async def _told_meanwhile(self, error: MeanwhileError) -> str:
        if error.by is None:
            return str(error)
        names = await self._names()
        return wording_admin.MEANWHILE.format(who=names.get(error.by, error.by))


def _buttons(considered: Considered | None) -> list[tuple[str, str]]:
    options = considered.options if considered is not None else ()
    return [(each.label, to_text(each.action)) for each in options]


def _typed(form: Form) -> dict[str, str]:
    """What was typed in another way than it stood in the form."""
    values = {
        name.removeprefix(_VALUE): value
        for name, value in form.fields.items()
        if name.startswith(_VALUE)
    }
    stood = {key: squash(form.get(f"{_STOOD}{key}")) for key in values}
    return {key: value for key, value in values.items() if squash(value) != stood[key]}


def _spot(request: Request, document: Document) -> Span | None:
    """The words that are meant, if the document has them."""
    match = _SPOT.fullmatch(request.query_params.get("o", ""))
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return Span(start=start, end=end) if start < end <= len(document.text) else None


def _shown(document: Document, spot: Span | None) -> tuple[str, str, str]:
    """The text around the words that are meant: what is before them, they, what is behind."""
    start = max(0, spot.start - _BEFORE) if spot is not None else 0
    text = document.text[start : start + _SHOWN]
    if spot is None:
        return text, "", ""
    return (
        text[: spot.start - start],
        text[spot.start - start : spot.end - start],
        (text[spot.end - start :]),
    )
