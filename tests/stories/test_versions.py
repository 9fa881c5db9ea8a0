"""A standard changes while people are at it: who was handed in stays, who is still writing goes over."""

from datetime import timedelta
from pathlib import Path

import pytest

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Version
from silastri.domain.case import fees
from silastri.domain.definition.definition import read_service
from silastri.jobs.publishing import NotPublishable
from silastri.journey.apply import draft
from silastri.journey.apply.submit import NewStandard, submit
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests import examples
from tests.builders import JOMPO, MONDAY, Town, a_case, a_town, definition
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


@pytest.mark.django_db
def test_what_was_published_stays_readable(tmp_path: Path) -> None:
    """The language refuses now what may be read in two ways; a case goes on under the version that said it."""
    tariff = (
        "{dasar: Perda, rincian: [satu: {sebutan: Satu, tarif: '20000'}, dua: {sebutan: Dua, persen: 12.5},"
        " tiga: {sebutan: Tiga, tarif: 'isian.luas * 5.000', pembulatan: ke atas 100}]}"
    )
    form = "[luas: {isian: bilangan, desimal: 1, label: Luas}]"
    texts = examples.texts("05_tarif", biaya=tariff, formulir=form)
    texts["surat.md"] = "{{ bila isian.luas > 1.000 }}Luas.{{ selesai }}"
    assert read_service(texts).definition is None, "nobody may publish it any more"
    town = a_town(examples.folder("05_tarif", tmp_path))
    version = Version.objects.get(service=town.service("tarif"))
    Version.objects.filter(pk=version.pk).update(texts=texts)
    catalog.definition.cache_clear()
    found = catalog.definition(version.pk)
    known = {"isian": {"luas": 30.5}, "jalur": {"kunci": ""}}
    assert [line.amount for line in fees.assess(found.standard.fee, known)] == [20_000, 2_500, 200]
    assert found.letters["surat.md"].fill(known) == "Luas."


def test_what_has_a_mistake_is_not_published(town: Town, tmp_path: Path) -> None:
    with pytest.raises(NotPublishable, match="jangka_waktu"):
        publish_again(tmp_path / "rokan-hilir", berlaku_sejak=SINCE, jangka_waktu="seminggu")
    assert Version.objects.filter(service=town.service()).count() == 1
