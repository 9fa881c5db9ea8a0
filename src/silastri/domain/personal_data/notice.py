"""What people are told before they give data (UU 27/2022 art. 21), made from the definitions of the service and its
office: nobody writes it, so it never tells of another form than the one that is asked."""

from dataclasses import dataclass

from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import PERSON_PARTS, FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.letters.retention import classifications

FIRST = 1
HOUSE = FIRST  # the edition of the words below: it grows when they say something else
# For each later edition, what it says differently, for those who read the one before: they are asked again.
CHANGES: dict[int, tuple[str, ...]] = {}
_DUTY = "Menjalankan tugas pelayanan publik (UU 27/2022 pasal 20 ayat 2)"
_FATES = {
    "musnah": "dimusnahkan",
    "permanen": "diserahkan ke lembaga kearsipan daerah dan disimpan selamanya",
    "dinilai_kembali": "dinilai lagi: dimusnahkan atau disimpan",
}
RIGHTS = (
    "Tahu siapa membuka data Anda, kapan, dan untuk apa",
    "Mendapat salinan data Anda",
    "Membetulkan data yang salah",
    "Meminta pemakaian data dibatasi",
    "Meminta data dihapus, atau keberatan dipakai, sepanjang arsip tidak wajib disimpan",
    "Menarik persetujuan untuk data yang tidak wajib",
    "Mengadu, dan menuntut bila dirugikan",
)
# What the law calls specific (art. 4), by words of labels that ask for it.
_SPECIFIC = {
    "kesehatan": ("sakit", "kesehatan", "disabilitas", "medis"),
    "anak": ("anak", "siswa"),
    "keuangan pribadi": ("penghasilan", "gaji", "pendapatan", "rekening", "desil", "miskin", "kk"),
}


@dataclass(frozen=True)
class Notice:
    """One for each version of a service."""

    edition: str  # of what: the version of the service, and of the words of this house
    purpose: str
    legal_basis: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]  # what is asked in the form, and "wajib" or "boleh kosong"
    papers: tuple[str, ...]
    specific: tuple[str, ...]
    retention: tuple[str, ...]
    recipients: tuple[str, ...]
    contact: tuple[tuple[str, str], ...]
    rights: tuple[str, ...] = RIGHTS


def changed_since(edition: int) -> tuple[str, ...]:
    """What is new to somebody who read that edition, the oldest change first."""
    return tuple(line for newer in range(edition + 1, HOUSE + 1) for line in CHANGES[newer])


def notice(definition: Definition, office: Office, *, version: int) -> Notice:
    standard = definition.standard
    asked = tuple(_asked(definition))
    return Notice(
        edition=f"{version}.{HOUSE}",
        purpose=f"Memproses permohonan {standard.name}, memberi kabar, dan mempertanggungjawabkannya.",
        legal_basis=(
            "Menjalankan tugas pelayanan publik (UU 27/2022 pasal 20 ayat 2)",
            *(line.text for line in standard.legal_basis),
        ),
        asked=asked,
        papers=tuple(requirement.label for requirement in standard.requirements if not requirement.is_thing),
        specific=tuple(_specific(definition, asked)),
        retention=tuple(_retention(definition, office)),
        recipients=tuple(_recipients(definition, office)),
        contact=tuple(contact(office)),
    )


def _asked(definition: Definition) -> list[tuple[str, str]]:
    found = []
    for question in definition.standard.form:
        label = question.label
        if question.kind is FieldKind.PERSON:
            label = f"{label}: {', '.join(_small(part) for part in PERSON_PARTS.values())}"
        found.append((label, "wajib" if question.required else "boleh kosong"))
    return found


def _small(part: str) -> str:
    return part if part.isupper() else part.lower()


def _specific(definition: Definition, asked: tuple[tuple[str, str], ...]) -> list[str]:
    labels = [label for label, _ in asked] + [one.label for one in definition.standard.requirements]
    words = {word for label in labels for word in label.lower().replace(",", " ").replace("(", " ").split()}
    return [name for name, marks in _SPECIFIC.items() if words & set(marks)]


def _retention(definition: Definition, office: Office) -> list[str]:
    found = []
    for code in classifications(definition, office):
        row = office.archive.retention(code)
        if row:
            fate = _FATES[row.fate]
            found.append(f"Arsip {code}: {row.active} tahun aktif, {row.inactive} tahun inaktif, lalu {fate}")
    found.append("Permohonan yang tidak pernah dikirim bisa Anda hapus sendiri kapan saja")
    return found


def _recipients(definition: Definition, office: Office) -> list[str]:
    steps = definition.sop.steps
    posts = dict.fromkeys(step.actor for step in steps if step.actor and office.post(step.actor))
    titles = [post.title for post in map(office.post, posts) if post]
    asked = (office.post(party.post) if party.post else None for step in steps for party in step.parties)
    others = [party.label for step in steps for party in step.parties if party.label]
    others += [post.title for post in asked if post]
    if office.watchers.posts or office.watchers.office:
        others.append("Pengawas kantor, hanya membaca dan dengan alasan")
    return list(dict.fromkeys([*titles, *others]))


def contact(office: Office) -> list[tuple[str, str]]:
    """Whom to ask about personal data at an office."""
    post = office.post(office.personal_data.officer or "")
    address = office.address
    told = [
        ("Petugas", post.title if post else "Pengelola kantor"),
        ("Kontak", office.personal_data.contact or address.email or address.phone or ""),
        ("Alamat", address.street or office.place),
    ]
    return [(name, value) for name, value in told if value]
