"""Header fields."""

import pytest

from knowledge.document import Document, Family, Header, Known, SourceKind
from knowledge.reader import parse_document

BODY = "\n\nI. MỤC ĐÍCH\n1. Rà soát văn bản của các cơ quan, đơn vị trên địa bàn.\n"
STATE_HEAD = """UBND TỈNH GIA LAI
SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-SNV
Gia Lai, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026"""
PARTY_HEAD = """TỈNH ỦY CAO BẰNG
BAN TỔ CHỨC
*
Số 06 - HD/BTCTU

ĐẢNG CỘNG SẢN VIỆT NAM
Cao Bằng, ngày 05 tháng 02 năm 2026

HƯỚNG DẪN
Công tác cán bộ"""


def read(head: str, tail: str = "") -> Document:
    """The document with a head, a short body and a tail."""
    return parse_document((head + BODY + tail).encode(), "a.txt")


def values(header: Header) -> dict[str, str]:
    """The fields that are there."""
    names = ("type", "number", "date", "issuer", "place", "title")
    return {name: f.value for name in names if (f := getattr(header, name)) is not None}


def test_state_head():
    """Superior, issuer, number, place and day stand above the type line."""
    document = read(STATE_HEAD)

    assert document.family is Family.STATE
    assert values(document.header) == {
        "type": "Kế hoạch",
        "number": "12/KH-SNV",
        "date": "2026-02-05",
        "issuer": "Sở Nội vụ",
        "place": "tỉnh Gia Lai",
        "title": "Cải cách hành chính năm 2026",
    }


def test_party_head():
    """A committee's office is named with the committee; stray blanks leave the number."""
    document = read(PARTY_HEAD)

    assert document.family is Family.PARTY
    assert values(document.header) == {
        "type": "Hướng dẫn",
        "number": "06-HD/BTCTU",
        "date": "2026-02-05",
        "issuer": "Ban Tổ chức Tỉnh ủy Cao Bằng",
        "place": "tỉnh Cao Bằng",
        "title": "Công tác cán bộ",
    }


def test_every_field_has_its_evidence():
    """The span of a field is where the text says so."""
    document = read(STATE_HEAD)

    assert document.header.number is not None and document.header.number.span is not None
    assert document.header.number.span.of(document.text) == "12/KH-SNV"
    assert document.header.date is not None and document.header.date.span is not None
    assert document.header.date.span.of(document.text) == "ngày 05 tháng 02 năm 2026"
    assert document.header.number.known is Known.PRINTED


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (STATE_HEAD.replace("Số: 12/KH-SNV", "Số:        /KH-SNV"), None),
        (PARTY_HEAD.replace("Số 06 - HD/BTCTU", "Số:     -HD/BTCTU"), None),
        (STATE_HEAD.replace("12/KH-SNV", "12/KH-SNV    Gia Lai, ngày 05 tháng 02 năm 2026"),
         "12/KH-SNV"),
    ],
)  # fmt: skip
def test_a_blank_number_stays_empty(head, number):
    """A number that is to be stamped later is missing, and the admin is told."""
    document = read(head)

    assert (document.header.number.value if document.header.number else None) == number
    assert ("Dòng số, ký hiệu để trống." in document.warnings) is (number is None)


def test_cited_numbers_are_not_the_own_number():
    """Without a number line the first number of the text is no number of its own."""
    document = parse_document(
        "KẾ HOẠCH\nThực hiện Kết luận số 57-KL/TW\n\nI. A\n1. Rà soát các văn bản.\n".encode(), "a"
    )

    assert document.header.number is None
    assert any("số, ký hiệu" in warning for warning in document.warnings)


