"""How many articles a second two workers of Ray read: loaded first, then five stretches alike."""

import time
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from dateline import Reader
from dateline.runners import Lost, on_ray

_WARM = 3  # articles a worker that are not counted


def ray_rates(texts: list[str], workers: int, rounds: int) -> list[float]:
    """Articles a second by the clock, once for each of `rounds` stretches of as many articles.

    A Ray is begun for it on this machine, and ended; neither is counted, nor is loading.
    """
    items = [*texts[:1]] * (_WARM * workers) + texts * rounds
    done = []
    for _, told in on_ray(_load, items, workers):
        if isinstance(told, Lost):
            raise SystemExit(f"a worker of Ray was lost: {told.reason}")
        done.append(told)
    done = sorted(done)[_WARM * workers - 1 :]
    ends = done[:: len(texts)]
    return [len(texts) / (end - start) for start, end in pairwise(ends)]


def _load() -> "partial[Iterator[float]]":
    return partial(_read, Reader().settle())


def _read(reader: Reader, text: str) -> Iterator[float]:
    reader.read_text(text, verbatim=True)
    yield time.time()  # workers of one machine have one clock
