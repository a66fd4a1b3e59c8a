"""Fine-tuning the encoder: questions and the pieces that answer them come to lie close together.

    python -m training.train_encoder START OUT EXAMPLES [EXAMPLES …] --steps N [--seed S]

START is a folder with cut vocabulary, OUT gets a checkpoint every few minutes and is resumed from
it where it holds one. Every piece of a step is a wrong one for all other questions of the step
(source: van den Oord et al., 2018, InfoNCE); some questions of a step share a document, and each
brings a wrong piece of its own. On the CPU it computes in bfloat16 where the processor can.
"""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from index.meaning.reading import EncoderLayout
from index.meaning.weights import open_tokenizer
from training.encoder_network import EncoderNetwork
from training.loop import Example, Training, arguments, load, padded
from training.noise import vary

# Questions of a step, and how many of them share a document.
BATCH, TOGETHER = 32, 4
# Lower layers that stay as they are, with the word vectors; what they make of a piece is kept.
FROZEN = 6
_RATE, _WARM_UP, _SHARPNESS = 6e-5, 40, 50.0
_READ_AT_ONCE = 16
# How often the wrong piece is from the question's document, and among the nearest there.
_OF_DOCUMENT, _NEAREST = 0.8, 6

Piece = tuple[str, ...]


class EncoderTraining(Training):
    """The training of an encoder."""

    network: EncoderNetwork

    def __init__(self, start: Path, out: Path, examples: list[Example], steps: int, seed: int):
        self._examples = [example for example in examples if example["right"]]
        self._layout = EncoderLayout(open_tokenizer(start))
        self._kept: dict[Piece, Tensor] = {}
        network = EncoderNetwork(start)
        for part in (network.body.embeddings, *network.body.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        trained = [p for p in network.parameters() if p.requires_grad]
        super().__init__(network, [(trained, _RATE)], out, steps=steps, warm_up=_WARM_UP, seed=seed)

    def learn(self) -> tuple[Tensor, float]:
        """See `Training`."""
        chosen = [self._examples[self.next_place()] for _ in range(BATCH)]
        right = [tuple(self.chance.choice(e["right"])) for e in chosen]
        pieces = list(dict.fromkeys([*right, *(self._wrong(e) for e in chosen)]))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            likeness = self._questions(chosen) @ self._pieces(pieces).T
        for row, (example, own) in enumerate(zip(chosen, right, strict=True)):
            answers = set(map(tuple, example["right"]))
            for column, piece in enumerate(pieces):
                if piece != own and (piece in answers or piece[-1] == own[-1]):
                    likeness[row, column] = -1.0
        truth = torch.tensor([pieces.index(own) for own in right])
        loss = functional.cross_entropy(_SHARPNESS * likeness, truth)
        return loss, float((likeness.argmax(1) == truth).float().mean())

    def _questions(self, chosen: list[Example]) -> Tensor:
        """Vectors of the questions as somebody may have typed them."""
        sequences = []
        for example in chosen:
            typed = example["questions"][0 if self.chance.random() < 0.4 else -1]
            sequences.append(self._layout.question(vary(str(typed), self.chance)))
        ids, mask = padded(sequences)
        with torch.no_grad():
            below = self.network.below(FROZEN, ids, mask)
        return self.network.above(FROZEN, below, mask)

    def _pieces(self, pieces: list[Piece]) -> Tensor:
        """Vectors of pieces, read in groups of about the same length."""
        self._keep([piece for piece in pieces if piece not in self._kept])
        vectors: list[Tensor] = [torch.zeros(())] * len(pieces)
        for group in _grouped([len(self._kept[piece]) for piece in pieces]):
            states = [self._kept[pieces[i]] for i in group]
            below = torch.nn.utils.rnn.pad_sequence(states, batch_first=True)
            lengths = torch.tensor([len(each) for each in states])
            mask = (torch.arange(below.shape[1])[None] < lengths[:, None]).long()
            for i, vector in zip(group, self.network.above(FROZEN, below, mask), strict=True):
                vectors[i] = vector
        return torch.stack(vectors)

    def _keep(self, pieces: list[Piece]) -> None:
        """Keep what the lower layers make of pieces."""
        sequences = [self._layout.piece(*piece) for piece in pieces]
        for group in _grouped(list(map(len, sequences))):
            ids, mask = padded([sequences[i] for i in group])
            with torch.no_grad():
                below = self.network.below(FROZEN, ids, mask).to(torch.bfloat16)
            for row, i in enumerate(group):
                self._kept[pieces[i]] = below[row, : len(sequences[i])].clone()

    def shuffled(self) -> list[int]:
        """All examples, in groups of one document."""
        places: dict[str, list[int]] = {}
        for n, example in enumerate(self._examples):
            places.setdefault(str(example["doc"]), []).append(n)
        groups = []
        for each in places.values():
            self.chance.shuffle(each)
            groups += [each[at : at + TOGETHER] for at in range(0, len(each), TOGETHER)]
        self.chance.shuffle(groups)
        return [n for group in groups for n in group]

    def _wrong(self, example: Example) -> Piece:
        near, far = example["wrong"], example["far"]
        if near and (self.chance.random() < _OF_DOCUMENT or not far):
            return tuple(self.chance.choice(near[:_NEAREST]))
        other = self.chance.choice(self._examples)
        return tuple(self.chance.choice(far or other["right"]))


def _grouped(lengths: list[int]) -> list[list[int]]:
    """The places of lengths in groups of about the same."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [order[at : at + _READ_AT_ONCE] for at in range(0, len(order), _READ_AT_ONCE)]


def main() -> None:
    """Read the arguments and train."""
    given = arguments(__doc__)
    examples = load(given.examples)
    print(f"{len(examples)} examples", flush=True)
    EncoderTraining(given.start, given.out, examples, given.steps, given.seed).run()


if __name__ == "__main__":
    main()
