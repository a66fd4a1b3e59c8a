"""The sentence of a passage that answers a question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.intents import TIMES, Wanted
from index.question import Question
from index.search import Tokens, coverage, tokens
from knowledge.agencies import find_bodies
from knowledge.document import Document, SectionKind
from knowledge.places import find_places
from knowledge.roles import sentences
from knowledge.text import LOWER, UPPER, Span, View, fold, view
from knowledge.timing import STRONG_RHYTHM, is_timed

_MONEY = re.compile(
    r"\b\d[\d.,]*\s*(?:tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?:đồng|"
    r"VND|USD)\b|\b\d[\d.,]*\s*(?:tỷ|tỉ|triệu)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%|\bphần trăm\b")
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b")
_PHONE = re.compile(
    r"(?<!\d)(?:(?:0|\+84)\d(?:[ .]?\d){7,9}|1[89]00[ .]?\d{4,6})(?!\d)|"
    r"\b(?:điện thoại|hotline|đường dây nóng|gọi|máy)\W+(?:số\W+)?\d{3,5}\b(?!\s*(?:ngày|giờ))",
    re.IGNORECASE,
)
_PERSON = re.compile(
    rf"\b(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Pp]hó Thủ tướng|[Tt]hủ tướng|[Bb]ộ trưởng|[Cc]hủ tịch|"
    rf"[Gg]iám đốc)(?: thường trực)?(?: Chính phủ)?,?(?: [{UPPER}][{LOWER}]+){{2,4}}"
)
_DAY = re.compile(
    r"\bngày\s+(?:mồng\s+)?\d|(?<!\d)\d{1,2}\s*/\s*\d{1,2}(?!\d)|"
    r"\bngày mồng|\d{1,2} tháng \d|\bđúng ngày\b",
    re.IGNORECASE,
)
_LOCALITY = re.compile(
    rf"\b(?:huyện|thành phố|thị xã|quận|xã|phường|thị trấn|thôn|bản|ấp|chợ|[Hh]ội trường|"
    rf"[Pp]hòng họp|[Qq]uảng trường)\s+[{UPPER}\d]"
)
_DURATION = re.compile(
    r"\b\d+\s+(?:giờ|ngày|tháng|tuần|năm|phút)\b|\b(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)\b|"
    r"\b6 tháng\b|\bquý\b",
    re.IGNORECASE,
)
# Longer sentences are cut at clauses for the statement.
_LONGEST = 420
# A list that is asked for may be longer; characters.
_LONGEST_LIST = 900
# A further sentence belongs to the statement that holds this share of what the best one holds.
_NEARLY = 0.75
# And one with a value of the sort that is asked for if it holds this share.
_ALSO = 0.4
_VALUES = (*TIMES, Wanted.MONEY, Wanted.PERCENT, Wanted.QUANTITY)
# What a sentence gains that holds the sort of value, or opens with the condition, asked for.
_FITTING = 0.4
_SUPPOSING = re.compile(
    r"\b(?:neu|khi|truong hop|lo)\b.{4,80}\b(?:thi sao|thi the nao|thi (?:bi )?gi|thi lam|ra sao|"
    r"thi xu ly|bi xu ly|thi phai)\b"
)
_SUPPOSED = re.compile(r"\W*(?:[a-zđ]\)\s*|[\d.]+\s*)?(?:Nếu|Trường hợp|Khi|Trong trường hợp)\b")
# Shorter pieces are labels, no sentences.
_SHORTEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a passage.

    Attributes:
        text: Cleaned, as shown in a statement.
        span: Where it stands.
        coverage: Share of the question's topic it holds, in [0, 1].
        fits: It holds a value of the sort asked for.
    """

    text: str
    span: Span
    coverage: float
    fits: bool


