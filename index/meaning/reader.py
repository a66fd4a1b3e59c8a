"""The reader: a small network that reads a question and a piece together and says how they fit."""

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.errors import WeightsError
from index.library.piece import Piece

Scores = npt.NDArray[np.float32]

# What ships: the network, its word pieces, and the checksums of both.
NETWORK, TOKENIZER, CHECKSUMS = "reader.onnx", "reader.tokenizer.json", "reader.sha256"
# Threads of one question; the machines have two cores and the channels need some of that.
_THREADS = 2
_PIECES_KEPT = 4_000


class Reader(Protocol):
    """A model that judges pieces."""

    def read(self, question: str, pieces: Sequence[Piece]) -> Scores:
        """How well each piece answers, (n_pieces,) float32, higher is better, without scale."""
        ...


class OnnxReader:
    """The reader that ships, run by onnxruntime."""

    def __init__(self, folder: Path) -> None:
        """Load the files of a folder; half a second.

        Raises:
            WeightsError: A file is missing, cut short or another than the checksums say.
        """
        _check(folder)
        try:
            import onnxruntime

            from index.meaning.reading import Layout
        except ImportError as error:
            raise WeightsError(f"Thiếu thư viện đọc câu hỏi ({error.name}).") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / NETWORK), options, providers=["CPUExecutionProvider"]
            )
        # onnxruntime raises what its C++ core raises.
        except Exception as error:
            raise WeightsError(f"Tệp trọng số {NETWORK} không đọc được ({error}).") from error
        try:
            self._layout = Layout(folder / TOKENIZER)
        # tokenizers raises what its Rust core raises, of no class but this.
        except Exception as error:
            raise WeightsError(f"Tệp trọng số {TOKENIZER} không đọc được ({error}).") from error
        self._threads = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1), "reader")
        self._ids = lru_cache(maxsize=_PIECES_KEPT)(self._layout.piece)

    def read(self, question: str, pieces: Sequence[Piece]) -> Scores:
        """See `Reader`."""
        asked = self._layout.question(question)
        sequences = [
            self._layout.pair(asked, self._ids(p.document_name, p.context, p.text)) for p in pieces
        ]
        return np.array(list(self._threads.map(self._read, sequences)), dtype=np.float32)

    def _read(self, sequence: Sequence[int]) -> float:
        """The score of one sequence.

        One at a time: eight-bit networks measure their steps over all that is read at once, so that
        a piece would score otherwise in other company (by up to 1.4 of a span of 7).
        """
        ids, mask = padded([sequence])
        (scores,) = self._session.run(None, {"ids": ids, "mask": mask})
        return float(scores[0])


def padded(
    sequences: Sequence[Sequence[int]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Token ids with the padding piece behind, and which are no padding; (n, longest) int64."""
    from index.meaning.reading import PAD

    ids = np.full((len(sequences), max(map(len, sequences))), PAD, dtype=np.int64)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
    return ids, (ids != PAD).astype(np.int64)


def load_reader() -> OnnxReader:
    """The reader that ships with the project.

    Raises:
        WeightsError: See `OnnxReader`.
    """
    with as_file(files("index").joinpath("weights")) as folder:
        return OnnxReader(folder)


def _check(folder: Path) -> None:
    """Hold the files against their checksums."""
    listed = folder / CHECKSUMS
    if not listed.exists():
        raise WeightsError(f"Thiếu tệp trọng số {CHECKSUMS}.")
    lines = listed.read_text(encoding="utf-8", errors="replace").splitlines()
    parts = [line.split() for line in lines]
    sums = {each[1]: each[0] for each in parts if len(each) == 2}
    if not sums.keys() >= {NETWORK, TOKENIZER}:
        raise WeightsError(f"Tệp trọng số {CHECKSUMS} bị hỏng.")
    for name in (NETWORK, TOKENIZER):
        file = folder / name
        if not file.exists():
            raise WeightsError(f"Thiếu tệp trọng số {name}.")
        if hashlib.sha256(file.read_bytes()).hexdigest() != sums[name]:
            raise WeightsError(f"Tệp trọng số {name} bị hỏng hoặc thuộc phiên bản khác.")
