"""Tests of codes older than Unicode: TCVN3 and VNI."""

import random
from pathlib import Path

import pytest

from knowledge.readers.legacy import (
    Legacy,
    from_legacy,
    from_tcvn3,
    from_vni,
    legacy_warning,
    looks_legacy,
    mend_legacy,
)
from knowledge.shipped import shipped_documents
from knowledge.text import nfc

SHARED = Path(__file__).parents[4] / "shared"
PLANS = [shipped.path for shipped in shipped_documents()]

# The letters of TCVN 5712:1993 (VN3) by their bytes, written out once more from the standard.
VN3 = {
    **dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    **dict(zip(range(0xB5, 0xBA), "àảãáạ", strict=True)),
    **dict(zip((*range(0xBB, 0xBF), 0xC6), "ằẳẵắặ", strict=True)),
    **dict(zip(range(0xC7, 0xCC), "ầẩẫấậ", strict=True)),
    **dict(zip((0xCC, 0xCE, 0xCF, 0xD0, 0xD1), "èẻẽéẹ", strict=True)),
    **dict(zip(range(0xD2, 0xD7), "ềểễếệ", strict=True)),
    **dict(zip((0xD7, 0xD8, 0xDC, 0xDD, 0xDE), "ìỉĩíị", strict=True)),
    **dict(zip((0xDF, 0xE1, 0xE2, 0xE3, 0xE4), "òỏõóọ", strict=True)),
    **dict(zip(range(0xE5, 0xEA), "ồổỗốộ", strict=True)),
    **dict(zip((0xEA, 0xEB, 0xEC, 0xED, 0xEE), "ờởỡớợ", strict=True)),
    **dict(zip((0xEF, *range(0xF1, 0xF5)), "ùủũúụ", strict=True)),
    **dict(zip(range(0xF5, 0xFA), "ừửữứự", strict=True)),
    **dict(zip(range(0xFA, 0xFF), "ỳỷỹýỵ", strict=True)),
}


def to_tcvn3(text):
    """A text as the codes that a TCVN3 font shows; capitals with marks become small ones."""
    codes = {letter: chr(byte) for byte, letter in VN3.items()}
    return "".join(codes.get(c) or codes.get(c.lower()) or c for c in text)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_tcvn3_text_comes_back_whole(path):
    """A plan in TCVN3 codes is told and comes back but for capitals that only a font shows."""
    text = nfc(path.read_text(encoding="utf-8"))

    mended, warnings = mend_legacy(to_tcvn3(text))

    assert looks_legacy(to_tcvn3(text)) is Legacy.TCVN3
    assert mended.lower() == text.lower()
    assert len(warnings) == 1 and "TCVN3" in warnings[0] and warnings[0].count("→") == 3


def test_capitals_come_back_where_the_font_or_the_line_tells():
    """Words of a capitals font, and of lines all in capitals, come back as capitals."""
    assert from_tcvn3("céng hoµ x· héi", capitals=True) == "CỘNG HOÀ XÃ HỘI"
    assert from_legacy("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", Legacy.TCVN3) == (
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    )
    assert from_legacy("Sè: 28 /2003/N§-CP", Legacy.TCVN3) == "Số: 28 /2003/NĐ-CP"


def test_every_code_of_the_standard_is_known():
    """Each byte of VN3 gives the letter of the standard, and no other byte changes."""
    for byte in range(0x20, 0x100):
        assert from_tcvn3(chr(byte), capitals=False) == VN3.get(byte, chr(byte))


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("c¬ quan nhµ n\u00adíc", "cơ quan nhà nước"),
        ("Thñ t\u2212íng", "Thủ tướng"),
        ("b¶o l\u2219nh", "bảo lãnh"),
    ],
)
def test_tcvn3_letters_that_programs_rewrite(codes, text):
    """ư as a soft hyphen or a minus and ã as an operator are read as the letters they are."""
    assert from_tcvn3(codes, capitals=False) == text


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("UÛY BAN NHAÂN DAÂN TÆNH BÌNH PHÖÔÙC", "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("Caên cöù Quyeát ñònh; ñaát röøng", "Căn cứ Quyết định; đất rừng"),
        ("nghieäp vuï cuûa caùc sôû, ngaønh", "nghiệp vụ của các sở, ngành"),
        ("tyû leä, kyõ thuaät, ngaèn, naúm, baên khoaên", "tỷ lệ, kỹ thuật, ngằn, nẳm, băn khoăn"),
    ],
)
def test_vni_marks_join_their_letters(codes, text):
    """A letter and the mark that VNI writes after it become one letter."""
    assert from_vni(codes) == text


def test_unicode_text_is_left_alone():
    """Plans typed in Unicode come back unchanged and unwarned."""
    folders = [SHARED / "plans", SHARED / "plans-more"]
    for path in [*PLANS, *(p for folder in folders for p in folder.rglob("*.txt"))]:
        text = nfc(path.read_text(encoding="utf-8"))
        assert mend_legacy(text) == (text, ()), path.name


def test_unicode_words_beside_legacy_ones_are_left_alone():
    """A line typed in Unicode within a text in TCVN3 keeps its words."""
    text = "Uû ban nh©n d©n tØnh\nSở Tài chính chủ trì, phèi hîp với các đơn vị\nthùc hiÖn\n"

    assert mend_legacy(text)[0] == (
        "Uỷ ban nhân dân tỉnh\nSở Tài chính chủ trì, phối hợp với các đơn vị\nthực hiện\n"
    )


def test_other_languages_and_noise_are_no_legacy():
    """French, German and random letters are not taken for a code."""
    source = random.Random(5)
    noise = " ".join(
        "".join(source.choice("abcdeéèàçüöäß¬§µ") for _ in range(6)) for _ in range(60)
    )
    french = "L'été dernier à l'école, très près du café où l'élève préféré mangeait un gâteau"

    assert looks_legacy(french) is None
    assert looks_legacy("Die Prüfung für größere Städte wäre möglich, hätten wir Übung") is None
    assert looks_legacy(noise) is None


def test_warning_shows_three_lines():
    """The sentence for the admin holds at most three lines, before and after."""
    pairs = [(f"tr\u00ad{n}", f"trư{n}") for n in range(9)]

    assert legacy_warning(Legacy.TCVN3, pairs).count("→") == 3
