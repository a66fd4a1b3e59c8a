"""Which of the choices shown a message picks: "2", "2.", "số 2 nhé", "cái thứ hai", "2️⃣"."""

import re
import unicodedata
from collections.abc import Sequence

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
# Words around the number that say nothing; in front of it also those that say what is picked.
_COURTESIES = (
    "dạ|da|ok|oke|vâng|vang|vầng|ừ|uh|cho|em|anh|chị|chi|mình|minh|tôi|toi|bác|bac|bạn|ban|bot|ad|"
    "xin|giúp|giup|hộ|ho|với|voi|nhé|nhe|nha|ạ|a|đi|di|thôi|thoi|ơi|oi|please|pls"
)
# Behind a number alone: "cảm ơn bác Tư" picks nothing.
_THANKS = "thanks|cảm ơn|cam on|cám ơn|nhiều|nhieu"
_PLANS = "kế hoạch|ke hoach|văn bản|van ban|tài liệu|tai lieu|kết quả|ket qua"
_BEFORE = re.compile(
    rf"^(?:(?:{_COURTESIES}|muốn|muon|chọn|chon|lấy|lay|xem|mở|mo|bấm|bam|gõ|go|hỏi|hoi|là|la|cái|"
    r"cai|dòng|dong|câu|cau|phương án|phuong an|lựa chọn|lua chon|văn bản|van ban|đáp án|dap an|"
    r"kết quả|ket qua|ý|số|so|thứ|thu|no|number|option|"
    # "kế hoạch 2" has that number; "chọn kế hoạch 2" and "kế hoạch thứ 2" pick it.
    rf"(?<=chọn )(?:{_PLANS})|(?<=chon )(?:{_PLANS})|(?<=lấy )(?:{_PLANS})|(?<=lay )(?:{_PLANS})|"
    rf"(?:{_PLANS})(?= th[ứu] ))\s+)+"
)
_BEHIND = re.compile(rf"(?:\s+(?:{_COURTESIES}|{_THANKS}|đó|do|này|nay|trên|tren|ấy|ay))+$")
# Characters of a message that may pick.
_LONGEST = 80
_THIS_YEAR = re.compile(r"n[aă]m n[aà]y")


def picks(text: str, chat: ChatState, now: float) -> int | None:
    """The number of the choice that a message picks, from 1; None for a message that picks none.

    The number may be larger than there are choices.
    """
    if not chat.choices or now >= chat.choices_until:
        return None
    number = _number(text)
    return _last(chat.choices) if number == -1 else number


def picked(text: str, chat: ChatState, now: float) -> Action | None:
    """The choice that a message picks, if it picks one that there is."""
    number = picks(text, chat, now)
    if number is None or not 1 <= number <= len(chat.choices):
        return None
    return chat.choices[number - 1]


def _last(choices: Sequence[Action]) -> int:
    """The last of the things listed, before what leads elsewhere: "Hỏi ở văn bản khác"."""
    first = choices[0].verb, len(choices[0].documents)
    alike = (n for n, a in enumerate(choices, start=1) if (a.verb, len(a.documents)) == first)
    return max(alike)


def _number(text: str) -> int | None:
    """The number that is all that a message says."""
    plain = unicodedata.normalize("NFKC", text).lower()
    kept = "".join(c if c.isalnum() else " " for c in plain if unicodedata.category(c)[0] != "M")
    words = " ".join(kept.split())
    if len(words) > _LONGEST or _THIS_YEAR.fullmatch(words):
        return None
    words = _BEHIND.sub("", _BEFORE.sub("", f"{words} ").strip())
    if _DIGITS.fullmatch(words):
        return int(words)
    return _SAID.get(words)
