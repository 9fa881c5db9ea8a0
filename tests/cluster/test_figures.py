"""The figures of the campaign say what people met."""

import json
from pathlib import Path

import pytest

from . import __main__, browser, figures, people, reckoning  # noqa: F401 - the campaign itself runs by hand alone

STRUCK, ENDED = 100.0, 140.0


def at(*moments: float) -> list[figures.Line]:
    return [{"act": "row", "at": moment} for moment in moments]


@pytest.mark.parametrize(
    ("moments", "ends"),
    [
        ([98, 100, 102, *range(104, 140, 2)], [0.0]),  # nobody noticed
        ([99, *range(116, 140, 2)], [16.0]),
        ([99, *range(104, 120, 2), *range(125, 140, 2)], [4.0, 25.0]),  # back, and away once more
        ([99, 101], None),
        ([], None),
    ],
)
def test_a_silence_ends_when_somebody_is_answered_again(moments: list[float], ends: list[float] | None) -> None:
    assert figures.back(at(*moments), STRUCK, ENDED) == ends


def test_reads_are_back_with_the_first_answer_and_writes_with_the_last(tmp_path: Path) -> None:
    told = tmp_path / "told.jsonl"
    looks = [(99, 200), (101, 503), (104, 200), (120, 200), (139, 200)]
    lines = [
        {"act": "looked", "began": moment, "at": moment, "noted": moment == 101, "status": status}
        for moment, status in looks
    ]
    lines += [*at(99, *range(103, 110, 2), *range(118, 140, 2)), {"act": "failed", "at": 105.0}]
    told.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    found = figures.of_blow("leader killed", told, STRUCK, ENDED, whole=5.0)
    assert (found.reads, found.writes) == (4.0, 18.0)
    assert (found.looks, found.looks_failed, found.looks_noted_failed) == (5, 0, 1)
    assert found.acts_failed == 1
