"""Appointments must lie in the office's hours; quotas and bookings may count only by what is known at handing in."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from silastri.domain.booking import bookable
from silastri.domain.booking.slots import offered
from silastri.domain.case import facts
from silastri.domain.definition.booking import Batch, Quota, Reservation, Slots
from silastri.domain.definition.condition import Condition, ConditionFailed
from silastri.domain.definition.definition import Definition, Reading
from silastri.domain.definition.field import FieldKind
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Step
from silastri.domain.definition.source import Finding, Path, Source
from silastri.domain.kinds import Kind
from silastri.domain.worktime import NeverOpen

from .remedies import of_kinds

BY_APPOINTMENT = (Kind.VISIT, Kind.HAND_OVER, Kind.CHECK)
_A_MONDAY = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 - the office's zone is added later


def rules(reading: Reading, definition: Definition, office: Office) -> Iterator[Finding]:
    for n, step in enumerate(definition.sop.steps):
        if step.slots:
            yield from _slots(reading.sop, ("langkah", n, "jadwal"), step, step.slots, office)
    if definition.standard.quota:
        yield from _quota(reading.standard, definition, definition.standard.quota, office)
    if definition.standard.reservation:
        yield from _reservation(reading.standard, definition, definition.standard.reservation)


def _slots(source: Source, path: Path, step: Step, slots: Slots, office: Office) -> Iterator[Finding]:
    if step.kind not in BY_APPOINTMENT:
        what = f"langkah '{step.key}': kegiatan '{step.kind}' tidak bisa memakai jadwal"
        yield source.finding(path, what, "pindahkan 'jadwal' ke langkah survei_lapangan, serahkan, atau periksa")
    for word, length in (("dari", slots.since), ("sampai", slots.until)):
        if not length.is_said:
            yield source.finding((*path, word), f"'{word}' pada jadwal belum ditetapkan", "tulis misalnya 1 hari kerja")
            return
    outside = list(_outside(source, path, slots, office))
    yield from outside
    if not outside and not _has_days(slots, office):
        what = "antara 'dari' dan 'sampai' tidak selalu ada hari yang dibuka"
        yield source.finding(path, what, "perpanjang 'sampai', misalnya 30 hari kalender")


def _outside(source: Source, path: Path, slots: Slots, office: Office) -> Iterator[Finding]:
    for day in slots.days:
        spans = office.hours.get(day) or ()
        hours = ", ".join(f"{opens:%H.%M}-{closes:%H.%M}" for opens, closes in spans)
        if not spans:
            yield source.finding((*path, "hari"), f"kantor tutup pada hari {day}", "pilih hari kerja di kantor.yaml")
        for at in slots.times:
            if spans and not any(opens <= at < closes for opens, closes in spans):
                what = f"jam {at:%H.%M} di luar jam kerja hari {day}"
                yield source.finding((*path, "jam"), what, f"pilih jam di dalam {hours}")


def _has_days(slots: Slots, office: Office) -> bool:
    """On whatever day the applicant looks, at least one day must be on offer."""
    clock = office.time({})
    start = _A_MONDAY.replace(tzinfo=clock.zone)
    try:
        return all(any(offered(slots, clock, start + timedelta(days=n))) for n in range(7))
    except NeverOpen:
        return True  # reported for the office


def _quota(source: Source, definition: Definition, quota: Quota, office: Office) -> Iterator[Finding]:
    if quota.per == "periode" and not quota.batches:
        what = "'per: periode' tanpa tanggal"
        yield source.finding(("kuota",), what, "tambahkan 'tanggal: [{dari: 2026-07-01, sampai: 2026-07-31}]'")
    if quota.per != "periode" and quota.batches:
        what = f"'per: {quota.per}' tidak memakai tanggal"
        yield source.finding(("kuota", "tanggal"), what, "hapus 'tanggal', atau tulis 'per: periode'")
    yield from _batches(source, quota.batches)
    if quota.waits and not quota.post:
        what = "daftar tunggu tanpa jabatan yang menerima berikutnya"
        yield source.finding(("kuota",), what, "tambahkan 'oleh: <jabatan>'")
    if quota.post and not quota.waits:
        what = "'oleh' hanya untuk 'bila_penuh: tunggu'"
        yield source.finding(("kuota", "oleh"), what, "hapus 'oleh', atau tulis 'bila_penuh: tunggu'")
    if quota.post and not office.post(quota.post):
        what = f"jabatan '{quota.post}' tidak ada di kantor.yaml"
        yield source.finding(("kuota", "oleh"), what, "tambahkan di kantor.yaml atau pilih yang ada")
    if quota.by:
        yield from _by(source, ("kuota", "menurut"), quota.by, definition)


def _batches(source: Source, batches: tuple[Batch, ...]) -> Iterator[Finding]:
    before = None
    for n, batch in enumerate(batches):
        path: Path = ("kuota", "tanggal", n)
        if batch.until < batch.since:
            yield source.finding(path, "periode selesai sebelum mulai", "tukar 'dari' dan 'sampai'")
        elif before and batch.since <= before.until:
            what = "periode tidak urut atau tumpang tindih"
            yield source.finding(path, what, "urutkan, dan mulai periode setelah yang sebelumnya selesai")
        before = batch


def _reservation(source: Source, definition: Definition, rule: Reservation) -> Iterator[Finding]:
    form = {question.key: question for question in definition.standard.form}
    dates = sorted(key for key, question in form.items() if question.kind is FieldKind.DATE)
    numbers = sorted(key for key, q in form.items() if q.kind is FieldKind.NUMBER and not q.decimals)
    for word, name in (("dari", rule.since), ("sampai", rule.until), ("lama", rule.length)):
        if name is None:
            continue
        kind, of = (FieldKind.NUMBER, numbers) if word == "lama" else (FieldKind.DATE, dates)
        path: Path = ("pesan_waktu", word)
        question = form.get(name.removeprefix("isian."))
        if question is None:
            offered = ", ".join(f"isian.{key}" for key in of)
            remedy = f"yang ada: {offered}" if of else f"tambahkan isian dengan 'isian: {kind.value}' di 'formulir'"
            yield source.finding(path, f"memakai nama '{name}' yang tidak ada", remedy)
        elif question.key not in of:
            what = "bilangan bulat" if word == "lama" else "tanggal"
            yield source.finding(path, f"'{name}' bukan {what}", f"pilih isian yang 'isian: {kind.value}'")
        elif question.optional or question.when:
            remedy = "hapus 'wajib: tidak' dan 'bila' pada pertanyaan itu"
            yield source.finding(path, f"'{name}' tidak selalu diisi", remedy)
    if rule.thing:
        yield from _by(source, ("pesan_waktu", "benda"), rule.thing, definition)


def _by(source: Source, path: Path, by: Condition, definition: Definition) -> Iterator[Finding]:
    """What a quota counts by must be known at handing in and may be shown on a public page."""
    known = facts.condition_names(definition)
    public = {f"isian.{q.key}" for q in definition.standard.form if bookable.may_be_public(q)}
    public |= {"layanan.nama", "layanan.jenis", "hari_ini"}
    wrong = False
    for name in sorted(by.names - public):
        wrong = True
        what = (
            f"'{name}' tidak boleh dipakai di sini: nilainya tampil di halaman umum, atau belum diketahui"
            if name in known
            else f"memakai nama '{name}' yang tidak ada"
        )
        choices = ", ".join(sorted(public - {"layanan.nama", "layanan.jenis", "hari_ini"}))
        yield source.finding(path, what, f"pakai isian pilihan{f'; yang bisa: {choices}' if choices else ''}")
    if wrong:
        return
    nothing = {name: 0 if type(sample) is int else sample for name, sample in known.items()}
    try:
        value = by.value(facts.tree(known))
        by.value(facts.tree(nothing))
    except ConditionFailed as error:
        yield source.finding(path, str(error).rstrip("."), of_kinds(by, known, Condition.value))
        return
    if not isinstance(value, str | int):
        yield source.finding(
            path, f'"{by.text}" bukan teks atau bilangan', "pakai isian pilihan, misalnya isian.lokasi"
        )
