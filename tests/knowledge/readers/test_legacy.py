"""Tests of codes older than Unicode: TCVN3, VNI and VPS."""

import random
from pathlib import Path

import pytest
from making.docx import docx, p, run

from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document
from knowledge.readers.decode import decode
from knowledge.readers.legacy import (
    Legacy,
    from_legacy,
    from_tcvn3,
    from_vni,
    legacy_warning,
    looks_legacy,
    mend_legacy,
)
from knowledge.readers.word.word import read_word
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
    for path in [*PLANS, *(f for folder in folders for f in folder.rglob("*.txt"))]:
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


# The letters of the Vietnamese Professionals Society by their bytes, in the order of the letters.
_VPS_ORDER = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĐÀÁĂÂÊÔƠƯ"
_VPS_BYTES = bytes.fromhex(
    "e1e0e4e3e5e6a1a2a3a4a5e2c3c0c4c5c6e9e8c8ebcbea898a8bcd8cedecccefcef3f2d5f586f4d3d2b0"
    "87b6d6a7a9aaabaefaf9fbdbf8dcd9d8babbbf9aff9bcf9cc7f180c188c2cad4f7d0"
)
VPS = dict(zip(_VPS_ORDER, _VPS_BYTES, strict=True))


def to_vps(text):
    """The bytes of a text in a VPS font; other capitals with marks become small ones."""
    return bytes(VPS.get(c) or VPS.get(c.lower()) or (ord(c) if c < "\x80" else 63) for c in text)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("shown", ["latin-1", "cp1252"])
def test_vps_text_comes_back_whole(path, shown):
    """A plan in VPS codes is told, whichever way the bytes beyond ASCII are shown."""
    text = nfc(path.read_text(encoding="utf-8"))
    text = "".join(c if c < "\x80" or c.lower() in VPS else "?" for c in text)
    data = to_vps(text)
    seen = "".join(bytes([b]).decode(shown, errors="ignore") or chr(b) for b in data)

    mended, warnings = mend_legacy(seen)

    assert looks_legacy(seen) is Legacy.VPS
    assert mended.lower() == text.lower()
    assert len(warnings) == 1 and "VPS" in warnings[0]
    assert decode(data, "a.txt").text.lower() == text.lower()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("KẾ HOạCH", "KẾ HOẠCH"), ("II. NHIệM Vụ", "II. NHIỆM VỤ"), ("Số: 15/KH-UBND", None)],
)
def test_a_line_whose_marked_word_is_in_capitals_is_all_in_capitals(typed, meant):
    """One word tells it, as it does of a title of two words; a number does not."""
    seen = to_vps(typed).decode("latin-1")
    assert from_legacy(seen, Legacy.VPS) == (meant or typed)


def test_a_capital_font_of_vps_holds_capitals():
    """VPS Times Hoa draws capitals for small letters."""
    body = run_in("VPS Times Hoa", "kế hoạch") + run_in("VPS Times", "Tuyên truyền, phổ biến luật")
    text = read_word(docx(body), "a.docx").text
    assert text.split("\n")[:2] == ["KẾ HOẠCH", "Tuyên truyền, phổ biến luật"]


def test_a_word_file_in_an_unknown_code_is_refused():
    """Text that no known code explains would be quoted as gibberish."""
    text = nfc(PLANS[0].read_text(encoding="utf-8"))
    strange = "".join(chr(0xA1 + ord(c) % 90) if not c.isascii() else c for c in text)
    body = "".join(p(line) for line in strange.splitlines() if line.strip())
    with pytest.raises(UnreadableFileError, match="Unicode"):
        parse_document(docx(body), "a.docx")


def run_in(font, text):
    """A paragraph of a Word file typed in a VPS font."""
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    return p(run(to_vps(text).decode("latin-1"), properties=look))
