"""The language that a question is asked in, and so is told in."""

import re
from enum import StrEnum

from index.question.question import Question
from index.spelling.english import is_english

_WORD = re.compile(r"[^\W\d_]+")


class Language(StrEnum):
    """What the fixed wording of a reply is in; quotations are in Vietnamese always."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


def language_of(question: Question) -> Language:
    """English for a question that is read as English; mixed or in doubt it is Vietnamese."""
    words = _WORD.findall(question.restored.text)
    return Language.ENGLISH if is_english(words) else Language.VIETNAMESE
