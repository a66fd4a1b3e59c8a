"""Names of bodies that no table knows whole, and the verbs at which such a name ends."""

import re

from knowledge.names.agencies import holds_stop
from knowledge.names.agency_table import agency_words
from knowledge.names.words import split_words
from knowledge.text import UPPER

VERB = re.compile(
    r"\s(?:tham mưu|tổ chức|triển khai|thực hiện|xây dựng|hướng dẫn|theo dõi|đánh giá|rà soát|"
    r"xem xét|bố trí|thống nhất|tổng hợp|kiểm tra|đôn đốc|để|nghiên cứu|cung cấp|tuyên truyền|"
    r"trong việc|giúp)\b"
)
_NAME_GOES_ON = re.compile(r"(?:,? [^\W\d_]+){1,8}")
_CAPITALS_GO_ON = re.compile(
    rf"(?:,?(?: (?:thôn|xóm|bản|ấp|buôn|khu phố|tổ dân phố))? [{UPPER}][^\W\d_]*){{1,8}}"
)
# Small units have names that no table holds whole; those of all others end where a table says.
_SMALL_UNIT = re.compile(r"(?:phòng|ban|tổ|đội|bộ phận|trung tâm)\b", re.IGNORECASE)


def goes_on(name: str, rest: str) -> bool:
    """Whether `rest` goes on with a name of which the tables know a part: "Tổ Quy hoạch"."""
    if holds_stop(rest) or VERB.search(rest):
        return False
    in_table = agency_words().bodies.longest(split_words(name), 0) is not None
    open_ended = _SMALL_UNIT.match(name) and not in_table
    return bool((_NAME_GOES_ON if open_ended else _CAPITALS_GO_ON).fullmatch(rest))
