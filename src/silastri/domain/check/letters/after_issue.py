"""Checks what happens to a letter after its issue: a renewal window that opens, and duties that somebody does."""

from collections.abc import Iterator
from datetime import date

from silastri.domain.case import form
from silastri.domain.case.held_letter import in_days, shifted
from silastri.domain.definition.after import APPLICANT, Duty, Renewal
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.definition.standard import Product
from silastri.domain.duration import Duration
from silastri.domain.worktime import NeverOpen

_POST = "tambahkan di kantor.yaml atau pilih yang ada"
_DAYS = "pakai hari kerja, hari kalender, minggu, bulan atau tahun"
# Months differ in length, so two lengths are compared on the 28th of every month.
_ENDS = tuple(date(2026, month, 28) for month in range(1, 13))


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    source = reading.standard
    for n, product in enumerate(definition.standard.products):
        path: Path = ("produk", n)
        if not product.is_signed and (product.renewal or product.duties):
            what = f"'{product.name}' tidak bertanda tangan, jadi tidak ada yang berlaku atau mengikuti"
            yield source.finding(path, what, "hapus 'perpanjangan' dan 'kewajiban', atau beri tanda tangan")
        if product.valid_for and not product.valid_for.is_said:
            what = f"masa berlaku '{product.name}' belum ditetapkan, jadi surat tidak berakhir"
            yield source.finding((*path, "masa_berlaku"), what, "tetapkan pada perubahan standar berikutnya", mild=True)
        if product.renewal:
            yield from _renewal(reading, definition, office, product, (*path, "perpanjangan"))
        for m, duty in enumerate(product.duties):
            yield from _duty(source, office, product, duty, (*path, "kewajiban", m))


def _renewal(
    reading: Reading, definition: Definition, office: Office, product: Product, path: Path
) -> Iterator[Finding]:
    source, rule = reading.standard, product.renewal
    assert rule
    if not (product.valid_until or (product.valid_for and product.valid_for.is_said)):
        what = f"'{product.name}' tidak pernah berakhir, jadi tidak dapat diperpanjang"
        yield source.finding(path, what, "tambahkan 'masa_berlaku: ...', atau hapus 'perpanjangan'")
    lengths = {"paling_cepat": rule.earliest, "paling_lambat": rule.latest}
    wrong = [word for word, length in lengths.items() if length and not in_days(length)]
    for word in wrong:
        yield source.finding((*path, word), f"'{lengths[word]}' tidak dapat dihitung mundur dari tanggal", _DAYS)
    for n, length in enumerate(rule.reminders):
        if not in_days(length):
            yield source.finding((*path, "pengingat", n), f"'{length}' tidak dapat dihitung mundur", _DAYS)
    if not wrong:
        yield from _window(source, office, product, rule, path)
    yield from _old_letter(reading, definition, rule, path)
    yield from _fixed(source, definition, rule, path)


def _window(source: Source, office: Office, product: Product, rule: Renewal, path: Path) -> Iterator[Finding]:
    if rule.latest and _longer(office, rule.latest, rule.earliest):
        what = f"paling lambat {rule.latest} sebelum berakhir lebih dulu daripada paling cepat {rule.earliest}"
        yield source.finding((*path, "paling_lambat"), what, "tukar, atau perbesar 'paling_cepat'")
    lasts = product.valid_for
    if rule.latest and lasts and in_days(lasts) and not _longer(office, lasts, rule.latest):
        what = f"perpanjangan ditutup {rule.latest} sebelum berakhir, padahal surat hanya berlaku {lasts}"
        yield source.finding((*path, "paling_lambat"), what, "perkecil 'paling_lambat'")


def _longer(office: Office, one: Duration, other: Duration) -> bool:
    """Whether one length, counted back from some day of the year, reaches further than the other."""
    time = office.time({})
    try:
        return any(shifted(time, end, one, -1) < shifted(time, end, other, -1) for end in _ENDS)
    except NeverOpen:
        return False


