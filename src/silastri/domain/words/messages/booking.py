"""Messages about an appointment."""

from dataclasses import dataclass

from .template import Template, about_case


@dataclass(frozen=True, kw_only=True)
class _Appointment(Template):
    service: str
    ref: str
    step: str
    when: str

    def _text(self, what: str, *more: str) -> str:
        step = f"Untuk: {self.step}"
        return about_case(f"{what}.", self.service, self.ref, step, *more, f"Lihat: {self.link}")


@dataclass(frozen=True, kw_only=True)
class Chosen(_Appointment):
    key = "slot_chosen"
    place: str

    def text(self) -> str:
        change = "Jadwal bisa diubah sampai sehari sebelumnya."
        return self._text(f"Jadwal Anda: {self.when}", f"Tempat: {self.place}", change)


@dataclass(frozen=True, kw_only=True)
class Tomorrow(_Appointment):
    key = "slot_tomorrow"
    place: str

    def text(self) -> str:
        return self._text(f"Besok jadwal Anda: {self.when}", f"Tempat: {self.place}")


@dataclass(frozen=True, kw_only=True)
class GivenUp(_Appointment):
    key = "slot_given_up"

    def text(self) -> str:
        return self._text(f"Jadwal {self.when} dibatalkan", "Pilih jadwal lain.")


@dataclass(frozen=True, kw_only=True)
class Absent(_Appointment):
    key = "slot_absent"

    def text(self) -> str:
        return self._text(f"Anda tercatat tidak hadir pada {self.when}", "Silakan pilih jadwal lagi.")
