"""Values that answer: what a text must hold of the sort that a question asks for."""

import re

from index.question.intents import TIMES, Wanted
from index.question.question import Question
from knowledge.duties.timing import STRONG_RHYTHM, is_timed
from knowledge.names.agencies import find_bodies
from knowledge.names.places import find_places
from knowledge.text import LOWER, UPPER, fold

# The first words of names of bodies and officials; a hundred candidates leave no time to parse.
BODY_WORDS = re.compile(
    r"\b(?:Sở|Bộ|Ban|[ỦU]y ban|Uỷ ban|UBND|HĐND|Hội|Công an|Văn phòng|Phòng|Cục|Chi cục|"
    r"Thanh tra|Mặt trận|Trung tâm|Đảng ủy|Tỉnh ủy|Huyện ủy|Thành ủy|Viện|Trường|Đoàn|Tòa án|"
    r"Kho bạc|Ngân hàng|[Cc]ơ quan|[Đđ]ơn vị|Thủ tướng|Chủ tịch|Bộ trưởng|Giám đốc|[Ôô]ng|[Bb]à|"
    r"[Đđ]ồng chí)\b"
)
"""What names of bodies and officials begin with."""

_MONEY = re.compile(
    r"\b\d[\d.,]*\s*(?:tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?:đồng|"
    r"VND|USD)\b|\b\d[\d.,]*\s*(?:tỷ|tỉ|triệu)\b(?!\s*(?:kWh|m[23³²]?\b|ha\b|tấn|lít|con\b|cây|"
    r"người|lượt|hộ\b|khách|dân\b|liều|sản phẩm|thuê bao|tài khoản|hồ sơ))",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%|\bphần trăm\b")
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b")
_PHONE = re.compile(
    r"(?<!\d)(?:(?:0|\+84)\d(?:[ .]?\d){7,9}|1[89]00[ .]?\d{4,6})(?!\d)|"
    r"\b(?:điện thoại|hotline|đường dây nóng|gọi|máy)\W+(?:số\W+)?\d{3,5}\b(?!\s*(?:ngày|giờ))",
    re.IGNORECASE,
)
_PERSON = re.compile(
    rf"\b(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Pp]hó Thủ tướng|[Tt]hủ tướng|[Bb]ộ trưởng|[Cc]hủ tịch|"
    rf"[Gg]iám đốc)(?: thường trực)?(?: Chính phủ)?,?(?: [{UPPER}][{LOWER}]+){{2,4}}"
)
_DAY = re.compile(
    r"\bngày\s+(?:mồng\s+)?\d|(?<!\d)\d{1,2}\s*/\s*\d{1,2}(?!\d)|"
    r"\bngày mồng|\d{1,2} tháng \d|\bđúng ngày\b",
    re.IGNORECASE,
)
# With its capital, as "lần thứ hai" is no day.
_WEEKDAY = re.compile(r"\b[Tt]hứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)\b|\b[Cc]hủ [Nn]hật\b")
_LOCALITY = re.compile(
    rf"\b(?:huyện|thành phố|thị xã|quận|xã|phường|thị trấn|thôn|bản|ấp|chợ|[Hh]ội trường|"
    rf"[Pp]hòng họp|[Qq]uảng trường)\s+[{UPPER}\d]"
)
_DURATION = re.compile(
    r"\b\d+\s+(?:giờ|ngày|tháng|tuần|năm|phút)\b|\b(?:hằng|hàng|mỗi)\s+(?:ngày|tuần|tháng|quý|năm)\b|"
    r"\b6 tháng\b|\bquý\b",
    re.IGNORECASE,
)
# "Quyết định số 213/QĐ-TTg ngày 01/3/2024": the day of a cited document answers no question.
_CITED_DAY = re.compile(
    rf"[-/][{UPPER}][\w\-&/]*,?\s+ngày\s+\d{{1,2}}(?:[/\-]\d{{1,2}}[/\-]\d{{4}}|"
    r"\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)
# Nothing without a word of these tells where money comes from. With their accents: «tiến» is none.
FUNDS = re.compile(
    r"\b(kinh phí|ngân sách|dự toán|nguồn (lực|thu)|vốn|tài trợ|đóng góp|xã hội h[oó][áa]|tài chính"
    r"|chi phí|tiền|thù lao|phụ cấp|lương|mức (chi|hỗ trợ)|chi trả|tỷ|triệu)\b"
)
# Words of a sentence that tells who helps; who only leads is no answer to that.
HELPS = re.compile(r"phối hợp|hỗ trợ|tham gia|\bcùng\b|hiệp đồng|liên kết", re.IGNORECASE)


def holds(wanted: Wanted | None, text: str) -> bool:
    """Whether a text holds a value of the sort asked for; True if none is."""
    if wanted in TIMES:
        text = _CITED_DAY.sub(" ", text)
    match wanted:
        case None:
            return True
        case Wanted.TIME:
            return is_timed(text)
        case Wanted.DAY:
            return bool(_DAY.search(text) or _WEEKDAY.search(text))
        case Wanted.DURATION:
            return bool(_DURATION.search(text) or STRONG_RHYTHM.search(text))
        case Wanted.MONEY:
            return bool(_MONEY.search(text))
        case Wanted.PERCENT:
            return bool(_PERCENT.search(text))
        case Wanted.QUANTITY:
            return bool(_NUMBER.search(text) or _PERCENT.search(text))
        case Wanted.PHONE:
            return bool(_PHONE.search(text))
        case Wanted.EMAIL:
            return "@" in text
        case Wanted.PLACE:
            return bool(_LOCALITY.search(text) or find_places(text))
        case Wanted.PERSON:
            return bool(_PERSON.search(text))
        case Wanted.BODY:
            return bool(find_bodies(text))
        case Wanted.LIST:
            return True


def answers(question: Question, text: str, covered: float) -> bool:
    """Whether a sentence holds such a value as the question asks for.

    Args:
        question: What is asked.
        text: A sentence, cleaned.
        covered: Share of the question's topic that the sentence holds, in [0, 1].
    """
    graded = _GRADE_ASKED.search(question.folded)
    if graded is not None:
        return bool(re.search(rf"\b{graded[1]}\s+(?:\d|[ivx]+\b)", fold(text)))
    checks = (_counts, spans, _is_total, _is_point)
    if holds(question.wanted, text) and all(check(question, text) for check in checks):
        return True
    return covered >= _CONDITIONED and _is_condition(question, text)


_FOLDED_NUMBER = r"(?:\b\d[\d.,]*|\b(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram))"


def _counts(question: Question, text: str) -> bool:
    """Whether a text counts the very thing that is asked: a number right before its unit."""
    if question.wanted is not Wanted.QUANTITY or question.unit is None:
        return True
    first, *rest = question.unit.split()
    if first == "do" and _DEGREES.search(text):
        return True
    # "480 công chức kiểm lâm", but no "04 vụ học sinh"; of half a unit less may stand between.
    units = [(first, 1), *((f"{first} {second}", 2) for second in rest)]
    return any(
        re.search(rf"{_FOLDED_NUMBER}\s+(?:{_BETWEEN}\s+){{0,{between}}}{unit}\b", fold(text))
        for unit, between in units
    )


_DEGREES = re.compile(r"\d\s*°")
# A word between a number and its unit that is not itself what is counted.
_BETWEEN = r"(?!(?:vu|dot|lan|cuoc|buoi|suat|nhom|doi|doan|lop|truong|cum|diem|tuyen|mau|to)\b)\w+"


# "cấp mấy", "lớp mấy" ask for a grade, not for how many.
_GRADE_ASKED = re.compile(
    r"\b(cap|loai|hang|(?<!o )(?<!tai )(?<!thuoc )muc|bac|vong|giai doan|khoa|lop|nhom) may\b"
    r"(?! \w+ nao)"
)
_POINT_ASKED = re.compile(r"\b(?:thang|quy|ngay|hom) (?:nao|may)\b")
_POINT = re.compile(r"tháng|quý|ngày|tuần|thứ|\d\s*/\s*\d", re.IGNORECASE)


def _is_point(question: Question, text: str) -> bool:
    """Whether a text names a day or month, and no mere hours or years, where one is asked for."""
    asked = question.wanted in TIMES and _POINT_ASKED.search(question.folded)
    return not asked or bool(_POINT.search(text))


_TOTAL_ASKED = re.compile(
    r"\btong (?:so |muc |cong )?(?:kinh phi|tien|von|du toan|chi|ngan sach)\b"
)
_RATE = re.compile(r"\s*/\s*\w")


def _is_total(question: Question, text: str) -> bool:
    """Whether a text holds a sum, no rates alone ("đồng/ngày"), where a total is asked."""
    if question.wanted is not Wanted.MONEY or not _TOTAL_ASKED.search(question.folded):
        return True
    return any(not _RATE.match(text, m.end()) for m in _MONEY.finditer(text))


_WHEN_ASKED = re.compile(r"\b(?:khi|luc) nao\b")
_WHEN_TOLD = re.compile(r"\b(?:khi|nếu|trường hợp)\s+(?!có\b)\w", re.IGNORECASE)
# So much of the topic a sentence must hold whose condition is the answer.
_CONDITIONED = 0.5
# "từ ngày nào đến ngày nào" asks for both ends.
_STRETCH_ASKED = re.compile(r"\btu (?:ngay|hom|luc|thang|nam|khi)\b.{0,20}\b(?:den|toi)\b")
_STRETCH = re.compile(r"\btừ\b.{0,40}\b(?:đến|tới)\b|\d\s*[-–]\s*\d", re.IGNORECASE)


def spans(question: Question, text: str) -> bool:
    """Whether a text names both ends of a stretch of time, where both are asked for."""
    both = question.wanted in TIMES and _STRETCH_ASKED.search(question.folded)
    return not both or bool(_STRETCH.search(text))


def _is_condition(question: Question, text: str) -> bool:
    """Whether "khi nào" is answered by a condition: "chỉ dùng … khi nhiệt độ từ 30°C"."""
    asked = question.wanted is Wanted.TIME and _WHEN_ASKED.search(question.folded)
    return bool(asked and _WHEN_TOLD.search(text))
