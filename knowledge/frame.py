"""Where in a file the documents stand: heads, bodies, recipients, signatures, attached parts.

A file may hold a decision and the plan it issues, and annexes after a signature; each is a `Part`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.blocks import WRAP_LIMIT
from knowledge.labels import roman_value
from knowledge.lines import Line
from knowledge.numbers import TYPE_NAMES, code_of_type, type_name
from knowledge.text import LOWER, UPPER, fold, within_one_edit

_RECIPIENTS = re.compile(r"\W*noi nhan\W*(\(.*\))?$|\W*noi nhan\s*:.*")
_AUTHORITY = re.compile(r"^\W*(T/M|TM\.|KT\.|K/T|TL\.|T/L|TUQ\.|T/UQ|Q\.)\s*\S")
_OFFICE = re.compile(
    r"^(pho |quyen )?(chu tich|thu tuong|bi thu|chanh (van phong|thanh tra)|giam doc|bo truong|"
    r"thu truong|tong giam doc|cuc truong|vu truong|truong ban|chu nhiem|tong bi thu|vien truong|"
    r"chanh an|truong phong|hieu truong|tong cuc truong|thong doc|truong doan|chi cuc truong)\b"
)
_ATTACHED = re.compile(r"^\(?\s*(kem theo|ban hanh kem theo)\b")
_ANNEX = re.compile(
    r"^(phu luc|bieu mau|mau so|danh muc kem theo)\b\s*(so\s*)?([ivxlc]+|\d+[a-z]?)?\b"
)
_NAME = re.compile(rf"^(?:[{UPPER}][{LOWER}]+[ ]?){{2,5}}$")
_FOOTNOTE = re.compile(r"^\[(\d{1,2})\]\s*")
_END = re.compile(r"\./\.?\W*$")


_MOTTOES = ("conghoaxahoichunghiavietnam", "doclaptudohanhphuc", "dangcongsanvietnam")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document or annex within a file; all bounds are line indexes, half open.

    Attributes:
        prefix: Prefix of its paths: "" for the first document, `KH/`, `PL/`, `PL2/`, and
            `(2) ` for the second letter.
        type_line: Index of the line with the type name, None for a letter or a bare text.
        head: Lines before the title.
        title: Lines of the title.
        body: Lines from the preamble to the last closing paragraph.
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
    return tuple(
        _part(lines, begin, end, prefix)
        for (begin, prefix), end in zip(starts, bounds[1:], strict=True)
    )


def is_motto(folded: str) -> bool:
    """Whether a folded line is the name of the state or the Party, or the state's motto."""
    letters = re.sub(r"[^a-z]", "", folded)
    return letters == "vietnam" or any(
        motto in letters
        or (len(letters) >= 8 and (letters in motto or within_one_edit(letters, motto)))
        for motto in _MOTTOES
    )


def line_type(line: Line) -> str | None:
    """The document type that a line names on its own in capitals, or None."""
    text = line.text.strip()
    if text.endswith(":") or not _is_capital(text) or len(text) > 40:
        return None
    return type_name(text) or _misread_type(fold(text.strip(" .*-")))


def issued_type(line: Line) -> str | None:
    """The type in a line that names its issuer, too: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ"; else None."""
    name, of, issuer = line.text.partition(" CỦA ")
    is_one = bool(of) and _is_capital(line.text) and len(line.text) <= 60
    return type_name(name) if is_one and _AUTHORITIES.match(fold(issuer)) else None


@lru_cache(maxsize=2048)
def _misread_type(folded: str) -> str | None:
    # Recognised headers miss a letter now and then; two edits would make one type another.
    for name in TYPE_NAMES:
        if len(name) >= 7 and within_one_edit(fold(name), folded):
            return name
    return None


