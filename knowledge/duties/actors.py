"""Those whom a small office names before a colon: "Giáo viên chủ nhiệm: Phổ biến kế hoạch …"."""

import re

from knowledge.document import Mention
from knowledge.text import UPPER, View, fold

# Under these headings a name before a colon is told what to do.
_ORGANISING = re.compile(
    r"to chuc (thuc hien|trien khai)|phan cong|trach nhiem|nhiem vu (cu the|cua)|"
    r"trien khai thuc hien"
)
_ACTOR = re.compile(
    r"(?:giáo viên|nhân viên|bộ phận|(?:cán bộ|công chức|viên chức)(?= \w)|hiệu trưởng|"
    r"phó hiệu trưởng|trưởng|phó|tổng phụ trách|kế toán|văn thư|học sinh|sinh viên|phụ huynh|"
    r"(?:ban |hội )?cha mẹ học sinh|chi bộ|chi đoàn|chi hội|liên đội|bí thư|chủ tịch|đồng chí|"
    r"ban(?! hành| chấp)|tổ(?! chức)|đội|đoàn(?! kết)|hội(?! nghị| thi| thảo| họp| nhập)|"
    r"khoa(?! học)|phòng(?! chống| ngừa|,)|lớp|thôn|làng|"
    r"các (?:tổ|lớp|khối|em|thầy|bộ phận|phòng|ban|khoa|chi|thôn|"
    r"làng|đồng chí|cá nhân|đội|thành viên|trường|giáo viên|nhân viên))\b[^:;.?!]{0,80}$"
)
# "Trưởng ban: Ông Nguyễn Văn A" tells who holds an office.
_HOLDER = re.compile(rf"\W*(?:(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\b|[{UPPER}]\S* [{UPPER}])")
# Rooms, courses and prize winners are arranged for, not told anything.
_THING = re.compile(
    r"(?:các )?(?:phòng (?:thi|học|họp|chờ|máy)|lớp (?:tập huấn|bồi dưỡng|đào tạo|học)|"
    r"đội (?:thi|hình|ngũ)|hội (?:trường|trại|diễn|thao)|(?:học sinh|sinh viên) (?:đạt|đoạt))\b"
)
# "Đoàn kiểm tra: Gồm 5 người" describes; it tells nobody to act.
_DESCRIBED = re.compile(r"\W*(?:bao gồm|gồm|mỗi|mở|được|do|là)\b", re.IGNORECASE)
_SHORTEST = 2  # words that are told


def organises(heading: str) -> bool:
    """Whether under a heading those who carry out are told their parts."""
    return bool(_ORGANISING.search(fold(heading)))


def actor_before_colon(looked: View, begin: int) -> Mention | None:
    """The one named before the colon with which a paragraph opens; None for anything else."""
    name, colon, told = looked.text[begin:].partition(":")
    if not colon or not name[:1].isupper() or not _ACTOR.match(name.lower()):
        return None
    if _THING.match(name.lower()) or _DESCRIBED.match(told):
        return None
    if len(told.split()) < _SHORTEST or _HOLDER.match(told):
        return None
    start, end = looked.strip(begin, begin + len(name))
    return Mention(text=looked.text[start:end], span=looked.span(start, end))
