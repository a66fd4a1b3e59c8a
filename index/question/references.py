"""The documents that a question names by number."""

import re
from dataclasses import dataclass

from index.question.issued import issued_behind
from knowledge.numbers import TYPES, code_of_type, find_numbers
from knowledge.text import fold

_CODES = {fold(code): code for code in TYPES}
_TYPE_WORDS = {
    "ke hoach": "KH", "huong dan": "HD", "quyet dinh": "QĐ", "cong van": "CV", "cong dien": "CĐ",
    "thong bao": "TB", "chi thi": "CT", "nghi dinh": "NĐ", "ket luan": "KL", "nghi quyet": "NQ",
    "thong tu": "TT", "de an": "ĐA", "bao cao": "BC", "to trinh": "TTR", "chuong trinh": "CTR",
    "chuong trinh hanh dong": "CTR", "thong bao ket luan": "TB",
    "quy dinh": "QYĐ", "luat": "L", "bo chi so": "",
}  # fmt: skip
_SHORT = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, _TYPE_WORDS), key=len, reverse=True))}"
    rf"|kh|hd|qd|cv|cd|tb|ct|nd|kl|nq|tt|ctr|da)"
    r"\s*(?:so\s*)?[:.]?\s*0*(\d{1,5})(?:/(\d{4}))?(?![\d.]*\d)"
)
# "kế hoạch 5 năm", "quyết định 3 nhóm": a small number that counts something is no document;
# "kh 61 mục 3.2", "kh 90 nam dinh" count nothing.
_MEASURED = re.compile(
    r"\s*(?:nhiem vu|nhom|nam(?! dinh)|thang|%|lan|ty|trieu|nguoi)\b"
    r"(?!\s*(?:so\s*)?(?:\d|[ivx]+\b))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReference:
    """A document named by number.

    Attributes:
        printed: As the asker wrote it, for the reply.
        digits: The serial without leading zeros.
        code: Type code, None where unknown or of a letter.
        canonical: The full number where it was given in full.
        year: The year given with a short number.
        issued: The date that stands behind the number, see `issued_behind`.
        end: Where it ends in the question, in characters.
        issuer: The bodies named as its issuer, "KH 61 của Sở Y tế", by all their names.
    """

    printed: str
    digits: str
    code: str | None
    canonical: str | None = None
    year: str | None = None
    issued: str | None = None
    end: int = 0
    issuer: tuple[str, ...] = ()


def find_documents(text: str) -> tuple[tuple[DocumentReference, ...], str]:
    """The documents a question names, and the question with their names blanked out.

    Args:
        text: The question with mended numbers, accents or not.
    """
    found: list[DocumentReference] = []
    rest = text
    for number in find_numbers(text.upper() if text.islower() else text):
        found.append(
            DocumentReference(
                printed=number.canonical, digits=number.digits, code=number.code,
                canonical=number.canonical, year=number.year,
                issued=issued_behind(text[number.end :]), end=number.end,
            )
        )  # fmt: skip
        rest = rest[: number.start] + " " * (number.end - number.start) + rest[number.end :]
    for match in _SHORT.finditer(fold(rest)):
        digits = match[2].lstrip("0") or "0"
        code = _TYPE_WORDS.get(match[1]) or _CODES.get(match[1]) or code_of_type(match[1])
        if len(digits) <= 2 and _MEASURED.match(fold(rest), match.end()):
            continue
        is_year = match[1] in _TYPE_WORDS and re.fullmatch(r"(19|20)\d\d", digits) and not match[3]
        if is_year or any(f.digits == digits for f in found):
            continue
        printed = " ".join(text[match.start() : match.end()].split())
        found.append(
            DocumentReference(
                printed=printed, digits=digits, code=code, year=match[3],
                issued=issued_behind(text[match.end() :]), end=match.end(),
            )
        )  # fmt: skip
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    return tuple(found), rest
