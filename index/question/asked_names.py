"""Which named value a question asks for: a table column, or a field line "Địa điểm: …"."""

import re

from index.question.intents import Wanted
from index.question.question import Question
from knowledge.text import fold, folded_syllables

# Folded beginnings of names of the sort of value asked for: "ở đâu" names no column.
_HOLDING = {
    Wanted.TIME: "thoi (gian|han|diem)|ngay|tien do",
    Wanted.DAY: "ngay|thoi (gian|han|diem)",
    Wanted.PLACE: "dia (ban|diem|chi)|noi ",
    Wanted.MONEY: r"kinh phi|so tien|du toan|(tong )?von|(tong )?cong\b",
    Wanted.PERSON: "ho (va )?ten|nguoi |can bo|lanh dao",
    Wanted.PHONE: "(so )?(dien thoai|dt)",
}
# Columns of sums by where they come from; asked for by name, never as the sum itself.
_SOURCE = re.compile(r"ngan sach|nguon\b")
_PLACE = re.compile(r"\b(o|tai) dau\b|\b(noi|cho|phong|dia diem) nao\b")


def named_part(name: str, question: Question) -> tuple[str, ...]:
    """The folded syllables that a name begins with and the question types one after the other."""
    typed, heading = folded_syllables(question.restored.text), folded_syllables(name)
    for count in range(len(heading), 0, -1):
        if any(typed[n : n + count] == heading[:count] for n in range(len(typed))):
            return tuple(heading[:count])
    return ()


def is_other_sort(name: str, question: Question) -> bool:
    """Whether a time, place or sum is asked for and what goes by a name is none."""
    if question.wanted is Wanted.MONEY and _SOURCE.match(fold(name)):
        return False
    return (
        question.wanted in _HOLDING
        and question.wanted is not Wanted.PERSON
        and not holds_sort(name, question)
    )


def holds_sort(name: str, question: Question) -> bool:
    """Whether what goes by a name is of the sort that the question asks for."""
    sorts = [question.wanted] if question.wanted is not None else []
    if _PLACE.search(question.folded):
        sorts.append(Wanted.PLACE)
    return any(w in _HOLDING and re.match(_HOLDING[w], fold(name)) for w in sorts)
