"""The encoder as a network: a text becomes one vector, the mean of what its words became."""

from pathlib import Path

from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel


class EncoderNetwork(nn.Module):
    """Token ids and mask, (n, length) int64, in; vectors of length 1, (n, width) float32, out."""

    def __init__(self, folder: Path) -> None:
        """Load the model of a folder."""
        super().__init__()
        self.body = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.body.pooler = None
        for part in self.body.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """The vectors of texts."""
        states = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        return mean_of(states, mask)

    def below(self, layers: int, ids: Tensor, mask: Tensor) -> Tensor:
        """What the lowest layers make of texts, (n, length, width)."""
        states = self.body.embeddings(input_ids=ids)
        return self._through(range(layers), states, mask)

    def above(self, layers: int, states: Tensor, mask: Tensor) -> Tensor:
        """The vectors of texts of which the lowest layers made `states`."""
        rest = range(layers, len(self.body.encoder.layer))
        return mean_of(self._through(rest, states, mask), mask)

    def _through(self, layers: range, states: Tensor, mask: Tensor) -> Tensor:
        seen = (1.0 - mask[:, None, None, :].float()) * -30000.0
        for n in layers:
            found = self.body.encoder.layer[n](states, seen)
            states = found[0] if isinstance(found, tuple) else found
        return states

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        self.body.save_pretrained(folder)


def mean_of(states: Tensor, mask: Tensor) -> Tensor:
    """The mean of the words' states, of length 1."""
    weight = mask.unsqueeze(-1).float()
    return functional.normalize((states.float() * weight).sum(1) / weight.sum(1), dim=-1)
