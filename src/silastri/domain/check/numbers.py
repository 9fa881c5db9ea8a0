"""Checks lists: typed numbers must not jump, no item may come twice, and numbers of persons do not belong there."""

import re
from collections.abc import Iterator
from typing import Any

from silastri.domain.definition.definition import Reading
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.identity import NotAnIdentity, nip

from .texts import lists, texts

_TYPED = re.compile(r"\s*(\d{1,3})[.)]\s")
_NIP = re.compile(r"(?<!\d)(\d{8})\s?(\d{6})\s?(\d)\s?(\d{3})(?!\d)")


def rules(reading: Reading) -> Iterator[Finding]:
    for source in (reading.standard, reading.sop):
        for path, items in lists(source):
            yield from _jumps(source, path, items)
            yield from _twice(source, path, items)
    yield from _people(reading)


def _sentence(item: Any) -> str:
    """The first words of an item; for an item with a key, the first words after it."""
    if isinstance(item, dict) and item:
        first = next(iter(item.values()))
        return first if isinstance(first, str) else ""
    return item if isinstance(item, str) else ""


def _jumps(source: Source, path: Path, items: list[Any]) -> Iterator[Finding]:
    before = None
    for n, item in enumerate(items):
        match = _TYPED.match(_sentence(item))
        if match is None:
            continue
        number = int(match[1])
        if before is not None and number != before + 1:
            what = f"nomor melompat dari {before} ke {number}"
            yield source.finding((*path, n), what, "hapus nomornya; nomor urut dibuat sistem", mild=True)
        before = number


def _twice(source: Source, path: Path, items: list[Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, item in enumerate(items):
        sentence = re.sub(r"\W+", " ", _TYPED.sub("", _sentence(item))).strip().lower()
        if len(sentence) > 8 and sentence in seen and path[:1] in (("persyaratan",), ("dasar_hukum",)):
            yield source.finding((*path, n), f"ditulis dua kali: '{_sentence(item)}'", "hapus salah satu", mild=True)
        seen.add(sentence)


def _people(reading: Reading) -> Iterator[Finding]:
    """A NIP begins with a date of birth: one person cannot have two."""
    born: dict[str, str] = {}
    for source in (reading.standard, reading.sop):
        for path, text in texts(source):
            for match in _NIP.finditer(text):
                yield from _nip(source, path, match, born)


def _nip(source: Source, path: Path, match: re.Match[str], born: dict[str, str]) -> Iterator[Finding]:
    first, rest = match[1], match[2] + match[3] + match[4]
    remedy = "definisi menyebut jabatan, bukan orang; hapus NIP-nya"
    try:
        nip(first + rest)
    except NotAnIdentity as error:
        yield source.finding(path, f"NIP salah: {error}".rstrip("."), remedy, mild=True)
    else:
        yield source.finding(path, "NIP seseorang tertulis di definisi", remedy, mild=True)
    if born.setdefault(rest, first) != first:
        what = f"satu NIP dengan dua tanggal lahir: {born[rest]} dan {first}"
        yield source.finding(path, what, "periksa surat keputusan pengangkatannya", mild=True)
