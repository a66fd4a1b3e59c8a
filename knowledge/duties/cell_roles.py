"""Who leads, carries out and helps, as one cell of a task table says it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.document import Mention
from knowledge.duties.open_names import VERB
from knowledge.duties.roles import find_roles, named_partners
from knowledge.names.agencies import is_body, starts_with_body
from knowledge.names.mentions import as_mention, names_in, partner_names
from knowledge.names.people import is_person
from knowledge.text import Span, View, view


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRoles:
    """The roles that a cell gives; `named` are those it gives none."""

    leads: tuple[Mention, ...] = ()
    named: tuple[Mention, ...] = ()
    partners: Mention | None = None
    partner_names: tuple[Mention, ...] = ()


_WORD = re.compile(
    r"(?:là\s+)?(?:(?:cơ quan|đơn vị|bộ phận|cán bộ|người)\s+)?"
    r"(?:(?P<lead>chủ trì|(?:làm )?đầu mối)|(?P<partner>phối hợp)|(?P<other>thực hiện|giám sát))"
    r"(?:\s+thực hiện)?(?:\s+(?:với|cùng(?: với)?))?"
    r"|\b(?P<short_lead>CT)\b(?=\s*[:)])|\b(?P<short_partner>PH)\b(?=\s*[:)])",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[.;,•▪●\-–+*]|\n)\s*$")
_BULLET = " .,;:-–+•▪●*()"
_NOTE = re.compile(r"\s*\([^()]*\)$")
_SEMICOLON = re.compile(r";\s*|\.\s+")
_LIST_MARKS = re.compile(
    r"(?:\n|;\s+)(?:\d{1,2}[.)]\s+)?|(?:^|\s)[•▪●]\s*|(?:^|\n)\s*[-–+*]\s+|^\s*\d{1,2}[.)]\s+"
)
_BULLETS = re.compile(r"[•▪●]")
_COMMAS = re.compile(r",\s+(?:và\s+)?|\s+và\s+")


def read_cell(text: str, cell: Span) -> CellRoles:
    """The roles that the cell at `cell` gives to those whom it names."""
    looked = view(text, [cell])
    broken = _with_breaks(text, looked)
    marks = [m for m in _WORD.finditer(broken) if not _is_within_name(broken, m)]
    if not any(m["lead"] or m["partner"] or m["short_lead"] or m["short_partner"] for m in marks):
        return CellRoles(named=cell_names(looked, broken, 0, len(broken)))
    if _OPENS.search(broken[: marks[0].start()]):
        return _after_words(looked, broken, [m for m in marks if not _is_noted(broken, m)])
    prose = next(iter(find_roles(looked)), None)
    if prose is not None and prose.leads and prose.partners is not None:
        return CellRoles(
            leads=prose.leads, partners=prose.partners, partner_names=named_partners(looked, prose)
        )
    return _before_words(looked, broken, marks)


def _with_breaks(text: str, looked: View) -> str:
    """The cleaned text of a cell with its paragraphs apart, character for character."""
    offsets = [*looked.offsets, len(text)]
    return "".join(
        "\n" if c == " " and set(text[offsets[n - 1] + 1 : offsets[n + 1]]) & {"\v", "\n"} else c
        for n, c in enumerate(looked.text)
    )


def _is_within_name(broken: str, mark: re.Match[str]) -> bool:
    """Whether role words name somebody: "các đơn vị phối hợp" is no label."""
    before = broken[: mark.start()].rstrip(" ").lower()
    if mark["other"] and not broken[mark.end() :].lstrip().startswith(":"):
        return True
    return before.endswith(("các", "những"))


def _is_noted(broken: str, mark: re.Match[str]) -> bool:
    """Whether role words stand in brackets: "UBND xã A (phối hợp khảo sát)"."""
    before = broken[: mark.start()]
    return before.count("(") > before.count(")")


def _after_words(looked: View, broken: str, marks: list[re.Match[str]]) -> CellRoles:
    """The roles of those who stand behind the words: "Chủ trì: A. Phối hợp: B"."""
    found = CellRoles()
    for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(broken)], strict=True):
        if mark["partner"] or mark["short_partner"]:
            begin, stop = _stripped(broken, mark.end(), _before_duty(broken, mark.end(), end))
            if stop > begin and found.partners is None:
                found = replace(
                    found,
                    partners=as_mention(looked, begin, stop),
                    partner_names=_split(looked, broken, begin, stop)
                    or partner_names(looked, begin, stop),
                )
            continue
        names = tuple(
            name
            for begin, stop in _of_one_role(broken, mark.end(), end)
            for name in cell_names(looked, broken, begin, stop)
        )
        if mark["other"]:
            found = replace(found, named=(*found.named, *names))
        else:
            found = replace(found, leads=(*found.leads, *names))
    return found


def _before_duty(broken: str, begin: int, end: int) -> int:
    """Where a list of helpers ends, before "; Sở X hướng dẫn …" tells another what to do."""
    for start, stop in list(_parts(broken, begin, end, _SEMICOLON))[1:]:
        length = starts_with_body(broken[start:stop])
        if length and VERB.match(_NOTE.sub("", broken[start + length : stop])):
            return start
    return end


def _of_one_role(broken: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The names behind a role word; what a semicolon adds counts while it is a bare name."""
    for n, (start, stop) in enumerate(_parts(broken, begin, end, _SEMICOLON)):
        if n and not (is_body(broken[start:stop]) or is_person(broken[start:stop])):
            return
        note = _NOTE.search(broken, start, stop)
        if n and note is not None:
            return
        yield start, note.start() if note is not None else stop


