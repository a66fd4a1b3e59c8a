"""Names of bodies as they stand in a text, each with its place in the source."""

import re

from knowledge.document import Mention
from knowledge.names.agencies import split_bodies
from knowledge.names.people import starts_with_person
from knowledge.text import View

_PAPERS = re.compile(r"(?:Chứng chỉ|Giấy phép|(?:văn )?bằng|Điện thoại)\b", re.IGNORECASE)


def names_in(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The bodies of a list, split where every part is a known body, else the list as one name."""
    begin, end = looked.strip(begin, end)
    # A form prints dots where a name is to be written.
    return listed_names(looked, begin, end) if _has_letters(looked, begin, end) else ()


def _has_letters(looked: View, begin: int, end: int) -> bool:
    return any(letter.isalnum() for letter in looked.text[begin:end])


def partner_names(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The parts of a partner list, empty unless every part is a known body."""
    begin, end = looked.strip(begin, end)
    parts = split_bodies(looked.text[begin:end]) if end > begin else None
    return tuple(as_mention(looked, begin + s, begin + e) for s, e in parts or ())


def listed_names(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The bodies from `begin` to `end`; a list with an unknown part is one name."""
    parts = split_bodies(looked.text[begin:end])
    if parts is None:
        return _persons(looked, begin, end) or (as_mention(looked, begin, end),)
    return tuple(as_mention(looked, begin + s, begin + e) for s, e in parts)


def _persons(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The persons with titles that open a stretch, and who follows behind semicolons; () for none.

    What else is told of a person stays with the name, but for papers: "Ông Đỗ Văn A, Kỹ sư điện;
    Chứng chỉ hành nghề số …".
    """
    if not starts_with_person(looked.text[begin:end]):
        return ()
    found: list[tuple[int, int]] = []
    papers = False
    for part in re.finditer(r"[^;]+", looked.text[begin:end]):
        start, stop = looked.strip(begin + part.start(), begin + part.end())
        text = looked.text[start:stop]
        bodies = split_bodies(text)
        if bodies is not None or starts_with_person(text):
            found += [(start + s, start + e) for s, e in bodies or [(0, len(text))]]
            papers = False
        elif not (papers := papers or bool(_PAPERS.match(text))):
            found[-1] = (found[-1][0], stop)
    return tuple(as_mention(looked, start, stop) for start, stop in found)


def as_mention(looked: View, begin: int, end: int) -> Mention:
    """The text from `begin` to `end` without blanks and marks around it."""
    begin, end = looked.strip(begin, end)
    return Mention(text=looked.text[begin:end], span=looked.span(begin, end))
