"""The files of a bundle, one after the other, so that only one is in memory at a time."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from silastri.adapters.intake import intake
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters import keys
from silastri.apps.letters import queries as letters
from silastri.apps.letters.jwk import jwk
from silastri.apps.letters.models import Letter
from silastri.apps.messages import queries as messages
from silastri.domain import identity, reference
from silastri.domain.bundle.manifest import as_json
from silastri.domain.file_name import plain
from silastri.journey.case.dossier import Dossier
from silastri.journey.papers import control_card, receipt

File = tuple[str, bytes]


def of_case(dossier: Dossier, *, at: datetime) -> Iterator[File]:
    """A file whose bytes are lost or destroyed is told of in its place."""
    case = dossier.case
    yield "permohonan.json", as_json(_case(dossier))
    yield "kartu-kendali.json", as_json([_moments(asdict(row)) | {"seal": seal} for row, seal in _card(case)])
    yield "kartu-kendali.pdf", control_card.draw(case, at=at)
    if receipt.has_receipt(dossier.definition, cases.runs(case)):
        yield "tanda-terima.pdf", receipt.receipt(case, at=at)
    yield from _letters(dossier)
    yield from _documents(dossier)
    yield from _hand_over(case)
    yield "kabar.json", as_json(list(_told(case)))
    yield "kunci.json", as_json([jwk(key) for key in keys.of_office(case.office_id)])


def _case(dossier: Dossier) -> dict[str, Any]:
    case, standard = dossier.case, dossier.definition.standard
    said = {
        "nomor_pendaftaran": case.ref,
        "kantor": dossier.office.name,
        "layanan": standard.name,
        "pemohon": case.applicant.name,
        "nik_pemohon": identity.mask(case.applicant.nik) if case.applicant.nik else "",
        "pemegang_surat": case.holder_name,
        "keadaan": case.get_state_display(),
        "diajukan": case.submitted_at,
        "janji_selesai": case.promise_due_at,
        "selesai": case.ended_at,
        "isian": case.answers.get("values", {}),
        "zona_waktu": str(dossier.time.zone),
    }
    return _moments(said)


def _card(case: Case) -> Iterator[tuple[Any, str]]:
    for run in cases.runs(case):
        yield cases.card_row(case.ref, run), run.seal


def _letters(dossier: Dossier) -> Iterator[File]:
    for number, letter in enumerate(letters.of_case(dossier.case), start=1):
        if not letter.sha256:
            continue
        name, content = f"surat/{number:02} {plain(letter.name)}", _content(letter.sha256)
        if isinstance(content, str):
            yield f"{name}.txt", content.encode()
            continue
        yield f"{name}.pdf", content
        if letter.mode == Letter.Mode.ELECTRONIC:
            yield f"{name}.pernyataan.json", as_json(_stated(letter, content) | {"berkas": f"{name}.pdf"})


def _stated(letter: Letter, pdf: bytes) -> dict[str, str]:
    """What the letter's QR says, and the words about which it says so."""
    words = (intake().content(pdf) or b"").decode()
    read = (reference.letter_address(code) for code in intake().codes(pdf))
    stated = next((statement for _, code, statement in read if code == letter.code), "")
    return {"kode": letter.code, "nomor": letter.number, "isi": words, "pernyataan": stated}


def _documents(dossier: Dossier) -> Iterator[File]:
    labels = {one.key: one.label for one in dossier.definition.standard.requirements}
    for number, (key, document) in enumerate(cases.documents(dossier.case).items(), start=1):
        name, content = f"berkas/{number:02} {plain(labels.get(key, key))}", _content(document.file.sha256)
        yield (f"{name}.txt", content.encode()) if isinstance(content, str) else (f"{name}.pdf", content)


def _hand_over(case: Case) -> Iterator[File]:
    found = letters.hand_over(case)
    if found is None:
        return
    said = {
        "kepada": found.to_name,
        "sebagai": found.get_relation_display(),
        "bukti": found.get_proof_display(),
        "oleh": found.by.name,
        "pada": found.at,
    }
    yield "penyerahan.json", as_json(_moments(said))
    for name, file in (
        ("bukti diri", found.proof_file),
        ("tanda terima", found.receipt),
        ("tanda tangan", found.signature),
    ):
        if file is None:
            continue
        content = _content(file.sha256)
        ending = {"application/pdf": "pdf", "image/svg+xml": "svg", "image/png": "png"}.get(file.kind, "bin")
        yield (
            (f"penyerahan {name}.txt", content.encode())
            if isinstance(content, str)
            else (f"penyerahan {name}.{ending}", content)
        )


def _told(case: Case) -> Iterator[dict[str, Any]]:
    """Each message to the applicant, and what is known of its way: the proof that he was told."""
    for message in messages.to_applicant(case):
        yield _moments(
            {
                "lewat": message.get_channel_display(),
                "isi": message.body,
                "keadaan": message.get_state_display(),
                "dicatat": message.queued_at,
                "terkirim": message.sent_at,
                "diterima": message.delivered_at,
                "dibaca": message.read_at,
                "nomor_di_penyedia": message.provider_id,
            }
        )


def _content(sha256: str) -> bytes | str:
    """The bytes, or why they are not there."""
    try:
        return documents.content(sha256)
    except (documents.Damaged, documents.Destroyed) as lost:
        return f"Berkas ini tidak dapat disertakan: {lost}\n"


def _moments(said: dict[str, Any]) -> dict[str, Any]:
    """Moments as ISO 8601, with their zone."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in said.items()}
