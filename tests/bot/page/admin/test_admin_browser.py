"""Tests of the admin pages in a real browser: Chromium, driven by Playwright, judged by axe."""

import time

import pytest
from page_site import plan

from bot.rights.entry import OPERATOR, new_link
from bot.wording import admin_page as wording_admin
from bot.wording import office as wording_office

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


SIZES = {"phone": (360, 740), "desk": (1440, 900)}
SERIOUS = ("serious", "critical")
# Milliseconds: files are read and put in force by other processes.
SLOW = 120_000


@pytest.fixture(scope="module")
def site(make_site):
    """An office with one plan, on loopback."""
    return make_site(files={"71.txt": plan(71, "Tuyên truyền pháp luật", "Tổ chức hội nghị")})


@pytest.fixture
def enter(chromium, site):
    """Opens the admin pages at a size; fails on whatever the console says."""
    opened, told = [], []

    def new_page(size, scheme, **options):
        width, height = SIZES[size]
        context = chromium.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            **options,
        )
        opened.append(context)
        context.set_default_timeout(SLOW)
        page = context.new_page()
        page.on("console", lambda each: told.append(each.text) if each.type != "log" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        return page

    def open_at(size="desk", scheme="light", scripts=True):
        page = new_page(size, scheme)
        secret = site.state(lambda state: new_link(state, OPERATOR, time.time()))
        page.goto(f"/quanly/vao?k={secret}")
        assert sound(page)
        press(page, wording_admin.ENTER)
        page.wait_for_url("**/quanly")
        if scripts:
            return page
        # axe is a script: what it is asked about was looked at before.
        state = page.context.storage_state()
        page = new_page(size, scheme, storage_state=state, java_script_enabled=False)
        page.goto("/quanly")
        return page

    yield open_at
    for context in opened:
        context.close()
    assert told == []


def sound(page):
    """Whether axe finds nothing serious and nothing is wider than the screen."""
    found = axe.Axe().run(page).response["violations"]
    serious = [
        (each["id"], [node["html"][:120] for node in each["nodes"][:3]])
        for each in found
        if each["impact"] in SERIOUS
    ]
    assert serious == []
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def press(page, label):
    """Press the button that says so."""
    page.get_by_role("button", name=label, exact=True).first.click()


@pytest.mark.parametrize(
    ("size", "scheme", "scripts", "number"),
    [("phone", "light", True, 91), ("desk", "dark", False, 92)],
)
def test_upload_preview_correct_publish_ask_roll_back(enter, site, size, scheme, scripts, number):
    """The whole way, with and without scripts, and at each step nobody is kept out."""
    page = enter(size, scheme, scripts)
    look = sound if scripts else (lambda _: True)
    assert look(page)
    data = plan(number, "Chuyển đổi số", "Số hóa hồ sơ")
    page.set_input_files("#tep", [{"name": "Kế hoạch.txt", "mimeType": "text/plain",
                                   "buffer": data}])  # fmt: skip
    press(page, wording_admin.SEND)
    page.wait_for_url("**/quanly/tep/*")
    assert look(page)
    # The title is beside the original, doubts come first.
    assert page.locator(".asread").is_visible() and page.locator("#can-xem").is_visible()
    page.locator("summary", has_text="Nhiệm vụ đọc rõ").click()
    page.get_by_label("Chủ trì").first.fill("Sở Khoa học và Công nghệ")
    if scripts:
        # Looking at its place in the original loses nothing of what was typed.
        page.locator(".more-duties .duty > .under a").first.click()
        page.locator(".original mark", has_text="Sở Nội vụ chủ trì").wait_for()
    press(page, wording_admin.SAVE)
    page.locator(".told").wait_for()
    assert wording_admin.SAVED in page.inner_text(".told")
    press(page, wording_office.PUBLISH)
    page.get_by_text("Đã đưa vào kho").wait_for()
    assert look(page)
    page.goto("/?q=")
    page.fill("#q", f"ai chủ trì số hóa hồ sơ KH {number}")
    page.click("form.asker button")
    page.locator(".answer").first.wait_for()
    assert "Sở Khoa học và Công nghệ" in page.locator(".answer").first.inner_text()
    page.goto("/quanly/van-ban")
    press(page, "Dùng lại bản kho trước…")
    press(page, wording_office.USE_EARLIER)
    page.get_by_text("Đã dùng lại bản kho trước").wait_for()
    page.goto("/quanly/van-ban")
    assert page.get_by_text(f"{number}/KH-UBND").count() == 0


@pytest.mark.parametrize(("size", "scheme"), [("phone", "dark"), ("desk", "light")])
def test_no_admin_page_keeps_anybody_out(enter, site, size, scheme):
    """Contrast, names, order, landmarks: axe finds no serious fault; nothing is too wide."""
    page = enter(size, scheme)
    site.state(lambda state: state.people.admit("telegram:5", "reader", 1.0, name="An"))
    site.state(lambda state: state.usage.note("found", None, time.time()))
    site.state(lambda state: state.usage.note("not_found", None, time.time()))
    for path in ("/quanly/van-ban", "/quanly/nguoi", "/quanly/thong-ke"):
        page.goto(path)
        assert sound(page), path
    page.goto("/quanly/van-ban")
    page.locator(".plan a").first.click()
    page.locator(".decide").wait_for()
    assert sound(page)
