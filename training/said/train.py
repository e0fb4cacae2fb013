"""Teach the encoder who says what: PolNeAR's train part in, a checkpoint of weights out.

`python -m training.said.train --start FOLDER --runs FOLDER`; stopped at any time, the same command
goes on from the last checkpoint and comes to the same weights. See README.md in this folder.
"""

import argparse
import json
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from benchmarks import data
from dateline.encoder import ROLES, TAGS
from training.said.examples import Batch, Example, batches, count_batches, load
from training.said.model import Encoder

_BATCH = 16  # windows
_RATE, _HEAD_RATE = 2.5e-4, 1e-3
_DECAY = 0.01
_WARM_UP = 0.06  # share of all steps
_LONGEST_GRADIENT = 1.0
_SAVED_EVERY = 40  # steps
_NEW = ("tags", "cues", "parts", "shapes")  # what starts from nothing learns faster


def main() -> None:
    """Train, saving as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    parser.add_argument("--start", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--runs", type=Path, required=True, help="folder for checkpoints and log")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    tokenizer = Tokenizer.from_file(str(given.start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = load(data.data_folder(given.data), "train", tokenizer)
    given.runs.mkdir(parents=True, exist_ok=True)
    Run(examples, given).go()


class Run:
    """One run of training, which can be stopped after any step and gone on with."""

    def __init__(self, examples: list[Example], given: argparse.Namespace) -> None:
        torch.manual_seed(given.seed)
        self.given, self.examples = given, examples
        self.model = Encoder()
        self.model.start_from(given.start)
        self.step = 0
        counts = [count_batches(examples, _BATCH, self._order(n)) for n in range(given.epochs)]
        self.starts = [sum(counts[:n]) for n in range(given.epochs)]  # steps before each epoch
        self.steps = sum(counts)
        self.optimizer = torch.optim.AdamW(_groups(self.model), weight_decay=_DECAY)
        self.newest = given.runs / "newest.pt"
        if self.newest.exists():
            self._resume()

    def go(self) -> None:
        """Train to the end."""
        started, first = time.monotonic(), self.step
        for epoch in range(self.given.epochs):
            number = self.starts[epoch]
            for batch in batches(self.examples, _BATCH, self._order(epoch)):
                number += 1
                if number <= self.step:
                    continue
                losses = self._learn(batch)
                seconds = (time.monotonic() - started) / (self.step - first)
                self._tell(epoch, losses, seconds)
                if self.step % _SAVED_EVERY == 0:
                    self._save(self.newest)
            self._save(self.given.runs / f"epoch-{epoch + 1}.pt")
            self._save(self.newest)

    def _order(self, epoch: int) -> int:
        return self.given.seed * 1000 + epoch

    def _learn(self, batch: Batch) -> dict[str, float]:
        self.step += 1
        torch.manual_seed(self.given.seed * 1_000_000 + self.step)  # so that a resumed run agrees
        self.model.train()
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * _pace(self.step / self.steps)
        losses = loss_of(self.model, batch)
        self.optimizer.zero_grad(set_to_none=True)
        sum(losses.values()).backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _LONGEST_GRADIENT)
        self.optimizer.step()
        return {name: loss.item() for name, loss in losses.items()}

    def _tell(self, epoch: int, losses: dict[str, float], seconds: float) -> None:
        line = {"step": self.step, "of": self.steps, "epoch": epoch + 1}
        line |= {name: round(value, 4) for name, value in losses.items()}
        line |= {"minutes_left": round((self.steps - self.step) * seconds / 60, 1)}
        with (self.given.runs / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        print("\r" + json.dumps(line), end="", flush=True)

    def _save(self, path: Path) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }
        part = path.with_suffix(".part")
        torch.save(state, part)
        part.replace(path)

    def _resume(self) -> None:
        state = torch.load(self.newest, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]


def loss_of(model: Encoder, batch: Batch) -> dict[str, Tensor]:
    """What is still wrong: of the tags, one term a role, and of the ties, one for both."""
    heads = model(batch.ids, batch.shapes, batch.seen)
    losses = {
        role: F.cross_entropy(
            heads.tags[:, :, n].reshape(-1, len(TAGS)), batch.tags[:, :, n].flatten()
        )
        for n, role in enumerate(ROLES)
    }
    window, piece = batch.cues.unbind(1)
    logits = torch.einsum("crd,cprd->cpr", heads.cues[window, piece], heads.parts[window])
    wrong = F.binary_cross_entropy_with_logits(logits, batch.ties, batch.weights, reduction="sum")
    losses["ties"] = wrong / batch.weights.sum().clamp(min=1)
    return losses


def _groups(model: Encoder) -> list[dict[str, object]]:
    """The weights by how fast they learn, and whether they are pulled towards zero."""
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            key = (name.split(".")[0] in _NEW, weight.ndim > 1)
            groups.setdefault(key, []).append(weight)
    return [
        {
            "params": weights,
            "peak": _HEAD_RATE if is_new else _RATE,
            "weight_decay": _DECAY if decays else 0.0,
        }
        for (is_new, decays), weights in groups.items()
    ]


def _pace(done: float) -> float:
    """The share of the peak rate after this share of the steps: up in a line, down in a line."""
    return done / _WARM_UP if done < _WARM_UP else max(0.0, (1 - done) / (1 - _WARM_UP))


if __name__ == "__main__":
    main()
