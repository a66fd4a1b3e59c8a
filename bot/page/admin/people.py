"""Who was admitted, and the circles of people, as admins see them."""

from starlette.requests import Request
from starlette.responses import Response

from bot.desk import Desk
from bot.message import Action, Verb
from bot.page.admin.door import Admin
from bot.page.render import page
from bot.state.state import State
from bot.wording import general as wording
from knowledge.codec import to_text
from knowledge.text import fold, squash

# Characters of words that are looked for.
_LONGEST = 100


class PeopleLists:
    """Shows people and circles; what is done about them the office does."""

    def __init__(self, state: Desk[State]) -> None:
        self._state = state

    async def show(self, request: Request, admin: Admin) -> Response:
        """All people, or those that have the words, and all circles."""
        words = squash(request.query_params.get("tim", "")[:_LONGEST])
        people, circles, limits = await self._state.ask(
            lambda state: (
                state.people.register(),
                state.audiences.circles(),
                state.audiences.restrictions(),
            )
        )
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
        )
