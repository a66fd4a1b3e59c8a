"""Tests of plans that Telegram opens within itself: for whom, how long, and for nobody else."""

import hashlib
import hmac
import json
import re
import time
from urllib.parse import urlencode

import pytest
from page_site import ADDRESS, HOST, on_telegram, plan
from telegram_server import TOKEN, TelegramServer

from bot.message import Block, Mention, Source, lines_of
from bot.page.mini_app import Opener, opener_of
from bot.wording import general as wording
from bot.wording import page as wording_page

SECRET_TASK = "Rà soát nhân sự quy hoạch"
TWO = (
    "\n2. Kiểm tra việc thực hiện.\nĐơn vị thực hiện: Sở Tư pháp chủ trì. Thời gian: quý III/2024."
)
FILES = {
    "71.txt": plan(71, "Tuyên truyền pháp luật", "Tổ chức hội nghị"),
    "72.txt": plan(72, "Nhân sự nhiệm kỳ mới", SECRET_TASK),
    "75.txt": plan(75, "Phổ biến giáo dục", "Biên soạn tài liệu")
    .decode()
    .replace("\n2. Kiểm tra việc thực hiện.", TWO)
    .encode(),
}


def said_by_telegram(who, at, token=TOKEN, **more):
    """What Telegram puts behind the address, as its documentation says."""
    person = json.dumps({"id": who, "first_name": "Lan & Hoa", "language_code": "vi"})
    fields = {"query_id": "AAH=", "user": person, "auth_date": str(at), "signature": "x_-", **more}
    told = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode({**fields, "hash": hmac.new(key, told.encode(), hashlib.sha256).hexdigest()})


def test_only_what_telegram_says_is_believed():
    """Every field counts; broken, doubled and foreign ones tell nobody."""
    good = said_by_telegram(9, 1_000)

    assert opener_of(good, TOKEN) == Opener(user="telegram:9", at=1_000)
    for broken in (
        *("", "x", "hash=", "user=%7B%7D&hash=00", "&" * 50, good + "&user=%7B%22id%22%3A7%7D"),
        *(good.replace("%22id%22%3A+9", "%22id%22%3A+7"), good.replace("1000", "2000")),
        *(good[:-1] + "g", good[:-1] + "é", good.replace("hash=", "hash2=")),
        said_by_telegram(9, 1_000, token="1:other"),
        said_by_telegram(9, "soon"),
        said_by_telegram(9, 1_000, user="[]"),
        said_by_telegram(9, 1_000, user="[" * 100_000),
    ):
        assert opener_of(broken, TOKEN) is None


@pytest.fixture(scope="module")
def site(make_site, site_telegram):
    """An office with a plan for its board alone; who is admitted may ask."""
    made = make_site(files=FILES, **on_telegram(site_telegram))
    for user in ("telegram:8", "telegram:9"):
        made.state(lambda state, user=user: state.people.admit(user, "reader", 1.0))
    made.state(lambda state: state.audiences.join("telegram:9", "ban lanh dao"))
    return made


def opened(site, code, said, **headers):
    """What comes of opening a plan within Telegram, its redirect followed."""
    browser = site.browser(**HOST)
    sent = {"Sec-Fetch-Site": "same-origin", **headers}
    answer = browser.post(f"/tg/{code}", data={"du-lieu": said}, headers=sent)
    if answer.status_code != 303:
        return answer
    return browser.get(answer.headers["location"])


def test_each_sees_what_they_see_in_their_chat(site):
    """Readers, the circle of a restricted plan, admins; strangers see nothing."""
    now = int(time.time())
    for user, code, status in (
        *((8, "KH71-I.1", 200), (8, "KH72-I.1", 404), (9, "KH72-I.1", 200), (7, "KH72-I.1", 200)),
        *((99, "KH71-I.1", 403), (99, "KH72-I.1", 403), (9, "KH999", 404)),
    ):
        got = opened(site, code, said_by_telegram(user, now))

        assert (user, code, got.status_code) == (user, code, status)
        assert (SECRET_TASK in got.text) == (code.startswith("KH72") and status == 200)


