"""What a question points at: document numbers and numbered parts."""

import re
from dataclasses import dataclass

from knowledge.numbers import TYPES, code_of_type, find_numbers
from knowledge.text import fold

_CODES = {fold(code): code for code in TYPES}
_TYPE_WORDS = {
    "ke hoach": "KH", "huong dan": "HD", "quyet dinh": "QĐ", "cong van": "CV", "cong dien": "CĐ",
    "thong bao": "TB", "chi thi": "CT", "nghi dinh": "NĐ", "ket luan": "KL", "nghi quyet": "NQ",
    "thong tu": "TT", "de an": "ĐA", "bao cao": "BC", "to trinh": "TTR", "chuong trinh": "CTR",
    "chuong trinh hanh dong": "CTR", "thong bao ket luan": "TB",
    "quy dinh": "QYĐ", "luat": "L", "bo chi so": "",
}  # fmt: skip
_SHORT = re.compile(
    rf"\b({'|'.join(sorted(map(re.escape, _TYPE_WORDS), key=len, reverse=True))}"
    rf"|kh|hd|qd|cv|cd|tb|ct|nd|kl|nq|tt|ctr|da)"
    r"\s*(?:so\s*)?[:.]?\s*0*(\d{1,5})(?:/(\d{4}))?(?![\d.]*\d)"
)
# "kế hoạch 5 năm", "quyết định 3 nhóm": a small number that counts something is no document;
# "kh 61 mục 3.2", "kh 90 nam dinh" count nothing.
_MEASURED = re.compile(
    r"\s*(?:nhiem vu|nhom|nam(?! dinh)|thang|%|lan|ty|trieu|nguoi)\b"
    r"(?!\s*(?:so\s*)?(?:\d|[ivx]+\b))"
)
_LABEL_WORDS = (
    r"(?:nhiem vu|nv|muc|diem|phan|tieu muc|y|khoan|dau viec|viec|noi dung|chuong|dong|stt|tt)"
)
_LABELLED = re.compile(
    rf"\b{_LABEL_WORDS}\s*(?:so\s*)?((?:[ivx]+\.)?\d{{1,2}}(?:\.\d{{1,2}})*(?:\."
    rf"[a-z]\b)?|[ivx]+(?:\.\d{{1,2}})*)(?![\w/%]|\.\d|\s*(?:km|"
    rf"ty|trieu)\b)"
)
_BARE = re.compile(
    r"(?<![\w./])((?:[ivx]+\.)(?:\d{1,2}\.?)+|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)("
    r"?![\w/%.]|\s*(?:km|ty|trieu|%|phan tram))"
)
_ALONE = re.compile(r"(?:[ivx]{1,5}|\d{1,2})(?:\.\d{1,2})*(?:\.[a-z])?\.?")
_ARTICLE = re.compile(
    r"(?:\bdiem\s+([a-z])\s*,?\s*)?(?:\bkhoan\s+(\d{1,2})\s*,?\s*)?\bdieu\s+(\d"
    r"{1,3})(?:\.(\d{1,2}))?(?:\.([a-z]))?\b(?! nay)"
    r"(?:\s*,?\s*khoan\s+(\d{1,2}))?(?:\s*,?\s*diem\s+([a-z])\b)?"
)
_STEP = re.compile(r"\bbuoc (?:thu |so )?(\d{1,2})\b")
_ROMAN_GROUP = re.compile(r"\b(?:nhom|phan|muc)\s+(?:so\s*)?([ivx]+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReference:
    """A document named by number.

    Attributes:
        printed: As the asker wrote it, for the reply.
        digits: The serial without leading zeros.
        code: Type code, None where unknown or of a letter.
        canonical: The full number where it was given in full.
        year: The year given with a short number.
    """

    printed: str
    digits: str
    code: str | None
    canonical: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReference:
    """A numbered part: `3.2`, `II.3.2`, `Điều 3.2.b`, `Bước 4`, `III` with `3` under it.

    Attributes:
        path: The end of the path that is meant.
        group: The Roman part or table group it is said to be in, None if not said.
    """

    path: str
    group: str | None = None

    @property
    def is_step(self) -> bool:
        """Whether it is a step of a procedure, which plain prose may speak of too."""
        return self.path.startswith("Bước ")

    @property
    def printed(self) -> str:
        """For the reply: `III.3`."""
        return f"{self.group}.{self.path}" if self.group else self.path


def find_documents(text: str) -> tuple[tuple[DocumentReference, ...], str]:
    """The documents a question names, and the question with their names blanked out.

    Args:
        text: The question with mended numbers, accents or not.
    """
    found: list[DocumentReference] = []
    rest = text
    for number in find_numbers(text.upper() if text.islower() else text):
        found.append(
            DocumentReference(
                printed=number.canonical, digits=number.digits, code=number.code,
                canonical=number.canonical, year=number.year,
            )
        )  # fmt: skip
        rest = rest[: number.start] + " " * (number.end - number.start) + rest[number.end :]
    for match in _SHORT.finditer(fold(rest)):
        digits = match[2].lstrip("0") or "0"
        code = _TYPE_WORDS.get(match[1]) or _CODES.get(match[1]) or code_of_type(match[1])
        if len(digits) <= 2 and _MEASURED.match(fold(rest), match.end()):
            continue
        is_year = match[1] in _TYPE_WORDS and re.fullmatch(r"(19|20)\d\d", digits) and not match[3]
        if is_year or any(f.digits == digits for f in found):
            continue
        printed = " ".join(text[match.start() : match.end()].split())
        found.append(DocumentReference(printed=printed, digits=digits, code=code, year=match[3]))
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    return tuple(found), rest


def find_labels(folded: str) -> tuple[LabelReference, ...]:
    """The numbered parts a folded question names, document numbers already blanked out."""
    if match := _ARTICLE.search(folded):
        clause, point = match[2] or match[4] or match[6], match[1] or match[5] or match[7]
        steps = [
            f"Điều {int(match[3])}",
            *([clause] if clause else []),
            *([point] if point else []),
        ]
        return (LabelReference(path=".".join(steps)),)
    if _ALONE.fullmatch(folded.strip()):
        steps = folded.strip().rstrip(".").split(".")
        return (
            LabelReference(
                path=".".join(
                    s.upper() if s.isalpha() and len(s) < 5 and set(s) <= set("ivx") else s
                    for s in steps
                )
            ),
        )
    group = _ROMAN_GROUP.search(folded)
    roman = group[1].upper() if group else None
    if step := _STEP.search(folded):
        return (LabelReference(path=f"Bước {int(step[1])}", group=roman),)
    found: list[LabelReference] = []
    for match in [*_LABELLED.finditer(folded), *_BARE.finditer(folded)]:
        path = match[1].rstrip(".")
        path = ".".join(
            step.upper() if re.fullmatch(r"[ivx]+", step) else step for step in path.split(".")
        )
        if path == roman and len(found) == 0 and _has_more(folded, match.end()):
            continue
        own = roman if roman and not path.startswith(roman) else None
        if all(f.path != path for f in found):
            found.append(LabelReference(path=path, group=own))
    return tuple(found)


def _has_more(folded: str, position: int) -> bool:
    """Whether another label follows: "nhóm III nv 3" names row 3, not the group."""
    return bool(_LABELLED.search(folded, position) or _BARE.search(folded, position))


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
