"""The whole life of a plan, from the photos of its pages, by chat and by the link from Zalo.

Doubted, corrected, published, asked about, amended, withdrawn, restored.
"""

import io
import re

import pytest
from admin_browser import AdminBrowser, words_of
from page_site import start_site
from PIL import Image, ImageDraw, ImageFont
from telegram_chat import Chat
from zalo_bot_server import PERSON, person

from bot.wording import admin_page as wording_admin
from bot.wording import library as wording_library
from bot.wording import office as wording_office

ADMIN, READER = 7, 5
ADDRESS = "https://tracuu.example.vn"
FAR = {"Host": "tracuu.example.vn", "X-Forwarded-For": "198.51.100.7"}
PAGES = (
    (
        *("ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "Số: 81/KH-UBND", "Hà Giang, ngày 20 tháng 5 năm 2024"),
        *("KẾ HOẠCH", "Phát triển cây chè năm 2024", "I. MỤC ĐÍCH"),
        "1. Nâng cao giá trị cây chè của tỉnh.",
    ),
    (
        *("II. NHIỆM VỤ", "1. Quảng bá sản phẩm chè", "- Đơn vị chủ trì: Sở Công Thương."),
        *("2. Trồng mới một trăm héc-ta chè", "- Thời gian thực hiện: Quý III/2024."),
    ),
)
CENTRED = PAGES[0][:5]
AMENDING = """ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                          Độc lập - Tự do - Hạnh phúc
Số: 99/KH-UBND                   Hà Giang, ngày 29 tháng 5 năm 2024

KẾ HOẠCH
Bổ sung một số nhiệm vụ phát triển cây chè năm 2024

Kế hoạch này sửa đổi, bổ sung Kế hoạch số 88/KH-UBND ngày 20/5/2024 của UBND tỉnh.

I. NHIỆM VỤ BỔ SUNG
1. Mở hai cửa hàng giới thiệu chè tại Hà Nội
- Đơn vị chủ trì: Sở Ngoại vụ.
""".encode()
ASKED = "ai chủ trì trồng mới một trăm héc-ta chè KH 88"
BANNER = "KH 88 đã được sửa đổi, bổ sung bởi Kế hoạch số 99/KH-UBND"


def photographed(lines):
    """The bytes of a picture of a page with those lines."""
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", 40)
    image = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        left = (1654 - draw.textlength(line, font)) / 2 if line in CENTRED else 150
        draw.text((left, 150 + 80 * number), line, fill="black", font=font)
    picture = io.BytesIO()
    image.save(picture, "JPEG", quality=92)
    return picture.getvalue()


@pytest.fixture
def site_of(tmp_path, cache):
    """Starts a bot over an empty folder of plans, which everybody may ask and read."""
    running = []

    def start(environ):
        (tmp_path / "site").mkdir()
        public = {"PUBLIC_URL": ADDRESS, "ACCESS": "open"}
        more = {name: value for name, value in environ.items() if name not in ("DATA", "CACHE")}
        running.append(start_site(tmp_path / "site", cache, files={}, environ={**more, **public}))
        return running[-1]

    yield start
    for site in running:
        site.stop()


def read_at(site, path="/v/KH88"):
    """What a page says to a reader far away."""
    return words_of(site.browser(**FAR).get(path))


def test_a_plan_lives_in_the_chat_and_on_its_page(telegram, environ, site_of):
    """On Telegram each step is told in the chat, and shown on the page of the plan."""
    site = site_of(environ)
    admin, reader = Chat(telegram, ADMIN), Chat(telegram, READER)

    def told(begin, act):
        act()
        found = []

        def look():
            texts = [message for to, message in telegram.sent if to == ADMIN]
            found[:] = [each for each in texts if begin in each["text"]][-1:]
            return found

        telegram.wait(look, 180)
        return found[0]

    def send_album():
        for page in PAGES:
            telegram.send_file("", photographed(page), chat=ADMIN, photo=True, media_group_id="G")

    preview = told("Đọc được từ tệp", send_album)
    tasks = [each for each in preview["text"].split("\n") if "mục II." in each]
    assert tasks[0].startswith(wording_library.DOUBTFUL) and "Trồng mới" in tasks[0]
    assert wording_library.NO_LEAD in tasks[0] and "Sở Công Thương" in tasks[1]
    fixed = admin.say("sửa số 88/KH-UBND")
    assert "✓ Số, ký hiệu: 88/KH-UBND (theo quản trị viên)" in fixed["text"]
    fixed = admin.say("sửa chủ trì II.2: Sở Nông nghiệp và Môi trường")
    told("Đã đưa vào kho: Kế hoạch số 88/KH-UBND", lambda: telegram.press(fixed, "Đưa vào kho"))

    answer = reader.say(ASKED)["text"]
    assert "Chủ trì: Sở Nông nghiệp và Môi trường" in answer and "sửa đổi" not in answer
    assert any(each.startswith(f"{ADDRESS}/v/KH88") for each in telegram.links[READER])
    assert "Trồng mới một trăm héc-ta chè" in read_at(site)
    second = told(
        "Đọc được từ tệp “b.txt”", lambda: telegram.send_file("b.txt", AMENDING, chat=ADMIN)
    )
    asked = told("KH 99 ghi:", lambda: telegram.press(second, "Đưa vào kho"))
    told("Đã ghi nhận", lambda: telegram.press(asked, "Đúng: KH 88 đã được sửa đổi, bổ sung"))
    answer = reader.say(ASKED)["text"]
    assert BANNER in answer and "Sở Nông nghiệp và Môi trường" in answer
    assert BANNER in read_at(site)

    ask = admin.say("/rut 88")
    gone = told("Đã rút khỏi kho", lambda: telegram.press(ask, "Rút khỏi kho"))
    assert "đã được rút khỏi kho" in reader.say(ASKED)["text"]
    assert "Trồng mới" not in read_at(site)
    told("Đã lấy lại", lambda: telegram.press(gone, wording_library.RESTORE))
    assert reader.say(ASKED)["text"] == answer
    assert BANNER in read_at(site) and "Trồng mới" in read_at(site)


def test_a_plan_lives_on_zalo_by_the_link(zalo_bot, zalo_bot_environ, site_of):
    """The admin goes from the chat to the pages; readers are told all of it on Zalo."""
    site = site_of({**zalo_bot_environ, "ADMINS": f"zalo_bot:{PERSON}"})
    reader = person(2)

    def say(text, chat=reader):
        before = len(zalo_bot.texts(chat))
        count = len(zalo_bot.sent)
        zalo_bot.say(text, chat=chat)
        while len(zalo_bot.texts(chat)) == before:
            zalo_bot.wait_sent(count + 1)
        return zalo_bot.texts(chat)[-1]

    link = re.search(rf"{ADDRESS}/quanly/vao\?k=([\w-]+)", say("/quanly", PERSON))
    admin = AdminBrowser(site, secret=link[1], **FAR)
    admin.upload(("2.jpg", photographed(PAGES[0])), ("1.jpg", photographed(PAGES[1])))
    first, second = (n for n in admin.forms()[1]["values"] if n.startswith("thu-tu."))
    admin.press(wording_admin.READ_SO, **{first: "2", second: "1"})
    assert wording_admin.DOUBTFUL_DUTIES.format(count=1) in admin.words
    form = admin.forms()[1]["values"]
    lead = next(name for name in form if name.startswith("v.leads") and not form[name])
    typed = {"v.number": "88/KH-UBND", lead: "Sở Nông nghiệp và Môi trường"}
    admin.press(wording_admin.SAVE, **typed)
    admin.press(wording_office.PUBLISH)
    assert "Đã đưa vào kho: Kế hoạch số 88/KH-UBND" in admin.words

    answer = say(ASKED)
    assert "Chủ trì: Sở Nông nghiệp và Môi trường" in answer and f"{ADDRESS}/v/KH88" in answer
    admin.upload(("b.txt", AMENDING))
    admin.press(wording_office.PUBLISH)
    admin.press("Đúng: KH 88 đã được sửa đổi, bổ sung")
    answer = say(ASKED)
    assert BANNER in answer and BANNER in read_at(site)

    admin.open("/quanly/van-ban")
    plan = re.search(r'href="(/quanly/van-ban/[0-9a-f]+)"><b>Kế hoạch số 88', admin.page.text)[1]
    admin.open(plan)
    admin.press(wording_library.WITHDRAW)
    admin.press(wording_library.WITHDRAW)
    assert "Đã rút khỏi kho" in admin.words
    assert "đã được rút khỏi kho" in say(ASKED) and "Trồng mới" not in read_at(site)
    admin.open("/quanly/van-ban")
    admin.press(wording_library.RESTORE)
    assert "Đã lấy lại" in admin.words
    assert say(ASKED) == answer and "Trồng mới" in read_at(site)
