"""The lines above a title or a letter: mottoes, superior and issuing body, number, place and day.

Narrow cells break words ("ỦY" over "BAN NHÂN DÂN", "Số:" over its number); flattened columns
leave the right one on the lines of the left. Both are mended here, letters misread allowed for.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.outline.furniture import is_furniture
from knowledge.outline.lines import Line
from knowledge.text import LOWER, UPPER, Span, fold, view, within_one_edit

NUMBER_LINE = re.compile(
    r"^\W*(so|so hieu)\s*[:.]?\s*(?=[\d/])|^s:\s*(?=\d)|^(luat|phap lenh|nghi quyet)\s+so\s*:"
)
BLANK_NUMBER = re.compile(r"^\W*so\s*[:.]?[./\s…_-]*(?:/|-\s?[a-z]{1,5}/)")
_OWN_NUMBER = re.compile(r"^\W*(so\s*[:.]?|s:)\s*(\d|[./…_-]*/)")
_NUMBER_ABOVE = re.compile(r"^\W*so\s*:?\W*$")
# "ĐOÀN KIỂM TRA / THEO QUYẾT ĐỊNH / SỐ 1050/QĐ-SCT": the number is part of the name.
_BY_DECISION = re.compile(r"(?:^|.* )(theo|thuc hien) (quyet dinh|ke hoach|nghi quyet)$")
_NUMBER_OF_NAME = re.compile(r"so \d")
_URGENCY = re.compile(r"^\W*(hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao)\b")
_BODY_OPENERS = re.compile(
    r"^(uy ban|y ban|hoi dong|bo |so |ban |dang uy|dang bo|tinh uy|thanh uy|huyen uy|quan uy|"
    r"thi uy|van phong|chinh phu|thu tuong|cuc |chi cuc|tong cuc|vu |truong |vien |trung tam|"
    r"hoi |lien doan|tong lien doan|cong doan|doan |thanh doan|tinh doan|huyen doan|"
    r"mat tran|cong an|quoc hoi|toa an|kiem toan|thanh tra|bao hiem|ngan hang|tap doan|"
    r"tong cong ty|cong ty|hiep hoi|ubnd|hdnd|bo chinh tri|ban bi thu|chi bo|bo chi huy|benh vien|"
    r"dai |bao |phong |thuong truc|thuong vu|hoc vien|dai hoc|nha xuat ban|bo tu lenh|quan khu|"
    r"kho bac|quy |lien minh|lien hiep|dang doan|chu tich nuoc|to cong tac|tieu ban|bao tang|"
    r"thu vien|khoa |chi nhanh|hat kiem lam|xa doan|bo doi|bch |btv )"
)
_MOTTOES = ("conghoaxahoichunghiavietnam", "doclaptudohanhphuc", "dangcongsanvietnam")
_MOTTO_START = re.compile(r"\s*\**(CỘNG H[ÒOÕ]|ĐẢNG C[ỘÔ]NG SẢN|Độc lập)")
DAY_START = re.compile(
    rf"(?:^|[\s*_>])(?:(?:TP|Tp|TX|Tx|TT)\.?\s?)?(?:[{UPPER}][{LOWER}.]+[\s-]?(?:\d{{1,2}})?){{1,4}}"
    r",\s*ngày(?:\b|(?=\d))"
)
_HEAD_LINES = 45


def is_motto(folded: str) -> bool:
    """Whether a folded line is the name of the state or the Party, or the state's motto."""
    letters = _letters(folded)
    return letters == "vietnam" or any(
        motto in letters
        or (len(letters) >= 8 and (letters in motto or within_one_edit(letters, motto)))
        for motto in _MOTTOES
    )


def is_dated(folded: str) -> bool:
    """Whether a folded line is the head's "<place>, ngày … tháng … năm"."""
    return bool(re.search(r"ngay\s*[\d.…]*\s*thang", folded))


def is_head_line(folded: str) -> bool:
    """Whether a folded line is the place and day of a letter, its number, or its motto."""
    return bool(
        re.search(r"ngay\b.{0,12}\bthang\b.{0,6}\bnam\b|^so\s*:|^cong hoa|^dang cong", folded)
    )


def is_own_number(folded: str) -> bool:
    """Whether a folded line is the number line of a document, not a portal's "Số hiệu"."""
    return bool(_OWN_NUMBER.match(folded))


