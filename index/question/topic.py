"""The topic words of a question: what is left when references and words of asking are taken out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from knowledge.names.agencies import BodyMention
from knowledge.text import fold, folded_syllables

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")

# Phrases of asking, and names of document types and parts, which point but say nothing of the
# matter. Folded; longer ones first.
_PHRASES = re.compile(
    r"\b(mat may (?:ngay|gio|thang|tuan|nam)|may (?:ngay|gio|thang|tuan|nam)|mat bao (?:lau|nhieu)|"
    r"nhu the nao|the nao|ra sao|lam sao|bao nhieu|bao "
    r"gio|bao lau|khi nao|luc nao|o dau|lay tu dau|tu dau|lo gi|lo viec gi|"
    r"bay gio|hien (?:nay|tai|gio)|dao (?:nay|gan day)|gan day|lau nay|nghe noi|vua (?:roi|qua)|"
    r"ve dau|di dau|la gi|lam gi|gi|nhung gi|cai gi|may lan|co may|lay dau|dau ra tien|dau ma|"
    r"giao cho ai|giao ai|giao so nao|giao don vi nao|giao bo nao|"
    r"co quan nao|don vi nao|so nao|bo nao|ban nao|ben nao|nganh nao|phong nao|noi nao|nhung ai|"
    r"truoc ngay nao|truoc ngay may|ngay nao|ngay may|hom "
    r"nao|thang nao|thang may|nam nao|quy nao|quy may|"
    r"han nao|han may|han chot|han cuoi|thoi han|khoang thoi gian|thoi gian|"
    r"thoi diem nao|tien do|phai lam|duoc giao|co nhiem "
    r"vu|"
    r"nhiem vu so|nhiem vu gi|nhiem vu nao|nhiem vu|nv|noi "
    r"gi|viec gi|viec nao|nhung viec|chu tri|don vi|co quan|"
    r"ke hoach nay|ke hoach|huong dan so|quyet dinh|cong "
    r"van|cong dien|thong bao|chi thi|nghi dinh|nghi quyet|"
    r"van ban nao|van ban|phu luc|theo quy dinh|tai lieu|"
    r"cho biet|cho hoi|xin hoi|chiu trach nhiem|co trach nhiem|trach nhiem "
    r"gi|"
    r"khac nhau|so sanh|giua|trong nam|trong ke hoach)\b"
)
_ASKING = frozenset(
    "ai là nào mấy nhiêu khi thế thì mà và của cho với "
    "để được phải các những một này đó không có trong theo "
    "tại từ "
    "đến tới về ạ vậy sao như hay hoặc bị bởi vào lên đã sẽ "
    "đang rồi nhé ơi em anh chị mình tôi xin hỏi cần muốn "
    "gồm "
    "bên ngay do thuộc nếu còn cũng nữa lúc bn z v dc cái "
    "kia chứ à ừ giúp xem kh hd qd mục phần gì ở ra đâu "
    "làm".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Words of a question and the folded syllables that plans use instead of them."""

    words: tuple[str, ...]
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Same:
    """A row of `data/same_words.tsv`: what people type, with and without accents.

    Attributes:
        words: The folded words of the row, one of which a text holds wherever the row stands.
    """

    words: frozenset[str]
    written: re.Pattern[str]
    folded: re.Pattern[str]
    instead: tuple[str, ...]

    def find(self, text: str, *, plain: bool) -> Iterator[re.Match[str]]:
        """Where it stands in a text in lower case, words typed without accents included."""
        if not plain:
            yield from self.written.finditer(text)
            return
        for match in self.folded.finditer(fold(text)):
            part = text[match.start() : match.end()]
            if part == match.group() or self.written.fullmatch(part):
                yield match


def _read_same() -> tuple[_Same, ...]:
    rows = (
        files("index").joinpath("data", "same_words.tsv").read_text(encoding="utf-8").splitlines()
    )
    pairs = [row.split("\t") for row in rows if row.strip() and not row.startswith("#")]
    return tuple(
        _Same(
            words=frozenset(_LETTERS.findall(fold(typed))),
            written=re.compile(rf"\b(?:{typed})\b"),
            folded=re.compile(rf"\b(?:{fold(typed)})\b"),
            instead=tuple(folded_syllables(words)),
        )
        for typed, words in pairs
    )


_SAME = _read_same()


# Words of asking that are half of another word.
_COMPOUNDS = frozenset(
    [
        *[("mục", "tiêu"), ("mục", "đích"), ("cần", "thơ"), ("làm", "việc")],
        *[("thành", "phần"), ("cổ", "phần"), ("danh", "mục"), ("hạng", "mục"), ("chuyên", "mục")],
        *[("vắc", "xin"), ("phần", "mềm"), ("phần", "cứng"), ("phần", "trăm")],
    ]
)
# Names in capitals that are spelt like words of asking.
_CAPITALS = frozenset({"AI", "GI"})


def topic_words(restored: str) -> tuple[str, ...]:
    """The folded topic syllables of a restored question, in its order.

    A word in capitals ("AI") is a name even where it is spelt like a word of asking.
    """
    words = _WORD.findall(_blank(restored))
    return tuple(
        fold(word)
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False)
        if word.lower() not in _ASKING
        or (word.lower(), after.lower()) in _COMPOUNDS
        or (before.lower(), word.lower()) in _COMPOUNDS
        or (word in _CAPITALS and not restored.isupper())
    )


def _blank(text: str) -> str:
    """The text with phrases of asking as blanks, offsets kept."""
    folded = fold(text)
    for match in _PHRASES.finditer(folded):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text


def alternatives(
    restored: str, bodies: Sequence[BodyMention], *, plain: bool
) -> tuple[Alternative, ...]:
    """What plans say for words of a restored question, full names of its bodies included.

    Accents tell "họp" from "phối hợp".

    Args:
        restored: The question, or what is left of it.
        bodies: The bodies that it names.
        plain: It was typed without accents, so that words without any may lack them.
    """
    text = restored.lower()
    words = frozenset(_LETTERS.findall(fold(text)))
    found = [
        Alternative(words=tuple(folded_syllables(match.group())), instead=same.instead)
        for same in _SAME
        if not same.words.isdisjoint(words)
        for match in same.find(text, plain=plain)
    ]
    for body in bodies:
        printed = tuple(folded_syllables(body.printed))
        instead = tuple(folded_syllables(body.names[0])) if body.names else ()
        if instead and instead != printed:
            found.append(Alternative(words=printed, instead=instead))
    return tuple(found)
