"""Greetings, thanks, help and blank messages, which are no questions to the plans."""

import re

from index.answer.answer import Answer, Status
from index.answer.wording import statements
from index.question.question import Question
from knowledge.text import fold

# What may stand around a thanks or a greeting without making it a question.
_AROUND = (
    r"xin|da|vang|uh?m?|oh?|em|e|anh|a|chi|c|ban|ad|admin|bot|chau|bac|co|chu|ong|ba|bro|nhe|nha|"
    r"nghe|nhi|nhieu|lam|qua|rat|roi|ro|thoi|moi nguoi|you|so much|very much|all|hieu|biet|ghi lai"
)
_THANKS = (
    r"cam on|thanks?|tks|thank you|ok|oke|okie|okay|duoc roi|tuyet voi|hay qua|ro roi|hieu roi"
)
_GREETING = r"chao|hi|hello|alo|hey|good (?:morning|afternoon)"
_GOODBYE = r"tam biet|bye|goodbye"


def _only(words: str) -> re.Pattern[str]:
    """What holds one of some words, folded, and nothing but courtesies around it."""
    any_word = rf"(?:{words}|{_AROUND})"
    return re.compile(rf"\W*(?:(?:{_AROUND})\W+)*(?:{words})(?:\W+{any_word})*\W*")


_REPLIES: tuple[tuple[re.Pattern[str], str], ...] = (
    (_only(_GREETING), statements.HELLO),
    (_only(_GOODBYE), statements.GOODBYE),
    (_only(f"{_THANKS}|{_GOODBYE}"), statements.THANKS),
    (
        re.compile(r"\W*(ban|may|bot|day|em) (la|ten) (ai|gi|gi vay)\W*|\W*who are you\W*"),
        statements.WHO_AM_I,
    ),
)
_HELP = re.compile(
    r"\W*/?(help|start|tro giup|huong dan su dung|cach dung|"
    r"dung the nao|giup (toi|em|minh) voi|hoi gi duoc|ban "
    r"lam duoc gi)\W*"
)


def small_talk(question: Question) -> Answer | None:
    """The reply to what is no question; None for a question."""
    if question.is_blank:
        return Answer(status=Status.HELP, statement=statements.NO_QUESTION)
    folded = fold(question.typed)
    if _HELP.fullmatch(folded):
        return Answer(status=Status.HELP, statement=statements.HELP)
    for pattern, reply in _REPLIES:
        if pattern.fullmatch(folded):
            return Answer(status=Status.SMALL_TALK, statement=reply)
    return None
