"""PDF files with letters in them."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from making.pdf import LEFT, Plan, Printer, has_fonts, make_pdf, plan_of

from knowledge.errors import UnreadableFileError
from knowledge.extract import Method
from knowledge.reader import parse_document, read_document
from knowledge.readers.pdf.file import MAX_PAGES
from knowledge.readers.pdf.pdf import read_pdf
from knowledge.shipped import shipped_documents
from knowledge.text import clean, squash

pytestmark = pytest.mark.skipif(not has_fonts(), reason="DejaVu fonts (fonts-dejavu) are absent")

_LETTER = Plan(
    left=("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số:         /UBND-KT"),
    right=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    body=("Kính gửi: Các sở, ban, ngành", "Giao Sở Nội vụ chủ trì, rà soát số liệu."),
)
_SHORT = Plan(body=("KẾ HOẠCH", "Nâng cao hiệu quả công tác thông tin đối ngoại."))
_TABLE = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"),
    *(
        (
            str(n),
            f"Rà soát, sửa đổi quy định về lĩnh vực thứ {n} cho phù hợp với tình hình mới",
            "Sở Nội vụ" if n % 2 else "Sở Tài chính",
            "Các sở, ban, ngành",
            f"Quý {'I' * (n % 3 + 1)}/2026",
        )
        for n in range(1, 41)
    ),
)


def squashed(text: str) -> str:
    """Text with single blanks and without converter marks."""
    return squash(clean(text))


def duties(document):
    """What is assigned and reported, by path."""
    assigned = [
        (a.path, [m.text for m in a.leads], a.timing.text if a.timing else None)
        for a in document.assignments
    ]
    return assigned, [(r.path, r.cadence and r.cadence.text) for r in document.reporting]


@pytest.mark.parametrize("source", shipped_documents(), ids=lambda s: s.path.stem)
def test_a_plan_as_pdf_is_the_plan(source):
    """Numbered nodes, leads, timings and reporting are those of the text, its words verbatim."""
    plan = read_document(source.path, source_file=source.source_file)
    data = make_pdf(plan_of(plan.text), running_head="LƯU HÀNH TẠI CƠ QUAN")
    read = parse_document(data, "plan.pdf")

    numbered = {s.path for s in plan.sections if s.label}
    assert {s.path for s in read.sections if s.label} == numbered
    assert duties(read) == duties(plan)
    text = squashed(plan.text)
    for section in read.sections:
        assert squashed(section.span.of(read.text)) in text, section.path
    assert "LƯU HÀNH" not in read.text


@pytest.mark.parametrize("number", ["61/KH-UBND", "06-HD/ĐUK"])
def test_a_head_in_two_columns_is_read_column_by_column(number):
    """Number, day, issuer and place are those of the text."""
    for source in shipped_documents():
        plan = read_document(source.path, source_file=source.source_file)
        if plan.header.number is not None and plan.header.number.value == number:
            read = parse_document(make_pdf(plan_of(plan.text)), "plan.pdf")
            for name in ("number", "date", "issuer", "place", "signer", "title"):
                want, got = getattr(plan.header, name), getattr(read.header, name)
                assert got.value == want.value, name


def test_capitals_from_a_second_font_stand_in_their_words():
    """Letters that come last in the file are read where they are seen."""
    text = read_pdf(make_pdf(Plan(body=("KẾ HOẠCH", "TRIỂN KHAI THỰC HIỆN ĐỀ ÁN"))), "a.pdf").text

    assert "KẾ HOẠCH\nTRIỂN KHAI THỰC HIỆN ĐỀ ÁN" in text


def test_a_stamped_number_and_day_stand_in_their_lines():
    """What a registry stamps on a signed file is part of the line on which it is seen."""
    printer = Printer()
    printer.add_plan(_LETTER)
    printer.stamped = [("7432", 117.0, 114.5)]
    read = parse_document(printer.pdf(), "letter.pdf")

    assert read.header.number is not None
    assert read.header.number.value == "7432/UBND-KT"


def test_a_number_stamped_over_dots_is_read():
    """The dots that it covers are left out, the others stay."""
    printer = Printer()
    printer.add_plan(replace(_LETTER, left=("SỞ NỘI VỤ", "Số:............/SNV-VP")))
    printer.stamped = [("95", 126.0, 98.0)]
    read = parse_document(printer.pdf(), "letter.pdf")

    assert "95" in next(line for line in read.text.splitlines() if line.startswith("Số:"))


def test_what_a_signing_program_prints_is_no_text():
    """Its small print over the head disturbs no line of it."""
    printer = Printer()
    printer.add_plan(_LETTER)
    printer.small_print = [
        ("Người ký: ỦY BAN NHÂN DÂN", 330.0, 74.0),
        ("TỈNH HÒA BÌNH", 330.0, 81.0),
        ("Thời gian ký: 09.07.2025 15:04:05 +07:00", 330.0, 88.0),
    ]
    text = read_pdf(printer.pdf(), "letter.pdf").text

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n" in text
    assert "Người ký" not in text and "HÒA BÌNH" not in text


def test_a_table_goes_on_over_pages():
    """Repeated header rows are dropped; every row is one assignment with its lead and time."""
    annex = ("PHỤ LỤC", *_TABLE)
    read = parse_document(make_pdf(Plan(body=("KẾ HOẠCH", "I. NHIỆM VỤ", *annex))), "table.pdf")

    assert len(read.pages) > 2
    assert read.text.count("Cơ quan chủ trì") == 1
    assert [a.leads[0].text for a in read.assignments] == [row[2] for row in _TABLE[1:]]
    assert [a.timing.text for a in read.assignments] == [row[4] for row in _TABLE[1:]]


def test_places_are_where_lines_are_seen():
    """Every place has its words and a box on its page; pages follow one another."""
    plan = read_document(shipped_documents()[0].path)
    extract = read_pdf(make_pdf(plan_of(plan.text)), "plan.pdf")

    assert extract.method is Method.PDF
    assert len(extract.pages) > 1
    assert [p.start for p in extract.pages[1:]] == [p.end for p in extract.pages[:-1]]
    for place in extract.places:
        box = place.box
        assert 0 < box.left < box.right < 595.3
        assert 0 < box.top < box.bottom < 842
        assert place.span.of(extract.text).strip()
    first = next(p for p in extract.places if "Kết luận số 57-KL/TW" in p.span.of(extract.text))
    assert first.box.page == 1
    assert first.box.left >= LEFT - 1


def test_places_are_told_on_the_visible_part_of_a_page():
    """Where a page shows more or less than its sheet, points count from what is seen."""
    data = make_pdf(_SHORT)
    pdf = pypdfium2.PdfDocument(data)
    pdf[0].set_mediabox(-100, -50, 595.27, 841.89)

    box, straight = (read_pdf(d, "a.pdf").places[0].box for d in (saved(pdf), data))
    assert box.left == pytest.approx(straight.left + 100, abs=0.5)
    assert box.top == pytest.approx(straight.top, abs=0.5)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_of_letters_that_run_up_or_down_is_read(quarters):
    """A sheet laid sideways has its text, and boxes as it is seen."""
    data = make_pdf(_SHORT)
    pdf = pypdfium2.PdfDocument(data)
    pdf[0].set_rotation(90 * quarters)
    straight, turned = read_pdf(data, "a.pdf"), read_pdf(saved(pdf), "a.pdf")

    assert turned.text == straight.text
    width, height = pypdfium2.PdfDocument(data)[0].get_size()
    for before, after in zip(straight.places, turned.places, strict=True):
        one, two = before.box, after.box
        want = {
            1: (height - one.bottom, one.left, height - one.top, one.right),
            2: (width - one.right, height - one.bottom, width - one.left, height - one.top),
            3: (one.top, width - one.right, one.bottom, width - one.left),
        }[quarters]
        assert (two.left, two.top, two.right, two.bottom) == pytest.approx(want, abs=0.5)


def saved(pdf) -> bytes:
    """The bytes of an open file."""
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_a_wrong_character_map_is_mended():
    """Ƣ for Ư and Õ for Ò are put right where no syllable has them, and the admin is told."""
    body = ("BỘ CÔNG THƢƠNG", "CỘNG HÕA VÕ PHÕNG", "Các địa phƣơng báo cáo trƣớc ngày 15/12.")
    extract = read_pdf(make_pdf(Plan(body=body)), "a.pdf")

    assert "BỘ CÔNG THƯƠNG" in extract.text
    assert "CỘNG HÒA VÕ PHÒNG" in extract.text
    assert "Các địa phương báo cáo trước ngày 15/12." in extract.text
    assert any("Ƣ" in warning for warning in extract.warnings)


def test_text_in_tcvn3_is_read():
    """Letters that only an old font turns into Vietnamese ones become Unicode."""
    body = (
        "QuyÕt ®Þnh cña Thñ t\u2212íng ChÝnh phñ",
        "Quü b¶o l\u2219nh tÝn dông cho doanh nghiÖp",
    )
    extract = read_pdf(make_pdf(Plan(body=body), second_font=False), "a.pdf")

    assert "Quyết định của Thủ tướng Chính phủ" in extract.text
    assert "Quỹ bảo lãnh tín dụng cho doanh nghiệp" in extract.text
    assert any("TCVN3" in warning for warning in extract.warnings)


def test_a_lock_that_only_forbids_changes_is_no_hindrance():
    """A file with an owner password opens without one."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = StandardEncryption("", ownerPassword="chu", canModify=0)
    text = read_pdf(make_pdf(Plan(body=("KẾ HOẠCH", "Nâng cao.")), encrypt=lock), "a.pdf").text

    assert "KẾ HOẠCH" in text


