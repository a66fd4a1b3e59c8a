"""Tests of who sees which plan on the pages: strangers, readers, circles, holders of links."""

import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from page_site import ADDRESS, HOST, on_telegram, plan

from bot.library.reload import reload_library
from bot.rights.access import Role, invite
from bot.wording import general as wording
from bot.wording import page as wording_page

SECRET_TASK = "Rà soát nhân sự quy hoạch"
HOSTILE_TASK = "<script>alert(1)</script> & <b>đậm</b> việc rất riêng"
FILES = {
    "71.txt": plan(71, "Tuyên truyền pháp luật", "Tổ chức hội nghị"),
    "72.txt": plan(72, "Nhân sự nhiệm kỳ mới", SECRET_TASK),
    "73.txt": plan(73, "Thử <img src=x onerror=alert(1)> trang", HOSTILE_TASK),
}
REFUSED = {name: head for name, (head, _) in wording_page.REFUSED.items()}


@pytest.fixture(scope="module")
def site(make_site, site_telegram):
    """An office with three plans, one of them for its board alone; who is admitted may ask."""
    made = make_site(files=FILES, **on_telegram(site_telegram))
    for user in ("telegram:8", "telegram:9", "telegram:10"):
        made.state(lambda state, user=user: state.people.admit(user, "reader", 1.0))
    for user in ("telegram:9", "telegram:10"):
        made.state(lambda state, user=user: state.audiences.join(user, "ban lanh dao"))
    return made


@pytest.fixture
def stranger(site):
    """A browser that nobody knows, at the public address."""
    return site.browser(**HOST)


@pytest.fixture
def link_to(site, site_telegram):
    """The link that the bot gives somebody who asks, as path and query."""

    def ask(text, chat):
        before = len(site_telegram.texts(chat))
        site_telegram.links.pop(chat, None)
        site_telegram.say(text, chat=chat, user=abs(chat) if chat > 0 else 9)
        until = time.monotonic() + 30
        while len(site_telegram.texts(chat)) == before:
            assert time.monotonic() < until
            time.sleep(0.02)
        links = site_telegram.links.get(chat, [])
        assert all(link.startswith(f"{ADDRESS}/v/") for link in links)
        return links[0].removeprefix(ADDRESS) if links else None

    return ask


def test_strangers_see_no_plan(site, stranger):
    """Of every code they hear the same, whether or not there is such a plan."""
    pages = [stranger.get(f"/v/{code}{behind}") for code in ("KH71", "KH72", "KH73", "KH999")
             for behind in ("", "-I.1", "/nhiem-vu", "/goc", "/trang")]  # fmt: skip

    assert {page.status_code for page in pages} == {403}
    assert len({page.text for page in pages}) == 1
    assert REFUSED["stranger"] in pages[0].text and "Tuyên truyền" not in pages[0].text


def test_strangers_are_told_to_ask_for_an_invitation(site, stranger):
    """The chat page answers nothing; what they type leads to no answer and no text of a plan."""
    home = stranger.get("/").text
    told = [site.ask(stranger, "ai chủ trì hội nghị KH 71").text for _ in range(3)]
    guessed = site.ask(stranger, "ABCDE-FGHJK").text

    assert wording.STRANGER in home and wording_page.INVITATION in home
    assert all("Sở Nội vụ" not in each and wording.STRANGER in each for each in told)
    assert wording.BAD_CODE in guessed


def test_an_invitation_admits_a_browser(site):
    """It is a reader from then on, also with an invitation for admins, and sees no restricted."""
    browser = site.browser(**HOST)
    code = site.state(lambda state: invite(state, Role.ADMIN, time.time()))
    admitted = site.ask(browser, code)
    cookie = admitted.headers["set-cookie"]
    # The test speaks without TLS, which a browser would refuse to send the cookie over.
    browser.headers["Cookie"] = cookie.partition(";")[0]
    answer = site.ask(browser, "ai chủ trì hội nghị KH 71").text

    assert cookie.startswith("__Host-phien=") and "Secure" in cookie
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Domain" not in cookie
    assert wording.RIGHTS["reader"] in admitted.text and "Sở Nội vụ" in answer
    assert browser.get("/v/KH71-I.1").status_code == 200
    assert browser.get("/v/KH72-I.1").status_code == 404
    assert SECRET_TASK not in site.ask(browser, "việc 1 KH 72").text
    assert wording.ADMIN_ONLY in site.ask(browser, "/naplai").text


def test_a_reader_gets_a_link_that_opens(site, stranger, link_to):
    """Signed, as only people who were admitted may ask; it opens its plan and no other."""
    link = link_to("ai chủ trì việc tổ chức hội nghị KH 71", 8)
    key = parse_qs(urlsplit(link).query)["k"][0]
    page = stranger.get(link)

    assert page.status_code == 200 and "<mark" in page.text and "Sở Nội vụ" in page.text
    assert f"/v/KH71/nhiem-vu?k={key}" in page.text
    assert stranger.get(f"/v/KH71/nhiem-vu?k={key}").status_code == 200
    assert stranger.get(f"/v/KH71-II?k={key}").status_code == 200
    assert stranger.get(f"/v/KH71/goc?k={key}").content == FILES["71.txt"]
    for code in ("KH72", "KH73"):
        assert REFUSED["forged"] in stranger.get(f"/v/{code}?k={key}").text
    # What is shared is the address alone.
    shared = page.text.split('data-path="')[1].partition('"')[0]
    assert shared.startswith("/v/KH71-I.1") and key not in shared


