"""The same plan in several files: told by its bytes or its words, and kept once."""

import heapq
import re
import zlib
from collections import Counter
from collections.abc import Iterable

from knowledge.document import Document, SectionKind, SourceKind
from knowledge.extract import Method
from knowledge.number_key import NumberKey, number_key
from knowledge.text import folded_syllables

# Syllables of a shingle, and how many of a document's stand for it: the least by checksum.
_SHINGLE = 4
_SKETCH = 256
# The first of them find candidates; a shingle that many documents share finds none.
_ANCHORS = 16
_COMMON = 100
# Shares of shingles in common. Two formats of one plan share 0.95 and more, a scan of it loses
# some to misread letters; plans of two years made from one model can come close, so a text
# without a number must be the same but for slips.
_SAME, _SAME_SCANNED, _SAME_UNNUMBERED = 0.9, 0.75, 0.97
# From there on a text may be another version of a plan, whatever its head says; plans of two years
# made from one model come that close, too.
_MAY_BE = 0.5
_NUMBER = re.compile(r"\d[\d.,/]*")
_ASIDE = (SectionKind.RECIPIENTS, SectionKind.SIGNATURE, SectionKind.FOOTNOTE)
# Which file of a plan is kept, the best first.
_METHODS = (
    *(Method.WORD, Method.PDF, Method.WEB, Method.TEXT, Method.SHEET, Method.SLIDES, Method.OCR),
)


