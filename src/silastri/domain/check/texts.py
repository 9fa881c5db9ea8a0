"""The sentences of a definition as the office wrote them, each with its place."""

from collections.abc import Iterator
from typing import Any

from silastri.domain.definition.source import Path, Source


def texts(source: Source) -> Iterator[tuple[Path, str]]:
    yield from _walk(source.value, ())


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _walk(inner, (*path, n))


def lists(source: Source) -> Iterator[tuple[Path, list[Any]]]:
    yield from _lists(source.value, ())


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, list[Any]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, (*path, key))
    elif isinstance(value, list):
        yield path, value
        for n, inner in enumerate(value):
            yield from _lists(inner, (*path, n))