def test_a_restricted_plan_opens_for_its_circle(site, stranger, link_to):
    """Who is in it gets a link; who leaves it holds one that opens nothing any more."""
    link = link_to("ai chủ trì rà soát nhân sự KH 72", 9)
    page = stranger.get(link)

    assert page.status_code == 200 and SECRET_TASK in page.text
    assert wording_page.LIMITED in page.text and 'data-do="share"' not in page.text
    assert "no-store" in page.headers["cache-control"]
    assert link_to("ai chủ trì rà soát nhân sự KH 72", 8) is None
    mine = link_to("ai chủ trì rà soát nhân sự KH 72", 10)
    assert stranger.get(mine).status_code == 200
    site.state(lambda state: state.audiences.leave("telegram:10", "ban lanh dao"))
    assert SECRET_TASK not in stranger.get(mine).text
    assert stranger.get(mine).status_code == 404
    site.state(lambda state: state.people.dismiss("telegram:10"))
    assert REFUSED["lost"] in stranger.get(mine).text
    assert stranger.get(link).status_code == 200


def test_in_a_group_no_link_leads_to_a_restricted_plan(site, stranger, link_to):
    """Whoever asks there: the link is for nobody in particular and opens what all may see."""
    link = link_to("@tra_cuu_bot ai chủ trì việc tổ chức hội nghị KH 71", -5)

    assert stranger.get(link).status_code == 200
    signed = site.signer().sign("KH72", None, time.time() + 99)
    assert stranger.get(f"/v/KH72?k={signed}").status_code == 404


def test_an_expired_link_says_so(site, stranger):
    """And shows nothing."""
    signed = site.signer().sign("KH71", "telegram:8", time.time() - 1)
    page = stranger.get(f"/v/KH71?k={signed}")

    assert page.status_code == 403 and REFUSED["expired"] in page.text
    assert "Tuyên truyền" not in page.text


@pytest.mark.parametrize("key", ["", "x", "A" * 38, "A" * 500, "%00", "../..", "'--", "ё"])
def test_a_forged_link_shows_nothing(site, stranger, key):
    """Whatever stands there."""
    page = stranger.get("/v/KH71", params={"k": key})

    assert page.status_code == 403 and "Tuyên truyền" not in page.text


@pytest.mark.parametrize("agent", ["TelegramBot (like TwitterBot)", "facebookexternalhit/1.1"])
def test_what_fetches_previews_gets_nothing(site, stranger, agent):
    """A messenger that fetches a link which it carries does not get the plan."""
    signed = site.signer().sign("KH71", "telegram:8", time.time() + 99)
    page = stranger.get(f"/v/KH71?k={signed}", headers={"User-Agent": agent})

    assert page.status_code == 403 and "Tuyên truyền" not in page.text


def test_script_in_titles_and_texts_is_shown_as_text(site, stranger):
    """On every page of the plan."""
    signed = site.signer().sign("KH73", "telegram:8", time.time() + 99)
    for path in ("/v/KH73-I.1", "/v/KH73/nhiem-vu"):
        html = stranger.get(f"{path}?k={signed}").text
        assert "<script>alert" not in html and "<img src" not in html and "<b>đậm" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_other_names_are_not_answered(site):
    """Those of the machine and of the public address are."""
    browser = site.browser()
    assert browser.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert browser.get("/", headers=HOST).status_code == 200
    assert "max-age" in browser.get("/").headers["strict-transport-security"]


def test_an_admins_link_shows_what_admins_may_see(site, stranger, link_to):
    """As in their private chat."""
    link = link_to("ai chủ trì rà soát nhân sự KH 72", 7)

    assert SECRET_TASK in stranger.get(link).text


def test_webhooks_and_figures_stay_as_they_were(site):
    """The pages stand beside them."""
    assert httpx.get(f"{site.url}/metrics").status_code == 401
    assert httpx.get(f"{site.url}/healthz").text == "ready"


def test_who_opens_too_many_pages_is_told_to_wait(site, stranger):
    """By address; others, and health, go on."""
    sent = {"X-Forwarded-For": "203.0.113.5"}
    got = [stranger.get("/v/KH71", headers=sent).status_code for _ in range(200)]

    assert 429 in got and got[0] == 403
    assert stranger.get("/v/KH71", headers={"X-Forwarded-For": "203.0.113.6"}).status_code == 403
    assert httpx.get(f"{site.url}/healthz").text == "ready"


def test_a_withdrawn_plan_says_so_and_names_what_replaced_it(make_site):
    """Its code leads to no other plan; of a restricted one nothing is told."""
    successor = plan(81, "Thay thế Kế hoạch số 74/KH-UBND ngày 10/5/2024", "Làm mới", day=20)
    old = {"74.txt": plan(74, "Cải cách hành chính", "Đơn giản thủ tục"),
           "75.txt": plan(75, "Việc kín", "Điều chuyển")}  # fmt: skip
    site = make_site(
        files={**old, "81.txt": successor},
        restricted=[("75.txt", "Ban lãnh đạo")],
    )
    browser = site.browser()
    now = browser.get("/v/KH74-I.1")
    assert now.status_code == 200
    assert "Kế hoạch số 81/KH-UBND" in now.text.split('class="notices"')[1].split("</ul>")[0]
    for name in old:
        (site.bot.settings.documents / name).unlink()
    reload_library(site.bot.settings, insist=True)
    until = time.monotonic() + 20
    while (gone := browser.get("/v/KH74-I.1")).status_code == 200:
        assert time.monotonic() < until
        time.sleep(0.2)
        site.ask(browser, "danh sách văn bản")

    assert gone.status_code == 410 and wording_page.WITHDRAWN in gone.text
    assert "Kế hoạch số 74/KH-UBND" in gone.text and 'href="/v/KH81"' in gone.text
    hidden = browser.get("/v/KH75")
    assert hidden.status_code == 404 and "75/KH-UBND" not in hidden.text
