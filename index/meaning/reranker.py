"""A second look at the best passages by a model that reads each together with the question."""

import importlib
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EncoderError
from index.meaning.encoder import printable
from index.meaning.model_folder import find_folder, load_model


class Reranker(Protocol):
    """A model that judges passages."""

    def judge(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question, in [0, 1]; EncoderError if the model fails."""
        ...


class _Model(Protocol):
    """The part of `CrossEncoder` that is used."""

    def predict(
        self, pairs: list[tuple[str, str]], /, *, activation_fn: object, show_progress_bar: bool
    ) -> npt.ArrayLike: ...


class CrossEncoderReranker:
    """A CrossEncoder of sentence-transformers with one output."""

    def __init__(self, model: str, *, device: str | None = None) -> None:
        """Load the model; this takes seconds and, with torch, 800 MB and more.

        Args:
            model: A folder, from which alone everything is read, or a name that
                sentence-transformers knows or downloads.
            device: `cpu`, `cuda` and the like; None lets it choose.

        Raises:
            EncoderError: If the model is missing or not whole, or the library is not installed.
        """
        folder = find_folder(model, "config.json", "CrossEncoder")
        self._name = model if folder is None else str(folder)
        self._model: _Model = load_model(
            lambda library: library.CrossEncoder(
                self._name, device=device, local_files_only=folder is not None
            ),
            self._name,
            is_folder=folder is not None,
        )
        # Whatever the folder says: scores of different models have to share one scale.
        self._sigmoid = importlib.import_module("torch").nn.Sigmoid()

    def judge(self, question: str, texts: Sequence[str]) -> list[float]:
        """See `Reranker`."""
        pairs = [(printable(question), printable(text)) for text in texts]
        if not pairs:
            return []
        try:
            found = self._model.predict(pairs, activation_fn=self._sigmoid, show_progress_bar=False)
        # Out of memory, a lost device, a tokenizer's own error: they share no class.
        except Exception as error:
            raise EncoderError(f"Mô hình {self._name} không đọc được văn bản ({error})") from error
        scores = np.asarray(found, dtype=np.float64)
        if scores.shape != (len(pairs),) or not np.isfinite(scores).all():
            raise EncoderError(
                f"Mô hình {self._name} không cho mỗi đoạn một điểm;"
                " hãy chọn mô hình xếp hạng lại (reranker) có một đầu ra"
            )
        return [float(score) for score in scores]


def load_reranker(setting: str) -> Reranker | None:
    """The model that a setting names, by name or folder; None for `none`.

    Raises:
        EncoderError: If there is no such model here, or it does not work.
    """
    return None if setting == "none" else CrossEncoderReranker(setting)
