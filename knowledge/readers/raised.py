"""Raised signs: marks of notes, which are no part of a number or name, and powers, which are."""

import re

from knowledge.text import LOWER, UPPER

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What is raised behind a word and refers to a note: «1», «12», «[1]», «(a)», «*», «1,2».
_MARK = re.compile(
    r"\s*(?:[1-9]\d?(?:\s*[,;]\s*[1-9]\d?)*|[([]\s*(?:\d{1,2}|[a-z]|\*{1,3}|[ivx]{1,4})\s*[)\]]|"
    r"[*†‡§]{1,4}|[1-9]\d?\))\s*"
)
# Squares and cubes: of a unit of length, of one letter, of ten.
_MEASURE = re.compile(
    rf"(?:^|[^{UPPER}{LOWER}])(?:[kdcmµμn]?m|dam|hm|inch|ft|s|giây)$", re.IGNORECASE
)
_SYMBOL = re.compile(r"(?:^|[\s(=/*·.])[A-Za-zΑ-ω]$")
_TEN = re.compile(r"(?:^|[^\d.,])10$")


def is_power(before: str) -> bool:
    """Whether digits raised behind these words count with them, as in «m²», «R²», «5 x 10⁶»."""
    words = before[-12:]
    return bool(_MEASURE.search(words) or _SYMBOL.search(words))


def raised_text(before: str, raised: str) -> str:
    """What of a raised stretch belongs to the text.

    Args:
        before: What stands before it in its paragraph.
        raised: The stretch as it is stored.

    Returns:
        Powers of a unit as plain digits, those of ten as raised ones; the number of a note at the
        begin of a paragraph as «[1] »; nothing for the mark of a note; everything else unchanged.
    """
    if not _MARK.fullmatch(raised):
        return raised
    if not before.strip():
        return f"[{raised.strip(' ()[]')}] "
    if raised.strip().isdigit():
        if is_power(before):
            return raised.strip()
        if _TEN.search(before):
            return raised.strip().translate(_DIGITS)
    return ""
