"""Finds mistakes met in real standards: contacts with blanks, misnamed programmes, two names for one service."""

import re
from collections.abc import Iterator

from silastri.domain.definition.definition import Reading
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.identity import NotAnIdentity, is_email, phone

from .misspelt_words import WORDS
from .texts import texts

_AROUND_AT = re.compile(r"[\w.+-]*\s?@\s?[\w.-]*(?:\s[\w-]+(?:\.[\w-]+)*\.(?:go|or|co|com)\b\S*)?")
_SPLIT_SITE = re.compile(r"\b(?:www|\w+)\.\s\w[\w ]*\.(?:go|co|or)\.id", re.IGNORECASE)
_PHONE = re.compile(r"(?i)(?:telepon|telp|whatsapp|wa|sms|faks|fax)[^\d(+]{0,40}([(+]?\d[\d ()./-]{5,})")


def _pattern(written: str) -> re.Pattern[str]:
    """Finds a word of the table as its first lines say."""
    if not written.islower():
        return re.compile(rf"\b{re.escape(written)}\b")
    return re.compile(rf"\b{'[ -]?'.join(map(re.escape, written.split()))}\b", re.IGNORECASE)


_MISNOMERS = tuple((_pattern(written), meant) for written, meant in WORDS)


def rules(reading: Reading) -> Iterator[Finding]:
    for source in (reading.standard, reading.sop):
        for path, text in texts(source):
            yield from _misnomers(source, path, text)
            if path[:1] == ("pengaduan",):
                yield from _contacts(source, path, text)
    yield from _names(reading)


def _misnomers(source: Source, path: Path, text: str) -> Iterator[Finding]:
    for pattern, meant in _MISNOMERS:
        if found := pattern.search(text):
            yield source.finding(path, f"tertulis '{found[0]}'", f"mungkin maksudnya '{meant}'", mild=True)


def _contacts(source: Source, path: Path, text: str) -> Iterator[Finding]:
    for match in _AROUND_AT.finditer(text):
        address = match[0].strip(" .,;:")
        if not is_email(address):
            what = f"pos-el '{address}' salah tulis"
            yield source.finding(path, what, "tulis tanpa spasi: nama@domain", mild=True)
    if "@" not in text and _SPLIT_SITE.search(text):
        yield source.finding(path, "alamat laman memuat spasi", "tulis alamatnya tanpa spasi", mild=True)
    for match in _PHONE.finditer(text):
        try:
            phone(match[1])
        except NotAnIdentity:
            yield source.finding(path, f"nomor telepon '{match[1].strip()}' tidak benar", "periksa nomornya", mild=True)


def _names(reading: Reading) -> Iterator[Finding]:
    """The standard and its SOP must call the service by the same name."""
    if not isinstance(reading.standard.value, dict) or not isinstance(reading.sop.value, dict):
        return
    first, second = (_plain(v) for v in (reading.standard.value.get("layanan"), reading.sop.value.get("nama")))
    if first and second and first != second:
        what = f"nama SOP berbeda dari nama layanan di standar ('{reading.standard.value['layanan']}')"
        yield reading.sop.finding(("nama",), what, "samakan keduanya", mild=True)


def _plain(name: object) -> str:
    return re.sub(r"\W+", " ", name).strip().lower() if isinstance(name, str) else ""
