"""One YAML text as plain values, and the line of each value.

Every scalar stays text until its model reads it. So a NIK keeps its leading zero, "no" stays a word and 07.30 a time of
day: YAML's guesses never change what the office wrote.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scanner import RoundTripScanner

Path = tuple[str | int, ...]
MOST_LINES = 20_000
DEEPEST = 30


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong in a definition, where, and how to correct it. A ``mild`` finding is a warning."""

    file: str
    line: int
    what: str
    remedy: str
    mild: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'peringatan: ' if self.mild else ''}{self.what}; {self.remedy}"


class Unreadable(ValueError):
    """The text is not YAML that we accept; ``finding`` says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@dataclass(slots=True)
class Source:
    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    own_keys: dict[Path, str] = field(default_factory=dict)  # the first key of each mapping in a list, by its place

    def line(self, path: Path) -> int:
        """The line of that place, or of the nearest place around it.

        ``path`` may leave out the key of a list's item, as models do: langkah.2.waktu for langkah.2.kajian.waktu.
        """
        while path and self._written(path) not in self.lines:
            path = path[:-1]
        return self.lines.get(self._written(path), 1)

    def spoken(self, path: Path) -> str:
        """The place in words: langkah.kajian.waktu."""
        words, here = [], []
        for part in path:
            here.append(part)
            words.append(
                self.own_keys.get(self._written(tuple(here)), str(part + 1)) if isinstance(part, int) else part
            )
        return ".".join(words)

    def _written(self, path: Path) -> Path:
        """The path with the items' keys, which models leave out."""
        here: Path = ()
        for part in path:
            if (*here, part) not in self.lines and here in self.own_keys:
                here = (*here, self.own_keys[here])
            here = (*here, part)
        return here

    def finding(self, path: Path, what: str, remedy: str, mild: bool = False) -> Finding:
        return Finding(self.file, self.line(path), what, remedy, mild)


def read(text: str, file: str) -> Source:
    """Raises Unreadable for broken YAML, anchors and aliases, duplicate keys, and texts too long or too deep."""
    if text.count("\n") > MOST_LINES:
        raise Unreadable(Finding(file, MOST_LINES, f"lebih dari {MOST_LINES} baris", "bagi menjadi beberapa layanan"))
    try:
        root = _composed(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(
            Finding(file, mark.line + 1 if mark else 1, "susunan YAML salah", "periksa indentasi, titik dua dan kutip")
        ) from None
    except RecursionError:
        raise Unreadable(_too_deep(file, 1)) from None
    except YAMLError:
        raise Unreadable(Finding(file, 1, "bukan teks YAML", "simpan sebagai teks UTF-8 tanpa huruf kendali")) from None
    if not isinstance(root, MappingNode):
        raise Unreadable(Finding(file, 1, "tidak berisi 'kunci: nilai'", "tulis menurut contoh di docs/reference"))
    source = Source(file)
    source.value = _plain(root, (), source, 0)
    return source


class _Shallow(RoundTripScanner):
    """Stops where lists in lists are too deep: each bracket takes the library as long as all those around it together,
    so that a text of three thousand kept a process busy for eleven seconds."""

    def fetch_flow_collection_start(self, TokenClass: Any, to_push: str) -> None:  # noqa: N803 - the library's name
        if self.flow_level > DEEPEST:
            raise RecursionError
        super().fetch_flow_collection_start(TokenClass, to_push)


@lru_cache(maxsize=64)
def _composed(text: str) -> Any:
    """The tree of that text. Nobody changes it: to compose it is nine tenths of reading, and a text is read often."""
    yaml = YAML(typ="rt", pure=True)
    yaml.Scanner = _Shallow
    return yaml.compose(text)


def _too_deep(file: str, line: int) -> Finding:
    return Finding(file, line, f"bersarang lebih dari {DEEPEST} tingkat", "sederhanakan susunannya")


def _plain(node: Node, path: Path, source: Source, depth: int) -> Any:
    line = node.start_mark.line + 1
    source.lines.setdefault(path, line)
    if node.anchor:
        raise Unreadable(Finding(source.file, line, "memakai jangkar (&) atau rujukan (*)", "tulis nilainya lengkap"))
    if depth > DEEPEST:
        raise Unreadable(_too_deep(source.file, line))
    if isinstance(node, MappingNode):
        return _mapping(node, path, source, depth)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, n), source, depth + 1) for n, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    is_empty = node.style is None and node.value in ("", "~")
    # ruamel marks where a folded text (``>``) was broken with a bell, for writing it back.
    return None if is_empty else node.value.replace("\a", "")


def _mapping(node: MappingNode, path: Path, source: Source, depth: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise Unreadable(Finding(source.file, line, "kunci bukan kata", "tulis 'kunci: nilai'"))
        key = key_node.value
        value = _plain(value_node, (*path, key), source, depth + 1)
        if key in values:
            same = "hapus salah satu"
            other = "hapus yang keliru; bila keduanya perlu, beri salah satunya kunci lain"
            remedy = same if value == values[key] else other
            raise Unreadable(Finding(source.file, line, f"kunci '{key}' ditulis dua kali", remedy))
        source.lines[(*path, key)] = line
        values[key] = value
    if path and isinstance(path[-1], int) and values:
        source.own_keys[path] = next(iter(values))
    return values
