"""The encoder and its heads in torch: a six-layer BERT that also sees how words are written.

Source of the architecture: Devlin et al., "BERT", 2019; of the starting weights:
all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020; Apache-2.0); of the link scorer: Dozat and Manning,
"Deep biaffine attention for neural dependency parsing", 2017.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.encoder import CLAUSE_WIDTH, LINKED, PARTS, ROLES, SIDES, TAGS, TYPES, WIDTH
from dateline.encoder.pieces import CASES, GAPS, QUOTED

LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 6, 12, 1536, 30522, 512
LINK_WIDTH = 128
_DROPOUT = 0.1
_HALF_OF_WEIGHTS, _STEPS_OF_INPUTS = 63, 255


@dataclass
class Heads:
    """What the model says of a batch of windows.

    tags: (batch, pieces, 3 roles, 5 tags) logits; cues, parts: (batch, pieces, 2, LINK_WIDTH): the
    logit that piece p belongs to the source or content of the cue at piece c is cues[c] · parts[p];
    clauses: (batch, pieces, 3, CLAUSE_WIDTH): what a piece says of an event as its trigger, its
    actor, its recipient; see `Readout.judge`; violence: (batch, pieces, 5 parts, 5 tags) logits.
    """

    tags: Tensor
    cues: Tensor
    parts: Tensor
    clauses: Tensor
    violence: Tensor


class Readout(nn.Module):
    """The heads: what is read off the vectors of an encoder, whichever it is."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, len(ROLES) * len(TAGS))
        self.cues = nn.Linear(width, len(LINKED) * LINK_WIDTH)
        self.parts = nn.Linear(width, len(LINKED) * LINK_WIDTH)
        self.clauses = nn.Linear(width, len(SIDES) * CLAUSE_WIDTH)
        self.types = nn.Linear(CLAUSE_WIDTH, len(TYPES))
        self.violence = nn.Linear(width, len(PARTS) * len(TAGS))

    def forward(self, x: Tensor) -> Heads:
        """x: (batch, pieces, width)."""
        batch, pieces, _ = x.shape
        linked = (batch, pieces, len(LINKED), LINK_WIDTH)
        return Heads(
            self.tags(x).view(batch, pieces, len(ROLES), len(TAGS)),
            self.cues(x).view(linked) * LINK_WIDTH**-0.5,
            self.parts(x).view(linked),
            self.clauses(x).view(batch, pieces, len(SIDES), CLAUSE_WIDTH),
            self.violence(x).view(batch, pieces, len(PARTS), len(TAGS)),
        )

    def judge(self, clauses: Tensor) -> Tensor:
        """Of which types events are: logits (n, TYPES).

        clauses: (n, CLAUSE_WIDTH), the sum of what trigger, actor and recipient say.
        """
        types: Tensor = self.types(F.gelu(clauses))
        return types


class Whole(torch.autograd.Function):
    """Numbers rounded as the shipped file rounds them; the gradient passes as if they were not."""

    @staticmethod
    def forward(ctx: object, x: Tensor, low: Tensor, step: Tensor, top: int) -> Tensor:
        """Round to `top` + 1 steps of size `step` from `low` on."""
        return ((x - low) / step).round().clamp(0, top) * step + low

    @staticmethod
    def backward(ctx: object, gradient: Tensor) -> tuple[Tensor, None, None, None]:
        """As if nothing had been rounded."""
        return gradient, None, None, None


class Linear(nn.Linear):
    """A matrix that can be trained as it will ship: weights of seven bits, inputs of eight.

    Weights have one scale a row of the matrix, inputs one scale a window, as in ONNX Runtime's
    dynamic quantisation.
    """

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        """x: (batch, pieces, in)."""
        if not (self.rounds and self.training):
            return F.linear(x, self.weight, self.bias)
        with torch.no_grad():
            scale = self.weight.abs().amax(1, keepdim=True).clamp(min=1e-9) / _HALF_OF_WEIGHTS
            low = x.amin((1, 2), keepdim=True).clamp(max=0)
            high = x.amax((1, 2), keepdim=True).clamp(min=0)
            step = (high - low).clamp(min=1e-9) / _STEPS_OF_INPUTS
            low = (low / step).round() * step  # zero stays zero
        weight = Whole.apply(self.weight, -_HALF_OF_WEIGHTS * scale, scale, 2 * _HALF_OF_WEIGHTS)
        return F.linear(Whole.apply(x, low, step, _STEPS_OF_INPUTS), weight, self.bias)


