"""Vietnamese typed for fonts older than Unicode: TCVN3 (.VnTime, ABC), VNI and VPS.

Files in these codes hold Western letters that only the font turns into Vietnamese ones, so they
look right on paper and read «Uû ban nh©n d©n». The tables are those of TCVN 5712:1993 (VN3), of
VNI-Windows and of the Vietnamese Professionals Society.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from knowledge.syllable import is_syllable
from knowledge.text import nfc


class Legacy(StrEnum):
    """A code older than Unicode; the value is how an admin calls it."""

    TCVN3 = "TCVN3 (phông .VnTime)"
    VNI = "VNI (phông VNI-Times)"
    VPS = "VPS (phông VPS Times)"


# From byte 0xA1 on, as Windows-1252 shows the bytes; a blank is no letter of the code.
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ"
)
_TCVN3 = {0xA1 + n: letter for n, letter in enumerate(_TCVN3_LETTERS) if letter != " "}
# How PDF files and office programs write some of the same bytes.
_TCVN3 |= {0x2212: "ư", 0x2219: "ã", 0x03BC: "à"}

_VNI_MARKS = {
    **dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
    "â": "\u0302",
    "ê": "\u0306",
    **dict(zip("áàåãä", (f"\u0302{t}" for t in "\u0301\u0300\u0309\u0303\u0323"), strict=True)),
    **dict(zip("éèúüë", (f"\u0306{t}" for t in "\u0301\u0300\u0309\u0303\u0323"), strict=True)),
}
_VNI_ALONE = dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True))
_VNI = re.compile(
    rf"([aouyeôö])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_ALONE)}]", re.IGNORECASE
)  # fmt: skip

# From byte 0x80 on, and those below that the code takes from the controls.
_VPS_LETTERS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ  ỀỂỄỐỒỔỖýỷỵỚỜỞ ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ àáâãảạă èéêẽìí ĩẴĐòóôõ Ơụùúủ ỶẼỳ"
)
_VPS = {0x80 + n: letter for n, letter in enumerate(_VPS_LETTERS) if letter != " "}
_VPS |= dict(zip((2, 3, 4, 5, 6, *range(16, 22), 25, 28, 29), "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True))
# How Windows-1252 shows the bytes from 0x80 on.
_VPS |= {
    ord(bytes([code]).decode("cp1252", errors="replace")): letter
    for code, letter in _VPS.items()
    if 0x80 <= code < 0xA0
}
_VPS.pop(0xFFFD, None)
# Letters beyond Latin-1 that Windows-1252 has, and Vietnamese has not.
_WINDOWS_LETTERS = frozenset("ŒœŠšŽžŸƒˆ")

_TOKEN = re.compile(r"[^\s!-/:-@\[-`{-~\u2013\u2014\u2018-\u201f\u2026\u00a0]+")
# Of the words beyond ASCII in a text that is Vietnamese 0.9 and more are well-formed syllables; of
# texts of fewer words than these nothing is said.
_WELL_FORMED = 0.5
_FEWEST_WORDS = 30
# Words beyond ASCII that no Vietnamese is, and the share of them that a code must explain.
_LEAST_WORDS = 3
_EXPLAINED = 0.75
_CAPITAL_WORD = re.compile(r"((?<!\S)[A-Z][^\sa-z]*[A-Z][^\sa-z]*(?!\S))")


def from_tcvn3(text: str, *, capitals: bool) -> str:
    """The Unicode text of TCVN3 bytes seen as Windows-1252, one character for each.

    Args:
        text: Words typed in a TCVN3 font; ư may be a soft hyphen or a minus sign.
        capitals: The font is one of capitals, whose name ends in H: .VnTimeH.
    """
    converted = text.translate(_TCVN3)
    return converted.upper() if capitals else converted


def from_vni(text: str) -> str:
    """The Unicode text of VNI-Windows bytes seen as Windows-1252; marks follow their letters."""
    return nfc(_VNI.sub(_vni_letter, text))


def from_vps(text: str, *, capitals: bool) -> str:
    """The Unicode text of VPS bytes seen as Latin-1 or Windows-1252, one character for each.

    Args:
        text: Words typed in a VPS font.
        capitals: The font is one of capitals, whose name ends in Hoa: VPS Times Hoa.
    """
    converted = text.translate(_VPS)
    return converted.upper() if capitals else converted


def has_unicode(text: str) -> bool:
    """Whether a text holds letters that no font older than Unicode needs, such as ă, đ, ơ and ư."""
    return any(c.isalpha() and c > "ÿ" and c not in _WINDOWS_LETTERS for c in text)


def _vni_letter(match: re.Match[str]) -> str:
    base, mark = match[1], match[2]
    if base is None:
        letter = _VNI_ALONE[match[0].lower()]
        return letter.upper() if match[0].isupper() else letter
    plain = base if base.isascii() else _VNI_ALONE[base.lower()]
    plain = plain.upper() if base.isupper() else plain
    return plain + _VNI_MARKS[mark.lower()]


def looks_legacy(text: str) -> Legacy | None:
    """The code that turns the ill-formed words of a text into Vietnamese syllables, if one does."""
    strange = [t for t in _telling_words(text) if not is_syllable(nfc(t))]
    if len(strange) < _LEAST_WORDS:
        return None
    shares = {
        code: sum(is_syllable(_letters(t, code)) for t in strange) / len(strange) for code in Legacy
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _EXPLAINED else None


def syllable_share(text: str) -> tuple[float, int]:
    """The share of Vietnamese syllables among the words beyond ASCII, and how many those are."""
    words = _telling_words(text)
    return sum(is_syllable(nfc(word)) for word in words) / max(len(words), 1), len(words)


def is_unknown_code(text: str) -> bool:
    """Whether most words with marks are no Vietnamese: what only an unknown font makes legible."""
    share, words = syllable_share(text)
    return words >= _FEWEST_WORDS and share < _WELL_FORMED


def _telling_words(text: str) -> list[str]:
    return [t for t in _TOKEN.findall(text) if not t.isascii() and any(c.isalpha() for c in t)]


def from_legacy(text: str, code: Legacy) -> str:
    """A text in a legacy code as Unicode, line by line, where no font tells capitals.

    Words in Unicode beside others in the code are left as they are. A line or word whose Latin
    letters are all capitals comes back in capitals.
    """
    return "".join(_line(line, code) for line in text.splitlines(keepends=True))


def _letters(text: str, code: Legacy, *, capitals: bool = False) -> str:
    match code:
        case Legacy.TCVN3:
            return from_tcvn3(text, capitals=capitals)
        case Legacy.VPS:
            return from_vps(text, capitals=capitals)
        case Legacy.VNI:
            return from_vni(text)


def _line(line: str, code: Legacy) -> str:
    if line.isascii():
        return line
    if has_unicode(line):
        return _TOKEN.sub(lambda match: _word(match[0], code), line)
    if code is Legacy.VNI:
        return from_vni(line)
    if not re.search("[a-z]", line) and _is_shouted(_CAPITAL_WORD.findall(line)):
        return _letters(line, code, capitals=True)
    words = _CAPITAL_WORD.split(line)
    return "".join(_letters(word, code, capitals=n % 2 == 1) for n, word in enumerate(words))


def _is_shouted(capital_words: Sequence[str]) -> bool:
    """Whether words in capitals say that all of their line is: three do, or one with a mark."""
    return len(capital_words) >= 3 or not all(word.isascii() for word in capital_words)


def _word(word: str, code: Legacy) -> str:
    letters = _letters(word, code)
    return letters if not is_syllable(nfc(word)) and is_syllable(letters) else word


def mend_legacy(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with legacy codes as Unicode, and the warning; Unicode text comes back unchanged."""
    code = looks_legacy(text)
    if code is None:
        return text, ()
    mended = nfc(from_legacy(text, code))
    pairs = zip(text.splitlines(), mended.splitlines(), strict=False)
    return mended, (legacy_warning(code, [pair for pair in pairs if pair[0] != pair[1]]),)


def legacy_warning(code: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The sentence for the admin, with the first three of the lines before and after."""
    shown = "; ".join(f"«{_short(before)}» → «{_short(after)}»" for before, after in pairs[:3])
    return f"Chữ theo bảng mã {code} đã được đổi sang Unicode; hãy đối chiếu: {shown}."


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
