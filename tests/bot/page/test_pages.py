"""Tests of the pages as a browser gets them, from a whole bot without any messenger."""

import re
from html import unescape

import httpx
import pytest

from bot.wording import general as wording
from bot.wording import page as wording_page

ASKED = "ai chủ trì nhiệm vụ 3.2 KH 61"
LEADS = "Sở Văn hóa, Thể thao và Du lịch"


@pytest.fixture(scope="module")
def site(make_site):
    """The shipped plans on loopback."""
    return make_site()


@pytest.fixture
def browser(site):
    """A new browser."""
    return site.browser()


def words_of(html):
    """The text of a page without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_question_is_answered_and_its_source_opens_at_the_words(site, browser):
    """Ask, follow the link of the citation, see exactly the quoted words marked."""
    answer = site.ask(browser, ASKED)
    link = unescape(re.search(r'class="source"><a href="([^"]+)"', answer.text)[1])
    read = browser.get(link)
    marked = re.findall(r"<mark[^>]*>([^<]+)</mark>", read.text)

    assert LEADS in words_of(answer.text)
    assert link.startswith("/v/KH61-II.3.2?w=") and link.endswith("#doan-trich")
    assert read.status_code == 200 and read.text.count('id="doan-trich"') == 1
    assert unescape(marked[0]).startswith(f"Đơn vị thực hiện: {LEADS} chủ trì")
    assert "Mục II.3.2" in words_of(read.text)


def test_without_scripts_a_question_leads_back_to_the_page(site, browser):
    """Posted as a form, the answer stands in the conversation, and stays there."""
    posted = browser.post("/hoi", data={"q": ASKED}, headers={"Sec-Fetch-Site": "same-origin"})
    home = browser.get(posted.headers["location"])

    assert posted.status_code == 303 and posted.headers["location"].startswith("/#tin-")
    assert ASKED in words_of(home.text) and LEADS in words_of(home.text)
    assert LEADS not in site.browser().get("/").text


def test_follow_ups_and_choices_go_on_with_the_conversation(site, browser):
    """As in the chats: what was asked before counts, and a choice is pressed or typed."""
    site.ask(browser, ASKED)
    followed = site.ask(browser, "còn 4.1 thì sao")
    pressed = re.search(r'name="press" value="([^"]+)"[^>]*>Toàn văn', followed.text)
    whole = site.ask(browser, "", press=pressed[1])
    plans = site.ask(browser, "danh sách văn bản")
    one = site.ask(browser, "1")

    assert "Mục II.4.1" in words_of(followed.text)
    assert "4.1. Tăng cường tuyên truyền" in words_of(whole.text)
    assert "Kho có 5 văn bản" in words_of(plans.text) and len(words_of(one.text)) > 50
    assert LEADS not in words_of(one.text)


def test_a_rating_is_taken(site, browser):
    """It is thanked for, and kept."""
    answer = site.ask(browser, ASKED)
    good = re.search(r'value="([^"]+)" class="quiet">Hữu ích', answer.text)[1]

    assert words_of(site.ask(browser, "", press=good).text)


def test_a_file_that_is_handed_out_is_for_its_session(site, browser):
    """Whoever asked gets it, nobody else does."""
    answer = site.ask(browser, "gửi file gốc KH 61")
    link = re.search(r'href="(/tep/\d+)"', answer.text)[1]
    file = browser.get(link)

    assert file.status_code == 200 and "attachment" in file.headers["content-disposition"]
    assert b"61/KH-UBND" in file.content
    assert site.browser().get(link).status_code == 404


def test_a_link_with_a_question_asks_nothing_by_itself(site, browser):
    """It stands in the field: what fetches links for a preview must ask nothing."""
    home = browser.get("/", params={"q": '"><script>alert(1)</script>'})

    assert "<script>alert" not in home.text and "data-now" in home.text
    assert "&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in home.text
    assert "set-cookie" not in home.headers


def test_large_type_is_a_link_too(browser):
    """For a screen in a meeting room."""
    assert '<html lang="vi" class="large">' in browser.get("/?chu=lon").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v/KH61", 200),
        ("/v/KH61-II.3.2", 200),
        ("/v/KH61-II.3.2?w=1-2-aaaa", 200),
        ("/v/KH61-XX.9", 200),
        ("/v/kh61-ii.3.2", 302),
        ("/v/KH90", 302),
        ("/v/KH90.tin", 200),
        ("/v/KH.BacGiang", 200),
        ("/v/KH61/nhiem-vu", 200),
        ("/v/KH61/nhiem-vu?don-vi=so+van+hoa&xep=don-vi", 200),
        ("/v/KH61/goc", 200),
        ("/v/KH61/trang", 404),
        ("/v/KH61?phan=99999", 200),
        ("/v/KH61?phan=-1", 200),
        ("/v/KH61?phan=1e9&w=%00&k=%00", 200),
        ("/v/KH999", 404),
        ("/v/KH61-", 404),
        ("/v/..%2f..%2fetc%2fpasswd", 404),
        ("/v/KH61%2f..%2fgoc", 404),
        ("/v/%00", 404),
        ("/v/" + "A" * 5_000, 404),
        ("/v/KH61/goc/../../../etc/passwd", 404),
        ("/static/../routes.py", 404),
        ("/static/..%2froutes.py", 404),
        ("/static/style.css", 200),
        ("/tep/1", 404),
        ("/tep/x", 404),
        ("/hoi", 405),
        ("/nope", 404),
    ],
)
def test_each_address_gives_what_it_may(browser, path, status):
    """Known pages, and a page that says what is wrong for all else; each with its headers."""
    answer = browser.get(path)

    assert answer.status_code == status
    assert "root:" not in answer.text and "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    kept = answer.headers["cache-control"]
    assert ("public" in kept) == (path == "/static/style.css"), kept
    if status in (404, 405):
        assert wording_page.BRAND in answer.text


def test_tasks_are_filtered_without_scripts(browser):
    """By a body, with or without accents; what was typed stands in the field, escaped."""
    every = words_of(browser.get("/v/KH61/nhiem-vu").text)
    held = browser.get("/v/KH61/nhiem-vu", params={"don-vi": "so van hoa"}).text
    none = browser.get("/v/KH61/nhiem-vu", params={"don-vi": '"><script>'}).text

    assert "12 nhiệm vụ" in every and LEADS in words_of(held)
    assert 0 < held.count("<tr data-bodies") < 12
    assert "<script>alert" not in none and "0 nhiệm vụ" in words_of(none)
    assert none.count("<script") == 1


def test_a_page_refers_to_nothing_outside(browser):
    """No address of another machine, no script or style within the page."""
    for path in ("/", "/v/KH61-II.3.2", "/v/KH61/nhiem-vu", "/v/KH999"):
        html = browser.get(path).text
        assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", html)
        assert not re.search(r"<style|<script(?! src)|\son\w+=|style=", html)
    for name in ("style.css", "page.js"):
        assert "http" not in browser.get(f"/static/{name}").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_questions_are_taken_from_the_page_alone(site, browser, headers):
    """Another site cannot ask in somebody's name."""
    answer = browser.post("/hoi", data={"q": "danh sách văn bản"}, headers=headers)

    assert answer.status_code == 403 and "set-cookie" not in answer.headers
    own = browser.post("/hoi", data={"q": "kinh phí KH 61"}, headers={"Origin": site.url})
    assert own.status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": ""},
        {"Host": "127.0.0.1.evil.example"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"Via": "1.1 proxy"},
    ],
)
def test_only_this_machine_is_answered(browser, headers):
    """Neither another name that leads here, nor a proxy that lets others in."""
    for path in ("/", "/v/KH61"):
        answer = browser.get(path, headers=headers)
        assert answer.status_code == 421 and "KH61" not in answer.text


