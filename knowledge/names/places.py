"""Provinces and centrally-run cities: the 63 until 30 June 2025 and the 34 since.

The reorganisation kept some names for a larger place (Phú Thọ, Bắc Ninh), so a name alone does
not say which place is meant; the date of the document does. Source of the mergers: resolution
202/2025/QH15 of the National Assembly.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.names.words import Found, NameTable, Words, split_words

# Words before a name that make a place of it where it could be something else ("ở hòa bình"
# is a place, "giữ gìn hòa bình" is not): level, governing body, "ở", "tại".
_LEADING = frozenset("tinh tp pho ubnd dan uy tu o tai bo khoi so bao dai hdnd duk".split())

# What turns a place name into something else, as folded words before or after it.
_SURNAMES = set("nguyen tran le pham hoang vu vo dang bui do ngo phan dinh mai truong".split())
_NOT_AFTER = {
    "Nam Định": {"viet"},
    "Quảng Nam": {"vinh"},
    "Bình Dương": {"thai", *_SURNAMES},
    "Hòa Bình": _SURNAMES,
    "Thái Bình": _SURNAMES,
    "Hải Dương": _SURNAMES,
}
_NOT_BEFORE = {
    "Thái Bình": {"duong"},
    "Thanh Hóa": {"don", "chat", "hoc", "than"},
    "Hải Dương": {"hoc"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province or centrally-run city.

    Attributes:
        name: Without its kind, "Lạng Sơn".
        kind: "tỉnh" or "thành phố"; for a dissolved one, what it was.
        part_of: The province its land belongs to since 1 July 2025; its own name if it remains.
        aliases: Other names that mean it wherever they stand.
    """

    name: str
    kind: str
    part_of: str
    aliases: tuple[str, ...] = ()

    @property
    def remains(self) -> bool:
        """Whether a province of this name exists since 1 July 2025."""
        return self.part_of == self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A province named in a text: the characters `start` to `end`, half open, and its name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a name in the table stands for, and what has to be true for it to count."""

    province: str
    careful: bool = False
    accented_only: bool = False
    after_level_only: bool = False


def _rows() -> list[dict[str, object]]:
    text = files("knowledge").joinpath("data/places.json").read_text(encoding="utf-8")
    rows: list[dict[str, object]] = json.loads(text)["provinces"]
    return rows


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


@cache
def _load() -> tuple[tuple[Province, ...], NameTable[_Entry]]:
    provinces: list[Province] = []
    table: NameTable[_Entry] = NameTable()
    for row in _rows():
        name = str(row["name"])
        aliases = _strings(row.get("aliases"))
        provinces.append(
            Province(name=name, kind=str(row["kind"]), part_of=str(row["part_of"]), aliases=aliases)
        )
        table.add(name, _Entry(name, careful="mistaken_for" in row))
        for alias in aliases:
            table.add(alias, _Entry(name))
        for alias in _strings(row.get("accented_only")):
            table.add(alias, _Entry(name, accented_only=True))
        for alias in _strings(row.get("after_level_only")):
            table.add(alias, _Entry(name, after_level_only=True))
    return tuple(provinces), table


PROVINCES: tuple[Province, ...] = _load()[0]
_TABLE = _load()[1]
_BY_NAME = {name: p for p in PROVINCES for name in (p.name, *p.aliases)}


def _fits(entry: _Entry, words: Words, start: int, found: Found[_Entry]) -> bool:
    """Whether the name found at word `start` means the province there."""
    before = words.keys[start - 1] if start else ""
    after = words.keys[found.end] if found.end < len(words) else ""
    if before in _NOT_AFTER.get(entry.province, ()) or after in _NOT_BEFORE.get(entry.province, ()):
        return False
    forms = words.forms[start : found.end]
    if entry.accented_only:
        return not all(form.isascii() for form in forms)
    if entry.after_level_only:
        return before in _LEADING
    if not entry.careful or before in _LEADING:
        return not _half_accented(forms, found.form)
    if entry.province == "Hồ Chí Minh":
        return words.capital[start] and before in (",", ":", ";")
    capitals = sum(words.capital[start : found.end])
    return capitals == len(found.form) and not _half_accented(forms, found.form)


def _half_accented(forms: list[str], name: tuple[str, ...]) -> bool:
    """Whether the accents fit only in part and nothing is printed right: "đa năng", "Đà Nẵng"."""
    printed = [form for form in forms if form.isalpha()]
    if all(form.isascii() for form in printed) or len(printed) != len(name):
        return False
    return not any(form == want for form, want in zip(printed, name, strict=True))


def province_at(words: Words, start: int) -> tuple[int, str] | None:
    """The province named at word `start`: the index behind its last word, and its name."""
    for found in _TABLE.all_from(words, start):
        for entry in found.values:
            if _fits(entry, words, start, found):
                return found.end, entry.province
    return None


def _mentions(words: Words) -> Iterator[PlaceMention]:
    start = 0
    while start < len(words):
        found = province_at(words, start) if _TABLE.starts_with(words.keys[start]) else None
        if found is None:
            start += 1
            continue
        end, name = found
        yield PlaceMention(start=words.starts[start], end=words.ends[end - 1], name=name)
        start = end


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """The provinces named in a text or question, accented or not, in reading order.

    Names that are also common words ("hòa bình") count only with capitals or behind a word
    such as "tỉnh" or "ở". NFC is expected; offsets count its characters.
    """
    return tuple(_mentions(split_words(text)))


def province(name: str) -> Province | None:
    """The province of that name or alias, spelled as in the table; None if there is none."""
    return _BY_NAME.get(name)


def full_name(name: str) -> str:
    """The name with its kind, "tỉnh Lạng Sơn"; an unknown name comes back as it is."""
    known = province(name)
    return f"{known.kind} {known.name}" if known is not None else name


def merged_into(name: str) -> str | None:
    """The province that a dissolved one is part of since 1 July 2025, None if its name remains."""
    known = province(name)
    return known.part_of if known is not None and not known.remains else None


def formed_from(name: str) -> tuple[str, ...]:
    """The provinces until 30 June 2025 whose land `name` has since then, itself included."""
    known = province(name)
    return tuple(p.name for p in PROVINCES if known is not None and p.part_of == known.name)
