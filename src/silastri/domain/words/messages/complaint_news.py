"""What complainants and officers are told of a complaint. The words of a complaint and its answer are in none of them:
they are read where its code, or a sign-in, opens them."""

from dataclasses import dataclass
from typing import ClassVar

from .template import Purpose, Template


@dataclass(frozen=True, kw_only=True)
class _ToComplainant(Template):
    needed: ClassVar[tuple[str, ...]] = ("number",)
    number: str
    office: str


@dataclass(frozen=True, kw_only=True)
class ComplaintReceived(_ToComplainant):
    """Whoever has its code can read the complaint, complete it and withdraw it."""

    key = "complaint_received"
    pattern = (
        "Pengaduan Anda sudah diterima {office} dengan nomor {number}. Kode lacak: {ref}"
        "\nKabar pertama paling lambat {due}.\nLihat perjalanannya: {link}"
    )
    purpose = Purpose.ASKED
    is_of_office = False
    is_secret = True
    ref: str
    due: str


@dataclass(frozen=True, kw_only=True)
class ComplaintAnswered(_ToComplainant):
    key = "complaint_answered"
    pattern = "Pengaduan Anda nomor {number} sudah dijawab {office}.\nBaca jawabannya: {link}"


@dataclass(frozen=True, kw_only=True)
class ComplaintToComplete(_ToComplainant):
    key = "complaint_to_complete"
    needed = ("number", "until")
    pattern = (
        "Pengaduan Anda nomor {number} perlu dilengkapi.\n{office} menunggu keterangan Anda paling lambat {until}."
        "\nLengkapi di: {link}"
    )
    until: str


@dataclass(frozen=True, kw_only=True)
class ComplaintLapsed(_ToComplainant):
    key = "complaint_lapsed"
    pattern = (
        "Pengaduan Anda nomor {number} tidak dilengkapi sampai batas waktunya, jadi dianggap dicabut. Anda dapat "
        "mengadu lagi kepada {office} kapan saja.\nSelengkapnya: {link}"
    )


@dataclass(frozen=True, kw_only=True)
class _ToOfficer(Template):
    purpose = Purpose.WORK
    needed = ("number",)
    number: str
    post: str
    due: str


@dataclass(frozen=True, kw_only=True)
class ComplaintArrived(_ToOfficer):
    key = "complaint_arrived"
    pattern = "Pengaduan nomor {number} menunggu {post}.\nBatas waktu: {due}\nBuka: {link}"


@dataclass(frozen=True, kw_only=True)
class ComplaintDueSoon(_ToOfficer):
    key = "complaint_due_soon"
    pattern = (
        "Pengingat untuk {post}: pengaduan nomor {number} hampir sampai batas waktu.\nBatas waktu: {due}\nBuka: {link}"
    )


@dataclass(frozen=True, kw_only=True)
class ComplaintLate(_ToOfficer):
    """To a superior of the post that has it."""

    key = "complaint_late"
    pattern = (
        "Pengaduan nomor {number} perlu bantuan Anda.\nMenunggu di: {post}\nBatas waktunya sudah lewat: {due}"
        "\nBuka: {link}"
    )
