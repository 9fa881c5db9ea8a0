"""Where a complaint stands, in a sentence for who wrote it."""

from dataclasses import dataclass

from silastri.apps.complaints.models import Complaint
from silastri.apps.offices import queries as offices
from silastri.domain.words import wording

_State = Complaint.State


@dataclass(frozen=True)
class Said:
    sentence: str
    then: str
    tone: str = ""  # "success" or "warning", as a notice has it


def said(found: Complaint) -> Said:
    office = offices.definition(found.at_office).short
    time = offices.working_time(found.at_office)
    due = f"paling lambat {wording.due(found.due_at, time)}" if found.due_at else "secepatnya"
    if found.state == _State.NEW:
        return Said(f"Pengaduan Anda sudah diterima {office}.", f"Petugas membacanya {due}.")
    if found.state == _State.IN_HAND:
        return Said(f"Pengaduan Anda sedang ditangani {office}.", f"Jawabannya {due}.")
    if found.state == _State.INCOMPLETE:
        until = wording.day(found.complete_until, time.zone) if found.complete_until else ""
        then = f"Lengkapi paling lambat {until}. Sesudah itu pengaduan dianggap dicabut."
        return Said(f"{office} menunggu keterangan Anda.", then, "warning")
    if found.state == _State.ANSWERED:
        return Said(f"{office} sudah menjawab pengaduan Anda.", "Jawabannya ada di bawah.", "success")
    if found.state == _State.CLOSED:
        return Said("Pengaduan Anda sudah selesai.", "Jawabannya ada di bawah.", "success")
    if found.state == _State.LAPSED:
        then = "Keterangan yang diminta tidak datang. Anda dapat mengadu lagi kapan saja."
        return Said("Pengaduan Anda dianggap dicabut.", then)
    return Said("Pengaduan Anda sudah dicabut.", "Anda dapat mengadu lagi kapan saja.")
