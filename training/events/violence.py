"""Who and what has which part in acts of violence: `python -m training.events.violence …`.

In: MUC-4's training messages with their templates. Every place of a string that a template names is
taken for a mention of it. Teachers, each taught the messages but a third, label the third that they
have not seen; all together label the other texts that nobody has marked. Out: `violence.npz`.
"""

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from benchmarks import data
from benchmarks.incidents.corpus import training_messages
from benchmarks.incidents.matching import grade_string
from benchmarks.incidents.templates import (
    DESCRIPTION,
    INDIVIDUAL,
    INSTRUMENT,
    NAME,
    NOBODY,
    ORGANIZATION,
    THING,
    Template,
    read_templates,
)
from dateline.encoder import PARTS, TAGS, load_tokenizer
from dateline.encoder.pieces import Pieces, cut, find_windows
from training.said import unlabelled
from training.said.examples import NOTHING, Example, covered, frame, write_tags
from training.said.learn import Plan, Run, precision
from training.said.teacher import Teacher

FOLDS = 3
_RATE, _HEAD_RATE = 5e-5, 1e-3
_EPOCHS = 10
_SLOTS = {
    "weapon": (INSTRUMENT,),
    "individual": (INDIVIDUAL,),
    "organization": (ORGANIZATION,),
    "thing": (THING,),
    "victim": (NAME, DESCRIPTION),
}
_SHORTEST = 3  # letters of a string that is looked for
_AT_ONCE = 64  # windows
_LIKELY = 0.5
_TOP = 255


def main() -> None:
    """Train one teacher (`--fold`), or, when all are trained, write what they say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    parser.add_argument("--start", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--runs", type=Path, required=True, help="folder for checkpoints and log")
    parser.add_argument("--out", type=Path, help="file for what they say; none: only train")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="only train this one")
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--device", default="cuda")
    given = parser.parse_args()
    folder, tokenizer = data.data_folder(given.data), load_tokenizer()
    messages = read_messages(folder)
    marked = mark_all(folder, tokenizer)
    folds = range(FOLDS) if given.fold is None else [given.fold]
    teachers = [_teach(fold, marked, given) for fold in folds]
    if not given.out:
        return
    said = [NOTHING] * len(marked)
    for fold, teacher in enumerate(teachers):
        pieces = [example.pieces for example in marked[fold::FOLDS]]
        said[fold::FOLDS] = label([teacher], pieces, given.device)
    pieces = [example.pieces for example in marked]
    print(json.dumps(how_good([templates for _, templates in messages], pieces, said, messages)))
    others = unlabelled.pieces(folder, tokenizer)[len(marked) :]
    save(given.out, [*said, *label(teachers, others, given.device)])


def mark_all(folder: Path, tokenizer: Tokenizer) -> list[Example]:
    """MUC-4's training messages, marked; very short ones are left out as in `unlabelled`."""
    return [mark(text, templates, tokenizer) for text, templates in read_messages(folder)]


def read_messages(folder: Path) -> list[tuple[str, list[Template]]]:
    """MUC-4's training messages and their templates, those that `unlabelled` gives first."""
    keys: dict[str, list[Template]] = {}
    for path in sorted((folder / "muc4" / "dev").glob("key-dev-*")):
        keys |= read_templates(path.read_text("latin-1"))
    messages = training_messages(folder)
    return [(message, keys.get(name, [])) for name, message in messages.items()]


def mark(text: str, templates: Iterable[Template], tokenizer: Tokenizer) -> Example:
    """A message with every mention of what its templates name tagged."""
    pieces = cut(text, tokenizer)
    tags = np.zeros((len(pieces), len(PARTS)), dtype=np.int64)
    for number, part in enumerate(PARTS):
        taken = np.zeros(len(text), dtype=bool)
        strings = {s for t in templates for entity in entities(t, part) for s in entity}
        for start, end in _places(text, sorted(strings, key=len, reverse=True)):
            if not taken[start:end].any():
                taken[start:end] = True
                write_tags(tags[:, number], covered(pieces, start, end))
    return Example(pieces, NOTHING, violence=np.eye(len(TAGS), dtype=np.float32)[tags])


