"""How one body is printed: titles before it, its name or class, and what narrows it down.

Bộ trưởng Bộ Tài chính            title + name
Ban Tuyên giáo Tỉnh ủy Bắc Giang  name + owner + place
các sở, ban, ngành liên quan      class + qualifier
UBND các xã, phường               name + areas
"""

import re
from dataclasses import dataclass
from itertools import product

from knowledge.names.agency_parts import AREA_LEVELS, MAX_NAME_WORDS, LineReader, Step
from knowledge.names.agency_table import Agency
from knowledge.names.places import province_at

# A class noun before one of these asks for a body and names none.
_QUESTION = frozenset("nao gi may ai".split())
_FRONT = "Ủy ban Mặt trận Tổ quốc"

_REGION_NUMBER = re.compile(r"[ivxl]+|\d{1,2}")

_MAX_CAPITAL_WORDS = 14
_MAX_TITLES = 4
_MAX_TOPIC_WORDS = 14
_MAX_DEPTH = 2
_MAX_READINGS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One body found in a line.

    Attributes:
        end: Index behind its last word.
        names: The full names it may stand for.
        is_class: It names a class of bodies, not one.
        strong: It names bodies wherever it stands; "cơ quan" alone does not.
        loose: A class that is only strong by what follows it: "doanh nghiệp" + "Đồng Tháp".
        quantified: A class with "các", "những" before it.
        titled: A title stands before it.
        listed: A list of places closes it.
        area: It is a province, district or commune itself.
    """

    end: int
    names: tuple[str, ...]
    is_class: bool = False
    strong: bool = True
    loose: bool = False
    quantified: bool = False
    titled: bool = False
    listed: bool = False
    area: bool = False


def _extend(names: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{a} {b}" for a, b in product(names, more))[:_MAX_READINGS]


class BodyReader(LineReader):
    """Reads bodies from the words of one text."""

    def match(self, start: int, depth: int = 0) -> Match | None:
        """The longest body that begins at word `start`, None if none does."""
        if self._key(start) not in self._known.begins:
            return None
        n, titles = self._titles(start)
        core = self._core(n, depth) if titles else None
        if core is None:
            n, titles = start, ()
            core = self._core(start, depth)
        if core is None:
            return None
        named = _extend((" ".join(titles),), core.names) if titles else core.names
        return Match(
            end=core.end,
            names=named,
            is_class=core.is_class,
            strong=core.strong or bool(titles),
            loose=core.loose and not titles,
            quantified=core.quantified,
            titled=bool(titles),
            listed=core.listed,
            area=core.area,
        )

    def _titles(self, start: int) -> tuple[int, tuple[str, ...]]:
        """The titles at `start` ("Bộ trưởng, Chủ nhiệm") and the index behind them."""
        quantifier = self._known.quantifiers.longest(self.words, start)
        n = quantifier.end if quantifier is not None else start
        found: list[str] = list(quantifier.values[:1]) if quantifier is not None else []
        behind = start
        while (
            len(found) < _MAX_TITLES
            and (title := self._known.titles.longest(self.words, n)) is not None
        ):
            if found and self._key(n - 1) == ",":
                found[-1] += ","
            found.append(title.values[0])
            behind = n = title.end
            if self._key(n) in (",", "va", "/", "kiem"):
                n += 1
        return (behind, tuple(found)) if behind > start else (start, ())

    def _core(self, start: int, depth: int) -> Match | None:
        """A name or class at `start` with all that narrows it down."""
        named = self._named(start, depth)
        kind = self._class(start, depth)
        capital = None
        if named is None or self._goes_on(named.end):
            capital = self._capital(start)
        found = (match for match in (named, kind, capital) if match is not None)
        return max(found, key=lambda match: match.end, default=None)

    def _goes_on(self, n: int) -> bool:
        """Whether a name that ends before word `n` seems to go on in capitals."""
        return self._joins(n) or (n < len(self.words) and self.words.capital[n])

    def _named(self, start: int, depth: int) -> Match | None:
        for found in self._known.bodies.all_from(self.words, start):
            single = found.end == start + 1
            if single and self._key(start) in self._known.capitals_only:
                if not self.words.upper[start] or self._followed_by_upper(start):
                    continue
            bodies = found.values
            n, names = self._front(found.end, bodies, tuple(b.name for b in bodies))
            n, names = self._topic(n, bodies[0], names)
            end, names, listed = self._tails(n, names, depth, bodies[0])
            if bodies[0].needs_owner and end == n:
                continue
            return Match(end=end, names=tuple(dict.fromkeys(names)), listed=listed)
        return None

    def _topic(self, n: int, body: Agency, names: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """A steering committee is named by its subject: "Ban Chỉ đạo phòng, chống … tỉnh"."""
        if body.name not in self._known.topical:
            return n, names
        for end in range(n, min(n + _MAX_TOPIC_WORDS, len(self.words))):
            key = self._key(end)
            if end > n and self._known.levels.longest(self.words, end) is not None:
                return end, _extend(names, (self._printed(n, end),))
            if not (key.isalnum() or key in (",", "-")) or self._stop(end):
                break
        return n, names

    def _stop(self, n: int) -> bool:
        """Whether a verb, a small word or another name, each of which ends a name, stands here."""
        if self.words.capital[n]:
            return self._begins_name(n)
        return self._known.stops.longest(self.words, n) is not None

    def _front(
        self, n: int, bodies: tuple[Agency, ...], names: tuple[str, ...]
    ) -> tuple[int, tuple[str, ...]]:
        """The Front is named together with its member organisations, as one addressee."""
        if not bodies[0].name.startswith(_FRONT):
            return n, names
        level = self._known.levels.longest(self.words, n)
        at = level.end if level is not None else n
        if self._key(at) != "va" or self._key(at + 1) != "cac":
            return n, names
        joined = self._class(at + 1, _MAX_DEPTH)
        if joined is None or not {"doan", "to"} & {self._key(at + 2)}:
            return n, names
        between = (level.values[0] + " và",) if level is not None else ("và",)
        return joined.end, _extend(_extend(names, between), joined.names)

    def _tails(self, n: int, names: tuple[str, ...], depth: int, body: Agency | None) -> Step:
        """What narrows a body down from word `n` on: owner, level, areas, place, qualifier."""
        listed = False
        while n < len(self.words):
            step = (
                self._areas(n)
                or self._region(n)
                or self._level(n)
                or self._owner(n, depth, body)
                or self._narrowed(n, depth, body)
                or self._parent(n)
                or self._place(n)
                or self._apposition(n, depth)
                or self._person(n, body)
            )
            if step is None:
                break
            n, more, closes = step
            names = _extend(names, more)
            listed = listed or closes
        return n, names, listed

    def _region(self, n: int) -> Step | None:
        """The number of a regional office: "Kho bạc Nhà nước khu vực XIV"."""
        if self._key(n) != "khu" or self._key(n + 1) != "vuc":
            return None
        if not _REGION_NUMBER.fullmatch(self._key(n + 2)):
            return None
        return n + 3, (self._printed(n, n + 3),), False

    def _owner(self, n: int, depth: int, body: Agency | None) -> Step | None:
        if depth >= _MAX_DEPTH or body is None:
            return None
        found = self._known.bodies.longest(self.words, n)
        if found is None or not found.values[0].owner:
            if body.kind == "Đảng" and self._key(n) in ("cac", "co"):
                within = self._class(n, _MAX_DEPTH)
                return (within.end, within.names, False) if within is not None else None
            return None
        owner = self._named(n, depth + 1)
        return (owner.end, owner.names, owner.listed) if owner is not None else None

    def _narrowed(self, n: int, depth: int, body: Agency | None) -> Step | None:
        """A qualifier, or a link to another body where that reaches further."""
        qualifier = self._qualifier(n, body is not None and body.name != "")
        linked = self._linked(n, depth, body)
        if qualifier is None or linked is None:
            return qualifier or linked
        return max(qualifier, linked, key=lambda step: step[0])

    def _linked(self, n: int, depth: int, body: Agency | None) -> Step | None:
        found = self._known.linking.longest(self.words, n)
        if (
            found is None
            or depth >= _MAX_DEPTH
            or (body is not None and body.name and self._key(n) == "cua")
        ):
            return None
        start = found.end
        if self._key(start - 1) == "cac":
            start -= 1
        within = self.match(start, depth + 1)
        if within is None:
            return None
        link = found.values[0].removesuffix(" các")
        return within.end, _extend((link,), within.names), within.listed

    def _apposition(self, n: int, depth: int) -> Step | None:
        """The office of a body in another: "- Cơ quan thường trực Ban Chỉ đạo"."""
        if self._key(n) not in ("-", ",") or self._key(n + 1) != "co" or depth:
            return None
        title = self._known.titles.longest(self.words, n + 1)
        if title is None:
            return None
        start = title.end + 1 if self._key(title.end) == "cua" else title.end
        within = self.match(start, depth + 1)
        if within is None:
            return None
        return within.end, (self._printed(n, within.end),), False

    def _class(self, start: int, depth: int) -> Match | None:
        """A class of bodies: "các sở, ban, ngành liên quan"; one noun without "các" is weak."""
        quantifier = self._known.quantifiers.longest(self.words, start)
        n = quantifier.end if quantifier is not None else start
        end, names, nouns = n, list[str](), 0
        firm, listed, area, tailed = quantifier is not None, False, False, False
        while (found := self._known.classes.longest(self.words, n)) is not None:
            if self._blocked(n, found.end) or (nouns and self._is_proper(n, found.end)):
                break
            if nouns and found.values[0][0] in _HEADS and self._key(found.end) == "cac":
                break
            text, own = found.values[0]
            behind, tail, closes = self._class_tails(found.end, text, depth)
            firm = firm or own or bool(nouns)
            tailed = tailed or behind > found.end
            area = not nouns and text in AREA_LEVELS
            names.append(tail)
            end, nouns, listed = behind, nouns + 1, listed or closes
            if self._key(end) not in (",", "va", "/") or own and self._key(end) == "/":
                break
            n = end + 1
        if not nouns or self._key(end) in _QUESTION:
            return None
        full = self._printed(start, end)
        if full.isascii():
            full = ", ".join(names)
            full = f"{quantifier.values[0]} {full}" if quantifier is not None else full
        return Match(
            end=end,
            names=(full,),
            is_class=True,
            strong=firm or tailed,
            loose=not firm,
            quantified=quantifier is not None,
            listed=listed,
            area=area and nouns == 1,
        )

    def _class_tails(self, n: int, text: str, depth: int) -> tuple[int, str, bool]:
        listed = False
        if text in AREA_LEVELS:
            n, listed = self._place_list(n)
            if not listed:
                place = self._capitals(n, MAX_NAME_WORDS)
                n = place if not all(self.words.upper[n:place]) else n
        owner = _CLASS_OWNER if text in _WITH_MEMBERS else None
        end, names, closes = self._tails(n, (text,), depth, owner)
        return end, names[0], listed or closes

    def _capital(self, start: int) -> Match | None:
        """A body outside the table: a head word and capitalised words, "Cục Thú y"."""
        head = self._known.heads.longest(self.words, start)
        if head is None or head.end >= len(self.words):
            return None
        # "giao phòng Kế hoạch - Tài chính": the head of a small unit is often a small word.
        if not self.words.capital[start] and self._key(start) not in _SMALL_HEADS:
            return None
        if self.words.upper[start] and self.words.upper[head.end]:
            return None
        n, end = head.end, head.end
        while n < len(self.words) and n - start < _MAX_CAPITAL_WORDS:
            further = n > head.end and self._key(n - 1) not in ("va", "-")
            if not self.words.capital[n] or (n > head.end and self._begins_name(n)):
                break
            if further and self._is_verb(n):
                break
            place = province_at(self.words, n)
            end = place[0] if place is not None else self._lower_run(n + 1)
            n = end + 1 if self._joins(end) or self._lists(end) else end
        if end == head.end:
            return None
        printed = (self._printed(start, end),)
        end, names, listed = self._tails(end, printed, _MAX_DEPTH - 1, _UNKNOWN)
        return Match(end=end, names=names, listed=listed)


_SMALL_HEADS = frozenset({"phong"})
_UNKNOWN = Agency(name="")
_CLASS_OWNER = Agency(name="", kind="Đảng")
# The head of several bodies, who begins a new item of a list before "các".
_HEADS = frozenset("lãnh đạo|thủ trưởng|bí thư|người đứng đầu".split("|"))
_WITH_MEMBERS = frozenset(
    "cấp ủy|lãnh đạo|thủ trưởng|bí thư|văn phòng cấp ủy|đảng ủy|chi bộ|đảng bộ|thành viên".split(
        "|"
    )
)
