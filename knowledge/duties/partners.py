"""Who helps and who guides the ones that act, read from one sentence of prose."""

import re

from knowledge.document import Mention
from knowledge.duties.open_names import VERB
from knowledge.names.agencies import starts_with_body
from knowledge.names.mentions import as_mention
from knowledge.text import View

# Behind the one who acts.
JOINED = re.compile(
    r"\s*,?\s*(?:(?:và|cùng)\s+)?[Pp]hối hợp\s+(?:chặt chẽ\s+)?(?:cùng với|với|cùng)\s+|"
    r"\s*,?\s*(?:với\s+|có\s+)?sự phối hợp của\s+"
)
# "X chủ động phối hợp với Y …": Y helps.
_HELPED = re.compile(
    r":?(?:\s*,?\s*(?:tiếp tục|chủ động|tích cực|tăng cường|thường xuyên|có trách nhiệm|"
    r"chịu trách nhiệm(?: chính)?|và))*\s*,?\s*[Pp]hối hợp\s+(?:chặt chẽ\s+)?"
    r"(?:với\s+|cùng\s+(?:với\s+)?)?"
)
_PARTNER_START = re.compile(r"^[Pp]hối hợp\s+(?:chặt chẽ\s+)?(?P<with>cùng với\s+|với\s+|cùng\s+)?")
_GUIDED = re.compile(r"\b[Cc]ăn cứ (?:vào )?(?:sự )?hướng dẫn của\s+")


def opening_partners(looked: View, begin: int, end: int) -> Mention | None:
    """The bodies with which a clause at `begin` has work done: "Phối hợp với X …"."""
    text = looked.text
    match = _PARTNER_START.match(text[begin:end])
    if match is None:
        return None
    after = begin + match.end()
    known = match["with"] or starts_with_body(text[after:end])
    return list_at(looked, after, end) if known else None


def helpers_of(looked: View, begin: int, end: int) -> Mention | None:
    """The known bodies with which the one named up to `begin` is to work."""
    match = _HELPED.match(looked.text, begin, end)
    if match is None or not starts_with_body(looked.text[match.end() : end]):
        return None
    return list_at(looked, match.end(), end)


def partners_after(looked: View, begin: int, end: int) -> Mention | None:
    """The bodies with which the one named up to `begin` leads: "… chủ trì, phối hợp với X"."""
    match = JOINED.match(looked.text[begin:end]) or re.match(
        r"\s*,\s*[Pp]hối hợp\s+(?=[A-ZĐcCnN])", looked.text[begin:end]
    )
    if match is None:
        bare = re.match(r"\s*[Pp]hối hợp\s+", looked.text[begin:end])
        known = bare is not None and starts_with_body(looked.text[begin + bare.end() : end])
        match = bare if known else None
    return list_at(looked, begin + match.end(), end) if match else None


def list_at(looked: View, begin: int, end: int) -> Mention | None:
    """The list of bodies at `begin`, whole; up to the next verb where a part is unknown."""
    text = looked.text
    length = starts_with_body(text[begin:end])
    stop = begin + length if length else _to_verb(text, begin, end)
    begin, stop = looked.strip(begin, stop)
    return Mention(text=text[begin:stop], span=looked.span(begin, stop)) if stop > begin else None


def _to_verb(text: str, begin: int, end: int) -> int:
    match = VERB.search(text, begin, end)
    return match.start() if match else end


def guided_by(looked: View, start: int, end: int) -> tuple[Mention, ...]:
    """The bodies whose guidance is named between `start` and `end`."""
    match = _GUIDED.search(looked.text, start, end)
    if match is None:
        return ()
    length = starts_with_body(looked.text[match.end() : end])
    length = len(looked.text[match.end() : end].split(",")[0]) if not length else length
    return (as_mention(looked, match.end(), match.end() + length),)
