"""The quality gate: measured figures in, exit code 1 when one has fallen below its floor.

`floors.json` names for each task its arguments, the data it reads with their SHA-256, and a floor
for each figure. Two tasks are measured at a time, but for speed, which is measured last and alone.
Data that is not there is skipped with a note; data that has changed fails, because
then the floors mean nothing. `--allow-regression` writes lower floors: a visible act.
"""

import argparse
import json
import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks import data

FLOORS = Path(__file__).with_name("floors.json")
_SLACK = 0.0005  # figures are printed to four digits
_ALONE = "speed"
_AT_ONCE = 2


def main() -> None:
    """Measure every task of `floors.json` and compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    parser.add_argument(
        "--allow-regression",
        action="store_true",
        help="write the measured figures as floors, lower ones too; say why in CHANGELOG.md",
    )
    options = parser.parse_args()
    try:
        folder = data.data_folder(options.data)
    except SystemExit as reason:
        print(f"gate: nothing measured: {reason}")
        return
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = _check_all(floors, folder)
    if options.allow_regression:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    for line in fallen:
        print(f"gate: {line}", file=sys.stderr)
    sys.exit(1 if fallen and not options.allow_regression else 0)


def _check_all(floors: dict[str, dict[str, Any]], folder: Path) -> list[str]:
    """Measure the tasks; what has fallen."""
    beside = [task for task in floors if task != _ALONE]
    alone = [task for task in floors if task == _ALONE]
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        found = list(workers.map(lambda task: _check(task, floors[task], folder), beside))
    found += [_check(task, floors[task], folder) for task in alone]
    return [line for lines in found for line in lines]


def _check(task: str, entry: dict[str, Any], folder: Path) -> list[str]:
    """Measure one task; the measured figures replace those of `entry`."""
    paths = [folder / name for name in entry["data"]]
    if missing := [path.name for path in paths if not path.exists()]:
        print(f"{task}: skipped, no {', '.join(missing)} in the data folder")
        return []
    found = data.fingerprint(paths, folder)
    if found != entry["sha256"]:
        entry["sha256"] = found
        return [f"{task}: the data is not what the floors were measured on; measure them again"]
    measured = _measure(task, entry["arguments"], folder)
    fallen = []
    for figure, floor in entry["floors"].items():
        value = measured[figure]
        verdict = "ok" if value >= floor - _SLACK else "BELOW"
        print(f"{task:<10} {figure:<22} {value:.4f}  floor {floor:.4f}  {verdict}", flush=True)
        if verdict != "ok":
            fallen.append(f"{task}: {figure} is {value:.4f}, below its floor of {floor:.4f}")
        entry["floors"][figure] = math.floor(value * 1000) / 1000
    return fallen


def _measure(task: str, arguments: list[str], folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", f"benchmarks.{task}", "--data", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        sys.exit(f"gate: {task} did not run:\n{done.stderr[-2000:]}")
    measured: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return measured


if __name__ == "__main__":
    main()
