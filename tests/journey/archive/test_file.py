"""What was issued and what ended comes into the archive, once, with its files, its words and its retention."""

from datetime import date, timedelta

import pytest

from silastri.apps.archive.models import ArchivedFile, Record
from silastri.apps.archive.search import Within, find
from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.apps.offices.models import Office
from silastri.domain import search
from silastri.domain.act import SYSTEM, Act
from silastri.journey.archive import file, keep
from silastri.practice.runner import Runner
from tests import pekanbaru
from tests.archived import FAIR, HALL, NIGHT, a_done, contoh, filed
from tests.builders import JOMPO, MONDAY, Town, a_case


def hits(town: Town, typed: str, **within: object) -> set[int]:
    return set(find(search.phrases(typed), Within(town.office.pk, **within)))  # type: ignore[arg-type]


def test_a_letter_and_the_file_of_its_case_are_two_records(town: Town) -> None:
    case = a_case(town, None)
    file.file(NIGHT)
    letter, whole = Record.objects.filter(case=case).order_by("-kind")
    assert (letter.letter, letter.kind, whole.kind) == (Letter.objects.get(case=case), "letter", "case")
    assert (letter.code, letter.security, letter.fate) == ("500.16.7.4", "terbatas", "permanen")
    assert letter.active_until == date(2029, 11, 9)
    assert letter.inactive_until == date(2036, 11, 9)
    (scan,) = letter.files.all()
    assert (scan.sha256, scan.kind) == (letter.letter.sha256, "application/pdf")
    assert scan.size == len(documents.content(scan.sha256))
    names = set(whole.files.values_list("name", flat=True))
    assert "Kartu kendali" in names
    assert whole.files.count() >= case.documents.count() + 1
    assert LogEntry.objects.filter(what="archive_file", about=f"arsip:{letter.pk}", office_id=town.office.pk).exists()


def test_doing_it_again_changes_nothing(town: Town) -> None:
    a_case(town, None)
    assert file.file(NIGHT) == 2
    before = list(Record.objects.values()), list(ArchivedFile.objects.values())
    assert file.file(NIGHT) == 0
    assert (list(Record.objects.values()), list(ArchivedFile.objects.values())) == before


def test_what_is_under_way_is_not_there_yet(town: Town) -> None:
    a_case(town, "penandatanganan")
    a_case(town, "verifikasi", citizen=1)
    assert file.file(NIGHT) == 0
    assert not Record.objects.exists()


def test_a_letter_is_there_as_soon_as_it_is_signed(town: Town) -> None:
    a_case(town, "pencetakan")
    assert file.file(NIGHT) == 1
    assert Record.objects.get().kind == "letter"


def test_refused_and_withdrawn_cases_are_kept_with_their_reason(town: Town) -> None:
    at = MONDAY + timedelta(hours=5)
    refused = Runner(town.service(JOMPO), town.citizens[0], at, 0).refused()
    withdrawn = Runner(town.service(JOMPO), town.citizens[1], at, 0).withdrawn()
    assert refused and withdrawn
    file.file(NIGHT)
    kept = {record.case_id: record for record in Record.objects.filter(kind="case")}
    assert set(kept) == {refused.pk, withdrawn.pk}
    assert kept[withdrawn.pk].pk in hits(town, "dibantu keluarga")


def test_wet_letters_keep_the_scan_with_its_number(db: None) -> None:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, None)
    file.file(NIGHT)
    record = Record.objects.get(letter__case=case)
    assert record.shape == "salinan (hasil pindai)"
    assert [one.sha256 for one in record.files.all()] == [record.letter.sha256]  # type: ignore[union-attr]
    shared = ArchivedFile.objects.filter(sha256=record.letter.sha256)  # type: ignore[union-attr]
    assert {one.record.kind for one in shared} == {"letter", "case"}


def test_its_retention_counts_from_its_last_day(db: None) -> None:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, None)
    file.file(NIGHT)
    records = Record.objects.filter(case=case)
    assert {record.kind for record in records} == {"letter", "case"}
    for record in records:
        assert record.letter is None or record.letter.valid_until == date(2030, 5, 31)
        assert record.active_until == date(2033, 5, 31), record.kind


def test_its_words_are_found_and_numbers_of_persons_are_not(town: Town) -> None:
    case = a_case(town, None)
    file.file(NIGHT)
    letter = Record.objects.get(kind="letter")
    assert letter.letter
    assert hits(town, letter.letter.number) == {letter.pk}
    assert letter.pk in hits(town, case.ref)
    assert letter.pk in hits(town, f'"{case.holder_name}"')
    assert letter.pk in hits(town, "rekomend")
    nik = case.applicant.nik
    assert nik
    for record in Record.objects.all():
        assert nik not in record.text
    assert hits(town, nik) == set()
    assert hits(town, case.ref, year=2025) == set()
    assert hits(town, case.ref, state="inactive") == set()
    assert letter.pk in hits(town, case.ref, year=2026, code="500.16", service=case.service_id, state="active")
    assert hits(town, case.ref, code="500.1") == set()


