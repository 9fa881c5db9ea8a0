"""A race: each contender is a process of its own that does its work for as long as it is told, in turn with the others,
so that what else the machine does falls on all of them alike.

A contender says ``ready``, then answers each line ``SECONDS`` with one line of JSON: how often it did its work, how
long that took, the times, and the processor time of its own process. Where a machine does other things too, all wait
for the disk and for each other, and only the ratio of processor times says what a program costs.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

WARM = 20


@dataclass
class Contender:
    """One process, or several that race side by side as one."""

    name: str
    commands: Sequence[Sequence[str]]
    environment: Mapping[str, str]
    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)  # seconds for one piece of work, a round each
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self) -> None:
        """Raises RuntimeError where it does not come up."""
        for command in self.commands:
            one = subprocess.Popen(
                command, env=dict(self.environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self.processes.append(one)
        for one in self.processes:
            assert one.stdout
            if one.stdout.readline().strip() != "ready":
                self.stop()
                raise RuntimeError(f"{self.name} does not start")

    def lap(self, seconds: float) -> None:
        for one in self.processes:
            assert one.stdin
            one.stdin.write(f"{seconds}\n")
            one.stdin.flush()
        answers = []
        for one in self.processes:
            assert one.stdout
            answers.append(json.loads(one.stdout.readline()))
        self.rates.append(sum(answer["done"] / answer["took"] for answer in answers))
        self.times += [seconds for answer in answers for seconds in answer["times"]]
        self.processor.append(
            sum(answer["processor"] for answer in answers) / sum(answer["done"] for answer in answers)
        )

    def stop(self) -> None:
        for one in self.processes:
            assert one.stdin
            one.stdin.close()
        for one in self.processes:
            one.wait(timeout=30)
        self.processes = []

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    def against(self, other: "Contender") -> float:
        """The median of the ratios, each of one round."""
        return statistics.median(mine / its for mine, its in zip(self.rates, other.rates, strict=True))

    def told(self, base: "Contender") -> str:
        times = sorted(self.times)
        p50, p95 = times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000
        spread = f"[{min(self.rates):.0f} to {max(self.rates):.0f}]"
        ratio = f"x{self.against(base):.2f} of {base.name}"
        least = statistics.median(its / mine for mine, its in zip(self.processor, base.processor, strict=True))
        return (
            f"  {self.name:34} {self.rate:8.0f} /s {spread:16} {ratio}   p50 {p50:.2f} ms  p95 {p95:.2f} ms"
            f"   processor {statistics.median(self.processor) * 1000:.2f} ms  x{least:.2f}"
        )


def race(contenders: Sequence[Contender], *, rounds: int, seconds: float) -> None:
    """Every round lets each run in turn, beginning one further each time. Prints each beside the first."""
    for turn in range(rounds):
        at = turn % len(contenders)
        for one in (*contenders[at:], *contenders[:at]):
            one.lap(seconds)
    for one in contenders:
        print(one.told(contenders[0]), flush=True)


def obey(work: Callable[[], None]) -> None:
    """The contender's side."""
    for _ in range(WARM):
        work()
    print("ready", flush=True)
    for line in sys.stdin:
        times: list[float] = []
        used = time.process_time()
        began = now = time.perf_counter()
        while now - began < float(line):
            work()
            after = time.perf_counter()
            times.append(after - now)
            now = after
        answer = {"done": len(times), "took": now - began, "processor": time.process_time() - used}
        print(json.dumps(answer | {"times": times[:2000]}), flush=True)
