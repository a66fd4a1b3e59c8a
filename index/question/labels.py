"""The numbered parts that a question names: "3.2", "điểm đ khoản 1 mục II", "mục 1 đến 3"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.outline.labels import HAND_POINTS, roman, roman_value
from knowledge.text import fold

# Parts of one question, more are not told side by side.
MOST_LABELS = 12
# How deep each word for a part stands; in one place the words come in either order.
_DEPTHS = {
    "chuong": 0, "nhom": 1, "phan": 1, "dieu": 1.5, "muc": 2, "tieu muc": 3, "nhiem vu": 3, "nv": 3,
    "dau viec": 3, "viec": 3, "noi dung": 3, "dong": 3, "stt": 3, "tt": 3, "khoan": 4,
    "diem": 5, "y": 6, "tiet": 6,
}  # fmt: skip
_DEEPEST = max(_DEPTHS.values())
_WORDS = "|".join(sorted(_DEPTHS, key=len, reverse=True))
# "3.b", and "3b" as it is typed.
_NUMBER = r"(?:(?:[ivx]+\.)?\d{1,2}(?:\.\d{1,2})*(?:\.[a-z]\b|[a-e]\b)?|[ivx]+(?:\.\d{1,2})*)"
# Letters of lists; "o" and "u" are words of their own without accents.
_LETTER = r"[a-eghilmnpq]"
_BEHIND = r"(?![\w/%]|\.\d|\s*(?:km|ty|trieu)\b)"
_VALUE = rf"(?:{_NUMBER}|{_LETTER}){_BEHIND}"
_ARTICLE = rf"\d{{1,3}}(?:\.\d{{1,2}})?(?:\.[a-z])?\b(?! nay){_BEHIND}"
# What stands behind the last of several numbers; behind others it counts: "mục 1 và 2 đơn vị".
_LISTED = (
    r"(?=\s*(?:$|[?!.,;:)\-–]|(?:cua|trong|thi|la|o|ai|do|thuoc|co|noi|quy dinh|va|den|toi|giao|"
    rf"khi|bao|han|kh|gom|chu tri|phoi hop|thuc hien|thoi gian|thoi han|kinh phi|{_WORDS})\b))"
)
# Before the first of a stretch: "nhiệm vụ từ 1 đến 3".
_FROM = rf"tu\s+(?={_VALUE}\s*(?:den\b|toi\b|-|–))"
_UNIT = re.compile(
    rf"\b(?P<word>{_WORDS})\s*(?:so\s*|{_FROM})?"
    rf"(?P<first>(?<=dieu ){_ARTICLE}|(?<!dieu ){_VALUE})"
    rf"(?P<more>(?:\s*(?:,|;|\bva\b|&|\bden\b|\btoi\b|-|–)\s*{_VALUE}{_LISTED})*)"
)
_JOINT = re.compile(rf"\s*(,|;|\bva\b|&|\bden\b|\btoi\b|-|–)\s*({_VALUE})")
# "khoản 1a" is a clause of its own, put in behind the first, and no point of that.
_INSERTED = re.compile(r"\d+[a-e]")
_STRETCH = ("den", "toi", "-", "–")
_DIEU = "Điều "
# Between the words of one place, and between places.
_WITHIN = re.compile(r"\s*,?\s*(?:(?:cua|thuoc|o|tai|trong)\s+)?")
_BETWEEN = re.compile(r"\s*(?:,|;|va|&|den|toi|-|–)\s*(?:(?:het|ca)\s+)?")
_BARE = re.compile(
    r"(?<![\w./])((?:[ivx]+\.)(?:\d{1,2}\.?)+|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)("
    r"?![\w/%.]|\s*(?:km|ty|trieu|%|phan tram))"
)
_ALONE = re.compile(r"(?:[ivx]{1,5}|\d{1,2})(?:\.\d{1,2})*(?:\.[a-z])?\.?")
_STEP = re.compile(r"\bbuoc (?:thu |so )?(\d{1,2})\b")
_ROMAN = re.compile(r"[ivx]+")
_ROMAN_GROUP = re.compile(r"\b(?:nhom|phan|muc)\s+(?:so\s*)?([ivx]+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReference:
    """A numbered part: `3.2`, `II.3.2`, `Điều 3.2.b`, `Bước 4`, `III` with `3` under it.

    Attributes:
        path: The end of the path that is meant.
        group: The Roman part or table group it is said to be in, None if not said.
        instead: What the same figures are as one path, for the first of a stretch: "2-3" may be
            typed for 2.3; None where it is a stretch for certain.
        roman: The path with its outermost number as plans print it, `II.3.2` for "phần 2 mục
            3.2"; None where that number is none of a part as a whole.
        ends_stretch: It is the last of a stretch from the label before it, and only the plan knows
            what lies between: "3.1 đến 4.2".
    """

    path: str
    group: str | None = None
    instead: str | None = None
    roman: str | None = None
    ends_stretch: bool = False

    @property
    def is_step(self) -> bool:
        """Whether it is a step of a procedure, which plain prose may speak of too."""
        return self.path.startswith("Bước ")

    @property
    def printed(self) -> str:
        """For the reply: `III.3`."""
        return f"{self.group}.{self.path}" if self.group else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A word for a part with the numbers behind it.

    Attributes:
        open_ends: Those of the numbers that end a stretch which only the plan can fill.
    """

    start: int
    end: int
    depth: float
    paths: tuple[str, ...]
    instead: str | None = None
    open_ends: frozenset[str] = frozenset()


