"""The built-in model: a small network trained on questions and what answers them in plans."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from index.errors import EncoderError, WeightsError
from index.meaning.encoder import Matrix, Prompts, unit_rows
from index.meaning.reading import ASKED_PROMPT, WHOLE_PROMPT, EncoderLayout, padded
from index.meaning.weights import digest_of, open_network, open_tokenizer

# The file of the network.
NETWORK = "encoder.onnx"
_THREADS = 2
_WAY_OUT = "hãy cài lại chương trình, hoặc đặt mô hình là none để chỉ tìm theo từ"


class ShippedEncoder:
    """The encoder that ships, run by onnxruntime; threads may share it.

    Attributes:
        name: With the beginning of its checksum, so that new weights make new vectors.
        dim: As the network gives it.
        prompts: Those of the model that it was trained from.
        weight: See `Encoder`; set by hand.
        cosines: What nine in ten passages of 265 documents stay below, and what the nearest one
            of a question reaches.
    """

    prompts = Prompts(query=ASKED_PROMPT, passage=WHOLE_PROMPT)
    weight = 0.6
    cosines = (0.45, 0.70)
    is_shipped = True

    def __init__(self, folder: Path) -> None:
        """Load the files of a folder; a quarter of a second, 60 MB.

        Raises:
            EncoderError: A file is missing, cut short or another than the checksums say.
        """
        try:
            self._session = open_network(folder, NETWORK)
            self._layout = EncoderLayout(open_tokenizer(folder))
            self.name = f"builtin-{digest_of(folder, NETWORK)[:8]}"
        except WeightsError as error:
            raise EncoderError(f"Không dùng được mô hình có sẵn ({error}); {_WAY_OUT}") from error
        self.dim = int(self._session.get_outputs()[0].shape[1])
        self._threads = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1), "encoder")

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder`; what is longer than the network reads is cut."""
        return self._encode([self._layout.question(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder`; what is longer than the network reads is cut."""
        return self._encode([self._layout.text(text) for text in texts])

    def _encode(self, sequences: list[list[int]]) -> Matrix:
        """One at a time, for the reason that `OnnxReader` has."""
        if not sequences:
            return np.empty((0, self.dim), dtype=np.float32)
        # One needs no other thread, whose turn it would have to wait for.
        made = list((self._threads.map if len(sequences) > 1 else map)(self._vector, sequences))
        return unit_rows(np.vstack(made), count=len(made), dim=self.dim, name=self.name)

    def _vector(self, sequence: list[int]) -> Matrix:
        ids, mask = padded([sequence])
        (vectors,) = self._session.run(None, {"ids": ids, "mask": mask})
        return np.asarray(vectors, dtype=np.float32)


def load_shipped_encoder() -> ShippedEncoder:
    """The encoder that ships with the project.

    Raises:
        EncoderError: See `ShippedEncoder`.
    """
    with as_file(files("index").joinpath("weights")) as folder:
        return ShippedEncoder(folder)
