"""Sections that answer a question as an admin has judged: found again, and put to the test."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.settings import Settings
from bot.state.gaps import Verdict
from bot.state.state import State
from bot.talk.chat import Place
from bot.wording import gaps as wording_gaps
from index.errors import LibraryError
from index.library.sameness import Identity, Sameness, sameness
from index.library.store import Library

if TYPE_CHECKING:
    from index.answerer import Answerer

# Questions that are put to a library before it is in force, the latest; each takes some 0.1 s.
_MOST_TRIED = 20
# Regressions that are listed.
_LISTED = 5


class RegressionError(BotError):
    """A library that answers worse what an admin has judged; the text names the questions."""


def place_of(library: Library, verdict: Verdict) -> Place | None:
    """Where the section of a verdict stands in a library; None if it is not there."""
    for card in library.documents:
        same = card.sha256 == verdict.sha256
        if same or sameness(verdict.identity, Identity.of(card.identity)) is Sameness.SAME:
            sections = library.document(card.id).sections
            if any(section.path == verdict.path for section in sections):
                return Place(document_id=card.id, path=verdict.path)
    return None


def require_no_worse(settings: Settings, old: Path, new: Path) -> None:
    """Put the judged questions to a new library before it is put in force.

    Both are asked by words and with the reader, without vectors, which the new one has not yet.

    Raises:
        RegressionError: A section that an admin has named is there no more, or is no longer what
            is answered from.
    """
    verdicts = _verdicts(settings)[-_MOST_TRIED:]
    if not verdicts:
        return
    # Loaded only where something is asked: whoever publishes waits for it.
    from bot.library.shelf import answerer_of

    plain = settings.without_channels()
    lost, worse = [], []
    try:
        with Library.open(old) as before, Library.open(new) as after:
            then = answerer_of(before, plain, by_words=True)
            now = answerer_of(after, plain, by_words=True)
            for verdict in verdicts:
                if place_of(after, verdict) is None:
                    lost += [verdict] if place_of(before, verdict) is not None else []
                elif not _is_cited(now, verdict) and _is_cited(then, verdict):
                    worse.append(verdict)
    except LibraryError:
        return  # The one in force is missing or damaged: anything is better.
    if lost or worse:
        raise RegressionError(_told(lost, worse))


def _verdicts(settings: Settings) -> tuple[Verdict, ...]:
    file = settings.data / "state.db"
    if not file.exists():
        return ()
    with closing(State(file)) as state:
        return state.gaps.verdicts()


def _is_cited(answerer: "Answerer", verdict: Verdict) -> bool:
    """Whether the answer to a question cites the section that answers it."""
    place = place_of(answerer.library, verdict)
    if place is None:
        return False
    answer = answerer.answer(verdict.text)
    return any(
        each.document_id == place.document_id and is_within(each.path, place.path)
        for each in answer.citations[: max(1, answer.shown)]
    )


def is_within(path: str, section: str) -> bool:
    """Whether a path is that of a section or of a part of it."""
    return path == section or path.startswith((f"{section}.", f"{section}/"))


def _told(lost: Sequence[Verdict], worse: Sequence[Verdict]) -> str:
    lines = [wording_gaps.REGRESSION.format(count=len(lost) + len(worse))]
    listed = [wording_gaps.REGRESSION_LOST.format(text=v.text, path=v.path) for v in lost]
    listed += [wording_gaps.REGRESSION_WORSE.format(text=v.text, path=v.path) for v in worse]
    lines += listed[:_LISTED]
    if len(listed) > _LISTED:
        lines.append(wording_gaps.AND_MORE.format(count=len(listed) - _LISTED))
    return "\n".join(lines)
