"""Judged questions, with and without accents: the floors that are reached, and what is quoted.

All that is asked of their answers stands here, so that they are answered once.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from index.answer.answer import Status
from index.answerer import Answerer
from index.building import Source, build
from index.evaluate import Figures, Outcome, figures, judge, read_judged, report
from index.library.store import Library
from knowledge.shipped import shipped_documents
from knowledge.text import clean, fold, nfc

# Per cent, and abstentions as a count. Those of questions that were written before anybody saw
# how they are answered lie about five points under what was measured.
FLOORS = {
    "dev_questions": Figures(
        questions=70,
        first=97,
        among_three=98,
        statement=97,
        refused=2,
        abstained=9,
        unanswerable=9,
    ),
    "questions_plans": Figures(
        questions=60,
        first=95,
        among_three=95,
        statement=91,
        refused=6,
        abstained=6,
        unanswerable=7,
    ),
    "questions_own": Figures(
        questions=60,
        first=87,
        among_three=87,
        statement=83,
        refused=14,
        abstained=5,
        unanswerable=6,
    ),
}
# Points that a figure may be worse without accents: two of the 53 to 61 answerable questions of a
# set. The aim is 2.0, which the rules reached that were written for these questions.
_ACCENTS = 4.0
_DATA = Path(__file__).parents[1] / "data"
# Judged questions that don't ship with the project lie beside the checkout.
_SHARED = Path(__file__).parents[3] / "shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A set of judged questions, asked as typed and once more without accents."""

    answerer: Answerer
    typed: list[Outcome]
    folded: list[Outcome]


def ask_judged(path: Path, answerer: Answerer) -> Asked:
    """The judged questions of a file, asked."""
    judged = read_judged(path)
    plain = [replace(each, question=fold(each.question)) for each in judged]
    return Asked(
        answerer=answerer,
        typed=[judge(each, answerer.answer) for each in judged],
        folded=[judge(each, answerer.answer) for each in plain],
    )


@pytest.fixture(scope="module")
def asked(shipped_answerer, make_answerer) -> dict[str, Asked]:
    """The judged questions of tests/data by the name of their file, each over its own texts."""
    own = read_judged(_DATA / "questions_own.jsonl")
    answerers = {
        "dev_questions": shipped_answerer,
        "questions_plans": shipped_answerer,
        "questions_own": make_answerer(sorted({a.doc for each in own for a in each.accept})),
    }
    return {
        name: ask_judged(_DATA / f"{name}.jsonl", answerer) for name, answerer in answerers.items()
    }


def below(found: Figures, floor: Figures) -> list[str]:
    """The names of the figures that miss their floor; `unclaimed` has a ceiling instead."""
    missed = [
        name
        for name in ("first", "among_three", "statement", "abstained")
        if getattr(found, name) < getattr(floor, name)
    ]
    return missed + ["unclaimed"] * (found.unclaimed > floor.unclaimed)


@pytest.mark.parametrize("name", FLOORS)
def test_judged_questions_reach_their_floors(asked, name):
    """Each figure of a set of judged questions is at its floor or above."""
    found = figures(asked[name].typed)

    assert (found.questions, found.unanswerable) == (
        FLOORS[name].questions,
        FLOORS[name].unanswerable,
    )
    assert not below(found, FLOORS[name]), report(asked[name].typed)


@pytest.mark.parametrize("name", FLOORS)
def test_questions_without_accents_lose_little(asked, name):
    """No figure is more than two points worse where the same questions have no accents."""
    typed, folded = figures(asked[name].typed), figures(asked[name].folded)

    for figure in ("first", "among_three", "statement"):
        assert getattr(folded, figure) >= getattr(typed, figure) - _ACCENTS, figure
    assert folded.unclaimed <= typed.unclaimed + _ACCENTS
    assert folded.abstained >= typed.abstained


def test_more_judged_questions_reach_their_floors(scorer, tmp_path):
    """Ninety questions over nineteen texts, where they are at hand."""
    path = _SHARED / "questions" / "more_questions.jsonl"
    if not path.exists():
        pytest.skip(f"{path.name} is not at hand; these questions don't ship with the project")
    texts = {each.source_file: each.path for each in shipped_documents()}
    texts |= {each.name: each for each in (_SHARED / "plans-more").glob("*.txt")}
    build([Source(path=texts[n], source_file=n) for n in sorted(texts)], tmp_path / "library.db")
    floor = Figures(
        questions=90,
        first=93,
        among_three=95,
        statement=95,
        refused=3,
        abstained=10,
        unanswerable=11,
    )
    with Library.open(tmp_path / "library.db") as library:
        outcomes = ask_judged(path, Answerer(library, scorer=scorer))

    for each in (outcomes.typed, outcomes.folded):
        assert not below(figures(each), floor), report(each)


def outcomes_of(asked, name: str) -> list[Outcome]:
    """The answers to a set of judged questions, with accents and without."""
    return asked[name].typed + asked[name].folded


@pytest.mark.parametrize("name", FLOORS)
def test_excerpts_stand_in_the_source_file(asked, plan_files, name):
    """Each excerpt is what its file holds from `start` to `end`, and the quotation is within it."""
    outcomes = outcomes_of(asked, name)
    texts = {file: nfc(plan_files[file].read_text(encoding="utf-8")) for file in plan_files}
    citations = [citation for each in outcomes for citation in each.answer.citations]

    assert len(citations) >= len(outcomes) / 2
    for cited in citations:
        assert cited.excerpt.strip()
        assert cited.excerpt == cited.span.of(texts[cited.source_file])
        assert cited.quoted == cited.quote.of(texts[cited.source_file]) != ""


@pytest.mark.parametrize("name", FLOORS)
def test_citations_name_a_section_of_their_document(asked, name):
    """Path, number and code of a citation are those of the document that it quotes."""
    library: Library = asked[name].answerer.library
    for outcome in outcomes_of(asked, name):
        for cited in outcome.answer.citations:
            document = library.document(cited.document_id)
            number = document.identity.number
            assert cited.source_file == document.source_file
            assert cited.document_number == (number.value if number else None)
            assert cited.path in {"/phần đầu", *(section.path for section in document.sections)}
            assert cited.place and cited.code.endswith(cited.path.lstrip("/"))
            assert cited.document_name and cited.page is None


@pytest.mark.parametrize("name", FLOORS)
def test_statements_quote_the_cited_document(asked, name):
    """What a found answer puts in quotation marks stands in the library, but for omissions."""
    library: Library = asked[name].answerer.library
    texts = " ".join(fold(clean(library.document(c.id).text)) for c in library.documents)
    for outcome in outcomes_of(asked, name):
        if outcome.answer.status is not Status.FOUND or not outcome.answer.quotes:
            continue
        # Documents have marks of their own within what is quoted.
        for quoted in re.findall("“(.*)”", outcome.answer.statement):
            for piece in quoted.split("…"):
                assert fold(piece.strip()) in texts, outcome.judged.id


@pytest.mark.parametrize("name", FLOORS)
def test_hits_are_passages_in_order(asked, name):
    """At most ten hits, each once, by rank from 1 and falling score, quoted from the library."""
    library: Library = asked[name].answerer.library
    for outcome in outcomes_of(asked, name):
        hits = outcome.answer.hits[:10]
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert len({hit.passage.id for hit in hits}) == len(hits)
        assert all(left.score >= right.score for left, right in pairwise(hits))
        for hit in hits:
            assert clean(library.slice(hit.passage.document_id, hit.passage.span))
