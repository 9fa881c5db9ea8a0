"""The pages of a preview in a real browser: they fit, and say everything to those who cannot see them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.builders import STANDARDS
from tests.e2e.conftest import Person
from tests.practice.test_preview import Editor

pytestmark = pytest.mark.e2e


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """At a service with long conditions, a warning and many papers."""
    running = Editor(STANDARDS / "pekanbaru-dinsos/dtks", tmp_path / "tmp")
    yield running
    running.stop()


def test_the_overview_and_an_officers_screen_fit(editor: Editor, chromium: Browser) -> None:
    context = chromium.new_context(locale="id-ID")
    person = Person(context, editor.address)
    person.open("/pratinjau/")
    person.look()
    person.page.locator("main button[value=pengecekan]").click()
    person.page.wait_for_url("**/petugas/permohonan/**")
    person.look()
    person.page.get_by_role("complementary", name="Pratinjau").get_by_role(
        "button", name="Supervisor Pelayanan"
    ).click()
    person.page.wait_for_load_state()
    assert "/petugas/permohonan/" in person.page.url
    person.look()
    context.close()