def find_labels(text: str) -> tuple[LabelReference, ...]:
    """The numbered parts that a question names, in its order.

    Args:
        text: The question, document numbers blanked out; with its accents, which tell the letter
            đ from d.
    """
    folded = fold(text)
    if _ALONE.fullmatch(folded.strip()):
        return (LabelReference(path=_upper(text.strip().rstrip("."))),)
    group = _ROMAN_GROUP.search(folded)
    apart = group[1].upper() if group else None
    if step := _STEP.search(folded):
        return (LabelReference(path=f"Bước {int(step[1])}", group=apart),)
    units = list(_units(text, folded))
    found = list(_named(list(_places(units, folded)), apart))
    articles = [each for each in found if each.path.startswith(_DIEU)]
    if articles:
        return tuple(dict.fromkeys(articles))[:MOST_LABELS]
    for match in _BARE.finditer(folded):
        if any(unit.start < match.end() and match.start() < unit.end for unit in units):
            continue
        path = _upper(text[slice(*match.span(1))].rstrip("."))
        own = apart if apart and not path.startswith(apart) else None
        if all(each.path != path for each in found):
            found.append(LabelReference(path=path, group=own, roman=_in_roman(path, _DEEPEST)))
    return tuple(dict.fromkeys(found))[:MOST_LABELS]


def without_labels(text: str, labels: Sequence[LabelReference]) -> str:
    """The question with the numbers of its parts blanked out, but for those of articles."""
    for label in labels:
        text = re.sub(rf"(?<!\w){re.escape(label.path)}(?!\w)", " ", text, flags=re.IGNORECASE)
    for match in _UNIT.finditer(fold(text)):
        if labels and match["word"] != "dieu":
            start, end = match.start("first"), match.end()
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _upper(path: str) -> str:
    """A path with Roman numbers in capitals and letters small, each step behind a point."""
    steps = re.sub(r"(?<=\d)(?=[^\W\d])", ".", path).split(".")
    return ".".join(
        s.upper() if re.fullmatch(r"[ivx]{1,4}", s.lower()) else s.lower() for s in steps
    )


def _units(text: str, folded: str) -> Iterator[_Unit]:
    for match in _UNIT.finditer(folded):
        if match["word"] == "khoan" and _INSERTED.fullmatch(match["first"]):
            continue
        paths = [_upper(text[slice(*match.span("first"))])]
        instead, open_ends = None, set[str]()
        for joint in _JOINT.finditer(folded, match.start("more"), match.end("more")):
            path = _upper(text[slice(*joint.span(2))])
            if joint[1] in "-–" and len(paths) == 1 and f"{paths[0]}{path}".isdigit():
                instead = f"{paths[0]}.{path}"
            if joint[1] in _STRETCH:
                open_ends |= {path} if _is_open(paths[-1], path) else set()
                paths += _between(paths[-1], path)
            paths.append(path)
        if match["word"] == "dieu":
            paths = [f"{_DIEU}{path}" for path in paths]
        if not _is_numbered_by(match["word"], paths[0]):
            continue
        yield _Unit(
            start=match.start(), end=match.end(), depth=_DEPTHS[match["word"]],
            paths=tuple(paths), instead=instead, open_ends=frozenset(open_ends),
        )  # fmt: skip


def _is_numbered_by(word: str, path: str) -> bool:
    """Whether a part of that name bears such a number: "nhóm 2", "chi tiết 1 lần" are none."""
    if word == "nhom":
        return bool(_ROMAN.fullmatch(path.lower()))
    return word != "tiet" or path.isalpha()


def _between(first: str, last: str) -> list[str]:
    """What lies between two paths that differ in their last number."""
    stem, _, low = first.rpartition(".")
    other, _, high = last.rpartition(".")
    if stem != other:
        return []
    if _ROMAN.fullmatch(low.lower()) and _ROMAN.fullmatch(high.lower()):
        steps = [roman(n) for n in range(roman_value(low) + 1, roman_value(high))]
    elif low.isdigit() and high.isdigit():
        steps = [str(n) for n in range(int(low) + 1, int(high))]
    elif low in HAND_POINTS and high in HAND_POINTS:
        steps = list(HAND_POINTS[HAND_POINTS.index(low) + 1 : HAND_POINTS.index(high)])
    else:
        return []
    return [f"{stem}.{step}" if stem else step for step in steps[:MOST_LABELS]]