# "Quyết định số 213/QĐ-TTg ngày 01/3/2024": the day of a cited document answers no question.
_CITED_DAY = re.compile(
    rf"[-/][{UPPER}][\w\-&/]*,?\s+ngày\s+\d{{1,2}}(?:[/\-]\d{{1,2}}[/\-]\d{{4}}|"
    r"\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)


def holds(wanted: Wanted | None, text: str) -> bool:
    """Whether a text holds a value of the sort asked for; True if none is."""
    if wanted in TIMES:
        text = _CITED_DAY.sub(" ", text)
    match wanted:
        case None:
            return True
        case Wanted.TIME:
            return is_timed(text)
        case Wanted.DAY:
            return bool(_DAY.search(text))
        case Wanted.DURATION:
            return bool(_DURATION.search(text) or STRONG_RHYTHM.search(text))
        case Wanted.MONEY:
            return bool(_MONEY.search(text))
        case Wanted.PERCENT:
            return bool(_PERCENT.search(text))
        case Wanted.QUANTITY:
            return bool(_NUMBER.search(text) or _PERCENT.search(text))
        case Wanted.PHONE:
            return bool(_PHONE.search(text))
        case Wanted.EMAIL:
            return "@" in text
        case Wanted.PLACE:
            return bool(_LOCALITY.search(text) or find_places(text))
        case Wanted.PERSON:
            return bool(_PERSON.search(text))
        case Wanted.BODY:
            return bool(find_bodies(text))
        case Wanted.LIST:
            return True


def best_sentences(
    question: Question,
    document: Document,
    span: Span,
    weights: Mapping[str, float],
    headings: str = "",
    longest: int = _LONGEST,
) -> list[Sentence]:
    """The sentences of a passage, the one that answers first.

    Args:
        question: What is asked.
        document: The document.
        span: The passage.
        weights: Rarity of the question's words.
        headings: Headings above the passage; every sentence inherits them at a discount, and
            those within the passage too.
        longest: Sentences of more characters are split at their semicolons.
    """
    inside = [s for s in document.sections if span.contains(s.span)]
    titles = [s for s in inside if s.kind is SectionKind.HEADING and len(inside) > 1]
    crumbs = tokens(" ".join([headings, *(s.heading or "" for s in titles)]))
    stretches = [s.span for s in inside if s not in titles] or [span]
    found: list[Sentence] = []
    for stretch in stretches:
        looked = view(document.text, [stretch])
        pieces = [
            (start, end) for start, end in _pieces(looked, longest) if end - start >= _SHORTEST
        ]
        found += [
            _sentence(question, looked, start, end, weights, crumbs)
            for start, end in pieces or [(0, len(looked.text))]
        ]
    supposing = bool(_SUPPOSING.search(question.folded))

    def worth(sentence: Sentence) -> float:
        told = _FITTING if sentence.fits and question.wanted else 0.0
        return sentence.coverage + told + _FITTING * (supposing and _is_supposed(sentence.text))

    return sorted(found, key=worth, reverse=True)


def _is_supposed(text: str) -> bool:
    """Whether a sentence opens with a condition: "Nếu quá hạn …", "Trường hợp …"."""
    return bool(_SUPPOSED.match(text))


def _pieces(looked: View, longest: int) -> Iterator[tuple[int, int]]:
    """Sentences; those of more than `longest` characters are split at their semicolons."""
    for start, end in sentences(looked.text):
        position = start
        if end - start > longest:
            for match in re.finditer(r";\s+(?=\S)", looked.text[start:end]):
                yield position, start + match.start() + 1
                position = start + match.end()
        if position < end:
            yield position, end


def _sentence(
    question: Question,
    looked: View,
    start: int,
    end: int,
    weights: Mapping[str, float],
    crumbs: Tokens,
) -> Sentence:
    start, end = looked.strip(start, end, " ")
    words = looked.text[start:end]
    own = tokens(words)
    covered = coverage(question.topic, own, crumbs, weights, question.alternatives)
    span = looked.span(start, end) if end > start else looked.span(0, len(looked.text))
    fits = holds(question.wanted, words) and _counts(question, words) and _spans(question, words)
    fits = fits and _is_total(question, words)
    fits = fits or (covered >= _CONDITIONED and _is_condition(question, words))
    return Sentence(text=words, span=span, coverage=covered, fits=fits)


def _counts(question: Question, text: str) -> bool:
    """Whether a text counts the very thing that is asked: a number right before its unit."""
    if question.wanted is not Wanted.QUANTITY or question.unit is None:
        return True
    first, *rest = question.unit.split()
    units = rf"(?:{first} {rest[0]}|{first})" if rest else first
    return bool(re.search(rf"{_FOLDED_NUMBER}\s+(?:\w+\s+)?{units}\b", fold(text)))


_TOTAL_ASKED = re.compile(
    r"\btong (?:so |muc |cong )?(?:kinh phi|tien|von|du toan|chi|ngan sach)\b"
)
_RATE = re.compile(r"\s*/\s*\w")


def _is_total(question: Question, text: str) -> bool:
    """Whether a text holds a sum, no rates alone ("đồng/ngày"), where a total is asked."""
    if question.wanted is not Wanted.MONEY or not _TOTAL_ASKED.search(question.folded):
        return True
    return any(not _RATE.match(text, m.end()) for m in _MONEY.finditer(text))


# "từ ngày nào đến ngày nào" asks for both ends.
_WHEN_ASKED = re.compile(r"\b(?:khi|luc) nao\b")
_WHEN_TOLD = re.compile(r"\b(?:khi|nếu|trường hợp)\s+(?!có\b)\w", re.IGNORECASE)
# So much of the topic a sentence must hold whose condition is the answer.
_CONDITIONED = 0.5
_STRETCH_ASKED = re.compile(r"\btu (?:ngay|hom|luc|thang|nam|khi)\b.{0,20}\b(?:den|toi)\b")
_STRETCH = re.compile(r"\btừ\b.{0,40}\b(?:đến|tới)\b|\d\s*[-–]\s*\d", re.IGNORECASE)


def _spans(question: Question, text: str) -> bool:
    """Whether a text names both ends of a stretch of time, where both are asked for."""
    both = question.wanted in TIMES and _STRETCH_ASKED.search(question.folded)
    return not both or bool(_STRETCH.search(text))


def _is_condition(question: Question, text: str) -> bool:
    """Whether "khi nào" is answered by a condition: "chỉ dùng … khi nhiệt độ từ 30°C"."""
    asked = question.wanted is Wanted.TIME and _WHEN_ASKED.search(question.folded)
    return bool(asked and _WHEN_TOLD.search(text))


_FOLDED_NUMBER = r"(?:\b\d[\d.,]*|\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram))"


def statement_text(question: Question, ranked: Sequence[Sentence]) -> str:
    """The words of a statement: the best sentence, and those that hold nearly as much.

    Where a list is asked for, all sentences of the passage in reading order, up to a limit.

    Args:
        question: What is asked.
        ranked: The sentences of one passage, the best first; not empty.
    """
    best = ranked[0]
    if question.wanted is Wanted.LIST:
        kept, limit = list(ranked), _LONGEST_LIST
    else:
        share = _ALSO if question.wanted in _VALUES and best.fits else _NEARLY
        near = [
            s for s in ranked[1:3] if s.coverage >= share * best.coverage and s.fits == best.fits
        ]
        kept, limit = [best, *near], _LONGEST
    chosen: list[Sentence] = []
    for sentence in kept:
        if not chosen or sum(len(s.text) for s in chosen) + len(sentence.text) <= limit:
            chosen.append(sentence)
    chosen.sort(key=lambda s: s.span.start)
    return " … ".join(shortened(s.text, question) for s in chosen)


def opening(text: str) -> str:
    """The beginning of a text for a statement, whole if short; cut behind a clause and marked.

    For duties: their first words say who does what, and must not be left out.
    """
    text = text.strip()
    if len(text) <= _LONGEST:
        return text
    ends = [m.end() for m in re.finditer(r"[;,.](?=\s)", text[:_LONGEST])]
    end = ends[-1] if ends and ends[-1] > _LONGEST // 2 else text[:_LONGEST].rfind(" ")
    return f"{text[:end].strip(' ,;')} …"


def shortened(text: str, question: Question) -> str:
    """A sentence for a statement: whole if short, else the clauses that hold most topic words.

    What is left out is marked by an ellipsis; what is kept stays letter for letter.
    """
    text = text.strip()
    if len(text) <= _LONGEST:
        return text
    clauses = [m.span() for m in re.finditer(r"[^;,]+[;,]?\s*", text)]
    words = set(question.words)

    def worth(begin: int, end: int) -> float:
        piece = text[begin:end]
        return sum(w in words for w in fold(piece).split()) + (
            4 if question.wanted and holds(question.wanted, piece) else 0
        )

    best = (0.0, 0, len(text))
    for n, (begin, _) in enumerate(clauses):
        for _, end in clauses[n:]:
            if end - begin > _LONGEST:
                break
            score = worth(begin, end) + (end - begin) / (4 * _LONGEST)
            best = max(best, (score, begin, end), key=lambda item: item[0])
    _, begin, end = best
    if end - begin > _LONGEST:
        end = begin + _LONGEST
    return (
        ("… " if begin else "") + text[begin:end].strip(" ,;") + (" …" if end < len(text) else "")
    )
