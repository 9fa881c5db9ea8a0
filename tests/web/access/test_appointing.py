"""Who signs, manages or watches is appointed by two people, with a decree; nobody appoints a citizen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.offices import operations
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Posting, ProposedPosting
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_town

Browser = Callable[[Person | None], Client]
PEOPLE, PROPOSALS = "/kelola/petugas/", "/petugas/penugasan/"
NIP = "198001012005011001"


def typed(person: Person, **changed: object) -> dict[str, object]:
    today = MONDAY.date()
    return {
        "petugas": person.name,
        "jabatan": "kepala_dinas",
        "sebagai": "plt",
        "sejak": today.isoformat(),
        "sampai": (today + timedelta(days=3650)).isoformat(),
        "surat": "800/7/2026",
        "tanggal_surat": (today - timedelta(days=1)).isoformat(),
        "berkas": SimpleUploadedFile("sk.pdf", sample.scan("Surat perintah", MONDAY), "application/pdf"),
    } | changed


@pytest.fixture
def clerk(town: Town) -> Person:
    """The manager of the office, who is its back office too."""
    return town.officer("back_office")


def propose(client: Client, person: Person, **changed: object) -> ProposedPosting:
    sent = client.post(PEOPLE, typed(person, **changed))
    assert sent.status_code == 302, sent.content.decode()
    return ProposedPosting.objects.get(state="proposed")


def test_an_acting_head_is_proposed_with_dates_and_decree(town: Town, clerk: Person, browser: Browser) -> None:
    client, deputy = browser(clerk), town.officer("ahli_madya")
    said = typed(deputy)
    for missing, sentence in (
        ("sampai", "Isi sampai kapan"),
        ("surat", "Isi nomor surat perintah"),
        ("tanggal_surat", "Isi tanggal surat itu"),
        ("berkas", "Unggah surat perintah"),
    ):
        answer = client.post(f"{PEOPLE}pengganti/", typed(deputy, **{missing: ""}))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert client.post(f"{PEOPLE}pengganti/", typed(deputy, sebagai="holder")).status_code == 422
    assert not ProposedPosting.objects.exists()
    assert client.post(f"{PEOPLE}pengganti/", said).status_code == 302
    made = ProposedPosting.objects.get()
    assert (made.person, made.post, made.kind, made.decree) == (deputy, "kepala_dinas", "plt", "800/7/2026")
    assert "kepala_dinas" not in posted(deputy), "a second person confirms it first"
    assert browser(town.officer("loket")).post(f"{PEOPLE}pengganti/", typed(deputy)).status_code == 403


def posted(person: Person) -> list[str]:
    return list(Posting.objects.filter(person=person).order_by("id").values_list("post", flat=True))


def test_a_clerk_does_not_appoint_himself_head(town: Town, clerk: Person, browser: Browser) -> None:
    client = browser(clerk)
    proposal = propose(client, clerk)
    assert posted(clerk) == ["back_office"]
    page = f"{PROPOSALS}{proposal.pk}/"
    assert "Setujui" not in client.get(page).content.decode()
    assert client.post(page, {"putusan": "setuju"}).status_code == 403
    assert posted(clerk) == ["back_office"]
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


@pytest.mark.parametrize("post", ["auditor", "inspektur"])
def test_nobody_alone_appoints_who_watches_over_offices(db: None, browser: Browser, post: str) -> None:
    """They read every office, and reports that somebody asked for money; the highest of them would confirm others."""
    town = a_town(STANDARDS / "inspektorat")
    clerk, client = town.officer("tata_usaha"), browser(town.officer("inspektur"))
    plain = {"jabatan": post, "sebagai": "holder", "sampai": ""}
    assert client.post(PEOPLE, typed(clerk, **plain, berkas="")).status_code == 422
    proposal = propose(client, clerk, **plain)
    assert posted(clerk) == ["tata_usaha"]
    shown = client.get(f"{PROPOSALS}{proposal.pk}/").content.decode()
    assert "dapat membaca yang tidak dibaca petugas lain" in shown and "Setujui" not in shown
    assert (
        client.post(PEOPLE, typed(clerk, jabatan="tata_usaha", sebagai="holder", surat="", berkas="")).status_code
        == 302
    )


def test_a_second_person_reads_what_it_brings_about_and_confirms(town: Town, clerk: Person, browser: Browser) -> None:
    deputy, head = town.officer("ahli_madya"), browser(town.officer("kepala_dinas"))
    proposal = propose(browser(clerk), deputy)
    assert "Usulan penugasan" in head.get("/petugas/").content.decode()
    assert deputy.name in head.get(PROPOSALS).content.decode()
    page = f"{PROPOSALS}{proposal.pk}/"
    shown = head.get(page).content.decode()
    assert f"{deputy.name} bertugas sebagai Plt. Kepala Dinas" in shown
    assert "dapat menandatangani surat layanan" in shown
    assert "800/7/2026" in shown
    assert head.get(f"{page}surat/").content.startswith(b"%PDF-")
    assert head.post(page, {"putusan": "setuju"}).status_code == 302
    made = Posting.objects.get(person=deputy, post="kepala_dinas")
    assert (made.kind, made.decree, made.manages) == ("plt", "800/7/2026", False)
    assert head.post(page, {"putusan": "setuju"}).status_code == 409
    assert list(LogEntry.objects.filter(what__endswith="_posting").values_list("what", flat=True)) == [
        "propose_posting", "confirm_posting",
    ]  # fmt: skip


def test_a_refused_proposal_changes_nothing(town: Town, clerk: Person, browser: Browser) -> None:
    deputy, head = town.officer("ahli_madya"), browser(town.officer("kepala_dinas"))
    page = f"{PROPOSALS}{propose(browser(clerk), deputy).pk}/"
    assert head.post(page, {"putusan": "tolak", "alasan": ""}).status_code == 422
    assert head.post(page, {"putusan": "tolak", "alasan": "Surat belum terbit."}).status_code == 302
    assert "Surat belum terbit." in head.get(page).content.decode()
    assert head.post(page, {"putusan": "setuju"}).status_code == 409
    assert posted(deputy) == ["ahli_madya"]


def test_who_would_be_appointed_does_not_confirm(town: Town, clerk: Person, browser: Browser) -> None:
    deputy = town.officer("ahli_madya")
    operations.post(town.office, deputy, post="ahli_madya", since=MONDAY.date(), manages=True)
    page = f"{PROPOSALS}{propose(browser(clerk), deputy).pk}/"
    assert browser(deputy).post(page, {"putusan": "setuju"}).status_code == 403
    assert not Posting.objects.filter(person=deputy, post="kepala_dinas").exists()


def test_a_manager_is_appointed_like_a_signer(town: Town, clerk: Person, browser: Browser) -> None:
    person = town.officer("loket")
    asked = {"jabatan": "loket", "sebagai": "holder", "sampai": "", "mengelola": "on"}
    proposal = propose(browser(clerk), person, **asked)
    assert not offices.manages(town.office.pk, person.pk, MONDAY.date())
    head = browser(town.officer("kepala_dinas"))
    page = f"{PROPOSALS}{proposal.pk}/"
    assert "dapat mengubah petugas" in head.get(page).content.decode()
    head.post(page, {"putusan": "setuju"})
    assert offices.manages(town.office.pk, person.pk, MONDAY.date())


@pytest.mark.parametrize(
    ("lacks", "says"),
    [("surat", "Isi nomor surat"), ("tanggal_surat", "Isi tanggal surat"), ("berkas", "Unggah surat")],
)
def test_without_a_decree_nobody_signs(town: Town, clerk: Person, browser: Browser, lacks: str, says: str) -> None:
    response = browser(clerk).post(PEOPLE, typed(town.officer("ahli_madya"), sebagai="holder", **{lacks: ""}))
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not ProposedPosting.objects.exists()


def test_a_citizen_is_chosen_for_nothing(town: Town, clerk: Person, browser: Browser) -> None:
    citizen, client = town.citizens[0], browser(clerk)
    for jabatan in ("kepala_dinas", "loket"):
        response = client.post(PEOPLE, typed(citizen, jabatan=jabatan))
        assert response.status_code == 422
        assert "Tidak ada rekan" in response.content.decode()
    assert citizen.name not in client.get(PEOPLE).content.decode()
    assert posted(citizen) == []
    assert not ProposedPosting.objects.exists()


def test_a_name_that_fits_several_is_asked_again(town: Town, clerk: Person, browser: Browser) -> None:
    response = browser(clerk).post(PEOPLE, typed(clerk, petugas="Ahli"))
    assert response.status_code == 422
    assert "Pilih satu" in response.content.decode()


def test_a_new_colleague_is_added_by_number_and_nip(town: Town, clerk: Person, browser: Browser) -> None:
    client, new = browser(clerk), town.citizens[1]
    asked = {"telepon": new.phone, "nip": NIP}
    assert client.post(f"{PEOPLE}rekan/", asked | {"nip": "12"}).status_code == 422
    assert client.post(f"{PEOPLE}rekan/", asked | {"telepon": "0812 9999 9999"}).status_code == 422
    assert client.post(f"{PEOPLE}rekan/", asked).status_code == 302
    assert client.post(f"{PEOPLE}rekan/", asked | {"telepon": town.citizens[2].phone}).status_code == 422
    assert NIP in client.get(PEOPLE).content.decode()
    assert posted(new) == []


def test_other_officers_confirm_nothing_and_read_no_decree(town: Town, clerk: Person, browser: Browser) -> None:
    page = f"{PROPOSALS}{propose(browser(clerk), town.officer('ahli_madya')).pk}/"
    loket = browser(town.officer("loket"))
    for path in (PROPOSALS, page, f"{page}surat/"):
        assert loket.get(path).status_code == 403, path
    assert loket.post(page, {"putusan": "setuju"}).status_code == 403


def test_the_database_knows_no_proposal_that_one_person_made_and_confirmed(
    town: Town, clerk: Person, browser: Browser
) -> None:
    proposal = propose(browser(clerk), town.officer("ahli_madya"))
    for decided in (proposal.proposed_by_id, proposal.person_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProposedPosting.objects.filter(pk=proposal.pk).update(decided_by=decided)
