"""Bytes of files into text."""

import unicodedata

import pytest

from knowledge.errors import UnreadableFileError
from knowledge.readers.decode import MAX_BYTES, decode
from knowledge.readers.plain import read_plain

TEXT = "KẾ HOẠCH\nVề công tác thông tin đối ngoại năm 2024 của Ủy ban nhân dân tỉnh\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8-mark", "utf-16", "utf-16-le", "utf-16-be", "nfd", "crlf", "cr"],
)
def test_decode_gives_one_text_for_every_encoding(data):
    """Every usual encoding, letter form and line end gives the same NFC text."""
    decoded = decode(data, "a.txt")

    assert decoded.text == TEXT
    assert not decoded.warnings


def test_decode_reads_windows_1258():
    """The old Vietnamese Windows code page, with its combining tone marks, is read."""
    split = {"ạ": "a\u0323", "ế": "ê\u0301", "ố": "ô\u0301", "ủ": "u\u0309", "ỉ": "i\u0309"}
    text = "Kế hoạch của Ủy ban tỉnh"
    data = "".join(split.get(c, c) for c in text.replace("Ủ", "U\u0309")).encode("cp1258")

    assert decode(data, "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "trống"),
        (b" \n\t\r\n ", "trống"),
        (b"\xef\xbb\xbf", "trống"),
        (TEXT.encode("utf-16")[:-1], "bị cắt"),
        (TEXT.encode("utf-16-le")[:-1], "bị cắt"),
        (bytes(range(256)) * 20, "nhị phân"),
        (b"\x00\x01\x02\x03" * 50, "nhị phân"),
        (b"\x81\x8d\x01\x02" * 50, "nhị phân"),
    ],
)
def test_decode_refuses_what_is_no_text(data, reason):
    """A refusal names the file and says why."""
    with pytest.raises(UnreadableFileError, match=reason) as refused:
        decode(data, "ban-ve.txt")

    assert "ban-ve.txt" in str(refused.value)


def test_decode_refuses_fifty_megabytes_at_once():
    """A file far over the limit is refused without being read through."""
    data = b"a" * (50 * 1024 * 1024)

    with pytest.raises(UnreadableFileError, match="quá lớn"):
        decode(data, "a.txt")

    assert len(decode(b"a" * MAX_BYTES, "a.txt").text) == MAX_BYTES


# Bytes of RFC 1456.
VISCII = dict(zip("ếạậđịấảề", "\xaa\xd5\xa7\xf0\xb8\xa4\xe4\xab", strict=True))


def test_decode_tells_codes_by_syllables():
    """TCVN3, VNI and VISCII bytes are each read in their code, which is said with a sample."""
    viscii = "kế hoạch, nhận định, tất cả đều"
    cases = {
        "TCVN3": "Uû ban nh©n d©n tØnh chñ tr×, phèi hîp víi Së Tµi chÝnh".encode("cp1252"),
        "VNI": "Uûy ban nhaân daân tænh chuû trì, phoái hôïp vôùi Sôû Taøi chính".encode("cp1252"),
        "VISCII": "".join(VISCII.get(c, c) for c in viscii).encode("latin-1"),
    }
    for code, data in cases.items():
        decoded = decode(data, "cu.txt")
        assert code in decoded.warnings[0] and "→" in decoded.warnings[0]
    assert decode(cases["VISCII"], "cu.txt").text == viscii
    assert decode(cases["TCVN3"], "cu.txt").text.startswith("Uỷ ban nhân dân tỉnh chủ trì")
    assert decode(cases["VNI"], "cu.txt").text.endswith("phối hợp với Sở Tài chính")


def test_decode_reads_stray_lines_of_another_code():
    """Lines of old codes among lines of UTF-8 are read in theirs, and named."""
    stray = "Së Tµi chÝnh chñ tr×, phèi hîp víi Së Néi vô\n".encode("cp1252")
    data = TEXT.encode() * 3 + stray + TEXT.encode()

    decoded = decode(data, "lan.txt")

    assert decoded.text == TEXT * 3 + "Sở Tài chính chủ trì, phối hợp với Sở Nội vụ\n" + TEXT
    assert "dòng 7" in decoded.warnings[0]


def test_decode_mends_legacy_letters_saved_as_unicode():
    """A text that a program saved as UTF-8 with the letters of TCVN3 is mended and warned of."""
    decoded = decode("Uû ban nh©n d©n tØnh B¾c Giang chñ tr×".encode(), "cu.txt")

    assert decoded.text == "Uỷ ban nhân dân tỉnh Bắc Giang chủ trì"
    assert len(decoded.warnings) == 1


def test_decode_refuses_a_code_that_nobody_knows():
    """Bytes that make Vietnamese in no code are refused, not shown as rubbish."""
    data = "Пожалуйста сохраните документ правильно и отправьте его нам ещё раз".encode("cp1251")

    with pytest.raises(UnreadableFileError, match="bảng mã"):
        decode(data, "la.txt")


@pytest.mark.parametrize("breaks", ["\n", " "], ids=["lines", "one-line"])
def test_decode_reads_damaged_utf8(breaks):
    """A byte that went lost costs one character and is told, not the whole file."""
    text = breaks.join([TEXT.replace("\n", " ").strip()] * 5)
    data = bytearray(text.encode())
    del data[data.index("ạ".encode()) + 1]

    decoded = decode(bytes(data), "hong.txt")

    assert decoded.text.count("\ufffd") == 1
    assert "dòng 1" in decoded.warnings[0]


def test_plain_text_keeps_no_soft_hyphens():
    """Where a word may be broken is no part of it."""
    assert read_plain("Kế ho\u00adạch năm 2024".encode(), "a.txt").text == "Kế hoạch năm 2024"
