"""Rounds within one process: each lets every contender work in turn, so that what else the machine does falls on all
of them alike."""

import time
from collections.abc import Callable
from itertools import count

ROUNDS, SECONDS = 5, 1.5
Work = Callable[[int], object]
Found = tuple[list[float], list[float]]


def interleave(contenders: dict[str, Work]) -> dict[str, Found]:
    """Rates a second and latencies in seconds; every round runs each contender in turn, beginning one further each
    time."""
    found: dict[str, Found] = {name: ([], []) for name in contenders}
    number = count()
    names = list(contenders)
    for name in names:
        for _ in range(20):
            contenders[name](next(number))
    for turn in range(ROUNDS):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            begun = now = time.perf_counter()
            done = 0
            while now - begun < SECONDS:
                contenders[name](next(number))
                after = time.perf_counter()
                found[name][1].append(after - now)
                now, done = after, done + 1
            found[name][0].append(done / (now - begun))
    return found
