"""Deadlines, periods and rhythms as printed."""

import re

_DAY = (
    r"(?:ngày\s+)?\d{1,2}(?:\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{4})?|"
    r"\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
)
_MONTH = r"tháng\s+\d{1,2}(?:\s*[/\-]\s*\d{4}|\s+năm\s+\d{4})?"
_QUARTER = r"qu[ýí]\s+(?:IV|III|II|I|[1-4])\b(?:\s*[-/]\s*\d{4}|\s+năm\s+\d{4})?"
_PERIOD = rf"(?:{_DAY}|{_MONTH}|{_QUARTER}|(?:hết\s+)?năm\s+\d{{4}})"

_CLOCK = r"\d{1,2}\s*(?:giờ|h|g)(?:\s*\d{1,2}(?:\s*phút)?)?"

# The first day of a stretch, often without its month: "từ chiều ngày 22 đến hết ngày 24 tháng 9".
_START = r"ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?"

DEADLINE = re.compile(
    rf"\b(?:từ\s+(?:\w+\s+){{0,2}}?{_START}\s+đến\s+(?:hết\s+)?{_PERIOD}"
    rf"|(?:trước|trong|đến|đến hết|chậm nhất(?: là)?(?: vào)?|vào|từ)\s+"
    rf"(?:cuối\s+|đầu\s+|hết\s+)?{_PERIOD}"
    rf"(?:\s+(?:và|đến)\s+{_PERIOD})?(?:\s+(?:hằng|hàng)\s+năm)?"
    rf"|(?<=[;,(] )hoàn thành\s+{_PERIOD}|(?<=\()hoàn thành\s+{_PERIOD}"
    rf"|(?:trước|vào)\s+(?:lúc\s+)?{_CLOCK},?\s+(?:{_DAY}|(?:hằng|hàng)\s+ngày)"
    r"|trong\s+(?:thời hạn|thời gian|vòng)\s+(?:không quá\s+)?\d+\s+(?:ngày|tháng|giờ)[^,.;]{0,140}"
    r"|(?:trước|vào)\s+ngày\s+\d{1,2}(?:\s*(?:,|và)\s+(?:ngày\s+)?\d{1,2})?\s+"
    r"(?:của\s+tháng\s+(?:sau|cuối\s+(?:mỗi\s+)?quý|đầu\s+(?:của\s+)?quý\s+sau)|"
    r"(?:hằng|hàng)\s+tháng)"
    r"|(?:trước|vào)\s+(?:(?:sáng|chiều)\s+)?thứ\s+(?:hai|ba|tư|năm|sáu|bảy)\s+(?:hằng|hàng)\s+tuần"
    r"|chậm nhất\s+(?:là\s+|sau\s+)?\d+\s+(?:giờ|ngày|tháng)[^,.;]{0,140})",
    re.IGNORECASE,
)
STRONG_RHYTHM = re.compile(
    r"\b(?:định kỳ\s+)?(?:(?:ít nhất\s+)?\d+\s+(?:tháng|tuần|năm)\s+(?:một|1)\s+lần|"
    r"(?:hằng|hàng)\s+(?:tuần|tháng|quý))",
    re.IGNORECASE,
)
RHYTHM = re.compile(
    r"\b(?:báo cáo 6 tháng(?:,\s*(?:báo cáo )?(?:tổng kết )?năm)?|"
    r"định kỳ(?:\s+(?:hằng |hàng )?(?:tháng|quý|năm|tuần|\d+ tháng)"
    r"(?:(?:,| và) (?:hằng |hàng )?năm)?)?(?:\s+(?:một|1) lần)?|"
    r"(?:hằng|hàng)\s+(?:ngày|tuần|tháng|quý|năm)|(?:ít nhất\s+)?\d+\s+(?:tháng|tuần|năm)\s+(?:một|"
    r"1)\s+lần|"
    r"6 tháng(?:,| và)?(?: (?:hằng |hàng )?năm)?|(?:mỗi|từng)\s+(?:tháng|quý|năm|tuần)|đột xuất|"
    r"thường xuyên|kịp thời|theo quy định)",
    re.IGNORECASE,
)
# "Đề án phát triển đô thị đến năm 2030, tầm nhìn đến năm 2050": how far a plan looks ahead.
_OUTLOOK = re.compile(r"(?:tầm nhìn|định hướng|giai đoạn|thời kỳ)[^,;.]{0,25}$", re.IGNORECASE)
_OUTLOOK_FOLLOWS = re.compile(
    r"\s*,?\s*(?:và\s+)?(?:có tính đến|tầm nhìn|định hướng)", re.IGNORECASE
)
_NAMED_PLAN = re.compile(
    r"\b(?:Đề án|[Cc]hiến lược|[Qq]uy hoạch|Chương trình|Kế hoạch|Dự án|Nghị quyết)\b[^;,.]*$"
)
_BARE_YEAR = re.compile(r"(?:từ|đến|đến hết)\s+(?:hết\s+)?năm\s+\d{4}", re.IGNORECASE)


def find_deadline(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The first deadline between two characters; how far a plan looks ahead is none."""
    for match in DEADLINE.finditer(text, begin, end):
        before = text[begin : match.start()]
        if _BARE_YEAR.fullmatch(match.group()) and (
            _OUTLOOK.search(before)
            or _OUTLOOK_FOLLOWS.match(text, match.end())
            or _NAMED_PLAN.search(before)
        ):
            continue
        return match
    return None


FULL_DAY = re.compile(
    r"\b\d{1,2}\s*(?:[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|tháng\s+\d{1,2}\s+năm\s+\d{4})",
    re.IGNORECASE,
)
TIME_WORDS = re.compile(
    r"\b(?:tháng|quý|quí|năm|ngày|tuần)\s+(?:thứ\s+)?[\dIVX]+|\b\d+\s+(?:tháng|năm|ngày|giờ|tuần)\b|"
    r"\d{1,2}/\d{1,2}|\b20\d\d\b|thường xuyên|"
    r"hằng (?:tháng|năm|quý|tuần)|hàng (?:tháng|năm|quý|tuần)|tuần cuối|ngày mồng|\d+h\d*\b",
    re.IGNORECASE,
)


def is_timed(text: str) -> bool:
    """Whether a text prints a day, period, deadline or rhythm, not just "kịp thời"."""
    return bool(DEADLINE.search(text) or STRONG_RHYTHM.search(text) or TIME_WORDS.search(text))


# Behind a time: what is attached to it.
_ATTACHED = re.compile(r"\s*[;,(]\s*(?:có |chi tiết )?(?:kèm theo|đính kèm)\b.*$", re.IGNORECASE)


def told_time(value: str) -> str:
    """What the value of a field "Thời gian" says of the time; "" where it only leads to a list."""
    if value.endswith(":") and not TIME_WORDS.search(value):
        return ""
    return _ATTACHED.sub("", value)
