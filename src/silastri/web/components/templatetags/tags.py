"""States in a word, and as coloured tags."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from silastri.apps.offices import queries as offices

register = template.Library()

_TAGS = {
    "draft": ("Belum dikirim", "grey"),
    "waiting": ("Daftar tunggu", "yellow"),
    "running": ("Diproses", "blue"),
    "returned": ("Perlu diperbaiki", "orange"),
    "done": ("Selesai", "green"),
    "refused": ("Ditolak", "red"),
    "withdrawn": ("Dibatalkan", "grey"),
    "referred": ("Dialihkan", "purple"),
    "queued": ("Menunggu", "blue"),
    "sending": ("Dikirim", "blue"),
    "sent": ("Terkirim", "green"),
    "delivered": ("Sampai", "green"),
    "read": ("Dibaca", "green"),
    "failed": ("Gagal", "red"),
    "merged": ("Digantikan", "grey"),
    "numbered": ("Menunggu tanda tangan", "blue"),
    "signing": ("Sedang ditandatangani", "blue"),
    "unknown": ("Belum pasti", "orange"),
    "signed": ("Berlaku", "green"),
    "signed_now": ("Ditandatangani", "green"),
    "inked": ("Menunggu nomor", "blue"),
    "drafted": ("Konsep", "grey"),
    "issued": ("Terbit", "green"),
    "revoked": ("Dicabut", "red"),
    "void": ("Nomor dibatalkan", "grey"),
    "replaced": ("Sudah diganti", "grey"),
    "reserved": ("Belum dipakai", "yellow"),
    "paper": ("Dipakai di kertas", "green"),
    "taken": ("Dipakai permohonan", "green"),
    "ended": ("Sudah berakhir", "orange"),
}
_DUTIES = {
    "open": ("Belum diserahkan", "blue"),
    "handed_in": ("Menunggu diperiksa", "blue"),
    "returned": ("Perlu diperbaiki", "orange"),
    "done": ("Selesai", "green"),
    "lapsed": ("Tidak perlu lagi", "grey"),
}
_RECORDS = {"active": "green", "inactive": "blue", "listed": "yellow", "destroyed": "red", "handed_over": "purple"}
_APPROVALS = {
    "not_sent": "grey",
    "waiting": "yellow",
    "approved": "green",
    "refused": "red",
    "paused": "red",
    "dearer": "orange",
}
_DISPOSALS = {"proposed": "yellow", "approved": "blue", "refused": "red", "cancelled": "grey", "done": "green"}


@register.filter
def nama_keadaan(state: str) -> str:
    """A state in a word: Selesai."""
    return _TAGS.get(state, (state, ""))[0]


@register.filter
def tanda(state: str) -> SafeString:
    """A state as a coloured tag."""
    return _tag(*_TAGS.get(state, (state, "grey")))


@register.filter
def keadaan_surat(letter: Any, day: date) -> str:
    """How a letter stands on that day, as ``tanda`` knows it."""
    return str(letter.standing(day)) if letter else ""


@register.filter
def terlambat(duty: Any, at: datetime) -> bool:
    """Whether the last day of a duty is over, by the clock of its office."""
    return bool(duty.due_on < offices.today(duty.office, at))


@register.filter
def tanda_kewajiban(duty: Any) -> SafeString:
    """The state of a duty as a coloured tag; a duty of the office has no state "handed in"."""
    label, colour = _DUTIES[duty.state]
    label = "Belum dikerjakan" if duty.state == "open" and not duty.by_applicant else label
    return _tag(label, colour)


@register.filter
def tanda_arsip(record: Any) -> SafeString:
    return _tag(record.get_state_display(), _RECORDS[record.state])


@register.filter
def tanda_whatsapp(approval: Any) -> SafeString:
    return _tag(approval.get_state_display(), _APPROVALS[approval.state])


@register.filter
def tanda_daftar(disposal: Any) -> SafeString:
    return _tag(disposal.get_state_display(), _DISPOSALS[disposal.state])


def _tag(label: str, colour: str) -> SafeString:
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, label)
