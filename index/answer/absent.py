"""What a question names and a passage does not hold: places, ordinals, years."""

import re

from index.answer.inquiry import Inquiry
from index.question.question import Question
from index.question.scope import letterhead
from index.search.search import Hit
from knowledge.text import fold

# Folded words before an ordinal, and how they are spelt.
_SPELT = {
    "lan thu": "lần thứ", "thu": "thứ", "khoa": "khóa", "ky": "kỳ", "dot": "đợt", "doan": "đoàn",
    "quy": "quý", "giai doan": "giai đoạn", "tap": "tập", "goi": "gói",
    "buoc": "bước",
}  # fmt: skip
_KINDS = "|".join(_SPELT)
# «đoàn kiểm tra số 2» is told as "Đoàn số 2": any of the words before "số" may be the numbered one.
_ORDINAL = re.compile(
    rf"\b({_KINDS}|(?:\w{{2,}} ){{0,2}}\w{{3,}} so|so)\s+(\d{{1,4}}|[ivx]{{1,5}})\b"
)
_YEAR = re.compile(r"\b20[0-4]\d\b")
_STRETCH = re.compile(r"\b(20[0-4]\d)\s*(?:-|–|den|toi)\s*(?:het )?(?:nam )?(20[0-4]\d)\b")
_ROMAN = {roman: n for n, roman in enumerate("i ii iii iv v vi vii viii ix x".split(), start=1)}


def absent_from(inquiry: Inquiry, hit: Hit) -> list[str]:
    """Places, ordinals and years of the question that neither a passage nor its headings hold."""
    question = inquiry.question
    records = inquiry.records(hit.passage.document_id)
    section = records.by_path.get(hit.passage.path)
    row = records.titled(section) if section is not None and section.cells else ""
    around = fold(f"{hit.passage.text} {hit.passage.breadcrumb} {row}")
    chosen = inquiry.scope.documents is not None and not inquiry.scope.by_number
    places = () if chosen else question.places
    absent = [place for place in places if fold(place) not in around]
    absent += ordinals_absent(question, around)
    return absent + [y for y in question.years if not _holds_year(inquiry, hit, around, y)]


def ordinals_absent(question: Question, around: str) -> list[str]:
    """The ordinals of a question, as they are spelt, that a folded text does not hold."""
    absent = []
    known = {reference.digits for reference in question.documents}
    labels = {step for label in question.labels for step in label.path.lower().split(".")}
    for kind, number in _ORDINAL.findall(" ".join(question.folded.split())):
        skipped = number in known or number in labels
        if not skipped and not _holds_ordinal(around, kind, number):
            absent.append(f"{_SPELT.get(kind, 'số')} {number.upper()}")
    return absent


def _holds_ordinal(folded: str, kind: str, number: str) -> bool:
    """Whether a text holds an ordinal of its kind, in Arabic or Roman digits."""
    value = int(number) if number.isdigit() else _ROMAN.get(number)
    if value is None:
        return True
    roman = next((r for r, v in _ROMAN.items() if v == value), "")
    digits = rf"(?:0*{value}|{roman})" if roman else rf"0*{value}"
    if kind == "so":
        return bool(re.search(rf"\b{digits}\b", folded))
    word = kind.removesuffix(" so").replace(" ", "|")
    return bool(re.search(rf"\b(?:{word})\W+(?:so\W+)?{digits}\b", folded))


def names_year(text: str, year: str) -> bool:
    """Whether a folded text names a year, or a stretch of years that holds it."""
    return year in text or any(first <= year <= last for first, last in _STRETCH.findall(text))


def _holds_year(inquiry: Inquiry, hit: Hit, around: str, year: str) -> bool:
    """Whether a passage speaks of a year, or of none, or its document does as a whole."""
    years = _YEAR.findall(around)
    if not years or year in years:
        return True
    if any(first <= year <= last for first, last in _STRETCH.findall(around)):
        return True
    return year in head_words(inquiry, hit.passage.document_id)


def head_words(inquiry: Inquiry, document_id: str) -> str:
    """Title, date and number of a document, folded; its first lines where it has no whole date.

    "ngày … tháng 12 năm 2011" of a draft tells the year.
    """
    card = inquiry.library.card(document_id)
    identity = card.identity
    head = " ".join(f.value for f in (identity.title, identity.date, identity.number) if f)
    if identity.date is None:
        head += f" {letterhead(card, inquiry.library)}"
    return fold(head)
