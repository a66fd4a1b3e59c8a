"""The marks that a document must not, or not without thought, be passed on."""

import re
from enum import StrEnum

from knowledge.errors import UnreadableFileError
from knowledge.text import fold, nfc, squash


class Secrecy(StrEnum):
    """What a document is marked as; the value is how an official says it."""

    SECRET = "MẬT"
    HIGHLY_SECRET = "TỐI MẬT"
    TOP_SECRET = "TUYỆT MẬT"
    INTERNAL = "lưu hành nội bộ"

    @property
    def is_state_secret(self) -> bool:
        """Whether the law on state secrets forbids to pass it on."""
        return self is not Secrecy.INTERNAL


# Stamps stand in the head of a document; a list of levels further down is none.
_HEAD_LINES = 60
# Between the columns of a printed head, and between the cells of a row.
_GAP = re.compile(r"\t+| {3,}|\s\|\s|\|")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
# "Độ mật: Tối mật", "BÍ MẬT NHÀ NƯỚC - ĐỘ TUYỆT MẬT"; and behind a number, "12-KH/TU (Mật)".
_LEVEL = r"(?P<level>tuyệt mật|tối mật|mật)"
_STAMP = re.compile(
    rf"(?:độ (?:bí )?mật\s*[:\-–]?\s*|(?:tài liệu )?bí mật nhà nước[\s\-–:,]*(?:độ\s+)?)?{_LEVEL}"
)
_BEHIND = re.compile(rf"[(\[]\s*{_LEVEL}\s*[)\]]$")
_LONGEST_BEHIND = 40
_NUMBER, _DIGIT = re.compile(r"\bsố\b"), re.compile(r"\d")
_INTERNAL = re.compile(r"(tai lieu |van ban )?(chi )?luu hanh noi bo( khong pho bien)?")
_LEVELS = {
    "mật": Secrecy.SECRET,
    "tối mật": Secrecy.HIGHLY_SECRET,
    "tuyệt mật": Secrecy.TOP_SECRET,
}


def find_secrecy(text: str) -> Secrecy | None:
    """The strictest mark that a document bears; None where it bears none.

    A mark stands alone: on its line, in its column of the head, or behind the number. Below the
    head only capital letters are one, so that a table of levels is not mistaken for a stamp.

    Args:
        text: The text of the whole file.
    """
    found: set[Secrecy] = set()
    for number, line in enumerate(nfc(text).split("\n")):
        for cell in (line, *_GAP.split(line)):
            mark = _mark(_EDGES.sub("", squash(cell)), squash(cell), in_head=number < _HEAD_LINES)
            if mark is not None:
                found.add(mark)
    for strictest in (Secrecy.TOP_SECRET, Secrecy.HIGHLY_SECRET, Secrecy.SECRET, Secrecy.INTERNAL):
        if strictest in found:
            return strictest
    return None


def require_not_secret(text: str, name: str) -> None:
    """Raise UnreadableFileError for a document that the law on state secrets keeps out."""
    secrecy = find_secrecy(text)
    if secrecy is not None and secrecy.is_state_secret:
        raise UnreadableFileError(
            f"{name}: văn bản có dấu «{secrecy}» nên không được đưa vào kho; "
            "hãy xóa tệp này khỏi máy không được phép lưu văn bản mật."
        )


def _behind_number(cell: str) -> re.Match[str] | None:
    stamp = _BEHIND.search(cell, max(0, len(cell) - _LONGEST_BEHIND))
    number = _NUMBER.search(cell) if stamp is not None else None
    is_numbered = number is not None and _DIGIT.search(cell, number.end()) is not None
    return stamp if is_numbered else None


def _mark(words: str, cell: str, *, in_head: bool) -> Secrecy | None:
    if not in_head and words != words.upper():
        return None
    lower = words.lower()
    stamp = _STAMP.fullmatch(lower)
    if stamp is None and in_head:
        stamp = _behind_number(cell.lower())
    if stamp is not None:
        return _LEVELS[stamp["level"]]
    return Secrecy.INTERNAL if _INTERNAL.fullmatch(fold(words)) else None
