"""Messages about an appointment."""

from dataclasses import dataclass

from .template import Template, about_case


@dataclass(frozen=True, kw_only=True)
class _Appointment(Template):
    service: str
    ref: str
    step: str
    when: str


def _pattern(what: str, *more: str) -> str:
    return about_case(what, "Untuk: {step}", *more, "Lihat: {link}")


@dataclass(frozen=True, kw_only=True)
class Chosen(_Appointment):
    key = "slot_chosen"
    needed = ("when", "place")
    pattern = _pattern("Jadwal Anda: {when}.", "Tempat: {place}", "Jadwal bisa diubah sampai sehari sebelumnya.")
    place: str


@dataclass(frozen=True, kw_only=True)
class Tomorrow(_Appointment):
    key = "slot_tomorrow"
    needed = ("when", "place")
    pattern = _pattern("Besok jadwal Anda: {when}.", "Tempat: {place}")
    place: str


@dataclass(frozen=True, kw_only=True)
class GivenUp(_Appointment):
    key = "slot_given_up"
    needed = ("when",)
    pattern = _pattern("Jadwal {when} dibatalkan.", "Pilih jadwal lain.")


@dataclass(frozen=True, kw_only=True)
class Absent(_Appointment):
    key = "slot_absent"
    needed = ("when",)
    pattern = _pattern("Anda tercatat tidak hadir pada {when}.", "Silakan pilih jadwal lagi.")
