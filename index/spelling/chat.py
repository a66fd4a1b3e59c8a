"""The short forms and courtesies of chat messages: "ko", "dc", "j"; "cho em hỏi ...", "... v ạ"."""

import re
from collections.abc import Sequence

from knowledge.text import fold, nfc

CHAT_WORDS = {
    "k": "không",
    "ko": "không",
    "kô": "không",
    "kg": "không",
    "hok": "không",
    "dc": "được",
    "đc": "được",
    "đk": "được",
    "j": "gì",
    "gj": "gì",
    "bn": "bao nhiêu",
    "bnhiu": "bao nhiêu",
    "ntn": "như thế nào",
    "trc": "trước",
    "vs": "với",
    "lm": "làm",
    "r": "rồi",
    "cx": "cũng",
    "bik": "biết",
    "wa": "quá",
    "mik": "mình",
}
"""Short forms, lower case, and what they stand for; abbreviations of offices are no part of it."""

# Behind these a single letter names a part of a document: "điểm k khoản 2".
_LABEL_WORDS = frozenset("diem khoan muc phan luc bieu mau hang cot nhom phu tiet y".split())

_MEASURING = frozenset("mot moi tung tren may nhieu dong nghin ngan trieu 1".split())
_PARTICLES = frozenset("ạ z v vậy zậy zay nhé nhỉ nhá nhen hén please pls thanks tks".split())
# Without accents these may be words of the question ("sửa nhà"): only behind a question word.
_UNSURE_PARTICLES = frozenset("a vay nha nhe nhi the ha vây".split())
_QUESTION_WORDS = frozenset("ai gi nao dau sao may nhieu lau gio j bn khong ko chua v z".split())

_CLOSINGS: tuple[str, ...] = (
    "ad oi",
    "admin oi",
    "bot oi",
    "ban oi",
    "anh oi",
    "chi oi",
    "em cam on",
    "cam on",
)
_CLOSINGS += ("cam on ad", "cam on ban", "cam on nhieu", "xin cam on", "em xin cam on", "thank you")
_ADDRESSED: tuple[str, ...] = (
    "ad oi",
    "admin oi",
    "bot oi",
    "ban oi",
    "anh oi",
    "chi oi",
    "em oi",
    "anh chi oi",
)
_ADDRESSED += ("moi nguoi oi", "cac ban oi", "xin chao", "chao ad", "chao ban", "chao bot", "alo")
_ADDRESSED += ("em chao ad", "em chao anh", "em chao chi", "chao anh chi", "hello", "hi", "please")
_ADDRESSED += ("pls", "da thua", "lam on", "vui long")
_REQUESTS: tuple[str, ...] = (
    "cho hoi",
    "cho em hoi",
    "cho minh hoi",
    "cho toi hoi",
    "cho em xin hoi",
    "xin hoi",
)
_REQUESTS += ("xin cho hoi", "em hoi", "em muon hoi", "em can hoi", "toi muon hoi", "minh muon hoi")
_REQUESTS += ("ad cho em hoi", "ad cho hoi", "anh chi cho em hoi", "moi nguoi cho em hoi")
_REQUESTS += ("ban cho hoi", "ban cho minh hoi", "cho biet", "xin cho biet", "hay cho biet")
_REQUESTS += ("cho em biet", "cho toi biet", "cho minh biet", "vui long cho biet", "cho hoi la")
_REQUESTS += ("lam on cho biet", "toi muon biet", "em muon biet", "cho em hoi la", "cho em hoi ti")


def _phrases(*groups: Sequence[str]) -> list[list[str]]:
    """Phrases as lists of folded words, the longest first."""
    phrases = [phrase.split() for group in groups for phrase in group]
    return sorted(phrases, key=lambda words: -len(words))


_OPENING_PHRASES = _phrases(_ADDRESSED, _REQUESTS)
_CLOSING_PHRASES = _phrases(_CLOSINGS)
_WORD = re.compile(r"\w+")


def spell_out(word: str, before: str | None) -> str | None:
    """What a short form stands for, or None if it is none or names a part of a document.

    Args:
        word: A word of the question.
        before: The word in front of it, None at the beginning.
    """
    lowered = word.lower()
    if word != lowered:
        return None
    if len(lowered) == 1 and before is not None and fold(before) in _LABEL_WORDS:
        return None
    if lowered == "kg" and before is not None and fold(before) in _MEASURING:
        return None  # «bao nhiêu một kg» weighs, and denies nothing.
    return CHAT_WORDS.get(lowered)


def _closing_length(words: Sequence[str]) -> int:
    """How many words at the end are a courtesy."""
    folded = [fold(word) for word in words]
    for phrase in _CLOSING_PHRASES:
        if folded[-len(phrase) :] == phrase:
            return len(phrase)
    before = folded[-2] if len(folded) > 1 else ""
    if before in _LABEL_WORDS:
        return 0
    sure = words[-1] in _PARTICLES
    unsure = words[-1] in _UNSURE_PARTICLES
    return int(sure or (unsure and (before in _QUESTION_WORDS or before.isdigit())))


def _opening_length(words: Sequence[str]) -> int:
    """How many words at the beginning are a courtesy."""
    folded = [fold(word) for word in words]
    for phrase in _OPENING_PHRASES:
        if folded[: len(phrase)] == phrase:
            return len(phrase)
    return 1 if words[0] in ("dạ", "vâng") else 0


def plain(question: str) -> str:
    """The question without greetings, requests and particles at its ends, in NFC, trimmed.

    "cho em hỏi ai ký KH 61 v ạ?" is "ai ký KH 61?". A text that is nothing but courtesy comes
    back whole, so that it can be answered as such.
    """
    text = nfc(question).strip()
    found = [(word.group().lower(), word.start(), word.end()) for word in _WORD.finditer(text)]
    first, last = 0, len(found)
    while first < last and (length := _opening_length([word for word, _, _ in found[first:last]])):
        first += length
    while first < last and (length := _closing_length([word for word, _, _ in found[first:last]])):
        last -= length
    if first >= last:
        return text
    ending = text[found[-1][2] :].strip()
    kept = text[found[first][1] : found[last - 1][2]]
    if last < len(found):
        return kept + ("?" if "?" in ending else "")
    return text[found[first][1] :]
