"""How a document ends: its recipients, its signature, and notes after them."""

import re
from collections.abc import Sequence

from knowledge.head.letterhead import is_motto
from knowledge.head.title import PREAMBLE
from knowledge.head.type_lines import is_capital
from knowledge.outline.lines import Line
from knowledge.text import LOWER, UPPER, fold

_RECIPIENTS = re.compile(r"\W*noi nhan\W*(\(.*\))?$|\W*noi nhan\s*:.*")
_AUTHORITY = re.compile(r"^\W*(T/M|TM\.|KT\.|K/T|TL\.|T/L|TUQ\.|T/UQ|Q\.)\s*(\S|$)")
_OFFICE = re.compile(
    r"^(pho |quyen )?(chu tich|thu tuong|bi thu|chanh (van phong|thanh tra)|giam doc|bo truong|"
    r"thu truong|tong giam doc|cuc truong|vu truong|truong ban|chu nhiem|tong bi thu|vien truong|"
    r"chanh an|truong phong|hieu truong|tong cuc truong|thong doc|truong doan|chi cuc truong)\b"
)
_NAME = re.compile(rf"^(?:[{UPPER}][{LOWER}]+[ ]?){{2,5}}$")
_FOOTNOTE = re.compile(r"^\[(\d{1,2})\]\s*")


def closes_document(line: Line) -> bool:
    """Whether a line opens the recipients or the signature."""
    return bool(_RECIPIENTS.match(fold(line.text)) or _AUTHORITY.match(line.text))


def find_tail(lines: Sequence[Line], begin: int, end: int) -> tuple[range, range]:
    """The recipients and the signature after a line."""
    recipients = _recipients(lines, begin, end)
    return recipients, _signature(lines, begin, end, recipients)


def _recipients(lines: Sequence[Line], begin: int, end: int) -> range:
    starts = [n for n in range(begin, end) if _RECIPIENTS.match(fold(lines[n].text))]
    if not starts:
        starts = _headless_recipients(lines, begin, end)
    if not starts:
        return range(end, end)
    start = starts[-1] if len(starts) > 1 and len(lines[starts[0]].text) > 40 else starts[0]
    n = start + 1
    while n < end and not opens_signature(lines[n]):
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


def opens_signature(line: Line) -> bool:
    """Whether a line is the authority or the office of who signs."""
    text = line.text
    if _AUTHORITY.match(text):
        return True
    folded = fold(text)
    return (
        is_capital(text)
        and bool(_OFFICE.match(folded))
        and len(text) < 60
        and not is_motto(folded)  # The head of a decision of the Prime Minister, its columns flat.
    )


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
            if not any(PREAMBLE.match(fold(line.text)) for line in lines[n + 1 : n + 3])
        ]
    start = next((n for n in candidates if opens_signature(lines[n])), None)
    if start is None:
        return range(end, end)
    stop = min(end, start + 8)
    for n in range(start, stop):
        if _NAME.match(lines[n].text.strip()) and not is_capital(lines[n].text):
            return range(start, n + 1)
    capital = start
    while capital < stop and is_capital(lines[capital].text):
        capital += 1
    return range(start, capital)


def find_footnotes(lines: Sequence[Line], begin: int, end: int) -> range:
    """The notes after the end of a document; an empty range for none."""
    start = next((n for n in range(begin, end) if _FOOTNOTE.match(lines[n].text)), None)
    if start is None:
        return range(end, end)
    n = start + 1
    while n < end and not lines[n].gap:
        n += 1
    return range(start, n)
