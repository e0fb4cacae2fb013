"""What running a trained network needs: its file, its session, its word pieces."""

import functools
import os
from importlib import resources

# Nothing leaves this machine: onnxruntime tells its makers of every run, from the moment it is
# imported, unless the environment has said otherwise before; its own switch comes too late.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# isort: split
import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from dateline.encoder.pieces import Pieces

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
FIRST, LAST = 101, 102  # the pieces [CLS] and [SEP], which frame a window
# Adding and normalising in one step takes three times as long as one after the other.
_SLOWER = ["SkipLayerNormFusion"]


def open_session(name: str, given: bytes | None, threads: int) -> onnxruntime.InferenceSession:
    """A network that can be run: the file of that name that ships, unless its bytes are given."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        given or read_file(name),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=_SLOWER,
    )


def frame(pieces: Pieces, start: int, end: int) -> dict[str, Indices]:
    """What a network is given of the pieces `[start, end)`: ids (n + 2,) and shapes (n + 2, 3)."""
    ids = np.concatenate([[FIRST], pieces.ids[start:end], [LAST]])
    return {"ids": ids, "shapes": np.pad(pieces.shapes[start:end], ((1, 1), (0, 0)))}


def is_read(clauses: Indices, pieces: int) -> npt.NDArray[np.bool_]:
    """Which words of clauses, indices of pieces, are among the first `pieces`; -1 is no word."""
    return (clauses >= 0) & (clauses < pieces)


@functools.cache
def load_tokenizer() -> Tokenizer:
    """The word pieces of the encoder: the uncased vocabulary of BERT."""
    tokenizer = Tokenizer.from_str(read_file("tokenizer.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_file(name: str) -> bytes:
    """A file of the folder `weights`."""
    return resources.files(__package__).joinpath("weights", name).read_bytes()