def test_a_letter_has_its_subject_for_a_title():
    """A công văn has no type line; its subject ends before place and day."""
    letter = (
        "UBND TỈNH GIA LAI\nSố: 5/UBND-NC\nV/v đôn đốc cải cách\nhành chính\n"
        "Gia Lai, ngày 6 tháng 10 năm 2025\n\nKính gửi: Các sở, ban, ngành.\n\n"
        "1. Rà soát các nhiệm vụ được giao.\n"
    )
    header = parse_document(letter.encode(), "a.txt").header

    assert values(header)["type"] == "Công văn"
    assert values(header)["title"] == "V/v đôn đốc cải cách hành chính"
    assert header.type is not None and header.type.known is Known.INFERRED


@pytest.mark.parametrize(
    ("tail", "signer", "office", "authority"),
    [
        ("\nNơi nhận:\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nTrần Quốc Khánh\n",
         "Trần Quốc Khánh", "PHÓ GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        ("\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n(Đã ký)\n", None, None, None),
        ("\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLê Thu Hà\n",
         "Lê Thu Hà", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"),
        ("\nNơi nhận:\n- Lưu: VT.\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nệ lJ/,\n—\njỤ\nLê Thu Hà\n",
         "Lê Thu Hà", "CHÁNH VĂN PHÒNG", "TL. CHỦ TỊCH"),
        ("\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Thị Thu Hồng\n\nNơi nhận:\n- Lưu: VT.\n",
         "Lê Thị Thu Hồng", "PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ"),
        ("\nNơi nhận:                KT. CHỦ TỊCH\n- Như trên;               PHÓ CHỦ TỊCH\n"
         "- Lưu: VT.               Phạm Đức Hòa\n",
         "Phạm Đức Hòa", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"),
    ],
)  # fmt: skip
def test_signer(tail, signer, office, authority):
    """Name, office and authority stand under, before or beside the recipients."""
    header = read(STATE_HEAD, tail).header

    fields = (header.signer, header.signer_title, header.authority)
    assert tuple(f.value if f else None for f in fields) == (signer, office, authority)


def test_a_bare_annex_has_the_issuer_of_what_it_belongs_to():
    """A number left blank there stays blank."""
    head = "QUY TRÌNH\nNỘI BỘ\n(Kèm theo Quyết định số:      /QĐ-UBND ngày    /4/2026\n"
    header = read(f"{head}của Chủ tịch Ủy ban nhân dân tỉnh Gia Lai)").header

    assert header.issuer is not None and header.issuer.known is Known.INFERRED
    assert header.issuer.value == "Chủ tịch Ủy ban nhân dân tỉnh Gia Lai"
    assert header.number is None and header.date is None


def test_marks_of_urgency_are_no_issuer():
    """A stamp under the subject does not join the issuing body."""
    head = STATE_HEAD.replace("\n\nKẾ HOẠCH", "\nHỎA TỐC\n\nKẾ HOẠCH")

    assert values(read(head).header)["issuer"] == "Sở Nội vụ"


def test_the_day_of_posting_above_the_head_is_not_the_day_of_the_document():
    """Web pages print when they were made; the head has its own day."""
    document = read("08:15, Ngày 21/10/2027\n\nTrang văn bản\n\n" + STATE_HEAD)

    assert values(document.header)["date"] == "2026-02-05"


def test_a_document_that_lost_its_type_line():
    """Number and motto make a head; the code gives the type, the capitals below are the title."""
    document = read(
        "| Số hiệu | 12/KH-SNV |\n| Ngày ban hành | 05/02/2026 |\n|\nUBND TỈNH GIA LAI |\n"
        "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\n|\nSố: 12/KH-SNV |\n"
        "Gia Lai, ngày 05 tháng 02 năm 2026 |\nCẢI CÁCH HÀNH CHÍNH NĂM 2026\n"
        "- Luật Tổ chức chính quyền địa phương;"
    )

    assert document.source is SourceKind.OFFICIAL
    assert values(document.header) == {
        "type": "Kế hoạch",
        "number": "12/KH-SNV",
        "date": "2026-02-05",
        "issuer": "Ủy ban nhân dân tỉnh Gia Lai",
        "place": "tỉnh Gia Lai",
        "title": "CẢI CÁCH HÀNH CHÍNH NĂM 2026",
    }
    assert document.header.type is not None and document.header.type.known is Known.INFERRED


def test_type_and_title_may_share_a_line():
    """A guidance without a type line is no letter, though it is sent to someone."""
    head = STATE_HEAD.partition("KẾ HOẠCH")[0] + "HƯỚNG DẪN CÔNG TÁC LƯU TRỮ NĂM 2026\n\n"
    document = read(head + "Kính gửi: Các sở, ban, ngành\n")

    assert values(document.header)["type"] == "Hướng dẫn"
    assert values(document.header)["title"] == "CÔNG TÁC LƯU TRỮ NĂM 2026"


def test_a_number_may_stand_alone_or_in_the_next_line():
    """A cell breaks "Số:" off; a letter copied from a page may have lost the word."""
    broken = read(STATE_HEAD.replace("Số: 12", "|\nSố:\n12"))
    alone = read("12/SNV-VP\n\nKính gửi: Các phòng\n")

    assert values(broken.header)["number"] == "12/KH-SNV"
    assert alone.header.number is not None
    assert (alone.header.number.value, alone.header.number.known) == ("12/SNV-VP", Known.INFERRED)


def test_a_number_of_the_office_alone():
    """Older letters print "498/UBND"; only the number line makes a number of it."""
    document = read(STATE_HEAD.replace("12/KH-SNV", "498 /SNV"))

    assert values(document.header)["number"] == "498/SNV"


def test_the_enacting_word_is_no_type_line():
    """The word over the first article follows the line that names type and issuer."""
    head = STATE_HEAD.partition("KẾ HOẠCH")[0]
    document = parse_document(
        f"{head}QUYẾT ĐỊNH CỦA GIÁM ĐỐC SỞ NỘI VỤ\n\nVỀ VIỆC TIẾP DÂN\n\nCăn cứ Luật;\n\n"
        "QUYẾT ĐỊNH\n\nĐiều 1. Ban hành nội quy.\n\nĐiều 2. Có hiệu lực từ nay.\n".encode(),
        "a.txt",
    )

    assert values(document.header)["title"] == "VỀ VIỆC TIẾP DÂN"


def test_a_state_number_makes_a_state_document():
    """Older councils sign "T/M" as the Party does; their number tells."""
    document = read(STATE_HEAD, "\nT/M. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\n")

    assert document.family is Family.STATE


def test_a_day_over_the_signature():
    """Where the head prints no day, that of the signing counts; the head goes first."""
    foot = "\nNơi nhận:\n- Lưu: VT.\n\nPleiku, ngày 07 tháng 02 năm 2026\n\nGIÁM ĐỐC\nLê Văn B\n"
    undated = "\n".join(line for line in STATE_HEAD.splitlines() if "ngày" not in line)

    cited = (
        "\n2. Theo Kế hoạch của Ủy ban nhân dân tỉnh Gia Lai, ngày 05 tháng 3 năm 2020 về rừng.\n"
    )

    assert values(read(undated, foot).header)["date"] == "2026-02-07"
    assert read(undated, cited).header.date is None
    assert values(read(STATE_HEAD, foot).header)["date"] == "2026-02-05"


def test_the_headline_over_a_head_without_a_title():
    """Collections of law print the title in the headline of the page alone."""
    head, _, _ = STATE_HEAD.partition("KẾ HOẠCH")
    page = (
        "Kế hoạch 12/KH-SNV năm 2026 cải cách thủ tục hành chính do Sở Nội vụ ban hành\n\n" + head
    )
    other = page.replace("Kế hoạch 12", "Kế hoạch 13", 1)

    title = read(page).header.title
    assert title is not None
    assert (title.value, title.known) == ("cải cách thủ tục hành chính", Known.INFERRED)
    assert read(other).header.title is None
