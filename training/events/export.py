"""A checkpoint of the reader of sentences becomes the files that ship: ONNX, int8.

`python -m training.events.export CHECKPOINT FOLDER` writes `sentences.onnx` and `types.onnx`. How
numbers are made small is written in `training.said.export`.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import yaml
from torch import Tensor, nn

from dateline.encoder import ACLED, CLAUSE_WIDTH, NO_EVENT, WIDTH, load_tokenizer
from dateline.encoder.pieces import LONGEST, cut
from training.events import OWN, marked
from training.events.meaning import SentenceReader, fit_acled
from training.said.examples import frame
from training.said.export import some_input, to_int8, to_onnx, to_small_onnx

_EVERY_PLAIN = 2
_SPOKEN = {"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "CONSULT", "THREATEN"}
_OUTPUTS = ["vector", "acled", "clauses"]


class Shipped(nn.Module):
    """The reader as it ships: one sentence, no batch."""

    def __init__(self, reader: SentenceReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids: (n,) int64; shapes: (n, 3) int64; see `dateline.encoder.Meaning` for what is out."""
        found = self.reader(ids[None], shapes[None], torch.ones_like(ids)[None])
        acled = self.reader.judge_acled(found.vectors).log_softmax(-1)
        return found.vectors[0], acled[0], found.clauses[0]


class Judge(nn.Module):
    """What is read off the words of a clause, and its sentence, to types of events."""

    def __init__(self, reader: SentenceReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, said: Tensor, vectors: Tensor) -> Tensor:
        """said: (n, CLAUSE_WIDTH); vectors: (n, WIDTH); out: log-probabilities (n, TYPES)."""
        return self.reader.judge(said, vectors).log_softmax(-1)


def main() -> None:
    """Export, and print how far int8 is from float32."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clauses", type=Path, required=True, help="what clauses.py wrote")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    reader = SentenceReader()
    reader.load_state_dict(torch.load(given.checkpoint, weights_only=True)["model"])
    fit_acled(reader.eval(), *_sentences(reader, given.clauses))
    shipped = Shipped(reader.eval()).eval()
    file = given.out / "sentences.onnx"
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float32.onnx"
        to_onnx(shipped, whole, _OUTPUTS, fixed=("vector", "acled"))
        to_int8(whole, file)
        nearness = _nearness(whole, file)
    inputs = {"said": torch.zeros(4, CLAUSE_WIDTH), "vectors": torch.zeros(4, WIDTH)}
    to_small_onnx(Judge(reader).eval(), inputs, ["types"], given.out / "types.onnx")
    print(json.dumps({"megabytes": round(file.stat().st_size / 1e6, 1), "cosine": nearness}))


def _sentences(reader: SentenceReader, clauses: Path) -> tuple[Tensor, Tensor]:
    """The vectors of our own sentences, and of some that tell of no event in ACLED's sense."""
    told = yaml.safe_load(OWN.read_text("utf-8"))
    pairs = [(sentence, name) for name, sentences in told.items() for sentence in sentences]
    pairs += [(sentence, NO_EVENT) for sentence in _without_event(clauses)]
    pairs += [(one.text, one.acled) for one in marked.written() if one.acled is not None]
    vectors = torch.stack([_vector(reader, sentence) for sentence, _ in pairs])
    return vectors, torch.tensor([ACLED.index(name) for _, name in pairs])


def _without_event(clauses: Path) -> Iterator[str]:
    """Sentences of plain news without a trigger of the codebook, and dyads in which one speaks."""
    rows = [json.loads(line) for line in clauses.read_text("utf-8").splitlines()]
    plain = [row["text"] for row in rows if row["source"] == "plain"][::_EVERY_PLAIN]
    for text in plain:
        yield max(re.split(r"(?<=[.?!]) ", text), key=len)
    for row in rows:
        if row["source"] == "dyad" and row["bags"][0]["type"] in _SPOKEN:
            yield row["text"]


def _vector(reader: SentenceReader, sentence: str) -> Tensor:
    pieces = cut(sentence, load_tokenizer())
    framed = frame([(pieces, 0, min(len(pieces), LONGEST))])
    ids, seen, shapes = map(torch.from_numpy, framed)
    with torch.no_grad():
        vector: Tensor = reader(ids, shapes, seen).vectors[0]
    return vector


def _nearness(whole: Path, small: Path) -> float:
    """The cosine of the vectors of the two files for one made-up sentence."""
    ids, shapes = some_input()
    given = {"ids": ids.numpy(), "shapes": shapes.numpy()}
    one, other = (
        onnxruntime.InferenceSession(str(path)).run(["vector"], given)[0] for path in (whole, small)
    )
    return round(float(np.dot(one, other)), 4)


if __name__ == "__main__":
    main()
