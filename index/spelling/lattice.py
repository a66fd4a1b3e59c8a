"""The likeliest reading of a row of syllables, each of which may stand for several forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from index.spelling.readings import Candidate
from index.spelling.syllable_counts import BlendedSyllables

# Chosen on sentences of plans left out of the counts; half or twice as much does as well.
_SINGLE = 0.04  # pairs; what all forms of a syllable count for where nobody has seen any
_DISCOUNT = 0.5  # pairs; a pair that occurs once is half believed
_DAMPING = 20  # occurrences; what follows a rare form is believed less


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One syllable of a question: its readings, and whether it follows another directly."""

    candidates: tuple[Candidate, ...]
    is_linked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """The chosen form for each place, and how surely each was chosen, in 0..1."""

    forms: tuple[str, ...]
    margins: tuple[float, ...]


def prove(places: Sequence[Place], statistics: BlendedSyllables) -> list[Place]:
    """The places without the candidates that lack the proof they need beside them."""
    proved = []
    for number, place in enumerate(places):
        before = places[number - 1].candidates if place.is_linked and number else ()
        linked = number + 1 < len(places) and places[number + 1].is_linked
        after = places[number + 1].candidates if linked else ()
        kept = tuple(
            candidate
            for candidate in place.candidates
            if not candidate.proof
            or any(
                statistics.pairs(left.form, candidate.form) >= candidate.proof for left in before
            )
            or any(
                statistics.pairs(candidate.form, right.form) >= candidate.proof for right in after
            )
        )
        proved.append(Place(candidates=kept, is_linked=place.is_linked))
    return proved


def _steps(before: Place | None, place: Place, statistics: BlendedSyllables) -> list[list[float]]:
    """The logarithm of each candidate's chance (columns) behind each candidate before (rows)."""
    if before is None or not place.is_linked:
        row = [log(candidate.share) + candidate.cost for candidate in place.candidates]
        return [row] * (1 if before is None else len(before.candidates))
    alone = [_SINGLE * candidate.share for candidate in place.candidates]
    rows = []
    for left in before.candidates:
        total = statistics.count(left.form) + _DAMPING
        seen = [statistics.pairs(left.form, right.form) for right in place.candidates]
        rows.append(
            [
                log((max(pairs - _DISCOUNT, 0.0) + single) / total) + right.cost
                for pairs, single, right in zip(seen, alone, place.candidates, strict=True)
            ]
        )
    return rows


def best_path(places: Sequence[Place], statistics: BlendedSyllables) -> Path:
    """The most probable row of forms by adjacent pairs and single forms (Viterbi).

    The margin of a place is 1 minus the probability of the best row with another form there
    over that of the best row: 0 for a tie, 1 where there is no other form.
    """
    if not places:
        return Path(forms=(), margins=())
    steps = [
        _steps(places[number - 1] if number else None, place, statistics)
        for number, place in enumerate(places)
    ]
    ahead = [steps[0][0]]  # best chance of a row that ends in each candidate
    for rows in steps[1:]:
        columns = zip(*rows, strict=True)
        ahead.append([max(map(sum, zip(ahead[-1], column, strict=True))) for column in columns])
    behind = [[0.0] * len(places[-1].candidates)]  # best chance of what follows each candidate
    for rows in reversed(steps[1:]):
        behind.append([max(map(sum, zip(row, behind[-1], strict=True))) for row in rows])
    behind.reverse()
    forms, margins = [], []
    for place, to_here, from_here in zip(places, ahead, behind, strict=True):
        chances = [one + other for one, other in zip(to_here, from_here, strict=True)]
        best = max(range(len(chances)), key=chances.__getitem__)
        second = max((chances[i] for i in range(len(chances)) if i != best), default=None)
        forms.append(place.candidates[best].form)
        margins.append(1.0 if second is None else 1.0 - exp(second - chances[best]))
    return Path(forms=tuple(forms), margins=tuple(margins))
