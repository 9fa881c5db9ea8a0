"""The doors for files that people send, each with what a browser sends there beside the file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.test import Client
from django.urls import reverse

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.complaints.models import Complaint, ComplaintFile
from silastri.apps.documents.models import PART
from silastri.apps.offices.models import ProposedPosting
from silastri.apps.registry import queries as registry
from silastri.practice import demo
from tests.builders import MONDAY, SCHOOL, STANDARDS, Town, a_case, a_town, surveyed
from tests.complained import a_complaint

Browser = Callable[[Person | None], Client]


@dataclass(frozen=True)
class File:
    content: bytes
    name: str = "berkas.pdf"
    kind: str = "application/pdf"


@dataclass(frozen=True)
class Door:
    """``send`` sends one file; ``kept`` are the addresses at which an accepted one is shown, each with its reader."""

    send: Callable[[File], Any]
    kept: Callable[[], list[tuple[Client, str]]]
    named: Callable[[], list[tuple[Client, str]]] = list  # pages that show the name of the file


def form(client: Client, address: str, typed: dict[str, Any], field: str, file: File) -> Any:
    """Sends a form as bytes: Django's test client would tidy the name of the file."""
    parts = [_part(f'name="{name}"', b"", str(value).encode()) for name, value in typed.items()]
    kind = f"Content-Type: {file.kind}\r\n".encode()
    parts.append(_part(f"name=\"{field}\"; filename*=UTF-8''{quote(file.name, safe='')}", kind, file.content))
    body = b"".join(parts) + b"--batas--\r\n"
    return client.post(address, body, content_type="multipart/form-data; boundary=batas")


def _part(about: str, more: bytes, content: bytes) -> bytes:
    return b"--batas\r\nContent-Disposition: form-data; %s\r\n%s\r\n%s\r\n" % (about.encode(), more, content)


def paper(town: Town, browser: Browser) -> Door:
    """The papers of an application, with a plain form."""
    case, client = a_case(town, "pengajuan"), browser(town.citizens[0])
    here = reverse("attach", args=[case.ref])
    return Door(
        lambda file: form(client, here, {"persyaratan": "ktp"}, "berkas", file),
        lambda: _of_case(client, case, "my_document", "my_picture"),
        lambda: [(client, here)],
    )


def parts(town: Town, browser: Browser) -> Door:
    """The same papers, as the script sends them: part by part."""
    case, client = a_case(town, "pengajuan"), browser(town.citizens[0])
    here = reverse("attach", args=[case.ref])

    def send(file: File) -> Any:
        about = {"persyaratan": "ktp", "nama": file.name, "ukuran": len(file.content)}
        begun = client.post(reverse("parts", args=[case.ref]), about)
        if begun.status_code != 201:
            return begun
        token = begun.json()["bagian"]
        for start in range(0, len(file.content), PART):
            piece, headers = file.content[start : start + PART], {"Upload-Offset": str(start)}
            address = reverse("part", args=[case.ref, token])
            sent = client.post(address, piece, content_type="application/octet-stream", headers=headers)
            assert sent.status_code == 204, sent.content
        return client.post(here, {"persyaratan": "ktp", "bagian": token})

    return Door(send, lambda: _of_case(client, case, "my_document", "my_picture"), lambda: [(client, here)])


def complaint(town: Town, browser: Browser) -> Door:
    """The public form of a complaint; nobody is signed in."""
    typed = {"identitas": "named", "jenis": "complaint", "nama": "Rosmawati", "telepon": "081234567890"}
    client, here = Client(), reverse("complain", args=[town.office.slug])

    def send(file: File) -> Any:
        text = f"Loket tutup sebelum waktunya, hari ke-{Complaint.objects.count()}."
        return form(client, here, typed | {"isi": text}, "lampiran", file)

    return Door(send, lambda: _of_complaints(town, browser), lambda: _complaints(town, browser))


def follow_up(town: Town, browser: Browser) -> Door:
    """What the writer of a complaint adds to it, by its code."""
    found, client = a_complaint(town), Client()

    def send(file: File) -> Any:
        Complaint.objects.update(state="incomplete", due_at=None, left=600)
        here = reverse("complaint_status", args=[found.code])
        return form(client, here, {"tindakan": "lengkapi", "keterangan": "Pukul 14.30"}, "lampiran", file)

    return Door(send, lambda: _of_complaints(town, browser), lambda: _complaints(town, browser))


