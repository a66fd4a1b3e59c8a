"""Judged questions against a library: figures by style and intent, and every miss."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.answer.answer import Answer, Status
from index.judged import Excerpt, Judged, read_judged
from knowledge.text import fold, nfc, squash

__all__ = ["Excerpt", "Figures", "Judged", "Outcome", "figures", "judge", "read_judged", "report"]

# Half the width of a 95 % interval of the normal distribution, in standard deviations.
_Z95 = 1.959964
# Shares of the questions with an answer: what heads the column, and the figure below it.
_COLUMNS = {
    "first": "first",
    "three": "among_three",
    "stated": "statement",
    "wrong": "wrong",
    "uncertain": "uncertain",
    "refused": "refused",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one question went."""

    judged: Judged
    answer: Answer
    first: bool
    among_three: bool
    statement: bool
    seconds: float

    @property
    def claims(self) -> bool:
        """Whether the reply claims an answer."""
        return self.answer.claims

    @property
    def is_false(self) -> bool:
        """Whether an answer is claimed where there is none."""
        return self.claims and not self.judged.accept

    @property
    def is_wrong(self) -> bool:
        """Whether another answer is claimed than the one there is.

        That is where neither the first citation is right nor, if the judge gave keys, the
        statement holds them.
        """
        said = bool(self.judged.answer_keys) and self.statement
        return self.claims and bool(self.judged.accept) and not self.first and not said

    @property
    def is_uncertain(self) -> bool:
        """Whether passages are only shown as related although there is an answer."""
        return bool(self.judged.accept) and self.answer.status is Status.RELATED

    @property
    def is_refused(self) -> bool:
        """Whether the reply says there is no answer, or none at all, although there is one."""
        return bool(self.judged.accept) and not self.claims and not self.is_uncertain

    @property
    def is_miss(self) -> bool:
        """Whether anything about it is wrong."""
        if not self.judged.accept:
            return self.claims
        return not (self.first and self.among_three and self.statement and self.claims)


