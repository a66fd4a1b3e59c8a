"""Where in a file the documents stand: heads, bodies, recipients, signatures, attached parts.

A file may hold a decision and the plan it issues, and annexes after a signature; each is a `Part`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.head.behind import find_behind
from knowledge.head.letterhead import head_end, is_motto
from knowledge.head.tail import closes_document, find_footnotes, find_tail, opens_signature
from knowledge.head.title import ATTACHED, find_subject, find_title
from knowledge.head.type_lines import AUTHORITIES, is_capital, issued_type, line_type, titled_type
from knowledge.numbers import code_of_type
from knowledge.outline.labels import Style, parse_label, roman_value
from knowledge.outline.lines import Line
from knowledge.text import fold

_ANNEX = re.compile(
    r"^[\s_*\"“(]*(phu ?luc|bieu mau|mau so|danh muc kem theo)\b\s*(so\s*)?([ivxlc]+|\d+[a-z]?)?\b"
)
_TITLED_ANNEX = re.compile(r"phu luc\s*(so\s*)?([ivxlc]+|\d+[a-z]?)\s*[:.\-–]\s*\w")
_END = re.compile(r"\./\.?\W*$")
_HEAD_LINES = 25
# Lines of capitals that name what stands behind the end of a document, and the code it gets.
_TITLE_LINES, _BEHIND = 8, "KT"
# A longer line is no part of a head.
PROSE = 200  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document or annex within a file; all bounds are line indexes, half open.

    Attributes:
        prefix: Prefix of its paths: "" for the first document, `KH/`, `PL/`, `PL2/`, `KT/` for
            what stands behind its end, and `(2) ` for the second letter.
        type_line: Index of the line with the type name, None for a letter or a bare text.
        head: Lines before the title.
        title: Lines of the title.
        body: Lines from the preamble to the last closing paragraph; recipients and signature
            may stand among them where a file has them out of their place.
        recipients: Lines of "Nơi nhận" with its list.
        signature: Lines of authority, office and name.
        footnotes: Lines of notes after the end.
    """

    prefix: str
    type_line: int | None
    head: range
    title: range
    body: range
    recipients: range
    signature: range
    footnotes: range


def find_parts(lines: Sequence[Line]) -> tuple[Part, ...]:
    """The parts of a file in reading order; a file without any sign of a frame is one bare part."""
    starts = _starts(lines)
    bounds = [*[s for s, _ in starts], len(lines)]
    found: list[Part] = []
    for (begin, prefix), end in zip(starts, bounds[1:], strict=True):
        part = _part(lines, begin, end, prefix)
        is_annex = prefix.startswith("PL")
        last = _last_line(part)
        behind = find_behind(lines, last, part.footnotes.start, goes_on=is_annex)
        if behind and is_annex:
            # What looks like an end is that of a form within the annex.
            none = range(end, end)
            body = range(part.body.start, behind.stop)
            part = replace(part, body=body, recipients=none, signature=none)
        found.append(part)
        if behind and not is_annex:
            number = sum(each.prefix.startswith(_BEHIND) for each in found) + 1
            named = f"{_BEHIND}{number if number > 1 else ''}/"
            found.append(_part_behind(lines, behind, named))
    return tuple(found)


def _last_line(part: Part) -> int:
    """Where a part ends but for its notes."""
    ends = [part.body.stop, *(r.stop for r in (part.recipients, part.signature) if r)]
    return max(ends)


def _part_behind(lines: Sequence[Line], behind: range, prefix: str) -> Part:
    """What stands behind the end of a document as a part of its own."""
    begin, end = behind.start, behind.stop
    titled = begin
    while titled < min(end, begin + _TITLE_LINES) and is_capital(lines[titled].text):
        titled += 1
    none = range(end, end)
    return Part(
        prefix=prefix,
        type_line=begin if titled > begin else None,
        head=range(begin, begin),
        title=range(min(begin + 1, titled), titled),
        body=range(titled, end),
        recipients=none,
        signature=none,
        footnotes=none,
    )


