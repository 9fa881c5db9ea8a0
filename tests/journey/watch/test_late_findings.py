"""A return that could have come earlier is marked, and told to the citizen, the officer and the head."""

from datetime import timedelta

from django.test import Client

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.domain.case.workflow import ONWARD
from silastri.journey.case.dossier import dossier_of
from silastri.journey.case.late_findings import LateFinding, of_last_return, of_step
from tests.builders import MONDAY, Town, a_case

from .returned import mended, returned

SAID = "sudah bisa kami lihat"


def late(case: Case) -> LateFinding | None:
    case = Case.objects.select_related("office", "applicant").get(pk=case.pk)
    return of_last_return(dossier_of(case), cases.runs(case))


def test_the_first_return_is_not_late(town: Town) -> None:
    assert late(returned(town, a_case(town), "ktp")) is None


def test_what_was_seen_before_is_told_to_everybody(town: Town) -> None:
    case = mended(town, returned(town, a_case(town), "ktp"), "ktp")
    ahead = of_step(dossier_of(case), cases.runs(case), MONDAY + timedelta(hours=6))
    assert ahead
    labels = ahead.names
    assert not any("KTP" in label.upper().split() for label in labels)  # it was handed in anew
    desk = Client()
    desk.force_login(town.officer("back_office"))
    assert "pengembaliannya ditandai" in desk.get(f"/petugas/permohonan/{case.ref}/").content.decode()

    case = returned(town, case, "kk", days=1)
    found = late(case)
    assert found
    assert (len(found.names), found.last_day) == (1, False)
    assert SAID in Client().get(f"/lacak/{case.ref}/").content.decode()
    assert found.names[0] not in Client().get(f"/lacak/{case.ref}/").content.decode()
    citizen = Client()
    citizen.force_login(town.citizens[0])
    shown = citizen.get(f"/permohonan/{case.ref}/").content.decode()
    assert SAID in shown
    assert found.names[0] in shown
    assert "Pengembalian terakhir ditandai" in desk.get(f"/petugas/permohonan/{case.ref}/").content.decode()

    assert late(mended(town, case, "kk", days=2)) is None  # nothing waits for the citizen any more


def test_named_again_because_it_was_not_mended_is_not_late(town: Town) -> None:
    case = mended(town, returned(town, a_case(town), "ktp"), "ktp")
    assert late(returned(town, case, "ktp", days=1)) is None


def test_the_last_day_of_the_promise(town: Town) -> None:
    case = a_case(town)
    assert case.promise_due_at and case.due_at
    Case.objects.filter(pk=case.pk).update(due_at=None)
    case.refresh_from_db()
    days = (case.promise_due_at - MONDAY).days
    early = of_step(dossier_of(case), cases.runs(case), MONDAY + timedelta(days=days - 3))
    assert early is None
    found = late(returned(town, case, "ktp", days=days))
    assert found and found.last_day
    assert "hari terakhir" in Client().get(f"/lacak/{case.ref}/").content.decode()


def test_no_return_no_mark(town: Town) -> None:
    case = a_case(town, "persetujuan")
    assert late(case) is None
    assert ONWARD in {run.outcome for run in cases.runs(case)}
