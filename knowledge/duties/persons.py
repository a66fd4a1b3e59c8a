"""What persons are told to do: "4.2. Ông Đỗ Văn A - Phó Trưởng đoàn: Chủ trì …"."""

import re

from knowledge.document import Basis, Mention
from knowledge.duties.roles import Roles
from knowledge.names.people import starts_with_person
from knowledge.text import View

_OFFICE = r"(?:\s*[-–,(]\s*[^:;.]{2,90}?)?"
_LEADS = re.compile(
    rf"{_OFFICE}(?:\s*:\s*|\s+)(?:(?:trực tiếp|chịu trách nhiệm|là người)\s+)?"
    r"(?:chủ trì|làm đầu mối)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"{_OFFICE}\s*:\s*(?=\w+ \w+)")
# "Ông Nguyễn Văn A: Trưởng đoàn" tells who holds an office.
_OFFICES = re.compile(
    r"(?:phó |quyền |nguyên )*(?:trưởng|giám đốc|chủ tịch|bí thư|chánh|chuyên viên|thành viên|"
    r"ủy viên|cán bộ|công chức|hiệu trưởng|kế toán|văn thư|thư ký|tổ trưởng|đội trưởng)\b",
    re.IGNORECASE,
)


def person_told(looked: View, begin: int) -> Roles | None:
    """The roles of a paragraph that opens with a person; None for any other."""
    length = starts_with_person(looked.text[begin:])
    if not length:
        return None
    name = Mention(
        text=looked.text[begin : begin + length], span=looked.span(begin, begin + length)
    )
    end = len(looked.text)
    if _LEADS.match(looked.text, begin + length):
        return Roles(basis=Basis.LEADS, leads=(name,), start=begin, end=end)
    told = _TOLD.match(looked.text, begin + length)
    if told is None or _OFFICES.match(looked.text, told.end()):
        return None
    return Roles(basis=Basis.SUBJECT, implementers=(name,), start=begin, end=end)
