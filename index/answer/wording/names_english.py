"""Names in English: places, documents, dates, kinds of bodies; closed tables, nothing guessed."""

import re
import unicodedata
from datetime import date

from index.answer.wording.phrasebook import Phrasebook
from index.answer.wording.statements import BY_NEWS, capital
from knowledge.numbers import TYPES
from knowledge.text import UPPER

# Words of places as `index.question.place_words` prints them, longer ones first.
_PLACES = (
    ("cuối văn bản", "end of the document"), ("cuối", "end of"), ("đầu văn bản", "head"),
    ("phần mở đầu", "preamble"), ("lời dẫn kèm theo", "words of attachment"),
    ("gạch đầu dòng", "bullet"), ("dấu cộng", "plus sign"), ("trích yếu", "subject line"),
    ("nơi nhận", "recipients"), ("chữ ký", "signature"), ("căn cứ", "grounds"),
    ("kính gửi", "addressees"), ("tiêu đề bài", "headline"), ("ngày đăng", "date of publication"),
    ("Phụ lục", "Annex"), ("Điều", "Article"), ("khoản", "clause"), ("điểm", "point"),
    ("Chương", "Chapter"), ("Bước", "Step"), ("mục", "section"), ("phần", "part"),
    ("văn bản thứ", "document"), ("trong tệp", "of the file"), ("chú thích", "footnote"),
    ("đoạn", "paragraph"), ("dòng", "row"), ("trang", "page"), ("STT", "No. (STT)"),
)  # fmt: skip
_PLACE = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word, _ in _PLACES)})\b", re.IGNORECASE)
_PLACE_WORDS = {word.lower(): english for word, english in _PLACES}
_ATTACHED = re.compile(
    rf"\b({'|'.join(sorted(set(TYPES.values()), key=len, reverse=True))}) kèm theo"
)
_AGAIN = re.compile(r"\bthứ (hai|ba|tư|năm|sáu|bảy|tám|chín|mười|\d+)\b")
_ORDINALS = "hai ba tư năm sáu bảy tám chín mười".split()
_QUOTED = re.compile(r"(“[^”]*”)")

_KINDS = {
    "Kế hoạch": "Plan", "Hướng dẫn": "Guidance", "Quyết định": "Decision",
    "Nghị quyết": "Resolution", "Nghị định": "Decree", "Chỉ thị": "Directive",
    "Thông báo": "Notice", "Thông tư": "Circular", "Công văn": "Official letter",
    "Công điện": "Official telegram", "Kết luận": "Conclusion", "Chương trình": "Programme",
    "Chương trình hành động": "Action programme", "Báo cáo": "Report", "Luật": "Law",
    "Văn bản": "Document",
}  # fmt: skip
_NAME = re.compile(
    r"(?P<kind>\D+?) (?:số (?P<number>\S+)|\(không rõ số\))(?: ngày (?P<day>\d\d/\d\d?/\d{4}))?"
    r"(?: của (?P<issuer>.+?))?(?: về (?P<about>.+))?"
)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()

# Kinds of bodies, of a province a department, of the state a ministry, for each of these sectors;
# after circular 03/2009/TT-BNG of the foreign ministry: ministries by item 2 of its annex, local
# bodies by item 10, compared with what public pages print of both. Departments have the sector of
# their ministry, but for external relations, which the annex has. Whether circular 05/2026/TT-BNG
# calls any otherwise is not known.
_SECTORS = {
    "Nội vụ": "Home Affairs", "Tư pháp": "Justice", "Tài chính": "Finance",
    "Kế hoạch và Đầu tư": "Planning and Investment", "Công Thương": "Industry and Trade",
    "Nông nghiệp và Phát triển nông thôn": "Agriculture and Rural Development",
    "Giao thông vận tải": "Transport", "Xây dựng": "Construction",
    "Tài nguyên và Môi trường": "Natural Resources and Environment",
    "Thông tin và Truyền thông": "Information and Communications",
    "Văn hóa, Thể thao và Du lịch": "Culture, Sports and Tourism",
    "Khoa học và Công nghệ": "Science and Technology",
    "Giáo dục và Đào tạo": "Education and Training", "Y tế": "Health",
    "Lao động - Thương binh và Xã hội": "Labour, War Invalids and Social Affairs",
    "Lao động, Thương binh và Xã hội": "Labour, War Invalids and Social Affairs",
}  # fmt: skip
_BODIES = {
    **{f"Sở {sector}": f"Department of {english}" for sector, english in _SECTORS.items()},
    **{f"Bộ {sector}": f"Ministry of {english}" for sector, english in _SECTORS.items()},
    "Sở Ngoại vụ": "Department of External Relations",
    "Bộ Ngoại giao": "Ministry of Foreign Affairs",
    "Bộ Công an": "Ministry of Public Security",
    "Bộ Quốc phòng": "Ministry of National Defence",
    "Thanh tra Chính phủ": "Government Inspectorate",
    "UBND tỉnh": "Provincial People's Committee",
    "Ủy ban nhân dân tỉnh": "Provincial People's Committee",
}
# A longer name than the table has is another body: "Sở Xây dựng và Giao thông", "UBND tỉnh Y".
_BODY = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _BODIES), key=len, reverse=True))})"
    r"(?!\w| *[-–] *[^\W\d_]| [" + UPPER + r"]| và (?!(?:Sở|Bộ|UBND|Ủy|Ban)\b)[" + UPPER + "])"
)
_TERRITORIES = {
    "tỉnh": "Province", "thành phố": "City", "quận": "District", "huyện": "District",
    "thị xã": "Town", "thị trấn": "Town", "xã": "Commune", "phường": "Ward",
}  # fmt: skip
# A name in capitals: "UBND tỉnh Lạng Sơn"; "UBND các xã" has none.
_COMMITTEE = re.compile(
    rf"(?<!\w)(?:UBND|[ỦU][yỷ] ban nhân dân) (?P<kind>{'|'.join(_TERRITORIES)}) "
    rf"(?P<place>[{UPPER}]\w*(?: [{UPPER}]\w*)*)(?!\w| *[-–] *[^\W\d_])"
)

