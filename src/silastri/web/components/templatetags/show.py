"""How every page shows things: moments, names, numbers, states."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from silastri.apps.cases.models import Case
from silastri.apps.complaints.models import Complaint
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import identity, written_day
from silastri.domain.case import lateness, workflow
from silastri.domain.case.workflow import State
from silastri.domain.definition.field import Question
from silastri.domain.definition.letter_text import long_date
from silastri.domain.words import log_rooms, log_words, wording
from silastri.web.forms import CHOOSE
from silastri.web.questions import DAY_PARTS, rows
from silastri.web.zone import here

register = template.Library()

_SHORT = "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split()
_DUTIES_OF_THE_WORKER = {
    "appointment.remind": "Mengingatkan jadwal besok",
    "falling_due.remind": "Mengingatkan masa berlaku surat dan kewajiban",
    "settle.ask_about_lost": "Menanyakan tanda tangan yang belum pasti",
    "due_soon.remind": "Mengingatkan petugas sebelum batas waktu",
    "escalate.escalate": "Mengabari atasan bila berkas terlambat",
    "complaints.watch": "Mengingatkan batas waktu pengaduan",
    "ask.lapse": "Menutup pengaduan yang tidak dilengkapi",
    "answer.close": "Menutup pengaduan yang sudah dijawab",
    "answer.remind": "Mengingatkan permintaan data pribadi",
    "digest.digest": "Mengirim ringkasan pagi",
    "booking.free_ended": "Membuka lagi jadwal yang tidak dipakai",
    "undrawn.draw_undrawn": "Menggambar berkas yang tertunda",
    "keep.bring_in": "Memasukkan berkas ke arsip",
    "keep.schedule": "Menghitung masa simpan arsip",
    "close.end_of_day": "Menutup antrean yang tertinggal",
    "month_report.draft": "Menyiapkan laporan pengaduan",
    "report.draft": "Menyiapkan laporan kantor",
    "consult.forget_people": "Menghapus nama di catatan konsultasi lama",
    "measure.keep_up": "Menghitung ukuran harian",
    "check_sums.check": "Mencocokkan jumlah jawaban survei",
    "backup": "Membuat cadangan data",
    "backup.drill": "Menguji pulih cadangan data",
    "look.look": "Mencari keanehan untuk pengawas",
    "keep.read_again": "Memeriksa ulang berkas arsip",
}


@register.filter
def hari(value: date | datetime | None, office: Office | None = None) -> str:
    """20 November 2026; of a moment, the day by the clock of the page, or by that office's."""
    if value is None:
        return "-"
    return long_date(here(value, office) if isinstance(value, datetime) else value)


@register.filter
def lalu(value: datetime, today: date) -> str:
    """How long before today a moment was, in whole days by the clock of the page: 12 hari lalu."""
    days = today.toordinal() - here(value).toordinal()
    return "hari ini" if days <= 0 else "kemarin" if days == 1 else f"{days} hari lalu"


@register.filter
def batas(due: datetime | None, office: Office) -> str:
    """Until when: 20 November 2026; of a promise in minutes or hours also 10.15 WIB, by the clock of that office."""
    return wording.short_due(due, offices.working_time(office)) if due else "-"


@register.filter
def tanggal(value: date | None) -> str:
    """A short day: 20 Nov 2026."""
    return f"{value.day} {_SHORT[value.month - 1]} {value.year}" if value else "-"


@register.filter
def nomor(number: str) -> SafeString:
    """The number of a letter, which may break after a slash."""
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in re.split(r"(?<=/)", number)))


@register.filter
def saat(value: datetime | None, office: Office | None = None) -> str:
    """20 Nov 2026, 16.00 by the clock of the page; by that office's, which is named then: 20 Nov 2026, 18.00 WIT"""
    if value is None:
        return "-"
    at = here(value, office)
    return f"{at.day} {_SHORT[at.month - 1]} {at.year}, {at:%H.%M}{f' {at:%Z}' if office else ''}"


