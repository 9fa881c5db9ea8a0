"""The modules that stand on pyHanko, each loaded when something of it is used.

pyHanko takes most of a second to load, and most of what a signer is asked needs none of it: whether it is a demo, whose
certificates it signs with, a key for somebody.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import archive, foreign, timestamp, verification

__all__ = ["archive", "foreign", "timestamp", "verification"]


def __getattr__(name: str) -> ModuleType:
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__package__}.{name}")
