"""What the machine can do at most: multiplications and additions of a large matrix product."""

import time

import numpy as np
from threadpoolctl import threadpool_limits

from dateline.encoder import Encoder, load_tokenizer
from dateline.encoder.pieces import cut, find_windows

_SIZE = 1024
_LAYERS, _WIDTH = 6, 384
_PRODUCTS = 12  # of width by width a piece: query, key, value, output; in and out, four each


def multiply_adds_per_second(seconds: float = 0.5) -> float:
    """The most multiply-adds of 32-bit numbers that one thread of numpy has done in a second."""
    numbers = np.random.default_rng(0).standard_normal((2, _SIZE, _SIZE)).astype(np.float32)
    best, began = float("inf"), time.perf_counter()
    with threadpool_limits(1):
        while time.perf_counter() - began < seconds:
            started = time.process_time()
            np.matmul(numbers[0], numbers[1])
            best = min(best, time.process_time() - started)
    return float(_SIZE**3 / best)


def encoder_multiply_adds_per_second(texts: list[str]) -> float:
    """Multiply-adds of the encoder's six layers in a second of one processor.

    What its int8 matrices do, without attention and what is read out.
    """
    encoder, tokenizer = Encoder(), load_tokenizer()
    windows = [find_windows(cut(text, tokenizer)) for text in texts]
    encoder.label(texts[0])
    started = time.process_time()
    for text in texts:
        encoder.label(text)
    seconds = time.process_time() - started
    pieces = sum(window.end - window.start + 2 for some in windows for window in some)
    return pieces * _LAYERS * _PRODUCTS * _WIDTH**2 / seconds