def _before_words(looked: View, broken: str, marks: list[re.Match[str]]) -> CellRoles:
    """The roles of those who stand before the words: "A (chủ trì), B phối hợp"."""
    leads: list[Mention] = []
    helpers: list[Mention] = []
    others: list[Mention] = []
    begin = 0
    for mark in marks:
        names = cell_names(looked, broken, begin, mark.start())
        kept = (
            helpers
            if mark["partner"] or mark["short_partner"]
            else others
            if mark["other"]
            else leads
        )
        kept += names
        begin = mark.end()
    others += cell_names(looked, broken, begin, len(broken))
    return CellRoles(
        leads=tuple(leads),
        named=tuple(others),
        partners=helpers[0] if helpers else None,
        partner_names=tuple(helpers),
    )


def cell_names(looked: View, broken: str, begin: int, end: int) -> tuple[Mention, ...]:
    """Those whom a stretch of a cell names, several where they stand in lines or a list."""
    begin, end = _stripped(broken, begin, end)
    if end <= begin:
        return ()
    return _split(looked, broken, begin, end) or names_in(looked, begin, end)


def _split(looked: View, broken: str, begin: int, end: int) -> tuple[Mention, ...]:
    """The parts of a list of which each names somebody; none where that is not so."""
    for marks in (_LIST_MARKS, re.compile(rf"{_LIST_MARKS.pattern}|{_COMMAS.pattern}")):
        parts = list(_parts(broken, begin, end, marks))
        if len(parts) > 1 and len(_BULLETS.findall(broken, begin, end)) == len(parts) - 1:
            return tuple(as_mention(looked, s, e) for s, e in parts)
        if len(parts) > 1 and all(_names_somebody(broken[s:e]) for s, e in parts):
            if marks is _LIST_MARKS:
                return tuple(name for s, e in parts for name in _one(looked, broken, s, e))
            if all(is_person(broken[s:e]) for s, e in parts):
                return tuple(as_mention(looked, s, e) for s, e in parts)
    return ()


def _one(looked: View, broken: str, begin: int, end: int) -> tuple[Mention, ...]:
    """The names of one line of a list, which may hold several."""
    if is_person(broken[begin:end]):
        return _split(looked, broken, begin, end) or (as_mention(looked, begin, end),)
    return names_in(looked, begin, end)


def _names_somebody(part: str) -> bool:
    return is_person(part) or is_body(part.replace("\n", " "))


def _parts(broken: str, begin: int, end: int, marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches between marks, without signs around them, empty ones left out."""
    position = begin
    for mark in [*marks.finditer(broken, begin, end), None]:
        start, stop = _stripped(broken, position, mark.start() if mark else end)
        if stop > start:
            yield start, stop
        position = mark.end() if mark else end


def _stripped(broken: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and (broken[begin] in _BULLET or broken[begin].isspace()):
        begin += 1
    while end > begin and (
        (broken[end - 1] in _BULLET and not _closes(broken, begin, end))
        or broken[end - 1].isspace()
    ):
        end -= 1
    return begin, end


def _closes(broken: str, begin: int, end: int) -> bool:
    """Whether the stretch ends in a bracket that it opens."""
    return broken[end - 1] == ")" and "(" in broken[begin:end]
