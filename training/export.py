"""Writing trained networks as they ship: ONNX in eight bits, the word pieces, checksums.

    python -m training.export reader|encoder TRAINED OUT EXAMPLES

EXAMPLES, of `training.examples`, show which channels have outliers.
"""

import argparse
import hashlib
import json
import tempfile
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from index.meaning import encoder_shipped, reader
from index.meaning.reading import EncoderLayout, Layout, padded
from index.meaning.weights import CHECKSUMS, TOKENIZER, open_tokenizer
from training.encoder_network import EncoderNetwork
from training.model import ReaderNetwork
from training.outliers import APART, split_outliers

# Two texts of different lengths, as token ids.
_SAMPLE = [[0, 10, 11, 2, 12, 13, 2, 20, 21, 22, 2], [0, 10, 11, 12, 2, 13, 2, 20, 2]]
_OPSET = 17
# Examples that are looked at for outliers.
_EXAMPLES = 60


def write_network(
    network: nn.Module, body: nn.Module, texts: list[list[int]], file: Path
) -> dict[str, npt.NDArray[np.float64]]:
    """Write a network in eight bits; gives what it makes of texts whole, as ONNX, and so.

    Args:
        network: Token ids and mask in, one row a text out.
        body: The part of it with the layers of a transformer.
        texts: Token ids as they will be read; they show the outliers.
        file: Where to.
    """
    network.eval()
    batches = [(torch.from_numpy(i), torch.from_numpy(m)) for i, m in map(_alone, texts)]
    split_outliers(network, body, batches)
    with torch.no_grad():
        made = {"torch": np.array([network(*batch)[0].numpy() for batch in batches])}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        export(network, body, whole)
        graph = onnx.load(whole).graph
        quantize_dynamic(
            whole,
            file,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=[n.name for n in graph.node if f"/{APART}/" in n.name],
            extra_options={"MatMulConstBOnly": True},
        )
        made |= {"32 bits": run(whole, texts), "8 bits": run(file, texts)}
    return made


def _alone(text: list[int]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    return padded([text])


def export(network: nn.Module, body: nn.Module, file: Path) -> None:
    """Write a network as ONNX in 32 bits, with names `ids`, `mask` and `made`."""
    ids, mask = (torch.from_numpy(each) for each in padded(_SAMPLE))
    axes = {0: "texts", 1: "length"}
    network.eval()
    body.set_attn_implementation("eager")  # type: ignore[operator]
    torch.onnx.export(
        network,
        (ids, mask),
        str(file),
        input_names=["ids", "mask"],
        output_names=["made"],
        dynamic_axes={"ids": axes, "mask": axes, "made": {0: "texts"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def run(file: Path, texts: list[list[int]]) -> npt.NDArray[np.float64]:
    """What a network in a file makes of texts, one at a time."""
    session = onnxruntime.InferenceSession(str(file))
    found = []
    for text in texts:
        ids, mask = padded([text])
        found.append(session.run(None, {"ids": ids, "mask": mask})[0][0])
    return np.array(found)


def sign(folder: Path) -> None:
    """Write the checksums of the networks and word pieces in a folder."""
    names = [reader.NETWORK, encoder_shipped.NETWORK, TOKENIZER]
    sums = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}"
        for name in names
        if (folder / name).exists()
    ]
    (folder / CHECKSUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")


def _rows(examples: Path) -> list[tuple[str, list[str]]]:
    """Questions with a piece that answers and one that does not."""
    with examples.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, _EXAMPLES)]
    return [(r["questions"][0], piece) for r in rows for piece in (r["right"] + r["wrong"])[:2]]


def export_reader(trained: Path, out: Path, examples: Path) -> None:
    """Write a reader, and print what eight bits cost."""
    layout = Layout(open_tokenizer(trained))
    texts = [layout.pair(layout.question(q), layout.piece(*p)) for q, p in _rows(examples)]
    network = ReaderNetwork(trained)
    made = write_network(network, network.body, texts, out / reader.NETWORK)
    wanted = made.pop("torch")
    for name, each in made.items():
        print(f"{name}: scores differ by {np.abs(each - wanted).mean():.3f} on average,"
              f" spread {wanted.std():.1f}")  # fmt: skip


def export_encoder(trained: Path, out: Path, examples: Path) -> None:
    """Write an encoder, and print what eight bits cost."""
    layout = EncoderLayout(open_tokenizer(trained))
    rows = _rows(examples)
    texts = [layout.piece(*p) for _, p in rows] + [layout.question(q) for q, _ in rows]
    network = EncoderNetwork(trained)
    made = write_network(network, network.body, texts, out / encoder_shipped.NETWORK)
    wanted = made.pop("torch")
    for name, each in made.items():
        same = (each * wanted).sum(1) / np.linalg.norm(each, axis=1)
        print(f"{name}: cosine with the same {same.mean():.4f}, least {same.min():.4f}")


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["reader", "encoder"])
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("examples", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / TOKENIZER).write_bytes((given.trained / TOKENIZER).read_bytes())
    write = {"reader": export_reader, "encoder": export_encoder}[given.kind]
    write(given.trained, given.out, given.examples)
    sign(given.out)


if __name__ == "__main__":
    main()
