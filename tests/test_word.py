"""Word files: plans made into them read as the texts they were made from."""

import pytest
from make_docx import plan_docx

from knowledge.document import Document
from knowledge.extract import Method
from knowledge.reader import parse_document, read_document
from knowledge.shipped import shipped_documents
from knowledge.text import squash

PLANS = {each.path.stem: each for each in shipped_documents()}


def labelled(document: Document) -> list[tuple[str, str | None]]:
    """Path and printed label of the numbered nodes."""
    aside = ("bullet", "footnote")
    return [(s.path, s.label) for s in document.sections if s.label and s.kind.value not in aside]


def duties(document: Document) -> list[tuple[object, ...]]:
    """Path, leads, implementers and timing of each assignment."""
    return [
        (
            a.path,
            [m.text for m in a.leads],
            [m.text for m in a.implementers],
            a.timing.text if a.timing else None,
        )
        for a in document.assignments
    ]


def reports(document: Document) -> list[tuple[object, ...]]:
    """Path, reporter, recipient and cadence of each reporting clause."""
    return [
        (r.path, *(m.text if m else None for m in (r.reporter, r.recipient, r.cadence)))
        for r in document.reporting
    ]


@pytest.mark.parametrize("styled", [False, True], ids=["lists", "styles"])
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_numbered_by_word_reads_as_its_text(name, styled):
    """Numbers that only Word prints make the outline, the duties and the reports of the text."""
    path = PLANS[name].path
    original = read_document(path)
    made = parse_document(plan_docx(path.read_text("utf-8"), styled=styled), "a.docx")

    assert made.method is Method.WORD
    assert labelled(made) == labelled(original)
    assert duties(made) == duties(original)
    assert reports(made) == reports(original)
    text = squash(original.text.replace("*", ""))
    assert all(squash(a.span.of(made.text)) in text for a in made.assignments)
