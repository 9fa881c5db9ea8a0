"""The lists of the desk agree about what is late, and what waits for whom."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.cases.models import Case
from silastri.journey.signing import ready
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.pekanbaru import pekanbaru

pytestmark = pytest.mark.django_db
INBOX, LATE, REGISTER = "/petugas/", "/petugas/lewat-batas/", "/petugas/permohonan/"
AGO, AHEAD = timedelta(days=-3), timedelta(days=3)


def row(client: Client, address: str, ref: str) -> str:
    """The row of a case in a list, or nothing."""
    rows = re.findall(r"<tr.*?</tr>", client.get(address).content.decode(), re.DOTALL)
    return next((one for one in rows if ref in one), "")


@pytest.mark.parametrize(
    ("step", "promise", "late"),
    [(AHEAD, AHEAD, False), (AGO, AHEAD, True), (AHEAD, AGO, True), (AGO, AGO, True), (None, AGO, True)],
)
def test_every_list_says_the_same_of_a_case(
    town: Town, client: Client, step: timedelta | None, promise: timedelta, late: bool
) -> None:
    case, now = a_case(town, "kajian"), timezone.now()
    Case.objects.filter(pk=case.pk).update(due_at=step and now + step, promise_due_at=now + promise)
    client.force_login(town.officer("tim_teknis"))
    assert row(client, INBOX, case.ref)
    assert ("terlambat" in row(client, INBOX, case.ref)) is late
    assert ("terlambat" in row(client, REGISTER, case.ref)) is late
    assert bool(row(client, LATE, case.ref)) is late


def test_what_is_late_at_another_post_is_not_in_my_list(town: Town, client: Client) -> None:
    case = a_case(town, "kajian")
    Case.objects.filter(pk=case.pk).update(due_at=timezone.now() - timedelta(days=1))
    client.force_login(town.officer("ahli_muda"))
    assert not row(client, LATE, case.ref)


def test_letters_that_wait_for_ink_are_in_the_list_of_the_signer(client: Client) -> None:
    town = pekanbaru()
    case = a_case(town, "penandatanganan", service="sikop")
    (one,) = ready.ready(town.act("kepala_dinas", timezone.now()))
    assert (one.case.ref, one.readiness, one.can_be_picked) == (case.ref, ready.Readiness.INK, False)
    client.force_login(town.officer("kepala_dinas"))
    page = client.get("/petugas/tanda-tangan/").content.decode()
    assert case.ref in page
    assert "Tanda tangan basah" in page
    assert 'type="password"' not in page


def test_a_deposit_is_due_after_the_event_and_not_before(client: Client) -> None:
    town = a_town(STANDARDS / "contoh")
    case = a_case(town, "jaminan", service="izin-keramaian")
    begins = date.fromisoformat(case.answers["values"]["mulai"])
    ends = begins + timedelta(days=int(case.answers["values"]["hari"]) - 1)
    assert case.arrived_at
    assert case.due_at
    assert case.arrived_at.date() < begins
    assert case.due_at.date() > ends
    assert (case.due_at.date() - ends).days <= 5  # a working day; holidays may lie in between
