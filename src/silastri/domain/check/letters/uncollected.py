"""Checks the notice for letters that are not collected, and the last day of a letter that lasts until a date."""

from collections.abc import Iterator

from silastri.domain.case.facts import condition_names
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Step, Uncollected
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.kinds import Kind


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    """A notice needs a post that writes it, a text, a register and an address, at a step that hands over."""
    for n, step in enumerate(definition.sop.steps):
        if step.uncollected:
            path: Path = ("langkah", n, "bila_tidak_diambil")
            yield from _place(reading.sop, path, step, step.uncollected, office)
            yield from _text(reading.sop, path, step.uncollected, definition)
            yield from _names(reading.sop, (*path, "alamat"), step.uncollected.address, definition)
    for product in definition.standard.products:
        yield from _names(reading.standard, ("produk",), product.valid_until, definition)


def _place(source: Source, path: Path, step: Step, rule: Uncollected, office: Office) -> Iterator[Finding]:
    if step.kind is not Kind.HAND_OVER:
        what = f"langkah '{step.key}' bukan penyerahan, jadi tidak ada yang diambil"
        yield source.finding(path, what, "pindahkan 'bila_tidak_diambil' ke langkah 'kegiatan: serahkan'")
    if not office.post(rule.by):
        what = f"jabatan '{rule.by}' tidak ada di kantor.yaml"
        yield source.finding((*path, "oleh"), what, "tambahkan di kantor.yaml atau pilih yang ada")
    if rule.register_key and not office.register(rule.register_key):
        what = f"buku nomor '{rule.register_key}' tidak ada di kantor.yaml"
        yield source.finding((*path, "buku_nomor"), what, "tambahkan di kantor.yaml atau pilih yang ada")


def _text(source: Source, path: Path, rule: Uncollected, definition: Definition) -> Iterator[Finding]:
    if rule.text_file not in definition.letters:
        yield source.finding(path, f"naskah '{rule.text_file}' tidak ada", "tulis berkas itu di map layanan")


def _names(source: Source, path: Path, condition: Condition | None, definition: Definition) -> Iterator[Finding]:
    unknown = condition.names - set(condition_names(definition)) if condition else ()
    for name in sorted(unknown):
        yield source.finding(path, f"memakai nama '{name}' yang tidak ada", "pilih nama isian yang ada di formulir")
