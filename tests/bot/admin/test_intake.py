"""Tests of files sent in by admins, and of original files sent out, through Telegram."""

import hashlib
import io
from contextlib import closing

import pytest
from bot_thread import BotThread
from making.tea_plan import tea_file as plan
from PIL import Image, ImageDraw, ImageFont
from telegram_chat import ADMIN, READER, Chat, files_of, publish, send, sent

from bot.rights.access import Role
from bot.settings import Settings
from bot.state.state import State
from index.library.generation import current
from index.library.store import Library
from knowledge.document import Correction, Slot


def test_a_file_is_shown_published_and_asked_about(telegram, bot, documents):
    """The preview says what was understood; once published, the plan answers and can be fetched."""
    preview = send(telegram, "../ke hoach<che>.TXT", plan())
    text = preview["text"]
    assert "✓ Số, ký hiệu: 77/KH-UBND" in text and "✓ Ngày: 20/5/2024" in text
    assert "Shan tuyết" in text and "3 nhiệm vụ (2 có đơn vị chủ trì, 1 không nêu)" in text
    assert files_of(documents) == []

    told = publish(telegram, preview)
    assert (
        told.startswith("Đã đưa vào kho: Kế hoạch số 77/KH-UBND ngày 20/5/2024")
        and "1 văn bản" in told
    )
    assert files_of(documents) == ["ke hoach che.txt"]

    reader = Chat(telegram, READER)
    assert "Sở Công Thương" in reader.say("ai chủ trì quảng bá chè KH 77")["text"]
    plan_card = reader.say("/kehoach 77")
    telegram.press(plan_card, "Tải văn bản gốc")
    telegram.wait(lambda: telegram.documents)
    chat, name, data = telegram.documents[0]
    assert (chat, data) == (READER, plan())
    assert name.startswith("Kế hoạch số 77-KH-UBND ngày 20-5-2024") and name.endswith(".txt")
    telegram.say("/naplai", chat=ADMIN)
    telegram.wait(lambda: "không thay đổi" in sent(telegram, ADMIN)[-1]["text"], 60)


def test_a_discarded_file_is_gone(telegram, bot, documents):
    """Nothing of it stays, and its other button does nothing any more."""
    preview = send(telegram, "a.txt", plan())
    telegram.press(preview, "Không đưa")
    telegram.wait(lambda: "Đã xóa tệp" in preview["text"])
    assert not list((documents / ".pending").iterdir()) and files_of(documents) == []


def test_a_file_does_not_wait_for_one_that_takes_long(telegram, bot, documents):
    """While millions of words are read, the next file is shown and published, readers answered."""
    send(telegram, "dài.txt", "báo cáo ".encode() * 400_000, count=1)
    preview = send(telegram, "a.txt", plan())
    assert "✓ Số, ký hiệu: 77/KH-UBND" in preview["text"]
    assert "Đã đưa vào kho" in publish(telegram, preview)
    assert (
        "Sở Công Thương"
        in Chat(telegram, READER).say("ai chủ trì quảng bá sản phẩm chè Shan tuyết")["text"]
    )
    assert not any("dài.txt" in each["text"] for each in sent(telegram, ADMIN)[1:])


def test_a_file_sent_twice_is_published_once(telegram, bot, documents):
    """The second preview of the same bytes says that the plan is there."""
    unnumbered = plan().replace("Số: 77/KH-UBND".encode(), b"")
    first, second = (send(telegram, "a.txt", unnumbered) for _ in range(2))
    assert "Đã đưa vào kho" in publish(telegram, first)
    assert "đã có trong kho" in publish(telegram, second)
    assert files_of(documents) == ["a.txt"] and not list((documents / ".pending").iterdir())


def test_what_somebody_else_corrects_meanwhile_is_shown_before_it_is_published(
    telegram, bot, documents
):
    """Nothing is put in force that was not looked at."""
    preview = send(telegram, "a.txt", plan())
    sha256 = hashlib.sha256(plan()).hexdigest()
    number = Correction(slot=Slot.NUMBER, value="99/KH-UBND")
    with closing(State(bot.settings.data / "state.db")) as state:
        state.declared.correct(sha256, number, "telegram:8", 1.0)
    told = publish(telegram, preview)
    assert "có người vừa sửa" in told and "99/KH-UBND" in told and files_of(documents) == []
    assert "Đã đưa vào kho: Kế hoạch số 99" in publish(telegram, sent(telegram, ADMIN)[-1])


