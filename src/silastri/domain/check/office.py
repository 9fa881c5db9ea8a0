"""What a readable office still gets wrong."""

from collections.abc import Iterator

from silastri.domain import identity
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding


def check_office(office: Office, findings: list[Finding], file: str) -> list[Finding]:
    found = list(findings)
    posts = {post.key for post in office.posts}
    for post in office.posts:
        if post.superior and post.superior not in posts:
            found.append(Finding(file, 1, f"atasan '{post.superior}' tidak ada", "pilih jabatan yang ada"))
    found += _later_acts(office, posts, file)
    if not any(office.hours.values()):
        found.append(Finding(file, 1, "kantor tidak pernah buka", "isi jam_kerja"))
    if office.address.email and not identity.is_email(office.address.email):
        found.append(Finding(file, 1, f"pos-el '{office.address.email}' salah tulis", "tulis nama@domain", mild=True))
    if " " in office.address.website.strip():
        found.append(Finding(file, 1, f"laman '{office.address.website}' memuat spasi", "hapus spasinya", mild=True))
    return found


def _later_acts(office: Office, posts: set[str], file: str) -> Iterator[Finding]:
    """Who revokes letters and certifies copies is a post of the office, and numbers them from its registers."""
    for word, later in (("pencabutan", office.revocation), ("salinan_sah", office.copies)):
        if later.by and later.by not in posts:
            yield Finding(file, 1, f"{word}: jabatan '{later.by}' tidak ada", "pilih jabatan yang ada")
        if later.register_key and office.register(later.register_key) is None:
            what = f"{word}: buku nomor '{later.register_key}' tidak ada"
            yield Finding(file, 1, what, "pilih buku nomor yang ada")