def _starts(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """(first line, path prefix) of each part."""
    found: list[tuple[int, str]] = [(0, "")]
    type_seen = False
    annexes = _annexes(lines)
    letters = _further_letters(lines)
    for n, line in enumerate(lines):
        name = line_type(line) or _attached_type(lines, n)
        if n in letters:
            found.append((n, f"({letters.index(n) + 2}) "))
        elif n in annexes:
            found.append((n, _annex_prefix(line, annexes[n] if len(annexes) > 1 else None)))
        elif name is not None:
            if type_seen and _is_attached(lines, n) and n > found[-1][0] + 2:
                found.append((n, f"{code_of_type(name) or 'VB'}/"))
            type_seen = True
        elif not type_seen and opens_address(lines, n):
            type_seen = True
    return _distinct(found)


def _attached_type(lines: Sequence[Line], n: int) -> str | None:
    """What a title in capitals without a type line of its own attaches after a signature."""
    line = lines[n]
    if not line.gap or opens_signature(line) or not _is_signed_before(lines, n):
        return None
    below = n
    while below < min(len(lines), n + 6) and is_capital(lines[below].text):
        below += 1
    if below in (n, len(lines)) or not ATTACHED.match(fold(lines[below].text)):
        return None
    titled = titled_type(line)
    return titled[0] if titled is not None else line.text


def _annexes(lines: Sequence[Line]) -> dict[int, int]:
    """The lines that open annexes, with the place of each; a second title line opens none."""
    opened: dict[int, int] = {}
    signed = next((n for n, line in enumerate(lines) if closes_document(line)), len(lines))
    headed = {_annex_number(line) for n, line in enumerate(lines) if _opens_annex(line, n)}
    for n, line in enumerate(lines):
        opens = _opens_annex(line, n) or (
            n > signed and _is_titled_annex(lines, n) and _annex_number(line) not in headed
        )
        if opens and n - 1 not in opened:
            opened[n] = len(opened) + 1
    return opened


def _further_letters(lines: Sequence[Line]) -> list[int]:
    """Where further letters begin: a head of its own after a signature, and whom it is sent to."""
    begun: list[int] = []
    for n, line in enumerate(lines):
        opens = len(line.text) < 60 and is_motto(fold(line.text)) and is_capital(line.text)
        if not opens or not _is_signed_before(lines, n):
            continue
        after = lines[n : n + _HEAD_LINES]
        if any(fold(each.text).startswith("kinh gui") for each in after) and not any(
            map(line_type, after)
        ):
            start = n - 1 if line.gap else n
            while start > 0 and not lines[start].gap:
                start -= 1
            begun.append(start)
    return begun


def _distinct(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    seen: dict[str, int] = {}
    result = []
    for start, prefix in found:
        seen[prefix] = seen.get(prefix, 0) + 1
        result.append((start, prefix if seen[prefix] == 1 else f"{prefix[:-1]}{seen[prefix]}/"))
    return result


def _opens_annex(line: Line, n: int) -> bool:
    match = _ANNEX.match(fold(line.text))
    if match is None or n < 5 or line.cells or len(line.text) > 120:
        return False
    rest = line.text[match.end() :].strip(" .:-–")
    return (not rest or is_capital(rest)) and (is_capital(line.text[:7]) or line.gap or not rest)


def _is_titled_annex(lines: Sequence[Line], n: int) -> bool:
    """Whether a line after the signature is an annex's number and title: "Phụ lục 1: Danh sách …".

    In a list of annexes another stands beside it, and a sentence ends as sentences do.
    """
    line = lines[n]
    if line.cells or not _TITLED_ANNEX.match(fold(line.text)) or len(line.text) > PROSE:
        return False
    beside = [lines[m].text for m in (n - 1, n + 1) if 0 <= m < len(lines)]
    listed = any(_TITLED_ANNEX.match(fold(text)) for text in beside)
    return not listed and not line.text.endswith((".", ";", ","))


def _annex_number(line: Line) -> str | None:
    match = _ANNEX.match(fold(line.text))
    return match[3] if match else None


def _annex_prefix(line: Line, ordinal: int | None) -> str:
    number = _annex_number(line)
    if ordinal is None and number is None:
        return "PL/"
    if number and number.isdigit():
        return f"PL{int(number)}/"
    if number and re.fullmatch(r"[ivxlc]+", number):
        return f"PL{roman_value(number)}/"
    return f"PL{number.upper() if number else ordinal or ''}/"


def _is_attached(lines: Sequence[Line], n: int) -> bool:
    """Whether type line `n` opens an attached document: said so, or after a signature."""
    after = lines[n + 1 : n + 12]
    if any(ATTACHED.match(fold(line.text)) for line in after):
        return True
    return _is_signed_before(lines, n)


def _is_signed_before(lines: Sequence[Line], n: int) -> bool:
    return any(map(closes_document, lines[max(0, n - 45) : n]))


def _last_article(lines: Sequence[Line], begin: int, end: int) -> int:
    """The line of the last article that continues the articles before it; `begin` for none."""
    last, number = begin, 0
    for n in range(begin, end):
        label = parse_label(lines[n].text)
        if label is None or label.style is not Style.DIEU:
            continue
        if label.value == 1 and number:
            break  # An attached text counts its articles anew.
        if number == 0 or label.value == number + 1:
            last, number = n, label.value
    return last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """How a part opens: where its head and its title stand, and where its body begins."""

    type_line: int | None
    head_end: int
    title: range
    body_begin: int


def _part(lines: Sequence[Line], begin: int, end: int, prefix: str) -> Part:
    opening = _opening(lines, begin, end, prefix)
    last = _last_article(lines, opening.body_begin, end)
    recipients, signature = find_tail(lines, last, end)
    if recipients or signature:
        body_end = min(r.start for r in (recipients, signature) if r)
    else:
        # A page that was bound or flattened wrongly has them above its last articles.
        recipients, signature = find_tail(lines, opening.body_begin, end)
        begins = [r.start for r in (recipients, signature) if r]
        stops = [r.stop for r in (recipients, signature) if r]
        before = bool(stops) and max(stops) <= last
        body_end = min(begins) if begins and not before else _body_end(lines, last, end)
    after = max([body_end, *(r.stop for r in (recipients, signature) if r)])
    return Part(
        prefix=prefix,
        type_line=opening.type_line,
        head=range(begin, opening.head_end),
        title=opening.title,
        body=range(opening.body_begin, body_end),
        recipients=recipients,
        signature=signature,
        footnotes=find_footnotes(lines, after, end),
    )


def _opening(lines: Sequence[Line], begin: int, end: int, prefix: str) -> _Opening:
    window = range(begin, min(end, begin + 80))
    type_line = next((n for n in window if _is_type_line(lines, n)), None)
    if type_line is None:
        type_line = next((n for n in window[:_HEAD_LINES] if issued_type(lines[n])), None)
    if prefix.startswith("PL"):
        type_line = begin
    if type_line is not None:
        kind = line_type(lines[type_line]) or issued_type(lines[type_line])
        title = find_title(lines, type_line + 1, end, kind)
    elif (type_line := _titled_line(lines, begin, end)) is not None:
        return _titled_opening(lines, begin, end, type_line)
    else:
        return _untyped_opening(lines, begin, end)
    return _Opening(type_line=type_line, head_end=type_line, title=title, body_begin=title.stop)


def _is_type_line(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n` names the type; a decision says "QUYẾT ĐỊNH" over its first article, too."""
    if line_type(lines[n]) is None:
        return False
    below = parse_label(lines[n + 1].text) if n + 1 < len(lines) else None
    return below is None or below.style is not Style.DIEU


def _titled_opening(lines: Sequence[Line], begin: int, end: int, titled: int) -> _Opening:
    """How a document opens whose title begins with its type, perhaps above the head."""
    stop = head_end(lines, titled, end)
    if stop > titled:
        below = _titled_line(lines, stop, end)
        if below is None or below > stop + 2:
            title = find_title(lines, titled, titled + 1)
            return _Opening(type_line=titled, head_end=stop, title=title, body_begin=stop)
        titled = below
    kind = (titled_type(lines[titled]) or ("", 0))[0]
    title = find_title(lines, titled, end, kind)
    return _Opening(type_line=titled, head_end=titled, title=title, body_begin=title.stop)


def _untyped_opening(lines: Sequence[Line], begin: int, end: int) -> _Opening:
    """How a letter opens, or a document that lost its type line."""
    address = next((n for n in range(begin, min(end, begin + 60)) if opens_address(lines, n)), None)
    stop = head_end(lines, begin, end) if address is None else address
    title = find_subject(lines, begin, stop)
    body_begin = stop
    if address is None and begin < stop < end and is_capital(lines[stop].text):
        capitals = find_title(lines, stop, end, "Quyết định")
        is_authority = AUTHORITIES.match(fold(lines[stop].text)) and len(capitals) == 1
        if not is_authority and not title:
            title, body_begin = capitals, capitals.stop
    return _Opening(type_line=None, head_end=stop, title=title, body_begin=body_begin)


def _titled_line(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """The line in which type and title of a document without a type line begin."""
    for n in range(begin, min(end, begin + _HEAD_LINES)):
        if titled_type(lines[n]) is not None:
            return n
        label = parse_label(lines[n].text)
        opens_body = label is not None and label.style < Style.BULLET
        if opens_body or opens_address(lines, n) or len(lines[n].text) > PROSE:
            return None
    return None


def opens_address(lines: Sequence[Line], n: int) -> bool:
    """Whether "Kính gửi" begins in line `n`; a narrow cell may break it."""
    folded = fold(lines[n].text)
    if folded == "kinh" and n + 1 < len(lines):
        folded = f"kinh {fold(lines[n + 1].text)}"
    return folded.startswith("kinh gui")


def _body_end(lines: Sequence[Line], begin: int, end: int) -> int:
    """Without recipients and signature: after the last `./.`, else where the part ends."""
    last = [n for n in range(begin, end) if _END.search(lines[n].text)]
    return last[-1] + 1 if last else end
