"""Names of bodies that are printed in capitals, as one writes them in a sentence."""

import re
from collections import Counter

from knowledge.names.agencies import find_bodies
from knowledge.names.places import find_places
from knowledge.syllable import is_syllable
from knowledge.text import fold, squash

# What is named after these words begins with a capital: "Sở Nội vụ", "Liên đoàn Lao động".
_KINDS = (
    "tong cong ty", "cong ty", "tap doan", "tong cuc", "chi cuc", "cuc", "vu", "so", "bo", "ban",
    "phong", "van phong", "vien", "hoc vien", "benh vien", "trung tam", "truong", "lien doan",
    "tong lien doan", "hoi", "doan", "ngan hang", "dai", "toa an", "kho bac", "uy ban", "khoa",
    "nha xuat ban", "thanh tra", "mat tran",
)  # fmt: skip
# Schools are named after these; the name follows.
_STAGES = (
    ("tieu", "hoc"), ("thcs",), ("thpt",), ("th",), ("mam", "non"), ("mau", "giao"),
    ("trung", "hoc", "co", "so"), ("trung", "hoc", "pho", "thong"), ("ptdtnt",), ("ptdtbt",),
)  # fmt: skip
_LEVELS = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "xã", "phường", "thị trấn", "tp", "tx")
# "Ủy ban nhân dân", "Hội đồng": these stay small behind "ủy ban" and "hội".
_COMMON = ("nhân", "đồng", *(level.split()[0] for level in _LEVELS))
# Two bodies that issue together: "BỘ TÀI CHÍNH - BỘ Y TẾ".
_JOINT = re.compile(r"\s+[-–]\s+(?=(?:BỘ|SỞ|BAN|ỦY BAN|UBND|HỘI|TỔNG|CỤC|LIÊN ĐOÀN|VIỆN|TÒA)\s)")
_ALWAYS = re.compile(
    r"\b(đảng|chính phủ|trung ương|quốc hội|tổ quốc|nhà nước|nhân dân tối cao|"
    r"(?<=trung ương )đoàn|đoàn(?= TNCS| trường| khối)|thanh niên(?= cộng sản))\b"
)


def cased(text: str, printed: str) -> str:
    """A name printed in capitals as the text spells it elsewhere, else as it is usually spelt."""
    if len(joint := _JOINT.split(printed)) > 1:
        return " - ".join(cased(text, each) for each in joint)
    if fold(printed).startswith("y ban "):
        printed = f"Ủ{printed}"  # Converters lose the first letter, which has two marks.
    spelt = _spelt_elsewhere(text, printed)
    if spelt is not None:
        return spelt
    known = find_bodies(printed)
    if len(known) == 1 and known[0].end - known[0].start == len(printed):
        name = known[0].names[0]
        # A body of a place that was renamed keeps the name under which it signed.
        if len(name) >= len(printed):
            return name
    return _usually_spelt(text, printed)


def _spelt_elsewhere(text: str, printed: str) -> str | None:
    folded_text, folded = fold(text), fold(printed)
    spellings: Counter[str] = Counter()
    position = folded_text.find(folded)
    while position >= 0:
        spelt = text[position : position + len(folded)]
        if not spelt.isupper() and spelt[0].isupper() and "\n" not in spelt:
            spellings[spelt.replace("Uỷ ban", "Ủy ban")] += 1
        position = folded_text.find(folded, position + 1)
    if not spellings:
        return None
    return max(spellings, key=lambda s: (spellings[s], sum(c.isupper() for c in s)))


def _usually_spelt(text: str, printed: str) -> str:
    words = printed.split()
    spelt = [word if is_abbreviation(word) else word.lower() for word in words]
    spelt[0] = spelt[0][0].upper() + spelt[0][1:]
    for n in range(1, len(words)):
        if _opens_kind(words, n) and words[n].lower() not in _COMMON:
            spelt[n] = spelt[n][0].upper() + spelt[n][1:]
    for n in (*_named_places(words), *_named_schools(words)):
        spelt[n] = spelt[n][0].upper() + spelt[n][1:]
    name = _with_proper_end(text, " ".join(spelt)).replace("Uỷ ban", "Ủy ban")
    for mention in find_places(printed.title()):
        # A mention of "thành phố X" covers its first words; the name is X alone.
        start = max(mention.start, mention.end - len(mention.name))
        if fold(name[start : mention.end]) == fold(mention.name):
            name = name[:start] + mention.name + name[mention.end :]
    name = re.sub(r"\b(việt nam|hồ chí minh|tây nguyên)\b", lambda m: m[1].title(), name)
    name = re.sub(r"\bmiền (?=(?:bắc|trung|nam)\b)(\w)", lambda m: f"miền {m[1].upper()}", name)
    return always_capital(name)


def always_capital(text: str) -> str:
    """The text with capitals on what has one wherever it stands: "Đảng", "Chính phủ"."""
    return _ALWAYS.sub(lambda m: m[1][0].upper() + m[1][1:], text)


def is_abbreviation(word: str) -> bool:
    """Whether a word in capitals is an abbreviation: its letters make no syllables."""
    letters = re.sub(r"[\W\d_]", "", word)
    parts = re.split(r"[\W\d_]+", word.strip(".,"))
    return word.isupper() and bool(letters) and not all(map(is_syllable, filter(None, parts)))


def _opens_kind(words: list[str], n: int) -> bool:
    """Whether the name opens with a kind of body up to word `n`."""
    return n <= 3 and fold(" ".join(words[:n])) in _KINDS


def _is_after_level(words: list[str], n: int) -> bool:
    """Whether "huyện", "thị xã" or the like stands before word `n`."""
    before = (words[n - 1], " ".join(words[n - 2 : n]))
    return any(each.lower().rstrip(".") in _LEVELS for each in before)


def _named_places(words: list[str]) -> list[int]:
    """The words that name a place: what follows "huyện", up to the next comma."""
    named: list[int] = []
    for n in range(2, len(words)):
        goes_on = bool(named) and named[-1] == n - 1 and not words[n - 1].endswith(",")
        society = words[n - 1].lower() == "xã" and fold(words[n]) == "hoi"
        if not society and (goes_on or _is_after_level(words, n)):
            named.append(n)
    return named


def _named_schools(words: list[str]) -> list[int]:
    """The words that name a school: what follows "tiểu học", "THCS", up to a level."""
    named: list[int] = []
    folded = [fold(word).rpartition("-")[2] for word in words]
    for n in range(1, len(words)):
        if folded[n] in ("va", "so", "chuyen", "ban", "tru", ""):
            continue
        after_stage = any(
            tuple(folded[max(0, n - len(stage)) : n]) == stage for stage in _STAGES
        ) and not any(tuple(folded[n : n + len(stage)]) == stage for stage in _STAGES)
        goes_on = bool(named) and named[-1] == n - 1 or folded[n - 1] in ("so", "chuyen")
        if (after_stage or goes_on) and words[n].lower() not in _LEVELS:
            named.append(n)
    return named


def _with_proper_end(text: str, name: str) -> str:
    """The name with its last words in capitals where the text spells them so: "… Kim Đồng"."""
    words, plain = name.split(), squash(text)
    for first in range(1, len(words) - 1):
        if words[first].lower().rstrip(".") in _COMMON or fold(words[first]) in _KINDS:
            continue
        proper = " ".join(word[0].upper() + word[1:] for word in words[first:])
        if re.search(rf"(?<!\w){re.escape(proper)}(?!\w)", plain):
            return " ".join([*words[:first], proper])
    return name
