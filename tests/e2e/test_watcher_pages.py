"""Who watches over an office opens a case in a browser: the reason is asked in a form that can be seen and sent."""

import pytest

from silastri.apps.anomalies.models import Anomaly
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.e2e.conftest import AT_DESK, aside

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def found() -> tuple[Town, Town, str]:
    town, readers = a_town(), a_town(STANDARDS / "inspektorat")
    case = a_case(town, "verifikasi")
    Anomaly.objects.create(
        office=town.office, rule="last_day", key="x", case=case, at=MONDAY, found_at=MONDAY, detail={"by": "Contoh"}
    )
    return town, readers, case.ref


def test_from_what_looks_odd_to_the_control_card(person) -> None:  # type: ignore[no-untyped-def]
    town, readers, ref = aside(found)
    auditor = person(*AT_DESK)
    auditor.sign_in(readers.officer("auditor").phone, sample.PASSWORD)
    auditor.page.locator("#kantor").select_option(f"awasi-{town.office.pk}")
    with auditor.page.expect_navigation():
        auditor.page.get_by_role("button", name="Ganti kantor").click()
    auditor.by_menu("Keanehan")
    auditor.look("pengawas-keanehan")
    auditor.page.locator("main").get_by_role("link", name=ref).click()
    auditor.look("pengawas-alasan")
    auditor.page.get_by_label("Pemeriksaan atau audit").check()
    auditor.press("Catat dan buka")
    assert auditor.page.get_by_role("heading", name="Kartu kendali").first.is_visible()
    auditor.look("pengawas-kartu-kendali")
