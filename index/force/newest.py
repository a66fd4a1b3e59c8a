"""Where an older and a newer version say the same thing differently, the newer one answers."""

from index.answer.scoring.scorer import Ranked, Ranking
from index.library.store import Library
from knowledge.document import Change
from knowledge.text import folded_syllables

# The share of words that two versions of one passage have in common.
_SAME_PLACE = 0.6
_REPLACING = (Change.REPLACED, Change.REPEALED)


def newer_version(library: Library, ranking: Ranking) -> str | None:
    """The document that says in place of the first candidate's what is in force now.

    Only one that was looked through, too, and has the same passage in other words: who names the
    old plan is answered from it, and told what has become of it.
    """
    if not ranking.ranked:
        return None
    best = ranking.ranked[0]
    newer = _successors(library, best.candidate.document)
    found = (each for each in ranking.ranked if each.candidate.document in newer)
    return next((e.candidate.document for e in found if _is_same_place(best, e)), None)


def _successors(library: Library, document_id: str) -> set[str]:
    """The documents that replaced one, those that replaced these included."""
    found: set[str] = set()
    waiting = [document_id]
    while waiting:
        for fate in library.fates(waiting.pop()):
            if fate.change in _REPLACING and fate.by and fate.by not in found:
                found.add(fate.by)
                waiting.append(fate.by)
    return found - {document_id}


def _is_same_place(old: Ranked, new: Ranked) -> bool:
    ours, theirs = _words(old), _words(new)
    return len(ours & theirs) >= _SAME_PLACE * max(len(ours), len(theirs), 1)


def _words(ranked: Ranked) -> frozenset[str]:
    return frozenset(folded_syllables(ranked.candidate.piece.passage.text))