def _old_letter(reading: Reading, definition: Definition, rule: Renewal, path: Path) -> Iterator[Finding]:
    source = reading.standard
    asked = next((q for q in definition.standard.form if q.key == rule.question), None)
    if asked is None or asked.kind is not FieldKind.LETTER:
        what = f"'{rule.question}' bukan isian surat di formulir"
        yield source.finding((*path, "surat"), what, "tulis isian 'isian: surat' yang menunjuk surat lama")
    elif asked.letters and not any(p.key in asked.letters for p in definition.standard.products if p.renewal is rule):
        what = f"isian '{rule.question}' tidak menerima surat yang diperpanjang ini"
        yield source.finding((*path, "surat"), what, f"tambahkan kuncinya pada 'surat' di isian '{rule.question}'")
    elif asked.services and reading.slug and reading.slug not in asked.services:
        what = f"isian '{rule.question}' tidak menerima surat dari layanan ini"
        yield source.finding((*path, "surat"), what, f"tambahkan '{reading.slug}' pada 'dari', atau hapus 'dari'")


def _fixed(source: Source, definition: Definition, rule: Renewal, path: Path) -> Iterator[Finding]:
    questions = {question.key: question for question in definition.standard.form}
    for key, answer in rule.answers.items():
        place = (*path, "isian", key)
        question = questions.get(key)
        if question is None:
            yield source.finding(place, f"isian '{key}' tidak ada di formulir", "pilih isian yang ada di formulir")
        elif question.kind in (FieldKind.PERSON, FieldKind.LETTER):
            yield source.finding(place, f"isian '{key}' tidak dapat diberi jawaban tetap", "hapus, pemohon mengisinya")
        elif wrong := form.read((question.model_copy(update={"when": None}),), {key: answer}, date.max).errors:
            what = f"'{answer}' bukan jawaban untuk isian '{key}': {wrong[key]}"
            yield source.finding(place, what.rstrip("."), "tulis jawaban seperti diisi pemohon")


def _duty(source: Source, office: Office, product: Product, duty: Duty, path: Path) -> Iterator[Finding]:
    if (duty.every is None) == (duty.once_after is None):
        what = f"kewajiban '{duty.key}' harus punya 'tiap' atau 'setelah', salah satu"
        yield source.finding(path, what, "tulis 'tiap: 6 bulan' bila berulang, 'setelah: 1 bulan' bila sekali")
    for word, length in (("tiap", duty.every), ("setelah", duty.once_after), ("ingatkan", duty.remind)):
        if length and not in_days(length):
            yield source.finding((*path, word), f"'{length}' tidak dapat dihitung dalam hari", _DAYS)
    yield from _who(source, office, duty, path)
    yield from _fits(source, office, product, duty, path)


def _who(source: Source, office: Office, duty: Duty, path: Path) -> Iterator[Finding]:
    posts = {"oleh": "" if duty.by == APPLICANT else duty.by, "diperiksa": duty.accepted_by or ""}
    for word, post in posts.items():
        if post and not office.post(post):
            yield source.finding((*path, word), f"jabatan '{post}' tidak ada di kantor.yaml", _POST)
    if duty.by_applicant and not duty.accepted_by:
        what = f"kewajiban '{duty.key}' diserahkan pemohon, tetapi tidak ada yang memeriksanya"
        yield source.finding(path, what, "tambahkan 'diperiksa: <jabatan>'")
    if not duty.by_applicant and duty.accepted_by:
        what = f"kewajiban '{duty.key}' dikerjakan petugas, jadi tidak diperiksa lagi"
        yield source.finding((*path, "diperiksa"), what, "hapus 'diperiksa', atau tulis 'oleh: pemohon'")
    if duty.by_applicant and duty.shape == "kunjungan":
        what = f"kunjungan '{duty.key}' dilakukan petugas, bukan pemohon"
        yield source.finding((*path, "oleh"), what, "tulis jabatan yang berkunjung")


def _fits(source: Source, office: Office, product: Product, duty: Duty, path: Path) -> Iterator[Finding]:
    """A duty must fall due while the letter is in force, and its reminder must come after the duty before it."""
    length = duty.every or duty.once_after
    if length is None or not in_days(length):
        return
    lasts = product.valid_for
    if duty.until == "berlaku_sampai" and lasts and in_days(lasts) and _longer(office, length, lasts):
        what = f"kewajiban '{duty.key}' jatuh waktu setelah {length}, padahal surat hanya berlaku {lasts}"
        yield source.finding(path, what, "perpendek, atau tulis 'sampai: seterusnya'")
    if duty.remind and in_days(duty.remind) and _longer(office, duty.remind, length):
        what = f"kewajiban '{duty.key}' diingatkan {duty.remind} sebelumnya, padahal baru mulai {length} sebelumnya"
        yield source.finding((*path, "ingatkan"), what, "perpendek 'ingatkan'")
