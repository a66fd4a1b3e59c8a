"""The names of bodies that ship with the project, and the words that stand around such names.

`data/agencies.json` holds bodies with their abbreviations; `data/agency_words.json` holds what
the grammar of `agency_grammar` is made of: titles, classes of bodies, levels, qualifiers.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.names.words import NameTable
from knowledge.text import fold

# "CT" is Công Thương only behind "Sở"; "GTVT" is a sector anywhere.
_SECTOR_LETTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """Who took over from a body, for one of its functions.

    Attributes:
        name: The body that took over, as its full name.
        function: What it took over, in the declarer's words; "" for everything.
        source: Who says so: "admin" is a declaration, not a fact of a document.
    """

    name: str
    function: str = ""
    source: str = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A known body.

    Attributes:
        name: Official name without place, "Sở Tài chính".
        aliases: Abbreviations and other names, as printed.
        level: "trung ương", "tỉnh", "huyện", "quốc tế"; None where several have one.
        kind: "nhà nước", "Đảng", "mặt trận, đoàn thể", "báo chí", "doanh nghiệp", "chức danh".
        owner: Its name may follow that of a part of it: "Ban Tuyên giáo" + "Tỉnh ủy".
        valid_from: First day of its existence, None if unknown or long ago.
        valid_to: Last day of its existence, None if unknown or if it exists.
        successors: Who took over, several where its functions were divided. The table that ships
            names none: provinces differed in 2025, so an admin has to.
        needs_owner: Its name says nothing without that of its owner: "Văn phòng".
    """

    name: str
    aliases: tuple[str, ...] = ()
    level: str | None = None
    kind: str = "nhà nước"
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[Succession, ...] = ()
    owner: bool = False
    needs_owner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyWords:
    """Tables over the words of a line; each value is the written form of the name.

    Attributes:
        bodies: Every name and abbreviation of every body.
        capitals_only: Folded abbreviations that are common words unless in capitals.
        function_words: Small words, accents kept, that no name of a body has inside.
        sectors: Names of sectors without sở or bộ, for lists that share one.
        begins: Folded words that a body may begin with.
        topical: Names that a subject in common words may follow: "Ban Chỉ đạo" + "phòng, chống
            thiên tai".
        not_before: Folded class noun to folded next words that make another word of it.
    """

    bodies: NameTable[Agency]
    capitals_only: frozenset[str]
    levels: NameTable[str]
    titles: NameTable[str]
    quantifiers: NameTable[str]
    classes: NameTable[tuple[str, bool]]
    areas: NameTable[str]
    qualifiers: NameTable[str]
    class_qualifiers: NameTable[str]
    linking: NameTable[str]
    heads: NameTable[str]
    collocations: NameTable[str]
    stops: NameTable[str]
    prefixes: NameTable[str]
    function_words: frozenset[str]
    sectors: NameTable[str]
    begins: frozenset[str]
    topical: frozenset[str]
    not_before: Mapping[str, frozenset[str]]


def _read(name: str) -> dict[str, Any]:
    text = files("knowledge").joinpath(f"data/{name}").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _sector_bodies(data: Mapping[str, Any]) -> Iterable[Agency]:
    """The sở and bộ of each sector, with "Sở KH&CN" and "SKHCN" from "KH&CN"."""
    for sector in data["sectors"]:
        glued = {data["heads"][h]: h for h in sector["heads"] if h in data["heads"]}
        for head in (h for h in sector["heads"] if h not in data["heads"]):
            short = [f"{head} {a}" for a in (*sector["aliases"], *sector.get("informal", ()))]
            if head in glued:
                short += [f"{glued[head]}{alias}" for alias in sector["aliases"]]
            level = "trung ương" if head == "Bộ" else "tỉnh" if head == "Sở" else "huyện"
            yield Agency(name=f"{head} {sector['name']}", aliases=tuple(short), level=level)


@cache
def known_bodies() -> tuple[Agency, ...]:
    """The bodies of the table, in the order of the file."""
    data = _read("agencies.json")
    listed = (
        Agency(
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            level=row.get("level"),
            kind=row["kind"],
            owner=row.get("owner", False),
            needs_owner=row.get("needs_owner", False),
        )
        for row in data["bodies"]
    )
    return (*_sector_bodies(data), *listed)


def _table(names: Iterable[str]) -> NameTable[str]:
    table: NameTable[str] = NameTable(common=True)
    for name in names:
        table.add(name, name)
    return table


def _without_and(name: str) -> str | None:
    """The name as hurried writers put it, without "và", where enough of it is left."""
    kept = [word for word in name.split() if word != "và"]
    return " ".join(kept) if len(kept) >= 4 and len(kept) < len(name.split()) else None


def _sector_table() -> NameTable[str]:
    """Sectors by name and by abbreviation, unless that is too short to mean one by itself."""
    table: NameTable[str] = NameTable()
    for sector in _read("agencies.json")["sectors"]:
        for name in (sector["name"], *sector["aliases"]):
            if sum(map(str.isalpha, name)) >= _SECTOR_LETTERS:
                table.add(name, sector["name"])
    return table


def _body_table() -> NameTable[Agency]:
    table: NameTable[Agency] = NameTable()
    for body in known_bodies():
        for name in (body.name, _without_and(body.name), *body.aliases):
            if name is not None:
                table.add(name, body)
    return table


@cache
def agency_words() -> AgencyWords:
    """The tables, built once."""
    data = _read("agency_words.json")
    classes: NameTable[tuple[str, bool]] = NameTable(common=True)
    for own, key in ((False, "classes_vague"), (True, "classes_own")):
        for name in data[key]:
            classes.add(name, (name, own))
    levels: NameTable[str] = NameTable(common=True)
    for level, aliases in data["levels"].items():
        for alias in aliases:
            levels.add(alias, level)
    bodies, titles = _body_table(), _table(data["titles"])
    quantifiers, heads = _table(data["quantifiers"]), _table(data["heads_capital"])
    opening = (bodies, titles, quantifiers, heads, classes)
    return AgencyWords(
        bodies=bodies,
        capitals_only=frozenset(fold(a) for a in _read("agencies.json")["capitals_only"]),
        levels=levels,
        titles=titles,
        quantifiers=quantifiers,
        classes=classes,
        areas=_table(data["areas"]),
        qualifiers=_table(data["qualifiers"]),
        class_qualifiers=_table(data["class_qualifiers"]),
        linking=_table(data["linking"]),
        heads=heads,
        collocations=_table(data["collocations"]),
        stops=_table(data["stops"]),
        prefixes=_table(data["prefixes"]),
        function_words=frozenset(data["function_words"]),
        sectors=_sector_table(),
        begins=frozenset[str]().union(*(table.beginnings for table in opening)),
        topical=frozenset(data["topical"]),
        not_before={
            fold(noun): frozenset(fold(word) for word in following)
            for noun, following in data["not_before"].items()
        },
    )
