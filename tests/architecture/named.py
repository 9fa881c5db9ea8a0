"""What a text names: files of the repository, and addresses of the program."""

import re
from pathlib import Path

from django.urls import Resolver404, get_resolver, resolve

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src/silastri"
DOCS = [ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DOCS += sorted((ROOT / "docs").rglob("*.md"))

_FLOORS = [path for path in sorted(SRC.iterdir()) if path.is_dir() and path.name != "__pycache__"]
_PLACES = [ROOT, SRC, *_FLOORS]  # from where a text may begin a path
_PLACEHOLDER = re.compile(r"<[^>]+>")
_PATH = re.compile(r"[A-Za-z.<*][\w.<>*/-]*")
_MODULE = re.compile(rf"(?:{'|'.join(path.name for path in _FLOORS)})(?:\.\w+)+")


def in_backticks(text: str) -> list[str]:
    """What stands in backticks, beside blocks of code."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def means_a_file(name: str) -> bool:
    """A path, or a module written with dots. A file that an office writes, as ``sop.yaml``, is none of ours."""
    if _MODULE.fullmatch(name):
        return not name.endswith(".py")
    return bool(_PATH.fullmatch(name)) and ("/" in name or name.endswith((".py", ".toml")))


def is_file(name: str) -> bool:
    """``<...>`` and ``*`` stand for any one name; a module alone, as ``guard.py``, may lie anywhere."""
    if _MODULE.fullmatch(name) and not name.endswith(".py"):
        path = SRC / name.replace(".", "/")
        return path.is_dir() or path.with_suffix(".py").exists()
    pattern = _PLACEHOLDER.sub("*", name).rstrip("/")
    if "/" not in name and name.endswith(".py"):
        pattern = f"**/{pattern}"
    found = (path for place in _PLACES for path in place.glob(pattern))
    return any(path.name != "__init__.py" or pattern == name for path in found)


def is_address(name: str) -> bool:
    """A page of the program, with ``<...>`` in place of what changes, or as people type it."""
    path = name.partition("?")[0]
    if _PLACEHOLDER.sub("<>", path) in _addresses():
        return True
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


def _addresses() -> set[str]:
    return {"/" + _PLACEHOLDER.sub("<>", str(route.pattern)) for route in get_resolver().url_patterns}
