"""Files in the archive whatever has no record yet: numbered letters, and the documents of cases that ended.

It looks for what has no record, not for what has just happened. So it also finds letters from before there was an
archive, and scans and reports that came later, and running it twice changes nothing.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db import transaction

from silastri.adapters.intake import intake
from silastri.apps.archive import operations
from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import ArchivedFile, Record
from silastri.apps.archive.search import MOST_WORDS
from silastri.apps.audit.operations import log
from silastri.apps.cases.models import Case
from silastri.apps.documents import operations as documents
from silastri.apps.documents import queries as stored
from silastri.apps.documents.models import StoredFile
from silastri.apps.letters.models import Letter
from silastri.apps.offices import queries as offices
from silastri.domain import search
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.definition.archive import Security
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.office import Office as OfficeDefinition
from silastri.domain.letters.retention import classifications, span
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.papers import control_card

from .access import about

_log = logging.getLogger("silastri.archive")
_SECRET = (Security.SECRET, Security.TOP_SECRET)
_PDF = "application/pdf"


def file(act: Act, *, most: int = 100) -> int:
    """How many units came in, of the office of the act or of every office.

    What cannot be filed is told in the log of the program and tried again later.
    """
    letters = archive.letters_to_file(act.by.office).select_related(
        "case__office", "case__service", "case__applicant", "register"
    )
    cases = archive.cases_to_file(act.by.office).select_related("office", "service", "applicant")
    done = sum(_tried(act, letter.case, letter) for letter in letters[:most])
    return done + sum(_tried(act, case, None) for case in cases[:most])


def _tried(act: Act, case: Case, letter: Letter | None) -> bool:
    own = replace(act, by=replace(act.by, office=case.office_id))
    try:
        dossier = dossier_of(case)
        _letter(own, dossier, letter) if letter else _case(own, dossier)
    except Exception:  # one that cannot be read must not stop the others
        _log.exception("%s could not be filed", letter or case)
        return False
    return True


def _letter(act: Act, dossier: Dossier, letter: Letter) -> None:
    found, text = _read(act, dossier, letter)
    assert letter.on
    with transaction.atomic():
        Case.objects.select_for_update().only("pk").get(pk=letter.case_id)  # another worker may be filing it too
        record = Record.objects.filter(letter=letter).select_related("case__service", "letter").first()
        if ArchivedFile.objects.filter(letter=letter, sha256=letter.sha256).exists():
            return
        record = record or _new(act, dossier, letter, on=letter.on, since=letter.valid_until or letter.on)
        found.record = record
        operations.add_files([found])
        operations.tell(record, text=text)


def _case(act: Act, dossier: Dossier) -> None:
    case, zone = dossier.case, dossier.time
    read = [_read(act, dossier, letter) for letter in archive.unnumbered(case)]
    card = None if archive.case_record(case) else control_card.draw(case, at=act.at)
    ended = zone.day(case.ended_at or act.at)
    with transaction.atomic():
        Case.objects.select_for_update().only("pk").get(pk=case.pk)
        record = archive.case_record(case)
        if record is None:
            record = _new(act, dossier, None, on=ended, since=max(ended, archive.last_day(case) or ended))
        known = archive.filed_papers(record)
        new = [_paper(name, file) for name, file in _papers(act, dossier, card) if file.pk not in known]
        kept = {file.letter_id for file in archive.files(record)}
        new += [file for file, _ in read if file.letter_id not in kept]
        for file in new:
            file.record = record
        operations.add_files(new)
        names = ", ".join(file.name for file in archive.files(record))
        text = [f"{case.get_state_display()}. {case.ending}", names, *(text for _, text in read)]
        operations.tell(record, text=search.masked(" ".join(text)))


def _new(act: Act, dossier: Dossier, letter: Letter | None, *, on: date, since: date) -> Record:
    office, standard = dossier.case.office, dossier.definition.standard
    code = code_of(dossier.definition, offices.definition(office), letter)
    says = span(offices.definition(office).archive, code, since=since)
    record = Record(
        office=office,
        case=dossier.case,
        letter=letter,
        kind=Record.Kind.LETTER if letter else Record.Kind.CASE,
        code=code,
        security=standard.archive_security,
        on=on,
        active_until=says.active_until,
        inactive_until=says.inactive_until,
        fate=says.fate,
        schedule=office.definition_hash,
        filed_at=act.at,
    )
    operations.add(record)
    log(act, "archive_file", about(record))
    return record


def code_of(definition: Definition, office: OfficeDefinition, letter: Letter | None) -> str:
    """The classification: that of the service, else that of the register which numbered the letter."""
    own = definition.standard.archive_code
    book = office.register(letter.register.key) if letter and letter.register else None
    return own or (book.classification if book else "") or next(iter(classifications(definition, office)), "")


def since(record: Record) -> date:
    """The day from which retention counts: the last day of the letter, or of the case and its letters."""
    letter = record.letter
    return (letter.valid_until or record.on) if letter else max(record.on, archive.last_day(record.case) or record.on)


def _read(act: Act, dossier: Dossier, letter: Letter) -> tuple[ArchivedFile, str]:
    """The letter's file for a new record, and the words of the letter without identity numbers."""
    content, finding = b"", ""
    try:
        content = stored.content(letter.sha256)
    except stored.Missing:
        finding = ArchivedFile.Finding.MISSING
    except stored.Damaged:
        finding = ArchivedFile.Finding.CHANGED
    is_secret = dossier.definition.standard.archive_security in _SECRET
    text = "" if is_secret or not content else intake().text(content, most=MOST_WORDS)
    file = ArchivedFile(
        letter=letter,
        name=letter.name,
        kind=_PDF,
        size=len(content),
        sha256=letter.sha256,
        checked_at=act.at,
        finding=finding,
    )
    return file, search.masked(text)


def _paper(name: str, file: StoredFile) -> ArchivedFile:
    return ArchivedFile(
        stored=file, name=name[:300], kind=file.kind, size=file.size, sha256=file.sha256, checked_at=file.stored_at
    )


def _papers(act: Act, dossier: Dossier, card: bytes | None) -> Iterator[tuple[str, StoredFile]]:
    standard, sop = dossier.definition.standard, dossier.definition.sop
    labels = {requirement.key: requirement.label for requirement in standard.requirements}
    labels |= {keys.of_step(step.key): step.upload or step.name for step in sop.steps}
    for name, file in archive.documents(dossier.case):
        key, _, number = name.rpartition(":") if name.count(":") > 1 else (name, "", "")
        yield f"{labels.get(key, key)} {number}".strip(), file
    if card is not None:
        yield "Kartu kendali", documents.keep(card, kind=_PDF, pages=0, name="kartu-kendali.pdf", at=act.at)