def test_nothing_else_opens(site):
    """Old words, those of another bot, forms of other sites, codes that are none."""
    now = int(time.time())
    old = opened(site, "KH71", said_by_telegram(9, now - 7_200))
    early = opened(site, "KH71", said_by_telegram(9, now + 3_600))
    forged = opened(site, "KH71", said_by_telegram(9, now, token="1:other"))
    foreign = opened(site, "KH71", said_by_telegram(9, now), **{"Sec-Fetch-Site": "cross-site"})

    assert wording_page.TELEGRAM_LONG_AGO[0] in old.text and old.status_code == 403
    assert wording_page.TELEGRAM_LONG_AGO[0] in early.text
    many = site.browser(**HOST).post(
        "/tg/KH71",
        data={f"f{number}": "x" for number in range(6)},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    for each in (forged, foreign, many, opened(site, "KH71", "x" * 20_000)):
        assert each.status_code == 403 and wording_page.NOT_TELEGRAM[0] in each.text
    assert opened(site, "KH-71!", said_by_telegram(9, now)).status_code == 404


def test_telegram_alone_may_frame_plans(site):
    """Only their pages, where nothing can be done."""
    browser = site.browser(**HOST)
    asked = browser.get("/tg/KH71-I.1?w=1-2-abcd")
    home = browser.get("/")

    assert "data-telegram" in asked.text and "/v/KH71-I.1?w=1-2-abcd#doan-trich" in asked.text
    for page in (asked, browser.get("/v/KH71")):
        policy = page.headers["content-security-policy"]
        assert "frame-ancestors https://web.telegram.org" in policy
        assert "x-frame-options" not in page.headers
    assert "frame-ancestors 'none'" in home.headers["content-security-policy"]
    assert home.headers["x-frame-options"] == "DENY"


def sent_to(site_telegram, text, chat, user):
    """The message that the bot answers with."""
    before = len(site_telegram.sent)
    site_telegram.say(text, chat=chat, user=user)
    site_telegram.wait(lambda: any(to == chat for to, _ in site_telegram.sent[before:]))
    return next(message for to, message in site_telegram.sent[before:] if to == chat)


def test_a_button_below_an_answer_opens_the_page(site, site_telegram):
    """Within Telegram in a private chat, as a link in a group."""
    private = sent_to(site_telegram, "ai chủ trì việc 1 KH 72", 9, 9)
    group = sent_to(site_telegram, "@tra_cuu_bot ai chủ trì việc 1 KH 71", -5, 8)
    (mine, ours) = (m["reply_markup"]["inline_keyboard"][0][0] for m in (private, group))
    address = mine["web_app"]["url"]

    assert mine["text"] == ours["text"] == wording.OPEN_PAGE
    assert re.match(rf"{ADDRESS}/tg/KH72-I\.1\?w=[\w-]+$", address)
    assert ours["url"].startswith(f"{ADDRESS}/v/KH71-I.1?") and "web_app" not in ours
    code = address.removeprefix(f"{ADDRESS}/tg/")
    got = opened(site, code, said_by_telegram(9, int(time.time())))
    assert "<mark" in got.text and SECRET_TASK in got.text


def test_places_that_are_named_are_links(site, site_telegram):
    """Each place of a list, in the chat and on the page; a longer label is another place."""
    source = Source(document_id="d", path="II.1", start=0, end=1)
    named = Mention(words="Mục II.1", source=source, link="/v/KH61-II.1")
    block = Block(text="Mục II.1.2, mục II.1 – Mục II.1\nMục II.1 nữa", mentions=(named,))

    assert block.runs == (
        ("Mục II.1.2, mục II.1 – ", None),
        ("Mục II.1", "/v/KH61-II.1"),
        ("\nMục II.1 nữa", None),
    )
    assert lines_of(block.runs)[1] == [("Mục II.1 nữa", None)]
    before = len(site_telegram.links.get(8, []))
    sent_to(site_telegram, "các việc 1 và 2 trong KH 75 ai chủ trì", 8, 8)
    links = {each.partition("?")[0] for each in site_telegram.links[8][before:]}
    assert {f"{ADDRESS}/v/KH75-I.1", f"{ADDRESS}/v/KH75-I.2"} <= links


def card_for(server, question):
    """The words of the first card that Telegram is given for a question behind the bot's name."""
    query = server.type_inline(question, user=9)
    server.wait(lambda: query in server.cards)
    return server.cards[query][0]["input_message_content"]["message_text"]


def test_cards_for_other_chats_are_no_keys(site, site_telegram):
    """Where only people who were admitted may ask they have no link, and nothing restricted."""
    told = card_for(site_telegram, "ai chủ trì việc 1 KH 71")

    assert "71/KH-UBND" in told and "<a href" not in told and ADDRESS not in told
    hidden = site_telegram.type_inline("ai chủ trì việc 1 KH 72", user=9)
    site_telegram.wait(lambda: hidden in site_telegram.cards)
    assert all("KH72" not in json.dumps(each) for each in site_telegram.cards[hidden])


@pytest.fixture(scope="module")
def open_telegram():
    """The Telegram of the office where everybody may ask."""
    server = TelegramServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def open_site(make_site, open_telegram):
    """An office where everybody may ask, with two plans of one number."""
    elsewhere = plan(76, "Cấp nước sạch", "Sửa đường ống").decode().replace("LẠNG SƠN", "HÀ GIANG")
    return make_site(
        files={
            "71.txt": FILES["71.txt"],
            "76.txt": plan(76, "Giao thông", "Sửa đường"),
            "76b.txt": elsewhere.replace("Lạng Sơn", "Hà Giang").encode(),
        },
        environ={
            "PUBLIC_URL": ADDRESS,
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": open_telegram.url,
            "ADMINS": "telegram:7",
            "ACCESS": "open",
        },
    )


def test_cards_lead_to_the_page_where_everybody_may_ask(open_site, open_telegram):
    """By the plain address."""
    told = card_for(open_telegram, "ai chủ trì việc 1 KH 71")
    link = re.search(r'<a href="([^"]+)"><i>', told)[1].replace("&amp;", "&")

    assert link.startswith(f"{ADDRESS}/v/KH71-I.1?") and "k=" not in link
    assert open_site.browser(**HOST).get(link.removeprefix(ADDRESS)).status_code == 200


def test_whoever_may_ask_is_told_of_a_plan_as_on_its_page(open_site):
    """Somebody whom the bot has not met is offered both plans of a number, not refused."""
    now = int(time.time())
    both = opened(open_site, "KH76", said_by_telegram(99, now))

    assert both.status_code == open_site.browser(**HOST).get("/v/KH76").status_code == 300
    assert "/v/KH76.LangSon" in both.text and "/v/KH76.HaGiang" in both.text
    assert opened(open_site, "KH71-I.1", said_by_telegram(99, now)).status_code == 200
