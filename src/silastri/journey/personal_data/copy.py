"""A copy of everything that is kept of one person, as a ZIP: a page to read, the same for machines, and the files that
the person handed in. It is made in the background."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from django.db import transaction

from silastri.apps.accounts import addresses
from silastri.apps.accounts.models import Person
from silastri.apps.audit import queries as audit
from silastri.apps.audit.operations import log
from silastri.apps.cases import people as cases
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.made_files.models import MadeFile
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.personal_data import operations, queries
from silastri.apps.personal_data.models import DataRequest
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere
from silastri.domain.words import openings
from silastri.journey.made_files import take as made_files
from silastri.journey.made_files.ask import ask as ask_file
from silastri.journey.made_files.make import Making, for_citizens

from .tell_answered import tell_answered

MAKER = "data_copy"
_MOST = 5_000  # lines of the log, and messages
_ANSWER = "Salinan data Anda sudah dibuat. Unduh di halaman ini dalam tujuh hari."
Rows = list[dict[str, Any]]


def ask(act: Act, found: DataRequest) -> MadeFile:
    """``act`` is of the office that was asked. Raises TooMany."""
    name = f"data-saya-{found.pk}.zip"
    return ask_file(act, MAKER, title="Salinan data saya (ZIP)", name=name, asked={"request": found.pk})


@for_citizens
def make_copy(act: Act, making: Making) -> None:
    """Writes the ZIP, and says on the request that it is there. Raises NotThere, Lost."""
    found = queries.one(making.asked["request"], person=act.by.person)
    if found is None or not found.is_open:
        raise NotThere("Permintaan ini sudah ditarik atau dijawab.")
    person = found.person
    known = cases.all_of(person.pk)
    told = sections(person, known, at_office=found.office_id)
    with zipfile.ZipFile(making.out, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2, default=str))
        into.writestr("data.html", page(told))
        for done, (name, content) in enumerate(_files(known), start=1):
            into.writestr(name, content)
            making.went_on(done, done + 1)
    with transaction.atomic():
        held = queries.held(found.pk)
        if held.is_open:
            operations.end(act, held, state=DataRequest.State.DONE, answer=_ANSWER)
            log(act, "made_data_copy", f"data {held.pk}", whose=person.pk)
            tell_answered(act, held)


def sections(person: Person, known: list[Case], *, at_office: int) -> dict[str, Rows]:
    """What is kept, by its headings; each row tells its parts by their names."""
    zone = offices.working_time(offices.by_id(at_office)).zone

    def when(at: Any) -> str:
        return at.astimezone(zone).strftime("%d-%m-%Y %H.%M %Z") if at else ""

    account = {
        "Nama": person.name,
        "NIK": person.nik or "",
        "Nomor HP": person.phone or "",
        "Terdaftar": when(person.registered_at),
        "Dicocokkan dengan KTP": when(person.identified_at),
        "Pemakaian data dibatasi sejak": when(person.restricted_at),
    }
    sent = Message.objects.filter(person=person).order_by("-pk")[:_MOST]
    return {
        "Akun": [account],
        "Alamat lain untuk kabar": [
            {"Alamat": one.value, "Milik": one.whose or person.name, "Sejak": when(one.added_at)}
            for one in addresses.of(person)
        ],
        "Persetujuan": [
            {"Untuk": one.get_purpose_display(), "Setuju": "ya" if one.given else "ditarik", "Pada": when(one.at)}
            for one in queries.consents(person.pk)
        ],
        "Permohonan": [_case(case, when) for case in known],
        "Surat": [
            {"Surat": letter.name, "Nomor": letter.number, "Tanggal": str(letter.on or ""), "Permohonan": case.ref}
            for case in known
            for letter in letters.of_case(case)
        ],
        "Pesan yang dikirim kepada Anda": [
            {"Pada": when(one.queued_at), "Lewat": one.get_channel_display(), "Ke": one.to, "Jenis": one.template}
            for one in sent
        ],
        "Permintaan tentang data pribadi": [
            {"Jenis": one.get_kind_display(), "Diminta": when(one.asked_at), "Keadaan": one.get_state_display()}
            for one in queries.of_person(person.pk)
        ],
        "Siapa membuka data Anda": [
            {"Pada": when(one.at), "Tentang": one.about, "Untuk apa": openings.why(one.detail)}
            for one in audit.openings(person.pk)[:_MOST]
        ],
    }


def _case(case: Case, when: Any) -> dict[str, Any]:
    return {
        "Nomor": case.ref,
        "Layanan": case.service.name,
        "Kantor": case.office.name,
        "Keadaan": case.get_state_display(),
        "Dibuat": when(case.created_at),
        "Dikirim": when(case.submitted_at),
        "Selesai": when(case.ended_at),
        "Isian": case.answers.get("raw") or case.answers.get("values") or {},
        "Berkas": [file.name for file in cases.papers(case)],
    }


def _files(known: list[Case]) -> Iterator[tuple[str, bytes]]:
    """What was handed in, each under its case; one that is not readable any more is left out."""
    for case in known:
        for number, file in enumerate(cases.papers(case), start=1):
            try:
                content = documents.content(file.sha256)
            except (documents.Destroyed, documents.Damaged):
                continue
            yield f"berkas/{case.ref}/{number:02}-{_plain(file.name)}", content


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "._-" else "-" for letter in name)[-80:]


def page(told: dict[str, Rows]) -> str:
    """The same to read in any browser, without anything from elsewhere."""
    parts = [_table(heading, rows) for heading, rows in told.items()]
    return (
        '<!doctype html><html lang="id"><meta charset="utf-8"><title>Salinan data saya</title>'
        "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "dl{display:grid;grid-template-columns:14rem 1fr;gap:.2rem 1rem;border-top:1px solid #bbb;padding-top:.5rem}"
        "dt{color:#555}dd{margin:0;overflow-wrap:anywhere}</style><h1>Salinan data saya</h1>" + "".join(parts)
    )


def _table(heading: str, rows: Rows) -> str:
    lists = ["<dl>" + "".join(_pair(name, value) for name, value in row.items() if value) + "</dl>" for row in rows]
    return f"<h2>{escape(heading)}</h2>" + ("".join(lists) or "<p>Tidak ada.</p>")


def _pair(name: str, value: Any) -> str:
    if isinstance(value, dict):
        value = "\n".join(f"{key}: {one}" for key, one in value.items() if one)
    if isinstance(value, list):
        value = "\n".join(map(str, value))
    return f"<dt>{escape(name)}</dt><dd>{escape(str(value)).replace(chr(10), '<br>')}</dd>"


def take(act: Act, found: DataRequest) -> tuple[str, bytes]:
    """The name of the copy, and its bytes. Raises NotThere, MovedOn."""
    if found.made is None:
        raise NotThere("Permintaan ini bukan permintaan salinan.")
    as_asked = replace(act, by=replace(act.by, office=found.office_id))
    made, content = made_files.take(as_asked, found.made.pk)
    return made.name, content