@register.filter
def waktu(value: datetime | None, office: Office | None = None) -> SafeString:
    """A moment that machines can read too."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat() if value else "", saat(value, office))


@register.filter
def jam(value: datetime | None) -> str:
    """16.00"""
    return f"{here(value):%H.%M}" if value else "-"


@register.filter
def samar(digits: str | None) -> str:
    """A NIK with its middle hidden."""
    return identity.mask(digits) if digits else "-"


@register.filter
def samar_nama(name: str) -> str:
    return identity.mask_name(name)


@register.filter
def telepon(e164: str | None) -> str:
    return identity.Phone(e164, True).local if e164 else "-"


@register.filter
def telepon_samar(e164: str | None) -> str:
    return identity.Phone(e164, True).masked if e164 else "-"


@register.filter
def kontak(to: str) -> str:
    """A telephone number or an e-mail address."""
    return to if "@" in to else telepon(to)


@register.filter
def kontak_samar(to: str) -> str:
    name, _, domain = to.partition("@")
    return f"{name[:1]}***@{domain}" if domain else telepon_samar(to)


@register.filter
def nama_saluran(channel: str) -> str:
    """The name of a channel of messages."""
    return str(Message.Channel(channel).label)


@register.filter
def nama_media(channel: str) -> str:
    """The name of the channel of a complaint."""
    return str(Complaint.Channel(channel).label)


@register.filter
def rupiah(amount: int) -> str:
    return wording.rupiah(amount)


@register.filter
def rupiah_bulat(amount: Decimal) -> str:
    """A sum that has cents, to the nearest rupiah."""
    return wording.rupiah(int(amount.to_integral_value()))


@register.filter
def desimal(value: Decimal) -> str:
    """With a comma, as it is written here: 83,89."""
    return str(value).replace(".", ",")


@register.filter
def nilai_ukur(value: Decimal | str | None) -> str:
    """A score of the yearly measurement: 87,5; a dash where nothing counts."""
    return str(value).replace(".", ",") if value not in (None, "") else "–"


@register.filter
def pekerjaan(name: str) -> str:
    """What the worker does by itself."""
    return _DUTIES_OF_THE_WORKER.get(name, name)


@register.filter
def hasil(outcome: str) -> str:
    """An outcome in the words of the control card."""
    return workflow.said(outcome)


@register.filter
def ukuran(size: int) -> str:
    """The size of a file: 300 kB, 1,2 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


@register.filter
def kejadian(what: str) -> str:
    """What somebody did, by the log."""
    return log_words.EVENTS.get(what, what)


@register.filter
def kejadian_arsip(what: str) -> str:
    """What happened to a record, by the log."""
    return log_rooms.ARCHIVE.get(what, what)


@register.filter
def ambil(mapping: dict[Any, Any] | None, key: Any) -> Any:
    """The value under a key that is in a variable of the template."""
    return (mapping or {}).get(key, "")


@register.simple_tag
def gabung(*words: Any) -> str:
    """Words joined by dots: the name of a person's part, or of an item of a list, in a form."""
    return ".".join(map(str, words))


@register.simple_tag
def baris_daftar(question: Question, raw: dict[str, str], facts: dict[str, Any] | str) -> list[int]:
    """The rows of a list to show."""
    return rows(question, raw or {}, facts or {})  # type: ignore[arg-type]


@register.simple_tag
def bagian_hari(text: str) -> list[tuple[str, str, str, int]]:
    """The three inputs for a day: name, label, what is in it, and how long it may be."""
    labels, lengths = ("Tanggal", "Bulan", "Tahun"), (2, 9, 4)
    return list(zip(DAY_PARTS, labels, written_day.parts(text or ""), lengths, strict=True))


@register.filter
def hari_angka(value: date | str | None) -> str:
    """A day as its field shows it: 31-12-2026."""
    return written_day.in_figures(str(value or ""))


