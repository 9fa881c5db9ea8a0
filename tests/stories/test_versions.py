"""A standard changes while people are at it: who was handed in stays, who is still writing goes over."""

from datetime import timedelta
from pathlib import Path

import pytest

from silastri.apps.catalog.models import Version
from silastri.jobs.publishing import NotPublishable
from silastri.journey.apply import draft
from silastri.journey.apply.submit import NewStandard, submit
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests.builders import JOMPO, MONDAY, Town, a_case, definition
from tests.web.test_public_face import publish_again

SINCE = str(MONDAY.date() - timedelta(days=3))


def test_a_case_ends_under_the_version_it_was_handed_in_under(town: Town, tmp_path: Path) -> None:
    runner = Runner(town.service(), town.citizens[0], MONDAY + timedelta(hours=5), 0)
    case = runner.to("verifikasi")
    promised = case.promise_due_at
    publish_again(tmp_path / "rokan-hilir", berlaku_sejak=SINCE, jangka_waktu="9 hari kerja")
    while case.step:
        assert case.promise_due_at == promised
        case = runner.onward(case)
    assert (case.state, case.version.number) == ("done", 1)
    assert a_case(town, citizen=1).version.number == 2


def test_a_draft_goes_over_to_the_version_in_force(town: Town, tmp_path: Path) -> None:
    case, act = a_case(town, "pengajuan"), town.citizen_act()
    for requirement in definition(JOMPO).standard.requirements:
        paper = sample.scan(requirement.label, MONDAY)
        draft.attach(act, ref=case.ref, key=requirement.key, upload=paper, upload_name="a.pdf")
    publish_again(tmp_path / "rokan-hilir", berlaku_sejak=SINCE, jangka_waktu="9 hari kerja")
    with pytest.raises(NewStandard):
        submit(act, ref=case.ref)
    case.refresh_from_db()
    assert (case.state, case.version.number) == ("draft", 2)
    assert submit(act, ref=case.ref).state == "running"


def test_what_has_a_mistake_is_not_published(town: Town, tmp_path: Path) -> None:
    with pytest.raises(NotPublishable, match="jangka_waktu"):
        publish_again(tmp_path / "rokan-hilir", berlaku_sejak=SINCE, jangka_waktu="seminggu")
    assert Version.objects.filter(service=town.service()).count() == 1
