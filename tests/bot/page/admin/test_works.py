"""Tests of what admins set going, over the end of the program."""

import stat
import time

import httpx
import pytest
from admin_browser import AdminBrowser, words_of
from bot_thread import BotThread
from page_site import plan

from bot.files.uploads import Upload, keep_uploads
from bot.message import Block, Reply
from bot.rights.entry import OPERATOR
from bot.state.pages.works import Stage, Work
from bot.wording import admin_page as wording_admin
from bot.wording import office as wording_office

KEYS = "0" * 16, "1" * 16, "2" * 16
READING = Block(text=wording_admin.READING.format(names="80.txt"))


@pytest.fixture
def site(make_site):
    """An office with one plan, on loopback."""
    return make_site(files={"71.txt": plan(71, "Tuyên truyền", "Tổ chức hội nghị")})


def begun(site, key, stage, *blocks):
    """Note a work of the operator."""
    work = Work(
        key=key,
        user=OPERATOR,
        stage=stage,
        reply=Reply(blocks=blocks),
        back="/quanly",
        at=time.time(),
    )
    site.state(lambda state: state.works.keep(work))


def again(site):
    """Start the bot that has ended, and go in."""
    site.bot = BotThread(site.environ).start()
    until = time.monotonic() + 30
    while True:
        try:
            return AdminBrowser(site)
        except httpx.TransportError:
            assert time.monotonic() < until


def settled(admin):
    """The first page once nothing goes on."""
    until = time.monotonic() + 60
    while f"{wording_admin.UNDER_WAY}," in words_of(admin.open("/quanly")):
        assert time.monotonic() < until
        time.sleep(0.1)
    return admin.words


def waiting(site):
    """The files that wait for a decision."""
    folder = site.bot.settings.documents / ".pending"
    return sorted(each.name for each in folder.glob("*/file/*"))


def test_uploads_are_read_after_a_restart(site):
    """Those that were not read yet; what was read before is told, too, and nothing comes twice."""
    admin = AdminBrowser(site)
    admin.upload(("79.txt", plan(79, "Việc làm", "Tập huấn")))
    told = Block(text="Đã đọc “78.txt”", link="/quanly/tep/78")
    site.bot.stop()
    files = [
        Upload(name="79.txt", data=plan(79, "Việc làm", "Tập huấn")),
        Upload(name="../80.txt", data=plan(80, "Chuyển đổi số", "Số hóa hồ sơ")),
    ]
    keep_uploads(site.data, KEYS[0], [[each] for each in files])
    kept = list((site.data / "uploads").rglob("*"))
    assert {stat.S_IMODE(each.stat().st_mode) for each in kept} == {0o600, 0o700}
    begun(site, KEYS[0], Stage.RUNNING, told, READING)
    admin = again(site)

    assert wording_admin.READ.format(name="80.txt") in settled(admin)
    assert waiting(site) == ["79.txt", "80.txt"]
    page = words_of(admin.open(f"/quanly/viec/{KEYS[0]}"))
    for each in ("Đã đọc “78.txt”", "Đã đọc “79.txt”", "Đã đọc “80.txt”"):
        assert page.count(each) == 1
    assert not list((site.data / "uploads").iterdir())
    assert wording_admin.WORKS_HEAD.partition(" (")[0] not in words_of(admin.open("/quanly"))


def test_what_was_broken_off_is_owned_up_to(site):
    """It stands on the first page until it is seen; of others nothing does."""
    site.bot.stop()
    begun(site, KEYS[0], Stage.RUNNING, Block(text="Đang đưa “x” vào kho…"))
    begun(site, KEYS[1], Stage.DONE, Block(text="Đã đưa “y” vào kho."))
    begun(site, KEYS[2], Stage.SEEN, Block(text="Đã đưa “z” vào kho."))
    admin = again(site)
    home = settled(admin)

    assert wording_admin.WORKS_HEAD.format(count=2) in home
    assert "Đã đưa “y”" in home and "“z”" not in home
    assert wording_admin.WORK_BROKEN in words_of(admin.open(f"/quanly/viec/{KEYS[0]}"))
    assert wording_admin.WORKS_HEAD.format(count=1) in words_of(admin.open("/quanly"))


def test_what_somebody_leaves_is_found_again(site):
    """What came of it is on their first page, and on that of nobody else."""
    site.state(lambda state: state.people.admit("telegram:7", "admin", 1.0))
    admin, other = AdminBrowser(site), AdminBrowser(site, "telegram:7")
    form = admin.forms()[1]
    file = ("81.txt", plan(81, "Trồng rừng", "Ươm cây"))
    admin.http.post("/quanly/tep", data=form["values"], files=[("tep", file)])
    home = settled(admin)

    assert wording_admin.READ.format(name="81.txt") in home
    assert wording_admin.READ.format(name="81.txt") not in words_of(other.open("/quanly"))
    admin.open("/quanly/tep/" + next((site.bot.settings.documents / ".pending").iterdir()).name)
    admin.press(wording_office.DISCARD)
    assert waiting(site) == []


def test_a_reload_is_shown_while_it_runs_and_can_be_stopped(site):
    """To every admin, on the page of the plans; whoever began it hears that it was stopped."""
    first, second = AdminBrowser(site), AdminBrowser(site)
    first.open("/quanly/van-ban")
    token = first.forms()[0]["values"]["ma"]
    sent = {"ma": token, "ve": "/quanly/van-ban", "lenh": "naplai"}
    work = first.http.post("/quanly/lam", data=sent).headers["location"]
    second.open("/quanly/van-ban")
    assert "Đang nạp lại" in second.words and wording_admin.LOOK_AGAIN in second.words
    second.press(wording_office.STOP_RELOAD)
    assert wording_office.RELOAD_STOPPED in second.words
    first.open(work)
    assert wording_office.RELOAD_STOPPED in first.words
    second.open("/quanly/van-ban")
    assert "Đang nạp lại" not in second.words
