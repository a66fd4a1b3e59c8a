"""What rules a candidate out whatever else speaks for it."""

import re
from collections.abc import Sequence

from index.absent import names_year
from index.answer.candidate import Candidate
from index.inquiry import Inquiry
from index.references import LabelReference, label_matches
from knowledge.text import fold

_STEP_UP = re.compile(r"[./][^./]*$")


def without_contradicted(inquiry: Inquiry, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand where a question says, if some do.

    A numbered part that a question names is meant where its documents are certain, or where the
    number has several steps; a single number may count something else.
    """
    labels = inquiry.question.labels
    if not labels or not (inquiry.scope.certain or any(map(_is_sure, labels))):
        return list(candidates)
    there = [c for c in candidates if any(lies_at(x, c.piece.passage.path) for x in labels)]
    if not there:
        return list(candidates)
    return [c for c in candidates if c in there or any(x.kind != "text" for x in c.claims)]


def lies_at(label: LabelReference, path: str) -> bool:
    """Whether a path is the part that a label names, or lies in it."""
    here: str = path
    while here:
        if label_matches(label, here):
            return True
        above = _STEP_UP.sub("", here)
        here = above if above != here else ""
    return False


def is_contradicted(inquiry: Inquiry, candidate: Candidate) -> bool:
    """Whether a candidate and its document speak of none of the places or years of a question.

    Of 20 and 30 such candidates that came first for questions over documents left out of training
    none answered.
    """
    question = inquiry.question
    around = fold(f"{candidate.piece.text} {candidate.piece.passage.breadcrumb}")
    identity = inquiry.library.card(candidate.document).identity
    head = " ".join(f.value for f in (identity.title, identity.date, identity.number) if f)
    # A document of the place may print the name that it had before provinces were merged.
    meant = candidate.document in (inquiry.scope.documents or ())
    places = [fold(place) in around for place in question.places]
    years = [names_year(f"{around} {head}", year) for year in question.years]
    return (bool(places) and not meant and not any(places)) or (bool(years) and not any(years))


def _is_sure(label: LabelReference) -> bool:
    return "." in label.path or label.group is not None or label.path.startswith("Điều")
