"""Models that turn texts into vectors which lie close together when the texts mean the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EncoderError

Matrix = npt.NDArray[np.float32]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompts:
    """What a model was trained to see in front of a text; often empty."""

    query: str
    passage: str


class Encoder(Protocol):
    """A model. Every vector it makes is a row of length 1, so that a product is a cosine."""

    @property
    def name(self) -> str:
        """What the vectors are stored under; another model has another name."""
        ...

    @property
    def dim(self) -> int:
        """The length of a vector."""
        ...

    @property
    def prompts(self) -> Prompts:
        """What is put in front of questions and passages."""
        ...

    @property
    def weight(self) -> float:
        """The share in 0..1 of the model's ranking when it is merged with that of the words."""
        ...

    @property
    def cosines(self) -> tuple[float, float]:
        """The cosines between which a passage goes from far to near."""
        ...

    @property
    def is_shipped(self) -> bool:
        """Whether it is the model whose cosines the learned order knows."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        """Vectors of questions, (n, dim) float32, rows of length 1; EncoderError if it fails."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """Vectors of passages, (n, dim) float32, rows of length 1; EncoderError if it fails."""
        ...


def printable(text: str) -> str:
    """The text with a blank for each control character, NUL and half of a surrogate pair.

    The engines read up to the first NUL, or refuse what is not valid UTF-8.
    """
    return _CONTROL.sub(" ", text)


def unit_rows(vectors: npt.ArrayLike, *, count: int, dim: int, name: str) -> Matrix:
    """What a model returned, as (count, dim) float32 with rows of length 1.

    Raises:
        EncoderError: If the shape differs or a row is zero or not finite; it names the model.
    """
    rows = np.asarray(vectors, dtype=np.float32)
    if rows.shape != (count, dim):
        raise EncoderError(
            f"Mô hình {name} trả về vectơ cỡ {rows.shape}, cần ({count}, {dim});"
            " hãy kiểm tra lại mô hình"
        )
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not np.all(np.isfinite(lengths) & (lengths > 0)):
        raise EncoderError(f"Mô hình {name} trả về vectơ hỏng; hãy kiểm tra lại mô hình")
    return np.ascontiguousarray(rows / lengths, dtype=np.float32)
