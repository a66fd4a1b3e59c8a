"""The reader as a network: question and piece are read together, one number comes out.

The number is how well the words of the question find their like in the piece (late interaction
over jointly encoded words), and what a small net makes of both as a whole.
Source of the late interaction: Khattab and Zaharia, ColBERT, SIGIR 2020.
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

LAYERS = 6
# The token that ends a part; models of this family have it third.
_END = 2
_HIDDEN = 256
# The interaction starts as the leading share; cosines of words lie close together.
_START_SHARE, _START_OFFSET = 12.0, -9.0


class ReaderNetwork(nn.Module):
    """Token ids and mask, (n, length) int64, in; scores, (n,) float32, out: higher is better."""

    def __init__(self, folder: Path, layers: int = LAYERS) -> None:
        """Load the model of a folder and keep its lowest layers; with heads if it has them."""
        super().__init__()
        # The way back through "sdpa" takes the CPU four times as long.
        self.body = AutoModel.from_pretrained(folder, attn_implementation="eager")
        kept = min(layers, len(self.body.encoder.layer))
        self.body.encoder.layer = nn.ModuleList(list(self.body.encoder.layer)[:kept])
        self.body.config.num_hidden_layers = kept
        self.body.pooler = None
        for part in self.body.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0
        width = self.body.config.hidden_size
        self.worth = nn.Linear(width, 1)
        self.whole = nn.Sequential(nn.Linear(4 * width, _HIDDEN), nn.GELU(), nn.Linear(_HIDDEN, 1))
        self.mix = nn.Parameter(torch.tensor([_START_SHARE, _START_OFFSET]))
        nn.init.zeros_(self.worth.weight)
        nn.init.zeros_(self.worth.bias)
        nn.init.zeros_(self.whole[2].weight)
        nn.init.zeros_(self.whole[2].bias)
        heads = folder / "heads.pt"
        if heads.exists():
            self.load_state_dict(torch.load(heads, weights_only=True), strict=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The scores."""
        states = self.body(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        part = (ids == _END).long().cumsum(1)
        words = (ids > _END).float() * mask
        asked, read = words * (part == 0), words * (part >= 2)
        unit = functional.normalize(states, dim=-1)
        likeness = unit @ unit.transpose(1, 2) - 4.0 * (1.0 - read)[:, None, :]
        weight = self.worth(states).squeeze(-1).exp() * asked
        weight = weight / weight.sum(1, keepdim=True).clamp(min=1e-6)
        found = (likeness.amax(-1) * weight).sum(1)
        q = _mean(states, asked)
        d = _mean(states, read)
        whole = self.whole(torch.cat([states[:, 0], q, d, q * d], -1)).squeeze(-1)
        return self.mix[0] * found + self.mix[1] + whole

    def save(self, folder: Path) -> None:
        """Write body and heads into a folder."""
        self.body.save_pretrained(folder)
        heads = {k: v for k, v in self.state_dict().items() if not k.startswith("body.")}
        torch.save(heads, folder / "heads.pt")


def _mean(states: Tensor, weight: Tensor) -> Tensor:
    total = weight.sum(1, keepdim=True).clamp(min=1.0)
    return (states * weight.unsqueeze(-1)).sum(1) / total