def test_a_locked_file_is_refused():
    """The message says that a password is the reason."""
    data = make_pdf(Plan(body=("KẾ HOẠCH",)), encrypt="mat khau")

    with pytest.raises(UnreadableFileError, match=r"^a\.pdf: tệp PDF có mật khẩu"):
        read_pdf(data, "a.pdf")


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_file_that_was_cut_off_is_refused(part):
    """No page is lost in silence."""
    data = make_pdf(Plan(body=("KẾ HOẠCH", *["Nâng cao nhận thức."] * 80)))

    with pytest.raises(UnreadableFileError, match=r"^a\.pdf: tệp PDF bị cắt"):
        read_pdf(data[: int(len(data) * part)], "a.pdf")


def test_a_file_of_too_many_pages_is_refused():
    """The message gives the count and the limit."""
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(2000):
        pdf.new_page(595, 842)

    with pytest.raises(UnreadableFileError, match=rf"có 2000 trang, giới hạn là {MAX_PAGES}"):
        read_pdf(saved(pdf), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\nrubbish\n%%EOF\n"])
def test_rubbish_is_refused(data):
    """The message names the file and the way out."""
    with pytest.raises(UnreadableFileError, match=r"^a\.pdf: tệp PDF hỏng .*gửi lại\.$"):
        read_pdf(data, "a.pdf")


def test_blank_pages_are_refused():
    """A file without any letter is no plan."""
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(595, 842)

    with pytest.raises(UnreadableFileError, match="không có chữ nào"):
        read_pdf(saved(pdf), "a.pdf")


def test_footnotes_follow_the_body():
    """A raised mark is left out of its sentence, its note stands at the end with the number."""
    printer = Printer()
    for _ in range(3):
        printer.add_paragraph("Triển khai các nhiệm vụ được giao tại địa phương trong năm 2026.")
    printer.stamped = []
    printer.add_note_mark(
        "1", after="Thực hiện Kế hoạch của Tỉnh ủy", note="Kế hoạch số 149-KH/TU."
    )
    text = read_pdf(printer.pdf(), "a.pdf").text

    assert "Thực hiện Kế hoạch của Tỉnh ủy\n" in text
    assert re.search(r"\n\[1\] Kế hoạch số 149-KH/TU\.\n$", text)
