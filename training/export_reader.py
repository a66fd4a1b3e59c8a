"""Writing a trained reader as it ships: one ONNX file in eight bits, its word pieces, checksums.

    python -m training.export_reader TRAINED OUT EXAMPLES

EXAMPLES, of `training.examples`, show which channels have outliers.
"""

import hashlib
import json
import sys
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from index.meaning.reader import CHECKSUMS, NETWORK, TOKENIZER, padded
from index.meaning.reading import Layout
from training.model import ReaderNetwork
from training.outliers import APART, split_outliers

# Two question and piece pairs of different lengths, as token ids.
_SAMPLE = [[0, 10, 11, 2, 12, 13, 2, 20, 21, 22, 2], [0, 10, 11, 12, 2, 13, 2, 20, 2]]
_OPSET = 17
# Examples that are looked at for outliers.
_TEXTS = 60


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


def texts_of(trained: Path, examples: Path) -> list[list[int]]:
    """Token ids of some questions and pieces, as they are read."""
    layout = Layout(trained / "tokenizer.json")
    with examples.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, _TEXTS)]
    return [
        layout.pair(layout.question(row["questions"][0]), layout.piece(*piece))
        for row in rows
        for piece in (row["right"] + row["wrong"])[:2]
    ]


def scores_of(file: Path, texts: list[list[int]]) -> npt.NDArray[np.float64]:
    """What a network in a file gives for texts, one at a time."""
    session = onnxruntime.InferenceSession(str(file))
    found = []
    for text in texts:
        ids, mask = padded([text])
        found.append(float(session.run(None, {"ids": ids, "mask": mask})[0][0]))
    return np.array(found)


def main(trained: Path, out: Path, examples: Path) -> None:
    """Export, compare with the network and write the checksums."""
    out.mkdir(parents=True, exist_ok=True)
    network = ReaderNetwork(trained).eval()
    texts = texts_of(trained, examples)
    batches = [tuple(map(torch.from_numpy, padded([text]))) for text in texts]
    split_outliers(network, network.body, batches)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        export(network, whole)
        graph = onnx.load(whole).graph
        quantize_dynamic(
            whole,
            out / NETWORK,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=[n.name for n in graph.node if f"/{APART}/" in n.name],
            extra_options={"MatMulConstBOnly": True},
        )
        with torch.no_grad():
            wanted = np.array([float(network(*batch)[0]) for batch in batches])
        for file in (whole, out / NETWORK):
            found = scores_of(file, texts)
            print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, scores differ by"
                  f" {np.abs(found - wanted).mean():.3f} on average, spread"
                  f" {wanted.std():.1f}")  # fmt: skip
    (out / TOKENIZER).write_bytes((trained / "tokenizer.json").read_bytes())
    sums = [f"{hashlib.sha256((out / n).read_bytes()).hexdigest()}  {n}"
            for n in (NETWORK, TOKENIZER)]  # fmt: skip
    (out / CHECKSUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