def _is_open(first: str, last: str) -> bool:
    """Whether only the plan knows what lies between: from 3.1 to 4.2, where 3 may end anywhere."""
    low, high = first.split("."), last.split(".")
    return len(low) == len(high) > 1 and low[:-1] != high[:-1]


def _places(units: Sequence[_Unit], folded: str) -> Iterator[list[_Unit]]:
    """The units that name one place together: "điểm đ khoản 1 mục II"."""
    place: list[_Unit] = []
    for unit in units:
        if place:
            last = place[-1]
            gap = folded[last.end : unit.start]
            deeper = all(each.depth != unit.depth for each in place)
            if deeper and len(unit.paths) == 1 and _WITHIN.fullmatch(gap):
                place.append(unit)
                continue
            if len(place) == 1 and last.depth == unit.depth and _BETWEEN.fullmatch(gap):
                first, to = last.paths[-1].removeprefix(_DIEU), unit.paths[0].removeprefix(_DIEU)
                between = _between(first, to) if gap.strip() in _STRETCH else []
                called = _DIEU if unit.paths[0].startswith(_DIEU) else ""
                paths = (*last.paths, *(f"{called}{path}" for path in between), *unit.paths)
                is_open = gap.strip() in _STRETCH and _is_open(first, to)
                ends = last.open_ends | unit.open_ends | ({unit.paths[0]} if is_open else set())
                place = [replace(unit, start=last.start, paths=paths, open_ends=ends)]
                continue
            yield place
        place = [unit]
    if place:
        yield place


def _named(places: Sequence[list[_Unit]], apart: str | None) -> Iterator[LabelReference]:
    """The labels of places; a Roman part that stands apart is that of the others."""
    # A letter alone may be a word: "điểm e cần biết".
    told = [place for place in places if len(place) > 1 or not _is_letter(place[0].paths[0])]
    found = [label for place in told for label in _labels(place)]
    inner = [label for label in found if not _ROMAN.fullmatch(label.path.lower())]
    for label in inner or found:
        inside = not inner or label.path.startswith((f"{apart}.", _DIEU))
        yield replace(label, group=label.group or (None if inside else apart))


def _is_letter(path: str) -> bool:
    return len(path) == 1 and path.isalpha() and not _ROMAN.fullmatch(path.lower())


def _labels(place: Sequence[_Unit]) -> Iterator[LabelReference]:
    """The labels that the words of one place are; its innermost word may have several numbers."""
    *above, inner = sorted(place, key=lambda unit: unit.depth)
    article = next((n for n, unit in enumerate(above) if unit.paths[0].startswith(_DIEU)), 0)
    steps = [unit.paths[0] for unit in above[article:]]
    group = steps.pop(0) if steps and _ROMAN.fullmatch(steps[0].lower()) else None
    for number, path in enumerate(inner.paths):
        # "mục II nhiệm vụ II.3" names the part twice.
        twice = group is not None and path.startswith(f"{group}.")
        # So does "điểm 1.1 khoản 1".
        outer = [] if path.startswith(f"{'.'.join(steps)}.") else steps
        whole = path if twice or path.startswith(_DIEU) else ".".join([*outer, path])
        depth = above[0].depth if outer else inner.depth if "." not in path else _DEEPEST
        yield LabelReference(
            path=whole,
            group=None if twice or path.startswith(_DIEU) else group,
            instead=inner.instead if number == 0 and not above else None,
            roman=_in_roman(whole, depth if group is None else _DEEPEST),
            ends_stretch=path in inner.open_ends,
        )


def _in_roman(path: str, depth: float) -> str | None:
    """The path with its first number Roman, if that is the number of a part as a whole.

    Args:
        path: As it was typed.
        depth: That of the word which its first number stands behind.
    """
    first, *steps = path.split(".")
    outermost = depth < _DEPTHS["muc"] or (depth == _DEPTHS["muc"] and steps)
    if first.isdigit() and 0 < int(first) < 40 and (outermost or len(steps) > 1):
        return ".".join([roman(int(first)), *steps])
    return None


def label_matches(reference: LabelReference, path: str, parent: str | None = None) -> bool:
    """Whether a section path ends in the label that a question names.

    Args:
        reference: What the question names.
        path: The path of a section.
        parent: The path above it, which tells the steps of several procedures apart.
    """
    if reference.is_step:
        same = re.sub(r"\(\d+\)$", "", path) == reference.path
        return same and _is_in(reference.group, parent or "")
    bare = path.rsplit("/", 1)[-1] if "/kết" not in path else ""
    if not (bare == reference.path or bare.endswith(f".{reference.path}")):
        return False
    return _is_in(reference.group, bare[: len(bare) - len(reference.path)].rstrip("."))


def _is_in(group: str | None, head: str) -> bool:
    """Whether the path of what is above belongs to the part a label is said to be in."""
    if group is None or head == group:
        return True
    return head.endswith(f".{group}") or head.startswith(f"{group}.")
