"""Tests of who gets into the admin pages: by links from the chats and from the command line."""

import itertools
import re
import time

import pytest
from admin_browser import AdminBrowser
from bot_thread import BotThread
from page_site import ADDRESS, HOST, free_port, plan
from telegram_server import TOKEN, TelegramServer
from zalo_bot_server import PERSON

from bot.rights.entry import LINK_LASTS, OPERATOR, SESSION_LASTS, new_link
from bot.wording import admin_page as wording_admin
from bot.wording import general as wording
from bot.wording import office as wording_office

OWN = {"Sec-Fetch-Site": "same-origin"}
REFUSED = wording_admin.REFUSED[0]


@pytest.fixture(scope="module")
def telegram():
    """A Telegram for the whole module."""
    server = TelegramServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def site(make_site, telegram):
    """An office with one plan, an admin by its settings and a reader."""
    made = make_site(
        files={"71.txt": plan(71, "Tuyên truyền pháp luật", "Tổ chức hội nghị")},
        environ={
            "PUBLIC_URL": ADDRESS,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "ADMINS": "telegram:7",
        },
    )
    made.state(lambda state: state.people.admit("telegram:8", "reader", 1.0))
    return made


@pytest.fixture
def told(telegram):
    """What the bot says to somebody."""

    def tell(text, chat, user=None):
        before = len(telegram.texts(chat))
        telegram.say(text, chat=chat, user=user or chat)
        until = time.monotonic() + 30
        while len(telegram.texts(chat)) == before:
            assert time.monotonic() < until
            time.sleep(0.02)
        return telegram.texts(chat)[-1]

    return tell


ADDRESSES = itertools.count(1)


def browser_of(site):
    """A browser at the public address, on a line of its own."""
    return site.browser(**HOST, **{"X-Forwarded-For": f"198.51.100.{next(ADDRESSES)}"})


def enter(browser, link):
    """Open a link and press its button; the session is kept by hand: the test speaks no TLS."""
    page = browser.get(link)
    secret = re.search(r'name="k" value="([^"]+)"', page.text)[1]
    entered = browser.post("/quanly/vao", data={"k": secret}, headers=OWN)
    browser.headers["Cookie"] = entered.headers.get("set-cookie", "").partition(";")[0]
    return entered


def new_path(site, user="telegram:7", made=None):
    """A link as path and query."""
    now = time.time() if made is None else made
    return f"/quanly/vao?k={site.state(lambda state: new_link(state, user, now))}"


def test_an_admin_gets_a_link_that_opens_once(site, telegram, told):
    """In private; looking at it burns nothing, its button does."""
    assert wording_admin.LINK_HINT in told("/quanly", 7)
    link = telegram.links[7][-1].removeprefix(ADDRESS)
    browser = browser_of(site)
    looked = [browser.get(link, headers={"User-Agent": "TelegramBot"}) for _ in range(3)]
    entered = enter(browser, link)
    home = browser.get("/quanly")

    assert re.fullmatch(r"/quanly/vao\?k=[\w-]{22}", link)
    assert {page.status_code for page in looked} == {200}
    assert entered.status_code == 303 and entered.headers["location"] == "/quanly"
    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("__Host-quanly=") and "Path=/" in cookie and "Domain" not in cookie
    assert all(each in cookie for each in ("HttpOnly", "SameSite=strict", "Secure"))
    assert f"Max-Age={int(SESSION_LASTS)}" in cookie
    assert home.status_code == 200 and wording_admin.BRAND in home.text
    assert "no-store" in home.headers["cache-control"]
    (entry, *_) = site.state(lambda state: state.audit.entries())
    assert (entry.deed, entry.by) == ("entered", "telegram:7")
    assert wording_admin.USED_UP[0] in browser_of(site).get(link).text
    again = browser_of(site).post("/quanly/vao", data={"k": link[-22:]}, headers=OWN)
    assert again.status_code == 403 and "set-cookie" not in again.headers


def test_readers_and_groups_get_no_link(site, told):
    """They are told that it is for admins; strangers what strangers are told."""
    assert told("/quanly", 8) == wording.ADMIN_ONLY
    assert "http" not in told("@tra_cuu_bot /quanly", -5, user=7)
    assert told("/quanly", 99) == wording.STRANGER


@pytest.mark.parametrize("user", ["telegram:8", "telegram:99"])
def test_a_link_of_who_is_no_admin_opens_nothing(site, user):
    """Also where one was made for them."""
    assert wording_admin.USED_UP[0] in browser_of(site).get(new_path(site, user)).text


@pytest.mark.parametrize("made", [-LINK_LASTS - 1, 3_600])
def test_an_old_link_opens_nothing(site, made):
    """Nor one that was made later than now, by a clock that was set back."""
    path = new_path(site, made=time.time() + made)

    assert browser_of(site).get(path).status_code == 403


@pytest.mark.parametrize("secret", ["", "x", "A" * 22, "A" * 5000, "%00", "' OR 1=1 --", "ё"])
def test_a_forged_link_opens_nothing(site, secret):
    """Whatever stands there, looked at or pressed."""
    browser = browser_of(site)

    assert browser.get("/quanly/vao", params={"k": secret}).status_code == 403
    posted = browser.post("/quanly/vao", data={"k": secret}, headers=OWN)
    assert posted.status_code in (403, 413) and "set-cookie" not in posted.headers


