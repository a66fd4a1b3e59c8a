"""Networks that ship with the project: their files are held against checksums and opened."""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import WeightsError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# The word pieces that all networks share, and the checksums of all files.
TOKENIZER, CHECKSUMS = "tokenizer.json", "weights.sha256"


def open_network(folder: Path, network: str) -> Any:
    """An onnxruntime session of a network that computes in the thread that calls it.

    Args:
        folder: Where the network, the word pieces and the checksums of both lie.
        network: The file of the network.

    Raises:
        WeightsError: A file is missing, cut short or another than the checksums say, or
            onnxruntime is not installed.
    """
    _check(folder, network)
    # Else onnxruntime reports to its maker what is run where, from version 1.32 on.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise WeightsError(f"Thiếu thư viện đọc câu hỏi ({error.name}).") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            str(folder / network), options, providers=["CPUExecutionProvider"]
        )
    # onnxruntime raises what its C++ core raises.
    except Exception as error:
        raise WeightsError(f"Tệp trọng số {network} không đọc được ({error}).") from error


def open_tokenizer(folder: Path) -> "Tokenizer":
    """The word pieces of a folder, once `open_network` has held them against their checksum.

    Raises:
        WeightsError: They are damaged, or the library that reads them is not installed.
    """
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise WeightsError(f"Thiếu thư viện đọc câu hỏi ({error.name}).") from error
    try:
        return Tokenizer.from_file(str(folder / TOKENIZER))
    # tokenizers raises what its Rust core raises, of no class but this.
    except Exception as error:
        raise WeightsError(f"Tệp trọng số {TOKENIZER} không đọc được ({error}).") from error


def digest_of(folder: Path, network: str) -> str:
    """The checksum that tells a network from others of its name."""
    return _listed(folder)[network]


def _listed(folder: Path) -> dict[str, str]:
    """The checksums by file."""
    file = folder / CHECKSUMS
    if not file.exists():
        raise WeightsError(f"Thiếu tệp trọng số {CHECKSUMS}.")
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    parts = [line.split() for line in lines]
    return {each[1]: each[0] for each in parts if len(each) == 2}


def _check(folder: Path, network: str) -> None:
    """Hold the files against their checksums."""
    sums = _listed(folder)
    if not sums.keys() >= {network, TOKENIZER}:
        raise WeightsError(f"Tệp trọng số {CHECKSUMS} bị hỏng.")
    for name in (network, TOKENIZER):
        file = folder / name
        if not file.exists():
            raise WeightsError(f"Thiếu tệp trọng số {name}.")
        if hashlib.sha256(file.read_bytes()).hexdigest() != sums[name]:
            raise WeightsError(f"Tệp trọng số {name} bị hỏng hoặc thuộc phiên bản khác.")
