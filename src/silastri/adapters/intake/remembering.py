"""Tidies files on this machine, the same small file once: a demo hands in the same few scans hundreds of times."""

from functools import lru_cache

from .local import LocalIntake
from .port import Paper

_SMALL = 100_000  # bytes of a file that is remembered
_MOST = 64  # files


class RememberingIntake(LocalIntake):
    def __init__(self, *, largest: int) -> None:
        super().__init__(largest=largest)
        self._remembered = lru_cache(maxsize=_MOST)(super().tidy)

    def tidy(self, *contents: bytes) -> Paper:
        small = sum(map(len, contents)) <= _SMALL
        return self._remembered(*contents) if small else super().tidy(*contents)