def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _starts(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """(first line, path prefix) of each part."""
    found: list[tuple[int, str]] = [(0, "")]
    type_seen = False
    annexes = _annexes(lines)
    letters = _further_letters(lines)
    for n, line in enumerate(lines):
        name = line_type(line)
        if n in letters:
            found.append((n, f"({letters.index(n) + 2}) "))
        elif n in annexes:
            found.append((n, _annex_prefix(line, annexes[n] if len(annexes) > 1 else None)))
        elif name is not None:
            if type_seen and _is_attached(lines, n) and n > found[-1][0] + 2:
                found.append((n, f"{code_of_type(name) or 'VB'}/"))
            type_seen = True
        elif not type_seen and fold(line.text).startswith("kinh gui"):
            type_seen = True
    return _distinct(found)


def _annexes(lines: Sequence[Line]) -> dict[int, int]:
    """The lines that open annexes, with the place of each; a second title line opens none."""
    opened: dict[int, int] = {}
    for n, line in enumerate(lines):
        if _opens_annex(line, n) and n - 1 not in opened:
            opened[n] = len(opened) + 1
    return opened


def _further_letters(lines: Sequence[Line]) -> list[int]:
    """Where further letters begin: a head of its own after a signature, and whom it is sent to."""
    begun: list[int] = []
    for n, line in enumerate(lines):
        opens = len(line.text) < 60 and is_motto(fold(line.text)) and _is_capital(line.text)
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
    return (not rest or _is_capital(rest)) and (_is_capital(line.text[:7]) or line.gap or not rest)


def _annex_prefix(line: Line, ordinal: int | None) -> str:
    match = _ANNEX.match(fold(line.text))
    number = match[3] if match else None
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
    if any(_ATTACHED.match(fold(line.text)) for line in after):
        return True
    return _is_signed_before(lines, n)


def _is_signed_before(lines: Sequence[Line], n: int) -> bool:
    before = lines[max(0, n - 45) : n]
    return any(_RECIPIENTS.match(fold(line.text)) or _AUTHORITY.match(line.text) for line in before)


def _part(lines: Sequence[Line], begin: int, end: int, prefix: str) -> Part:
    window = range(begin, min(end, begin + 80))
    type_line = next((n for n in window if line_type(lines[n])), None)
    if type_line is None:
        type_line = next((n for n in window[:_HEAD_LINES] if issued_type(lines[n])), None)
    if prefix.startswith("PL"):
        type_line = begin
    if type_line is not None:
        head_end, title = type_line, _title(lines, type_line + 1, end)
        body_begin = title.stop
    else:
        head_end = body_begin = _address(lines, begin, end)
        title = _subject(lines, begin, head_end)
    recipients = _recipients(lines, body_begin, end)
    signature = _signature(lines, body_begin, end, recipients)
    tail = [r.start for r in (recipients, signature) if r]
    body_end = min(tail) if tail else _body_end(lines, body_begin, end)
    after = max([body_end, *(r.stop for r in (recipients, signature) if r)])
    return Part(
        prefix=prefix,
        type_line=type_line,
        head=range(begin, head_end),
        title=title,
        body=range(body_begin, body_end),
        recipients=recipients,
        signature=signature,
        footnotes=_footnotes(lines, after, end),
    )


def _address(lines: Sequence[Line], begin: int, end: int) -> int:
    """Where a letter's "Kính gửi" stands; `begin` where there is none."""
    window = range(begin, min(end, begin + 60))
    return next((n for n in window if fold(lines[n].text).startswith("kinh gui")), begin)


def _subject(lines: Sequence[Line], begin: int, end: int) -> range:
    """The "V/v …" lines of a letter's head."""
    start = next((n for n in range(begin, end) if re.match(r"v/v\b", fold(lines[n].text))), None)
    if start is None:
        return range(end, end)
    stop = start + 1
    while stop < end and not lines[stop].gap and not _is_head_line(fold(lines[stop].text)):
        stop += 1
    return range(start, stop)


def _is_head_line(folded: str) -> bool:
    """Whether a folded line is the place and day of a letter, its number, or its motto."""
    return bool(
        re.search(r"ngay\b.{0,12}\bthang\b.{0,6}\bnam\b|^so\s*:|^cong hoa|^dang cong", folded)
    )


_PREAMBLE = re.compile(
    r"^\W*(thuc hien|can cu?|can cứ|de |nham|ngay \d|trien khai|tiep theo|theo |xet |ban hanh kem|"
    r"luat )\b"
)
_HEAD_LINES = 25
_TITLE_LINES = 14


def _title(lines: Sequence[Line], begin: int, end: int) -> range:
    """The title after a type line: capitals across gaps, or mixed case up to the first gap."""
    stop = min(end, begin + _TITLE_LINES)
    if begin >= stop:
        return range(begin, begin)
    capital = _is_capital(lines[begin].text)
    n = begin
    while n < stop:
        line = lines[n]
        folded = fold(line.text)
        if (
            _ATTACHED.match(folded)
            or line.cells
            or line_type(line)
            or folded.startswith("kinh gui")
        ):
            break
        if capital and line.gap and n > begin and _is_authority(lines, n):
            break
        if capital and not _is_capital(line.text) and not _closes_bracket(lines, begin, n):
            break
        if (
            not capital
            and n > begin
            and (line.gap or _PREAMBLE.match(folded) and line.text[0].isupper())
        ):
            break
        if re.match(r"^((I|1|A)\s*[.\-)]|(Điều|Chương|Phần|Mục)\s+[\dIVX]+\b)", line.text):
            break
        if not capital and n > begin and len(lines[n - 1].text) > WRAP_LIMIT:
            break  # A line that no converter wraps is a whole paragraph.
        if not capital and n == begin and _PREAMBLE.match(folded) and len(line.text) > 200:
            break
        n += 1
    return range(begin, n)


def _closes_bracket(lines: Sequence[Line], begin: int, n: int) -> bool:
    """Whether a bracket opened in the title lines before `n` is closed in line `n`."""
    before = "".join(line.text for line in lines[begin:n])
    return before.count("(") > before.count(")") and ")" in lines[n].text


_AUTHORITIES = re.compile(
    r"^(chu tich|thu tuong|bo truong|giam doc|uy ban|hoi dong|chinh phu|ban |quoc hoi|"
    r"tong giam doc|thong doc|tinh uy|bo chinh tri|van phong|truong ban|cuc truong|thanh uy|"
    r"dang uy)\b"
)


def _is_authority(lines: Sequence[Line], n: int) -> bool:
    """Whether the capitals at `n`, a paragraph of their own, name the deciding authority."""
    following = lines[n + 1] if n + 1 < len(lines) else None
    alone = following is None or following.gap or not _is_capital(following.text)
    return bool(_AUTHORITIES.match(fold(lines[n].text))) and (alone or len(lines[n].text) < 50)


def _recipients(lines: Sequence[Line], begin: int, end: int) -> range:
    starts = [n for n in range(begin, end) if _RECIPIENTS.match(fold(lines[n].text))]
    if not starts:
        starts = _headless_recipients(lines, begin, end)
    if not starts:
        return range(end, end)
    start = starts[-1] if len(starts) > 1 and len(lines[starts[0]].text) > 40 else starts[0]
    n = start + 1
    while n < end and not _opens_signature(lines[n]):
        line, before = lines[n], lines[n - 1]
        bullet = re.match(r"^[-+~•–]\s*\S", line.text)
        if (
            not bullet
            and n > start + 1
            and (line.gap or fold(before.text).lstrip("-~ ").startswith("luu"))
        ):
            if not (line.text[0].islower() and not line.gap):
                break
        n += 1
    return range(start, n)


def _headless_recipients(lines: Sequence[Line], begin: int, end: int) -> list[int]:
    """Where a recipients list starts that lost its heading: a paragraph ending in "Lưu: VT"."""
    for n in range(begin, end):
        if re.match(r"^\W*luu\s*:?\s*(vt|van thu|hc)", fold(lines[n].text)):
            m = n
            while m > begin and not lines[m].gap:
                m -= 1
            return [m] if 1 < n - m < 40 else []
    return []


def _opens_signature(line: Line) -> bool:
    text = line.text
    if _AUTHORITY.match(text):
        return True
    return _is_capital(text) and bool(_OFFICE.match(fold(text))) and len(text) < 60


def _signature(lines: Sequence[Line], begin: int, end: int, recipients: range) -> range:
    if recipients:
        candidates = [
            *range(recipients.stop, min(end, recipients.stop + 6)),
            *range(max(begin, recipients.start - 8), recipients.start),
        ]
    else:
        candidates = [
            n
            for n in range(max(begin, end - 60), end)
            # The authority that decides stands between the title and "Căn cứ …".
            if not any(_PREAMBLE.match(fold(line.text)) for line in lines[n + 1 : n + 3])
        ]
    start = next((n for n in candidates if _opens_signature(lines[n])), None)
    if start is None:
        return range(end, end)
    stop = min(end, start + 8)
    for n in range(start, stop):
        if _NAME.match(lines[n].text.strip()) and not _is_capital(lines[n].text):
            return range(start, n + 1)
    capital = start
    while capital < stop and _is_capital(lines[capital].text):
        capital += 1
    return range(start, capital)


def _body_end(lines: Sequence[Line], begin: int, end: int) -> int:
    """Without recipients and signature: after the last `./.`, else where the part ends."""
    last = [n for n in range(begin, end) if _END.search(lines[n].text)]
    return last[-1] + 1 if last else end


def _footnotes(lines: Sequence[Line], begin: int, end: int) -> range:
    start = next((n for n in range(begin, end) if _FOOTNOTE.match(lines[n].text)), None)
    if start is None:
        return range(end, end)
    n = start + 1
    while n < end and not lines[n].gap:
        n += 1
    return range(start, n)
