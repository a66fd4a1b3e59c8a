"""Who issued a document, where the head tells it only in part or not at all."""

import pytest

from knowledge.document import Header
from knowledge.reader import parse_document

TAIL = "\nI. MỤC ĐÍCH\n1. Rà soát văn bản của các cơ quan, đơn vị trên địa bàn.\n"


def header(text: str) -> Header:
    """The header of a text with a short body."""
    return parse_document((text + TAIL).encode(), "a.txt").header


def test_the_authority_of_a_decision_completes_a_bare_name():
    """A head that says "ỦY BAN NHÂN DÂN" alone is completed by who decides."""
    found = header(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 5/QĐ-UBND | Pleiku, ngày 02 tháng 3 năm 2020 |\nQUYẾT ĐỊNH\n"
        "BAN HÀNH QUY CHẾ TIẾP DÂN\nỦY BAN NHÂN DÂN TỈNH GIA LAI\nCăn cứ Luật Tiếp công dân;\n"
    )

    assert found.issuer is not None and found.issuer.value == "Ủy ban nhân dân tỉnh Gia Lai"
    assert found.title is not None and found.title.value == "BAN HÀNH QUY CHẾ TIẾP DÂN"


def test_a_central_body_has_no_place_from_its_addressee():
    """A letter of a central body to one province is of no province."""
    found = header(
        "BỘ TÀI CHÍNH\nTỔNG CỤC THUẾ\n---\nSố: 27/TCT-CS\nV/v hóa đơn\n"
        "Hà Nội, ngày 02 tháng 3 năm 2020\n\nKính gửi: Cục Thuế tỉnh Gia Lai.\n"
    )

    assert found.issuer is not None and found.issuer.value == "Tổng cục Thuế"
    assert found.place is None


@pytest.mark.parametrize(
    "prose",
    [
        "Bộ đang trình Chính phủ ban hành Nghị định mới về hóa đơn.",
        "Các báo thuộc Bộ chủ động xây dựng kế hoạch riêng.",
    ],
)
def test_a_body_that_is_not_the_subject_issues_nothing(prose):
    """Whom a draft is shown to, and to whom others belong, has issued nothing."""
    assert header(f"Kính gửi: Các đơn vị\n{prose}\n").issuer is None


def test_what_ends_in_a_preposition_is_no_name():
    """A motion "của … về ban hành …" is not told by who issues the document."""
    assert header("Xét Tờ trình của Ủy ban nhân dân tỉnh về ban hành quy chế;\n").issuer is None


def test_a_letter_of_a_bare_committee_is_of_the_place_where_it_is_signed():
    """The province before the day completes a name that a portal has cut."""
    found = header(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 54/UBND-VX | Lạng Sơn, ngày 02 tháng 3 năm 2020 |\nKính gửi: Các sở\n"
    )

    assert found.issuer is not None and found.issuer.value == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert found.place is not None and found.place.value == "tỉnh Lạng Sơn"


def test_adverbs_are_no_part_of_a_name():
    """The word "đã" belongs to the verb."""
    found = header("Ngày 02/3/2020, Đảng ủy xã Ia Pa đã ban hành nghị quyết về trồng rừng.\n")

    assert found.issuer is not None and found.issuer.value == "Đảng ủy xã Ia Pa"


def test_the_board_of_a_union_has_its_name_from_the_line_above():
    """Youth unions print the union over "BCH TỈNH …"."""
    found = header(
        "ĐOÀN TNCS HỒ CHÍ MINH\nBCH TỈNH GIA LAI\n***\nSố: 3-HD/TĐTN-BTG\n"
        "Gia Lai, ngày 03 tháng 3 năm 2026\n\nHƯỚNG DẪN\nTháng Thanh niên\n"
    )

    assert found.issuer is not None
    assert found.issuer.value.endswith("Hồ Chí Minh tỉnh Gia Lai")
    assert found.place is not None and found.place.value == "tỉnh Gia Lai"


@pytest.mark.parametrize(
    ("left", "prose", "issuer"),
    [
        (
            "ỦY BAN MTTQ VIỆT NAM\nXÃ TÂN LẬP\nBAN THƯỜNG TRỰC", "",
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã Tân Lập",
        ),
        # A letter too many has made the body above unknown; the prose tells it.
        (
            "XUBND TỈNH GIA LAI\nVĂN PHÒNG",
            "Thực hiện Giấy mời số 3/GM-VP, Văn phòng UBND tỉnh xây dựng kế hoạch.\n",
            "Văn phòng UBND tỉnh Gia Lai",
        ),
    ],
)  # fmt: skip
def test_an_office_is_called_after_the_body_that_it_serves(left, prose, issuer):
    """By the line above it in the head, else by the prose."""
    found = header(
        f"{left}\nSố: 5/KH-VP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Gia Lai, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\nRà soát trên địa bàn tỉnh Gia Lai\n{prose}"
    )

    assert found.issuer is not None and found.issuer.value == issuer


def test_a_team_is_called_by_the_decision_that_made_it():
    """The number in its name is not that of its plan."""
    found = header(
        "SỞ NỘI VỤ\nĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 31/QĐ-SNV\nSố: 4/KH-ĐKT\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nGia Lai, ngày 02 tháng 3 năm 2026\n\n"
        "KẾ HOẠCH\nKiểm tra công vụ\n"
    )

    assert found.number is not None and found.number.value == "4/KH-ĐKT"
    assert found.issuer is not None
    assert found.issuer.value.lower() == "đoàn kiểm tra theo quyết định số 31/qđ-snv"


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("TĨNH TUYÊN QUANG", "Ủy ban nhân dân tỉnh Tuyên Quang"),
        ("TỈNH HÀ TĨNH", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
    ],
)
def test_a_tone_that_recognition_mistook_is_mended(printed, issuer):
    """«TĨNH» before a name is a province; the province of that name keeps it."""
    found = header(
        f"ỦY BAN NHÂN DÂN\n{printed}\nSố: 5/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n\nKẾ HOẠCH\nTrồng rừng năm 2026\n"
    )

    assert found.issuer is not None and found.issuer.value == issuer
