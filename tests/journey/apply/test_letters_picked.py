"""A form that asks for a letter takes the applicant's own, of that office and service, and no other."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.journey.apply import submit
from silastri.journey.case.dossier import case_facts
from silastri.journey.case.letter_choices import choices
from tests.builders import MONDAY, Town, a_town
from tests.pekanbaru import words
from tests.perikanan import ENDS, PERIKANAN, TEBAR, a_letter, drafted, handed_in, perikanan, to_the_end


@pytest.fixture
def town(db: None) -> Town:
    return perikanan()


def picks(case: Case, on: datetime = MONDAY) -> list[str]:
    return [letter.code for letter in choices(case, catalog.definition(case.version_id), on.date())["induk"]]


def refused(town: Town, code: str, *, citizen: int = 0, at: datetime = MONDAY) -> None:
    """Whoever types that code hands in nothing."""
    case = drafted(town, TEBAR, citizen=citizen, at=at, induk=code)
    assert code not in picks(case, at)
    with pytest.raises(submit.NotComplete) as error:
        handed_in(town, case, citizen=citizen, at=at)
    assert "tidak bisa dipilih" in error.value.fields["induk"]
    assert Case.objects.get(pk=case.pk).state == "draft"


def test_a_child_is_issued_under_its_parent(town: Town) -> None:
    parent = a_letter(town)
    case = handed_in(town, drafted(town, TEBAR, induk=parent.code))
    known = case_facts(case, catalog.definition(case.version_id))["isian"]["induk"]
    assert known | {"berlaku": True, "terdaftar": True, "layanan": "izin-kolam", "sebutan": "Izin Usaha Kolam"} == known
    said = words(documents.content(to_the_end(town, case, MONDAY).sha256))
    assert f"nomor {parent.number} tanggal 9 November 2026" in said
    assert "9 November 2027" in said


def test_the_letter_of_another_person_is_refused(town: Town) -> None:
    refused(town, a_letter(town, citizen=1).code)


def test_the_letter_of_another_office_is_refused(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "kantor-lain"
    shutil.copytree(PERIKANAN, folder)
    (folder / "kantor.yaml").write_text((folder / "kantor.yaml").read_text().replace("kode: PKN", "kode: LAIN"))
    elsewhere = a_letter(a_town(folder))
    assert elsewhere.case.applicant_id == town.citizens[0].pk
    refused(town, elsewhere.code)


def test_a_letter_of_another_service_is_refused(town: Town) -> None:
    a_letter(town)
    refused(town, a_letter(town, TEBAR).code)


def test_a_revoked_letter_is_refused(town: Town) -> None:
    letter = a_letter(town)
    Letter.objects.filter(pk=letter.pk).update(revoked_from=MONDAY.date())
    refused(town, letter.code)


def test_a_replaced_letter_is_refused(town: Town) -> None:
    old, new = a_letter(town), a_letter(town)
    Letter.objects.filter(pk=old.pk).update(replaced_by=new)
    refused(town, old.code)


def test_an_ended_letter_is_refused_from_the_day_after(town: Town) -> None:
    letter = a_letter(town)
    assert picks(drafted(town, TEBAR, at=ENDS), ENDS) == [letter.code]
    refused(town, letter.code, at=ENDS + timedelta(days=1))


def test_who_has_no_letter_is_told_so(town: Town) -> None:
    with pytest.raises(submit.NotComplete) as error:
        handed_in(town, drafted(town, TEBAR))
    assert "belum punya surat" in error.value.fields["induk"]


def test_an_old_letter_on_paper_is_typed_and_brings_its_copy_along(town: Town) -> None:
    paper = {"izin_lama": "kertas", "izin_lama.nomor": "12/IZIN/2019", "izin_lama.tanggal": "03-05-2019"}
    case = drafted(town, keperluan="perpanjang", **paper)
    assert set(case.documents.values_list("key", flat=True)) == {"ktp", "izin_kertas"}
    known = case_facts(handed_in(town, case), catalog.definition(case.version_id))["isian"]["izin_lama"]
    assert (known["nomor"], known["terdaftar"], known["berlaku"]) == ("12/IZIN/2019", False, False)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"izin_lama.tanggal": "2019-05-03"}, "izin_lama.nomor"),
        ({"izin_lama.nomor": "12/2019"}, "izin_lama.tanggal"),
        ({"izin_lama.nomor": "12/2019", "izin_lama.tanggal": "2999-01-01"}, "izin_lama.tanggal"),
        ({"izin_lama.nomor": "x" * 500, "izin_lama.tanggal": "2019-05-03"}, "izin_lama.nomor"),
    ],
)
def test_a_paper_letter_needs_number_and_date(town: Town, typed: dict[str, str], wrong: str) -> None:
    case = drafted(town, keperluan="perpanjang", izin_lama="kertas", **typed)
    with pytest.raises(submit.NotComplete) as error:
        handed_in(town, case)
    assert wrong in error.value.fields
