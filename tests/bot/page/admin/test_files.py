"""Tests of files taken in, corrected and put in force on the admin pages, of a whole bot."""

import io
import re
import time
import zipfile

import pytest
from admin_browser import AdminBrowser, words_of
from page_site import plan
from PIL import Image, ImageDraw, ImageFont

from bot.admin.accepted import MOST_BYTES
from bot.files.uploads import Upload, documents_of
from bot.page.admin.uploads import order_of
from bot.state.audit import Deed
from bot.wording import admin_page as wording_admin
from bot.wording import office as wording_office
from bot.wording import schedule as wording_schedule

PAGES = (
    "UBND TỈNH HÀ GIANG",
    "Số: 88/KH-UBND",
    "Hà Giang, ngày 20 tháng 5 năm 2024",
    "KẾ HOẠCH",
    "Phát triển cây chè năm 2024",
    "I. MỤC ĐÍCH",
    "1. Nâng cao giá trị cây chè của tỉnh.",
    "II. NHIỆM VỤ",
    "1. Quảng bá sản phẩm chè.",
)


def photographed(lines):
    """The bytes of a picture of a page with those lines."""
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", 40)
    image = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((150, 150 + 80 * number), line, fill="black", font=font)
    picture = io.BytesIO()
    image.save(picture, "JPEG", quality=92)
    return picture.getvalue()


FILES = {"71.txt": plan(71, "Tuyên truyền pháp luật", "Tổ chức hội nghị")}


@pytest.fixture(scope="module")
def site(make_site):
    """An office with one plan, on loopback."""
    made = make_site(files=FILES)
    for user in ("telegram:7", "telegram:8"):
        name = f"Chị {user[-1]}"
        made.state(lambda state, u=user, n=name: state.people.admit(u, "admin", 1.0, name=n))
    return made


@pytest.fixture
def admin(site):
    """Whoever has the command line."""
    return AdminBrowser(site)


def waiting(site):
    """The files that wait for a decision."""
    folder = site.bot.settings.documents / ".pending"
    return sorted(each.name for each in folder.glob("*/file/*"))


def test_a_file_is_put_in_force_later(site, admin):
    """Not without a time; told on the first page, and taken back there; then it is done."""
    admin.upload(("86.txt", plan(86, "Hẹn giờ", "Làm sau")))
    sheet = admin.path
    admin.press(wording_schedule.LATER_PUT)
    assert "chọn ngày giờ trước" in admin.words
    admin.open(sheet)
    later = time.strftime("%Y-%m-%dT%H:%M", time.localtime(time.time() + 86_400))
    admin.press(wording_schedule.LATER_PUT, **{"hen-luc": later})
    assert admin.words.count("Đã hẹn: Kế hoạch số 86/KH-UBND") == 1
    assert "Đã hẹn đưa vào kho lúc" in words_of(admin.open(sheet))
    home = words_of(admin.open("/quanly"))
    assert wording_schedule.PAGE_HEAD.format(count=1) in home and home.count("86") == 1
    admin.press(wording_schedule.PAGE_CANCEL)
    assert "Đã bỏ hẹn" in admin.words
    assert wording_schedule.PAGE_CANCEL not in words_of(admin.open("/quanly"))
    admin.open(sheet)
    now = time.strftime("%Y-%m-%dT%H:%M")
    admin.press(wording_schedule.LATER_PUT, **{"hen-luc": now})
    until = time.monotonic() + 60
    while "86.txt" not in [each.name for each in site.bot.settings.documents.iterdir()]:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_upload_correct_publish_ask(site, admin):
    """From the file to the answer, which names the corrected lead; all of it is noted."""
    admin.upload(("Kế hoạch 80.txt", plan(80, "Chuyển đổi số", "Số hóa hồ sơ")))
    assert admin.path.startswith("/quanly/tep/") and "80/KH-UBND" in admin.page.text
    leads = next(name for name in admin.forms()[1]["values"] if name.startswith("v.leads"))
    admin.press(wording_admin.SAVE, **{leads: "Sở Khoa học và Công nghệ", "v.number": "81/KH-UBND"})
    assert wording_admin.SAVED in admin.words and "81/KH-UBND" in admin.page.text
    assert "theo người vận hành" in admin.words
    admin.press(wording_office.PUBLISH)
    assert "Đã đưa vào kho: Kế hoạch số 81/KH-UBND" in admin.words
    told = words_of(site.ask(site.browser(), "ai chủ trì số hóa hồ sơ KH 81"))

    assert "Chủ trì: Sở Khoa học và Công nghệ" in told
    deeds = [each.deed for each in site.state(lambda state: state.audit.entries())]
    assert deeds.count(Deed.CORRECTED) == 2 and deeds[0] == Deed.PUBLISHED
    assert waiting(site) == []


