"""The mean of several readers: it orders as all of them would that read and were averaged.

    python -m training.mean OUT READER READER [READER …]

Source: Wortsman et al., Model soups, ICML 2022.
"""

import argparse
from pathlib import Path

import torch

from index.meaning.weights import TOKENIZER
from training.model import ReaderNetwork


def mean_of(folders: list[Path]) -> ReaderNetwork:
    """A reader whose weights are the mean of those in some folders."""
    network = ReaderNetwork(folders[0])
    others = [dict(ReaderNetwork(folder).named_parameters()) for folder in folders[1:]]
    with torch.no_grad():
        for name, weights in network.named_parameters():
            weights.copy_(torch.stack([weights, *(other[name] for other in others)]).mean(0))
    return network


def main() -> None:
    """Read the arguments and write the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("readers", type=Path, nargs="+")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    mean_of(given.readers).save(given.out)
    (given.out / TOKENIZER).write_bytes((given.readers[0] / TOKENIZER).read_bytes())


if __name__ == "__main__":
    main()