def test_what_a_secret_letter_says_is_not_indexed(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "_SECRET", ("terbatas",))
    town = contoh()
    letter, _ = filed(town)
    assert letter.text == ""
    assert letter.letter
    assert letter.pk in hits(town, letter.letter.number)


def test_a_file_that_is_gone_is_told_at_once(town: Town) -> None:
    case = a_case(town, None)
    letter = Letter.objects.get(case=case)
    from django.core.files.storage import default_storage

    default_storage.delete(documents.path(letter.sha256))
    file.file(NIGHT)
    assert ArchivedFile.objects.get(letter=letter).finding == "missing"


def test_one_that_cannot_be_filed_does_not_keep_the_others_out(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = a_case(town, None), a_case(town, None, citizen=1)
    real = file._case

    def broken(act, dossier):  # type: ignore[no-untyped-def]
        if dossier.case.pk == first.pk:
            raise ValueError("broken")
        real(act, dossier)

    monkeypatch.setattr(file, "_case", broken)
    file.file(NIGHT)
    assert set(Record.objects.filter(kind="case").values_list("case_id", flat=True)) == {second.pk}
    assert "could not be filed" in caplog.text


def test_another_schedule_is_applied_to_what_lives(db: None) -> None:
    town = contoh()
    letter, gone = filed(town)
    assert (letter.fate, letter.active_until) == ("musnah", date(2028, 11, 9))
    office = Office.objects.get(pk=town.office.pk)
    office.definition = office.definition.replace("000.5.3.1, aktif: 2, inaktif: 3", "000.5.3, aktif: 5, inaktif: 5")
    office.definition_hash = "another"
    office.save()
    Record.objects.filter(pk=gone.pk).update(state="destroyed")
    keep.keep(Act(SYSTEM, MONDAY + timedelta(days=1), "job"))
    letter.refresh_from_db()
    assert (letter.active_until, letter.inactive_until) == (date(2031, 11, 9), date(2036, 11, 9))
    gone.refresh_from_db()
    assert gone.active_until == date(2028, 11, 9)
    assert LogEntry.objects.filter(what="archive_schedule", about=f"arsip:{letter.pk}").count() == 1


def test_without_a_schedule_nothing_is_ever_due(db: None) -> None:
    town = contoh()
    office = Office.objects.get(pk=town.office.pk)
    office.definition = office.definition.replace("klasifikasi: 000.5.3.1", "klasifikasi: 999.1")
    office.definition_hash = "another"
    office.save()
    letter, _ = filed(town)
    assert (letter.code, letter.active_until, letter.fate) == ("000.5.3.1", None, "")
    assert letter.due(date(2099, 1, 1)) == ""


def test_files_are_read_again_once_a_year_and_damage_is_told(db: None) -> None:
    town = contoh()
    letter, _ = filed(town, FAIR)
    (scan,) = letter.files.all()
    soon = Act(SYSTEM, NIGHT.at + timedelta(days=300), "job")
    later = Act(SYSTEM, NIGHT.at + timedelta(days=400), "job")
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    whole = documents.content(scan.sha256)
    default_storage.delete(documents.path(scan.sha256))
    default_storage.save(documents.path(scan.sha256), ContentFile(whole[:-1]))
    assert keep.read_again(soon) == 0
    while keep.read_again(later) == keep.MOST:
        pass
    scan.refresh_from_db()
    assert scan.finding == "changed"
    assert LogEntry.objects.filter(what="archive_read_again", about=f"arsip:{letter.pk}").count() == 1
    default_storage.delete(documents.path(scan.sha256))
    default_storage.save(documents.path(scan.sha256), ContentFile(whole))
    keep.read_again(Act(SYSTEM, later.at + timedelta(days=2), "job"))
    scan.refresh_from_db()
    assert scan.finding == ""


def test_a_report_that_came_later_joins_the_file_of_its_case(db: None) -> None:
    town = contoh()
    letter, whole = filed(town, FAIR)
    before = whole.files.count()
    from silastri.apps.duties.models import Duty
    from silastri.journey.letters import duty

    report = Duty.objects.get(letter=letter.letter)
    act = town.citizen_act(0, MONDAY + timedelta(days=10))
    duty.hand_in(act, pk=report.pk, note="Bersih.", upload=pekanbaru.scan(), upload_name="laporan.pdf")
    assert file.file(NIGHT) == 1
    assert whole.files.count() == before + 1
    assert file.file(NIGHT) == 0
    assert Case.objects.count() == 1 and a_done(town, HALL)
