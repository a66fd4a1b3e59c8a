"""Templates and the files that go with them."""

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.admin.entrance import HOME
from bot.admin.scheduling.moments import told_moment
from bot.message import lines_of
from bot.page.site import QUOTE_ANCHOR, plan_url
from bot.wording import admin_page as wording_admin
from bot.wording import general as wording
from bot.wording import library as wording_library
from bot.wording import office as wording_office
from bot.wording import page as wording_page
from bot.wording import schedule as wording_schedule

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        say=wording_page,
        words=wording,
        office=wording_office,
        library=wording_library,
        manage=wording_admin,
        later=wording_schedule,
        home=HOME,
        moment=told_moment,
        plan_url=plan_url,
        asset=_asset,
        quote_anchor=QUOTE_ANCHOR,
        lines_of=lines_of,
    )
    return made


@cache
def _asset(name: str) -> str:
    """The address of a static file, another one for each version of it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def render_page(template: str, **fields: object) -> str:
    """The HTML that a template makes; what it is given is escaped."""
    return _environment().get_template(template).render(**fields)


def page(template: str, status: int = 200, **fields: object) -> HTMLResponse:
    """The answer with the page that a template makes."""
    return HTMLResponse(render_page(template, **fields), status_code=status)