def entities(template: Template, part: str) -> list[tuple[str, ...]]:
    """Those who have a part in an incident, each with all that it is called."""
    fills = [fill for slot in _SLOTS[part] for fill in template.of(slot)]
    named = [tuple(v for r in fill.readings for v in r.values if v != NOBODY) for fill in fills]
    return [entity for entity in named if entity]


def _places(text: str, strings: Iterable[str]) -> Iterator[tuple[int, int]]:
    for string in strings:
        words = [re.escape(word) for word in string.split()]
        if len(string) < _SHORTEST or not words:
            continue
        for match in re.finditer(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", text):
            yield match.start(), match.end()


def _teach(fold: int, marked: Sequence[Example], given: argparse.Namespace) -> Teacher:
    plan = Plan(given.epochs, fold, _RATE, _HEAD_RATE, half=True, device=given.device)
    torch.manual_seed(fold)
    teacher = Teacher()
    teacher.start_from(given.start)
    seen = [example for number, example in enumerate(marked) if number % FOLDS != fold]
    Run(teacher, seen, plan, given.runs / f"violence-{fold}").go()
    return teacher


@torch.inference_mode()
def label(
    teachers: Sequence[torch.nn.Module], texts: Sequence[Pieces], device: str
) -> list[np.ndarray]:
    """The tags of each text, (n, 5, 5) probabilities, the mean of what the teachers say."""
    for teacher in teachers:
        teacher.to(device).eval()
    tags = [np.zeros((len(text), len(PARTS), len(TAGS)), np.float32) for text in texts]
    windows = [(n, w) for n, text in enumerate(texts) for w in find_windows(text)]
    windows.sort(key=lambda pair: pair[1].end - pair[1].start)
    for at in range(0, len(windows), _AT_ONCE):
        some = windows[at : at + _AT_ONCE]
        framed = frame([(texts[n], w.start, w.end) for n, w in some])
        ids, seen, shapes = (torch.from_numpy(part).to(device) for part in framed)
        with precision(device):
            answers = [
                teacher(ids, shapes, seen).violence.float().softmax(-1) for teacher in teachers
            ]
        probable = torch.stack(answers).mean(0).cpu().numpy()
        for row, (n, w) in enumerate(some):
            tags[n][w.own : w.end] = probable[row, w.own - w.start + 1 : w.end - w.start + 1]
    return tags


def how_good(
    keys: Sequence[Sequence[Template]],
    pieces: Sequence[Pieces],
    said: Sequence[np.ndarray],
    messages: Sequence[tuple[str, list[Template]]],
) -> dict[str, list[float]]:
    """For each part the share of strings that are right, of entities found; how many of each."""
    figures = {}
    for number, part in enumerate(PARTS):
        right = found = known = hit = 0
        for n, templates in enumerate(keys):
            strings = set(_strings(messages[n][0], pieces[n], said[n][:, number]))
            wanted = {e for template in templates for e in entities(template, part)}
            right += sum(any(_same(e, s) for e in wanted) for s in strings)
            hit += sum(any(_same(e, s) for s in strings) for e in wanted)
            found, known = found + len(strings), known + len(wanted)
        figures[part] = [
            round(right / max(1, found), 3),
            round(hit / max(1, known), 3),
            found,
            known,
        ]
    return figures


def _same(entity: tuple[str, ...], string: str) -> bool:
    return any(grade_string(name, string) > 0 for name in entity)


def _strings(text: str, pieces: Pieces, tags: np.ndarray) -> Iterator[str]:
    inside = tags[:, 0] < 1 - _LIKELY
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(int)))
    for start, end in edges.reshape(-1, 2).tolist():
        yield text[pieces.spans[start, 0] : pieces.spans[end - 1, 1]]


def save(path: Path, said: Sequence[np.ndarray]) -> None:
    """Write what was said of these texts, in their order; 256 steps are fine enough."""
    whole = [np.round(tags * _TOP).astype(np.uint8) for tags in said]
    np.savez_compressed(path, tags=np.concatenate(whole), lengths=[len(tags) for tags in said])


def load(path: Path) -> list[np.ndarray]:
    """Read what was said, text by text."""
    with np.load(path) as stored:
        parts = np.split(stored["tags"], np.cumsum(stored["lengths"])[:-1])
        return [part.astype(np.float32) / _TOP for part in parts]


if __name__ == "__main__":
    main()
