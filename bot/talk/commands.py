"""What is said to the bot itself: commands with a slash, and the words that stand for them."""

import re
from dataclasses import dataclass

from knowledge.text import fold, folded_syllables, squash

_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)

# Messages that are nothing but these words mean the command, and what may stand behind it.
_WORDS = {
    "ca kho": "cakho",
    "tim ca kho": "cakho",
    "tim trong ca kho": "cakho",
    "bo": "cakho",
    "bo chon": "cakho",
    "bo van ban": "cakho",
    "thoat van ban": "cakho",
    "van ban": "vanban",
    "danh sach van ban": "vanban",
    "cac van ban": "vanban",
    "tro giup": "help",
    "toan van": "toanvan",
    "toan van muc": "toanvan",
    "muc truoc": "truoc",
    "muc sau": "sau",
    "muc tiep": "sau",
    "muc tiep theo": "sau",
    "muc tren": "tren",
    "van ban khac": "khac",
    "hoi o van ban khac": "khac",
    "bat dau": "start",
    "nap lai": "naplai",
    "nap lai kho": "naplai",
    "quay lai": "quaylai",
    "quay lai kho truoc": "quaylai",
    "tinh trang": "tinhtrang",
    "ma moi": "moi",
    "ma moi quan tri": "moi quantri",
}
# What is asked of the library or of a plan as a whole, in plain words; what it is asked of stands
# behind it.
_LEAD = (
    r"^\W*(?:(?:cho|gui|xin|dua|lay|giup|xem|muon|can|toi|em|minh|anh|chi|hay|vui long|mo|ban|bot|"
    r"oi|tai|in|lai|hien|nay|gio|dang|trong|kho|he thong|o|day|the)\s+)*"
)
_TAIL = (
    r"(?:\s+(?:cho|toi|em|minh|anh|chi|voi|nhe|nha|a|di|duoc|khong|ko|the|vay|giup|oi|bot|xem|luon|"
    r"len|ra|ve|xuong|trong kho|hien co|dang co|o day|hien nay|roi))*\W*$"
)
_WHOLE = r"(?:van ban|vb|ke hoach|tai lieu)"
_TYPE = (
    rf"(?:{_WHOLE}|kh|hd|qd|cv|cd|tb|ct|ctr|nq|kl|nd|huong dan|quyet dinh|cong van|cong dien|"
    r"thong bao|chi thi|chuong trinh|nghi quyet|ket luan)"
)
# A plan by its type or number, or the one in view.
_NAMED = rf"(?:(?:{_TYPE}|cai|ca|no|so)\b|\d|nay\b|do\b).*?"
_FETCH = (
    r"(?:tai|download|in|gui|xin)(?: ve| xuong| ra)?(?: cho)?(?: em| anh| chi| toi| minh)?(?: xin)?"
)
_SAID = tuple(
    (name, re.compile(f"{_LEAD}{words}{_TAIL}"))
    for name, words in (
        (
            "vanban",
            r"(?:(?:danh sach|ds|danh muc|liet ke|tat ca|toan bo)(?: tat ca)?(?: cac| nhung)? "
            rf"{_WHOLE}|"
            r"co (?:tat ca |tong cong )?(?:may|bao nhieu|nhung|cac)(?: cai)? "
            rf"{_WHOLE}(?: nao| gi)?|"
            rf"(?:nhung|cac) {_WHOLE} (?:(?:hien|dang) )*co|"
            # Of the library itself, without a word for what it holds.
            r"(?:dang )?(?:co|chua|luu) (?:nhung )?gi trong kho|"
            r"kho (?:nay )?(?:(?:hien|dang) )*(?:co|gom|chua|luu) (?:nhung )?gi)"
            r"(?:(?: trong kho| hien co| dang co)? (?:cua|o|tai) (?P<argument>\w.*?))??",
        ),
        (
            "bangoc",
            rf"(?:(?:file|tep|ban|trang|{_WHOLE})(?: (?:pdf|word|scan|{_WHOLE}))? goc|file|tep|"
            rf"ban (?:pdf|word|scan|day du|in)|toan bo {_WHOLE})"
            rf"(?: (?:cua )?(?P<argument>{_NAMED}))??",
        ),
        (
            "bangoc",
            rf"{_FETCH}(?: toan bo| het)? "
            rf"(?P<argument>{_TYPE}(?: so)? \d[\w/-]*|{_WHOLE} (?:nay|do))",
        ),
        ("bangoc", rf"{_FETCH} (?:toan bo|het)(?P<argument>)"),
        (
            "tomtat",
            r"(?:tom tat|tom luoc|tom gon|khai quat|noi dung chinh|y chinh)"
            r"(?: (?:noi dung|cac|y|chinh|so bo|nhanh|ngan gon|lai))*(?: (?:cua|ve))?"
            rf"(?: (?P<argument>{_NAMED}))??",
        ),
    )
)
# The plan in view, in the words that point at it.
_IN_VIEW = re.compile(rf"(?:(?:cai|ca) )?(?:{_WHOLE}|file|no)?\s*(?:nay|do|tren|kia|ay)?")
_AT = re.compile(r"\btại\b", re.IGNORECASE)
# Characters of plain words that stand for a command.
_LONGEST = 200
_SPELLINGS = {
    "bo": "cakho",
    "trogiup": "help",
    "huongdan": "help",
    "vb": "vanban",
    "kh": "kehoach",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command without its slash, in plain letters, and what was typed behind it."""

    name: str
    argument: str

    @property
    def asks_for_help(self) -> bool:
        """Whether it asks what can be done; a link opens the bot with words behind "start"."""
        return self.name == "help" or self.name == "start" and not self.argument


def find_command(text: str) -> Command | None:
    """The command that a message is, or None for a question."""
    match = _COMMAND.fullmatch(text.strip())
    if match:
        name = fold(match[1])
        return Command(name=_SPELLINGS.get(name, name), argument=squash(match[2] or ""))
    name, _, argument = _WORDS.get(squash(fold(text)), "").partition(" ")
    return Command(name=name, argument=argument) if name else _said(squash(text))


def _said(text: str) -> Command | None:
    """The command that plain words stand for."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    for name, pattern in _SAID:
        match = pattern.match(folded)
        # "Tại kế hoạch này" is where, not "tải" it.
        if match is not None and not (name == "bangoc" and _AT.search(text)):
            start, end = match.span("argument")
            named = "" if start < 0 or _IN_VIEW.fullmatch(match["argument"]) else text[start:end]
            return Command(name=name, argument=named)
    return None


# Words of a message that only points at another one: "trả lời giúp câu này với bot ơi".
_CALLING = frozenset(
    "tra loi giup ho dum cau nay tren kia do ay hoi y cho voi nhe nha a di oi bot ad ban em anh "
    "chi minh toi moi nguoi vui long lam on please help check tra cuu tim xem xin da vang hay dap "
    "noi dung viec no the nao sao ok tl".split()
)


def is_only_a_call(text: str) -> bool:
    """Whether a message has no matter of its own; one without any words has none."""
    return all(word in _CALLING for word in folded_syllables(text))
