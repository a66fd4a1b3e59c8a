"""The loop of a training: rates, checkpoints, and going on where a run was stopped."""

import argparse
import json
import random
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from index.meaning.reading import PAD
from index.meaning.weights import TOKENIZER

Example = dict[str, list[list[str]]]

_SAVED_EVERY = 240  # seconds
_STATE = "state.pt"


class Training(ABC):
    """One run over examples, with its state.

    Attributes:
        network: What learns; has a method `save(folder)`.
        chance: What everything random is drawn from.
    """

    def __init__(
        self,
        network: nn.Module,
        rates: Iterable[tuple[Iterable[nn.Parameter], float]],
        out: Path,
        *,
        steps: int,
        warm_up: int,
        seed: int,
    ) -> None:
        """Set out, or go on where the folder `out` holds a state.

        Args:
            network: See above.
            rates: Groups of parameters with the highest rate at which each learns.
            out: The folder for the network and the state.
            steps: The last step.
            warm_up: Steps until the rates are at their highest; they fall from there to the end.
            seed: Of `chance` and of torch.
        """
        torch.manual_seed(seed)
        self.network, self.chance = network, random.Random(seed)
        self._out, self._steps, self._warm_up, self._step = out, steps, warm_up, 0
        groups = [{"params": list(each), "base": rate} for each, rate in rates]
        self._optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self._order: list[int] = []
        out.mkdir(parents=True, exist_ok=True)
        if (out / _STATE).exists():
            self._resume()

    @abstractmethod
    def learn(self) -> tuple[Tensor, float]:
        """The loss of a step, and the share of its questions that came out right."""

    @abstractmethod
    def shuffled(self) -> list[int]:
        """The places of all examples in a new order."""

    def next_place(self) -> int:
        """The place of the example whose turn it is."""
        if not self._order:
            self._order = self.shuffled()
        return self._order.pop()

    def run(self) -> None:
        """Train to the last step."""
        began = saved = time.monotonic()
        log: list[tuple[float, float]] = []
        self.network.train()
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
        left = max(0.02, 1 - self._step / self._steps)
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * left * min(1.0, (self._step + 1) / self._warm_up)
        loss, right = self.learn()
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        return float(loss.detach()), right

    def _save(self) -> None:
        network: Any = self.network
        network.save(self._out)
        state = {
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "step": self._step,
            "order": self._order,
            "chance": self.chance.getstate(),
        }
        torch.save(state, self._out / "state.tmp")
        (self._out / "state.tmp").replace(self._out / _STATE)

    def _resume(self) -> None:
        state = torch.load(self._out / _STATE, weights_only=False)
        self.network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._step, self._order = state["step"], state["order"]
        self.chance.setstate(state["chance"])
        print(f"resumed at step {self._step}", flush=True)


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


def arguments(about: str | None, *, miner: bool = False) -> argparse.Namespace:
    """START, OUT, EXAMPLES, --steps, --seed and maybe --miner; word pieces of START go to OUT."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("start", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("examples", type=Path, nargs="+")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    if miner:
        parser.add_argument("--miner", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / TOKENIZER).write_bytes((given.start / TOKENIZER).read_bytes())
    return given
