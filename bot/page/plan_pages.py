"""The pages of a plan: its text, its tasks, a picture of a page, its file."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from bot.channels.throttle import Buckets
from bot.desk import Desk
from bot.files.originals import Originals, name_for_readers
from bot.library.shelf import Shelf
from bot.page.codes import PlanCodes, place_at, split_code
from bot.page.leaves import Leaves
from bot.page.plan.duties import ORDERS, Duty, chosen, duties_of
from bot.page.plan.reading import Reading, find_words, read_plan
from bot.page.plans import Plans
from bot.page.render import page
from bot.page.security import is_crawler
from bot.page.site import Site, plan_url
from bot.page.visitors import Refusal, Visitor, Visitors
from bot.wording import office as wording_office
from bot.wording import page as wording_page
from index.errors import LibraryError
from index.force.fates import ENDING, fates_of
from index.library.card import DocumentCard
from index.library.document_names import full_name, listed
from index.library.store import Library
from knowledge.document import Document
from knowledge.text import Span

logger = logging.getLogger(__name__)

T = TypeVar("T")

# Characters of a filter that are looked at.
_LONGEST_FILTER = 100
# Pages of plans for one address: in a burst, and per second. Offices share one.
_BURST, _PER_SECOND = 120.0, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A plan that somebody may see, in the thread of the library.

    Attributes:
        code: Its code; `slug` is the place that was asked for.
        limited: Only some are shown it.
    """

    library: Library
    card: DocumentCard
    code: str
    slug: str | None
    originals: Originals
    limited: bool

    @property
    def document(self) -> Document:
        """The plan."""
        return self.library.document(self.card.id)


# What a page needs of a plan, or the page that is shown instead.
_Job = Callable[[Opened], T]


