"""Checks the parties asked at a step: each exists and can be asked, and the case can go on whatever they answer."""

from collections.abc import Iterator

from silastri.domain import identity
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.office import Office
from silastri.domain.definition.party import Gives, Party
from silastri.domain.definition.sop import Step
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.duration import Duration, Unit
from silastri.domain.kinds import Kind, nature

APPLICANT_NAME = "pemohon"  # what a party may see besides documents and answers
# About how many working days each unit lasts: enough to tell which of two limits is longer.
_WORKDAYS = {Unit.MINUTE: 1 / 420, Unit.HOUR: 1 / 7, Unit.WORKDAY: 1.0, Unit.DAY: 5 / 7, Unit.WEEK: 5.0,
             Unit.MONTH: 21.0, Unit.YEAR: 250.0}  # fmt: skip


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    for n, step in enumerate(definition.sop.steps):
        path: Path = ("langkah", n)
        yield from _step(reading.sop, step, path)
        for m, party in enumerate(step.parties):
            place: Path = (*path, "pihak", m)
            yield from _asked(reading.sop, definition, office, party, place)
            yield from _answer(reading.sop, step, party, place)
            yield from _in_time(reading.sop, definition, n, party, place)


def conditions(step: Step, path: Path) -> Iterator[tuple[Path, Condition]]:
    """Every condition in a step's list of parties, with its place."""
    for n, party in enumerate(step.parties):
        if party.when:
            yield (*path, "pihak", n, "bila"), party.when
        for m, question in enumerate(party.form):
            if question.when:
                yield (*path, "pihak", n, "formulir", m, "bila"), question.when


def _step(source: Source, step: Step, path: Path) -> Iterator[Finding]:
    if step.kind is Kind.ASK and not step.parties:
        what = f"langkah '{step.key}' meminta pendapat tetapi tidak ada pihaknya"
        yield source.finding(path, what, "tambahkan 'pihak:' dengan paling sedikit satu pihak")
    if step.parties and step.kind is not Kind.ASK:
        what = f"langkah '{step.key}': 'pihak' hanya untuk 'kegiatan: {Kind.ASK}'"
        yield source.finding((*path, "pihak"), what, f"hapus 'pihak', atau tulis 'kegiatan: {Kind.ASK}'")
    decides = any(party.gives is Gives.DECISION for party in step.parties)
    if step.kind is Kind.ASK and decides and not step.otherwise:
        what = f"langkah '{step.key}': pihak dapat tidak mengizinkan, tetapi tidak ada jalan lain"
        yield source.finding(path, what, "tambahkan 'bila_tidak: tolak'")
    taken = {question.key for question in step.form}
    for n, party in enumerate(step.parties):
        if party.key in taken:
            what = f"kunci '{party.key}' dipakai pihak dan isian formulir langkah ini"
            yield source.finding((*path, "pihak", n), what, "beri kunci lain")


def _asked(source: Source, definition: Definition, office: Office, party: Party, path: Path) -> Iterator[Finding]:
    if party.post and not office.post(party.post):
        what = f"pihak '{party.key}': jabatan '{party.post}' tidak ada di kantor.yaml"
        yield source.finding((*path, "jabatan"), what, "tambahkan di kantor.yaml atau pilih yang ada")
    deciding = {step.actor for step in definition.sop.steps if nature(step.kind).decides}
    if party.post in deciding:
        what = f"pihak '{party.key}': jabatan '{party.post}' memutuskan permohonan yang sama di langkah lain"
        yield source.finding((*path, "jabatan"), what, "pilih jabatan lain: pemberi pendapat tidak ikut memutuskan")
    if party.post and (party.contact or party.sees):
        what = f"pihak '{party.key}' dari kantor sendiri: menjawab dan melihat berkas di sistem"
        yield source.finding(path, what, "hapus 'kontak' dan 'boleh_melihat', atau hapus 'jabatan'")
    if party.contact and not _is_reachable(party.contact):
        what = f"pihak '{party.key}': kontak '{party.contact}' bukan nomor WhatsApp atau pos-el"
        yield source.finding((*path, "kontak"), what, "tulis seperti 0812 3456 7890 atau nama@kantor.go.id")
    standard = definition.standard
    known = [*(r.key for r in standard.requirements), *(q.key for q in standard.form), APPLICANT_NAME]
    for n, key in enumerate(party.sees):
        if key not in known:
            what = f"pihak '{party.key}' boleh melihat '{key}' yang tidak ada"
            yield source.finding((*path, "boleh_melihat", n), what, f"pilih {', '.join(known)}")


def _is_reachable(contact: str) -> bool:
    try:
        return identity.is_email(contact) or bool(identity.whatsapp(contact))
    except identity.NotAnIdentity:
        return False


def _answer(source: Source, step: Step, party: Party, path: Path) -> Iterator[Finding]:
    if party.gives is Gives.FACT and not party.form:
        what = f"pihak '{party.key}' memberi fakta tetapi tidak ada yang diisinya"
        yield source.finding(path, what, "tambahkan 'formulir', atau tulis 'memberi: pertimbangan'")
    if party.time and step.time and _longer(party.time, step.time):
        what = f"waktu pihak '{party.key}' ({party.time}) lebih panjang dari waktu langkahnya ({step.time})"
        yield source.finding((*path, "waktu"), what, "perpendek, atau perpanjang waktu langkah", mild=True)


def _longer(one: Duration, other: Duration) -> bool:
    if not (one.is_said and other.is_said):
        return False
    return one.amount * _WORKDAYS[one.unit] > other.amount * _WORKDAYS[other.unit]


def _in_time(source: Source, definition: Definition, position: int, party: Party, path: Path) -> Iterator[Finding]:
    """All parties are asked at the same time, so a party's condition cannot use what another one says."""
    step = definition.sop.steps[position]
    before = definition.sop.steps[:position]
    own = f"catatan.{step.key}.{party.key}."
    looked_up = any(earlier.kind is Kind.LOOK_UP for earlier in before)
    places = [((*path, "bila"), party.when, "")]
    places += [((*path, "formulir", m, "bila"), question.when, own) for m, question in enumerate(party.form)]
    for place, condition, allowed in places:
        for name in sorted(condition.names if condition else ()):
            root, _, rest = name.partition(".")
            late = root == "catatan" and rest.split(".")[0] not in {earlier.key for earlier in before}
            if (late and not (allowed and name.startswith(allowed))) or (root in ("data", "hasil") and not looked_up):
                what = f"syarat memakai '{name}' sebelum diketahui"
                yield source.finding(place, what, "pakai yang sudah diketahui sebelum langkah ini")
