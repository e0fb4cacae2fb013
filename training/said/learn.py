"""Steps of learning, the same for the teacher and for the encoder that ships.

In: a model, examples and how to go about it. Out: the model, taught; a log; checkpoints, from which
the same call goes on and comes to the same weights.
"""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.encoder import ROLES
from training.said.examples import Batch, Example, batches, count_batches
from training.said.model import Heads, Linear, Readout

_DECAY = 0.01
_WARM_UP = 0.06  # share of all steps
_LONGEST_GRADIENT = 1.0
_SAVED_EVERY = 40  # steps
_NEW = ("readout", "shapes")  # what starts from nothing learns faster


Loss = Callable[[nn.Module, Batch], dict[str, Tensor]]


@dataclass(frozen=True)
class Plan:
    """How to learn.

    batch: windows a step; rate, head_rate: the peaks; rounded: the share of the last steps in which
    numbers are rounded as they will ship; half: in half precision.
    """

    epochs: int
    seed: int
    rate: float
    head_rate: float
    batch: int = 16
    rounded: float = 0.0
    half: bool = False
    device: str = "cpu"


class Run:
    """One run of training, which can be stopped after any step and gone on with."""

    def __init__(
        self,
        model: nn.Module,
        examples: list[Example],
        plan: Plan,
        folder: Path,
        loss: Loss | None = None,
    ) -> None:
        self.model, self.examples, self.plan, self.folder = model, examples, plan, folder
        self.loss = loss or loss_of
        folder.mkdir(parents=True, exist_ok=True)
        model.to(plan.device)
        self.step = 0
        counts = [count_batches(examples, plan.batch, self._order(n)) for n in range(plan.epochs)]
        self.starts = [sum(counts[:n]) for n in range(plan.epochs)]  # steps before each epoch
        self.steps = sum(counts)
        self.optimizer = torch.optim.AdamW(_groups(model, plan), weight_decay=_DECAY)
        self.newest = folder / "newest.pt"
        if self.newest.exists():
            self._resume()

    def go(self) -> None:
        """Train to the end."""
        started, first = time.monotonic(), self.step
        for epoch in range(self.plan.epochs):
            number = self.starts[epoch]
            for batch in _ahead(batches(self.examples, self.plan.batch, self._order(epoch))):
                number += 1
                if number <= self.step:
                    continue
                losses = self._learn(batch.to(self.plan.device))
                if self.step % _SAVED_EVERY == 0 or self.step == self.steps:
                    self._tell(epoch, losses, (time.monotonic() - started) / (self.step - first))
                    if self.plan.device == "cpu":
                        self._save()
        self._save()

    def _order(self, epoch: int) -> int:
        return self.plan.seed * 1000 + epoch

    def _learn(self, batch: Batch) -> dict[str, Tensor]:
        self.step += 1
        torch.manual_seed(self.plan.seed * 1_000_000 + self.step)  # so that a resumed run agrees
        self.model.train()
        Linear.rounds = self.step > self.steps * (1 - self.plan.rounded)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * _pace(self.step / self.steps)
        with torch.autocast(self.plan.device, torch.bfloat16, enabled=self.plan.half):
            losses = self.loss(self.model, batch)
        self.optimizer.zero_grad(set_to_none=True)
        sum(losses.values()).backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _LONGEST_GRADIENT)
        self.optimizer.step()
        return losses

    def _tell(self, epoch: int, losses: dict[str, Tensor], seconds: float) -> None:
        line = {"step": self.step, "of": self.steps, "epoch": epoch + 1}
        line |= {name: round(value.item(), 4) for name, value in losses.items()}
        line |= {"minutes_left": round((self.steps - self.step) * seconds / 60, 1)}
        with (self.folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print("\r" + json.dumps(line), end="", flush=True)

    def _save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }
        part = self.newest.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.newest)

    def _resume(self) -> None:
        state = torch.load(self.newest, weights_only=True, map_location=self.plan.device)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]


