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
    return Command(name=name, argument=argument) if name else None


# Words of a message that only points at another one: "trả lời giúp câu này với bot ơi".
_CALLING = frozenset(
    "tra loi giup ho dum cau nay tren kia do ay hoi y cho voi nhe nha a di oi bot ad ban em anh "
    "chi minh toi moi nguoi vui long lam on please help check tra cuu tim xem xin da vang hay dap "
    "noi dung viec no the nao sao ok tl".split()
)


def is_only_a_call(text: str) -> bool:
    """Whether a message has no matter of its own; one without any words has none."""
    return all(word in _CALLING for word in folded_syllables(text))