def test_too_large_and_empty_questions_are_told(site, browser):
    """Neither breaks anything."""
    sent = {"Sec-Fetch-Site": "same-origin"}
    assert browser.post("/hoi", data={"q": "a" * 100_000}, headers=sent).status_code == 413
    assert browser.post("/hoi", data={"q": "  "}, headers=sent).status_code == 303
    assert browser.post("/hoi", content=b"\xff\xfe=%zz&&&q", headers=sent).status_code == 303
    gone = words_of(site.ask(browser, "", press="x:1").text)
    assert wording.CHOICE_GONE in gone


def test_script_in_a_question_is_shown_as_text(site, browser):
    """In the answer and in the conversation."""
    typed = "<script>alert(1)</script> <img src=x onerror=alert(2)> KH 61 là gì"
    piece = site.ask(browser, typed).text
    home = browser.get("/").text

    assert "<script>alert" not in piece + home and "<img" not in piece + home
    assert "&lt;script&gt;alert(1)" in home


def test_commands_of_admins_are_for_nobody_on_the_page(site, browser):
    """Whoever sits there is a reader."""
    for command in ("/naplai", "/moi quantri", "/gioihan 61 nội bộ"):
        assert wording.ADMIN_ONLY in words_of(site.ask(browser, command).text)


def test_health_stands_beside_the_pages(site, browser):
    """As before; the program with its pages alone is ready."""
    assert browser.get("/healthz").text == "ready"
    assert browser.get("/metrics").status_code == 401


def test_pages_are_small_and_packed(site):
    """What is read on a phone comes packed."""
    packed = httpx.get(f"{site.url}/v/KH61-II.3.2", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 20_000
