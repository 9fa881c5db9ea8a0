"""What happens after a letter's issue, in words: how long it is in force, when it may be renewed, its duties."""

from collections.abc import Callable

from silastri.domain.definition.after import Duty, Renewal
from silastri.domain.definition.standard import Product, Standard

_LATE = {"tolak": "yang terlambat tidak dapat diperpanjang", "ajukan baru": "yang terlambat mengajukan baru"}
Title = Callable[[str], str]  # of a post


def of_product(standard: Standard, product: Product, title: Title | None = None) -> list[str]:
    """The sentences about one product; without ``title`` they do not name the officer's post, as on public pages."""
    found = [validity(standard, product)] if product.is_signed and validity(standard, product) else []
    found += [renewal(product.renewal)] if product.renewal else []
    return found + [duty(one, title) for one in product.duties]


def validity(standard: Standard, product: Product) -> str:
    """How long the letter is in force; empty where the standard sets no end."""
    lasts = f"Berlaku {product.valid_for}" if product.valid_for and product.valid_for.is_said else ""
    if product.valid_until is None:
        return lasts
    labels = {f"isian.{question.key}": question.label for question in standard.form}
    label = labels.get(product.valid_until.text)
    until = f"Berlaku sampai tanggal menurut {label.lower()}" if label else "Berlaku sampai tanggal menurut formulir"
    return f"{until}; bila kosong {lasts.lower()}" if lasts else until


def renewal(rule: Renewal) -> str:
    last = f" dan paling lambat {rule.latest}" if rule.latest else ""
    return f"Dapat diperpanjang paling cepat {rule.earliest}{last} sebelum berakhir; {_LATE[rule.missed]}"


def duty(one: Duty, title: Title | None = None) -> str:
    """One duty in words: Laporan produksi: tiap 6 bulan, oleh pemegang surat."""
    when = f"tiap {one.every}" if one.every else f"sekali, {one.once_after} setelah terbit"
    until = " seterusnya" if one.every and one.until == "seterusnya" else ""
    by = "pemegang surat" if one.by_applicant else title(one.by) if title else "petugas kami"
    looks = f", diperiksa {title(one.accepted_by)}" if title and one.accepted_by else ""
    remind = f", diingatkan {one.remind} sebelumnya" if title and one.remind else ""
    return f"{one.label}: {when}{until}, oleh {by}{looks}{remind}"
