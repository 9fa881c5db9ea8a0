"""Appointments, quotas and bookings in words, for who reads a definition."""

from collections.abc import Iterator
from datetime import time

from silastri.domain.booking.bookable import choices
from silastri.domain.definition.booking import Quota, Reservation, Slots
from silastri.domain.definition.condition import Condition
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import Office

from .flow import lane_title
from .spoken import Speech


def slots(rule: Slots) -> str:
    """On which days and hours there are appointments, and for how many people at a time."""
    days = ", ".join(day.capitalize() for day in rule.days)
    return (
        f"pemohon memilih jadwal: {days} pukul {', '.join(clock(at) for at in rule.times)}; {rule.count} orang tiap "
        f"jam; paling cepat {rule.since}, paling lama {rule.until} dari sekarang"
        + (f"; di {rule.place}" if rule.place else "")
    )


def clock(at: time) -> str:
    return f"{at:%H.%M}"


def standard(definition: Definition, office: Office) -> Iterator[str]:
    """The lines about quota and booking."""
    if rule := definition.standard.quota:
        yield f"Kuota: {quota(definition, rule)}. {_when_full(office, rule)}"
    if booked := definition.standard.reservation:
        yield f"Pemakaian: {reservation(definition, booked)}."


def quota(definition: Definition, rule: Quota) -> str:
    """A quota in words: 20 permohonan tiap hari, untuk tiap lokasi."""
    dates = ", ".join(f"{long_date(b.since)} sampai {long_date(b.until)}" for b in rule.batches)
    per = f" ({dates})" if dates else ""
    return f"{rule.count} permohonan tiap {rule.per}{per}{_each(definition, rule.by)}"


def _when_full(office: Office, rule: Quota) -> str:
    if rule.waits:
        return f"Bila penuh: daftar tunggu; {lane_title(office, str(rule.post))} menerima berikutnya bila ada tempat."
    return "Bila penuh: pengajuan ditutup sampai masa berikutnya."


def reservation(definition: Definition, rule: Reservation) -> str:
    """A booking in words: dipesan dari mulai dipakai sampai selesai dipakai, untuk tiap ruang; ..."""
    labels = {question.key: question.label.lower() for question in definition.standard.form}
    first, last, many = (labels.get(key, key) for key in (rule.first, rule.last, rule.many))
    period = f"dipesan untuk {first}" if first == last else f"dipesan dari {first} sampai {last}"
    period = f"dipesan sejak {first} selama {many}" if many else period
    users = "satu pemakai" if rule.count == 1 else f"{rule.count} pemakai"
    held = f"ditahan {rule.held_for} sejak dipilih"
    return f"{period}{_each(definition, rule.thing)}; satu tanggal hanya untuk {users}; {held}"


def _each(definition: Definition, by: Condition | None) -> str:
    if by is None:
        return ""
    found = choices(definition, by)
    asked = next((q for q in definition.standard.form if by.text.strip() == f"isian.{q.key}"), None)
    said = asked.label.lower() if asked else Speech(definition).condition(by) or by.text
    return f", untuk tiap {said}" + (f" ({', '.join(found.values())})" if found else "")
