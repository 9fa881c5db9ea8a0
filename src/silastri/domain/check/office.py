"""Checks an office whose file could be read."""

from collections.abc import Iterator
from datetime import date

from silastri.domain import identity, numbering
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding

from . import reserved


def check_office(office: Office, findings: list[Finding], file: str) -> list[Finding]:
    found = list(findings)
    posts = {post.key for post in office.posts}
    for post in office.posts:
        if post.superior and post.superior not in posts:
            found.append(Finding(file, 1, f"atasan '{post.superior}' tidak ada", "pilih jabatan yang ada"))
    found += _archive(office, posts, file)
    found += _later_acts(office, posts, file)
    found += _bribe_readers(office, posts, file)
    found += _complaints(office, posts, file)
    found += _watchers(office, posts, file)
    found += reserved.of_office(office, file)
    if not any(office.hours.values()):
        found.append(Finding(file, 1, "kantor tidak pernah buka", "isi jam_kerja"))
    if office.address.email and not identity.is_email(office.address.email):
        found.append(Finding(file, 1, f"pos-el '{office.address.email}' salah tulis", "tulis nama@domain", mild=True))
    if " " in office.address.website.strip():
        found.append(Finding(file, 1, f"laman '{office.address.website}' memuat spasi", "hapus spasinya", mild=True))
    return [*found, *_registers(office, file)]


def _bribe_readers(office: Office, posts: set[str], file: str) -> Iterator[Finding]:
    readers = office.bribe_readers
    for key in readers.posts:
        if key not in posts:
            yield Finding(file, 1, f"laporan_uang: jabatan '{key}' tidak ada", "pilih jabatan yang ada")
    if not (readers.posts or readers.office):
        what = "belum ada yang membaca laporan bahwa ada yang meminta uang"
        remedy = "tulis laporan_uang: kantor: inspektorat, atau jabatan pengawas intern"
        yield Finding(file, 1, what, remedy, mild=True)


def _watchers(office: Office, posts: set[str], file: str) -> Iterator[Finding]:
    named = (("pengawasan", office.watchers.posts), ("pemantau_semua_kantor", office.oversees_all))
    for word, keys in named:
        for key in keys:
            if key not in posts:
                yield Finding(file, 1, f"{word}: jabatan '{key}' tidak ada", "pilih jabatan yang ada")


def _registers(office: Office, file: str) -> Iterator[Finding]:
    """Each register must have a word for each part of its pattern, and no two may give the same numbers."""
    seen: dict[str, str] = {}
    for one in office.registers:
        register = office.register(one.key) or one
        for token in register.lacks:
            if token != "jenis":  # a letter may give this one, so it is checked with the service
                what = f"pola buku nomor '{one.key}' memuat {{{token}}} yang tidak ada isinya"
                yield Finding(file, 1, what, f"tulis '{token}: ...' pada buku nomor itu")
        shape = numbering.number(register.pattern, sequence=1, on=date(2000, 1, 1), words=register.words)
        if shape in seen:
            what = f"buku nomor '{seen[shape]}' dan '{one.key}' memberi nomor yang sama"
            yield Finding(file, 1, what, "bedakan polanya, misalnya dengan {jenis}")
        seen[shape] = one.key


def _archive(office: Office, posts: set[str], file: str) -> Iterator[Finding]:
    archive = office.archive
    named: tuple[tuple[str, str | None], ...] = (
        ("arsiparis", archive.archivist),
        ("penyetuju", archive.approver),
        ("pengawas", office.auditor),
    )
    named += (("data_pribadi, petugas", office.personal_data.officer),)
    for what, key in named:
        if key and key not in posts:
            yield Finding(file, 1, f"{what} '{key}' tidak ada", "pilih jabatan yang ada")
    codes = [row.code for row in archive.schedule]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Finding(file, 1, f"jadwal retensi {code} ditulis dua kali", "hapus salah satu")


def _complaints(office: Office, posts: set[str], file: str) -> Iterator[Finding]:
    for word, key in office.complaints.named:
        if key not in posts:
            yield Finding(file, 1, f"pengaduan, {word}: jabatan '{key}' tidak ada", "pilih jabatan yang ada")
    for word, key in office.reports.named:
        if key not in posts:
            yield Finding(file, 1, f"laporan, {word}: jabatan '{key}' tidak ada", "pilih jabatan yang ada")


def _later_acts(office: Office, posts: set[str], file: str) -> Iterator[Finding]:
    """The post and the register named for revocations and certified copies must exist."""
    for word, later in (("pencabutan", office.revocation), ("salinan_sah", office.copies)):
        if later.by and later.by not in posts:
            yield Finding(file, 1, f"{word}: jabatan '{later.by}' tidak ada", "pilih jabatan yang ada")
        if later.register_key and office.register(later.register_key) is None:
            what = f"{word}: buku nomor '{later.register_key}' tidak ada"
            yield Finding(file, 1, what, "pilih buku nomor yang ada")
