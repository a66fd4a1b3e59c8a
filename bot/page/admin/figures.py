"""How much is asked, what of, and what in vain."""

import time
from collections import Counter
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from bot.desk import Desk
from bot.gaps.groups import Group, grouped
from bot.message import Action, Verb
from bot.page.admin.charts import ANSWERED, IN_VAIN, bars, day_bars, days_until, took_bars
from bot.page.admin.door import Admin
from bot.page.admin.plans import PlanLists
from bot.page.render import page
from bot.page.site import plan_url
from bot.state.gaps import Gap
from bot.state.state import State
from bot.state.usage import Usage
from bot.wording import admin_page as wording_admin
from knowledge.codec import to_text

# Days of the chart, plans and questions that are listed.
_DAYS, _PLANS, _GAPS = 30, 10, 15


class Figures:
    """The page of figures."""

    def __init__(
        self, state: Desk[State], plans: PlanLists, clock: Callable[[], float] = time.time
    ) -> None:
        self._state = state
        self._plans = plans
        self._clock = clock

    async def show(self, _: Request, admin: Admin) -> Response:
        """The last days."""
        days = days_until(self._clock(), _DAYS)

        def look(state: State) -> tuple[Usage, tuple[Gap, ...], dict[str, int]]:
            return state.usage.since(days[0]), state.gaps.open(), state.people.verdicts()

        usage, gaps, verdicts = await self._state.ask(look)
        held = {each.id: each for each in await self._plans.all()}
        total: Counter[str] = Counter()
        for each in usage.days.values():
            total.update(each)
        asked = [
            (held[key].name, count, plan_url(held[key].code) if held[key].code else None)
            for key, count in usage.plans.most_common()
            if key in held
        ]
        statuses = [
            (wording_admin.STATUSES[each], total[each], None) for each in (*ANSWERED, *IN_VAIN)
        ]
        groups = grouped(gaps)
        return page(
            "admin/figures.html",
            admin=admin,
            tab="/thong-ke",
            days=day_bars(days, usage.days),
            total=sum(total.values()),
            vain=sum(total[each] for each in IN_VAIN),
            took=took_bars(days, usage.took),
            statuses=bars(statuses),
            plans=bars(asked[:_PLANS]),
            gaps=[(each, _show(each)) for each in groups[:_GAPS]],
            others=max(0, len(groups) - _GAPS),
            verdicts={"good": 0, "bad": 0, "note": 0, **verdicts},
            count=_DAYS,
        )


def _show(group: Group) -> str:
    return to_text(Action(verb=Verb.GAP, text=str(group.id)))
