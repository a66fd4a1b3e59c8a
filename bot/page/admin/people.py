"""Who was admitted, and the circles of people, as admins see them."""

import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.admin.entrance import HOME
from bot.desk import Desk
from bot.message import Action, Verb
from bot.page.admin.door import Admin
from bot.page.render import page
from bot.rights.entry import OPERATOR, end_session
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import office as wording_office
from knowledge.codec import to_text
from knowledge.text import fold, squash

# Characters of words that are looked for.
_LONGEST = 100


class PeopleLists:
    """Shows people, circles and open sessions; what is done about people the office does."""

    def __init__(self, state: Desk[State], clock: Callable[[], float] = time.time) -> None:
        self._state = state
        self._clock = clock

    async def show(self, request: Request, admin: Admin) -> Response:
        """All people, or those that have the words, and all circles."""
        words = squash(request.query_params.get("tim", "")[:_LONGEST])
        now = self._clock()
        people, circles, limits, sessions = await self._state.ask(
            lambda state: (
                state.people.register(),
                state.audiences.circles(),
                state.audiences.restrictions(),
                state.admin_keys.sessions(now),
            )
        )
        names = {OPERATOR: wording_office.OPERATOR, **{each.user: each.shown for each in people}}
        found = [each for each in people if fold(words) in fold(each.shown)]
        return page(
            "admin/people.html",
            admin=admin,
            tab="/nguoi",
            words=words,
            count=len(people),
            people=[
                (
                    each,
                    wording.ROLES.get(each.role, each.role),
                    [circle.name for circle in circles if each.user in circle.members],
                    to_text(Action(verb=Verb.PERSON, text=each.user)),
                )
                for each in found
            ],
            circles=[
                (
                    each,
                    sum(each.key in limit.circles for limit in limits),
                    to_text(Action(verb=Verb.CIRCLE, label=each.key)),
                )
                for each in circles
            ],
            sessions=[(each, names.get(each.user, each.user)) for each in sessions],
        )

    async def end(self, _: Request, admin: Admin) -> Response:
        """End a session, that of another admin or this one."""
        digest, now = admin.form.get("phien"), self._clock()
        await self._state.ask(lambda state: end_session(state, digest, admin.user, now))
        return RedirectResponse(f"{HOME}/nguoi", status_code=303)