def test_a_press_counts_once_whoever_presses_and_when(telegram, environ, documents):
    """Twice, after a restart, by another admin, and by one who is none any more."""
    environ = {**environ, "ACCESS": "closed", "DOCUMENTS": str(documents), "ADMINS": "telegram:7"}
    state = State(Settings.from_env(environ).data / "state.db")
    state.people.admit("telegram:8", Role.ADMIN, 1.0, name="Bình")
    first = BotThread(environ).start()
    mine = send(telegram, "a.txt", plan())
    theirs = send(telegram, "a.txt", plan(), chat=8)
    late = send(telegram, "b.txt", plan(number=78), chat=8)
    first.stop()

    second = BotThread(environ).start()
    before = len(sent(telegram, ADMIN)), len(sent(telegram, 8))
    for preview in (mine, mine, theirs):
        telegram.press(preview, "Đưa vào kho")

    def told():
        mine, theirs = sent(telegram, ADMIN)[before[0] :], sent(telegram, 8)[before[1] :]
        return [message["text"] for message in mine + theirs]

    telegram.wait(lambda: len(told()) == 3, 90)
    assert sorted(text.partition(":")[0] for text in told()) == [
        "Tệp này không còn chờ", "Tệp này đã có trong kho", "Đã đưa vào kho",
    ]  # fmt: skip
    state.people.dismiss("telegram:8")
    state.close()
    telegram.press(late, "Đưa vào kho")
    answer = Chat(telegram, ADMIN).say("/tinhtrang")
    second.stop()
    assert "Kho: 1 văn bản" in answer["text"] and files_of(documents) == ["a.txt"]
    assert "xin mã mời" in sent(telegram, 8)[-1]["text"]


def test_a_new_version_replaces_the_old(telegram, bot, documents):
    """Same number, issuer and date: the old file is kept aside; the same bytes are not taken."""
    publish(telegram, send(telegram, "chè.txt", plan()))
    preview = send(telegram, "chè mới.txt", plan(word="nhà"))
    assert "tệp này thay bản đang có: chè.txt" in preview["text"]
    assert "1 văn bản" in publish(telegram, preview)
    assert files_of(documents) == ["chè mới.txt"]
    (kept,) = (documents / ".replaced").iterdir()
    assert kept.read_bytes() == plan() and kept.name.endswith("-chè.txt")

    assert "đã có trong kho" in send(telegram, "khác.txt", plan(word="nhà"))["text"]
    other = send(telegram, "chè mới.txt", plan(day=21, word="bạn"))
    assert "văn bản khác cùng số" in other["text"]
    assert "2 văn bản" in publish(telegram, other)
    assert files_of(documents) == ["chè mới (2).txt", "chè mới.txt"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("mật.txt", plan(mark="TỐI MẬT\n"), "«TỐI MẬT»"),
        ("ảnh.txt", b"%PDF-1.4 hong", "ảnh.txt: "),
        ("ngắn.txt", "Không có gì.".encode(), "ngắn.txt: "),
    ],
)
def test_files_that_cannot_be_taken_say_why(telegram, bot, documents, name, data, said):
    """Secret, damaged and empty files are thrown away with the reason."""
    assert said in send(telegram, name, data)["text"]
    assert not list((documents / ".pending").iterdir())


def test_files_are_refused_before_they_are_fetched(telegram, bot, documents):
    """Other endings, too large ones, and all files of readers."""
    assert "không thuộc loại đọc được" in send(telegram, "a.exe", b"MZ", count=1)["text"]
    big = {"file_id": "B", "file_unique_id": "B", "file_size": 30 << 20, "file_name": "b.pdf"}
    telegram.say(None, chat=ADMIN, document=big)
    telegram.wait(lambda: "quá lớn (30 MB)" in sent(telegram, ADMIN)[-1]["text"])
    assert "Chỉ quản trị viên" in send(telegram, "a.txt", plan(), READER, count=1)["text"]
    asked = send(telegram, "a.txt", plan(), READER, count=1, caption="giá vàng hôm nay")
    assert "Không tìm thấy" in asked["text"]
    assert not [method for method, _ in telegram.calls if method == "getFile"]


