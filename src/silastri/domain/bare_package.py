"""Reaches a module inside a package whose own ``__init__`` loads far more than is asked of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec


@contextmanager
def bare_package(name: str) -> Iterator[None]:
    """Within it, modules of that package are imported without the package; behind it, all is as ever."""
    spec = find_spec(name)
    if name in sys.modules or spec is None:
        yield
        return
    sys.modules[name] = module_from_spec(spec)
    try:
        yield
    finally:
        sys.modules.pop(name, None)
