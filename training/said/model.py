"""The encoder and its heads in torch: a six-layer BERT that also sees how words are written.

Source of the architecture: Devlin et al., "BERT", 2019; of the starting weights:
all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020; Apache-2.0); of the link scorer: Dozat and Manning,
"Deep biaffine attention for neural dependency parsing", 2017.
"""

from dataclasses import dataclass
from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.encoder import LINKED, ROLES, TAGS
from dateline.encoder.pieces import CASES, GAPS, QUOTED

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512
LINK_WIDTH = 128
_DROPOUT = 0.1


@dataclass
class Heads:
    """What the model says of a batch of windows.

    tags: (batch, pieces, 3 roles, 5 tags) logits; cues, parts: (batch, pieces, 2, LINK_WIDTH): the
    logit that piece p belongs to the source or content of the cue at piece c is cues[c] · parts[p].
    """

    tags: Tensor
    cues: Tensor
    parts: Tensor


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm_attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_outer = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, pieces, WIDTH); mask: (batch, 1, 1, pieces), 0 or -inf."""
        batch, pieces, _ = x.shape
        q, k, v = (
            project(x).view(batch, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)
            for project in (self.query, self.key, self.value)
        )
        if self.training:
            heard = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:  # spelled out, so that the exported graph has plain operators only
            scores = q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask
            heard = scores.softmax(-1) @ v
        heard = self.attended(heard.transpose(1, 2).reshape(batch, pieces, WIDTH))
        x = self.norm_attended(x + F.dropout(heard, _DROPOUT, self.training))
        inner = self.outer(F.gelu(self.inner(x)))
        return self.norm_outer(x + F.dropout(inner, _DROPOUT, self.training))


class Encoder(nn.Module):
    """Text to one vector a piece, and the heads of attribution on top of it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.ModuleList(nn.Embedding(n, WIDTH) for n in (CASES, GAPS, QUOTED))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, len(ROLES) * len(TAGS))
        self.cues = nn.Linear(WIDTH, len(LINKED) * LINK_WIDTH)
        self.parts = nn.Linear(WIDTH, len(LINKED) * LINK_WIDTH)
        for table in self.shapes:
            nn.init.zeros_(table.weight)
        self.words.weight.requires_grad = False  # 12 of 22 million numbers, and too few words here

    def forward(self, ids: Tensor, shapes: Tensor, seen: Tensor) -> Heads:
        """ids: (batch, pieces) int64; shapes: (batch, pieces, 3) int64; seen: (batch, pieces)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for number, table in enumerate(self.shapes):
            x = x + table(shapes[..., number])
        x = F.dropout(self.norm(x), _DROPOUT, self.training)
        mask = (1.0 - seen.to(x.dtype))[:, None, None, :] * -1e9
        for layer in self.layers:
            x = layer(x, mask)
        batch, pieces, _ = x.shape
        linked = (batch, pieces, len(LINKED), LINK_WIDTH)
        return Heads(
            self.tags(x).view(batch, pieces, len(ROLES), len(TAGS)),
            self.cues(x).view(linked) * LINK_WIDTH**-0.5,
            self.parts(x).view(linked),
        )

    def start_from(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 from its `model.safetensors`."""
        given = load_file(folder / "model.safetensors")
        state = self.state_dict()
        state["words.weight"] = given["embeddings.word_embeddings.weight"]
        # One kind of text is all we have: its type is part of every position.
        state["positions.weight"] = (
            given["embeddings.position_embeddings.weight"]
            + given["embeddings.token_type_embeddings.weight"][0]
        )
        names = {"norm": "embeddings.LayerNorm"}
        for n in range(LAYERS):
            names |= {
                f"layers.{n}.{ours}": f"encoder.layer.{n}.{theirs}" for ours, theirs in _LAYER_NAMES
            }
        for ours, theirs in names.items():
            for kind in ("weight", "bias"):
                state[f"{ours}.{kind}"] = given[f"{theirs}.{kind}"]
        self.load_state_dict(state)


_LAYER_NAMES = (
    ("query", "attention.self.query"),
    ("key", "attention.self.key"),
    ("value", "attention.self.value"),
    ("attended", "attention.output.dense"),
    ("norm_attended", "attention.output.LayerNorm"),
    ("inner", "intermediate.dense"),
    ("outer", "output.dense"),
    ("norm_outer", "output.LayerNorm"),
)
