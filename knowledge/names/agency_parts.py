"""The words that narrow a body down, read from a line: level, areas, place, qualifier, person."""

from knowledge.names.agency_table import Agency, AgencyWords, agency_words
from knowledge.names.places import province_at
from knowledge.names.words import Words

# What one reading step gives: the index behind it, the full names it may stand for, and whether
# a list of places closes it.
Step = tuple[int, tuple[str, ...], bool]

AREA_LEVELS = frozenset("tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu".split("|"))

# The name of a place or person has at most this many words.
MAX_NAME_WORDS = 4

# After a capitalised word of a name stand at most so many small ones: "Kiểm soát bệnh tật".
MAX_SMALL_WORDS = 5


class LineReader:
    """Reads parts of names from the words of one text; `n` is an index into these words."""

    def __init__(self, text: str, words: Words, *, lenient: bool = False) -> None:
        """Read from `text`; `lenient` where it is nothing but bodies, as in a list or heading."""
        self._text = text
        self.words = words
        self.lenient = lenient
        self._known: AgencyWords = agency_words()

    def _printed(self, start: int, end: int) -> str:
        """The text from word `start` to word `end`, white space single."""
        return " ".join(self._text[self.words.starts[start] : self.words.ends[end - 1]].split())

    def _key(self, n: int) -> str:
        """The folded word `n`, "" behind the last."""
        return self.words.keys[n] if n < len(self.words) else ""

    def _followed_by_upper(self, n: int) -> bool:
        """Whether a line in capitals goes on, so that capitals prove nothing."""
        return n + 1 < len(self.words) and self.words.upper[n + 1] and len(self._key(n + 1)) > 3

    def _level(self, n: int) -> Step | None:
        """A level, with the name of the place where one follows: "tỉnh Lạng Sơn"."""
        found = self._known.levels.longest(self.words, n)
        if found is None or self._blocked(n, found.end):
            return None
        dotted = self._key(found.end) == "." and self._key(n) in ("tp", "tx")
        end = found.end + 1 if dotted else found.end
        if found.values[0] not in AREA_LEVELS:
            return found.end, found.values[:1], False
        place = province_at(self.words, end)
        if place is not None:
            return place[0], (f"{found.values[0]} {place[1]}",), False
        behind = self._capitals(end, MAX_NAME_WORDS)
        if behind > end and not self.words.upper[n]:
            name = self._printed(end, behind)
            return behind, (f"{found.values[0]} {name}",), False
        return found.end, found.values[:1], False

    def _capitals(self, start: int, limit: int) -> int:
        """The index behind a run of capitalised words that no body begins in."""
        n = start
        while n < len(self.words) and n - start < limit:
            if not self.words.capital[n] or self._begins_name(n) or self._is_verb(n):
                break
            n += 1
        return n

    def _is_verb(self, n: int) -> bool:
        """Whether a verb of two words begins here, which opens a sentence: "Hỗ trợ", "Căn cứ"."""
        found = self._known.stops.longest(self.words, n)
        return found is not None and found.end > n + 1

    def _begins_name(self, n: int) -> bool:
        """Whether a known body, a head word or a title begins at word `n`."""
        known = self._known
        word = self._key(n) in known.capitals_only and not self.words.upper[n]
        return (
            (not word and known.bodies.longest(self.words, n) is not None)
            or known.heads.longest(self.words, n) is not None
            or known.titles.longest(self.words, n) is not None
        )

    def _areas(self, n: int) -> Step | None:
        """Areas: "các huyện, thành phố", "xã, phường", "các tỉnh: Đắk Lắk và Gia Lai"."""
        many = self._key(n) in ("cac", "nhung")
        start = n + 1 if many else n
        end, names = self._area_run(start)
        if end == start or (not many and len(names) < 2 and not self._is_run(n, end)):
            return None
        text = self._printed(n, end)
        if text.isascii():
            text = ("các " if many else "") + ", ".join(names)
        last, listed = self._place_list(end) if many else (end, False)
        if last > end:
            text = f"{text}{self._text[self.words.ends[end - 1] : self.words.ends[last - 1]]}"
        return last, (text,), listed

    def _is_run(self, start: int, end: int) -> bool:
        """Whether several areas stand between the two words."""
        return any(self.words.keys[n] in (",", "va", "/") for n in range(start, end))

    def _area_run(self, start: int) -> tuple[int, list[str]]:
        """The index behind "huyện, thành phố" at `start`, and the areas; none leave `start`.

        Typed in haste the comma may be missing: "ubnd xa phuong".
        """
        end, n = start, start
        names: list[str] = []
        while (found := self._known.areas.longest(self.words, n)) is not None:
            if self._blocked(n, found.end) or (n > start and self._is_proper(n, found.end)):
                break
            glued = n > start and n == end
            if glued and (found.values[0] not in AREA_LEVELS or province_at(self.words, n)):
                break
            end = found.end
            names.append(found.values[0])
            separated = self._key(end) in (",", "va", "/", "-")
            if not separated and self.words.accented:
                break
            n = end + 1 if separated else end
        return end, names

    def _place_list(self, end: int) -> tuple[int, bool]:
        """The index behind "Đắk Lắk, Khánh Hòa và Lâm Đồng" after an optional colon."""
        n = end + 1 if self._key(end) == ":" else end
        listed = False
        while n < len(self.words) and (place := province_at(self.words, n)) is not None:
            end, listed = place[0], True
            if self._key(end) not in (",", "va", ";"):
                break
            n = end + 1
        return end, listed

    def _qualifier(self, n: int, named: bool) -> Step | None:
        """Words such as "liên quan" or "trên địa bàn tỉnh", with a place behind them."""
        found = self._known.qualifiers.longest(self.words, n)
        if not named:
            found = self._known.class_qualifiers.longest(self.words, n) or found
        if found is None or self._key(found.end) == "nhau":
            return None
        place = province_at(self.words, found.end) if found.end < len(self.words) else None
        if place is not None:
            return place[0], (f"{found.values[0]} {place[1]}",), False
        return found.end, found.values[:1], False

    def _place(self, n: int) -> Step | None:
        """A province named without its kind."""
        place = province_at(self.words, n)
        return (place[0], (place[1],), False) if place is not None else None

    def _person(self, n: int, body: Agency | None) -> Step | None:
        """The name of the person behind an office held by one: "Phó Thủ tướng Trần Hồng Hà"."""
        if body is None or body.kind != "chức danh":
            return None
        end = self._capitals(n, MAX_NAME_WORDS)
        return (end, (self._printed(n, end),), False) if end >= n + 2 else None

    def _blocked(self, start: int, end: int) -> bool:
        """Whether the next word makes another word of a class noun: "ban hành", "xã hội"."""
        noun = " ".join(self.words.keys[start:end])
        following = self._known.not_before
        last = following.get(self.words.keys[end - 1], frozenset())
        return self._key(end) in following.get(noun, frozenset()) | last

    def _is_proper(self, start: int, end: int) -> bool:
        """Whether a capitalised known name stands here, which ends a class: "Công an tỉnh"."""
        if not self.words.capital[start]:
            return False
        goes_on = end < len(self.words) and self.words.capital[end]
        if goes_on and self._known.heads.longest(self.words, start) is not None:
            return True
        found = self._known.bodies.longest(self.words, start)
        return found is not None and found.end >= end

    def _joins(self, n: int) -> bool:
        """Whether "và" or a hyphen at `n` goes on with the same name."""
        if self._key(n) not in ("va", "-") or n + 1 >= len(self.words):
            return False
        if not self.words.capital[n + 1] or self._begins_name(n + 1):
            return False
        return self._key(n) == "va" or not self._is_verb(n + 1) or self._is_lone_verb(n + 1)

    def _is_lone_verb(self, n: int) -> bool:
        """Whether the verb at `n` has no object, as in "Phòng Kế hoạch - Tổng hợp chủ trì"."""
        found = self._known.stops.longest(self.words, n)
        if found is None:
            return False
        behind = self._known.stops.longest(self.words, found.end)
        return behind is not None or self._is_boundary(found.end)

    def _lists(self, n: int) -> bool:
        """Whether the comma at `n` stands within one name: "Chăn nuôi, Thú y và Thủy sản"."""
        if self._key(n) != ",":
            return False
        at = n + 1
        while at < len(self.words) and at - n <= 2 * MAX_SMALL_WORDS:
            if self._key(at) == "va":
                return at > n + 1 and self._joins(at)
            opens = at == n + 1 or self._key(at - 1) == ","
            if opens and (not self.words.capital[at] or self._begins_name(at)):
                return False
            if not (self._key(at).isalpha() or self._key(at) == ",") or self._is_verb(at):
                return False
            at += 1
        return False

    def _lower_run(self, n: int) -> int:
        """The index behind the small words that belong to a capitalised one: "Khu kinh tế".

        One syllable always, further ones only where they are known to go together or, when
        `lenient`, where a separator or level follows them.
        """
        first, end = n, n
        while n < len(self.words) and not self.words.capital[n] and self._key(n).isalpha():
            found = self._known.collocations.longest(self.words, n)
            if found is not None:
                end = n = found.end
                continue
            if n - first >= MAX_SMALL_WORDS or self._ends_name(n):
                break
            n += 1
            if n == first + 1:
                end = n
            elif not self.lenient:
                break
        return n if self.lenient and self._is_boundary(n) else end

    def _ends_name(self, n: int) -> bool:
        """Whether the small word at `n` is not a part of the name before it."""
        known = self._known
        if self.words.forms[n] in known.function_words or self._is_verb(n):
            return True
        narrowing = (known.qualifiers, known.levels, known.linking)
        return any(table.longest(self.words, n) is not None for table in narrowing)

    def _is_boundary(self, n: int) -> bool:
        """Whether a name may end before word `n`: the end, a mark, "và" or a level."""
        if n >= len(self.words) or not self._key(n).isalnum() or self._key(n) == "va":
            return True
        return self._known.levels.longest(self.words, n) is not None

    def _parent(self, n: int) -> Step | None:
        """The bare "Sở" or "Bộ" that a part of one belongs to: "Thanh tra Sở"."""
        if self._key(n) not in ("so", "bo") or not self.words.capital[n]:
            return None
        follows = n + 1 < len(self.words) and self.words.capital[n + 1]
        if follows or self._known.bodies.longest(self.words, n) is not None:
            return None
        return n + 1, ("Sở" if self._key(n) == "so" else "Bộ",), False
