"""Finding the place that a message names: "cuoi phan 3 hd06", "KH Bắc Giang, mục II.2.2"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.library.card import DocumentCard
from index.library.document_names import document_code, full_name, short_name
from index.library.passages import LETTERHEAD, letterhead_span
from index.library.store import Library
from index.question.place_words import all_places
from knowledge.document import Document
from knowledge.numbers import parse_number
from knowledge.outline.labels import roman_value
from knowledge.text import fold, squash

Place = tuple[str, str]

# Documents whose places are kept by the names that may be typed for them.
_DOCUMENTS_KEPT = 16
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
# What people type for the words that are printed, folded.
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{typed}\b"), printed)
    for typed, printed in (
        ("gach dau dong(?: thu)?", "gach"), (r"y(?= \d)", "gach"), ("doan thu", "doan"),
        (r"so thu tu", "stt"), ("ten (?:goi|ke hoach|van ban)", "trich yeu"),
        ("(?:doan ket|doan cuoi|phan ket|ket)", "cuoi"), (r"(?<=\w )lan(?= \d)", "thu"),
        ("(?:nv|nhiem vu)", "muc"), ("phan dau", "dau van ban"), (r" (?:trang|page) \d+$", ""),
        # What an English reply prints for them.
        ("section", "muc"), ("part", "phan"), ("paragraph", "doan"), ("bullet", "gach"),
        ("end of the document", "cuoi van ban"), ("end of", "cuoi"), ("plus sign", "dau cong"),
        ("point", "diem"), ("clause", "khoan"), ("article", "dieu"), ("annex", "phu luc"),
        ("preamble", "phan mo dau"), ("subject line", "trich yeu"), ("signature", "chu ky"),
        ("step", "buoc"), ("footnote", "chu thich"), ("recipients", "noi nhan"),
        ("head", "dau van ban"), ("grounds", "can cu"), ("addressees", "kinh gui"),
        ("headline", "tieu de bai"), ("date of publication", "ngay dang"), ("row", "dong"),
        ("chapter", "chuong"), ("words of attachment", "loi dan kem theo"), ("no stt", "stt"),
    )
)  # fmt: skip
# Words around a place that only ask for it.
_BEFORE = re.compile(r"^(?:(?:xem|doc|mo|cho|toi|minh|em|noi dung|nguyen van|o|tai|trong|cua) )+")
_BEHIND = re.compile(
    r"(?: (?:noi gi|ghi gi|la gi|the nao|cua|o|trong|ban tin ve|van ban nay|ke hoach nay))+$"
)
# Where the next step of a place begins; steps may be typed in any order.
_STEP = re.compile(
    r" (?=(?:muc|phan|doan|gach|dau cong|diem|khoan|dieu|chuong|phu luc|stt|cuoi|buoc)\b)"
)
_PART = re.compile(r"\bphan ([ivx]+)\b")
# A part with nothing but its number, which a question before may be put to.
_NUMBERED = re.compile(r"(?:[IVXLC]+|\d+)(?:\.\w+)*|Điều \d+(?:\.\w+)*")
# The list at the foot, which a record tells.
_LISTED = "/nơi nhận"


class NamedPlaces:
    """The places of a library by every name that is printed for them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names: dict[str, list[str]] | None = None
        self._places = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._read)

    def named(
        self, text: str, documents: Sequence[str] | None, *, leaning: bool = False
    ) -> list[Place]:
        """The places, as (document id, path), that a message names and asks nothing else of.

        Args:
            text: What was typed; case, accents, commas and order do not matter.
            documents: Those in view, where the message names none.
            leaning: A question stands before it, which a bare number may be put to.
        """
        by_code = list(self._coded(text))
        if by_code:
            return [each for each in by_code if each[0] in (documents or ())] or by_code
        words = _words(text)
        for rest, ids in self._without_name(words):
            found = [(d, path) for d in ids for path in self._paths(d, rest, text)]
            if found:
                return [p for p in found if not self._is_read_elsewhere(p, leaning=leaning)]
        held = [(d, path) for d in documents or () for path in self._paths(d, words, text)]
        return [p for p in held if p[1] != _LISTED and not _NUMBERED.fullmatch(p[1])]

    def _is_read_elsewhere(self, place: Place, *, leaning: bool) -> bool:
        if self._library.card(place[0]).identity.number is None:
            return False
        return place[1] == _LISTED or (leaning and bool(_NUMBERED.fullmatch(place[1])))

    def _coded(self, text: str) -> Iterator[Place]:
        """The places whose old code, `KH61-II.3.2`, the message is."""
        code, hyphen, rest = text.strip().partition("-")
        if not hyphen or " " in code:
            return
        for card in self._library.documents:
            if fold(document_code(card)) != fold(code):
                continue
            paths = [p for p in self._places(card.id)[1] if fold(p.lstrip("/")) == fold(rest)]
            exact = [p for p in paths if p.lstrip("/") == rest]
            yield from ((card.id, path) for path in exact or paths)

    def _without_name(self, words: str) -> Iterator[tuple[str, list[str]]]:
        """The message without a document's name at its start or end, the longest names first."""
        if self._names is None:
            self._names = {}
            for card in self._library.documents:
                for name in _names_of(card, self._library.short_name(card.id)):
                    self._names.setdefault(name, []).append(card.id)
        tokens = words.split()
        for length in range(len(tokens) - 1, 0, -1):
            for called, rest in (
                (tokens[-length:], tokens[:-length]),
                (tokens[:length], tokens[length:]),
            ):
                named = self._names.get(" ".join(called))
                if named:
                    yield " ".join(rest), named

    def _paths(self, document_id: str, words: str, text: str) -> list[str]:
        """The places of a document with that name; letters with their marks tell d from đ."""
        keys, named = self._places(document_id)
        found = keys.get(_key(words), [])
        exact = [path for path in found if named[path].lower() in squash(text.lower())]
        return exact if len(exact) == 1 else found

    def _read(self, document_id: str) -> tuple[dict[str, list[str]], dict[str, str]]:
        """The paths by what may be typed for them, and the printed name of each path."""
        document = self._library.document(document_id)
        named = _citable(document)
        keys: dict[str, list[str]] = {}
        for path, words in named.items():
            keys.setdefault(_key(_words(words)), []).append(path)
        for path, words in named.items():
            for other in _other_names(_words(words)):
                held = keys.setdefault(_key(other), [])
                if all(_key(_words(named[each])) != _key(other) for each in held):
                    held.append(path)
        return keys, named


