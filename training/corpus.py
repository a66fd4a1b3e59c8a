"""The judged questions and training pairs, and which documents no weights may see."""

import json
from dataclasses import dataclass
from pathlib import Path

from knowledge.text import nfc, squash

# Of the judged questions over training documents, those whose ids begin so lie over documents that
# the reader is not trained on: on them the order is learnt and everything is judged.
HELD_OUT = ("G3-", "G4-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what answers it.

    Attributes:
        accept: (source file, strings that a right excerpt holds) pairs; none where nothing
            answers it.
        keys: What a right statement holds.
        near: A passage that seems to answer a question without an answer; "" if none is known.
        origin: Which set it is from: judged, pairs or near.
    """

    id: str
    question: str
    style: str
    intent: str
    doc: str
    accept: tuple[tuple[str, tuple[str, ...]], ...]
    keys: tuple[str, ...]
    near: str
    origin: str


def read_rows(path: Path) -> list[dict[str, object]]:
    """The rows of a JSON-lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read_judged(path: Path) -> list[Asked]:
    """Judged questions."""
    return [
        Asked(
            id=str(row["id"]),
            question=str(row["question"]),
            style=str(row["style"]),
            intent=str(row["intent"]),
            doc=str(row.get("scope_doc") or (row["accept"] or [{"doc": ""}])[0]["doc"]),  # type: ignore[index]
            accept=tuple((a["doc"], tuple(a["must_contain"])) for a in row["accept"]),  # type: ignore[attr-defined]
            keys=tuple(row["answer_keys"]),  # type: ignore[arg-type]
            near="",
            origin="judged",
        )
        for row in read_rows(path)
    ]


def read_pairs(path: Path) -> list[Asked]:
    """Training pairs: the passage, or the answer in it, is what a right excerpt holds."""
    return [
        Asked(
            id=f"P-{n:04}",
            question=str(row["question"]),
            style=str(row["style"]),
            intent="",
            doc=str(row["doc"]),
            accept=((str(row["doc"]), (str(row["passage"]),)),),
            keys=(str(row["answer"]),) if row["answer"] else (),
            near="",
            origin="pairs",
        )
        for n, row in enumerate(read_rows(path))
    ]


def read_near_misses(path: Path) -> list[Asked]:
    """Questions that nothing answers, with the passage that misleads."""
    return [
        Asked(
            id=str(row["id"]),
            question=str(row["question"]),
            style=str(row["style"]),
            intent=str(row["kind"]),
            doc=str(row["doc"]),
            accept=(),
            keys=(),
            near=str(row["near"]),
            origin="near",
        )
        for row in read_rows(path)
    ]


def read_off_topic(path: Path) -> list[Asked]:
    """Questions, one a line, that no plan answers; "#" begins a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line and not line.startswith("#")]
    return [
        Asked(
            id=f"O-{n:03}", question=line, style="off", intent="", doc=f"off topic {n % 12}",
            accept=(), keys=(), near="", origin="off",
        )
        for n, line in enumerate(asked)
    ]  # fmt: skip


def held_out_documents(judged: list[Asked]) -> frozenset[str]:
    """The documents that nothing is trained on but the order."""
    return frozenset(doc for q in judged if q.id.startswith(HELD_OUT) for doc, _ in q.accept)


def same(left: str, right: str) -> bool:
    """Whether one of two texts holds the other, white space aside."""
    a, b = squash(nfc(left)), squash(nfc(right))
    return bool(a) and bool(b) and (a in b or b in a)
