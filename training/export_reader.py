"""Writing a trained reader as it ships: one ONNX file in eight bits, its word pieces, checksums.

python -m training.export_reader TRAINED OUT
"""

import hashlib
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from index.meaning.reader import CHECKSUMS, NETWORK, TOKENIZER, padded
from training.model import ReaderNetwork

# Two question and piece pairs of different lengths, as token ids.
_SAMPLE = [[0, 10, 11, 2, 12, 13, 2, 20, 21, 22, 2], [0, 10, 11, 12, 2, 13, 2, 20, 2]]
_OPSET = 17


def export(network: ReaderNetwork, file: Path) -> None:
    """Write a network as ONNX in 32 bits, with names `ids`, `mask` and `score`."""
    ids, mask = (torch.from_numpy(each) for each in padded(_SAMPLE))
    axes = {0: "pairs", 1: "length"}
    network.eval()
    network.body.set_attn_implementation("eager")
    torch.onnx.export(
        network,
        (ids, mask),
        str(file),
        input_names=["ids", "mask"],
        output_names=["score"],
        dynamic_axes={"ids": axes, "mask": axes, "score": {0: "pairs"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def main(trained: Path, out: Path) -> None:
    """Export, compare with the network and write the checksums."""
    out.mkdir(parents=True, exist_ok=True)
    network = ReaderNetwork(trained)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        export(network, whole)
        quantize_dynamic(
            whole,
            out / NETWORK,
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )
        ids, mask = padded(_SAMPLE)
        with torch.no_grad():
            wanted = network(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
        for file in (whole, out / NETWORK):
            session = onnxruntime.InferenceSession(str(file))
            (found,) = session.run(None, {"ids": ids, "mask": mask})
            print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, scores differ by at most"
                  f" {np.abs(found - wanted).max():.4f}")  # fmt: skip
    (out / TOKENIZER).write_bytes((trained / "tokenizer.json").read_bytes())
    sums = [f"{hashlib.sha256((out / n).read_bytes()).hexdigest()}  {n}"
            for n in (NETWORK, TOKENIZER)]  # fmt: skip
    (out / CHECKSUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
