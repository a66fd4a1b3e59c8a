"""Fine-tuning the reader: of several pieces that which answers the question.

    python -m training.train_reader START OUT EXAMPLES [EXAMPLES …] --steps N [--seed S]

START is a folder with cut vocabulary, OUT gets a checkpoint every few minutes and is resumed from
it where it holds one. On the CPU it computes in bfloat16 where the processor can.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from index.meaning.reading import PAD, Layout
from training.model import ReaderNetwork
from training.noise import vary

Example = dict[str, list[list[str]]]

# Questions of a step, pieces beside each right one, and lower layers that stay as they are (with
# the word vectors): in trials all of them learnt no more in the same time.
BATCH, WRONG, FROZEN = 8, 4, 3
_RATE, _RATE_OF_HEADS, _WARM_UP = 6e-5, 5e-4, 60
# Shares of the wrong pieces by where they stand: among the nearest of the document, anywhere in
# it, in other documents, anywhere at all.
_NEAREST, _DOCUMENT, _LIBRARY = 0.45, 0.8, 0.95
_CALIBRATING = 0.3
_SAVED_EVERY = 240  # seconds
_READ_AT_ONCE = 20


def load(paths: Sequence[Path]) -> list[Example]:
    """The examples of some files."""
    return [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]


def padded(sequences: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """Token ids and mask, (n, longest) int64."""
    longest = max(map(len, sequences))
    ids = torch.full((len(sequences), longest), PAD)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(sequence)
    return ids, (ids != PAD).long()


class Trainer:
    """One run over examples, with its state."""

    def __init__(self, start: Path, out: Path, examples: list[Example], steps: int, seed: int):
        self._out, self._examples, self._steps = out, examples, steps
        self._chance = random.Random(seed)
        torch.manual_seed(seed)
        self._layout = Layout(start / "tokenizer.json")
        self._network = ReaderNetwork(start)
        self._network.train()
        body = self._network.body
        for part in (body.embeddings, *body.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        trained = [(n, p) for n, p in self._network.named_parameters() if p.requires_grad]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": [p for n, p in trained if n.startswith("body.")], "base": _RATE},
                {"params": [p for n, p in trained if n[:5] != "body."], "base": _RATE_OF_HEADS},
            ],
            lr=_RATE,
            weight_decay=0.01,
        )
        self._step, self._order = 0, list[int]()
        self._pieces: dict[tuple[str, ...], list[int]] = {}
        out.mkdir(parents=True, exist_ok=True)
        (out / "tokenizer.json").write_bytes((start / "tokenizer.json").read_bytes())
        if (out / "state.pt").exists():
            self._resume()

    def run(self) -> None:
        """Train to the last step."""
        began = saved = time.monotonic()
        log: list[tuple[float, float]] = []
        while self._step < self._steps:
            log.append(self._learn())
            self._step += 1
            if self._step % 20 == 0:
                loss, right = (sum(v) / len(v) for v in zip(*log[-60:], strict=True))
                minutes = (time.monotonic() - began) / 60
                print(f"{minutes:.1f} min step {self._step} loss {loss:.3f} right {right:.3f}",
                      flush=True)  # fmt: skip
            if time.monotonic() - saved > _SAVED_EVERY:
                self._save()
                saved = time.monotonic()
        self._save()

    def _learn(self) -> tuple[float, float]:
        """One step; loss, and the share of questions whose right piece came first."""
        share = min(1.0, (self._step + 1) / _WARM_UP) * max(0.02, 1 - self._step / self._steps)
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * share
        lists = [self._list(self._next()) for _ in range(BATCH)]
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
        loss = loss / len(lists)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimizer.step()
        return float(loss.detach()), right / max(1, asked)

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
        return list(self._network(*padded([sequences[i] for i in group])))

    def _next(self) -> Example:
        if not self._order:
            self._order = list(range(len(self._examples)))
            self._chance.shuffle(self._order)
        return self._examples[self._order.pop()]

    def _list(self, example: Example) -> tuple[bool, list[list[int]]]:
        """Whether the question is answered, and its pieces with it, the right one first."""
        chance = self._chance
        questions = example["questions"]
        typed = str(questions[0] if chance.random() < 0.4 else questions[-1])
        question = self._layout.question(vary(typed, chance))
        pieces = [chance.choice(example["right"])] if example["right"] else []
        while len(pieces) < WRONG + bool(example["right"]):
            pieces.append(self._wrong(example))
        return bool(example["right"]), [
            self._layout.pair(question, self._ids(piece)) for piece in pieces
        ]

    def _wrong(self, example: Example) -> list[str]:
        where, chance = self._chance.random(), self._chance
        near, far = example["wrong"], example["far"]
        if where < _NEAREST and near:
            return chance.choice(near[:5])
        if where < _DOCUMENT and near:
            return chance.choice(near)
        if where < _LIBRARY and far:
            return chance.choice(far)
        other = chance.choice(self._examples)
        return chance.choice(other["right"] or other["wrong"] or other["far"])

    def _ids(self, piece: list[str]) -> list[int]:
        key = tuple(piece)
        if key not in self._pieces:
            self._pieces[key] = self._layout.piece(*key)
        return self._pieces[key]

    def _save(self) -> None:
        self._network.save(self._out)
        state = {
            "network": self._network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self._step,
            "examples": len(self._examples),
            "order": self._order,
            "chance": self._chance.getstate(),
        }
        torch.save(state, self._out / "state.tmp")
        (self._out / "state.tmp").replace(self._out / "state.pt")

    def _resume(self) -> None:
        state = torch.load(self._out / "state.pt", weights_only=False)
        self._network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._step = state["step"]
        if state.get("examples") == len(self._examples):
            self._order = state["order"]
        self._chance.setstate(state["chance"])
        print(f"resumed at step {self._step}", flush=True)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    examples = load(given.examples)
    print(f"{len(examples)} examples", flush=True)
    Trainer(given.start, given.out, examples, given.steps, given.seed).run()


if __name__ == "__main__":
    main()
