"""The menu of a desk: what this officer may do here, in groups, each with how much of it waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from silastri.apps.offices.queries import Desk


@dataclass(frozen=True)
class Entry:
    """One page of the menu; ``needs`` says for whom it is there, by the parts of the desk and the desk itself."""

    title: str
    route: str
    icon: str
    needs: Callable[[dict[str, bool], Desk], Any]


def _all(_: dict[str, bool], __: Desk) -> bool:
    return True


def _does(*parts: str) -> Callable[[dict[str, bool], Desk], bool]:
    return lambda does, _: any(does.get(part) for part in parts)


def _manages(_: dict[str, bool], desk: Desk) -> bool:
    return desk.manages


def _answers_for_others(does: dict[str, bool], desk: Desk) -> bool:
    return desk.manages or bool(does.get("below"))


GROUPS = {
    "": (
        Entry("Ringkasan", "figures", "home", _answers_for_others),
        Entry("Loket", "counter", "desk", _does("counter")),
        Entry("Antrean", "queue_desk", "people", _does("queue")),
        Entry("Tanda tangan", "signing", "signature", _does("signing")),
        Entry("Tugas saya", "inbox", "inbox", _all),
        Entry("Semua kantor", "all_offices", "map", _does("oversees")),
    ),
    "Melayani warga": (
        Entry("Percakapan", "conversations", "note", _does("talks")),
        Entry("Konsultasi", "consultations", "help", _does("counter", "look_up", "talks", "hands_out")),
        Entry("Pengaduan", "complaints", "flag", _all),
        Entry("Slip untuk diberikan", "slips", "paper", _does("counter", "hands_out")),
        Entry("Belum diambil", "uncollected", "hand", _does("uncollected")),
        Entry("Buku tamu", "books", "people", _does("counter", "look_up", "hands_out")),
        Entry("Waktu antrean", "queue_times", "clock", _does("queue_times")),
        Entry("Poster dan kode QR", "posters", "qr", _does("serves")),
        Entry("Ketik survei kertas", "key_survey", "edit", _does("serves")),
        Entry("Pesan", "outgoing", "mail", _all),
    ),
    "Berkas dan surat": (
        Entry("Semua permohonan", "desk_register", "search", _all),
        Entry("Disebut", "mentions", "chat", _all),
        Entry("Diminta pendapat", "desk_opinions", "chat", _does("asked")),
        Entry("Jadwal survei", "visits", "map", _does("visit")),
        Entry("Jadwal", "schedule", "calendar", _does("schedule")),
        Entry("Daftar tunggu", "waiting_list", "list", _does("waiting_list")),
        Entry("Tagihan", "bills", "money", _does("pay")),
        Entry("Kewajiban", "duties", "flag", _does("duties")),
        Entry("Data pribadi", "data_requests", "id", _does("personal_data")),
        Entry("Terlambat di bawah saya", "late_below", "clock", _does("below")),
        Entry("Lewat batas", "past_limit", "warning", _does("past_limit")),
        Entry("Surat", "desk_letters", "letter", _all),
        Entry("Buku registrasi", "ledger", "book", _all),
        Entry("Arsip", "archive", "archive", _does("archive")),
    ),
    "Laporan dan mutu": (
        Entry("Ringkasan", "figures", "home", lambda does, desk: not _answers_for_others(does, desk)),
        Entry("Di mana berkas menunggu", "figures_waiting", "clock", _answers_for_others),
        Entry("Jeda dan pengembalian", "figures_pauses", "turn", _answers_for_others),
        Entry("Laporan kantor", "office_reports", "book", _does("office_reports")),
        Entry("Laporan pengaduan", "month_reports", "flag", _does("month_reports")),
        Entry("Laporan SKM", "survey_reports", "heart", _does("plans")),
        Entry("Hasil pertanyaan tambahan", "survey_extra", "list", _does("serves")),
        Entry("Pengukuran tahunan", "reviews", "check", _all),
        Entry("Bukti penilaian", "assessments", "check", _all),
        Entry("Perbaikan", "improvements", "check", _all),
        Entry("Berkas buatan", "made_files", "archive", _all),
    ),
    "Petugas dan etik": (
        Entry("Kompetensi", "competences", "id", _all),
        Entry("Penilaian kinerja", "appraisals", "check", _all),
        Entry("Putaran 360°", "peer_rounds", "people", _all),
        Entry("Penghargaan", "rewards", "heart", _all),
        Entry("Kode etik", "commitments", "seal", _all),
        Entry("Sidang etik", "ethics_cases", "warning", _all),
        Entry("Laporan permintaan uang", "bribe_reports", "warning", _does("bribes")),
        Entry("Keanehan", "anomalies", "warning", _does("anomalies")),
    ),
    "Kelola": (
        Entry("Usulan penugasan", "proposed_postings", "id", _does("confirm_posting")),
        Entry("Naskah menunggu", "waiting_texts", "edit", _does("confirm_posting")),
        Entry("Petugas", "people", "people", _manages),
        Entry("Loket antrean", "queue_counters", "desk", lambda does, desk: desk.manages and does.get("queue_times")),
        Entry("Naskah surat", "letter_texts", "edit", _manages),
        Entry("Teks pesan", "message_texts", "chat", _manages),
        Entry("Perangkat", "devices", "desk", _manages),
        Entry("Kontak mitra", "partners", "phone", lambda does, desk: desk.manages and does.get("ask_outside")),
        Entry("Hari libur", "holidays", "calendar", _manages),
        Entry("Biaya pesan", "message_costs", "money", _manages),
        Entry("Keadaan sistem", "health", "heart", _manages),
        Entry("Kunci surat", "letter_keys", "key", _manages),
        Entry("Segel harian", "anchors", "seal", _manages),
        Entry("Log akses", "access_log", "clock", _does("audit")),
    ),
}


# What these are called for who only watches over the office; "" is not shown: nothing can be read there.
FOR_WATCHERS = {
    "inbox": "Menunggu petugas",
    "counter": "",
    "mentions": "",
    "signing": "",
    "key_survey": "",
    "appraisals": "",
    "peer_rounds": "",
    "ethics_cases": "",
    "made_files": "",
}


@dataclass(frozen=True)
class Count:
    """How much of a page waits; ``late`` says in words what of it is late, ``soon`` what is due today."""

    number: int
    words: str
    late: str = ""
    soon: str = ""


@dataclass(frozen=True)
class Place:
    title: str
    address: str
    icon: str
    current: str  # "page" of the open page, "true" of the part it belongs to, else empty
    count: Count


@dataclass(frozen=True)
class Group:
    """Pages that are folded together; without a title they stand open, for they are used all day."""

    title: str
    places: list[Place]

    @property
    def is_open(self) -> bool:
        return any(place.current for place in self.places)

    @property
    def count(self) -> Count:
        """What waits in it, so that folding hides no work."""
        late = [place.count.late for place in self.places if place.count.late]
        return Count(sum(place.count.number for place in self.places), "menunggu", ", ".join(late))


_NOTHING = Count(0, "")


def groups(request: HttpRequest, desk: Desk, does: dict[str, bool], counts: dict[str, Count]) -> Iterator[Group]:
    """The groups with what this officer may open; the part that holds the open page is marked. A group of one page
    is not folded."""
    counts = {} if desk.watches else counts  # nothing waits for who only watches
    there = [(title, [*_for(desk, does, entries)]) for title, entries in GROUPS.items()]
    addresses = [_address(entry.route) for _, entries in there for entry in entries]
    addresses.append(_address("work_news"))  # it stands below the groups
    holding = max((address for address in addresses if request.path.startswith(address)), key=len, default="")
    for title, entries in there:
        places = [_place(entry, request.path, holding, counts.get(entry.route, _NOTHING)) for entry in entries]
        if places:
            yield Group(title if len(places) > 1 else "", places)


def _for(desk: Desk, does: dict[str, bool], entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        named = replace(entry, title=FOR_WATCHERS.get(entry.route, entry.title)) if desk.watches else entry
        if named.title and named.needs(does, desk):
            yield named


_address = cache(reverse)  # each page of a desk has thirty of them


def _place(entry: Entry, path: str, holding: str, count: Count) -> Place:
    address = _address(entry.route)
    current = "page" if address == path else "true" if address == holding else ""
    return Place(entry.title, address, entry.icon, current, count)
