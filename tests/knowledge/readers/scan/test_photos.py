"""Photos and scans of pages as documents."""

import io
import json
import random
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from making.scan import (
    DEGRADATIONS,
    FONTS,
    Printed,
    pages_of,
    png,
    printed_plan,
    table_page,
    tiff,
)
from PIL import Image, ImageDraw
from rapidfuzz.distance import Levenshtein

from knowledge.errors import UnreadableFileError
from knowledge.extract import Extract, Method
from knowledge.reader import parse_document, read_document
from knowledge.readers.scan.photo import read_image, read_images
from knowledge.readers.scan.picture import open_pictures
from knowledge.readers.scan.tesseract import require_tesseract
from knowledge.shipped import shipped_documents
from knowledge.text import squash


def can_recognise() -> bool:
    """Whether letters can be drawn and recognised here."""
    try:
        require_tesseract("")
    except UnreadableFileError:
        return False
    return (FONTS / "DejaVuSerif.ttf").exists()


pytestmark = pytest.mark.skipif(
    not can_recognise(), reason="tesseract with Vietnamese, or fonts-dejavu, is absent"
)

LETTER = Printed(
    left=("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 61/KH-UBND"),
    right=(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lạng Sơn, ngày 18 tháng 3 năm 2024",
    ),
    body=(
        "KẾ HOẠCH",
        "Rà soát thủ tục hành chính năm 2024",
        "I. MỤC ĐÍCH",
        "1. Nâng cao chất lượng phục vụ người dân, doanh nghiệp trên địa bàn tỉnh.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát số liệu trước ngày "
        "15 tháng 12 hằng năm.",
    ),
    recipients=("Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Các sở, ban, ngành;", "- Lưu: VT."),
    signature=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Dương Xuân Huyên"),
)


def errors(extract: Extract, printed: Printed) -> float:
    """The character error rate, white space aside."""
    want = squash(printed.text)
    return Levenshtein.distance(squash(extract.text), want) / len(want)


def paths_of(document) -> set[str]:
    """The paths of numbered nodes."""
    return {s.path for s in document.sections if s.label and s.label[0].isalnum()}


def test_a_scanned_plan_is_read_like_its_text():
    """The numbered nodes and leads of a whole plan are those of its text; few letters differ."""
    shipped = next(each for each in shipped_documents() if "tin-ke-hoach-170" in each.path.name)
    printed = printed_plan(shipped.path.read_text("utf-8"))
    rng = random.Random(1)
    data = tiff([DEGRADATIONS["mild"](page, rng) for page in pages_of(printed)])

    document = parse_document(data, "scan.tif")
    typed = read_document(shipped.path)

    assert document.method is Method.OCR and document.recognised
    assert len(document.pages) > 1 and document.places
    assert paths_of(document) == paths_of(typed)
    assert [a.path for a in document.assignments] == [a.path for a in typed.assignments]
    assert Levenshtein.distance(squash(document.text), squash(printed.text)) < 0.01 * len(
        printed.text
    )


@pytest.mark.parametrize("spoilt", ["sideways", "upside_down", "photo"])
def test_a_page_is_read_however_it_was_taken(spoilt):
    """Shadows, quarter turns and a tilted phone cost next to nothing; columns are read apart."""
    page = DEGRADATIONS[spoilt](pages_of(LETTER)[0], random.Random(2))

    extract = read_image(png(page), "anh.png")

    assert errors(extract, LETTER) < 0.05
    assert "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 61/KH-UBND\n" in extract.text
    assert "rà soát số liệu trước ngày 15 tháng 12 hằng năm.\n" in extract.text