def judge(judged: Judged, ask: Callable[[str], Answer]) -> Outcome:
    """Ask one question and hold the reply against its judgement."""
    started = time.perf_counter()
    answer = ask(judged.question)
    seconds = time.perf_counter() - started
    right = [any(each.accepts(c) for each in judged.accept) for c in answer.citations]
    told = fold(squash(answer.statement))
    return Outcome(
        judged=judged,
        answer=answer,
        first=bool(right[:1] == [True]),
        among_three=any(right[:3]),
        statement=all(fold(squash(nfc(key))) in told for key in judged.answer_keys),
        seconds=seconds,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares in per cent over questions that have an answer, counts over those without.

    The answers claimed, `uncertain` and `refused` make 100 together.

    Attributes:
        first: The first citation is right.
        among_three: One of the first three is.
        statement: The statement holds the keys.
        wrong: Another answer is claimed: see `Outcome.is_wrong`.
        uncertain: Passages are shown as related; no answer is claimed.
        refused: Neither: not found, not stated, or taken for talk.
        abstained: Questions without an answer for which none is claimed.
    """

    questions: int
    first: float
    among_three: float
    statement: float
    refused: float
    abstained: int
    unanswerable: int
    wrong: float = 0.0
    uncertain: float = 0.0

    @property
    def answerable(self) -> int:
        """How many questions have an answer."""
        return self.questions - self.unanswerable

    @property
    def silent(self) -> float:
        """Per cent of the questions without an answer for which none is claimed."""
        return 100.0 * self.abstained / self.unanswerable if self.unanswerable else 100.0

    @property
    def unclaimed(self) -> float:
        """Per cent of the questions with an answer for which none is claimed."""
        return self.uncertain + self.refused


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of a set of outcomes; of no question everything is as it should be."""
    asked = [o for o in outcomes if o.judged.accept]
    silent = [o for o in outcomes if not o.judged.accept]

    def share(flags: Sequence[bool], of_none: float) -> float:
        return 100.0 * sum(flags) / len(flags) if flags else of_none

    return Figures(
        questions=len(outcomes),
        first=share([o.first for o in asked], 100.0),
        among_three=share([o.among_three for o in asked], 100.0),
        statement=share([o.statement for o in asked], 100.0),
        wrong=share([o.is_wrong for o in asked], 0.0),
        uncertain=share([o.is_uncertain for o in asked], 0.0),
        refused=share([o.is_refused for o in asked], 0.0),
        abstained=sum(not o.claims for o in silent),
        unanswerable=len(silent),
    )


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score; in per cent, as is the share.

    Each question counts as drawn by itself: where many are about one document, it is too narrow.
    Source: Wilson, JASA 22 (1927), 209-212.

    Args:
        share: In per cent.
        n: Of how many, at least 1.
    """
    p, z2 = share / 100.0, _Z95**2
    middle = p + z2 / (2 * n)
    half = _Z95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n**2))
    low, high = ((middle + sign * half) / (1 + z2 / n) for sign in (-1, 1))
    return 100.0 * max(low, 0.0), 100.0 * min(high, 1.0)


def report(outcomes: Sequence[Outcome]) -> str:
    """The table of figures, whole, by style and by intent, and every miss, false claims first.

    The whole has its 95 % intervals below it; a share of no question is a dash.
    """
    names = [*_COLUMNS, "silent", "abstained"]
    lines = [f"{'':24}{'n':>5}" + "".join(name.rjust(11) for name in names)]
    lines += [_row("all", outcomes), _intervals(outcomes)]
    for kind in ("style", "intent"):
        lines.append(f"by {kind}")
        lines += [
            _row(f"  {name}", [o for o in outcomes if getattr(o.judged, kind) == name])
            for name in sorted({getattr(o.judged, kind) for o in outcomes})
        ]
    times = sorted(o.seconds for o in outcomes)
    if times:
        lines.append(
            f"time: p50 {1e3 * times[len(times) // 2]:.1f} ms, "
            f"p99 {1e3 * times[int(len(times) * 0.99)]:.1f} ms"
        )
    misses = sorted(
        (o for o in outcomes if o.is_miss), key=lambda o: (not o.is_false, not o.is_wrong)
    )
    lines.append(f"misses: {len(misses)}")
    lines += [_miss(o) for o in misses]
    return "\n".join(lines)


def _shares(found: Figures) -> list[tuple[float, int]]:
    """The shares of a row, in per cent, each with of how many it is."""
    asked = [(float(getattr(found, name)), found.answerable) for name in _COLUMNS.values()]
    return [*asked, (found.silent, found.unanswerable)]


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    found = figures(outcomes)
    cells = [f"{share:.1f}%" if n else "–" for share, n in _shares(found)]
    cells.append(f"{found.abstained}/{found.unanswerable}")
    return f"{name:24}{found.questions:>5}" + "".join(cell.rjust(11) for cell in cells)


def _intervals(outcomes: Sequence[Outcome]) -> str:
    pairs = [wilson(share, n) if n else None for share, n in _shares(figures(outcomes))]
    cells = [f"{pair[0]:.1f}–{pair[1]:.1f}" if pair else "–" for pair in pairs]
    return f"{'  95 % interval':29}" + "".join(cell.rjust(11) for cell in cells)


def _miss(outcome: Outcome) -> str:
    marks = {
        "false": outcome.is_false,
        "wrong": outcome.is_wrong,
        "uncertain": outcome.is_uncertain,
        "refused": outcome.is_refused,
    }
    if outcome.judged.accept:
        marks |= {
            "first": not outcome.first,
            "three": not outcome.among_three,
            "statement": not outcome.statement,
        }
    names = ", ".join(name for name, is_so in marks.items() if is_so)
    cited = ", ".join(c.code for c in outcome.answer.citations[:3])
    told = squash(outcome.answer.statement)[:160]
    asked = f"  {outcome.judged.id} [{names}] {outcome.judged.question}"
    return f"{asked}\n    {outcome.answer.status}: {told} ({cited})"
