"""Bytes of a text file into NFC text, or a clear refusal."""

from knowledge.errors import UnreadableFileError
from knowledge.extract import CELL_BREAK
from knowledge.text import nfc

# A plan text of 200 pages is about 0.7 MB in UTF-8; ten times that leaves room for portal markup.
MAX_BYTES = 8 * 1024 * 1024


def decode(data: bytes, name: str) -> str:
    """The NFC text of a text file.

    Tries, in this order: a byte-order mark, UTF-8, UTF-16 without a mark, Windows-1258.

    Raises:
        UnreadableFileError: The file is empty, too large, or binary.
    """
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise UnreadableFileError(
            f"{name}: tệp quá lớn ({len(data) / 1e6:.0f} MB, giới hạn {limit} MB); "
            "hãy tách văn bản thành nhiều tệp."
        )
    # Word writes a line break within a paragraph as a vertical tab.
    text = nfc(_decoded(data, name)).replace(CELL_BREAK, "\n")
    controls = sum(1 for c in text if c == "\ufffd" or (c < " " and c not in "\t\n\x0b\x0c"))
    if controls > len(text) // 200:
        raise UnreadableFileError(
            f"{name}: tệp nhị phân hoặc sai bảng mã; hãy lưu lại dưới dạng .txt (UTF-8)."
        )
    if not text.strip():
        raise UnreadableFileError(f"{name}: tệp trống, không có chữ nào để đọc.")
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    if b"\x00" in data:
        return _utf16(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1258", errors="replace")


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