def test_of_two_admins_the_second_is_told(site):
    """Nothing is overwritten, what they typed stays in the form, and pressed again it counts."""
    first, second = AdminBrowser(site, "telegram:7"), AdminBrowser(site, "telegram:8")
    first.upload(("82.txt", plan(82, "Phòng chống thiên tai", "Trực ban")))
    second.open(first.path)
    first.press(wording_admin.SAVE, **{"v.signer": "Trần Thị Bình", "v.place": "tỉnh Hà Giang"})
    refused = second.press(wording_admin.SAVE, **{"v.signer": "Lê Văn Cường"})

    assert refused.status_code == 409
    assert wording_admin.MEANWHILE.format(who="Chị 7") in second.words
    values = second.forms()[1]["values"]
    assert values["v.signer"] == "Lê Văn Cường"
    # What they did not touch is what the other has made of it.
    assert values["v.place"] == "tỉnh Hà Giang"
    assert wording_admin.NOW_IS.format(value="Trần Thị Bình") in second.words
    # Nor can what the first has not seen be put in force over their head.
    second.press(wording_admin.SAVE)
    assert wording_admin.SAVED in second.words
    values = second.forms()[1]["values"]
    assert (values["v.signer"], values["v.place"]) == ("Lê Văn Cường", "tỉnh Hà Giang")
    late = first.press(wording_office.PUBLISH)
    assert late.status_code == 409
    discarded = second.press(wording_office.DISCARD)
    assert "Đã xóa tệp" in words_of(discarded)
    gone = first.open(first.path)
    assert gone.status_code == 404 and wording_office.FILE_GONE in first.words


def test_what_cannot_stand_there_is_not_kept(site, admin):
    """Why is said at its field; the others are not kept either, and all stays as typed."""
    admin.upload(("83.txt", plan(83, "Việc làm", "Tập huấn")))
    admin.press(wording_admin.SAVE, **{"v.date": "hôm qua", "v.signer": "Nguyễn Văn A"})

    assert admin.page.status_code == 422 and "“hôm qua” không phải một ngày" in admin.words
    values = admin.forms()[1]["values"]
    assert (values["v.date"], values["v.signer"]) == ("hôm qua", "Nguyễn Văn A")
    admin.press(wording_admin.SAVE, **{"v.date": "", "v.signer": ""})
    assert wording_admin.SAVED in admin.words and "10/5/2024" in admin.words
    admin.press(wording_office.DISCARD)


def test_several_files_and_what_is_refused(site, admin):
    """Each is read or refused with its reason, as in the chats."""
    secret = plan(84, "Việc kín", "Bí mật").replace(
        "KẾ HOẠCH".encode(), "MẬT\nKẾ HOẠCH".encode(), 1
    )
    admin.upload(
        ("71.txt", FILES["71.txt"]),
        ("virus.exe", b"MZ"),
        ("nén.zip", b"PK\x03\x04"),
        ("nén.rar", b"Rar!\x1a\x07"),
        ("../../etc/passwd.txt", plan(85, "Đường dẫn", "Đi lên")),
        ("kín.txt", secret),
        ("hỏng.pdf", b"%PDF-1.7 nothing"),
        ("rỗng.txt", b""),
    )

    assert "Tệp này đã có trong kho: Kế hoạch số 71/KH-UBND" in admin.words
    assert wording_office.FILE_ENDING.format(name="virus.exe") in admin.words
    assert wording_office.FILE_ARCHIVE.format(name="nén.rar") in admin.words
    assert "nén.zip" in admin.words
    assert wording_admin.READ.format(name="passwd.txt") in admin.words
    assert "kín.txt" in admin.words and "hỏng.pdf" in admin.words
    assert waiting(site) == ["passwd.txt"]
    admin.open("/quanly")
    assert "passwd.txt" in admin.words
    site_file = next(iter((site.bot.settings.documents / ".pending").iterdir())).name
    admin.open(f"/quanly/tep/{site_file}")
    admin.press(wording_office.DISCARD)


