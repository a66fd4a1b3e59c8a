"""The reader: a small network that reads a question and a piece together and says how they fit."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.library.piece import Piece
from index.meaning.reading import Layout, padded
from index.meaning.weights import open_network, open_tokenizer

Scores = npt.NDArray[np.float32]

# The file of the network.
NETWORK = "reader.onnx"
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
        self._session = open_network(folder, NETWORK)
        self._layout = Layout(open_tokenizer(folder))
        self._threads = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1), "reader")
        self._ids = lru_cache(maxsize=_PIECES_KEPT)(self._layout.piece)

    def read(self, question: str, pieces: Sequence[Piece]) -> Scores:
        """See `Reader`."""
        asked = self._layout.question(question)
        return self.read_sequences(
            [
                self._layout.pair(asked, self._ids(p.document_name, p.context, p.text))
                for p in pieces
            ]
        )

    def read_sequences(self, sequences: Sequence[Sequence[int]]) -> Scores:
        """The scores of questions and pieces as `Layout.pair` lays them out."""
        return np.array(list(self._threads.map(self._read, sequences)), dtype=np.float32)

    def _read(self, sequence: Sequence[int]) -> float:
        """The score of one sequence.

        One at a time: eight-bit networks measure their steps over all that is read at once, so that
        a piece would score otherwise in other company (by up to 1.4 of a span of 7).
        """
        ids, mask = padded([sequence])
        (scores,) = self._session.run(None, {"ids": ids, "mask": mask})
        return float(scores[0])


def load_reader() -> OnnxReader:
    """The reader that ships with the project.

    Raises:
        WeightsError: See `OnnxReader`.
    """
    with as_file(files("index").joinpath("weights")) as folder:
        return OnnxReader(folder)
