"""How a question and a piece are laid out for the reader; training and answering share it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from index.meaning.encoder import printable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ids = npt.NDArray[np.int64]

# Word pieces of each part that are read; what is longer is cut at its end.
QUESTION, NAME, CONTEXT, TEXT = 44, 22, 48, 144
# The same for the encoder, which reads name, headings and words as one text; and what the model
# was trained to see in front of a question and of a text.
ASKED, WHOLE = 64, 224
ASKED_PROMPT, WHOLE_PROMPT = "query: ", "passage: "
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


class _Words:
    """Turns texts into token ids without those that begin and end."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        self._tokenizer = tokenizer

    def _ids(self, text: str, most: int) -> list[int]:
        ids: list[int] = self._tokenizer.encode(printable(text), add_special_tokens=False).ids
        return ids[:most]


class EncoderLayout(_Words):
    """Turns a question or a text into token ids for the encoder."""

    def question(self, text: str) -> list[int]:
        """The ids of a question."""
        return [_BEGIN, *self._ids(ASKED_PROMPT + text, ASKED), _END]

    def text(self, text: str) -> list[int]:
        """The ids of a text of a document, its headings in front."""
        return [_BEGIN, *self._ids(WHOLE_PROMPT + text, WHOLE), _END]

    def piece(self, name: str, context: str, text: str) -> list[int]:
        """The ids of a piece, laid out as the passages of a library are."""
        above = f"{name} › {context}" if context else name
        return self.text(f"{above}\n{text}")


class Layout(_Words):
    """Turns texts into token ids: question, then name and headings, then the words."""

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


def padded(sequences: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    """Token ids with the padding piece behind, and which are no padding; (n, longest) int64."""
    ids = np.full((len(sequences), max(map(len, sequences))), PAD, dtype=np.int64)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
    return ids, (ids != PAD).astype(np.int64)