@dataclass(frozen=True)
class Size:
    """How large a transformer is; linear: its kind of matrix."""

    layers: int
    width: int
    heads: int
    inner: int
    epsilon: float
    linear: type[nn.Linear] = nn.Linear


SMALL = Size(LAYERS, WIDTH, HEADS, INNER, 1e-12, Linear)


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads, linear = size.heads, size.linear
        self.query, self.key, self.value = (linear(size.width, size.width) for _ in range(3))
        self.attended = linear(size.width, size.width)
        self.norm_attended = nn.LayerNorm(size.width, eps=size.epsilon)
        self.inner = linear(size.width, size.inner)
        self.outer = linear(size.inner, size.width)
        self.norm_outer = nn.LayerNorm(size.width, eps=size.epsilon)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: (batch, pieces, width); mask: added to the scores, (batch, 1 or heads, …, pieces)."""
        batch, pieces, width = x.shape
        q, k, v = (
            project(x).view(batch, pieces, self.heads, width // self.heads).transpose(1, 2)
            for project in (self.query, self.key, self.value)
        )
        if self.training:
            seen = None if mask is None else mask.to(q.dtype)
            heard = F.scaled_dot_product_attention(q, k, v, attn_mask=seen)
        else:  # spelled out, so that the exported graph has plain operators only
            scores = (q * (width // self.heads) ** -0.5) @ k.transpose(2, 3)
            scores = scores if mask is None else scores + mask
            heard = scores.softmax(-1).to(v.dtype) @ v
        heard = self.attended(heard.transpose(1, 2).reshape(batch, pieces, width))
        x = self.norm_attended(x + F.dropout(heard, _DROPOUT, self.training))
        inner = self.outer(F.gelu(self.inner(x)))
        return self.norm_outer(x + F.dropout(inner, _DROPOUT, self.training))


def take_layers(
    state: dict[str, Tensor], given: dict[str, Tensor], layers: int, theirs: dict[str, str]
) -> None:
    """Take all layers from a file of weights; theirs: our names of a layer's parts → its names."""
    names = {"norm": "embeddings.LayerNorm"}
    for n in range(layers):
        names |= {f"layers.{n}.{our}": f"encoder.layer.{n}.{name}" for our, name in theirs.items()}
    for our, name in names.items():
        for kind in ("weight", "bias"):
            state[f"{our}.{kind}"] = given[f"{name}.{kind}"]


class Encoder(nn.Module):
    """Text to one vector a piece, and the heads of attribution on top of it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.ModuleList(nn.Embedding(n, WIDTH) for n in (CASES, GAPS, QUOTED))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(SMALL) for _ in range(LAYERS))
        self.readout = Readout(WIDTH)
        for table in self.shapes:
            nn.init.zeros_(table.weight)
        self.words.weight.requires_grad = False  # 12 of 22 million numbers, and too few words here

    def forward(self, ids: Tensor, shapes: Tensor, seen: Tensor) -> Heads:
        """ids: (batch, pieces) int64; shapes: (batch, pieces, 3) int64; seen: (batch, pieces)."""
        heads: Heads = self.readout(self.read(ids, shapes, seen))
        return heads

    def read(self, ids: Tensor, shapes: Tensor, seen: Tensor | None = None) -> Tensor:
        """One vector a piece: (batch, pieces, WIDTH); all are seen where `seen` is not given."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for number, table in enumerate(self.shapes):
            x = x + table(shapes[..., number])
        x = F.dropout(self.norm(x), _DROPOUT, self.training)
        mask = None if seen is None else (1.0 - seen.to(x.dtype))[:, None, None, :] * -1e9
        for layer in self.layers:
            x = layer(x, mask)
        return x

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
        take_layers(state, given, LAYERS, _LAYER_NAMES)
        self.load_state_dict(state)


_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "norm_attended": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_outer": "output.LayerNorm",
}
