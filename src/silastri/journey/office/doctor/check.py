"""What a check of the installation says: how it is, in a sentence, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    GOOD = "baik"
    WATCH = "perhatikan"
    BROKEN = "rusak"


@dataclass(frozen=True, slots=True)
class Finding:
    state: State
    sentence: str
    remedy: str = ""  # what to do; empty where it is good
    name: str = ""  # of the check


Look = Callable[[datetime], Finding]


@dataclass(frozen=True, slots=True)
class Check:
    """``is_quick``: it takes no time and asks nobody outside, so that a page may show it."""

    name: str
    look: Look
    is_quick: bool = True


def good(sentence: str) -> Finding:
    return Finding(State.GOOD, sentence)


def watch(sentence: str, remedy: str) -> Finding:
    return Finding(State.WATCH, sentence, remedy)


def broken(sentence: str, remedy: str) -> Finding:
    return Finding(State.BROKEN, sentence, remedy)
