"""Numbers as people say them or as a phone types them: "3,2", "ba chấm hai", "sáu mươi mốt"."""

import re
from collections.abc import Iterator, Sequence

from knowledge.text import fold

_ONES = {
    "không": "0", "một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6",
    "bảy": "7", "tám": "8", "chín": "9",
}  # fmt: skip
# Digits that are said otherwise behind tens.
_BEHIND_TENS = {"mốt": "1", "tư": "4", "lăm": "5", "nhăm": "5"} | _ONES
_WORDS = (*_ONES, *_BEHIND_TENS, "mười", "mươi", "trăm", "linh", "lẻ")
_SPELLINGS = {form: word for word in _WORDS for form in (fold(word), word)} | {"bẩy": "bảy"}
_WORD = "|".join(sorted(_SPELLINGS, key=len, reverse=True))
_SPOKEN = rf"(?:{_WORD})(?:\s+(?:{_WORD}))*"

# What a number behind it names: a part of a document, or a document. Folded.
_PARTS = (
    r"nhiem vu|nv|muc|tieu muc|phan|khoan|diem|dieu|chuong|buoc|noi dung|dau viec|viec|y|stt|nhom"
)
_DOCUMENTS = (
    r"ke hoach|kh|huong dan|hd|quyet dinh|qd|cong van|cv|cong dien|cd|thong bao|tb|chi thi|ct|"
    r"nghi dinh|nd|ket luan|kl|nghi quyet|nq|thong tu|chuong trinh|ctr|to trinh|van ban"
)
# What stands behind a number that counts, and behind one that names.
_COUNTED = r"\s*(?:nam|thang|ngay|tuan|quy|lan|ty|trieu|nghin|dong|%|phan tram|km|ha|m2|nguoi)\b"
# Read with accents: "một cửa" is no part of its own.
_ENDS = re.compile(
    r"\s*(?:$|[?!.,;:)]|(?:của|cua|trong|thì|thi|là|la|ở|ai|do|thuộc|thuoc|có|co|nói|noi|và|va|"
    r"với|voi|đến|den|giao|khi|bao|hạn|han|mục|muc|phần|phan|khoản|khoan|điều|dieu|kế hoạch|"
    r"ke hoach|kh|hướng dẫn|hd|quyết định|qd|qđ|công văn|cv|nghị quyết|nq)\b)"
)
_POINT = r"(?:cham|phay)"
_PATH = re.compile(
    rf"(?<![\w.,/-])(?P<first>\d{{1,2}}|[ivx]{{1,5}}|{_SPOKEN})"
    rf"(?P<rest>(?:\s+{_POINT}\s+(?:\d{{1,2}}|{_SPOKEN}))+)(?![\w/]|{_COUNTED})",
    re.IGNORECASE,
)
# Parts that a number in words names; "bộ phận một cửa", "một phần mười" and "người giúp việc số
# hai" are none.
_SPOKEN_PARTS = (
    r"nhiem vu|nv|muc|tieu muc|(?<!bo )(?<!mot )(?<!thanh )(?<!co )phan|khoan|dieu|chuong|buoc|"
    r"dau viec|stt|nhom"
)
_NAMED = re.compile(
    rf"\b(?P<what>{_SPOKEN_PARTS}|{_DOCUMENTS})(?P<so>\s+(?:so|thu))?\s+(?=[^\W\d])"
)
_LEADING = re.compile(rf"{_SPOKEN}(?!\w)", re.IGNORECASE)
# Steps behind the word for a part, set apart by what is no point.
_STEP = r"(?:\d{1,2}|[ivx]{1,5}(?!\w))"
_APART = re.compile(
    rf"\b(?:{_PARTS})(?:\s+so)?\s*(?P<path>{_STEP}(?:(?:\s*[,_·]\s*|\s*\.\s+|\s+\.|\s*[-–]\s*|\s+(?=\d))\d{{1,2}})+)"
    rf"(?![\w/%]|[.,]\d|{_COUNTED})"
)
# Without that word: at an end of the message, or beside a document.
_BARE = re.compile(
    rf"(?:(?<=^)|(?<=chu tri )|(?<=phoi hop )|(?<=thoi han )|(?<=con )|"
    rf"(?P<behind>(?:{_DOCUMENTS})\s+(?:so\s+)?\d+(?:/[\w-]+)?\s+))"
    rf"(?P<path>\d{{1,2}},\d{{1,2}}(?:,\d{{1,2}})*)"
    rf"(?(behind)(?![\w/%]|{_COUNTED})|(?=\s*(?:$|[?!]|thi\b|(?:{_DOCUMENTS})\b)))"
)


def write_numbers(text: str) -> str:
    """The text with parts and documents numbered as plans print them: "nhiệm vụ 3.2", "KH 61".

    Only behind the word for a part or a document, or as steps set apart by "chấm", "phẩy" or a
    comma; other numbers are left as they are. What may be a list ("mục 1, 2") or a stretch
    ("mục 1-3") stays one.
    """
    text = "".join(_plain_digit(c) for c in text)
    text = _replaced(text, list(_spoken_paths(text)))
    text = _replaced(text, list(_spoken_names(text)))
    for pattern in (_APART, _BARE):
        found = [
            (*match.span("path"), path)
            for match in pattern.finditer(fold(text))
            if (path := _path_of(text[slice(*match.span("path"))], bare=pattern is _BARE))
        ]
        text = _replaced(text, found)
    return text


def _plain_digit(character: str) -> str:
    """A digit or full stop of double width as the plain one."""
    return chr(ord(character) - 0xFEE0) if "．" <= character <= "９" else character