def head_end(lines: Sequence[Line], begin: int, end: int) -> int:
    """Where the head ends that has no type line below it; `begin` where there is no head."""
    window = range(begin, min(end, begin + _HEAD_LINES))
    mottoes = [n for n in window if is_motto(fold(lines[n].text)) and len(lines[n].text) < 120]
    if not mottoes:
        return begin
    near = range(max(begin, mottoes[0] - 8), min(window.stop, mottoes[0] + 12))
    numbers = [n for n in near if is_own_number(fold(lines[n].text))]
    if not numbers:
        return begin
    days = [n for n in near if DAY_START.search(lines[n].text) and len(lines[n].text) < 120]
    return max([*(n for n in mottoes if n in near), *numbers, *days]) + 1


def whole_lines(text: str, head: Sequence[Line]) -> list[Line]:
    """The lines of a head; what a narrow cell broke is one line again."""
    whole: list[Line] = []
    for line in head:
        if whole and not line.gap and _is_broken(whole[-1].text, line.text):
            span = whole[-1].span.union(line.span)
            whole[-1] = replace(whole[-1], span=span, text=view(text, [span]).text)
        else:
            whole.append(line)
    return whole


def _is_broken(above: str, line: str) -> bool:
    """Whether two lines of a cell are one: a number, a motto or the name of a body."""
    if _NUMBER_ABOVE.match(fold(above)):
        return line[0].isdigit()
    upper, joined = fold(above), fold(f"{above} {line}")
    if not above.isupper() or not _is_shouted(line):
        return False
    if _BY_DECISION.match(upper):
        return bool(_NUMBER_OF_NAME.match(fold(line)))
    if is_motto(upper):
        return False
    if _letters(fold(line)) == "vietnam":
        return bool(_BODY_OPENERS.match(upper + " "))
    if any(motto.startswith(_letters(joined)[: len(motto)]) for motto in _MOTTOES):
        return True
    return not _BODY_OPENERS.match(upper + " ") and bool(_BODY_OPENERS.match(joined + " "))


def _is_shouted(words: str) -> bool:
    """Whether words are in capitals, up to a number: "SỐ 31/QĐ-TTg"."""
    name, number, _ = words.partition("SỐ ")
    return (name + number).isupper()


def head_bodies(text: str, head: Sequence[Line]) -> list[tuple[str, Span]]:
    """The bodies of the head's left column, superior first, as printed, with their spans."""
    bodies: list[tuple[str, Span]] = []
    named = False
    for line in whole_lines(text, head):
        words, span = _without_right_column(text, line)
        folded = fold(words)
        if not words or NUMBER_LINE.match(folded) or re.match(r"^\W*so\s*:", folded):
            named = bool(bodies)
            continue
        if (
            is_motto(folded)
            or _URGENCY.match(folded)
            or is_furniture(words)
            or is_dated(folded)
            or not _is_shouted(words)
        ):
            continue
        if _BODY_OPENERS.match(folded + " ") and not _continues_body(bodies, folded):
            bodies.append((words, span))
            named = False
        elif bodies and not named and 1 < len(_letters(folded)) < 60:
            name, before = bodies[-1]
            bodies[-1] = (f"{name} {words}", before.union(span))
    return bodies


def _continues_body(bodies: Sequence[tuple[str, Span]], folded: str) -> bool:
    """Whether a line continues the one above: "THỦ TƯỚNG" over "CHÍNH PHỦ"."""
    return (
        bool(bodies)
        and fold(bodies[-1][0]) in ("thu tuong", "van phong", "van phong thu tuong")
        and folded.startswith("chinh phu")
    )


def _without_right_column(text: str, line: Line) -> tuple[str, Span]:
    """A head line without what the flattened right column left on it."""
    looked = view(text, [line.span])
    cut = min(
        [m.start() for p in (_MOTTO_START, DAY_START) if (m := p.search(looked.text))],
        default=len(looked.text),
    )
    start, end = looked.strip(0, cut, " *-–_")
    if end <= start:
        return "", line.span
    return looked.text[start:end], looked.span(start, end)


def _letters(folded: str) -> str:
    return re.sub(r"[^a-z]", "", folded)
