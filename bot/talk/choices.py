"""Which of the choices shown a message picks: "2", "2.", "số 2 nhé", "cái thứ hai", "2️⃣"."""

import re
import unicodedata

from bot.message import Action
from bot.talk.chat import ChatState
from knowledge.text import fold

# Larger numbers are those of documents.
_DIGITS = re.compile(r"\d{1,2}")
# Each with its accents, as "bà" and "hài" are no numbers; without any they are typed as well.
_NUMBERS = {
    "một": 1, "nhất": 1, "đầu": 1, "đầu tiên": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "cuối": -1, "cuối cùng": -1,
}  # fmt: skip
_SAID = {form: value for word, value in _NUMBERS.items() for form in (fold(word), word)}
_BEFORE = re.compile(
    r"^(?:(?:dạ|da|ok|oke|vâng|vang|cho|em|anh|chị|chi|mình|minh|tôi|toi|xin|muốn|muon|chọn|chon|"
    r"lấy|lay|xem|mở|mo|bấm|bam|gõ|go|hỏi|hoi|là|la|cái|cai|dòng|dong|câu|cau|phương án|"
    r"phuong an|lựa chọn|lua chon|văn bản|van ban|đáp án|dap an|ý|số|so|thứ|thu|no|number|option)"
    r"\s+)+"
)
_BEHIND = re.compile(
    r"(?:\s+(?:nhé|nhe|nha|ạ|a|đi|di|đó|do|này|nay|thôi|thoi|với|voi|em|anh|chị|chi|bạn|ban|bot|"
    r"giúp|giup|ok|please|trên|tren|ấy|ay))+$"
)


def picks(text: str, chat: ChatState, now: float) -> int | None:
    """The number of the choice that a message picks, from 1; None for a message that picks none.

    The number may be larger than there are choices.
    """
    if not chat.choices or now >= chat.choices_until:
        return None
    number = _number(text)
    return len(chat.choices) if number == -1 else number


def picked(text: str, chat: ChatState, now: float) -> Action | None:
    """The choice that a message picks, if it picks one that there is."""
    number = picks(text, chat, now)
    if number is None or not 1 <= number <= len(chat.choices):
        return None
    return chat.choices[number - 1]


def _number(text: str) -> int | None:
    """The number that is all that a message says."""
    plain = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(c if c.isalnum() else " " for c in plain if unicodedata.category(c)[0] != "M")
    words = " ".join(kept.split())
    words = _BEHIND.sub("", _BEFORE.sub("", f"{words} ").strip())
    if _DIGITS.fullmatch(words):
        return int(words)
    return _SAID.get(words)