@register.inclusion_tag("components/error_summary.html")
def ringkasan_salah(errors: dict[str, str] | None = None, form: Any = None, title: str = "") -> dict[str, Any]:
    """The errors on this page, each with a link to its place."""
    found = [(name, sentence) for name, sentence in (errors or {}).items()]
    if form is not None and form.is_bound:
        for name, sentences in form.errors.items():
            place = "" if name == "__all__" else _first_input(form[name])
            label = "" if name == "__all__" else str(form[name].label)
            found += [(place, f"{label}: pilih salah satu." if s == CHOOSE else s) for s in sentences]
    return {"found": found, "title": title or "Ada yang perlu diperbaiki"}


def _first_input(field: Any) -> str:
    """The id of what is typed or chosen first: of a group, its first button."""
    if getattr(field.field.widget, "input_type", "") in ("radio", "checkbox"):
        return str(next((one.id_for_label for one in field if one.id_for_label), field.auto_id))
    return str(field.id_for_label or field.auto_id)


@register.filter
def berkas_tadi(sent: Any) -> str:
    """The name of a file that came with a form which is shown again, or how many there are."""
    if isinstance(sent, list):
        return f"{len(sent)} berkas" if len(sent) > 1 else berkas_tadi(sent[0]) if sent else ""
    return getattr(sent, "name", "") or ""


@register.simple_tag
def keterangan(name: str, hint: Any = "", error: Any = "", *, is_group: bool = False) -> SafeString:
    """What an input says to those who cannot see it: where its hint and its error stand, and that it is wrong.

    A group of inputs cannot be wrong itself (WAI-ARIA 1.2: ``aria-invalid`` is not for the role "group").
    """
    places = [f"{name}-{what}" for what, there in (("petunjuk", hint), ("salah", error)) if there]
    said = format_html(' aria-describedby="{}"', " ".join(places)) if places else SafeString("")
    return said + SafeString(' aria-invalid="true"') if error and not is_group else said


@register.filter
def jatuh_tempo(case: Case) -> datetime | None:
    """When a running case is late."""
    return lateness.due(case.due_at, case.promise_due_at) if case.state == State.RUNNING else None


@register.filter
def lewat(due: datetime | None, now: datetime) -> bool:
    return lateness.passed(due, now)


@register.filter
def sisa(due: datetime | None, now: datetime) -> str:
    """The time until a moment, in the largest unit that says something."""
    if due is None:
        return ""
    seconds = int(abs((due - now).total_seconds()))
    days, hours, minutes = seconds // 86400, seconds // 3600, seconds // 60
    words = f"{days} hari" if days else f"{hours} jam" if hours else f"{max(1, minutes)} menit"
    return f"terlambat {words}" if lateness.passed(due, now) else f"{words} lagi"


@register.filter
def tenggat(due: datetime, now: datetime) -> str:
    """How near it is, in days of the page's clock: terlambat 3 hari, hari ini 16.00, besok 16.00, 4 hari lagi"""
    days = here(due).toordinal() - here(now).toordinal()
    if lateness.passed(due, now) or days > 1:
        return sisa(due, now) if days < 2 else f"{days} hari lagi"
    return f"{('hari ini', 'besok')[days]} {jam(due)}"


@register.filter
def lama(since: datetime | None, now: datetime) -> str:
    """The time since a day, in whole calendar days: 34 hari."""
    if since is None:
        return ""
    days = here(now).toordinal() - here(since).toordinal()
    return f"{days} hari"


@register.simple_tag
def gabung_tanda(first: str, second: str) -> str:
    """Two words joined by a hyphen: the name of a mark in the check."""
    return f"{first}-{second}"


@register.simple_tag
def bidang(form: Any, name: str) -> Any:
    """The field whose name is in a variable of the template."""
    return form[name]


@register.filter
def disebut(service: int | None, names: dict[int | None, str]) -> str:
    """What citizens call the service of a number, by the names that the page was given."""
    return names.get(service, "")
