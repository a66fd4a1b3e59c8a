"""Printed labels of numbered parts: what they look like and how they follow one another."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from knowledge.text import LOWER, UPPER


class Style(IntEnum):
    """Kinds of labels, in the order in which they usually nest."""

    PHAN = 0
    CHUONG = 1
    MUC = 2
    TIEUMUC = 3
    DIEU = 4
    ROMAN = 5
    CAPITAL = 6
    ARABIC = 7
    DECIMAL = 8
    ORDINAL = 9
    PAREN = 10
    POINT = 11
    BULLET = 12
    PLUS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label that opens a line.

    Attributes:
        style: Its kind.
        value: Its place in the sequence, from 1; 0 for bullets.
        parts: The numbers of a decimal label, (3, 2) for `3.2`; else `(value,)`.
        printed: As it stands in the text, with its stop.
        length: Characters of the cleaned line up to the text after the label.
    """

    style: Style
    value: int
    parts: tuple[int, ...]
    printed: str
    length: int


# Typed by hand the points run without f, j, w, z; Word's own lists run a to z.
HAND_POINTS = "abcdđeghiklmnopqrstuưvxy"
WORD_POINTS = "abcdefghijklmnopqrstuvwxyz"
_ORDINALS = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10,
}  # fmt: skip

_DIEU = re.compile(r"(?:Điều|ĐIỀU|Ðiều)\s+(\d{1,3})\s*(?:[.:\-–]\s*|$)")
_NAMED = re.compile(
    r"(Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+"
    rf"(?:thứ\s+|THỨ\s+)?([IVXLC]+|\d{{1,2}}|[{LOWER}]+|[{UPPER}]+)\s*(?:[.:\-–]\s*|$)"
)
_ROMAN = re.compile(r"([IVX]{1,6})\s*(?:[.\-–)]|/(?!\w))\s*(?=\S)")
_CAPITAL = re.compile(r"([A-HK])\s*[.)\-–]\s+(?=\S)")
_DECIMAL = re.compile(
    rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})(?:\s*[.)\-–:](?!\d)|(?=\s|[{UPPER}]))\s*(?=\D)"
)
_ARABIC = re.compile(
    # "57-KL/TW" is the number of a document, "80.000 ha" a sum.
    rf"(\d{{1,2}})\s*(?:[.)](?!\d{{3}})|[-–](?!\d|\s?[{UPPER}]+[/-][{UPPER}])|/(?=\s))\s*"
    r"(?=[^\d\s]|\d+\s|\d+%)"
)
_PAREN = re.compile(r"\((\d{1,2})\)\s*(?=\S)")
_POINT = re.compile(rf"([a-zđư])\s*(?:\)|\.(?=\s|[{UPPER}]))\s*(?=\S)")
_BULLET = re.compile(r"([-–—•·▪●✓])\s*(?=\S)")
_PLUS = re.compile(r"(\+|o(?=\s[A-ZĐ]))\s*(?=\S)")
_MISREAD_STOP = re.compile(rf"(\d{{1,2}}),\s+(?=[{UPPER}][{LOWER}])")
_MISREAD_CHAPTER = re.compile(
    rf"\W*(?:\w{{1,2}}\s*[-–]\s*)?Chương\b\s*([IVXLC]+)?\s*[-–:.]?\s*(?=$|[{UPPER}]{{3}})"
)
# «III.» read as "HI.", "IlI." or "III": over a heading in capitals; "3.l." and "l0." for numbers.
_MISREAD_ROMAN = re.compile(
    rf"(?:(?=[IVX]*[1lH|!Ị])([IVX1lH|!Ị]{{2,5}}|[l|!Ị])\s*[.,\-–]|"
    rf"([IVX]{{1,5}}),|([IVX]{{1,4}}L)\s*[.,\-–])\s*(?=[{UPPER}]{{2}})"
)
_LOST_STOP = re.compile(rf"([IVX]{{2,5}}|I)\s+(?=[{UPPER}]{{2}})")
_STROKES = str.maketrans({"1": "I", "l": "I", "|": "I", "!": "I", "Ị": "I", "H": "II"})
_MISREAD_DIGITS = re.compile(
    r"(?=[.lI|O]*\d)(?=[.\d]*[lI|O])[\dlI|O]{1,2}(?:\.[\dlI|O]{1,2})*(?=[.)\s])"
)
_DIGITS = str.maketrans("lI|O", "1110")
_ORDINAL = re.compile(rf"(Thứ ({'|'.join(_ORDINALS)}))\s*[,:]\s*(?=\D)(?!ngày\b)")
_NAMED_STYLES = {
    "phần": Style.PHAN,
    "chương": Style.CHUONG,
    "mục": Style.MUC,
    "tiểu mục": Style.TIEUMUC,
}


