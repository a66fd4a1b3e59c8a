"""Tests of plans in the lists of admins: versions, withdrawn and brought back, figures."""

import re
import time
from collections import Counter

import pytest
from admin_browser import AdminBrowser
from page_site import plan

from bot.page.admin.charts import bars, day_bars, days_until, took_bars
from bot.state.audit import Deed
from bot.state.state import State
from bot.state.usage import KEPT, day_of, within
from bot.wording import admin_page as wording_admin
from bot.wording import library as wording_library
from bot.wording import office as wording_office

OLD = plan(71, "Tuyên truyền pháp luật", "Tổ chức hội nghị")
NEW = plan(71, "Tuyên truyền pháp luật", "Tổ chức tập huấn", quarter="III")


@pytest.fixture(scope="module")
def site(make_site):
    """An office with two plans, on loopback."""
    return make_site(files={"71.txt": OLD, "72.txt": plan(72, "Việc làm", "Mở lớp nghề")})


@pytest.fixture
def admin(site):
    """Whoever has the command line."""
    return AdminBrowser(site)


def open_plan(admin, words):
    """The page of the one plan that has the words."""
    admin.open(f"/quanly/van-ban?tim={words}")
    (path,) = set(re.findall(r"/quanly/van-ban/[0-9a-f]{16}", admin.page.text))
    admin.open(path)


def test_a_new_version_keeps_the_old_one(site, admin):
    """What changes is told before; afterwards the old file can still be had."""
    admin.upload(("71 (sửa).txt", NEW))
    assert wording_office.PREVIEW_REPLACES.format(file="71.txt") in admin.words
    assert "Quý II/2024" in admin.words or "quý II/2024" in admin.words
    admin.press(wording_office.PUBLISH)
    assert "Đã đưa vào kho" in admin.words
    open_plan(admin, "71")
    assert wording_admin.VERSIONS.format(count=1) in admin.words
    link = re.search(r'href="(/quanly/van-ban/\w+/ban/\w+)"', admin.page.text)[1]

    assert admin.http.get(link).content == OLD
    assert admin.http.get(link[:-1] + "x").status_code == 404


def test_a_plan_is_corrected_while_it_is_in_force(site, admin):
    """Answers tell the new value from then on; corrected again by another, the second is told."""
    open_plan(admin, "72")
    other = AdminBrowser(site)
    other.open(admin.path)
    name = next(each for each in admin.forms()[1]["values"] if each.startswith("v.timing"))
    admin.press(wording_admin.SAVE, **{name: "Quý IV/2025"})
    assert "đã ghi 1 sửa đổi" in admin.words
    told = site.ask(site.browser(), "thời gian mở lớp nghề KH 72").text
    assert "Quý IV/2025" in told
    other.press(wording_admin.SAVE, **{name: "Quý I/2026"})
    assert other.page.status_code == 409 and "người vận hành vừa sửa" in other.words


def test_a_plan_is_withdrawn_and_brought_back(site, admin):
    """After a question, by the functions of the chats; both are noted."""
    open_plan(admin, "72")
    admin.press(wording_library.WITHDRAW)
    admin.press(wording_library.WITHDRAW)
    assert "Đã rút khỏi kho: Kế hoạch số 72" in admin.words
    admin.open("/quanly/van-ban")
    assert wording_admin.PLANS_HEAD.format(count=1) in admin.words
    assert wording_admin.WITHDRAWN_HEAD.format(count=1) in admin.words
    admin.press(wording_library.RESTORE)
    assert "Đã lấy lại: Kế hoạch số 72" in admin.words
    deeds = [each.deed for each in site.state(lambda state: state.audit.entries())]
    assert deeds[:2] == [Deed.RETURNED, Deed.WITHDRAWN]


def test_who_sees_a_plan_is_changed_there(site, admin):
    """And told in the list."""
    site.state(lambda state: state.audiences.found("Tổ biên tập"))
    open_plan(admin, "72")
    admin.press(wording_admin.WHO_SEES)
    admin.press("Tổ biên tập")
    admin.open("/quanly/van-ban")
    assert "Người xem: nhóm “Tổ biên tập” và quản trị viên." in admin.words
    assert site.browser().get("/v/KH72").status_code == 404
    assert admin.http.get("/v/KH72").status_code == 200
    open_plan(admin, "72")
    admin.press(wording_admin.WHO_SEES)
    admin.press(wording_office.EVERYBODY)


