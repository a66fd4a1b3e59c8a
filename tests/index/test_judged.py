"""Floors on judged questions: citations, statements, abstentions, with and without accents."""

from pathlib import Path

import pytest

from index.answerer import Answerer
from index.building import Source, build
from index.evaluate import Figures, figures, report
from index.library.store import Library
from knowledge.shipped import shipped_documents

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
# Judged questions that don't ship with the project lie beside the checkout.
_SHARED = Path(__file__).parents[3] / "shared"


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


def test_more_judged_questions_reach_their_floors(ask_judged, tmp_path):
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
        outcomes = ask_judged(path, Answerer(library))

    for each in (outcomes.typed, outcomes.folded):
        assert not below(figures(each), floor), report(each)