def parse_label(text: str, *, recognised: bool = False) -> Label | None:
    """The label that opens a cleaned line, or None; "V/v" and dates open none.

    In recognised text a comma may stand for the stop ("2, Đối với"), and a chapter line may
    have lost its numeral or gained stray signs; its value is then 0.
    """
    if recognised and (misread := _misread_label(text)) is not None:
        return misread
    return _named_label(text) or _numbered_label(text) or _lettered_label(text)


def unlabelled(text: str) -> str:
    """A cleaned line without the label or bullet that opens it."""
    label = parse_label(text)
    return text[label.length :] if label is not None else text


def _misread_label(text: str) -> Label | None:
    if match := _MISREAD_STOP.match(text):
        return _label(Style.ARABIC, int(match[1]), match)
    if match := _MISREAD_CHAPTER.match(text):
        return _label(Style.CHUONG, _named_value(match[1] or ""), match)
    if (match := _MISREAD_ROMAN.match(text)) and text[match.end() :].isupper():
        read = match[1] or match[2] or f"{match[3][:-1]}I"
        value = roman_value(read.translate(_STROKES))
        return _label(Style.ROMAN, value, match) if value and not read.isdigit() else None
    if (match := _LOST_STOP.match(text)) and text[match.end() :].isupper():
        value = roman_value(match[1])
        return _label(Style.ROMAN, value, match) if value else None
    if match := _MISREAD_DIGITS.match(text):
        return _numbered_label(match.group().translate(_DIGITS) + text[match.end() :])
    return None


def _named_label(text: str) -> Label | None:
    """Labels with a word: "Điều 1.", "Chương I", "Thứ nhất,"."""
    if match := _DIEU.match(text):
        return _label(Style.DIEU, int(match[1]), match)
    if (match := _NAMED.match(text)) and (value := _named_value(match[2])):
        return _label(_NAMED_STYLES[match[1].lower()], value, match)
    if match := _ORDINAL.match(text):
        value = _named_value(match[2])
        return replace(_label(Style.ORDINAL, value, match), printed=match[1])
    return None


def _numbered_label(text: str) -> Label | None:
    if (match := _ROMAN.match(text)) and (value := roman_value(match[1])):
        return _label(Style.ROMAN, value, match)
    if match := _DECIMAL.match(text):
        parts = tuple(int(p) for p in match[1].split("."))
        if 0 not in parts:
            return replace(_label(Style.DECIMAL, parts[-1], match), parts=parts)
    for style, pattern in ((Style.ARABIC, _ARABIC), (Style.PAREN, _PAREN)):
        if (match := pattern.match(text)) and int(match[1]) > 0:
            return _label(style, int(match[1]), match)
    return None


def _lettered_label(text: str) -> Label | None:
    if match := _CAPITAL.match(text):
        return _label(Style.CAPITAL, "ABCDEFGHK".index(match[1]) + 1, match)
    if match := _POINT.match(text):
        return _label(Style.POINT, HAND_POINTS.find(match[1]) + 1, match)
    for style, pattern in ((Style.BULLET, _BULLET), (Style.PLUS, _PLUS)):
        if match := pattern.match(text):
            return _label(style, 0, match)
    return None


def is_bare_chapter(text: str) -> bool:
    """Whether a cleaned line is "Chương I" or the like and nothing else: its title follows."""
    return bool(_NAMED.fullmatch(text))


def _label(style: Style, value: int, match: re.Match[str]) -> Label:
    return Label(
        style=style, value=value, parts=(value,), printed=match.group().strip(), length=match.end()
    )


def _named_value(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.lower() in _ORDINALS:
        return _ORDINALS[text.lower()]
    return roman_value(text)


def roman_value(text: str) -> int:
    """The value of a Roman numeral of I, V, X, L, C, in either case; 0 if it is none."""
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    digits = [values.get(c, 0) for c in text.lower()]
    if not digits or 0 in digits:
        return 0
    for here, after in zip(digits, [*digits[1:], 0], strict=True):
        total += -here if here < after else here
    return total


def roman(value: int) -> str:
    """`value` (1 to 89) as a Roman numeral."""
    tens, ones = divmod(value, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return ("X" * tens if tens < 4 else "XL" if tens == 4 else "L" + "X" * (tens - 5)) + units[ones]


def follows(before: int, after: int) -> bool:
    """Whether label `after` may follow `before`: next, repeated, or up to three left out.

    Real authors repeat and skip numbers; a larger jump is a number within a sentence.
    """
    return before <= after <= before + 4


def point_value(letter: str, before: int) -> int:
    """The place of a point label after the point at place `before`, by either alphabet.

    Points before `e` count alike in both; from then on the alphabet that makes `letter` the
    next one wins, so that Word's `f)` follows `e)` and the hand-typed `g)` does too.
    """
    hand = HAND_POINTS.find(letter) + 1
    word = WORD_POINTS.find(letter) + 1
    if hand == before + 1 or not word:
        return hand
    if word == before + 1 or not hand:
        return word
    return hand
