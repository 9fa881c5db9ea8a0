"""Checks what a standard says for citizens: words by which it is found, samples and blanks, stamps."""

from collections.abc import Iterator

from silastri.domain import number, stamp_duty
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding
from silastri.domain.search import plain
from silastri.domain.stems import FILLERS


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    standard, source = definition.standard, reading.standard
    for n, words in enumerate(standard.search_words):
        if all(word in FILLERS or len(word) == 1 for word in plain(words).split()):
            what = f"kata cari '{words}' tidak menemukan apa pun"
            yield source.finding(("kata_cari", n), what, "tulis kata benda yang dipakai warga, misalnya lansia")
    for n, requirement in enumerate(standard.requirements):
        if requirement.sample and requirement.blank:
            what = f"berkas '{requirement.key}' punya contoh dan juga blangko"
            yield source.finding(("persyaratan", n), what, "pilih salah satu: yang diisi pemohon ditulis 'blangko'")
    yield from _stamps(reading, definition)


def _stamps(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """Rupiah beside a paper are read, but what a stamp costs is set by law."""
    rate = stamp_duty.rate(definition.standard.effective)
    for n, written in enumerate(reading.standard.value["persyaratan"]):
        said = _rupiah(written)
        if said and rate and said != rate:
            what = f"meterai Rp{said} bukan tarif yang berlaku"
            yield reading.standard.finding(("persyaratan", n, "meterai"), what, "tulis 'meterai: ya'", mild=True)


def _rupiah(written: dict[str, object]) -> int | None:
    inside = next(iter(written.values()))
    said = written.get("meterai") or (inside.get("meterai") if isinstance(inside, dict) else None)
    try:
        return number.money(str(said)) if said else None
    except number.NotANumber:
        return None
