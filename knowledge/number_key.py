"""One normal form for document numbers: what they are asked, cited and known again by."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.numbers import TYPES
from knowledge.text import fold

_CODES = frozenset(fold(code) for code in TYPES)
# Offices whose letters often follow a type code without a sign between them.
_OFFICES = ("ubnd", "hdnd", "ub", "tu", "tw", "cp", "ttg", "bnv", "btc", "vp", "du", "huu")
_ALIASES = {"ub": "ubnd"}
_JOINED = {code + office: (code, office) for code in _CODES for office in _OFFICES}
_SERIAL = re.compile(r"(\d{1,5})(?!\d)")
_YEAR = re.compile(r"[\W_]*((?:19|20)\d\d)(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
# Keys kept, some hundred bytes each.
_KEPT = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberKey:
    """A document number without its spelling: signs, blanks, zeros, case and order are gone.

    Attributes:
        serial: The number itself.
        year: The year inside the number of a legal text; None where it has none.
        letters: The folded type code and offices: `{"kh", "ubnd"}`.
    """

    serial: int
    year: str | None
    letters: frozenset[str]

    @property
    def types(self) -> frozenset[str]:
        """The type codes among the letters."""
        return self.letters & _CODES

    def is_other(self, other: "NumberKey") -> bool:
        """Whether two numbers cannot be the same one, however much of each was printed.

        A number of which less was printed may be any that has the rest as well: "61/KH" may be
        "61/KH-UBND", "61/2018/QĐ-UBND" may be "61/QĐ-UBND".
        """
        if self.serial != other.serial:
            return True
        if self.year and other.year and self.year != other.year:
            return True
        return not (self.letters <= other.letters or other.letters <= self.letters)


@lru_cache(maxsize=_KEPT)
def number_key(text: str) -> NumberKey | None:
    """The normal form of a number as printed, typed or stored; None for text that begins with none.

    Args:
        text: A number alone, `61/KH-UBND` or `số 061 – KH/UBND`; not prose that holds one.
    """
    folded = fold(text)
    serial = _SERIAL.search(folded)
    if serial is None:
        return None
    year = _YEAR.match(folded, serial.end())
    before = _LETTERS.findall(folded, 0, serial.start())
    found = [letters for letters in before if letters in _CODES]
    for letters in _LETTERS.findall(folded, year.end() if year else serial.end()):
        found += _JOINED.get(letters, (letters,))
    return NumberKey(
        serial=int(serial[1]),
        year=year[1] if year else None,
        letters=frozenset(_ALIASES.get(each, each) for each in found),
    )
