"""Headings that are the names of bodies: what stands below is theirs to do."""

import re

from knowledge.document import Basis, Mention
from knowledge.duties.open_names import VERB
from knowledge.duties.roles import ASK, BASES, LEADS
from knowledge.names.agencies import is_body, starts_with_body
from knowledge.names.mentions import as_mention, listed_names
from knowledge.text import View, fold

_HAS_DUTIES = re.compile(
    r"\s+(?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|có các nhiệm vụ)(?: sau(?: đây)?)?$|\s+trên$|"
    r"\s+phối hợp(?: thực hiện)?$"
)

# Those below are listed, not told anything.
_MEMBERS = re.compile(r"(cac |uy )?(thanh vien|uy vien)( ban chi dao| to cong tac)?( gom)?")


def heading_bodies(looked: View, begin: int = 0) -> tuple[Basis, tuple[Mention, ...]] | None:
    """The bodies a heading consists of, "Giao", "Đề nghị" and the like before them; else None."""
    begin, end = looked.strip(begin, len(looked.text), " .,;:-")
    told = _HAS_DUTIES.search(looked.text, begin, end)
    if told is not None:
        end = told.start()
    asked = ASK.match(looked.text, begin, end)
    if end <= begin:
        return None
    if asked is not None:
        basis = BASES[re.sub(r" (trach nhiem|cho)", "", fold(asked["word"])).strip()]
        named = _told_in_heading(looked, asked.end(), end)
        return (basis, named) if named else None
    if _MEMBERS.fullmatch(fold(looked.text[begin:end])):
        return None
    if not is_body(looked.text[begin:end]):
        # "Ban xây dựng Đảng các đảng ủy trực thuộc Tỉnh ủy": a body of other bodies.
        length = starts_with_body(looked.text[begin:end])
        whose = looked.text[begin + length : end]
        if not length or not is_body(whose.strip()) or whose.strip()[0] in ",;":
            return None
        return Basis.HEADING, (as_mention(looked, begin, end),)
    other = re.match(r"(?:Trách nhiệm|Nhiệm vụ)(?: của)?\s+|Đối với\s+", looked.text[begin:end])
    return Basis.HEADING, listed_names(looked, begin + (other.end() if other else 0), end)


def _told_in_heading(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """Those a heading tells: a known list of bodies, or the rest of it where no verb follows."""
    text = looked.text[begin:end]
    if is_body(text):
        return listed_names(looked, begin, end)
    length = starts_with_body(text)
    if length and not VERB.search(text, length) and not LEADS.search(text):
        return (as_mention(looked, begin, end),)
    return ()