class PlanPages:
    """Answers requests for plans."""

    def __init__(
        self,
        site: Site,
        shelf: Desk[Shelf],
        plans: Plans,
        visitors: Visitors,
        leaves: Leaves,
        cookie: str,
    ) -> None:
        # Who sits at the machine takes nothing from others.
        measured = not site.local
        self._buckets = Buckets(burst=_BURST, per_second=_PER_SECOND) if measured else None
        self._shelf = shelf
        self._plans = plans
        self._visitors = visitors
        self._leaves = leaves
        self._cookie, self._admin_cookie = cookie, site.admin_cookie

    async def reading(self, request: Request) -> Response:
        """The text of a plan, opened at a place."""
        asked = request.query_params
        part = number_in(asked.get("phan"))

        def job(opened: Opened) -> tuple[Reading, Path | None, Document, bool]:
            found = read_plan(
                opened.library,
                opened.card,
                opened.code,
                self._plans.layout(opened.library, opened.card.id),
                slug=opened.slug,
                words=asked.get("w"),
                part=part,
            )
            file = opened.originals.find(opened.card)
            return found, file, opened.document, opened.limited

        got = await self._open(request, job)
        if isinstance(got, Response):
            return got
        (found, file, document, limited), visitor = got
        return page(
            "reading.html",
            plan=found,
            held=file is not None,
            pictured=self._leaves.number(file, document, found.cited) if found.cited else None,
            limited=limited,
            key=visitor.signed,
        )

    async def duties(self, request: Request) -> Response:
        """The tasks of a plan, all or those of a body."""
        body = request.query_params.get("don-vi", "")[:_LONGEST_FILTER]
        order = request.query_params.get("xep", ORDERS[0])
        order = order if order in ORDERS else ORDERS[0]

        def job(opened: Opened) -> tuple[str, str, tuple[Duty, ...], Mapping[str, str], bool]:
            duties = duties_of(opened.document)
            slugs = self._plans.layout(opened.library, opened.card.id).slugs
            name = listed(opened.card, opened.library.short_name(opened.card.id))
            return opened.code, name, duties, slugs, opened.limited

        got = await self._open(request, job)
        if isinstance(got, Response):
            return got
        (code, name, duties, slugs, limited), visitor = got
        return page(
            "duties.html",
            code=code,
            name=name,
            count=len(duties),
            duties=chosen(duties, body, order),
            slugs=slugs,
            body=body,
            order=order,
            limited=limited,
            key=visitor.signed,
        )

    async def picture(self, request: Request) -> Response:
        """A page of the file as it is seen, with what is cited marked on it."""
        asked = request.query_params
        wanted = number_in(asked.get("trang"))

        def job(opened: Opened) -> tuple[Path | None, Document, Span | None]:
            slugs = self._plans.layout(opened.library, opened.card.id).slugs
            path = place_at(slugs, opened.slug) if opened.slug is not None else None
            document, span = opened.document, None
            if path is not None:
                words = asked.get("w")
                span = find_words(document, path, words) if words else None
                reach = next((s.reach for s in document.sections if s.path == path), None)
                span = span or reach
            return opened.originals.find(opened.card), document, span

        got = await self._open(request, job)
        if isinstance(got, Response):
            return got
        (file, document, span), _ = got
        drawn = await self._leaves.draw(file, document, wanted, span)
        if drawn is None:
            return told(404, wording_page.NO_PICTURE, wording_page.NO_PICTURE_HINT)
        headers = {"Cache-Control": "private, max-age=600", "Content-Encoding": "identity"}
        return Response(drawn, media_type="image/png", headers=headers)

    async def original(self, request: Request) -> Response:
        """The file that a plan was read from."""

        def job(opened: Opened) -> tuple[Path | None, str]:
            return opened.originals.verified(opened.card), full_name(opened.card)

        got = await self._open(request, job)
        if isinstance(got, Response):
            return got
        (file, name), _ = got
        if file is None:
            return told(404, wording_page.NO_FILE, wording_office.ORIGINAL_GONE)
        return download(file, name_for_readers(name, file))

    async def _open(self, request: Request, job: _Job[T]) -> tuple[T, Visitor] | Response:
        """What `job` gives for the plan that is asked for, if the visitor may see it."""
        address = request.client.host if request.client else ""
        if self._buckets is not None and not self._buckets.take(address):
            return told(429, wording_page.TOO_MANY, wording_page.TOO_MANY_HINT)
        code = str(request.path_params["code"])
        parts = split_code(code)
        own = await self._visitors.by_admin(request.cookies.get(self._admin_cookie))
        own = own or await self._visitors.by_session(request.cookies.get(self._cookie))
        signed = request.query_params.get("k")
        if parts is None:
            return told(404, wording_page.NO_CODE, wording_page.NO_CODE_HINT)
        codes = await self._plans.codes()
        got: tuple[T] | Response | None = None
        if own is not None:
            got = await self._look(codes, request, own, job)
            # What one may see by oneself needs no link; a link may show more.
            if signed is None or not isinstance(got, Response) or got.status_code == 302:
                return got if isinstance(got, Response) else (got[0], own)
        if signed is None:
            return refused(Refusal.STRANGER)
        if is_crawler(request):
            return refused(Refusal.STRANGER)
        holder = await self._visitors.by_link(parts[0], signed)
        if isinstance(holder, Refusal):
            # What one is told of a plan without a link goes before why a link opens nothing.
            if isinstance(got, Response) and got.status_code != 404:
                return got
            return refused(holder)
        got = await self._look(codes, request, holder, job)
        return got if isinstance(got, Response) else (got[0], holder)

    async def _look(
        self, codes: PlanCodes, request: Request, visitor: Visitor, job: _Job[T]
    ) -> tuple[T] | Response:
        def on_shelf(shelf: Shelf) -> tuple[T] | Response:
            try:
                return self._found(shelf, codes, request, visitor, job)
            except LibraryError as error:
                logger.error("the library cannot be read: %s", error)
                shelf.recover()
                return self._found(shelf, codes, request, visitor, job)

        return await self._shelf.ask(on_shelf)

    def _found(
        self,
        shelf: Shelf,
        codes: PlanCodes,
        request: Request,
        visitor: Visitor,
        job: _Job[T],
    ) -> tuple[T] | Response:
        conversation = shelf.conversation(visitor.sight)
        library = conversation.answerer.library
        plan, slug = split_code(str(request.path_params["code"])) or ("", None)
        meant = self._plans.meant(codes, plan, library, visitor.sight)
        if meant.withdrawn is not None:
            return _withdrawn(meant.withdrawn, codes, library)
        if not meant.plans:
            return told(404, wording_page.NO_CODE, wording_page.NO_CODE_HINT)
        if len(meant.plans) > 1:
            named = [
                (
                    plan_url(_with(codes.of_document[c.id], slug)),
                    listed(c, library.short_name(c.id)),
                )
                for c in meant.plans
            ]
            return page("several.html", status=300, code=plan, plans=named)
        card = meant.plans[0]
        code = codes.of_document[card.id]
        if code != plan and visitor.signed is None:
            behind = str(request.url.path).partition(request.path_params["code"])[2]
            return RedirectResponse(plan_url(_with(code, slug), behind=behind), status_code=302)
        opened = Opened(
            library=library,
            card=card,
            code=code,
            slug=slug,
            originals=conversation.originals,
            limited=shelf.is_limited(card.id, visitor.sight),
        )
        return (job(opened),)


def _with(code: str, slug: str | None) -> str:
    return f"{code}-{slug}" if slug is not None else code


def _withdrawn(card: DocumentCard, codes: PlanCodes, library: Library) -> Response:
    """That a plan has left, and what says that it replaces it."""
    fates = fates_of((*library.documents, card)).get(card.id, ())
    ended_by = [library.card(each.by) for each in fates if each.by and each.change in ENDING]
    named = [
        (plan_url(codes.of_document[each.id]), listed(each, library.short_name(each.id)))
        for each in ended_by
        if each.id in codes.of_document
    ]
    return page("withdrawn.html", status=410, name=full_name(card), plans=named)


def told(status: int, head: str, text: str) -> Response:
    """A page that says one thing."""
    return page("message.html", status=status, head=head, text=text)


def refused(why: Refusal) -> Response:
    """Why a page is not shown; strangers hear the same of every code."""
    head, text = wording_page.REFUSED[why.value]
    return told(403, head, text)


def download(file: Path, name: str) -> Response:
    """A file to be kept, never shown within the site."""
    return FileResponse(
        file,
        filename=name,
        media_type="application/octet-stream",
        headers={"Content-Encoding": "identity"},
    )


def number_in(text: str | None) -> int | None:
    """A number that stands in an address; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else None
