"""Checks that the register, or the letter, has a word for each part of the number's pattern."""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.definition.standard import Product


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    signs = [(n, product) for n, product in enumerate(definition.standard.products) if product.is_signed]
    for n, product in signs:
        yield from _whole(reading.standard, ("produk", n), product.register_key, office, product)
    for source, path, key in _papers(reading, definition):
        yield from _whole(source, path, key, office) if key else ()


def _papers(reading: Reading, definition: Definition) -> Iterator[tuple[Source, Path, str | None]]:
    """The letters that are not products (bill, refusal, letters of steps), each with its register if it has one."""
    standard = definition.standard
    yield reading.standard, ("biaya",), standard.fee.register_key
    if standard.refusal:
        yield reading.standard, ("penolakan",), standard.refusal.register_key
    for n, step in enumerate(definition.sop.steps):
        yield reading.sop, ("langkah", n), step.register_key
        if step.uncollected:
            yield reading.sop, ("langkah", n, "bila_tidak_diambil"), step.uncollected.register_key


def _whole(
    source: Source, path: Path, key: str | None, office: Office, product: Product | None = None
) -> Iterator[Finding]:
    register = office.register_of(key)
    if register and product:
        register = register.made_for(classification=product.classification, kind=product.kind)
    for token in register.lacks if register else ():
        what = f"nomor surat dari buku nomor '{register.key}' memuat {{{token}}}, yang tidak ada isinya"  # type: ignore[union-attr]
        where = (
            "pada produk ini, atau pada buku nomornya di kantor.yaml"
            if product
            else "pada buku nomornya di kantor.yaml"
        )
        yield source.finding(path, what, f"tulis '{token}: ...' {where}")
