"""Fine-tuning the reader: of several pieces that which answers the question.

    python -m training.train_reader START OUT EXAMPLES [EXAMPLES …] --steps N [--seed S]
        [--miner WEIGHTS]

START is a folder with cut vocabulary or a reader that learns on, OUT gets a checkpoint every few
minutes and is resumed from it where it holds one. WEIGHTS is a folder with an exported reader that
chooses what is learnt from; without it that is left to chance. On the CPU it computes in bfloat16
where the processor can.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from index.meaning.reading import Layout
from index.meaning.weights import open_tokenizer
from training.loop import Example, Training, arguments, load, padded
from training.mining import Miner
from training.model import ReaderNetwork
from training.noise import vary

# Questions of a step, pieces beside each right one, and lower layers that stay as they are (with
# the word vectors): in trials all of them learnt no more in the same time.
BATCH, WRONG, FROZEN = 8, 4, 2
_RATE, _RATE_OF_HEADS, _WARM_UP = 6e-5, 5e-4, 60
# What a reader that learns on from hard pieces takes of these rates.
_LEARNING_ON = 0.6
# Shares of the wrong pieces by where they stand: among the nearest of the document, anywhere in
# it, in other documents, anywhere at all.
_NEAREST, _DOCUMENT, _LIBRARY = 0.45, 0.8, 0.95
_CALIBRATING = 0.5
_READ_AT_ONCE = 20


class ReaderTraining(Training):
    """The training of a reader."""

    network: ReaderNetwork

    def __init__(self, given: argparse.Namespace, examples: list[Example]):
        self._examples = examples
        start: Path = given.start
        self._layout = Layout(open_tokenizer(start))
        self._kept: dict[tuple[str, ...], list[int]] = {}
        network = ReaderNetwork(start)
        for part in (network.body.embeddings, *network.body.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        share = _LEARNING_ON if given.miner else 1.0
        rates = [
            ([p for n, p in trained if n.startswith("body.")], share * _RATE),
            ([p for n, p in trained if not n.startswith("body.")], share * _RATE_OF_HEADS),
        ]
        super().__init__(
            network, rates, given.out, steps=given.steps, warm_up=_WARM_UP, seed=given.seed
        )
        self._miner = Miner(given.miner, self.chance) if given.miner else None

    def learn(self) -> tuple[Tensor, float]:
        """See `Training`."""
        lists: list[tuple[bool, list[list[int]]]] = []
        while len(lists) < BATCH:
            made = self._list(self._examples[self.next_place()])
            lists += [made] if made is not None else []
        sequences = [sequence for _, each in lists for sequence in each]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self._read(sequences)
        loss, right, asked, at = torch.zeros(()), 0, 0, 0
        for answered, each in lists:
            mine = scores[at : at + len(each)]
            at += len(each)
            truth = torch.zeros(len(each))
            if answered:
                truth[0] = 1.0
                loss = loss + functional.cross_entropy(mine[None], torch.tensor([0]))
                right += int(mine.argmax() == 0)
                asked += 1
            loss = loss + _CALIBRATING * functional.binary_cross_entropy_with_logits(mine, truth)
        return loss / len(lists), right / max(1, asked)

    def shuffled(self) -> list[int]:
        """See `Training`."""
        places = list(range(len(self._examples)))
        self.chance.shuffle(places)
        return places

    def _read(self, sequences: list[list[int]]) -> Tensor:
        """Scores of sequences, read in groups of about the same length."""
        order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
        scores: list[Tensor] = [torch.zeros(())] * len(sequences)
        for at in range(0, len(order), _READ_AT_ONCE):
            group = order[at : at + _READ_AT_ONCE]
            for i, score in zip(group, self._group(sequences, group), strict=True):
                scores[i] = score
        return torch.stack(scores)

    def _group(self, sequences: list[list[int]], group: list[int]) -> list[Tensor]:
        return list(self.network(*padded([sequences[i] for i in group])))

    def _list(self, example: Example) -> tuple[bool, list[list[int]]] | None:
        """Whether the question is answered, and its pieces with it, the right one first.

        None where there is nothing to learn from it.
        """
        chance = self.chance
        questions = example["questions"]
        typed = str(questions[0] if chance.random() < 0.4 else questions[-1])
        question = self._layout.question(vary(typed, chance))
        right = [chance.choice(example["right"])] if example["right"] else []
        wrong = self._miner.candidates(example) if self._miner else []
        while len(wrong) < WRONG:
            wrong.append(tuple(self._wrong(example)))
        laid = [self._layout.pair(question, self._ids(piece)) for piece in (*right, *wrong)]
        if self._miner is None:
            return bool(right), laid
        learnt = self._miner.choose(laid[: len(right)], laid[len(right) :])
        return None if learnt is None else (bool(right), learnt)

    def _wrong(self, example: Example) -> list[str]:
        where, chance = self.chance.random(), self.chance
        near, far = example["wrong"], example["far"]
        if where < _NEAREST and near:
            return chance.choice(near[:5])
        if where < _DOCUMENT and near:
            return chance.choice(near)
        if where < _LIBRARY and far:
            return chance.choice(far)
        other = chance.choice(self._examples)
        return chance.choice(other["right"] or other["wrong"] or other["far"])

    def _ids(self, piece: Sequence[str]) -> list[int]:
        key = tuple(piece)
        if key not in self._kept:
            self._kept[key] = self._layout.piece(*key)
        return self._kept[key]


def main() -> None:
    """Read the arguments and train."""
    given = arguments(__doc__, miner=True)
    examples = load(given.examples)
    print(f"{len(examples)} examples", flush=True)
    ReaderTraining(given, examples).run()


if __name__ == "__main__":
    main()
