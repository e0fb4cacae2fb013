"""The teacher: a twelve-layer encoder five times as large, which labels what the small one learns.

Source of the architecture: Song et al., "MPNet", 2020; of the starting weights: all-mpnet-base-v2
(Apache-2.0). Its vocabulary is BERT's, four numbers on, so that both cut a text into the same
pieces. It is never shipped.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.encoder.pieces import CASES, GAPS, QUOTED
from training.said.examples import FIRST, LAST
from training.said.model import Heads, Layer, Readout, Size, take_layers

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 12, 768, 12, 3072, 30527, 514
_BUCKETS, _FARTHEST = 32, 128
_OFFSET, _FIRST, _LAST, _FIRST_POSITION = 4, 0, 2, 2
_EPSILON = 1e-5
_DROPOUT = 0.1
_LARGE = Size(LAYERS, WIDTH, HEADS, INNER, _EPSILON)


class Teacher(nn.Module):
    """Text to one vector a piece, with the same heads on top as the encoder that ships."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.distances = nn.Embedding(_BUCKETS, HEADS)
        self.shapes = nn.ModuleList(nn.Embedding(n, WIDTH) for n in (CASES, GAPS, QUOTED))
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(_LARGE) for _ in range(LAYERS))
        self.readout = Readout(WIDTH)
        for table in self.shapes:
            nn.init.zeros_(table.weight)

    def forward(self, ids: Tensor, shapes: Tensor, seen: Tensor) -> Heads:
        """As `Encoder.forward`: ids are those of BERT's vocabulary."""
        pieces = ids.shape[1]
        theirs = torch.where(ids == FIRST, _FIRST, torch.where(ids == LAST, _LAST, ids + _OFFSET))
        x = self.words(theirs) + self.positions.weight[_FIRST_POSITION : _FIRST_POSITION + pieces]
        for number, table in enumerate(self.shapes):
            x = x + table(shapes[..., number])
        x = F.dropout(self.norm(x), _DROPOUT, self.training)
        mask = self._nearness(pieces) + (1.0 - seen.to(x.dtype))[:, None, None, :] * -1e9
        for layer in self.layers:
            x = layer(x, mask)
        heads: Heads = self.readout(x)
        return heads

    def _nearness(self, pieces: int) -> Tensor:
        """(1, HEADS, pieces, pieces): what is added for the distance between two pieces."""
        at = torch.arange(pieces, device=self.distances.weight.device)
        offset = at[:, None] - at[None, :]  # how far the piece listened to stands before
        half = _BUCKETS // 2
        exact = half // 2
        far = offset.abs()
        scaled = torch.log(far.clamp(min=1) / exact) / torch.log(torch.tensor(_FARTHEST / exact))
        coarse = (exact + (scaled * (half - exact)).long()).clamp(max=half - 1)
        bucket = torch.where(far < exact, far, coarse) + half * (offset < 0)
        return self.distances(bucket).permute(2, 0, 1)[None]

    def start_from(self, folder: Path) -> None:
        """Take the weights of all-mpnet-base-v2 from its `model.safetensors`."""
        given = load_file(folder / "model.safetensors")
        state = self.state_dict()
        state["words.weight"] = given["embeddings.word_embeddings.weight"]
        state["positions.weight"] = given["embeddings.position_embeddings.weight"]
        state["distances.weight"] = given["encoder.relative_attention_bias.weight"]
        take_layers(state, given, LAYERS, _LAYER_NAMES)
        self.load_state_dict(state)


_LAYER_NAMES = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "attended": "attention.attn.o",
    "norm_attended": "attention.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_outer": "output.LayerNorm",
}
