"""Document numbers (số, ký hiệu) and document types."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.text import LOWER, UPPER, fold

# Codes of Nghị định 30/2020/NĐ-CP, annex III, and of Hướng dẫn 36-HD/VPTW; QĐ and TT mean different
# types in the two families, which `type_of_code` leaves to the printed type line.
TYPES: dict[str, str] = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế",
    "QYĐ": "Quy định", "QĐI": "Quy định", "TC": "Thông cáo", "TB": "Thông báo",
    "HD": "Hướng dẫn", "CTR": "Chương trình", "CTRHĐ": "Chương trình hành động",
    "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo",
    "BB": "Biên bản", "TTR": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "KL": "Kết luận", "TT": "Thông tư",
    "CV": "Công văn", "NĐ": "Nghị định", "L": "Luật", "PL": "Pháp lệnh",
}  # fmt: skip

# Type lines as they stand alone above a title; longer names first.
TYPE_NAMES: tuple[str, ...] = (
    "Chương trình hành động", "Kế hoạch hành động", "Chương trình phối hợp",
    "Thông báo kết luận", "Kế hoạch phối hợp", "Quy chế phối hợp", "Nghị quyết", "Quyết định",
    "Chỉ thị", "Quy chế", "Quy định", "Quy trình", "Thông cáo", "Thông báo", "Hướng dẫn",
    "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản",
    "Tờ trình", "Công điện", "Giấy mời", "Kết luận", "Thông tri", "Thông tư liên tịch",
    "Thông tư", "Nghị định", "Luật", "Pháp lệnh", "Điều lệ", "Công văn", "Lời kêu gọi",
    "Thư công", "Danh mục", "Chiến lược", "Nội quy", "Thể lệ", "Đề cương tuyên truyền", "Đề cương",
    "Bộ tiêu chí", "Quy tắc ứng xử", "Quy tắc", "Phiếu chuyển",
)  # fmt: skip
_CODES = {fold(name): code for code, name in reversed(TYPES.items())}
_NAMES = {fold(name): name for name in TYPE_NAMES}

# Whatever a keyboard or a typesetter takes for a hyphen or a slash, one character for each.
_DASHES = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\u2044\u2215\\", "--------///"
)
_PART = rf"[{UPPER}][{UPPER}{LOWER}&]*\d*"
_NUMBER = re.compile(
    rf"(?<![\w/.§])(\d{{1,5}})\s?(?:/\s?(\d{{4}})\s?/\s?|"
    rf"([-/])\s?)({_PART}(?:\s?[-/]\s?{_PART}){{0,3}})(?![\w])"
)


_SHORT_NUMBER = re.compile(
    rf"(?<![\w/.§])(\d{{1,5}})\s?/\s?([{UPPER}]{{2,12}})(?!\w|\s?[/-]|\s?\.\s?\w| [A-ZĐ]{{2}})"
)
# Collections of texts lose the hyphens or print other signs: "86/QĐ UBND", "21/2026/NQHĐND",
# "77/KH.UBND", "77/kh-ubnd".
_UNHYPHENED = re.compile(
    r"(?<![\w/.§])(\d{1,5})\s?[-/._ ]\s?(?:(?P<year>\d{4})\s?[-/._]\s?)?"
    r"((?i:QĐ|NQ|KH|TB|CV|HD|BC|TTr|TT|NĐ|CTr|CĐ|CT(?=[ ._/-])))\s?[-/._ ]?\s?"
    r"((?i:UBND|HĐND|TTg)|CP|[BS][A-ZĐ]{2,6})(?![\w-])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A document number and the half-open stretch of the text that prints it.

    Attributes:
        canonical: Without stray blanks: `06-HD/ĐUK`.
        digits: The serial, without leading zeros: `6`.
        year: The year inside the number of a legal text, else None.
        code: The type code printed in it, upper case; None for a công văn (`123/UBND-VX`).
    """

    canonical: str
    digits: str
    year: str | None
    code: str | None
    start: int
    end: int


def find_numbers(text: str) -> Iterator[Number]:
    """Document numbers in reading order; dates, fractions and measures are none."""
    for match in _NUMBER.finditer(text.translate(_DASHES)):
        number = _number(match)
        if number is not None:
            yield number


def short_numbers(text: str) -> list[Number]:
    """Numbers that only a number line makes: of an office alone, "498/UBND", or without hyphen."""
    unhyphened = _UNHYPHENED.search(text)
    match = unhyphened or _SHORT_NUMBER.search(text)
    if match is None:
        return []
    digits, *_, code, office = match.groups() if unhyphened else (match[1], None, match[2])
    year = unhyphened["year"] if unhyphened else None
    letters = f"{code}-{office}" if code else office
    return [
        Number(
            canonical=f"{digits}/{year}/{letters}" if year else f"{digits}/{letters}",
            digits=digits.lstrip("0") or "0",
            year=year,
            code=code.upper() if code else None,
            start=match.start(),
            end=match.end(),
        )
    ]


def parse_number(text: str) -> Number | None:
    """The first document number in `text`, or None."""
    return next(find_numbers(text), None)


def _number(match: re.Match[str]) -> Number | None:
    digits, year, separator, letters = match.groups()
    letters = re.sub(r"\s", "", letters)
    parts = re.split(r"[-/]", letters)
    if not any(
        part.upper() == part or part[:2].isupper() or part.upper() in TYPES for part in parts
    ):
        return None
    if len(parts) == 1 and not re.fullmatch(r"QH\d*", letters):
        return None
    code = next((part.upper() for part in parts if part.upper() in TYPES), None)
    canonical = f"{digits}/{year}/{letters}" if year else f"{digits}{separator}{letters}"
    return Number(
        canonical=canonical,
        digits=digits.lstrip("0") or "0",
        year=year,
        code=code,
        start=match.start(),
        end=match.end(),
    )


def type_of_code(code: str) -> str | None:
    """The document type a code stands for in state documents, `KH` → `Kế hoạch`."""
    return TYPES.get(code.upper())


def code_of_type(name: str) -> str | None:
    """The code of a document type, `Kế hoạch` → `KH`; a longer type has that of its first words."""
    folded = fold(name)
    if folded in _CODES:
        return _CODES[folded]
    return next((code for type_, code in _CODES.items() if folded.startswith(type_)), None)


def type_name(text: str) -> str | None:
    """The type whose name `text` is, case and accents aside, or None."""
    return _NAMES.get(fold(text.strip(" .:*-")))
