"""Several products: which step handles which of them, those made for each item of a list, and their own times."""

from collections.abc import Iterator

from silastri.domain.case.facts import condition_names, item_names
from silastri.domain.check.conditions import asks
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Step
from silastri.domain.definition.source import Finding, Path
from silastri.domain.definition.standard import Signature
from silastri.domain.kinds import Kind

_HANDLES = (Kind.NUMBER, Kind.SIGN, Kind.PRINT, Kind.HAND_OVER)


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    yield from _items(reading, definition)
    found = [*_named(reading, definition), *_shared_out(reading, definition)]
    yield from found
    if not found:
        yield from _in_order(reading, definition)


def handles(step: Step, key: str) -> bool:
    """Whether the step numbers, signs or hands over that product."""
    return not step.letters or key in step.letters


def _items(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """A product that is made for each item must name a list, and its condition may use the items' questions."""
    known = condition_names(definition)
    for n, product in enumerate(definition.standard.products):
        place: Path = ("produk", n)
        if product.length and not product.length.is_said:
            yield reading.standard.finding(
                (*place, "jangka_waktu"), f"jangka waktu '{product.key}' belum ditetapkan", "tulis, atau hapus"
            )
        if product.per is None:
            continue
        items = item_names(definition, product.per)
        if not items:
            what = f"surat '{product.key}' untuk tiap '{product.per.text}', yang bukan isian daftar"
            yield reading.standard.finding((*place, "tiap"), what, "tulis isian daftar, misalnya isian.alat")
        elif product.when:
            yield from asks(
                reading.standard,
                (*place, "bila"),
                product.when,
                known | items | {"nomor_butir": 1},
                Condition.holds,
            )
        if product.renewal or product.duties:
            what = f"surat '{product.key}' untuk tiap butir belum bisa diperpanjang atau membawa kewajiban"
            yield reading.standard.finding(place, what, "tulis 'perpanjangan' dan 'kewajiban' pada surat lain")


def _named(reading: Reading, definition: Definition) -> Iterator[Finding]:
    keys = [product.key for product in definition.standard.products]
    for n, step in enumerate(definition.sop.steps):
        place: Path = ("langkah", n, "surat")
        if step.letters and step.kind not in _HANDLES:
            what = f"langkah '{step.key}': kegiatan '{step.kind}' tidak menangani surat"
            yield reading.sop.finding(place, what, f"hapus 'surat'; hanya untuk {', '.join(_HANDLES)}")
        for key in step.letters:
            if key not in keys:
                what = f"langkah '{step.key}': surat '{key}' tidak ada"
                yield reading.sop.finding(place, what, f"pilih {', '.join(keys)}")


def _shared_out(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """Where several steps are of one kind, each must name the letters that it handles."""
    steps = definition.sop.steps
    signed = [product for product in definition.standard.products if product.is_signed]
    for kind in (Kind.NUMBER, Kind.SIGN, Kind.HAND_OVER):
        mine = [(n, step) for n, step in enumerate(steps) if step.kind is kind]
        for n, step in mine:
            if len(mine) > 1 and not step.letters:
                what = (
                    f"kegiatan '{kind}' ditulis lebih dari satu kali, dan langkah '{step.key}' tidak menyebut suratnya"
                )
                yield reading.sop.finding(("langkah", n), what, "tulis 'surat: <kunci>', atau sisakan satu langkah")
        named = [key for _, step in mine for key in step.letters]
        for key in sorted({key for key in named if named.count(key) > 1}):
            what = f"surat '{key}' ditangani dua langkah '{kind}'"
            yield reading.sop.finding(("langkah", mine[-1][0]), what, "sisakan pada satu langkah")
    signs = [step for step in steps if step.kind is Kind.SIGN]
    for product in signed if signs else ():
        if not any(handles(step, product.key) for step in signs):
            what = f"surat '{product.key}' tidak ditandatangani pada langkah mana pun"
            yield reading.standard.finding(("produk",), what, "tambahkan pada 'surat' sebuah langkah tandatangani")
    if len(signs) > 1 and any(product.signature is Signature.WET for product in signed):
        what = "beberapa langkah tandatangani belum bisa dengan tanda tangan basah"
        yield reading.standard.finding(
            ("produk",), what, "pakai tanda tangan elektronik, atau satu langkah untuk semua"
        )


def _in_order(reading: Reading, definition: Definition) -> Iterator[Finding]:
    """Each letter must be numbered, then signed, then handed over."""
    steps = definition.sop.steps
    for product in definition.standard.products:
        if not product.is_signed or not any(step.letters for step in steps):
            continue
        order = [(n, step.kind) for n, step in enumerate(steps) if step.kind in _HANDLES and handles(step, product.key)]
        kinds = [kind for _, kind in order]
        for before, after in ((Kind.NUMBER, Kind.SIGN), (Kind.SIGN, Kind.HAND_OVER)):
            if after in kinds and before not in kinds[: kinds.index(after)]:
                place = order[kinds.index(after)][0]
                what = f"surat '{product.key}': '{after}' sebelum '{before}'"
                yield reading.sop.finding(
                    ("langkah", place), what, f"taruh langkah '{before}' untuk surat itu sebelumnya"
                )
