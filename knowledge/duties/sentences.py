"""The sentences of a paragraph, and which words tell what has been, not what is to be done."""

import re
from collections.abc import Iterator

from knowledge.text import UPPER

# Characters of a sentence; a longer one is looked at in parts.
_LONGEST = 6_000
_SENTENCE = re.compile(rf"(?:(?<=[.!?])|(?<=\./\.))\s+(?=[{UPPER}“\"(])")


def sentences(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """The sentences of a cleaned paragraph as (start, end), half open."""
    position = begin
    for match in _SENTENCE.finditer(text, begin):
        yield from _shortened(position, match.start())
        position = match.end()
    if position < len(text):
        yield from _shortened(position, len(text))


def _shortened(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or the parts of one that never ends."""
    yield start, min(end, start + _LONGEST)
    for begin in range(start + _LONGEST, end, _LONGEST):
        yield begin, min(end, begin + _LONGEST)


# "UBND tỉnh đã giao Sở X chủ trì …", "Sở X có Văn bản số … yêu cầu …": a story, no order.
_TOLD_OF = re.compile(
    r"\bđã (?:\w+ ){0,3}(?:giao|yêu cầu|đề nghị|phân công|chỉ đạo)\b|"
    r"\b(?:có|ban hành|ký) (?:Công văn|Văn bản|Tờ trình|Thông báo|Công điện)\b[^;,]{0,80}"
    r"\b(?:giao|yêu cầu|đề nghị|chỉ đạo)\b"
)

DONE = re.compile(r"[\s,]*đã\s")

# What follows a list of bodies that is defined or counted, not told to do anything.
NOT_ACTING = re.compile(
    r":\s*(?:[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c)\b|"
    r"[;.,:)]?\s*(?:$|bao gồm|gồm|là\b|có tên|sau đây|đã\b|nhận được|"
    # "UBND tỉnh Lào Cai, Yên Bái đã …": a name of a place goes on.
    rf"(?:[{UPPER}]\w* ){{1,6}}đã\b|"
    r"có (?:ý kiến|công văn|văn bản)|"
    r"(?:xin |trân trọng |kính )*(?:thông báo|mong|cảm ơn|đề nghị|yêu cầu|giao\b)|"
    # What a body is or has done, not what it is to do.
    r"(?:luôn |tiếp tục )?(?:chịu sự|có tư cách|có chức năng|có con dấu|được thành lập)|"
    r"(?:trân trọng|kính) báo cáo)|[;.)]"
)
# What a body may do is no task; "đơn vị được sử dụng … có trách nhiệm" has one.
MAY = re.compile(
    r"(?:có (?:thẩm )?quyền|có thể|được (?:quyền|phép|quyết định|chủ động|mang|tặng|"
    r"tự (?:chủ|do)|sử dụng|áp dụng|hưởng|nhận|vay|hợp tác|trích lập|phân (?:thành|loại)|"
    r"tổ chức (?:ở|và)|xếp loại|cấp (?:một|\d)))\b(?![^.;]{0,300}\b(?:trách nhiệm|phải)\b)"
)


def is_told_of(text: str, start: int, position: int) -> bool:
    """Whether the words up to a role word tell what was ordered once, in the same clause."""
    clause = max(start, text.rfind(";", start, position) + 1)
    return bool(_TOLD_OF.search(text, clause, position))
