"""The plans of the library as admins see them: who is shown each, its versions, what has left."""

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.admin.limits import restriction_of, shown_to
from bot.admin.readings import Readings
from bot.desk import Desk
from bot.files.originals import name_for_readers
from bot.files.pending import set_aside_file
from bot.library.shelf import Shelf
from bot.message import Action, Verb
from bot.page.admin.door import Admin
from bot.page.plan_pages import download, told
from bot.page.plans import Plans
from bot.page.render import page
from bot.settings import Settings
from bot.state.declarations import Version, Withdrawal
from bot.state.state import State
from bot.wording import admin_page as wording_admin
from bot.wording import library as wording_library
from bot.wording import office as wording_office
from bot.wording import page as wording_page
from index.library.card import DocumentCard
from index.library.document_names import full_name
from knowledge.codec import to_text
from knowledge.text import fold, squash

# Characters of a title, and of words that are looked for.
_TITLE, _LONGEST = 160, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A plan in the list.

    Attributes:
        shown: Who sees it; None where everybody does.
        code: Its code, which is also the address of its reading page.
        versions: Those that it has replaced.
    """

    id: str
    name: str
    title: str
    file: str
    code: str
    shown: str | None
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button: what it says, and the action that it means."""

    label: str
    action: str


class PlanLists:
    """Shows what the library holds, and what it held."""

    def __init__(
        self,
        settings: Settings,
        state: Desk[State],
        shelf: Desk[Shelf],
        plans: Plans,
        readings: Readings,
    ) -> None:
        self._settings = settings
        self._state = state
        self._shelf = shelf
        self._plans = plans
        self._readings = readings

    async def show(self, request: Request, admin: Admin) -> Response:
        """All plans, or those that have the words; those withdrawn; how far a reload is."""
        words = squash(request.query_params.get("tim", "")[:_LONGEST])
        plans = await self.all()
        found = [each for each in plans if _has(each, words)]
        gone = await self._state.ask(lambda state: state.declared.withdrawals())
        reading = self._readings.of_library()
        reload = reading.shown() if reading is not None else None
        return page(
            "admin/plans.html",
            admin=admin,
            tab="/van-ban",
            words=words,
            plans=found,
            count=len(plans),
            gone=[(each, _back(each)) for each in gone],
            reload=reload,
            stops=[(each.label, to_text(each.action)) for each in reload.options] if reload else [],
        )

    async def all(self) -> list[Listed]:
        """The plans in the order of the library."""
        cards = await self._shelf.ask(lambda shelf: shelf.library.documents)
        codes = await self._plans.codes()

        def look(state: State) -> list[Listed]:
            restrictions, circles = state.audiences.restrictions(), state.audiences.circles()
            return [
                Listed(
                    id=card.id,
                    name=full_name(card),
                    title=_title(card),
                    file=card.source_file,
                    code=codes.of_document.get(card.id, ""),
                    shown=shown_to(found, circles)
                    if (found := restriction_of(card, card.source_file, restrictions))
                    else None,
                    versions=state.declared.replaced_by(card.sha256),
                )
                for card in cards
            ]

        return await self._state.ask(look)

    async def one(self, document_id: str) -> Listed | None:
        """A plan of the library."""
        return next((each for each in await self.all() if each.id == document_id), None)

    async def version(self, request: Request, _: Admin) -> Response:
        """The file of a version that was replaced."""
        document_id, old = (str(request.path_params[name]) for name in ("key", "old"))
        plan = await self.one(document_id)
        held = plan.versions if plan is not None else ()
        version = next((each for each in held if each.sha256 == old), None)
        file = self._kept(version) if version is not None else None
        if version is None or file is None:
            return told(404, wording_page.NO_FILE, wording_office.ORIGINAL_GONE)
        return download(file, name_for_readers(version.name, file))

    def _kept(self, version: Version) -> Path | None:
        """Where the file of a version lies, if it is kept."""
        folder = self._settings.documents
        if folder is None:
            return None
        path = set_aside_file(folder, Path(version.file).name, version.sha256)
        return path if path.is_file() else None


def deeds_of(document_id: str) -> tuple[Button, ...]:
    """What can be done with a plan besides correcting it."""
    ids = (document_id,)
    return (
        Button(
            label=wording_admin.WHO_SEES,
            action=to_text(Action(verb=Verb.LIMIT, documents=ids)),
        ),
        Button(
            label=wording_library.WITHDRAW,
            action=to_text(Action(verb=Verb.WITHDRAW, documents=ids)),
        ),
    )


def _back(gone: Withdrawal) -> str:
    return to_text(Action(verb=Verb.RESTORE, text=gone.sha256))


def _title(card: DocumentCard) -> str:
    title = card.identity.title
    text = squash(title.value) if title is not None else ""
    return text if len(text) <= _TITLE else text[:_TITLE].rsplit(" ", 1)[0] + " …"


def _has(plan: Listed, words: str) -> bool:
    text = fold(f"{plan.name} {plan.title} {plan.file} {plan.code}")
    return all(each in text for each in fold(words).split())