def test_the_session_ends_with_the_role(site):
    """At once, when the admin is dismissed or becomes a reader; admitted again, it stays ended."""
    for end in (
        lambda state: state.people.dismiss("telegram:20"),
        lambda state: state.people.change_role("telegram:20", "reader"),
    ):
        site.state(lambda state: state.people.admit("telegram:20", "admin", 1.0))
        browser, left = browser_of(site), new_path(site, "telegram:20")
        enter(browser, new_path(site, "telegram:20"))
        assert browser.get("/quanly").status_code == 200
        site.state(end)
        assert browser.get("/quanly").status_code == 403
        site.state(lambda state: state.people.admit("telegram:20", "admin", 1.0))
        assert browser.get("/quanly").status_code == 403
        assert browser.get(left).status_code == 403


def test_a_session_is_left(site):
    """By its button; the cookie opens nothing any more."""
    browser = browser_of(site)
    enter(browser, new_path(site))
    token = re.search(r'name="ma" value="([^"]+)"', browser.get("/quanly").text)[1]
    left = browser.post("/quanly/ra", data={"ma": token}, headers=OWN)

    assert wording_admin.LEFT_HEAD in left.text
    assert browser.get("/quanly").status_code == 403


def test_a_session_is_ended_by_another_admin(site):
    """It is listed with its holder, opens nothing any more, and who ended it is noted."""
    site.state(lambda state: state.people.admit("telegram:21", "admin", 1.0, name="Chị Hoa"))
    mine, theirs = browser_of(site), browser_of(site)
    enter(mine, new_path(site, "telegram:21"))
    enter(theirs, new_path(site, OPERATOR))
    page = mine.get("/quanly/nguoi").text
    shown = page[page.index("Phiên đang mở") :]
    token = re.search(r'name="ma" value="([^"]+)"', page)[1]
    found = r"<b>([^<]+)</b>( <small>phiên này)?.*?phien. value=.(\w+)"
    listed = re.findall(found, shown, re.DOTALL)
    (own,) = [key for name, is_own, key in listed if is_own]
    (operator,) = [key for name, _, key in listed if name == wording_office.OPERATOR]
    unknown = mine.post("/quanly/nguoi/phien", data={"ma": token, "phien": "x"}, headers=OWN)
    ended = mine.post("/quanly/nguoi/phien", data={"ma": token, "phien": operator}, headers=OWN)

    assert unknown.status_code == ended.status_code == 303
    assert theirs.get("/quanly").status_code == 403 and mine.get("/quanly").status_code == 200
    (entry, *_) = site.state(lambda state: state.audit.entries())
    assert (entry.deed, entry.about) == ("session ended", wording_office.OPERATOR)
    assert entry.by == "Chị Hoa (telegram:21)"
    mine.post("/quanly/nguoi/phien", data={"ma": token, "phien": own}, headers=OWN)
    assert mine.get("/quanly").status_code == 403


@pytest.mark.parametrize(
    ("headers", "token"),
    [({"Sec-Fetch-Site": "cross-site"}, True), ({"Origin": "https://evil.example"}, True),
     ({}, True), (OWN, False)],
)  # fmt: skip
def test_other_sites_can_post_nothing(site, headers, token):
    """Neither without the header that browsers send, nor without what each form holds."""
    browser = browser_of(site)
    enter(browser, new_path(site))
    known = re.search(r'name="ma" value="([^"]+)"', browser.get("/quanly").text)[1]
    sent = browser.post("/quanly/ra", data={"ma": known if token else "x"}, headers=headers)

    assert sent.status_code == 403 and wording_admin.FOREIGN_FORM[0] in sent.text
    assert browser.get("/quanly").status_code == 200


def test_over_a_line_that_others_can_read_nothing_opens(make_site):
    """Without TLS in front only the machine itself gets in."""
    site = make_site(environ={"HTTP_HOST": "0.0.0.0", "ACCESS": "open"})
    path = new_path(site, OPERATOR)
    far = site.browser(**{"X-Forwarded-For": "203.0.113.9"})

    assert wording_admin.NOT_SAFE[0] in far.get(path).text
    assert site.browser().get(path).status_code == 200
    # Nothing can be taken in without a folder for it, which is said instead of the form.
    assert wording.NO_DOCUMENTS_FOLDER in AdminBrowser(site).words


def test_guessing_is_slow(site):
    """One address is told to wait; admins with a session go on."""
    sent = {"X-Forwarded-For": "203.0.113.77"}
    browser = browser_of(site)
    got = [browser.get("/quanly/vao?k=x", headers=sent).status_code for _ in range(60)]

    assert got[0] == 403 and got[-1] == 429


def test_on_zalo_an_admin_gets_the_link_too(zalo_bot, zalo_bot_environ):
    """As plain text; without a public address it is said what is missing."""
    admins = {"ADMINS": f"zalo_bot:{PERSON}"}
    for more, told in (
        ({"PUBLIC_URL": ADDRESS, "HTTP_PORT": str(free_port())}, f"{ADDRESS}/quanly/vao?k="),
        ({}, wording_admin.NO_ADDRESS),
    ):
        before = len(zalo_bot.sent)
        bot = BotThread({**zalo_bot_environ, **admins, **more}).start()
        try:
            zalo_bot.say("/quanly")
            assert told in zalo_bot.wait_sent(before + 1)[-1]["text"]
        finally:
            bot.stop()