def test_photos_are_files_too(telegram, bot, documents):
    """A photo is read as a picture; what cannot be recognised says so."""
    picture = io.BytesIO()
    Image.new("L", (60, 60), 255).save(picture, "JPEG")
    told = send(telegram, "", picture.getvalue(), photo=True)["text"]
    assert told.startswith("anh-") and ".jpg" in told


def test_originals_are_sent_only_unchanged_and_only_to_those_who_may(telegram, environ, tmp_path):
    """A file that was changed after loading is not sent; a restricted one not to others."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.txt").write_bytes(plan())
    (folder / "b.txt").write_bytes(plan(number=78))
    bot = BotThread({**environ, "DOCUMENTS": str(folder)}).start()
    reader, admin = Chat(telegram, READER), Chat(telegram, ADMIN)
    first, second = reader.say("/kehoach 77"), reader.say("/kehoach 78")
    (folder / "a.txt").write_bytes(plan(word="khác"))
    assert "không còn được giữ" in reader.press(first, "Tải văn bản gốc")["text"]
    admin.say("/gioihan 78 nội bộ")
    assert "không còn trong kho" in reader.press(second, "Tải văn bản gốc")["text"]
    telegram.press(admin.say("/kehoach 78"), "Tải văn bản gốc")
    telegram.wait(lambda: telegram.documents)
    bot.stop()
    assert telegram.documents[0][2] == plan(number=78)


def test_a_publication_waits_for_a_reload(telegram, bot, documents, environ):
    """While a reload holds the lock nothing is moved; then the file is published by itself."""
    from bot.lock import LockFile

    folder = Settings.from_env(environ).data / "library"
    preview = send(telegram, "a.txt", plan())
    with LockFile(folder / "reload.lock", "x"):
        telegram.press(preview, "Đưa vào kho")
        telegram.wait(lambda: "Đang đưa" in preview["text"])
        before = len(sent(telegram, ADMIN))
        assert files_of(documents) == []
    telegram.wait(lambda: len(sent(telegram, ADMIN)) > before, seconds=60)
    assert "Đã đưa vào kho" in sent(telegram, ADMIN)[-1]["text"]


def test_a_failed_publication_leaves_everything(telegram, bot, documents, environ):
    """Where the library cannot be changed nothing is moved; the file waits for another try."""
    pointer = Settings.from_env(environ).data / "library" / "CURRENT"
    preview = send(telegram, "a.txt", plan())
    generation = pointer.read_text()
    pointer.write_text("g999999.db\n")
    told = publish(telegram, preview)
    assert "Tệp vẫn được giữ" in told
    assert files_of(documents) == [] and list((documents / ".pending").iterdir())
    pointer.write_text(generation)
    with Library.open(current(pointer.parent)) as library:
        assert not library.documents
    assert "Đã đưa vào kho" in publish(telegram, sent(telegram, ADMIN)[-1])


PAGES = (
    (
        "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "Số: 47/KH-UBND", "Hà Giang, ngày 05 tháng 3 năm 2024",
        "KẾ HOẠCH", "Trồng cây xanh đô thị năm 2024", "I. MỤC ĐÍCH",
        "Phủ xanh các tuyến đường trong thành phố.", "II. NHIỆM VỤ", "1. Lập danh mục cây trồng.",
        "- Đơn vị chủ trì: Sở Xây dựng.",
    ),
    (
        "- Thời gian hoàn thành: trước ngày 30/9/2024.", "2. Trồng cây trên các tuyến đường mới.",
        "- Đơn vị chủ trì: Sở Tài chính.", "III. TỔ CHỨC THỰC HIỆN",
        "Sở Xây dựng báo cáo Ủy ban nhân dân tỉnh kết quả.", "TM. ỦY BAN NHÂN DÂN",
    ),
)  # fmt: skip


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


def test_an_album_is_one_document(telegram, bot, documents):
    """The pages of a paper that is photographed and sent as an album make one preview."""
    for page in PAGES:
        telegram.send_file("", photographed(page), chat=ADMIN, photo=True, media_group_id="G1")
    telegram.wait(lambda: len(sent(telegram, ADMIN)) >= 2, seconds=180)
    coming, preview = (message["text"] for message in sent(telegram, ADMIN))
    assert coming.startswith(("Đang nhận ảnh", "Đã đọc xong"))
    assert "(2 trang).zip" in preview and "✓ Số, ký hiệu: 47/KH-UBND" in preview
    assert "3 nhiệm vụ (2 có đơn vị chủ trì" in preview
