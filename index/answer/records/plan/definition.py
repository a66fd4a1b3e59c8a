"""What a document means by a term: "văn bản đi là gì" → «“Văn bản đi” là …»."""

import re
from dataclasses import replace

from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.wording import statements
from knowledge.duties.sentences import sentences
from knowledge.text import fold, folded_syllables, view

_ASKED = re.compile(
    r"^\W*(?:theo .{3,40}?,\s*)?"
    r"(?:(?:the nao (?:duoc goi )?la|khai niem|dinh nghia)\s+(?P<after>.+?)|"
    r"(?:khai niem )?(?P<term>.+?)\s+(?:co )?(?:la gi|nghia la gi|la nhu the nao|"
    r"(?:duoc )?hieu (?:la gi|la nhu the nao|nhu the nao|the nao)))"
    r"(?:\s+(?:theo|trong)\s+.+)?\W*$"
)
_LONGEST_TERM = 8
# Passages that may define it: a term that a text defines occurs in many.
_MOST = 100


def answer_definition(inquiry: Inquiry) -> Answer | None:
    """The sentence that opens with the term and says what it is; None if no passage holds one."""
    question = inquiry.question
    match = _ASKED.match(question.folded)
    words = folded_syllables(match["term"] or match["after"]) if match is not None else []
    if not 0 < len(words) <= _LONGEST_TERM or question.labels:
        return None
    term = r"\W+".join(map(re.escape, words))
    defines = re.compile(
        rf"^\W*(?:\d+\W+|[a-z]\)\s*)?{term}\W*\s+(?:la|duoc hieu la|bao gom|gom)\b(?! gi\b)"
    )
    asked = replace(question, topic=tuple(words))
    for hit in inquiry.searcher.search(asked, documents=inquiry.scope.documents, k=_MOST):
        place = _sentence(hit.passage.text, defines)
        if place is None:
            continue
        looked = view(inquiry.document(hit.passage.document_id).text, [hit.passage.span])
        citation = inquiry.cite_hit(hit, looked.span(*place))
        told = statements.quoted(hit.passage.text[slice(*place)])
        return inquiry.answer(Status.FOUND, told, [citation], quotes=True)
    return None


def _sentence(text: str, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the first sentence of a passage stands that matches, folded, from its start."""
    return next((p for p in sentences(text) if pattern.match(fold(text[slice(*p)]))), None)
