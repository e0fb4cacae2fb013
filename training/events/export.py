"""A checkpoint of the reader of sentences becomes the files that ship: ONNX, int8.

`python -m training.events.export CHECKPOINT FOLDER` writes `sentences.onnx` and `types.onnx`. How
numbers are made small is written in `training.said.export`.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from dateline.encoder import CLAUSE_WIDTH, WIDTH
from training.events.meaning import SentenceReader
from training.said.export import some_input, to_int8, to_onnx, to_small_onnx

_OUTPUTS = ["vector", "acled", "clauses"]


class Shipped(nn.Module):
    """The reader as it ships: one sentence, no batch."""

    def __init__(self, reader: SentenceReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids: (n,) int64; shapes: (n, 3) int64; see `dateline.encoder.Meaning` for what is out."""
        found = self.reader(ids[None], shapes[None], torch.ones_like(ids)[None])
        return found.vectors[0], found.acled.log_softmax(-1)[0], found.clauses[0]


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
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    reader = SentenceReader()
    reader.load_state_dict(torch.load(given.checkpoint, weights_only=True)["model"])
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