def loss_of(model: nn.Module, batch: Batch) -> dict[str, Tensor]:
    """What is still wrong: of tags, ties and types of clauses."""
    heads = model(batch.ids, batch.shapes, batch.seen)
    losses = {role: _of_tags(heads.tags[:, :, n], batch.tags[:, :, n]) for n, role in _NAMED}
    window, piece = batch.cues.unbind(1)
    asking, asked = heads.cues.float()[window, piece], heads.parts.float()[window]
    logits = torch.einsum("crd,cprd->cpr", asking, asked)
    wrong = F.binary_cross_entropy_with_logits(logits, batch.ties, batch.weights, reduction="sum")
    losses["ties"] = wrong / batch.weights.sum().clamp(min=1)
    losses["violence"] = _of_tags(heads.violence, batch.violence) * _VIOLENCE
    return losses | _of_clauses(model.readout, heads, batch)


_NAMED = tuple(enumerate(ROLES))
_CLAUSES = _VIOLENCE = 0.5


def _of_tags(logits: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy where anything is wanted; both (…, 5)."""
    return -(wanted * logits.float().log_softmax(-1)).sum() / wanted.sum().clamp(min=1)


def _of_clauses(readout: Readout, heads: Heads, batch: Batch) -> dict[str, Tensor]:
    """Of each bag the clause that fits best must be of the right type."""
    judged = readout.judge(sides_of(heads.clauses, batch))
    return {"types": of_bags(judged, batch) * _CLAUSES}


def sides_of(clauses: Tensor, batch: Batch) -> Tensor:
    """What trigger, actor and recipient of each clause say together: (k, CLAUSE_WIDTH)."""
    row, pieces = batch.clauses[:, 0, None], batch.clauses[:, 1:]
    sides = torch.arange(pieces.shape[1], device=pieces.device)[None]
    said = clauses[row, pieces.clamp(min=0), sides].float()
    return (said * (pieces >= 0)[..., None]).sum(1)


def of_bags(logits: Tensor, batch: Batch) -> Tensor:
    """Mean loss of the clause of each bag that fits best; logits: (k, TYPES)."""
    logs, wanted = logits.log_softmax(-1), batch.types
    allowed = (logs + wanted[batch.bags].clamp(min=1e-9).log()).logsumexp(-1)
    best = torch.full((len(wanted),), -1e9, device=logs.device)
    best = best.scatter_reduce(0, batch.bags, allowed.float(), "amax")
    known = batch.counts * (wanted.sum(-1) > 0)
    return -(best * known).sum() / known.sum().clamp(min=1)


def precision(device: str) -> AbstractContextManager[object]:
    """Half precision where it is quick, on a graphics card."""
    return nullcontext() if device == "cpu" else torch.autocast(device, torch.bfloat16)


def _ahead(made: Iterator[Batch], many: int = 4) -> Iterator[Batch]:
    """The same batches, made while the one before is learnt."""
    with ThreadPoolExecutor(1) as worker:
        waiting = [worker.submit(next, made, None) for _ in range(many)]
        while (batch := waiting.pop(0).result()) is not None:
            waiting.append(worker.submit(next, made, None))
            yield batch


def _groups(model: nn.Module, plan: Plan) -> list[dict[str, object]]:
    """The weights by how fast they learn, and whether they are pulled towards zero."""
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            key = (name.split(".")[0] in _NEW, weight.ndim > 1)
            groups.setdefault(key, []).append(weight)
    return [
        {
            "params": weights,
            "peak": plan.head_rate if is_new else plan.rate,
            "weight_decay": _DECAY if decays else 0.0,
        }
        for (is_new, decays), weights in groups.items()
    ]


def _pace(done: float) -> float:
    """The share of the peak rate after this share of the steps: up in a line, down in a line."""
    return done / _WARM_UP if done < _WARM_UP else max(0.0, (1 - done) / (1 - _WARM_UP))
