"""Bytes of files into text."""

import unicodedata

import pytest

from knowledge.decode import MAX_BYTES, decode
from knowledge.errors import UnreadableFileError

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
    assert decode(data, "a.txt") == TEXT


def test_decode_reads_windows_1258():
    """The old Vietnamese Windows code page, with its combining tone marks, is read."""
    split = {"ạ": "a\u0323", "ế": "ê\u0301", "ố": "ô\u0301", "ủ": "u\u0309", "ỉ": "i\u0309"}
    text = "Kế hoạch của Ủy ban tỉnh"
    data = "".join(split.get(c, c) for c in text.replace("Ủ", "U\u0309")).encode("cp1258")

    assert decode(data, "a.txt") == text


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

    assert len(decode(b"a" * MAX_BYTES, "a.txt")) == MAX_BYTES
