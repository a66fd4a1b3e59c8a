"""What rules a candidate out whatever else speaks for it."""

import re
from collections.abc import Sequence

from index.answer.absent import head_words, names_year, ordinals_absent
from index.answer.candidate import Candidate, Claim
from index.answer.inquiry import Inquiry
from index.library.passages import LETTERHEAD
from index.question.intents import Intent, Wanted
from index.question.labels import LabelReference, label_matches
from index.question.question import Question
from index.question.values import HELPS, holds
from knowledge.text import fold

# Records that are asked for themselves: a numbered part, a plan as a whole.
_WHOLE = frozenset({"label", "overview"})
# What the head of a document says nothing of.
_NOT_OF_HEAD = frozenset(Intent) - {
    *(Intent.NUMBER, Intent.DATE, Intent.SIGNER, Intent.DEFINE, Intent.FREE, Intent.TIMING)
}
# Sorts of value that nothing is without their form.
_BY_FORM = (Wanted.PHONE, Wanted.EMAIL)
_STEP_UP = re.compile(r"[./][^./]*$")


def without_contradicted(inquiry: Inquiry, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that stand where a question says, if some do.

    A numbered part that a question names is meant where its documents are certain, or where the
    number has several steps; a single number may count something else.
    """
    whole = [c for c in candidates if is_whole_asked(c)]
    if whole:
        return whole
    if _NOT_OF_HEAD & set(inquiry.question.intents):
        candidates = [c for c in candidates if c.claims or c.piece.passage.path != LETTERHEAD]
    labels = inquiry.question.labels
    if not labels or not (inquiry.scope.certain or any(map(_is_sure, labels))):
        return list(candidates)
    there = [c for c in candidates if any(lies_at(x, c.piece.passage.path) for x in labels)]
    if not there:
        return list(candidates)
    return [c for c in candidates if c in there or any(_is_first(x) for x in c.claims)]


def is_whole_asked(candidate: Candidate) -> bool:
    """Whether a candidate is told because a part, the plan as a whole or a list is asked for."""
    return any(
        (claim.kind in _WHOLE or claim.answer.complete) and not claim.place
        for claim in candidate.claims
    )


def _is_first(claim: Claim) -> bool:
    return claim.kind != "text" and not claim.place


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
    """Whether a candidate is of another place, year or ordinal than what is asked for.

    Or whether it lacks an address to write to or call, or a helper, where that is asked for. What
    other values it lacks is for the learnt sureness: of the first candidates that this gave 0.3 or
    more, asked over documents that no weights had seen, a rule of money, days, numbers and shares
    turned away 17 that answered and 15 that did not.
    """
    question = inquiry.question
    around = fold(f"{candidate.piece.text} {candidate.piece.passage.breadcrumb}")
    head = head_words(inquiry, candidate.document) if question.years else ""
    # A document of the place may print the name that it had before provinces were merged.
    meant = candidate.document in (inquiry.scope.documents or ())
    places = [fold(place) in around for place in question.places]
    years = [names_year(f"{around} {head}", year) for year in question.years]
    return (
        (bool(places) and not meant and not any(places))
        or (bool(years) and not any(years))
        # A record may know which row is the second, and who helps with it.
        or (all(c.kind == "text" for c in candidate.claims) and _lacks(question, candidate))
    )


def _lacks(question: Question, candidate: Candidate) -> bool:
    """Whether words hold not the ordinal, the address or the helper that is asked for."""
    text = candidate.piece.text
    if ordinals_absent(question, fold(f"{text} {candidate.piece.passage.breadcrumb}")):
        return True
    if Intent.PARTNER in question.intents and not HELPS.search(text):
        return True
    return question.wanted in _BY_FORM and not holds(question.wanted, text)


def _is_sure(label: LabelReference) -> bool:
    return "." in label.path or label.group is not None or label.path.startswith("Điều")
