"""Numbers as the format codes of Excel print them, with the marks of Vietnamese sheets."""

import re
from dataclasses import dataclass

# A piece of a format code: a quoted or escaped literal, a bracket, a blank as wide as a letter, a
# filler, or a single sign.
_PIECE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|General|[Ee][+-]|.', re.DOTALL)
_GENERAL = "General"
_PLACES = frozenset("0#?.,")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
# More digits than these hold no sum of a plan.
_MOST = 1e15


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A part of a code: what stands before and behind the digits, and how these are set."""

    before: str
    digits: str | None
    behind: str
    percents: int


def formatted(number: float, code: str, *, label: bool = False) -> str:
    """What Excel shows for a number: «1.250,5 triệu đồng»; "" where the code hides it.

    Args:
        number: As stored.
        code: The format code of its cell.
        label: It numbers its row, so that a point parts it: 1.10.
    """
    sections = _split(code)
    number, section, sign = _chosen(number, sections)
    if section is None:
        return plain(number, label=label)
    read = _read(section)
    if read is None:
        return plain(number, label=label)
    if read.digits is None:
        return (sign + read.before).strip() if read.before.strip() else ""
    value = number * 100**read.percents
    told = _digits(value, read.digits, label=label)
    return " ".join(f"{sign}{read.before}{told}{read.behind}".split())


def plain(number: float, *, label: bool = False) -> str:
    """A number in no format, at most fifteen digits."""
    text = f"{number:.15g}" if abs(number) < _MOST else f"{number:.0f}"
    return text if label or "e" in text else text.replace(".", ",")


def _split(code: str) -> list[list[str]]:
    sections: list[list[str]] = [[]]
    for piece in _PIECE.findall(code):
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return sections


def _chosen(number: float, sections: list[list[str]]) -> tuple[float, list[str] | None, str]:
    """The number without a sign that its section prints, the section, and the sign left."""
    conditions = [next((c for p in s if (c := _CONDITION.match(p))), None) for s in sections[:2]]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=False):
            if condition is None or _holds(number, condition[1], float(condition[2])):
                return abs(number), section, "-" if number < 0 else ""
        return abs(number), sections[-1] if len(sections) > 2 else None, "-" * (number < 0)
    if number < 0 and len(sections) > 1:
        return -number, sections[1], ""
    if number == 0 and len(sections) > 2:
        return number, sections[2], ""
    return abs(number), sections[0], "-" if number < 0 else ""


def _holds(number: float, sign: str, bound: float) -> bool:
    return {
        "<": number < bound, ">": number > bound, "=": number == bound,
        "<=": number <= bound, ">=": number >= bound, "<>": number != bound,
    }[sign]  # fmt: skip


def _read(pieces: list[str]) -> _Section | None:
    """A section; None for one that is set as Excel likes, in powers of ten or as a fraction."""
    before, digits, behind = "", "", ""
    percents = 0
    for n, piece in enumerate(pieces):
        if piece in ("E+", "E-", "e+", "e-", "@", "/"):
            return None
        if piece == _GENERAL and not digits:
            digits = piece
            continue
        if piece in _PLACES and (digits or piece not in ".," or _goes_on(pieces, n)):
            if behind:
                return None  # Digits in groups of their own, as of a telephone.
            digits += piece
            continue
        literal = _literal(piece)
        percents += piece == "%"
        if digits:
            behind += literal
        else:
            before += literal
    if behind and not digits:
        return None
    return _Section(before=before, digits=digits or None, behind=behind, percents=percents)


def _goes_on(pieces: list[str], n: int) -> bool:
    return n + 1 < len(pieces) and pieces[n + 1] in "0#?"


def _literal(piece: str) -> str:
    if piece.startswith('"'):
        return piece[1:-1]
    if piece.startswith("\\"):
        return piece[1:]
    if (currency := _CURRENCY.fullmatch(piece)) is not None:
        return currency[1]
    if piece.startswith("["):
        return ""
    if piece[0] in "_*" and len(piece) > 1:
        return " "
    return piece


def _digits(value: float, places: str, *, label: bool) -> str:
    """A number without sign in the digits of a section: «#,##0.0#»; commas at the end scale."""
    if places == _GENERAL:
        return plain(value, label=label)
    bare = places.rstrip(",")
    value /= 1000 ** (len(places) - len(bare))
    whole, _, fraction = bare.partition(".")
    shown = f"{value:.{min(len(fraction), 15)}f}"
    head, _, tail = shown.partition(".")
    least = len(fraction.rstrip("#?"))
    while len(tail) > least and tail.endswith("0"):
        tail = tail[:-1]
    head = head.zfill(whole.count("0"))
    if head == "0" and "0" not in whole:
        head = ""
    if "," in whole:
        head = f"{int(head or 0):,}".replace(",", ".")
    mark = "." if label and "," not in whole else ","
    return f"{head}{mark}{tail}" if tail else head
