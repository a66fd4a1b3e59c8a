"""The models that help the words: the index by meaning, where vectors are at hand; a reranker."""

from functools import lru_cache

from index.library.store import Library
from index.meaning.dense import DenseIndex
from index.meaning.load_encoder import load_encoder
from index.meaning.reranker import Reranker, load_reranker
from index.meaning.vectors import Vectors
from index.meaning.vectors_file import vectors_path

# A model takes up to seconds to load and serves every generation of a library.
_loaded = lru_cache(maxsize=1)(load_encoder)


def open_meaning(library: Library, setting: str) -> DenseIndex | None:
    """The index by meaning; None for the setting `none`, or while no vectors were made.

    The model is loaded only where there are vectors, and once. It works in the library's thread.

    Args:
        library: The open library.
        setting: The model, as `load_encoder` takes it.

    Raises:
        VectorsError: If the vectors are damaged, or of another model or library.
        EncoderError: If the model does not work here.
    """
    if setting == "none" or not vectors_path(library.path).exists():
        return None
    encoder = _loaded(setting)
    return None if encoder is None else DenseIndex(library, encoder, Vectors.open(library, encoder))


_loaded_reranker = lru_cache(maxsize=1)(load_reranker)


def open_reranker(setting: str) -> Reranker | None:
    """The reranker, loaded once; None for the setting `none`.

    Raises:
        EncoderError: If the model does not work here.
    """
    return _loaded_reranker(setting)


def vectors_stamp(library: Library) -> tuple[int, int] | None:
    """What changes whenever other vectors of a library are put in force; None without any."""
    try:
        found = vectors_path(library.path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
