"""Tests of the pages in a real browser: Chromium, driven by Playwright, judged by axe."""

import pytest
from page_site import plan

from bot.page.render import render_page

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


SIZES = {"phone": (360, 740), "desk": (1440, 900)}
ASKED = "ai chủ trì nhiệm vụ 3.2 KH 61"
# As it is served where Telegram and a public address are set.
MINI_APP = render_page("mini_app.html", action="/tg/KH61", plain="/v/KH61")
# What axe calls the faults that keep people out.
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def site(make_site):
    """The shipped plans on loopback."""
    return make_site()


@pytest.fixture
def open_page(chromium, site):
    """Opens pages at a size and in a colour scheme, and fails on whatever the console says."""
    opened, told = [], []

    def open_at(path="/", size="phone", scheme="light", **options):
        width, height = SIZES[size]
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            **options,
        )
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda each: told.append(each.text) if each.type != "log" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(path)
        return page

    yield open_at
    for context in opened:
        context.close()
    assert told == []


def ask(page, text):
    """Type a question and wait for its answer."""
    answers = page.locator(".answer").count()
    page.fill("#q", text)
    page.keyboard.press("Enter")
    page.locator(".answer").nth(answers).wait_for()
    return page.locator(".answer").nth(answers)


def is_in_view(page, selector):
    """Whether something is seen whole, below the bar above and above the bar below."""
    box = page.locator(selector).bounding_box()
    top = page.locator(".top").bounding_box()
    size = page.viewport_size
    return (
        box["y"] >= top["y"] + top["height"]
        and box["y"] + min(box["height"], 60) <= size["height"] - 50
        and box["x"] >= 0
        and box["x"] + box["width"] <= size["width"]
    )


def faults(page):
    """What axe finds serious."""
    found = axe.Axe().run(page).response["violations"]
    return [
        (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in SERIOUS
    ]


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("desk", "dark")])
def test_from_a_question_to_the_highlighted_words(open_page, size, scheme):
    """Ask, tap the citation, and the words are in view; nothing is wider than the screen."""
    page = open_page("/", size, scheme)
    answer = ask(page, ASKED)
    assert answer.locator("p").first.inner_text() == "Chủ trì: Sở Văn hóa, Thể thao và Du lịch"
    assert faults(page) == []
    answer.locator(".source a").click()
    page.locator("#doan-trich").wait_for()
    page.wait_for_timeout(200)

    assert page.locator("mark").first.inner_text().startswith("Đơn vị thực hiện: Sở Văn hóa")
    assert is_in_view(page, "#doan-trich")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []


@pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desk", "light")])
def test_no_page_keeps_anybody_out(open_page, size, scheme):
    """Contrast, names, order, landmarks: axe finds no serious fault; nothing is too wide."""
    page = open_page("/", size, scheme)
    for path in ("/?chu=lon", "/v/KH61", "/v/KH61/nhiem-vu"):
        page.goto(path)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_all_of_it_works(open_page):
    """Ask by a form, follow the link, see the words in view, filter the tasks."""
    page = open_page("/", java_script_enabled=False)
    page.fill("#q", ASKED)
    page.click("form.asker button")
    page.click(".source a")

    assert is_in_view(page, "#doan-trich")
    page.goto("/v/KH61/nhiem-vu")
    page.fill("#don-vi", "so van hoa")
    page.click("form.filter button")
    assert 0 < page.locator("tbody tr").count() < 12
    # What needs a script is not offered without it.
    assert page.locator("[data-do]:visible").count() == 0


def test_that_a_question_was_taken_is_shown_at_once(open_page):
    """Before its answer is there, however long that takes; then the answer stands in its place."""
    page = open_page()
    held = []
    page.route("**/hoi", lambda route: held.append(route))
    page.fill("#q", ASKED)
    page.keyboard.press("Enter")
    page.locator(".waiting").wait_for()
    assert page.locator(".question").inner_text() == ASKED
    assert page.locator("#q").input_value() == "" and page.locator(".answer").count() == 0
    held[0].continue_()
    page.locator(".answer").wait_for()
    assert page.locator(".waiting").count() == 0


def test_a_place_within_an_answer_is_a_link(open_page):
    """Of a list each leads to its own words."""
    page = open_page()
    answer = ask(page, "ai chủ trì các nhiệm vụ trong phần II KH 61")
    places = answer.locator(".said a")

    assert places.count() == 3
    places.nth(2).click()
    page.locator("mark").first.wait_for()
    assert "/v/KH61-II.5" in page.url and is_in_view(page, "#doan-trich")


