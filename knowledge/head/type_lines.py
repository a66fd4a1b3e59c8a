"""Lines that name the type of a document: alone, with its issuer, or with its title."""

import re
from functools import lru_cache

from knowledge.numbers import TYPE_NAMES, type_name
from knowledge.outline.lines import Line
from knowledge.text import fold, within_one_edit

AUTHORITIES = re.compile(
    r"^(pho |quyen )?(chu tich|thu tuong|bo truong|giam doc|uy ban|hoi dong|chinh phu|ban (?!hanh)|"
    r"quoc hoi|tong giam doc|thong doc|tinh uy|bo chinh tri|van phong|truong ban|cuc truong|"
    r"thanh uy|dang uy|tong cuc truong|hieu truong|vien truong|tong kiem toan|chanh an|ubnd|hdnd)\b"
)
# These name a list, a draft or a book of law more often than the page that they head.
_NEVER_WITH_TITLE = {
    "Danh mục", "Dự án", "Luật", "Biên bản", "Quy trình", "Công văn", "Thư công", "Phiếu chuyển",
}  # fmt: skip


def is_capital(text: str) -> bool:
    """Whether a text is printed in capitals, up to a tenth of its letters."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def line_type(line: Line) -> str | None:
    """The document type that a line names on its own in capitals, or None."""
    text = line.text.strip()
    if text.endswith(":") or not is_capital(text) or len(text) > 40:
        return None
    return type_name(text) or _misread_type(fold(text.strip(" .*-")))


def issued_type(line: Line) -> str | None:
    """The type in a line that names its issuer, too: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ"; else None."""
    name, of, issuer = line.text.partition(" CỦA ")
    is_one = bool(of) and is_capital(line.text) and len(line.text) <= 60
    return type_name(name) if is_one and AUTHORITIES.match(fold(issuer)) else None


def titled_type(line: Line) -> tuple[str, int] | None:
    """The type with which a title in capitals begins, and where the title goes on; else None.

    "HƯỚNG DẪN CÔNG TÁC THI ĐUA NĂM 2024" heads a guidance that has no type line.
    """
    text = line.text.strip()
    if text.endswith(":") or line.cells or not is_capital(text):
        return None
    folded = fold(text)
    for name in TYPE_NAMES:
        opening = fold(name) + " "
        if folded.startswith(opening) and name not in _NEVER_WITH_TITLE:
            return (name, len(opening)) if len(text) > len(opening) + 10 else None
    return None


@lru_cache(maxsize=2048)
def _misread_type(folded: str) -> str | None:
    # Recognised headers miss a letter now and then; two edits would make one type another.
    for name in TYPE_NAMES:
        if len(name) >= 7 and within_one_edit(fold(name), folded):
            return name
    return None


_DECIDING = ("Quyết định", "Nghị quyết", "Nghị định", "Pháp lệnh", "Thông tư")


def is_deciding(kind: str | None) -> bool:
    """Whether documents of a type print who decides between title and preamble."""
    return kind in _DECIDING
