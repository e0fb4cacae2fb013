"""`runners.processes`: order, windows, and processes that end in the middle."""

import functools
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import ConfigError, RunnerError
from dateline.pipeline import Reader
from dateline.runners import Lost, in_processes
from tests.runners import work


def test_no_process_at_all_is_refused() -> None:
    with pytest.raises(ConfigError, match="processes must be 1 or more; it is 0"):
        Reader(processes=0)


def test_results_come_in_the_order_of_the_items(tmp_path: Path) -> None:
    items = [f"item {n}" for n in range(40)]
    results = list(in_processes(functools.partial(work.loading, tmp_path), items, 2))
    assert results == [(item, item.upper()) for item in items]
    # One may be through with all before the other has begun.
    assert len(list(tmp_path.glob("loaded-*"))) in {1, 2}, "each process loads once, not each item"


def test_what_is_not_wanted_keeps_its_place_and_is_not_done(tmp_path: Path) -> None:
    load = functools.partial(work.loading, tmp_path)
    results = list(in_processes(load, ["a", "skip", "b"], 2, lambda item: item != "skip"))
    assert results == [("a", "A"), ("skip", None), ("b", "B")]


def test_one_item_needs_one_process_and_none_needs_none(tmp_path: Path) -> None:
    load = functools.partial(work.loading, tmp_path)
    assert list(in_processes(load, ["a"], 8)) == [("a", "A")]
    assert len(list(tmp_path.glob("loaded-*"))) == 1
    assert list(in_processes(load, [], 8)) == []


def test_a_killed_process_does_its_item_again_and_nothing_else(tmp_path: Path) -> None:
    items = [*(f"item {n}" for n in range(10)), "once:x", *(f"item {n}" for n in range(10, 20))]
    results = list(in_processes(functools.partial(work.loading, tmp_path), items, 2))
    assert results == [(item, item.upper()) for item in items]
    done = Counter((tmp_path / "done").read_text(encoding="utf-8").splitlines())
    assert done == Counter({item: 2 if item == "once:x" else 1 for item in items})


def test_an_item_that_takes_too_long_is_lost_and_the_rest_is_done(tmp_path: Path) -> None:
    load = functools.partial(work.loading, tmp_path)
    results = list(in_processes(load, ["a", "endless:x", "b", "c"], 2, seconds=4.0))
    lost = dict(results)["endless:x"]
    assert isinstance(lost, Lost)
    assert lost.reason == "it was not done within 4 seconds"
    assert [result for item, result in results if item != "endless:x"] == ["A", "B", "C"]
    assert (tmp_path / "done").read_text(encoding="utf-8").count("endless:x") == 1


def test_an_item_that_ends_every_process_is_lost_and_the_rest_is_done(tmp_path: Path) -> None:
    load = functools.partial(work.loading, tmp_path)
    results = dict(in_processes(load, ["a", "always:x", "b", "always:y", "c"], 2))
    assert (results["a"], results["b"], results["c"]) == ("A", "B", "C")
    for item in ("always:x", "always:y"):
        lost = results[item]
        assert isinstance(lost, Lost)
        assert "SIGKILL" in lost.reason


def test_items_are_taken_a_window_ahead_and_no_further(tmp_path: Path) -> None:
    taken = 0

    def items() -> Iterator[str]:
        nonlocal taken
        for n in range(10_000):
            taken += 1
            yield f"item {n}"

    results = in_processes(functools.partial(work.loading, tmp_path), items(), 2)
    given = [next(results) for _ in range(50)]
    assert given[-1] == ("item 49", "ITEM 49")
    assert taken <= 50 + 2 * 16
    results.close()


def test_what_loading_refuses_is_told_and_nothing_is_left_running() -> None:
    with pytest.raises(ConfigError, match="no such model"):
        list(in_processes(work.refusing, ["a", "b"], 2))


def test_processes_that_end_before_they_load_are_not_begun_for_ever() -> None:
    with pytest.raises(RunnerError, match="ended with code 3"):
        list(in_processes(work.dying, ["a", "b"], 2))


def test_closing_ends_the_processes(tmp_path: Path) -> None:
    results = in_processes(functools.partial(work.loading, tmp_path), ["a"] * 100, 2)
    assert next(results) == ("a", "A")
    results.close()
    for note in tmp_path.glob("loaded-*"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(note.name.removeprefix("loaded-")), 0)


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGKILL])
def test_when_the_first_process_is_stopped_the_others_end(
    tmp_path: Path, ended_by: signal.Signals
) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import functools, itertools, pathlib, sys\n"
        "from dateline.runners import in_processes\n"
        "from tests.runners import work\n"
        "if __name__ == '__main__':\n"
        "    load = functools.partial(work.loading, pathlib.Path(sys.argv[1]))\n"
        "    for item, _ in in_processes(load, map(str, itertools.count()), 2):\n"
        "        print(item, flush=True)\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"},
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        if ended_by is signal.SIGINT:
            os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all
        else:
            process.kill()
        _, told = process.communicate(timeout=60)
    assert "loading" not in told, "no process but the first says anything"
    pids = [int(note.name.removeprefix("loaded-")) for note in tmp_path.glob("loaded-*")]
    assert pids
    for pid in pids:
        assert _ends(pid), pid


def _ends(pid: int) -> bool:
    for _ in range(300):
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if (
                state.exists()
                and state.read_text(encoding="utf-8").split(")")[-1].split()[0] == "Z"
            ):
                return True  # ended, and nobody has asked how
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False
