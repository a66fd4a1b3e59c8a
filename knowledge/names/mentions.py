"""Names of bodies as they stand in a text, each with its place in the source."""

from knowledge.document import Mention
from knowledge.names.agencies import split_bodies
from knowledge.text import View


def names_in(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The bodies of a list, split where every part is a known body, else the list as one name."""
    begin, end = looked.strip(begin, end)
    return listed_names(looked, begin, end) if end > begin else ()


def partner_names(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The parts of a partner list, empty unless every part is a known body."""
    begin, end = looked.strip(begin, end)
    parts = split_bodies(looked.text[begin:end]) if end > begin else None
    return tuple(as_mention(looked, begin + s, begin + e) for s, e in parts or ())


def listed_names(looked: View, begin: int, end: int) -> tuple[Mention, ...]:
    """The bodies from `begin` to `end`; a list with an unknown part is one name."""
    parts = split_bodies(looked.text[begin:end])
    if parts is None:
        return (as_mention(looked, begin, end),)
    return tuple(as_mention(looked, begin + s, begin + e) for s, e in parts)


def as_mention(looked: View, begin: int, end: int) -> Mention:
    """The text from `begin` to `end` without blanks and marks around it."""
    begin, end = looked.strip(begin, end)
    return Mention(text=looked.text[begin:end], span=looked.span(begin, end))
