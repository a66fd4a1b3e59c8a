"""From when a document is in force, and which others it replaces or ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.wording import statements
from index.force import statements as force
from index.force.fates import Fate
from index.library.document_names import full_name
from index.question.language import Language
from knowledge.document import Document, Section
from knowledge.duties.sentences import sentences
from knowledge.text import Span, fold, folded_syllables, view

_TYPES = (
    "luat|nghi dinh|thong tu|quyet dinh|nghi quyet|chi thi|quy che|quy dinh|ke hoach|huong dan|"
    "van ban|phap lenh|thong bao|chuong trinh|cong van|quy trinh"
)
_ASKS_END = re.compile(
    r"\b(thay the|bai bo|het hieu luc|mat hieu luc|thoi hieu luc)\b.{0,40}\b(nao|gi|may|nhung)\b|"
    rf"\bthay (cho )?({_TYPES})\b.{{0,20}}\b(nao|gi|may)\b|"
    r"\b(nao|gi|nhung)\b.{0,40}\b(bi )?(thay the|bai bo|het hieu luc|mat hieu luc)\b"
)
_ASKS_FORCE = re.compile(r"(?<!het )(?<!mat )\b(co )?hieu luc\b")
# "Thông tư này có hiệu lực kể từ ngày …"; other documents may be said to be in force too.
_FORCE = re.compile(rf"\b({_TYPES}) (nay )?co hieu luc\b")
_END = re.compile(r"\b(het hieu luc|thay the|bai bo)\b")
# What became of the document, where others say so: «bị thay thế bởi văn bản nào», «còn hiệu lực».
_ENDED = re.compile(
    r"\b(?:bi|duoc|da|co) (?:bi )?(?:thay the|bai bo|sua doi|dinh chinh)\b|"
    r"\b(?:het|mat|con) hieu luc\b|"
    r"\bvan ban nao (?:thay the|bai bo|sua doi)|\bke hoach nao (?:thay the|bai bo|sua doi)"
)
_STILL = re.compile(r"\bcon (?:co )?(?:hieu luc|gia tri|dung|ap dung)\b")
# Topic words of a question about the document itself, and not about a law that it speaks of.
_OF_ITSELF = frozenset("hieu luc thi hanh".split())
_NUMBERED = re.compile(r"\d+\s*[/-]")


def answer_effect(inquiry: Inquiry) -> Answer | None:
    """The sentences of the one document meant that say so; None if nothing of the kind is asked."""
    question = inquiry.question
    documents = inquiry.scope.documents
    if documents is None or len(documents) != 1 or question.labels:
        return None
    document = inquiry.document(documents[0])
    ended = _ENDED.search(question.folded) or _STILL.search(question.folded)
    if ended and (fates := inquiry.library.fates(document.id)):
        return _tell_fates(inquiry, document, fates)
    if _ASKS_END.search(question.folded):
        found = [f for f in _told(document, _END) if _NUMBERED.search(f[2])]
        what = "việc thay thế, bãi bỏ văn bản nào"
    elif _ASKS_FORCE.search(question.folded) and not _others(inquiry, document):
        found = [f for f in _told(document, _FORCE) if not _END.search(fold(f[2]))]
        what = "ngày có hiệu lực"
    else:
        return None
    if not found:
        told = inquiry.not_stated(what, document.id)
        return inquiry.answer(Status.NOT_STATED, told)
    told = "\n".join(statements.quoted(text) for _, _, text in found)
    citations = [inquiry.cite_unit(document.id, s.path, span) for s, span, _ in found]
    return inquiry.answer(Status.FOUND, told, citations, quotes=True)


def _tell_fates(inquiry: Inquiry, document: Document, fates: Sequence[Fate]) -> Answer:
    """What has become of a document, proved by those that say so."""
    lines, citations = [], []
    for each in fates:
        by = full_name(inquiry.library.card(each.by)) if each.by else each.name or None
        lines.append(force.fate(each, inquiry.short(document.id), by, Language.VIETNAMESE))
        says = inquiry.document(each.by) if each.by else document
        section = next(
            (s for s in says.sections if each.span and s.reach.contains(each.span)), None
        )
        if section is not None:
            citations.append(inquiry.cite_unit(says.id, section.path, each.span))
    if not citations:
        citations.append(inquiry.cite_unit(document.id, document.sections[0].path))
    told = "\n".join(lines)
    answer = inquiry.answer(Status.FOUND, told, citations, shown=len(citations))
    return replace(answer, complete=True)


def _others(inquiry: Inquiry, document: Document) -> set[str]:
    """The topic words that name neither the matter nor the document's issuer."""
    identity = document.identity
    names = [field.value for field in (identity.issuer, identity.place) if field is not None]
    issuer = folded_syllables(" ".join(names))
    initials = {"".join(syllable[0] for syllable in folded_syllables(name)) for name in names}
    return set(inquiry.question.topic) - _OF_ITSELF - set(issuer) - initials


def _told(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[Section, Span, str]]:
    """The sentences that match, with their section and place."""
    for section in document.sections:
        looked = view(document.text, [section.span])
        for start, end in sentences(looked.text):
            text = looked.text[start:end]
            if pattern.search(fold(text)):
                yield section, looked.span(start, end), text
