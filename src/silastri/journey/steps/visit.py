"""The technical team visits: an appointment first, then minutes (berita acara) with findings, photos and signatures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from silastri.adapters.intake import intake
from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.case.step_notes import Appointment, Minutes, StepFacts
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotFit
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.case import Visit
from silastri.journey.case import handed_in
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import message
from silastri.journey.frame.step import StaleStep, finish, look_at_step, open_step
from silastri.journey.papers import minutes
from silastri.journey.papers.drawn_after import one_transaction
from silastri.journey.papers.minutes import Report

MOST_PHOTOS = 6


@one_transaction()
def schedule(act: Act, *, ref: str, turn: int, when: datetime, place: str, team: str) -> Case:
    """Sets when the team comes, and tells the applicant. It may be changed until the minutes are written."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.VISIT,))
    if dossier.step.slots:
        raise NotFit("Langkah ini memakai jadwal pilihan pemohon. Pilihkan jamnya di halaman jadwal.")
    if when <= act.at:
        raise NotFit("Waktu kunjungan sudah lewat.", {"tanggal": "Pilih waktu yang akan datang."})
    case, key = dossier.case, dossier.step.key
    cases.keep_facts(case, key, StepFacts(appointment=Appointment(at=when, place=place, team=team)))
    words = Visit(
        service=in_messages(dossier.definition.standard),
        ref=case.ref,
        when=wording.moment(when, dossier.time.zone),
        place=place,
        link=absolute("my_case", case.ref),
    )
    messages.queue([message(act, case, case.applicant, words, what=f"/jadwal/{act.at.timestamp():.0f}")])
    return case


def visit(
    act: Act,
    *,
    ref: str,
    turn: int,
    outcome: str,
    report: Report,
    note: str = "",
    filled: Mapping[str, str] | None = None,
) -> Case:
    """Writes the minutes and moves the case on. Raises NotFit, NotAccepted and what ``open_step`` raises."""
    _must_be_whole(report)
    seen = look_at_step(act, ref=ref, turn=turn, kinds=(Kind.VISIT,))
    photos = [handed_in.tidy(act, photo) for photo in report.photos]
    drawn = minutes.draw(seen, _for_print(report), at=act.at)
    with one_transaction():
        dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.VISIT,))
        if dossier.case.notes != seen.case.notes:
            raise StaleStep("Jadwal kunjungan baru saja diubah. Muat ulang halaman, lalu simpan lagi.")
        for number, photo in enumerate(photos, start=1):
            file = handed_in.keep(photo, name=f"foto-{number}.pdf", at=act.at)
            key = keys.of_step(dossier.step.key, number)
            cases.add_document(dossier.case, key=key, file=file, person_id=act.by.person or 0, at=act.at)
        _keep(act, dossier, drawn)
        present = tuple((person.name, person.role) for person in report.present)
        told = Minutes(findings=report.findings, conclusion=report.conclusion, present=present)
        word = note or report.conclusion
        return finish(act, dossier, outcome=outcome, note=word, filled=filled, found=StepFacts(minutes=told))


def _must_be_whole(report: Report) -> None:
    errors = {}
    if not report.findings.strip():
        errors["temuan"] = "Tulis apa yang ditemukan."
    if not report.conclusion.strip():
        errors["kesimpulan"] = "Tulis kesimpulannya."
    if not report.present:
        errors["hadir-1"] = "Tulis siapa yang hadir."
    if len(report.photos) > MOST_PHOTOS:
        errors["foto"] = f"Paling banyak {MOST_PHOTOS} foto."
    if errors:
        raise NotFit("Berita acara belum lengkap.", errors)


def _for_print(report: Report) -> Report:
    small = intake().small
    present = [
        replace(person, signature=small(person.signature) if person.signature else b"") for person in report.present
    ]
    return replace(report, photos=[small(photo) for photo in report.photos], present=present)


def _keep(act: Act, dossier: Dossier, drawn: bytes) -> None:
    """The minutes of a second visit replace those of the first, whose file is kept."""
    key = keys.of_step(dossier.step.key)
    if earlier := letter_queries.letter(dossier.case, key):
        letters.replace(earlier, reason="Diganti berita acara kunjungan berikutnya.", by=act.by.name, at=act.at)
    letter = letters.draft(
        dossier.case, key=key, name="Berita Acara Survei Lapangan", mode="tanpa", at=act.at, state=Letter.State.ISSUED
    )
    letter.sha256 = documents.store(drawn)
    letters.add(letter)
