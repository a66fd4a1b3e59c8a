"""Models of the sentence-transformers library, from a folder or by name."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.errors import EncoderError
from index.meaning.encoder import Matrix, Prompts, printable, unit_rows
from index.meaning.model_folder import find_folder, load_model

# E5 models were trained with these, and not all folders of them say so.
_E5_PROMPTS = Prompts(query="query: ", passage="passage: ")

# Without this file the library would put a model together by guess instead of refusing.
_PARTS_FILE = "modules.json"

# Models of this length and below are weaker than the words and get the smaller weight.
_SMALL_DIM = 384
_SMALL_WEIGHT, _LARGE_WEIGHT = 0.3, 0.6


class _Model(Protocol):
    """The part of `SentenceTransformer` that is used."""

    prompts: dict[str, str]

    def encode_query(
        self,
        texts: list[str],
        /,
        *,
        batch_size: int,
        show_progress_bar: bool,
        normalize_embeddings: bool,
    ) -> npt.ArrayLike: ...

    def encode_document(
        self,
        texts: list[str],
        /,
        *,
        batch_size: int,
        show_progress_bar: bool,
        normalize_embeddings: bool,
    ) -> npt.ArrayLike: ...


class SentenceTransformerEncoder:
    """A SentenceTransformer; torch lets several threads encode at the same time.

    Attributes:
        name: The model's name, or the name of its folder, so that the folder may be moved.
        dim: As the model gives it.
        prompts: Those given, else those of the model's folder, else those of E5 if its name
            says so.
        weight: As given, else 0.3 for small models and 0.6 for those of more than 384 numbers.
    """

    is_shipped = False
    # Of multilingual-e5: those of passages picked at random, and of a question's own passage.
    cosines = (0.78, 0.92)

    def __init__(
        self,
        model: str,
        *,
        device: str | None = None,
        batch_size: int = 32,
        prompts: Prompts | None = None,
        weight: float | None = None,
    ) -> None:
        """Load the model; this takes seconds and, with torch, 800 MB and more.

        Args:
            model: A folder, from which alone everything is read, or a name that
                sentence-transformers knows or downloads.
            device: `cpu`, `cuda` and the like; None lets it choose.
            batch_size: Texts read at once.
            prompts: What to put in front of texts instead of what the model says.
            weight: See `Encoder`.

        Raises:
            EncoderError: If the model is missing or not whole, or the library is not installed.
        """
        folder = find_folder(model, _PARTS_FILE, "SentenceTransformer")
        self._label = model if folder is None else str(folder)
        self._batch_size = batch_size
        self._model: _Model = load_model(
            lambda library: library.SentenceTransformer(
                self._label, device=device, local_files_only=folder is not None
            ),
            self._label,
            is_folder=folder is not None,
        )
        title = model if folder is None else folder.resolve().name
        self.name = title
        self.prompts = prompts or _prompts_of(self._model, title)
        self._model.prompts = {"query": self.prompts.query, "document": self.prompts.passage}
        self.dim = int(self._run("passage", ["kế hoạch"]).shape[1])
        small = self.dim <= _SMALL_DIM
        self.weight = weight if weight is not None else _SMALL_WEIGHT if small else _LARGE_WEIGHT

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder`."""
        return self._run("query", texts, self.dim)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder`; what is longer than the model reads is cut."""
        return self._run("passage", texts, self.dim)

    def _run(self, kind: str, texts: Sequence[str], dim: int | None = None) -> Matrix:
        if not texts:
            return np.empty((0, dim or 0), dtype=np.float32)
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        try:
            vectors = encode(
                [printable(text) for text in texts],
                batch_size=self._batch_size,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        # Out of memory, a lost device, a tokenizer's own error: they share no class.
        except Exception as error:
            raise EncoderError(
                f"Mô hình {self._label} không đọc được văn bản ({error});"
                " hãy giảm số văn bản đọc một lần hoặc chạy trên CPU"
            ) from error
        rows = np.asarray(vectors, dtype=np.float32)
        width = rows.shape[1] if dim is None else dim
        return unit_rows(rows, count=len(texts), dim=width, name=self._label)


def _prompts_of(model: _Model, title: str) -> Prompts:
    """The prompts that the model's folder names, under whichever of the usual names."""
    known = {key: text for key, text in model.prompts.items() if text}
    if not known and "e5" in title.lower():
        return _E5_PROMPTS
    passage = next((known[key] for key in ("document", "passage", "corpus") if key in known), "")
    return Prompts(query=known.get("query", ""), passage=passage)
