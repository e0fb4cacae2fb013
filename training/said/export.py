"""A checkpoint becomes the files that ship: ONNX, int8, checked against torch.

`python -m training.said.export CHECKPOINT FOLDER` writes `encoder.onnx`, what is read off a window.
Matrices are stored as whole numbers of seven bits a column, so that two products of them fit
sixteen bits on any processor; the word table as eight bits a row. Activations are made whole when
the model runs.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.encoder import OUTPUTS, load_tokenizer
from dateline.encoder.pieces import cut
from training.said.examples import FIRST, LAST
from training.said.model import Encoder

EXPECTED = Path(__file__).parents[2] / "tests" / "encoder" / "expected.json"

# Small matrices that much depends on stay float32.
KEPT = ("readout",)

_OPSET = 17
_EQUAL = 1e-4  # probabilities of torch and of the float32 file


class Shipped(nn.Module):
    """The encoder as it ships: one window, no batch, log-probabilities."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """ids: (n,) int64; shapes: (n, 3) int64; see `dateline.encoder.Labels` for what is out."""
        vectors = self.encoder.read(ids[None], shapes[None])
        heads = self.encoder.readout(vectors)
        tags, violence = heads.tags[0].log_softmax(-1), heads.violence[0].log_softmax(-1)
        return tags, heads.cues[0], heads.parts[0], vectors[0], violence


def main() -> None:
    """Export, and print how far the two ONNX files are from torch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float32", type=Path, help="also keep the file before it is made int8")
    parser.add_argument("--no-expected", action="store_true", help="leave the tests' answers")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    encoder = Encoder()
    given_state = torch.load(given.checkpoint, weights_only=True, map_location="cpu")["model"]
    encoder.load_state_dict(given_state)
    shipped = Shipped(encoder.eval()).eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float32.onnx"
        to_onnx(shipped, whole)
        to_int8(whole, given.out / "encoder.onnx")
        if given.float32:
            shutil.copy(whole, given.float32)
        figures = {
            "float32": difference(shipped, whole),
            "int8": difference(shipped, given.out / "encoder.onnx"),
        }
    if figures["float32"] > _EQUAL:
        sys.exit(f"the file is not the model: probabilities differ by {figures['float32']}")
    if not given.no_expected:
        write_expected(shipped, EXPECTED)
    size = (given.out / "encoder.onnx").stat().st_size / 1e6
    print(json.dumps({"megabytes": round(size, 1)} | figures))


def to_onnx(
    shipped: nn.Module, path: Path, outputs: Sequence[str] = OUTPUTS, fixed: Sequence[str] = ()
) -> None:
    """Write the model as it is, float32; all outputs but the `fixed` have a row a piece."""
    ids, shapes = some_input()
    torch.onnx.export(
        shipped,
        (ids, shapes),
        str(path),
        input_names=["ids", "shapes"],
        output_names=list(outputs),
        dynamic_axes={n: {0: "n"} for n in ("ids", "shapes", *outputs) if n not in fixed},
        opset_version=_OPSET,
        dynamo=False,
    )


def to_small_onnx(model: nn.Module, given: dict[str, Tensor], out: list[str], path: Path) -> None:
    """Write a little network as it is, float32; the first axis of all tensors is free."""
    torch.onnx.export(
        model,
        tuple(given.values()),
        str(path),
        input_names=list(given),
        output_names=out,
        dynamic_axes={name: {0: "n"} for name in (*given, *out)},
        opset_version=_OPSET,
        dynamo=False,
    )


def to_int8(whole: Path, path: Path, kept: Sequence[str] = KEPT) -> None:
    """Write the model in eight bits a number, but for matrices whose names hold one of `kept`."""
    nodes = [node for node in onnx.load(whole).graph.node if node.op_type == "MatMul"]
    spared = [n.name for n in nodes if any(part in n.name for part in kept)]
    quantize_dynamic(
        whole,
        path,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=spared,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    model = onnx.load(path)
    _shrink_words(model)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def difference(shipped: Shipped, path: Path) -> float:
    """The largest difference between probabilities of torch and of a file."""
    ids, shapes = some_input()
    with torch.inference_mode():
        expected = shipped(ids, shapes)[0].exp().numpy()
    session = onnxruntime.InferenceSession(str(path))
    found = session.run(["tags"], {"ids": ids.numpy(), "shapes": shapes.numpy()})[0]
    return float(np.abs(np.exp(found) - expected).max())


def write_expected(shipped: Shipped, path: Path) -> None:
    """Write what torch says of the sentences of a test, so that the test needs no torch."""
    cases = json.loads(path.read_text(encoding="utf-8"))
    for case in cases:
        pieces = cut(case["text"], load_tokenizer())
        ids = torch.tensor([FIRST, *pieces.ids.tolist(), LAST])
        shapes = F.pad(torch.from_numpy(pieces.shapes), (0, 0, 1, 1))
        with torch.inference_mode():
            tags = shipped(ids, shapes)[0].exp()[1:-1]
        case["tags"] = [round(p, 4) for p in tags.flatten().tolist()]
    path.write_text(json.dumps(cases, ensure_ascii=False) + "\n", encoding="utf-8")


def some_input() -> tuple[Tensor, Tensor]:
    """Ids (64,) and shapes (64, 3) of a made-up window."""
    random = torch.Generator().manual_seed(0)
    ids = torch.randint(1000, 30000, (64,), generator=random)
    return ids, torch.randint(0, 2, (64, 3), generator=random)


def _shrink_words(model: onnx.ModelProto) -> None:
    """Replace the word table by whole numbers and one scale a row: three quarters of the file."""
    graph = model.graph
    table = next(t for t in graph.initializer if t.name.endswith("words.weight"))
    lookup = next(
        node for node in graph.node if node.op_type == "Gather" and table.name in node.input
    )
    rows = numpy_helper.to_array(table)
    scales = np.abs(rows).max(1, keepdims=True) / 127
    whole = np.round(rows / np.maximum(scales, 1e-12)).astype(np.int8)
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(whole, "words.int8"))
    graph.initializer.append(numpy_helper.from_array(scales.astype(np.float32), "words.scales"))
    at = list(graph.node).index(lookup)
    graph.node.remove(lookup)
    ids, out = lookup.input[1], lookup.output[0]
    for node in reversed(
        [
            helper.make_node("Gather", ["words.int8", ids], ["words.row"]),
            helper.make_node("Cast", ["words.row"], ["words.float"], to=TensorProto.FLOAT),
            helper.make_node("Gather", ["words.scales", ids], ["words.scale"]),
            helper.make_node("Mul", ["words.float", "words.scale"], [out]),
        ]
    ):
        graph.node.insert(at, node)


if __name__ == "__main__":
    main()