def _replaced(text: str, found: Sequence[tuple[int, int, str]]) -> str:
    for start, end, instead in reversed(found):
        text = text[:start] + instead + text[end:]
    return text


def _spoken_paths(text: str) -> Iterator[tuple[int, int, str]]:
    """Steps with "chấm" between them."""
    folded = fold(text)
    for match in _PATH.finditer(folded):
        typed = text[match.start() : match.end()]
        points = [m.span() for m in re.finditer(rf"\s+{_POINT}\s+", fold(typed))]
        if any(not _is_point(typed[start:end].strip().lower()) for start, end in points):
            continue
        cuts = [0, *(edge for span in points for edge in span), len(typed)]
        steps = [_step(typed[a:b]) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
        if all(steps):
            yield match.start(), match.end(), ".".join(step or "" for step in steps)


def _is_point(word: str) -> bool:
    return word in ("chấm", "cham", "phẩy", "phảy", "phay")


def _step(typed: str) -> str | None:
    """A step of a path in digits; a Roman one as it is."""
    words = typed.strip().lower().split()
    if len(words) == 1 and re.fullmatch(r"\d{1,2}|[ivx]{1,5}", words[0]):
        return typed.strip()
    value = _value(words)
    return value[0] if value is not None and value[1] == len(words) else None


def _spoken_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers in words behind the word for a part or a document."""
    folded = fold(text)
    for match in _NAMED.finditer(folded):
        spoken = _LEADING.match(folded, match.end())
        if spoken is None:
            continue
        words = [
            m.group() for m in re.finditer(r"\w+", text[spoken.start() : spoken.end()].lower())
        ]
        value = _value(words)
        if value is None:
            continue
        digits, used = value
        end = spoken.start() + list(re.finditer(r"\w+", spoken.group()))[used - 1].end()
        is_document = bool(re.fullmatch(_DOCUMENTS, match["what"]))
        plain = not any(map(_is_marked, words[:used]))
        if _is_number(digits, used, named=bool(match["so"]), is_document=is_document, plain=plain):
            ends = _ENDS.match(text[end:].lower())
            if digits == "1" and text[end:].lower().startswith(" cua"):
                ends = None  # "mot cua" without accents is "một cửa".
            if ends if used == 1 else not re.match(_COUNTED, folded[end:]):
                yield spoken.start(), end, digits


def _is_marked(word: str) -> bool:
    return word != fold(word)


def _is_number(digits: str, used: int, *, named: bool, is_document: bool, plain: bool) -> bool:
    """Whether words are a number and no others: "năm" is a year, "sau" is what comes behind."""
    if used > 1:
        return is_document or len(digits) <= 2
    if is_document and not named:
        return False
    return digits != "0" and (digits != "5" or named) and (not plain or digits not in "678")


def _value(words: Sequence[str]) -> tuple[str, int] | None:
    """The number that the first words say, in digits, and how many words that takes."""
    said = [_SPELLINGS.get(word, "") for word in words]
    hundreds, at = "", 0
    if len(said) > 1 and said[0] in _ONES and said[1] == "trăm":
        hundreds, at = _ONES[said[0]], 2
        if said[at : at + 1] and said[at] in ("linh", "lẻ") and said[at + 1 : at + 2]:
            ones = _BEHIND_TENS.get(said[at + 1])
            return (f"{hundreds}0{ones}", at + 2) if ones else None
    tens = _tens(said[at:], after_hundreds=bool(hundreds))
    if hundreds:
        return (hundreds + tens[0].zfill(2), at + tens[1]) if tens else (f"{hundreds}00", at)
    run = 0
    while run < len(said) and said[run] in _ONES:
        run += 1
    # Three digits and more are read out one by one.
    if run >= 3 and (tens is None or tens[1] < run):
        return "".join(_ONES[word] for word in said[:run]), run
    return tens


def _tens(said: Sequence[str], *, after_hundreds: bool) -> tuple[str, int] | None:
    first, second, third = (*said, "", "", "")[:3]
    if first == "mười":
        # "mười năm" are ten years, and "mười lăm" is the number.
        ones = _BEHIND_TENS.get(second) if second != "năm" else None
        return (f"1{ones}", 2) if ones and ones != "0" else ("10", 1)
    if first not in _ONES:
        return None
    if second == "mươi" or (second == "mười" and first != "không"):
        ones = _BEHIND_TENS.get(third) if third != "năm" else None
        return (f"{_ONES[first]}{ones}", 3) if ones and ones != "0" else (f"{_ONES[first]}0", 2)
    if second in ("mốt", "tư", "lăm", "nhăm") or (after_hundreds and second in _ONES):
        return _ONES[first] + _BEHIND_TENS[second], 2
    return _ONES[first], 1


def _path_of(typed: str, *, bare: bool) -> str | None:
    """Steps as one path; None for what is a list of parts, or a stretch of them."""
    steps = re.findall(r"[^\W_]+", typed)
    numbers = [int(step) for step in steps if step.isdecimal()]
    path = ".".join(steps)
    if len(numbers) < len(steps) or bare:
        return path
    rises = all(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))
    goes_up = all(after > before for before, after in zip(numbers, numbers[1:], strict=False))
    if re.search(r"[-–]", typed):
        # "1-3" is a stretch; "3-2" is none.
        return None if len(steps) == 2 and goes_up else path
    if re.search(r"\d\s+\d", typed):
        return path if len(steps) == 2 and not goes_up else None
    if re.search(r",\s", typed):
        return None if goes_up else path
    return None if "," in typed and len(steps) > 2 and rises else path
