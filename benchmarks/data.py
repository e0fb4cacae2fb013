"""What every benchmark needs before it measures: its arguments, its data folder, its data's hash.

The data folder is `--data`, else `DATELINE_DATA`, else `../shared/data` when it is there.
"""

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")

_BESIDE = Path(__file__).resolve().parents[1].parent / "shared" / "data"


def parser(task: str, description: str) -> argparse.ArgumentParser:
    """The arguments that all benchmarks share: `--data` and `--limit`."""
    made = argparse.ArgumentParser(prog=f"python -m benchmarks.{task}", description=description)
    made.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    made.add_argument("--limit", type=positive, help="measure only the first N items")
    return made


def positive(text: str) -> int:
    """Read the N of `--limit N`.

    Raises:
        argparse.ArgumentTypeError: it is not a whole number above zero.
    """
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"must be a whole number above zero; it is {text!r}")
    return int(text)


def data_folder(given: Path | None = None) -> Path:
    """The data folder: as given, else `DATELINE_DATA`, else the one beside the checkout.

    Raises:
        SystemExit: there is none; the message says what to set.
    """
    named = given or (
        Path(os.environ["DATELINE_DATA"]) if os.environ.get("DATELINE_DATA") else None
    )
    folder = named or _BESIDE
    if folder.is_dir():
        return folder
    if named is None:
        sys.exit("no data folder: give --data DIR or set DATELINE_DATA")
    sys.exit(f"no data folder: {folder} is not a folder; give --data DIR or set DATELINE_DATA")


def fingerprint(paths: Iterable[Path], root: Path) -> str:
    """SHA-256 over the files' names below `root` and their contents; their order does not matter.

    A folder among `paths` stands for every file below it.
    """
    files = {file for path in paths for file in _files(path)}
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.relative_to(root).as_posix()):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(root).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def track(items: Sequence[Item], label: str) -> Iterator[Item]:
    """Yield the items and count them on stderr: one line rewritten, or a line now and then."""
    terminal = sys.stderr.isatty()
    shown = 0.0
    for done, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if done == len(items) or now - shown > (0.2 if terminal else 10):
            shown = now
            end = "\r" if terminal and done < len(items) else "\n"
            print(f"{label}: {done}/{len(items)}", end=end, file=sys.stderr, flush=True)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())
    else:
        yield path
