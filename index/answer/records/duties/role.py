"""What somebody has to do who is no body with a name: "văn thư cơ quan có nhiệm vụ gì"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.records.section_words import words_of
from index.answer.wording import statements
from index.search.extract import opening
from knowledge.document import Section
from knowledge.text import clean, fold, folded_syllables

_ASKED = re.compile(
    r"^\W*(?:theo .{3,40}?,\s*)?(?P<who>(?:\w+\s+){1,7}?)"
    r"(?:co (?:cac |nhung )?(?P<what>nhiem vu|trach nhiem|quyen han) (?:gi|nao|the nao)|"
    r"(?:phai|can) lam (?:nhung )?gi|chiu trach nhiem (?:gi|ve nhung gi))\b"
)
# Passages that tell the documents that may say so; so many of these are looked through.
_MOST, _DOCUMENTS = 10, 3
# Characters of a section in which it must open so.
_OPENING = 200


def answer_role(inquiry: Inquiry) -> Answer | None:
    """The section that opens with who is asked about and what is theirs to do."""
    question = inquiry.question
    match = _ASKED.match(question.folded)
    if match is None or question.bodies or question.labels:
        return None
    words = folded_syllables(match["who"])
    who = r"\W+".join(words)
    opens = re.compile(
        rf"^\W*(?:[\d.]+\W+|[a-z]\)\s*)?{who}\s+"
        r"(?:co|chiu|phai)\s+(?:cac )?(?:nhiem vu|trach nhiem|quyen)\b"
    )
    asked = replace(question, topic=tuple(words))
    near = inquiry.searcher.search(asked, documents=inquiry.scope.documents, k=_MOST)
    documents = list(dict.fromkeys(hit.passage.document_id for hit in near))[:_DOCUMENTS]
    found: dict[tuple[str, str], Section] = {}
    for document_id in documents:
        document = inquiry.document(document_id)
        for section in document.sections:
            start = document.text[section.span.start : section.span.end][:_OPENING]
            if opens.match(fold(clean(start))):
                found[document_id, section.path] = section
    found = _of_kind(found, match["what"], inquiry) or found
    if len(found) == 1:
        ((document_id, _), section) = next(iter(found.items()))
        return words_of(inquiry, document_id, section)
    return _tell_all(inquiry, found) if found else None


def _of_kind(
    found: Mapping[tuple[str, str], Section], what: str | None, inquiry: Inquiry
) -> dict[tuple[str, str], Section]:
    """Those that open with the very word asked for, "nhiệm vụ" or "trách nhiệm"."""
    return {
        key: section
        for key, section in found.items()
        if what and what in fold(section.span.of(inquiry.document(key[0]).text)[:_OPENING])
    }


def _tell_all(inquiry: Inquiry, found: Mapping[tuple[str, str], Section]) -> Answer:
    """What each of several sections says of them, in the order of the documents."""
    lines, citations = [], []
    ordered = sorted(found.items(), key=lambda item: (item[0][0], item[1].span.start))
    for (document_id, path), section in ordered:
        text = inquiry.document(document_id).text
        lines.append(statements.quoted(opening(clean(section.reach.of(text)))))
        citations.append(inquiry.cite_span(document_id, path, section.reach))
    return inquiry.answer(Status.FOUND, "\n".join(lines), citations, quotes=True)
