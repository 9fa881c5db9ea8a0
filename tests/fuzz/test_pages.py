"""Every address is asked by chance, as somebody would who wants to break it: nothing fails, and whatever was refused
has changed nothing."""

import hashlib
import logging
import os
import random
from collections import Counter
from collections.abc import Callable
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument, StepRun
from silastri.apps.complaints.models import Complaint
from silastri.apps.letters.models import Letter
from silastri.apps.offices.models import Posting
from tests.builders import Town, a_case
from tests.campaign import campaign, tries
from tests.fuzz.asked import Asker
from tests.web.addresses import address, worker_lives


def _state() -> str:
    """What a refusal must leave as it was."""
    rows = [
        sorted(Case.objects.values_list("pk", "state", "turn", "step")),
        sorted(StepRun.objects.values_list("pk", flat=True)),
        sorted(CaseDocument.objects.values_list("pk", flat=True)),
        sorted(Letter.objects.values_list("pk", "state")),
        sorted(Complaint.objects.values_list("pk", "state")),
        sorted(Posting.objects.values_list("pk", flat=True)),
        sorted(Person.objects.values_list("pk", "password", "name", "phone")),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@campaign
def test_no_request_fails_and_no_refusal_changes_anything(
    town: Town,
    browser: Callable[[Person | None], Client],
    record_property: Callable[[str, object], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.CRITICAL, "django")  # each refusal would be a line
    seed = int(os.environ.get("SILASTRI_SEED", "2026"))
    chance = random.Random(seed)
    mine, desk = a_case(town, "pengajuan"), a_case(town, "verifikasi")
    routes: list[URLPattern] = get_resolver().url_patterns  # type: ignore[assignment]
    people = (
        None,
        None,
        town.citizens[0],
        town.officer("loket"),
        town.officer("back_office"),
        town.officer("kepala_dinas"),
    )
    askers = [Asker(browser(person), chance) for person in people]
    askers[1].client.handler.enforce_csrf_checks = True
    cookies = [{name: one.value for name, one in asker.client.cookies.items()} for asker in askers]
    found: Counter[int] = Counter()
    before = _state()
    often = tries(250, 10_000)
    for number in range(often):
        if number % 100 == 0:
            worker_lives()  # at length it would be silent for too long
        route, who = chance.choice(routes), chance.randrange(len(askers))
        asker = askers[who]
        asker.client.cookies = SimpleCookie(cookies[who])  # whoever signed out by chance is in again
        usual = address(route, town, chance.choice((mine, desk)).ref) if route.name else "/"
        mark = transaction.savepoint()
        answer = asker.ask(route, usual)
        found[answer.status_code] += 1
        told = f"seed {seed}, request {number}: {answer.request['REQUEST_METHOD']} {answer.request['PATH_INFO']}"
        assert answer.status_code < 500, told
        after = _state()
        if answer.status_code >= 400:
            assert after == before, told
        if after != before or answer.status_code < 400:
            transaction.savepoint_rollback(mark)  # the next one finds the town as this one did
            before = _state() if after != before else before
        else:
            transaction.savepoint_commit(mark)
    told = ", ".join(f"{status}: {count}" for status, count in sorted(found.items()))
    record_property("figures", f"{often} hostile requests, seed {seed}: {told}")
    assert len(found) > 6, "they come to many ends"