def test_several_photos_make_one_document():
    """A paragraph goes on from one photo to the next; each page has its stretch of the text."""
    page = pages_of(LETTER)[0]
    first = page.crop((0, 0, page.width, page.height // 4))
    second = page.crop((0, page.height // 4, page.width, page.height // 2))

    extract = read_images([("1.png", png(first)), ("2.png", png(second))])

    assert len(extract.pages) == 2 and extract.recognised
    assert extract.pages[0].end == extract.pages[1].start
    assert {place.box.page for place in extract.places} == {1, 2}


TASKS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
    ("I", "Công tác tuyên truyền", "", "", ""),
    ("1", "Xây dựng chuyên trang thông tin đối ngoại trên Cổng thông tin điện tử của tỉnh",
     "Sở Thông tin và Truyền thông", "Các sở, ban, ngành", "Quý II/2024"),
    ("2", "Tổ chức hội nghị tập huấn cho người làm công tác đối ngoại", "Sở Ngoại vụ",
     "Sở Nội vụ", "Trước ngày 15/12/2024"),
)  # fmt: skip


def test_a_ruled_table_is_read_cell_by_cell():
    """Cells keep their words though lines of neighbours stand at other heights, and lone digits."""
    page = DEGRADATIONS["photo"](table_page(TASKS, (1.2, 6, 3.4, 3.4, 2.8)), random.Random(3))

    document = parse_document(png(page), "bang.png")

    rows = [line for line in document.text.splitlines() if line.startswith("|")]
    assert rows == ["| " + " | ".join(row) + " |" for row in TASKS]
    assert [(a.path, [lead.text for lead in a.leads]) for a in document.assignments] == [
        ("1", ["Sở Thông tin và Truyền thông"]),
        ("2", ["Sở Ngoại vụ"]),
    ]


def noise(seed: int) -> Image.Image:
    """A picture without letters, such as a face or a wall gives."""
    rng = random.Random(seed)
    image = Image.new("L", (900, 1200), 190)
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y, r = rng.randrange(900), rng.randrange(1200), rng.randrange(20, 160)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=rng.randrange(40, 220))
    return image


@pytest.mark.parametrize(
    "image", [Image.new("L", (1240, 1754), 255), noise(1)], ids=["blank", "no letters"]
)
def test_a_picture_without_letters_is_refused(image):
    """The message names the file and says what to send."""
    with pytest.raises(UnreadableFileError, match=r"^a\.png: không thấy chữ in"):
        read_image(png(image), "a.png")


def test_letters_lost_in_a_blur_are_missed():
    """Where a part of the page cannot be read, it is not read without that part."""
    page = pages_of(replace(LETTER, body=LETTER.body * 3))[0]
    lost = (0, page.height * 3 // 10, page.width, page.height * 5 // 10)
    part = page.crop(lost)
    small = part.resize((part.width // 9, part.height // 9), Image.Resampling.BOX)
    page.paste(small.resize(part.size).point(lambda value: max(0, value * 2 - 300)), lost[:2])

    with pytest.raises(UnreadableFileError, match=r"^a\.png: ảnh (bị bóng|mờ)"):
        read_image(png(page), "a.png")


def test_a_photo_is_turned_as_the_camera_noted():
    """The orientation in the EXIF data is heeded before anything else."""
    page = pages_of(LETTER)[0].transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    page.save(out, "JPEG", quality=90, exif=exif)

    assert errors(read_image(out.getvalue(), "a.jpg"), LETTER) < 0.03


_FILES = Path(__file__).parents[5] / "shared" / "files"


@pytest.mark.skipif(not (_FILES / "truth.jsonl").exists(), reason="original files are not at hand")
def test_an_original_scan_is_read_as_judged():
    """First labels and most strings are there; what is written by hand is asked for."""
    rows = map(json.loads, (_FILES / "truth.jsonl").read_text("utf-8").splitlines())
    for row in (row for row in rows if row["kind"] in ("jpg", "png", "tif")):
        document = read_document(_FILES / row["file"])
        text, header = squash(document.text), document.header
        found = [unicodedata.normalize("NFC", words) in text for words in row["must_contain"]]
        assert [p for p in row["numbered_paths"] if document.section(p) is None] == []
        assert header.number is None or header.number.value == row["number"]
        assert header.date is None or header.date.value == row["date"]
        assert header.issuer is not None and header.issuer.value == row["issuer"]
        assert sum(found) >= 0.8 * len(found), row["must_contain"]


def test_a_damaged_file_is_refused_in_one_sentence():
    """What image libraries print about it stays out of the message."""
    data = bytearray(tiff([Image.new("1", (600, 800), 1)]))
    data[-40:] = b""
    for cut in (len(data), len(data) // 2, 60):
        with pytest.raises(UnreadableFileError, match=r"\Aa\.tif: [^\n]+\Z"):
            parse_document(bytes(data[:cut]), "a.tif")


def test_a_huge_picture_is_refused_unread():
    """100 megapixels in a file of some kilobytes."""
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")

    with pytest.raises(UnreadableFileError, match=r"^a\.png: ảnh quá lớn \(giới hạn 40 triệu"):
        parse_document(out.getvalue(), "a.png")


def test_photos_of_iphones_are_opened():
    """A .heic picture is turned and sized like any other."""
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    made = io.BytesIO()
    Image.linear_gradient("L").resize((200, 300)).convert("RGB").save(made, "HEIF")

    (picture,) = open_pictures(made.getvalue(), "IMG_1.HEIC")
    assert picture.size == (200, 300) and picture.convert("L").getpixel((9, 299)) > 200
    with pytest.raises(UnreadableFileError, match=r"^IMG_1\.HEIC: "):
        list(open_pictures(made.getvalue()[:200], "IMG_1.HEIC"))


def test_without_its_library_a_photo_of_an_iphone_is_refused_with_advice(monkeypatch):
    """The library is optional."""
    monkeypatch.setitem(sys.modules, "pillow_heif", None)

    with pytest.raises(UnreadableFileError, match=r"^a\.heic: .*\.jpg.*guidance-lookup\[heic\]"):
        list(open_pictures(b"\x00\x00\x00\x18ftypheic", "a.heic"))


def test_struck_words_of_a_scan_are_not_read():
    """A stroke through words, by a pen or in print, takes them out; underlines take nothing."""
    body = (
        "KẾ HOẠCH",
        "Rà soát thủ tục hành chính năm 2024",
        "I. NHIỆM VỤ",
        "1. Mở rộng mạng truyền số liệu chuyên dùng đến cấp xã.",
        "- Đơn vị chủ trì: <strike>Sở Tư pháp</strike> Sở Khoa học và Công nghệ.",
        "- Thời gian hoàn thành: trước ngày <strike>30/9/2024</strike> 15/11/2024.",
        "2. <u>Nâng cấp trung tâm dữ liệu của tỉnh.</u>",
        "- Đơn vị chủ trì: <u>Sở Nội vụ</u>.",
    )
    (page,) = pages_of(replace(LETTER, body=body))
    document = parse_document(png(page), "a.png")
    first, second = (a for a in document.assignments if a.leads)

    assert [m.text for m in first.leads] == ["Sở Khoa học và Công nghệ"]
    assert first.timing is not None and first.timing.text == "trước ngày 15/11/2024"
    assert [m.text for m in second.leads] == ["Sở Nội vụ"]
    assert any("gạch bỏ" in warning for warning in document.warnings)
