"""The judged questions and training pairs, and which documents no weights may see."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.answer.turn import in_order
from index.meaning.reading import in_context
from knowledge.text import nfc, squash

# Of the judged questions over training documents, those whose ids begin so lie over documents that
# the reader is not trained on: on them the order is learnt and everything is judged. So is it with
# the questions of our own whose ids begin with the third.
HELD_OUT = ("G3-", "G4-")
OWN_HELD_OUT = "order-"
# Kinds of turns that stand by themselves.
_ALONE = ("first", "switch_document", "thanks")


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


def read_own(path: Path, shared: Path) -> list[Asked]:
    """Questions of our own, near misses among them; their passages are cut out of the texts."""
    texts: dict[str, str] = {}
    found = []
    for n, row in enumerate(read_rows(path)):
        doc = str(row["doc"])
        if doc not in texts:
            texts[doc] = _text_of(shared, doc)
        text = texts[doc]
        passage = _cut(text, row["at"])
        missed = row["intent"] == "unanswerable"
        found.append(
            Asked(
                id=f"{path.stem}-{n:04}",
                question=str(row["question"]),
                style=str(row["style"]),
                intent=str(row["intent"]),
                doc=doc,
                accept=() if missed else ((doc, (passage,)),),
                keys=(_cut(text, row["answer"]),) if "answer" in row else (),
                near=passage if missed else "",
                origin="near" if missed else "pairs",
            )
        )
    return found


def _text_of(shared: Path, doc: str) -> str:
    """The text of a file, each run of white space one blank: what positions count in."""
    file = next(iter(sorted(shared.glob(f"plans*/{doc}"))))
    return squash(nfc(file.read_text(encoding="utf-8", errors="replace")))


def _cut(text: str, span: object) -> str:
    start, end = span  # type: ignore[misc]
    return text[start:end]


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


def read_conversations(path: Path) -> list[Asked]:
    """The turns of judged conversations, each with the one before it where it leans on that."""
    found: list[Asked] = []
    for row in read_rows(path):
        asked: tuple[str, ...] = ()
        turns: list[dict[str, object]] = row["turns"]  # type: ignore[assignment]
        for n, turn in enumerate(turns, start=1):
            said, kind = str(turn["say"]), str(turn["kind"])
            asked = (said,) if kind in _ALONE else (*asked, said)
            found.append(
                Asked(
                    id=f"{row['id']}.{n}",
                    question=in_context(said, in_order(asked[:-1])),
                    style="chat",
                    intent=kind,
                    doc=str(turn["doc"] or ""),
                    accept=tuple((a["doc"], tuple(a["must_contain"])) for a in turn["accept"]),  # type: ignore[attr-defined]
                    keys=tuple(turn["answer_keys"]),  # type: ignore[arg-type]
                    near="",
                    origin="conversations",
                )
            )
    return found


_READERS = {
    "judged": read_judged,
    "pairs": read_pairs,
    "near": read_near_misses,
    "off": read_off_topic,
    "conversations": read_conversations,
}


def read_named(shared: Path, names: Iterable[str]) -> list[Asked]:
    """The questions of files named as `sort:FILE`; relative files lie in SHARED/questions."""
    found: list[Asked] = []
    for name in names:
        sort, _, given = name.partition(":")
        file = shared / "questions" / given
        found += read_own(file, shared) if sort == "own" else _READERS[sort](file)
    return found


def held_out(shared: Path) -> frozenset[str]:
    """The documents that nothing is trained on but the order."""
    own = Path(__file__).parent / "questions" / "order.jsonl"
    asked = read_judged(shared / "questions" / "train_questions.jsonl") + read_own(own, shared)
    prefixes = (*HELD_OUT, OWN_HELD_OUT)
    return frozenset(doc for q in asked if q.id.startswith(prefixes) for doc, _ in q.accept)


def same(left: str, right: str) -> bool:
    """Whether one of two texts holds the other, white space aside."""
    a, b = squash(nfc(left)), squash(nfc(right))
    return bool(a) and bool(b) and (a in b or b in a)