def test_what_is_asked_is_counted(site, admin):
    """By day, status and plan; presses and small talk are not; nothing of who."""
    admin.open("/quanly/thong-ke")
    before = int(re.search(r"(\d+) câu hỏi", admin.words)[1])
    browser = site.browser()
    for text in (
        "ai chủ trì mở lớp nghề KH 72",
        "kinh phí KH 72",
        "kế hoạch 999 nói gì",
        "xin chào",
    ):
        site.ask(browser, text)
    admin.open("/quanly/thong-ke")

    assert f"{before + 3} câu hỏi" in admin.words
    assert "Kế hoạch số 72/KH-UBND" in admin.words and "<rect" in admin.page.text
    assert "kế hoạch 999 nói gì" in admin.words
    assert wording_admin.BY_TOOK in admin.words and "95% số câu trong" in admin.words
    kept = site.state(lambda state: state.usage.since("2000-01-01"))
    assert (
        kept.plans.total()
        == kept.days[day_of(time.time())]["found"] + kept.days[day_of(time.time())]["not_stated"]
    )


def test_how_long_answers_take_is_counted_by_day(tmp_path):
    """Half and nearly all of a day's questions, within a third of what it was."""
    state = State(tmp_path / "state.db")
    now = time.time()
    times = [0.02 + 0.002 * number for number in range(200)]
    for seconds in (*times, 9_999.0):
        state.usage.note("found", None, now, took=seconds)
    took = state.usage.since("2000-01-01").took[day_of(now)]
    drawn = took_bars([day_of(now - 86_400), day_of(now)], {day_of(now): took})

    assert took.total() == 201
    assert within(took, 0.5) == pytest.approx(times[100], rel=0.3)
    assert within(took, 0.95) == pytest.approx(times[190], rel=0.3)
    assert within(Counter(), 0.5) is None
    assert (drawn[0].most, drawn[0].high, drawn[1].high) == (None, 0.0, 100.0)
    state.forget(now + (KEPT + 2) * 86_400, 30)
    assert state.usage.since("2000-01-01").took == {}
    state.close()


def test_counts_are_forgotten(tmp_path):
    """After more than a year; what is sent in a month is none of them."""
    state = State(tmp_path / "state.db")
    now = time.time()
    state.usage.note("found", "d1", now - (KEPT + 2) * 86_400)
    state.usage.note("found", "d1", now)
    state.people.count("zalo_bot sent", "2020-01")
    state.forget(now, 30)

    assert state.usage.since("2000-01-01").plans == Counter({"d1": 1})
    assert state.people.tally("zalo_bot sent", "2020-01") == 1
    state.close()


def test_versions_are_followed_back(tmp_path):
    """From the one in force to the first; one that comes back is no version of itself."""
    from bot.state.declarations import Version

    state = State(tmp_path / "state.db")
    for new, old, at in (("b", "a", 1.0), ("c", "b", 2.0), ("a", "c", 3.0)):
        state.declared.replace(new, Version(sha256=old, file=f"{old}.txt", name=old, until=at))

    assert [each.sha256 for each in state.declared.replaced_by("a")] == ["c", "b"]
    assert [each.sha256 for each in state.declared.replaced_by("c")] == ["b", "a"]
    state.declared.forget_versions("a")
    assert state.declared.replaced_by("a") == ()
    state.close()


def test_charts_are_drawn_to_their_highest():
    """Days without a question are there, too."""
    days = days_until(time.mktime((2026, 3, 2, 9, 0, 0, 0, 0, -1)), 3)
    assert days == ("2026-02-28", "2026-03-01", "2026-03-02")
    made = day_bars(days, {days[1]: Counter(found=3, not_found=1), days[2]: Counter(choose=2)})

    assert [(each.answered, each.vain) for each in made] == [(0, 0), (3, 1), (2, 0)]
    assert [(each.high, each.low) for each in made] == [(0, 0), (75, 25), (50, 0)]
    assert made[0].x >= 0 and made[2].x + made[2].width <= 100
    assert [each.share for each in bars([("a", 4, None), ("b", 1, None)])] == [100, 25]
    assert day_bars(days, {})[0].high == 0 and bars([]) == ()
