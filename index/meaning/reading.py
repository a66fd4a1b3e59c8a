"""How a question and a piece are laid out for the reader; training and answering share it."""

from pathlib import Path
from typing import Protocol

from tokenizers import Tokenizer

from index.meaning.encoder import printable

# Word pieces of each part that are read; what is longer is cut at its end.
QUESTION, NAME, CONTEXT, TEXT = 44, 22, 48, 144
_BEGIN, PAD, _END = 0, 1, 2


class Readable(Protocol):
    """What of a piece is read."""

    @property
    def document_name(self) -> str:
        """The name of its document."""
        ...

    @property
    def context(self) -> str:
        """The headings above."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...


def in_context(question: str, before: str) -> str:
    """A question for the reader, with the one before it that it leans on; "" for none."""
    return f"{question} ({before})" if before else question


class Layout:
    """Turns texts into token ids: question, then name and headings, then the words."""

    def __init__(self, tokenizer: Path) -> None:
        """Read a `tokenizer.json`."""
        self._tokenizer = Tokenizer.from_file(str(tokenizer))

    def question(self, text: str) -> list[int]:
        """The first part, for `pair`."""
        return [_BEGIN, *self._ids(text, QUESTION), _END]

    def piece(self, name: str, context: str, text: str) -> list[int]:
        """The other parts, for `pair`."""
        above = self._ids(context, 10_000)[-CONTEXT:]
        return [*self._ids(name, NAME), *above, _END, *self._ids(text, TEXT), _END]

    def pair(self, question: list[int], piece: list[int]) -> list[int]:
        """The ids of a question and a piece that are read together."""
        return [*question, *piece]

    def _ids(self, text: str, most: int) -> list[int]:
        ids: list[int] = self._tokenizer.encode(printable(text), add_special_tokens=False).ids
        return ids[:most]