_TIMES = {
    "thường xuyên": "ongoing", "hằng năm": "every year", "hàng năm": "every year",
    "hằng quý": "quarterly", "hàng quý": "quarterly", "hằng tháng": "monthly",
    "hàng tháng": "monthly", "hằng tuần": "weekly", "hàng tuần": "weekly",
    "định kỳ": "at regular intervals", "kịp thời": "in good time", "6 tháng": "every six months",
    "đột xuất": "when asked for",
}  # fmt: skip
_DAY = re.compile(
    r"(?P<before>trước )?ngày (?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})"
    r"(?:(?:/| năm )(?P<year>\d{4}))?(?P<each> (?:hằng|hàng) năm)?",
    re.IGNORECASE,
)


def place(words: str) -> str:
    """A place: "mục II.3.2" is "section II.3.2"; headings in it, and what is none, stay."""
    parts = _QUOTED.split(words)
    steps = "“”".join(parts[::2]).split(", ")
    # The short name of its document may stand before a place.
    if not all(map(_is_step, steps)) and not (len(steps) > 1 and all(map(_is_step, steps[1:]))):
        return words
    parts[::2] = map(_place, parts[::2])
    told = "".join(parts)
    return capital(told) if words[:1].isupper() else told


def _is_step(step: str) -> bool:
    return bool(_PLACE.match(step) or _ATTACHED.match(step) or step.startswith(("“”", "Thứ ")))


def _place(words: str) -> str:
    words = _ATTACHED.sub(lambda m: f"attached {kind(m[1])}", words)
    words = _PLACE.sub(lambda m: _PLACE_WORDS[m[0].lower()], words)
    return _AGAIN.sub(lambda m: f"({m[1] if m[1].isdigit() else 2 + _ORDINALS.index(m[1])})", words)


def kind(printed: str) -> str:
    """A kind of document, and what the Vietnamese for it is; only that for one not in the table."""
    return f"{_KINDS[printed]} ({printed})" if printed in _KINDS else printed


def document(name: str) -> str:
    """A full name: "Plan (Kế hoạch) No. 61/KH-UBND of 18 March 2024, People's Committee of …"."""
    match = _NAME.fullmatch(name)
    if match is None:
        return name
    number = f"No. {match['number']}" if match["number"] else "(no number)"
    told = f"{kind(match['kind'])} {number}"
    told += f" of {day(match['day'])}" if match["day"] else ""
    told += f", {issuer(match['issuer'])}" if match["issuer"] else ""
    return told + (f", on {match['about']}" if match["about"] else "")


def issuer(name: str) -> str:
    """Who issued a document: a committee by its place, others as printed, glossed if known."""
    match = _COMMITTEE.fullmatch(name)
    return bodies(name) if match is None else _committee(match)


def _committee(match: re.Match[str]) -> str:
    place_name = _without_accents(match["place"])
    return f"People's Committee of {place_name} {_TERRITORIES[match['kind']]}"


def _without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def day(printed: str) -> str:
    """`18/3/2024` with the month in letters."""
    value = date(*map(int, reversed(printed.split("/"))))
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def bodies(names: str) -> str:
    """Names as printed, with the English for those of the table in brackets behind them."""
    told = _COMMITTEE.sub(lambda match: f"{match[0]} ({_committee(match)})", names)
    return _BODY.sub(lambda match: f"{match[0]} ({_BODIES[match[0]]})", told)


def time(printed: str) -> str:
    """A time as printed, with the English in brackets where the table or the calendar has it."""
    bare = printed.strip(" .,")
    match = _DAY.fullmatch(bare)
    if match is not None and 1 <= int(match["month"]) <= 12:
        before = "before " if match["before"] else ""
        year = f" {match['year']}" if match["year"] else " every year" if match["each"] else ""
        return f"{printed} ({before}{int(match['day'])} {_MONTHS[int(match['month']) - 1]}{year})"
    known = _TIMES.get(bare.lower())
    return f"{printed} ({known})" if known else printed


# A document in a list, and the body of a news item.
LISTED = Phrasebook(
    {
        "{short} năm {year} – {issuer}": "{short} of {year} – {issuer}",
        "{short} (không rõ số) – {issuer}": "{short} (no number) – {issuer}",
        "{short} năm {year}": "{short} of {year}",
        "{short} (không rõ số)": "{short} (no number)",
    },
    {"issuer": issuer},
)


def listed(name: str) -> str:
    """A document in a list: "KH 61 of 2024 – People's Committee of Lang Son Province"."""
    bare = name.removesuffix(f" {BY_NEWS}")
    told = LISTED.say(bare) or bare
    return told if bare == name else f"{told} (from a news item)"
