"""Train teachers and write down what they say: `python -m training.said.teach --start FOLDER …`.

Each of five teachers learns from four fifths of PolNeAR's train part and labels the fifth that it
has not seen, so that its labels are opinions and not memories; all five together label the texts
that nobody has marked. On a graphics card it takes minutes, without one days.
"""

import argparse
import json
from pathlib import Path

import torch

from benchmarks import data
from dateline.encoder import load_tokenizer
from training.said import soft, unlabelled
from training.said.examples import NOTHING, Example, batches, load
from training.said.learn import Plan, Run, loss_of, precision
from training.said.teacher import Teacher

FOLDS = 5
_RATE, _HEAD_RATE = 6e-5, 5e-4
_EPOCHS = 8


def main() -> None:
    """Train one teacher (`--fold`), or, when all are trained, write what they say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    parser.add_argument("--start", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--runs", type=Path, required=True, help="folder for checkpoints and log")
    parser.add_argument("--out", type=Path, help="folder for what they say; none: only train")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="only train this one")
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--device", default="cuda")
    given = parser.parse_args()
    folder, tokenizer = data.data_folder(given.data), load_tokenizer()
    examples = load(folder, "train", tokenizer)
    folds = range(FOLDS) if given.fold is None else [given.fold]
    teachers = [_teach(fold, examples, given) for fold in folds]
    dev = load(folder, "dev", tokenizer)
    for teacher in teachers:
        print(json.dumps(losses(teacher, dev, given.device)))
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        soft.save(given.out / "train.npz", _label_held_out(teachers, examples, given.device))
        bare = [Example(p, NOTHING) for p in unlabelled.pieces(folder, tokenizer)]
        soft.save(given.out / "more.npz", soft.label_softly(teachers, bare, given.device))


def _teach(fold: int, examples: list[Example], given: argparse.Namespace) -> Teacher:
    plan = Plan(
        epochs=given.epochs,
        seed=fold,
        rate=_RATE,
        head_rate=_HEAD_RATE,
        half=True,
        device=given.device,
    )
    torch.manual_seed(fold)
    teacher = Teacher()
    teacher.start_from(given.start)
    seen = [example for number, example in enumerate(examples) if number % FOLDS != fold]
    Run(teacher, seen, plan, given.runs / f"teacher-{fold}").go()
    return teacher


def _label_held_out(teachers: list[Teacher], examples: list[Example], device: str) -> list[Example]:
    labelled = list(examples)
    for fold, teacher in enumerate(teachers):
        labelled[fold::FOLDS] = soft.label_softly([teacher], examples[fold::FOLDS], device)
    return labelled


@torch.inference_mode()
def losses(model: torch.nn.Module, examples: list[Example], device: str) -> dict[str, float]:
    """The mean losses of a model on examples: a first sight of how good it is."""
    model.to(device).eval()
    sums: dict[str, float] = {}
    batch_count = 0
    for batch in batches(examples, 32, seed=0):
        here = batch.to(device)
        with precision(device):
            found = loss_of(model, here)
        for name, loss in found.items():
            sums[name] = sums.get(name, 0.0) + loss.item()
        batch_count += 1
    return {name: round(value / batch_count, 4) for name, value in sums.items()}


if __name__ == "__main__":
    main()
