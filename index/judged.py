"""Judged questions: their values, and the files of several shapes that they come in."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.answer.answer import Citation
from index.errors import SearchError
from knowledge.text import nfc, squash

Row = dict[str, object]
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """An excerpt that judges accept: from `doc`, with every string of `must_contain` in it.

    Attributes:
        within: What it may not reach beyond; None where it may be longer.
    """

    doc: str
    must_contain: tuple[str, ...]
    within: str | None = None

    def accepts(self, citation: Citation) -> bool:
        """Whether a citation is this excerpt; white space aside, case and accents not."""
        told = squash(nfc(citation.excerpt))
        return (
            citation.source_file == self.doc
            and all(squash(nfc(each)) in told for each in self.must_contain)
            and (self.within is None or told in squash(nfc(self.within)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question with its judgement; with an empty `accept` nothing in the texts answers it."""

    id: str
    question: str
    style: str
    intent: str
    accept: tuple[Excerpt, ...]
    answer_keys: tuple[str, ...]


def read_judged(path: Path) -> tuple[Judged, ...]:
    """The questions of a JSON-lines file, whose lines may have any of three shapes.

    Judged questions have `accept`. Near misses have `near` and `kind`, which is taken for the
    intent: nothing answers them. Pairs have `passage` and `answer`: right is an excerpt that holds
    the passage, or the part of it that holds the answer.

    Raises:
        SearchError: A line is none, which the message names, or there is no question at all.
    """
    return read_rows(path, _judged)


def read_rows(path: Path, read: Callable[[Row, int], Read]) -> tuple[Read, ...]:
    """What the lines of a JSON-lines file give; blank ones are passed over.

    Args:
        path: The file, UTF-8.
        read: Makes a value of a row and the number of its line, from 1; ValueError, KeyError or
            TypeError where the row is not of its shape.

    Raises:
        SearchError: A line is not of the shape, which the message names, or all are blank.
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
            if not isinstance(row, dict):
                raise TypeError("không phải đối tượng JSON")
            found.append(read(row, n))
        except (ValueError, KeyError, TypeError) as error:
            raise SearchError(
                f"{path.name}, dòng {n}: không đúng dạng câu hỏi chấm ({error})."
            ) from error
    if not found:
        raise SearchError(f"{path.name}: không có câu hỏi nào.")
    return tuple(found)


def _judged(row: Row, n: int) -> Judged:
    if "turns" in row:
        raise ValueError("đây là hội thoại; hãy dùng: python -m bench.chats")
    accept: tuple[Excerpt, ...] = ()
    keys: tuple[str, ...] = ()
    if "passage" in row:
        doc, passage, answer = (text_of(row, name) for name in ("doc", "passage", "answer"))
        keys = (answer,) if answer else ()
        accept = (
            Excerpt(doc=doc, must_contain=(passage,)),
            Excerpt(doc=doc, must_contain=keys or (passage,), within=passage),
        )
        name, intent = f"P-{n:04}", "pair"
    elif "near" in row and "accept" not in row:
        name, intent = text_of(row, "id"), text_of(row, "kind")
    else:
        name, intent = text_of(row, "id"), text_of(row, "intent")
        accept, keys = accepted(row), texts_of(row, "answer_keys")
    return Judged(
        id=name,
        question=text_of(row, "question"),
        style=text_of(row, "style"),
        intent=intent,
        accept=accept,
        answer_keys=keys,
    )


def accepted(row: Row) -> tuple[Excerpt, ...]:
    """The `accept` of a row."""
    value = row["accept"]
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TypeError("accept không phải danh sách đối tượng")
    return tuple(
        Excerpt(doc=text_of(each, "doc"), must_contain=texts_of(each, "must_contain"))
        for each in value
    )


def text_of(row: Row, name: str) -> str:
    """The text of that name in a row; TypeError if it is none."""
    value = row[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} không phải chuỗi")
    return value


def texts_of(row: Row, name: str) -> tuple[str, ...]:
    """The texts of that name in a row; TypeError if they are none."""
    value = row[name]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(f"{name} không phải danh sách chuỗi")
    return tuple(value)