def visit(_: Town, browser: Browser) -> Door:
    """The photos of a visit, which the technical team sends with the minutes."""
    town = a_town(STANDARDS / "kampar")
    case, client = a_case(town, "survei", service=SCHOOL), browser(town.officer("tim_teknis"))
    typed = {"giliran": case.turn, "keputusan": "lanjut", "temuan": "Sesuai.", "kesimpulan": "Layak."}
    typed |= {"nama-1": "Ayu Contoh", "sebagai-1": "Tim"}
    return Door(
        lambda file: form(client, reverse("visit", args=[case.ref]), typed, "foto", file),
        lambda: _of_case(client, case, "desk_document", "desk_picture"),
    )


def receipt(town: Town, browser: Browser) -> Door:
    """The signed receipt at the hand-over of a letter."""
    case, client = surveyed(a_case(town, "penyerahan")), browser(town.officer("loket"))
    typed = {"penerima": "Rani Contoh", "hubungan": "self", "bukti": "ktp"}
    typed |= {"giliran": str(case.turn), "keputusan": "lanjut"}
    here = reverse("hand_over", args=[case.ref])
    shown = f"/petugas/permohonan/{case.ref}/penyerahan/tanda-terima/"
    return Door(lambda file: form(client, here, typed, "terima", file), lambda: [(client, shown)])


def at_once(_: Town, browser: Browser) -> Door:
    """A paper that the counter scans while it serves somebody at once."""
    town = a_town(STANDARDS / "pekanbaru-dinsos")
    demo.at_one_desk(town.office, MONDAY)
    period, client = registry.current(town.office.pk), browser(town.officer("front_office"))
    assert period
    typed = {
        "nik": "1401034107900001", "layanan": town.service("dtks").pk, "nama": "Siti Contoh", "telepon": "",
        "alamat": "Jalan Contoh Nomor 4", "urusan": "kip", "sekolah": "SD Contoh", "entri": "tidak",
        "periode": period.pk,
    }  # fmt: skip
    return Door(
        lambda file: form(client, reverse("counter_at_once"), typed, "berkas-kk", file),
        lambda: _of_case(client, Case.objects.latest("pk"), "desk_document", "desk_picture"),
    )


def decree(town: Town, browser: Browser) -> Door:
    """The decree by which a manager appoints somebody."""
    client, today = browser(town.officer("back_office")), MONDAY.date()
    typed = {
        "petugas": town.officer("ahli_madya").name, "jabatan": "kepala_dinas", "sebagai": "plt",
        "sejak": today.isoformat(), "sampai": (today + timedelta(days=3650)).isoformat(), "surat": "800/7/2026",
        "tanggal_surat": (today - timedelta(days=1)).isoformat(),
    }  # fmt: skip

    def proposal(page: str) -> list[tuple[Client, str]]:
        return [(client, reverse(page, args=[one.pk])) for one in ProposedPosting.objects.all()]

    return Door(
        lambda file: form(client, reverse("people"), typed, "berkas", file),
        lambda: proposal("proposed_decree"),
        lambda: proposal("proposed_posting"),
    )


def _of_case(client: Client, case: Case, document: str, picture: str) -> list[tuple[Client, str]]:
    kept = CaseDocument.objects.filter(case=case).latest("pk")
    return [
        (client, reverse(document, args=[case.ref, kept.pk])),
        (client, reverse(picture, args=[case.ref, kept.pk, 1])),
    ]


def _complaints(town: Town, browser: Browser) -> list[tuple[Client, str]]:
    client = browser(town.officer("loket"))
    return [(client, reverse("complaint", args=[one.pk])) for one in Complaint.objects.all()]


def _of_complaints(town: Town, browser: Browser) -> list[tuple[Client, str]]:
    client = browser(town.officer("loket"))
    files = ComplaintFile.objects.all()
    return [(client, reverse("complaint_attachment", args=[one.complaint_id, one.pk])) for one in files]


DOORS = (paper, parts, complaint, follow_up, visit, receipt, at_once, decree)
