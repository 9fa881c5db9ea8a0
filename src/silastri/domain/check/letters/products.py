"""Checks the letters and sheets of a service: are they complete, and do signing and numbering fit together?"""

from collections.abc import Iterator

from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.definition.standard import Product, Signature
from silastri.domain.kinds import Kind


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    kinds = [step.kind for step in definition.sop.steps]
    signed = [product for product in definition.standard.products if product.is_signed]
    for n, product in enumerate(definition.standard.products):
        yield from _product(reading, definition, office, product, ("produk", n))
        yield from _shape(reading.standard, product, ("produk", n))
        yield from _compared(reading.standard, product, definition, ("produk", n, "disamakan"))
    yield from _signing(reading, kinds, signed)
    yield from _numbering(reading, kinds, signed)
    yield from _refusal(reading, definition, office)


def _product(
    reading: Reading, definition: Definition, office: Office, product: Product, path: Path
) -> Iterator[Finding]:
    source, signs = reading.standard, any(step.kind is Kind.SIGN for step in definition.sop.steps)
    if product.register_key and not office.register(product.register_key):
        what = f"buku nomor '{product.register_key}' tidak ada di kantor.yaml"
        yield source.finding((*path, "buku_nomor"), what, "tambahkan di kantor.yaml atau pilih yang ada")
    if product.signer and not office.post(product.signer):
        what = f"jabatan '{product.signer}' tidak ada di kantor.yaml"
        yield source.finding((*path, "penanda_tangan"), what, "tambahkan di kantor.yaml atau pilih yang ada")
    if (signs or not product.is_signed) and product.text_file not in definition.letters:
        what = f"naskah surat '{product.text_file}' tidak ada"
        yield source.finding(("produk",), what, "tulis berkas itu di map layanan")
    if product.is_signed and signs and not (product.register_key or office.register_of(None)):
        yield source.finding(("produk",), "buku nomor belum dipilih", "tambahkan 'buku_nomor: ...'")


def _shape(source: Source, product: Product, path: Path) -> Iterator[Finding]:
    """Reports words that the letter's shape does not print, such as an addressee on a letter without one."""
    if product.layout == "surat" and not product.addressee:
        yield source.finding((*path, "bentuk"), f"surat '{product.key}' tidak beralamat", "tulis 'kepada: ...'")
    if product.layout != "surat":
        said = [("kepada", product.addressee), ("lampiran", product.enclosures)]
        said += [("sifat", product.urgency.removeprefix("biasa"))]
        said += [("hal", product.subject)] if product.layout == "keterangan" else []
        for word in (word for word, is_said in said if is_said):
            what = f"'{word}' tidak dicetak pada bentuk {product.layout}"
            yield source.finding((*path, word), what, f"hapus '{word}', atau tulis 'bentuk: surat'", mild=True)


def _compared(source: Source, product: Product, definition: Definition, path: Path) -> Iterator[Finding]:
    """What everybody sees who checks a letter must be asked, and must tell nothing about a person."""
    asked = {question.key: question.kind for question in definition.standard.form}
    for key in product.compared:
        if key not in asked:
            yield source.finding(path, f"isian '{key}' tidak ada di formulir", "pilih nama isian yang ada")
        elif asked[key] in _PERSONAL:
            what = f"isian '{key}' tidak bisa ditampilkan kepada siapa pun yang memeriksa surat"
            yield source.finding(path, what, "pilih isian satu baris tanpa data pribadi, misalnya tujuan")


_PERSONAL = (FieldKind.PERSON, FieldKind.LIST, FieldKind.LETTER)


def _signing(reading: Reading, kinds: list[Kind], signed: list[Product]) -> Iterator[Finding]:
    source = reading.standard
    if Kind.SIGN in kinds and not signed:
        yield source.finding(("produk",), "SOP menandatangani, tetapi tidak ada surat", "isi produk bertanda tangan")
    if signed and Kind.SIGN not in kinds:
        what = "ada surat tetapi SOP tidak punya langkah tandatangani"
        yield source.finding(("produk",), what, "tambah 'kegiatan: tandatangani', atau 'tanda_tangan: tanpa'")
    if len({product.signature for product in signed}) > 1:
        what = "tanda tangan basah dan elektronik tercampur dalam satu layanan"
        yield source.finding(("produk",), what, "pilih salah satu untuk semua suratnya")


def _numbering(reading: Reading, kinds: list[Kind], signed: list[Product]) -> Iterator[Finding]:
    """An electronic signature covers the number, so the letter must be numbered before it is signed."""
    if Kind.SIGN not in kinds or not signed:
        return
    path: Path = ("langkah", kinds.index(Kind.SIGN))
    is_wet = all(product.signature is Signature.WET for product in signed)
    ends = kinds.index(Kind.HAND_OVER) if Kind.HAND_OVER in kinds else len(kinds)
    if is_wet and Kind.NUMBER not in kinds[:ends]:
        what = "surat diserahkan sebelum bernomor"
        yield reading.sop.finding(
            ("langkah", min(ends, len(kinds) - 1)), what, "taruh langkah 'kegiatan: nomori' sebelumnya"
        )
    if not is_wet and Kind.NUMBER not in kinds[: kinds.index(Kind.SIGN)]:
        what = "surat ditandatangani elektronik sebelum bernomor; nomor harus ada di dalam berkas"
        remedy = "taruh langkah 'kegiatan: nomori' sebelumnya, atau tulis 'tanda_tangan: basah' pada produk"
        yield reading.sop.finding(path, what, remedy)


def _refusal(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    letter = definition.standard.refusal
    if letter is None:
        return
    path: Path = ("penolakan",)
    if letter.text_file not in definition.letters:
        yield reading.standard.finding(
            path, f"naskah '{letter.text_file}' tidak ada", "tulis berkas itu di map layanan"
        )
    if not office.post(letter.signer):
        what = f"jabatan '{letter.signer}' tidak ada di kantor.yaml"
        yield reading.standard.finding((*path, "penanda_tangan"), what, "tambahkan atau pilih yang ada")
    if letter.register_key and not office.register(letter.register_key):
        what = f"buku nomor '{letter.register_key}' tidak ada di kantor.yaml"
        yield reading.standard.finding((*path, "buku_nomor"), what, "tambahkan atau pilih yang ada")
