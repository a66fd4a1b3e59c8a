"""Bytes of a text file into NFC text, or a clear refusal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.errors import UnreadableFileError
from knowledge.extract import CELL_BREAK
from knowledge.readers.legacy import (
    Legacy,
    from_legacy,
    legacy_warning,
    mend_legacy,
    syllable_share,
)
from knowledge.text import nfc

# A plan text of 200 pages is about 0.7 MB in UTF-8; ten times that leaves room for portal markup.
MAX_BYTES = 8 * 1024 * 1024

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# The bytes from 0x80 on in VISCII, and those below that it takes from the controls (RFC 1456).
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LETTERS = {0x80 + n: letter for n, letter in enumerate(_VISCII)}
_VISCII_LETTERS |= {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
# Below this share of Vietnamese syllables among the words that tell, no code explains a text.
_UNKNOWN = 0.5
_TELLING_WORDS = 10
_LISTED = 5

_DAMAGED = "UTF-8"
_CODES: Mapping[str, Callable[[bytes], str]] = {
    _DAMAGED: lambda data: data.decode("utf-8", errors="replace"),
    "Windows-1258": lambda data: nfc(data.decode("cp1258", errors="replace")),
    Legacy.TCVN3.value: lambda data: from_legacy(_western(data), Legacy.TCVN3),
    Legacy.VNI.value: lambda data: from_legacy(_western(data), Legacy.VNI),
    Legacy.VPS.value: lambda data: from_legacy(data.decode("latin-1"), Legacy.VPS),
    "VISCII": lambda data: data.decode("latin-1").translate(_VISCII_LETTERS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file: NFC, line ends as ``\\n``; and what an admin must know of its codes."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of a text file.

    Tries, in this order: a byte-order mark, UTF-8, UTF-16 without a mark, UTF-8 with stray lines,
    and of damaged UTF-8, Windows-1258, TCVN3, VNI, VPS and VISCII the one that makes the most
    Vietnamese syllables.
    Unicode text that holds TCVN3, VNI or VPS letters is mended, too.

    Raises:
        UnreadableFileError: The file is empty, too large, binary, or in no code that is known.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise UnreadableFileError(
            f"{name}: tệp quá lớn ({len(data) / 1e6:.0f} MB, giới hạn {limit} MB); "
            "hãy tách văn bản thành nhiều tệp."
        )
    decoded = _decoded(data, name)
    # Word writes a line break within a paragraph as a vertical tab.
    text = nfc(decoded.text).replace(CELL_BREAK, "\n")
    controls = sum(1 for c in text if c == "\ufffd" or (c < " " and c not in "\t\n\x0b\x0c"))
    if controls > len(text) // 200:
        raise UnreadableFileError(
            f"{name}: tệp nhị phân hoặc sai bảng mã; hãy lưu lại dưới dạng .txt (UTF-8)."
        )
    if not text.strip():
        raise UnreadableFileError(f"{name}: tệp trống, không có chữ nào để đọc.")
    mended, warnings = mend_legacy(text)
    return Decoded(text=mended, warnings=decoded.warnings + warnings)


def _decoded(data: bytes, name: str) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(text=_strict(data[len(mark) :], encoding, name))
    if b"\x00" in data:
        return Decoded(text=_utf16(data, name))
    try:
        return Decoded(text=data.decode("utf-8"))
    except UnicodeDecodeError:
        return _by_syllables(data, name)


def _by_syllables(data: bytes, name: str) -> Decoded:
    """Bytes that are not all UTF-8: in a code of single bytes, throughout or in some lines."""
    lines = data.splitlines(keepends=True)
    beyond = [n for n, line in enumerate(lines) if not line.isascii()]
    stray = [n for n in beyond if not _is_utf8(lines[n])]
    throughout = len(stray) > len(beyond) / 2
    code = _best_code(b"".join(lines[n] for n in stray), name)
    if throughout and code != _DAMAGED:
        stray = beyond
    read = {n: _CODES[code](lines[n]) for n in stray}
    text = "".join(read.get(n) or line.decode("utf-8") for n, line in enumerate(lines))
    listed = ", ".join(str(n + 1) for n in stray[:_LISTED]) + "…" * (len(stray) > _LISTED)
    if code == _DAMAGED:
        return Decoded(text=text, warnings=(f"Có ký tự hỏng ở dòng {listed}; hãy đối chiếu.",))
    warning = legacy_warning(code, [(_western(lines[n]), read[n]) for n in stray[:_LISTED]])
    if not throughout:
        warning = f"Tệp lẫn nhiều bảng mã (dòng {listed}). {warning}"
    return Decoded(text=text, warnings=(warning,))


def _best_code(data: bytes, name: str) -> str:
    """The code that makes the most Vietnamese syllables of the bytes."""
    shares = {code: syllable_share(read(data)) for code, read in _CODES.items()}
    best = max(shares, key=lambda code: shares[code][0])
    share, words = shares[best]
    if share < _UNKNOWN and words >= _TELLING_WORDS:
        raise UnreadableFileError(
            f"{name}: tệp nhị phân hoặc không rõ bảng mã; hãy lưu lại dưới dạng .txt (UTF-8)."
        )
    return best


def _western(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{name}: tệp bị cắt hoặc hỏng ở byte {error.start} (mã {encoding}); "
            "hãy lưu lại và gửi lại."
        ) from error


def _utf16(data: bytes, name: str) -> str:
    # Latin letters put their zero byte on one side only: odd places mean little-endian.
    odd, even = data[1::2].count(0), data[0::2].count(0)
    if max(odd, even) < len(data) // 16 or min(odd, even) > max(odd, even) // 4:
        raise UnreadableFileError(
            f"{name}: tệp nhị phân, không phải văn bản; hãy lưu lại dưới dạng .txt (UTF-8)."
        )
    return _strict(data, "utf-16-le" if odd > even else "utf-16-be", name)