def _citable(document: Document) -> dict[str, str]:
    named = all_places(document)
    if letterhead_span(document) is None:
        named.pop(LETTERHEAD, None)
    return named


def _other_names(words: str) -> Iterator[str]:
    """What else is said for a place: "phan 3" and "muc iii", an end without its paragraph."""
    if match := _PART.search(words):
        yield _PART.sub(f"phan {roman_value(match[1])}", words)
        yield _PART.sub(f"muc {match[1]}", words)
    if words.startswith("cuoi "):
        whole = re.sub(r" doan \d+$", "", words)
        yield whole
        yield whole.replace("cuoi van ban", "cuoi")


# Most cards of a library that takes the place of another are the same, and readers wait.
@lru_cache(maxsize=20_000)
def _names_of(card: DocumentCard, short: str) -> frozenset[str]:
    """All that a document may be called by: short, by its type and number, in full."""
    return frozenset(_named(card, short))


def _named(card: DocumentCard, short: str) -> Iterator[str]:
    for name in (short, short_name(card), full_name(card)):
        yield _words(name)
    identity = card.identity
    number = parse_number(identity.number.value) if identity.number else None
    if number is None:
        return
    code = _words(short_name(card)).split()[0]
    kinds = [code, *([_words(identity.type.value)] if identity.type else [])]
    for kind in kinds:
        for printed in (number.digits, _words(number.canonical)):
            yield f"{kind} {printed}"
            yield f"{kind} so {printed}"
    yield _words(number.canonical)


def _words(text: str) -> str:
    """Words and numbers, folded, without zeros before a number."""
    found = _TOKEN.findall(fold(text))
    return " ".join((t.lstrip("0") or "0") if t.isdigit() else t for t in found)


def _key(words: str) -> str:
    """One spelling for a place, its steps in one order."""
    words = _BEHIND.sub("", _BEFORE.sub("", words))
    for typed, printed in _SPELLINGS:
        words = typed.sub(printed, words)
    return " ".join(sorted(_STEP.split(squash(words))))
