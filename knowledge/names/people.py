"""Names of persons as plans print them: "Ông Nguyễn Văn A - Phó Chủ tịch"."""

import re

from knowledge.text import LOWER, UPPER

_TITLE = (
    r"(?:(?:các\s+)?(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Tt]hầy|[Cc]ô|[Đđ]ồng chí|[Đđ]/c|[Đđ]c|"
    r"ThS|TS|PGS|GS|BS|KS)\b\.?:?\s*)"
)
# The surnames of nearly all; a name without one needs a title before it.
_SURNAME = (
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đinh|Đoàn|"
    r"Lâm|Mai|Trịnh|Hà|Tô|Cao|Chu|La|Lương|Lưu|Mạc|Ma|Nông|Triệu|Tạ|Thái|Tống|Trương|Vi|Vương|"
    r"Quách|Giàng|Sùng|Lò|Lường|Hầu|Vàng|Thào|Cầm|Kiều|Lục|Nghiêm|Ninh|Phùng|Quan|Thân|Tòng|Hứa|"
    r"Đàm|Điêu|Điểu|Khổng|Phó|Từ|Tăng|Văn|Bế|Bạch|Âu|Châu|Giáp|Lại|Nghị|Ông|Viên|Y|H’)"
)
# "đồng chí Chủ tịch": an office, not a name.
_OFFICE_WORD = (
    r"(?!(?:Chủ|Bí|Giám|Phó|Trưởng|Chánh|Thường|Ủy|Hiệu|Thủ|Thứ|Tổng|Bộ|Tổ|Đội|Hội|Viện|Cục)\b)"
)
_WORD = rf"[{UPPER}][{LOWER}]*"
_OFFICE = r"(?:\s*[-–,(]\s*[^;\n]{2,80})?"
_PERSON = re.compile(
    rf"(?:{_TITLE}+{_OFFICE_WORD}{_WORD}(?:\s+{_WORD}){{0,4}}|{_SURNAME}(?:\s+{_WORD}){{1,4}}){_OFFICE}"
)
_TITLED = re.compile(rf"{_TITLE}+{_OFFICE_WORD}{_WORD}(?:\s+{_WORD}){{0,4}}(?!\w)")


def is_person(text: str) -> bool:
    """Whether the whole of `text` names one person, with an office behind the name or without."""
    return bool(_PERSON.fullmatch(text.strip()))


def starts_with_person(text: str) -> int:
    """How many characters the person with a title at the start of `text` has, or 0."""
    match = _TITLED.match(text)
    return match.end() if match is not None else 0