class Collection:
    """Documents that are going into a library, each plan once.

    Attributes:
        warnings: (file, sentence for the admin) pairs: of those kept all that was read, of the
            others why they are left out.
    """

    def __init__(self) -> None:
        self.warnings: list[tuple[str, str]] = []
        self._kept: dict[str, Document] = {}
        self._sketches: dict[str, tuple[int, ...]] = {}
        self._anchored: dict[int, list[str]] = {}
        self._named: dict[NumberKey | str, list[str]] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents kept, in the order in which they came."""
        return tuple(self._kept.values())

    def add(self, document: Document) -> None:
        """Take a document in, or leave it or its worse twin out; either is said."""
        same = self._kept.get(document.id)
        if same is not None:
            self._tell(document, f"Trùng nguyên văn với {same.source_file}; chỉ giữ một bản.")
            return
        marks = sketch(document)
        twin = self._twin(document, marks)
        if twin is not None and _is_revised(document, twin):
            self._tell(
                document,
                f"Gần giống {twin.source_file} nhưng khác về phân công, thời hạn hoặc số liệu: giữ "
                "cả hai; nếu một bản là bản sửa, hãy bỏ bản cũ.",
            )
        elif twin is not None:
            worse, better = (twin, document) if _rank(document) < _rank(twin) else (document, twin)
            self._tell(
                worse, f"Cùng nội dung với {better.source_file}; chỉ giữ {better.source_file}."
            )
            if worse is document:
                return
            self._drop(worse)
        else:
            self._tell_clash(document)
        self._keep(document, marks)

    def _twin(self, document: Document, marks: tuple[int, ...]) -> Document | None:
        """The kept document of nearly the same words; before a revised one that which is alike."""
        near = {each for mark in marks[:_ANCHORS] for each in self._anchored.get(mark, ())}
        twins = [
            self._kept[each]
            for each in sorted(near)
            if _is_same(document, self._kept[each], likeness(marks, self._sketches[each]))
        ]
        return min(twins, key=lambda twin: _is_revised(document, twin), default=None)

    def _tell_clash(self, document: Document) -> None:
        if document.source is SourceKind.ANNEX:
            return
        called = _called(document)
        same = "tên gọi" if isinstance(called, str) else "số, ký hiệu"
        for each in self._named.get(called, ())[:1] if called is not None else ():
            other = self._kept[each].source_file
            self._tell(document, f"Cùng {same} với {other}; cần kiểm tra.")

    def _tell(self, document: Document, warning: str) -> None:
        self.warnings.append((document.source_file, warning))

    def _keep(self, document: Document, marks: tuple[int, ...]) -> None:
        for warning in document.warnings:
            self._tell(document, warning)
        self._kept[document.id] = document
        self._sketches[document.id] = marks
        for mark in marks[:_ANCHORS]:
            anchored = self._anchored.setdefault(mark, [])
            if len(anchored) < _COMMON:
                anchored.append(document.id)
        if (called := _called(document)) and document.source is not SourceKind.ANNEX:
            self._named.setdefault(called, []).append(document.id)

    def _drop(self, document: Document) -> None:
        del self._kept[document.id]
        for mark in self._sketches.pop(document.id)[:_ANCHORS]:
            if document.id in self._anchored[mark]:
                self._anchored[mark].remove(document.id)
        if (called := _called(document)) and document.source is not SourceKind.ANNEX:
            self._named[called].remove(document.id)


def sketch(document: Document) -> tuple[int, ...]:
    """Checksums that stand for the words of a document's body, ascending; all of a short one's."""
    words = [
        word
        for section in document.sections
        if section.kind not in _ASIDE
        for word in folded_syllables(section.span.of(document.text))
    ]
    return tuple(heapq.nsmallest(_SKETCH, set(_shingles(words))))


def _shingles(words: list[str]) -> Iterable[int]:
    for n in range(len(words) - _SHINGLE + 1):
        yield zlib.crc32(" ".join(words[n : n + _SHINGLE]).encode())


def likeness(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """The share of shingles that two documents have in common, in [0, 1], from their sketches."""
    union = heapq.nsmallest(_SKETCH, {*left, *right})
    both = {*left} & {*right}
    return sum(mark in both for mark in union) / len(union) if union else 0.0


def may_be_version(left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    """Whether two documents may be versions of one plan, from their sketches."""
    return likeness(left, right) >= _MAY_BE


def _is_same(left: Document, right: Document, share: float) -> bool:
    ours, theirs = _number(left), _number(right)
    if ours is not None and theirs is not None:
        scanned = left.recognised or right.recognised
        return ours == theirs and share >= (_SAME_SCANNED if scanned else _SAME)
    return share >= _SAME_UNNUMBERED


def _is_revised(left: Document, right: Document) -> bool:
    """Whether each of two plans of nearly the same words says what the other does not.

    A format that loses something says less; a correction says something else. Of a scan nobody
    knows which of the two it does.
    """
    if left.recognised or right.recognised:
        return False
    ours, theirs = _facts(left), _facts(right)
    return bool(ours - theirs) and bool(theirs - ours)


def _facts(document: Document) -> Counter[str]:
    """What a plan is asked for, folded: its numbers, and who is to do what until when."""
    told = [
        mention.text
        for each in document.assignments
        for mention in (*each.leads, *each.implementers, each.partners, each.timing)
        if mention is not None
    ]
    numbers = (
        number.strip(".,;:()")
        for section in document.sections
        if section.kind not in _ASIDE
        for number in _NUMBER.findall(section.span.of(document.text))
    )
    return Counter((*(" ".join(folded_syllables(each)) for each in told), *numbers))


def _number(document: Document) -> NumberKey | None:
    number = document.identity.number
    return number_key(number.value) if number else None


def _called(document: Document) -> NumberKey | str | None:
    """What tells a plan from others: its number, or where it has none its type and title."""
    header, number = document.identity, _number(document)
    if number is not None or header.title is None:
        return number
    kind = header.type.value if header.type is not None else ""
    return f"{kind} {' '.join(folded_syllables(header.title.value))}"


def _rank(document: Document) -> tuple[bool, bool, bool, int]:
    """A key that puts the file to be kept first: official, not recognised, numbered, its format."""
    return (
        document.source is not SourceKind.OFFICIAL,
        document.recognised,
        _number(document) is None,
        _METHODS.index(document.method),
    )