def test_an_archive_is_told_plan_by_plan(site, admin):
    """Also where the library holds one of them; what is not taken is named with its reason."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("71.txt", FILES["71.txt"])
        archive.writestr("87.txt", plan(87, "Cải cách hành chính", "Rà soát thủ tục"))
        archive.writestr("virus.exe", b"MZ")
    admin.upload(("nhiều.zip", packed.getvalue()))

    assert "Tệp này đã có trong kho: Kế hoạch số 71/KH-UBND" in admin.words
    assert wording_admin.READ.format(name="87.txt") in admin.words
    assert "virus.exe" in admin.words
    assert waiting(site) == ["87.txt"]
    key = next(iter((site.bot.settings.documents / ".pending").iterdir())).name
    admin.open(f"/quanly/tep/{key}")
    admin.press(wording_office.DISCARD)


def test_an_internal_plan_asks_for_whom(site, admin):
    """As in the chats: it goes in force for a circle alone, and nobody else is shown it."""
    data = plan(86, "Nhân sự nhiệm kỳ mới", "Rà soát quy hoạch")
    admin.upload(("nb.txt", "LƯU HÀNH NỘI BỘ\n".encode() + data))
    assert wording_office.PREVIEW_INTERNAL in admin.words
    assert wording_office.PUBLISH_FOR not in admin.words
    admin.press(wording_office.PUBLISH)
    assert wording_office.PUBLISH_INTERNAL.format(file="nb.txt") in admin.words
    admin.press(wording_office.ONLY_CIRCLE.format(name=wording_office.INTERNAL_CIRCLE))
    assert "Đã đưa vào kho: Kế hoạch số 86" in admin.words

    assert site.browser().get("/v/KH86").status_code == 404
    assert "Rà soát" not in site.ask(site.browser(), "việc 1 KH 86").text
    assert admin.http.get("/v/KH86").status_code == 200
    newer = plan(86, "Nhân sự nhiệm kỳ mới", "Rà soát quy hoạch lần hai")
    admin.upload(("nb2.txt", newer))
    assert "Là bản mới của văn bản giới hạn người xem" in admin.words
    admin.press(wording_office.PUBLISH)
    assert site.browser().get("/v/KH86").status_code == 404


def ordered(admin):
    """The fields of the places of pictures."""
    values = admin.forms()[1]["values"]
    return {name: value for name, value in values.items() if name.startswith("thu-tu.")}


def test_pictures_that_are_not_wanted_are_dropped(site, admin):
    """Nothing is kept of them."""
    admin.upload(("a.jpg", photographed(PAGES)), ("b.jpg", photographed(PAGES)))
    admin.press(wording_admin.DROP_UPLOAD)

    assert admin.path == "/quanly" and wording_admin.ORDER_WAITS[8:] not in admin.words
    assert not list((site.data / "uploads").iterdir()) and waiting(site) == []


def test_what_came_with_dropped_pictures_is_read(site, admin):
    """The pictures alone are dropped; that is said beside what came of the others."""
    pictures = [(name, photographed(PAGES)) for name in ("a.jpg", "b.jpg")]
    admin.upload(("88.txt", plan(88, "Giao thông", "Sửa đường")), *pictures)
    admin.press(wording_admin.DROP_UPLOAD)

    assert wording_admin.UPLOAD_DROPPED in admin.words
    assert wording_admin.READ.format(name="88.txt") in admin.words
    assert not list((site.data / "uploads").iterdir()) and waiting(site) == ["88.txt"]
    admin.open(re.search(r'href="(/quanly/tep/[^"]+)"', admin.page.text)[1])
    admin.press(wording_office.DISCARD)


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ((1, 2, 3), [0, 1, 2]),
        ((1, 2, 1), [2, 0, 1]),
        ((3, 2, 3), [1, 2, 0]),
        ((2, 2, 3), [1, 0, 2]),
        ((9, 9, 1), [2, 0, 1]),
    ],
)
def test_who_is_moved_to_a_place_has_it(places, order):
    """The picture that was there gives way."""
    assert order_of(places) == order


def test_pictures_that_are_joined_are_read_as_pages(site, admin):
    """Each with its picture beside the form."""
    pages = [photographed(PAGES[:6]), photographed(PAGES[6:])]
    admin.upload(("anh2.jpg", pages[0]), ("anh1.jpg", pages[1]))
    assert admin.path.startswith("/quanly/anh/") and waiting(site) == []
    assert admin.words.index("anh1.jpg") < admin.words.index("anh2.jpg")
    assert list(ordered(admin).values()) == ["1", "2"]
    first = next(iter(ordered(admin))).removeprefix("thu-tu.")
    shown = admin.http.get(f"{admin.path}/{first}")
    assert shown.headers["content-type"] == "image/png" and len(shown.content) < 200_000
    assert admin.http.get(f"{admin.path}/../../state.db").status_code == 404
    assert AdminBrowser(site, "telegram:7").open(admin.path).status_code == 404
    admin.press(wording_admin.ARRANGE, **{f"thu-tu.{first}": ""})
    assert wording_admin.ORDER_BAD in admin.words
    admin.press(wording_admin.ARRANGE, **{f"thu-tu.{first}": "2"})
    assert admin.words.index("anh2.jpg") < admin.words.index("anh1.jpg")
    # Left alone, it stands on the first page until it is decided about.
    admin.open("/quanly")
    assert wording_admin.ORDER_WAITS.format(count=2) in admin.words
    admin.open(re.search(r'href="(/quanly/viec/[0-9a-f]+)"', admin.page.text)[1])
    admin.press(wording_admin.READ_SO)
    assert "anh2 (2 trang).zip" in admin.words and "88/KH-UBND" in admin.page.text
    key = admin.path
    assert wording_admin.PAGE_OF.format(page=1, count=2) in admin.words
    assert "?trang=2&amp;phan=1#trang" in admin.page.text
    for number in (1, 2):
        picture = admin.http.get(f"{key}/trang?trang={number}")
        assert picture.headers["content-type"] == "image/png", picture.status_code
    admin.press(wording_office.DISCARD)


def test_too_large_is_said(site, admin):
    """A file beyond the limit of one, and a form beyond that of all."""
    admin.upload(("lớn.txt", b"x" * (MOST_BYTES + 1)))
    assert "quá lớn" in admin.words
    admin.open("/quanly")
    values = admin.forms()[1]["values"]
    huge = {"content-length": str(1 << 30), "content-type": "multipart/form-data; boundary=x"}
    sent = admin.http.post(
        "/quanly/tep", content=b"--x--\r\n", headers=huge | {"content-length": "7"}
    )

    assert values and sent.status_code == 403
    assert waiting(site) == []


def test_without_a_file_that_is_said(admin):
    """A form may be sent empty."""
    admin.upload(("", b""))
    assert wording_admin.NO_FILES in admin.words


def test_what_others_began_is_shown_to_nobody_else(site, admin):
    """What came of it is for who set it going."""
    admin.upload(("", b""))
    other = AdminBrowser(site, "telegram:7")

    assert other.open(admin.path).status_code == 404


def test_pictures_are_one_document(site):
    """In the order in which the camera has counted them; apart where that is wanted."""
    files = [
        Upload(name=name, data=b"") for name in ("anh10.jpg", "anh2.JPG", "kh.pdf", "anh1.png")
    ]
    joined = documents_of(files, joined=True)

    assert [[each.name for each in one] for one in joined] == [
        ["anh1.png", "anh2.JPG", "anh10.jpg"],
        ["kh.pdf"],
    ]
    assert len(documents_of(files, joined=False)) == 4
