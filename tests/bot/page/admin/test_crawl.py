"""Tests of all addresses as a stranger, a reader and an admin: each sees only what is theirs."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from admin_browser import AdminBrowser
from page_site import ADDRESS, HOST, on_telegram, plan

from bot.page.admin.door import Door
from bot.page.admin.routes import admin_routes
from bot.page.site import Site
from bot.wording import admin_page as wording_admin
from bot.wording import office as wording_office

OWN = {"Sec-Fetch-Site": "same-origin"}
FILES = {
    "71.txt": plan(71, "Tuyên truyền pháp luật", "Tổ chức hội nghị"),
    "72.txt": plan(72, "Nhân sự nhiệm kỳ mới", "Rà soát nhân sự"),
}
HOSTILE = '<img src=x onerror="alert(1)">'
JUNK = ("x", "..", "%2e%2e%2f", "0" * 16, "%00", "a" * 3000, "'--")


@pytest.fixture(scope="module")
def site(make_site, site_telegram):
    """An office with two plans, one restricted, people whose names are hostile, and a question."""
    made = make_site(files=FILES, **on_telegram(site_telegram))

    def fill(state):
        state.people.admit("telegram:8", "reader", 1.0, name=HOSTILE)
        state.audiences.join("telegram:8", state.audiences.found(HOSTILE))
        state.gaps.note(f"ai lo {HOSTILE}", "not_found", 1e9)

    made.state(fill)
    return made


@pytest.fixture(scope="module")
def admin(site):
    """An admin, with a file before them whose name and title are hostile."""
    browser = AdminBrowser(site, "telegram:7", **HOST)
    browser.upload((f"{HOSTILE}.txt", plan(73, HOSTILE, HOSTILE)))
    assert browser.path.startswith("/quanly/tep/"), browser.words
    return browser


def routes():
    """All addresses of the admin pages with their methods."""
    public = Site(address=ADDRESS, local=False, hosts=frozenset())
    office = SimpleNamespace(intake=SimpleNamespace(readings=None), schedule=None)
    made = admin_routes(Door(public, None, None), None, None, None, None, None, office)
    return [(each.path, "POST" if "POST" in each.methods else "GET") for each in made]


def paths(admin):
    """Each address with keys that there are, and with some that there are not."""
    waiting = admin.path.rpartition("/")[2]
    plans = re.findall(r"/quanly/van-ban/([0-9a-f]{16})", admin.http.get("/quanly/van-ban").text)
    assert len(set(plans)) == 2
    for path, method in routes():
        for key in (waiting, *plans, *JUNK) if "{key}" in path else ("",):
            yield path.replace("{key}", key).replace("{old}", key), method


def test_all_is_behind_the_door():
    """Only the way in is not."""
    known = {path for path, _ in routes()}

    assert all(path == "/quanly" or path.startswith("/quanly/") for path in known)
    assert len(known) > 10


@pytest.mark.parametrize("who", ["stranger", "reader", "old session", "forged session"])
def test_strangers_and_readers_get_nothing(site, admin, who):
    """Not one address tells anything, or does anything, whatever is sent along."""
    browser = site.browser(**HOST)
    if who == "reader":
        site.state(lambda state: state.people.admit("page:x", "reader", 1.0))
        browser.headers["Cookie"] = "__Host-phien=abc; quanly=abc"
    elif who != "stranger":
        browser.headers["Cookie"] = f"__Host-quanly={'A' * (22 if who == 'old session' else 4000)}"
    token = admin.forms()[0]["values"]["ma"]
    for number, (path, method) in enumerate(paths(admin)):
        browser.headers["X-Forwarded-For"] = f"203.0.{len(who)}.{number % 250}"
        data = {"ma": token, "lenh": "naplai", "lam": '{"verb": "withdraw"}'}
        sent = {"data": data, "headers": OWN} if method == "POST" else {}
        answer = browser.request(method, path, **sent)
        assert answer.status_code in (307, 403, 404, 405), (path, answer.status_code)
        assert "set-cookie" not in answer.headers
        for secret in ("/KH-UBND", "telegram:", "Ban lãnh đạo", "onerror"):
            assert secret not in answer.text, path
    done = {each.deed for each in site.state(lambda state: state.audit.entries())}
    assert done == {"entered"}


def test_admins_get_no_error_and_no_script(admin):
    """Whatever key stands in an address; what others wrote is shown as text."""
    for path, method in paths(admin):
        if method == "POST":
            continue
        answer = admin.http.get(path)
        assert answer.status_code in (200, 303, 307, 404) or path.startswith("/quanly/vao"), path
        if answer.status_code == 200 and "html" in answer.headers["content-type"]:
            assert "<img src=x" not in answer.text and "no-store" in answer.headers["cache-control"]
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
            assert "style=" not in answer.text and "<script>" not in answer.text


def test_every_link_leads_somewhere(admin):
    """From the first page to all others; every form holds what tells it from another site's."""
    left, seen = ["/quanly"], set()
    while left:
        path = left.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = admin.http.get(path)
        assert answer.status_code in (200, 302) or path.endswith("/trang"), path
        if not path.startswith("/quanly") or "html" not in answer.headers["content-type"]:
            continue
        left += [unescape(each).partition("#")[0] for each in
                 re.findall(r'href="(/(?:quanly|v/)[^"]*)"', answer.text)]  # fmt: skip
        for form in re.findall(r'<form method="post".*?</form>', answer.text, re.DOTALL):
            assert 'name="ma"' in form, path

    assert {"/quanly/van-ban", "/quanly/nguoi", "/quanly/thong-ke"} <= seen and len(seen) > 8


def test_posts_of_nonsense_do_nothing(site, admin):
    """No verb, another verb, a command that there is not, a key of another thing."""
    token = admin.forms()[0]["values"]["ma"]
    before = site.state(lambda state: state.audit.entries())
    for data in ({}, {"lam": "x"}, {"lam": '{"verb":"section","text":"I","documents":[]}'},
                 {"lenh": "start"}, {"lenh": "'--"}, {"lam": '{"verb":"publish","text":"../.."}'},
                 {"ve": "https://evil.example", "lam": '{"verb":"restore"}'}):  # fmt: skip
        answer = admin.http.post("/quanly/lam", data={"ma": token, **data})
        assert answer.status_code in (303, 400), data
        if answer.status_code == 303:
            assert "evil" not in admin.http.get(answer.headers["location"]).text
    assert site.state(lambda state: state.audit.entries()) == before


def test_people_and_circles_are_changed_there(site, admin):
    """By the functions of the chats, and noted as there."""
    admin.open("/quanly/nguoi")
    assert unescape(HOSTILE) in unescape(admin.page.text)
    admin.press(wording_admin.INVITE)
    assert "Mã mời người tra cứu:" in admin.words
    admin.open("/quanly/nguoi")
    admin.press(wording_admin.MAKE, **{"noi-dung": "Tổ biên tập"})
    assert "Tổ biên tập" in admin.words
    admin.open("/quanly/nguoi?tim=telegram")
    admin.press(wording_admin.CHANGE)
    admin.press(wording_office.MAKE_ADMIN)
    assert site.state(lambda state: state.people.role("telegram:8")) == "admin"
    admin.press(wording_office.DISMISS)
    admin.press(wording_office.DISMISS)
    assert site.state(lambda state: state.people.role("telegram:8")) is None
    entries = site.state(lambda state: state.audit.entries())
    assert [each.deed for each in entries[:3]] == ["dismissed", "role", "invited"]
    assert {each.by for each in entries[:3]} == {"telegram:7"}
