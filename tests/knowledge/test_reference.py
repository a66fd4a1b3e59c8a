"""What is read from judged texts, against the outlines that were judged by hand."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.document import Document
from knowledge.reader import read_document
from knowledge.shipped import shipped_documents
from knowledge.text import clean, fold, squash

_JUDGED = Path(__file__).parents[1] / "data" / "outlines.json"
# Judged texts that don't ship with the project lie beside the checkout.
_SHARED = Path(__file__).parents[3] / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A text as read and as judged."""

    document: Document
    reference: dict


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts over several texts.

    Attributes:
        labelled: Labelled nodes judged to be there.
        missing: Those not read.
        false: Paths of labelled nodes read that nobody judged to be there.
    """

    labelled: int
    missing: list[str]
    false: list[str]


@pytest.fixture(scope="module")
def shipped() -> list[Judged]:
    """The five texts of the package."""
    references = {d["file"]: d for d in json.loads(_JUDGED.read_text("utf-8"))["documents"]}
    return [
        Judged(
            document=read_document(each.path, source_file=each.source_file),
            reference=references[each.source_file],
        )
        for each in shipped_documents()
    ]


@pytest.fixture(scope="module")
def more() -> list[Judged]:
    """Five further texts, where they are at hand."""
    path = _SHARED / "questions" / "more_outlines.json"
    if not path.exists():
        pytest.skip(f"{path} is not at hand; these texts don't ship with the project")
    references = json.loads(path.read_text("utf-8"))["documents"]
    folder = _SHARED / "plans-more"
    return [Judged(document=read_document(folder / r["file"]), reference=r) for r in references]


def outline_figures(judged: list[Judged]) -> Figures:
    """How many labelled nodes are found, missing and false."""
    labelled, missing, false = 0, [], []
    aside = ("bullet", "footnote")
    for each in judged:
        nodes = each.reference["outline"]
        want = {n["path"] for n in nodes if n["label_as_printed"] and n["kind"] not in aside}
        sections = each.document.sections
        got = {s.path for s in sections if s.label and s.kind.value not in aside}
        labelled += len(want)
        missing += sorted(want - {s.path for s in sections})
        false += sorted(got - {n["path"] for n in nodes})
    return Figures(labelled=labelled, missing=missing, false=false)


def _folded(names: list[str]) -> list[str]:
    return sorted(fold(name).strip() for name in names)


def assignment_figures(judged: list[Judged]) -> tuple[int, list[str]]:
    """How many assignments were judged, and the paths of those whose leads or timing differ."""
    total, wrong = 0, []
    for each in judged:
        for want in each.reference["assignments"]:
            if want.get("is_assignment") is False:
                continue
            total += 1
            timing = fold(want["timing"]) if want["timing"] else None
            found = any(
                a.path == want["path"]
                and _folded([m.text for m in a.leads]) == _folded(want["lead"])
                and (fold(a.timing.text) if a.timing else None) == timing
                for a in each.document.assignments
            )
            if not found:
                wrong.append(f"{each.reference['file'][:3]} {want['path']}")
    return total, wrong


def reporting_figures(judged: list[Judged]) -> tuple[int, list[str]]:
    """How many reporting clauses were judged, and the paths of those not found in their section."""
    total, missing = 0, []
    for each in judged:
        for want in each.reference["reporting"]:
            total += 1
            opening = fold(squash(want["verbatim"]))[:25]
            spoken = [
                fold(clean(r.span.of(each.document.text)))
                for r in each.document.reporting
                if r.path == want["path"]
            ]
            judged_words = fold(squash(want["verbatim"]))
            if not any(opening in words or words[:25] in judged_words for words in spoken):
                missing.append(f"{each.reference['file'][:3]} {want['path']}")
    return total, missing


def test_outlines_of_the_shipped_plans_are_whole(shipped):
    """All 46 numbered nodes are found and no other."""
    figures = outline_figures(shipped)

    assert figures == Figures(labelled=46, missing=[], false=[])


def test_other_nodes_of_the_shipped_plans_are_found(shipped):
    """Bullets, paragraphs, closings and the rest are found but for the author under a news item."""
    missing = {
        n["path"]
        for each in shipped
        for n in each.reference["outline"]
        if n["path"] not in {s.path for s in each.document.sections}
    }

    assert missing == {"/tác giả"}


def test_nodes_of_the_shipped_plans_begin_with_the_judged_words(shipped):
    """Each node shows the words that were judged to open it, and has the judged kind."""
    for each in shipped:
        nodes = {n["path"]: n for n in each.reference["outline"]}
        for section in each.document.sections:
            if section.path in nodes:
                node = nodes[section.path]
                words = clean(section.span.of(each.document.text))
                assert node["first_words"][:25] in words[:80], section.path
                assert node["kind"] == section.kind.value, section.path


def test_headers_of_the_shipped_plans_are_as_judged(shipped):
    """Number, date, issuer, place and signer are read as judged, and nothing is made up."""
    for each in shipped:
        header, reference = each.document.header, each.reference
        signer = reference["signer"] or {"name": None, "title": None, "authority": None}
        read = {
            name: field.value if (field := getattr(header, name)) is not None else None
            for name in (
                "type",
                "number",
                "date",
                "issuer",
                "place",
                "signer",
                "signer_title",
                "authority",
            )  # fmt: skip
        }
        assert read == {
            "type": reference["doc_type"],
            "number": reference["number"],
            "date": reference["date"],
            "issuer": reference["issuer"],
            "place": reference["place"],
            "signer": signer["name"],
            "signer_title": signer["title"],
            "authority": signer["authority"],
        }, reference["file"]
        assert header.title is not None
        assert fold(header.title.value)[:60] == fold(reference["title"])[:60]


def test_citations_of_the_shipped_plans_are_as_judged(shipped):
    """Every cited number is found with its date, and no other."""
    for each in shipped:
        want = {(c["number"], c["date"]) for c in each.reference["cites"]}
        assert {(c.number, c.date) for c in each.document.cites} == want, each.reference["file"]


def test_assignments_of_the_shipped_plans(shipped):
    """At least 27 assignments have the judged leads and timing."""
    total, wrong = assignment_figures(shipped)

    assert total == 29 - 1  # one is marked as naming nobody
    assert len(wrong) <= 1, wrong


def test_reporting_of_the_shipped_plans(shipped):
    """All seven reporting clauses are found."""
    assert reporting_figures(shipped) == (7, [])


def test_outlines_of_further_plans(more):
    """At least 97 % of the labelled nodes are found and at most 1 % are false."""
    figures = outline_figures(more)

    assert len(figures.missing) <= 0.03 * figures.labelled, figures.missing
    assert len(figures.false) <= 0.01 * figures.labelled, figures.false


def test_assignments_of_further_plans(more):
    """At least 90 % have the judged leads and timing, and every table row has."""
    total, wrong = assignment_figures(more)

    assert len(wrong) <= 0.1 * total, wrong
    assert not [path for path in wrong if "PL/" in path]


def test_reporting_of_further_plans(more):
    """At least 13 of the 15 reporting clauses are found."""
    total, missing = reporting_figures(more)

    assert total == 15
    assert len(missing) <= 2, missing
