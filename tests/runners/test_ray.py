"""`runners.ray_cluster` on a real Ray of two workers, in which workers are killed.

Each test begins a cluster of its own, which takes half a minute on a small machine: `make ray`.
"""

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the extra ray is not installed: pip install 'dateline[ray]'")
pytestmark = pytest.mark.ray

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {
    "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    "PYTHONUNBUFFERED": "1",
}
PARTS, ARTICLES = 4, 25


def test_a_dead_worker_does_its_item_again_and_one_that_always_kills_is_lost(
    tmp_path: Path,
) -> None:
    script = (
        "import functools, json, pathlib, sys\n"
        "from dateline.runners import Lost, on_ray\n"
        "from tests.runners import work\n"
        "load = functools.partial(work.telling, pathlib.Path(sys.argv[1]))\n"
        "for item, told in on_ray(load, sys.argv[2:], 2):\n"
        "    print(json.dumps([item, told.reason if isinstance(told, Lost) else told]))\n"
    )
    items = ["a", "b", "once:x", "c", "always:y", "d"]
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), *items],
        capture_output=True, text=True, check=True, env=ENVIRONMENT,
    )  # fmt: skip
    # Ray itself prints that a worker died.
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    results = {item: said for item, said in told if not said.startswith("begun")}
    assert "workers died" in results.pop("always:y")
    assert results == {item: item.upper() for item in items if item != "always:y"}
    tried = Counter((tmp_path / "done").read_text(encoding="utf-8").splitlines())
    assert tried == Counter([*items, "once:x", "always:y"])


def test_a_worker_and_then_the_driver_are_killed_and_every_part_is_there_once(
    tmp_path: Path,
) -> None:
    for part in range(PARTS):
        rows = [_row(part, n) for n in range(ARTICLES)]
        (tmp_path / f"part{part}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    folder = tmp_path / "read"
    command = [sys.executable, "-m", "dateline", "read", *map(str, tmp_path.glob("*.jsonl"))]
    command += ["-o", str(folder), "--runner", "ray", "--processes", "2"]

    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT) as driver:
        _wait(lambda: len(list(folder.glob(".*.jsonl.gz.*"))) == 2, driver)
        actors = _actors(driver.pid)
        assert len(actors) == 2
        os.kill(actors[0], signal.SIGKILL)
        _wait(lambda: bool(list(folder.glob("*.jsonl.gz"))), driver)
        driver.kill()
        driver.communicate()
    written = {path: path.stat().st_mtime_ns for path in folder.glob("*.jsonl.gz")}
    assert 0 < len(written) < PARTS, "it was killed in the middle"

    again = subprocess.run(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, check=False)
    assert again.returncode == 0, again.stderr
    # A reader that outlives its driver for a moment may bring one more part to its end.
    done = re.search(rf"(\d) of {PARTS} parts are done already", again.stderr)
    assert done is not None, again.stderr
    assert len(written) <= int(done[1]) < PARTS
    assert {path: path.stat().st_mtime_ns for path in written} == written, "not read again"
    files = sorted(folder.glob("*.jsonl.gz"))
    texts = [
        json.loads(line)["article"]["text"]
        for file in files
        for line in gzip.decompress(file.read_bytes()).splitlines()
    ]
    assert len(files) == PARTS
    expected = [json.loads(_row(p, n))["text"] for p in range(PARTS) for n in range(ARTICLES)]
    assert Counter(texts) == Counter(expected)
    assert not list(folder.glob(".*")), "nothing half written is left"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (len(manifest["done"]), manifest["articles"]) == (PARTS, PARTS * ARTICLES)


def _row(part: int, number: int) -> str:
    text = f"Gunmen killed {number + 2} villagers near Varda on {part + 1} May 2011, police said."
    return json.dumps({"text": text})


def _wait(seen: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    for _ in range(1200):
        if seen():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    pytest.fail("nothing came")


def _actors(ancestor: int) -> list[int]:
    """The workers of Ray below a process that hold an actor of ours."""
    parents: dict[int, int] = {}
    names: dict[int, str] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        pid = int(stat.parent.name)
        try:
            parents[pid] = int(stat.read_text(encoding="utf-8").split(")")[-1].split()[1])
            names[pid] = stat.with_name("cmdline").read_text(encoding="utf-8")
        except OSError:
            continue  # it has ended
    found = []
    for pid, name in names.items():
        above = pid
        while above in parents and above != ancestor:
            above = parents[above]
        if above == ancestor and name.startswith("ray::_Actor"):
            found.append(pid)
    return found