def test_what_telegram_says_is_handed_on(open_page, site):
    """From behind the address into the form; without it the page says how to go on."""
    page = open_page()
    sent = []

    def answer(route):
        sent.append(route.request.post_data)
        body = MINI_APP if route.request.method == "GET" else "opened"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route("**/tg/KH61*", answer)
    page.goto("/tg/KH61#tgWebAppData=user%3D1%26hash%3Dx&tgWebAppVersion=8.0")
    page.get_by_text("opened", exact=True).wait_for()

    assert sent[-1] == "du-lieu=user%3D1%26hash%3Dx"
    page.goto("/v/KH61")
    page.goto("/tg/KH61")
    assert page.get_by_text("Trang này mở từ Telegram").is_visible()


def test_jump_and_go_on(open_page):
    """From the outline to a part; to the section before; to the section above."""
    page = open_page("/v/KH61-II.3.2#doan-trich")
    page.click("text=Mục lục")
    page.wait_for_timeout(200)
    page.click("#muc-luc >> text=Kinh phí")
    page.wait_for_timeout(200)
    assert page.url.endswith("#III") and is_in_view(page, "#III")
    page.click("[rel=prev]")
    page.wait_for_url("**/v/KH61-II.3.1*")
    assert page.locator(".here").count() > 0
    page.click(".acts a")
    page.wait_for_url("**/v/KH61-II.3#*")


def test_the_tasks_follow_what_is_typed(open_page):
    """At once, with and without accents, and the number of them is told."""
    page = open_page("/v/KH61/nhiem-vu", "desk")
    page.fill("#don-vi", "so van hoa the thao")

    seen = page.locator("tbody tr:visible").count()
    assert 0 < seen < 12 and page.inner_text(".found") == f"{seen} nhiệm vụ"
    page.fill("#don-vi", "")
    assert page.locator("tbody tr:visible").count() == 12
    page.select_option("#xep", "don-vi")
    page.wait_for_url("**xep=don-vi**")


def test_the_citation_is_copied_and_shared(open_page, site):
    """To the clipboard, with the address where nothing can be shared otherwise."""
    page = open_page("/v/KH61-II.3.2", permissions=["clipboard-read", "clipboard-write"])
    line = "Mục II.3.2, Kế hoạch số 61/KH-UBND ngày 18/3/2024 của UBND tỉnh Lạng Sơn"
    page.click("text=Sao chép nguồn")
    page.locator(".toast.shown").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == line
    page.evaluate("delete Navigator.prototype.share")
    page.click("text=Chia sẻ")
    page.wait_for_function("navigator.clipboard.readText().then((t) => t.includes('/v/'))")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{line}\n{site.url}/v/KH61-II.3.2#doan-trich"


def test_everything_is_reached_by_keys(open_page):
    """The first key leads past the bar; a choice is pressed without a mouse."""
    page = open_page("/", "desk")
    ask(page, ASKED)
    button = page.locator("form.choices button").first
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".answer").nth(1).wait_for()
    assert page.locator(".question").nth(1).inner_text().startswith("Toàn văn")
    page.goto("/v/KH61")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_a_link_with_a_question_asks_it(open_page):
    """In a browser that runs scripts, at once; in large type where the link says so."""
    page = open_page("/?q=kinh+ph%C3%AD+KH+61&chu=lon", "desk")
    page.locator(".answer").wait_for()

    assert page.evaluate("document.documentElement.classList.contains('large')")
    assert page.locator(".question").inner_text() == "kinh phí KH 61"


def test_nothing_moves_while_a_page_is_read(open_page):
    """No layout shift after the first sight of it."""
    page = open_page("/v/KH61-II.3.2?w=577-260-8d99#doan-trich")
    shift = page.evaluate(
        """() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => {
                for (const each of list.getEntries()) sum += each.hadRecentInput ? 0 : each.value;
            }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 500);
        })"""
    )

    assert shift < 0.02


def test_a_plan_of_300_pages_scrolls(make_site, chromium):
    """It opens at its words in the middle, and jumping to the end of what is shown is quick."""
    words = " ".join(["thực hiện việc được giao"] * 280)
    tasks = "\n".join(f"{n}. Việc {n}. {words}." for n in range(2, 99))
    long = plan(99, "Kế hoạch dài", "Việc đầu").replace(
        "2. Kiểm tra việc thực hiện.".encode(), tasks.encode()
    )
    site = make_site(files={"long.txt": long})
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    try:
        page.goto(f"{site.url}/v/KH99-I.50#doan-trich")
        assert is_in_view(page, "#doan-trich")
        took = page.evaluate(
            """() => new Promise((done) => {
                const began = performance.now();
                scrollTo(0, document.documentElement.scrollHeight);
                requestAnimationFrame(() => requestAnimationFrame(
                    () => done(performance.now() - began)));
            })"""
        )
        assert took < 1_500
        page.locator(".more a").last.click()
        page.wait_for_url("**phan=**")
        assert page.locator("article.text p").count() > 10
    finally:
        page.close()
