"""Teach the encoder all that it knows: who says what, and which words may tell of an event.

`python -m training.train --start FOLDER --taught FOLDER --runs FOLDER`. It learns from what people
marked, from what teachers said of it and of more text (`training.said.teach`), and from clauses
(`training.events.clauses`). Stopped at any time, the same command goes on.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch

from benchmarks import data
from dateline.encoder import load_tokenizer
from training.events import violence
from training.events.examples import read_clauses
from training.said import soft, unlabelled
from training.said.examples import Example, load
from training.said.learn import Plan, Run
from training.said.model import Encoder

_RATE, _HEAD_RATE = 2.5e-4, 1e-3
_SAID = 0.6  # how much the teachers' word counts where people marked what is true
_VIOLENCE = 0.5  # the same, of who has which part in acts of violence
_OWN = 4  # how often our own sentences are shown an epoch


def main() -> None:
    """Train, saving as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    parser.add_argument("--start", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--taught", type=Path, required=True, help="folder of what teachers said")
    parser.add_argument("--runs", type=Path, required=True, help="folder for checkpoints and log")
    parser.add_argument("--epochs", type=int, default=13)
    parser.add_argument(
        "--rounded", type=float, default=0.3, help="share of steps in whole numbers"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.set_float32_matmul_precision("high")  # on a graphics card; nothing changes without one
    torch.manual_seed(given.seed)
    model = Encoder()
    model.start_from(given.start)
    plan = Plan(
        epochs=given.epochs,
        seed=given.seed,
        rate=_RATE,
        head_rate=_HEAD_RATE,
        rounded=given.rounded,
        device=given.device,
    )
    examples = list(read_examples(data.data_folder(given.data), given.taught))
    Run(model, examples, plan, given.runs).go()


def read_examples(folder: Path, taught: Path) -> Iterator[Example]:
    """PolNeAR's articles, texts that only teachers have marked, and clauses but for the dyads.

    Types are measured on the dyads, so the encoder never sees them.
    """
    tokenizer = load_tokenizer()
    true = load(folder, "train", tokenizer)
    held_out = soft.load(taught / "train.npz", [example.pieces for example in true])
    yield from (soft.mix(*pair, _SAID) for pair in zip(true, held_out, strict=True))
    yield from _with_violence(
        soft.load(taught / "more.npz", unlabelled.pieces(folder, tokenizer)), folder, taught
    )
    for told in read_clauses(taught / "clauses.jsonl", tokenizer):
        if told.source != "dyad":
            yield from [told.example] * (_OWN if told.source == "own" else 1)


def _with_violence(more: list[Example], folder: Path, taught: Path) -> Iterator[Example]:
    """The texts that only teachers have marked; MUC-4's, which stand first, people have as well."""
    marked = violence.mark_all(folder, load_tokenizer())
    for number, (example, said) in enumerate(
        zip(more, violence.load(taught / "violence.npz"), strict=True)
    ):
        true = marked[number].violence if number < len(marked) else said
        mixed = (1 - _VIOLENCE) * true + _VIOLENCE * said
        yield replace(example, violence=mixed)


if __name__ == "__main__":
    main()
