"""Every page in the menu of those who work in an office and watch over it, in a real browser: none complains of what
the policy of pages forbids, or of anything else, also where something changed the elements of the page."""

import pytest

from silastri.practice import sample
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.e2e.conftest import DESK, Person, aside
from tests.e2e.office.test_measurement_pages import TOUCHED, first_item

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LEAST = 20  # pages in a menu, so that a changed menu does not leave nothing to open


def menu(of: Person) -> list[str]:
    """The addresses in the menu of the desk, and those within the page itself that lead to another page of the desk."""
    links = of.page.eval_on_selector_all("#menu a[href]", "all => all.map((one) => one.getAttribute('href'))")
    return list(dict.fromkeys(one for one in links if one.startswith("/") and not one.endswith((".pdf", ".xlsx"))))


def walk(of: Person, paths: list[str]) -> None:
    for path in paths:
        of.open(path)
        of.page.wait_for_load_state()
        of.page.evaluate(TOUCHED)
        assert of.complaints == [], path


@pytest.mark.parametrize("post", ["kepala_dinas", "back_office"])
def test_no_page_of_the_menu_complains(person, post: str) -> None:  # type: ignore[no-untyped-def]
    town: Town = aside(a_town)
    case = aside(lambda: a_case(town, "penandatanganan"))
    item, _ = aside(lambda: first_item(town))
    officer = person(DESK)
    officer.sign_in(town.officer(post).phone, sample.PASSWORD)
    found = menu(officer)
    assert len(found) >= LEAST
    walk(officer, [*found, f"/petugas/permohonan/{case.ref}/", item, item.partition("butir")[0]])


def test_no_page_of_a_watcher_complains(person) -> None:  # type: ignore[no-untyped-def]
    town, readers = aside(lambda: (a_town(), a_town(STANDARDS / "inspektorat")))
    auditor = person(DESK)
    auditor.sign_in(readers.officer("auditor").phone, sample.PASSWORD)
    auditor.page.locator("#kantor").select_option(f"awasi-{town.office.pk}")
    with auditor.page.expect_navigation():
        auditor.page.get_by_role("button", name="Ganti kantor").click()
    walk(auditor, menu(auditor))


def test_no_page_of_a_citizen_or_visitor_complains(person) -> None:  # type: ignore[no-untyped-def]
    town: Town = aside(a_town)
    case = aside(lambda: a_case(town, None))
    service = f"/layanan/{town.office.slug}/{case.service.slug}/"
    public = [
        "/",
        "/layanan/",
        service,
        f"{service}sop/",
        f"{service}data-pribadi/",
        "/kantor/",
        "/kinerja/",
        "/lacak/",
    ]
    visitor = person(DESK)
    walk(
        visitor,
        [*public, f"/kinerja/{town.office.slug}/", f"/kantor/{town.office.slug}/", "/surat/periksa/", "/masuk/"],
    )
    citizen = person(DESK)
    citizen.sign_in(case.applicant.phone, sample.PASSWORD)
    walk(citizen, ["/permohonan/", f"/permohonan/{case.ref}/", "/surat-saya/", "/akun/", "/akun/kabar/", "/akun/data/"])
