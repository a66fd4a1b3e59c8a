"""What a question asks for: patterns over its folded, restored words, kept as data."""

import re
from enum import StrEnum
from importlib.resources import files


class Intent(StrEnum):
    """The kinds of questions that are answered from records."""

    LEAD = "lead"
    PARTNER = "partner"
    BODY_DUTY = "body_duty"
    TIMING = "timing"
    REPORTING = "reporting"
    MONITORING = "monitoring"
    FUNDING = "funding"
    PURPOSE = "purpose"
    BASIS = "basis"
    RECIPIENTS = "recipients"
    ADDRESSEES = "addressees"
    SIGNER = "signer"
    NUMBER = "number"
    DATE = "date"
    COUNT = "count"
    SECTION = "section"
    DEFINE = "define"
    OUTPUT = "output"
    FREE = "free"


class Wanted(StrEnum):
    """The sort of value an answer must hold."""

    BODY = "body"
    PERSON = "person"
    TIME = "time"
    DAY = "day"
    DURATION = "duration"
    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"
    PLACE = "place"
    PHONE = "phone"
    EMAIL = "email"
    LIST = "list"


# Times that are asked for in different words but told by the same records.
TIMES = (Wanted.TIME, Wanted.DAY, Wanted.DURATION)

_ASKING = {
    "{who}": r"(?:ai|(?:co quan|don vi|so|bo|ban|ben|nganh|phong|noi|cap)(?: \w+)? nao|dau|"
    r"nhung ai)",
    "{when}": r"\b(?:khi nao|bao gio|luc nao|"
    r"(?:ngay|hom|thang|(?<!viet )nam|quy|han|thoi diem|tuan|thoi gian)"
    r" (?:nao|may|bao nhieu)|may gio|(?:han|thoi han) (?:chot|cuoi|la)|"
    r"may (?:thang|ngay|nam|tuan)(?: mot lan)?)",
}


def _read(name: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a data file by their first column, in its order."""
    rows = files("index").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.strip() and not row.startswith("#"):
            key, pattern = row.split("\t")
            for name_, words in _ASKING.items():
                pattern = pattern.replace(name_, words)
            found.setdefault(key, []).append(pattern)
    return {key: re.compile("|".join(patterns)) for key, patterns in found.items()}


_INTENTS = {Intent(key): pattern for key, pattern in _read("intents.tsv").items()}
_WANTED = {Wanted(key): pattern for key, pattern in _read("wanted.tsv").items()}
_DUTY = re.compile(
    r"\b(phai |can |duoc |co )?((lam|lo|phu trach|dam nhiem) (nhung |cai |viec )?gi|"
    r"nhiem vu (gi|nao)|giao (nhiem vu )?(gi|nhung gi|viec gi)|"
    r"trach nhiem (gi|nhu the nao|ra sao|the nao)|viec gi|lam nhung viec|yeu cau gi|"
    r"chu tri (nhiem vu|nv|viec|cong viec|noi dung) (nao|gi)|nhung nhiem vu (nao|gi)|"
    r"chu tri (nhung )?(gi|viec gi)|phoi hop (nhung )?(viec gi|gi))\b"
)
_SECTION = re.compile(
    r"\b(noi (gi|nhu the nao|ve)|quy dinh (gi|the nao|nhu the nao)|noi dung (gi|la gi|cua)|"
    r"toan van|viet gi|ghi gi|neu gi|yeu cau gi)\b"
)
_DEFINE = re.compile(
    r"\b(la (gi|cai gi|van ban (gi|nao))|ve (cai gi|viec gi|gi|noi dung gi|van de gi)|nghia la gi|"
    r"la (qd|kh|de an|quyet dinh|ke hoach|nghi quyet) gi|viet tat)\b"
)
_WHO = re.compile(rf"\b{_ASKING['{who}']}\b")
_DAY = re.compile(r"\bngay (nao|may|bao nhieu)\b")
_COMPARE = re.compile(
    r"\bso sanh\b|\bkhac nhau\b|\bgiong nhau\b|\bkhac gi\b|\bgiua .{3,60}\bva\b|\bcompare\b|"
    r"\bdiffer"
)


def find_intents(
    folded: str, *, has_body: bool, has_document: bool, has_label: bool
) -> tuple[Intent, ...]:
    """The intents of a folded question, the leading one first; never empty.

    Args:
        folded: The folded words of the restored question.
        has_body: It names a body.
        has_document: It names a document by number.
        has_label: It names a numbered part.
    """
    found = [intent for intent, pattern in _INTENTS.items() if pattern.search(folded)]
    if has_body and _DUTY.search(folded):
        found.insert(0, Intent.BODY_DUTY)
    if Intent.COUNT in found and not {Intent.FUNDING, Intent.SIGNER} & set(found):
        found.remove(Intent.COUNT)
        found.insert(0, Intent.COUNT)
    if has_document and set(found) <= {Intent.TIMING, Intent.SIGNER} and _DAY.search(folded):
        found.append(Intent.DATE)
    if {Intent.MONITORING, Intent.TIMING} <= set(found) and not _WHO.search(folded):
        found.remove(Intent.MONITORING)  # «theo dõi bao lâu» asks for no one.
    if Intent.PARTNER in found and Intent.COUNT not in found:
        found.remove(Intent.PARTNER)
        found.insert(0, Intent.PARTNER)
    if has_label and _SECTION.search(folded):
        found.insert(0, Intent.SECTION)
    if has_document and _DEFINE.search(folded) and not found:
        found.append(Intent.DEFINE)
    return tuple(dict.fromkeys(found)) or (Intent.FREE,)


def find_wanted(folded: str) -> Wanted | None:
    """The sort of value that is asked for, or None."""
    return next((wanted for wanted, pattern in _WANTED.items() if pattern.search(folded)), None)


_UNIT = re.compile(
    r"\b(?:bao nhieu|may)\s+(?:cai |chiec )?"
    r"(?!(?:o(?! to)|tai(?! (?:khoan|lieu|san|nguyen))|trong|cua(?! (?:hang|khau|so))|thi(?! sinh)"
    r"|la|duoc|de(?! (?:an|tai|nghi|thi))|khi|theo|cho(?! (?:ngoi|o))|moi)\b)(\w+(?: \w+)?)"
)


def counted_unit(folded: str) -> str | None:
    """What a "how many" question counts, "tham luan", or None."""
    match = _UNIT.search(folded)
    # «bao nhiêu một năm» counts no years.
    return (
        match[1].replace("_", "") if match and not re.match(r"(mot|moi|tren)\b", match[1]) else None
    )


def is_comparison(folded: str) -> bool:
    """Whether two documents or places are to be set side by side."""
    return bool(_COMPARE.search(folded))
