"""Judged questions against a library: figures by style and intent, and every miss."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.answer import Answer, Citation, Status
from index.errors import SearchError
from knowledge.text import fold, nfc, squash

_CLAIMS = (Status.FOUND, Status.CHOOSE, Status.SMALL_TALK, Status.HELP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """An excerpt that judges accept: from `doc`, with every string of `must_contain` in it."""

    doc: str
    must_contain: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question with its judgement; with an empty `accept` nothing in the texts answers it."""

    id: str
    question: str
    style: str
    intent: str
    accept: tuple[Excerpt, ...]
    answer_keys: tuple[str, ...]


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
        return self.answer.status in _CLAIMS

    @property
    def is_miss(self) -> bool:
        """Whether anything about it is wrong."""
        if not self.judged.accept:
            return self.claims
        return not (self.first and self.among_three and self.statement and self.claims)


def read_judged(path: Path) -> tuple[Judged, ...]:
    """The judged questions of a JSON-lines file.

    Raises:
        SearchError: A line is none, which the message names, or there is no question at all.
    """
    found = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise SearchError(f"{path.name}: không phải tệp văn bản UTF-8.") from error
    for n, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            accept = tuple(
                Excerpt(doc=a["doc"], must_contain=tuple(a["must_contain"])) for a in row["accept"]
            )
            found.append(
                Judged(
                    id=row["id"],
                    question=row["question"],
                    style=row["style"],
                    intent=row["intent"],
                    accept=accept,
                    answer_keys=tuple(row["answer_keys"]),
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise SearchError(
                f"{path.name}, dòng {n}: không đúng dạng câu hỏi chấm ({error})."
            ) from error
    if not found:
        raise SearchError(f"{path.name}: không có câu hỏi nào.")
    return tuple(found)


def judge(judged: Judged, ask: Callable[[str], Answer]) -> Outcome:
    """Ask one question and hold the reply against its judgement."""
    started = time.perf_counter()
    answer = ask(judged.question)
    seconds = time.perf_counter() - started
    right = [_is_right(judged, citation) for citation in answer.citations]
    told = fold(squash(answer.statement))
    return Outcome(
        judged=judged,
        answer=answer,
        first=bool(right[:1] == [True]),
        among_three=any(right[:3]),
        statement=all(fold(nfc(key)) in told for key in judged.answer_keys),
        seconds=seconds,
    )


def _is_right(judged: Judged, citation: Citation) -> bool:
    excerpt = squash(nfc(citation.excerpt))
    return any(
        citation.source_file == accepted.doc
        and all(squash(nfc(m)) in excerpt for m in accepted.must_contain)
        for accepted in judged.accept
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares in per cent over questions that have an answer, counts over those without."""

    questions: int
    first: float
    among_three: float
    statement: float
    refused: float
    abstained: int
    unanswerable: int


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of a set of outcomes."""
    asked = [o for o in outcomes if o.judged.accept]
    silent = [o for o in outcomes if not o.judged.accept]

    def share(count: int) -> float:
        return 100.0 * count / len(asked) if asked else 100.0

    return Figures(
        questions=len(outcomes),
        first=share(sum(o.first for o in asked)),
        among_three=share(sum(o.among_three for o in asked)),
        statement=share(sum(o.statement for o in asked)),
        refused=share(sum(not o.claims for o in asked)) if asked else 0.0,
        abstained=sum(not o.claims for o in silent),
        unanswerable=len(silent),
    )


def report(outcomes: Sequence[Outcome]) -> str:
    """The table of figures, whole, by style and by intent, and every miss."""
    lines = [f"{'':24}{'n':>4}{'first':>8}{'three':>8}{'stated':>8}{'refused':>9}{'abstained':>11}"]
    lines.append(_row("all", outcomes))
    for kind in ("style", "intent"):
        names = sorted({getattr(o.judged, kind) for o in outcomes})
        lines.append(f"by {kind}")
        lines += [
            _row(f"  {name}", [o for o in outcomes if getattr(o.judged, kind) == name])
            for name in names
        ]
    times = sorted(o.seconds for o in outcomes)
    if times:
        lines.append(
            f"time: p50 {1e3 * times[len(times) // 2]:.1f} ms, "
            f"p99 {1e3 * times[int(len(times) * 0.99)]:.1f} ms"
        )
    misses = [o for o in outcomes if o.is_miss]
    lines.append(f"misses: {len(misses)}")
    lines += [_miss(o) for o in misses]
    return "\n".join(lines)


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    f = figures(outcomes)
    return (
        f"{name:24}{f.questions:>4}{f.first:>7.1f}%{f.among_three:>7.1f}%{f.statement:>7.1f}%{f.refused:>8.1f}%"
        f"{f'{f.abstained}/{f.unanswerable}':>11}"
    )


def _miss(outcome: Outcome) -> str:
    wrong = []
    if outcome.judged.accept:
        wrong += [] if outcome.claims else ["refused"]
        wrong += [] if outcome.first else ["first"]
        wrong += [] if outcome.among_three else ["three"]
        wrong += [] if outcome.statement else ["statement"]
    else:
        wrong.append("claims")
    cited = ", ".join(c.code for c in outcome.answer.citations[:3])
    told = squash(outcome.answer.statement)[:160]
    asked = f"  {outcome.judged.id} [{', '.join(wrong)}] {outcome.judged.question}"
    return f"{asked}\n    {outcome.answer.status}: {told} ({cited})"
