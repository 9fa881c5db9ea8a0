"""Certificates of officers: added by each, confirmed by a second person, set against what posts ask for."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from silastri.apps.accounts.models import Person
from silastri.apps.competences.models import Certificate, PostSkill
from silastri.domain.refusal import NotThere, NotYours
from silastri.domain.review.competence import key_of
from silastri.journey.reviews import certificates, register
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, Town, a_town, today

Browser = Callable[[Person | None], Client]
PAGE, DIKLAT = "/petugas/kompetensi/", "Diklat PTSP"


def typed(**changed: object) -> dict[str, object]:
    given = {"nama": DIKLAT, "penerbit": "LAN", "nomor": "12", "terbit": (today() - timedelta(days=700)).isoformat()}
    return given | changed


def a_certificate(town: Town, post: str = "loket", **more: object) -> Certificate:
    """Of a training that is asked for, not confirmed yet; more is changed behind its back."""
    said = certificates.Said(DIKLAT, "LAN", MONDAY.date() - timedelta(days=700), covers=[key_of(DIKLAT)])
    made = certificates.add(town.act(post), said=said)
    Certificate.objects.filter(pk=made.pk).update(**more)
    return made


@pytest.fixture
def asked(town: Town) -> None:
    certificates.ask(town.act("back_office"), post="loket", name=DIKLAT)


def test_an_officer_adds_his_own_and_a_second_person_confirms(town: Town, browser: Browser, asked: None) -> None:
    clerk, manager = browser(town.officer("loket")), browser(town.officer("back_office"))
    assert PAGE in clerk.get("/petugas/").content.decode()
    assert DIKLAT in clerk.get(f"{PAGE}sertifikat/tambah/").content.decode()
    scan = SimpleUploadedFile("s.pdf", sample.scan("Sertifikat", MONDAY), "application/pdf")
    sent = clerk.post(f"{PAGE}sertifikat/tambah/", typed(untuk=[key_of(DIKLAT)], berkas=scan))
    assert sent.status_code == 302
    made = Certificate.objects.get()
    one = f"{PAGE}sertifikat/{made.pk}/"
    assert (made.person, made.state, made.covers) == (town.officer("loket"), "sent", [key_of(DIKLAT)])
    assert clerk.get(f"{one}berkas/").content.startswith(b"%PDF-")
    assert one in manager.get(PAGE).content.decode()
    other = browser(town.officer("ahli_muda"))
    assert other.get(one).status_code == 403 and other.get(f"{one}berkas/").status_code == 403
    assert other.post(f"{one}terima/").status_code == 403
    assert clerk.post(f"{one}terima/").status_code == 403
    assert manager.post(f"{one}tolak/", {"alasan": " "}).status_code == 422
    assert manager.post(f"{one}terima/").status_code == 302
    assert manager.post(f"{one}tolak/", {"alasan": "Salah"}).status_code == 409
    assert clerk.post(f"{one}hapus/").status_code == 409
    assert manager.post(f"{one}lain/").status_code == 404
    made.refresh_from_db()
    assert (made.state, made.decided_by) == ("confirmed", town.officer("back_office"))


def test_a_managers_own_is_confirmed_by_somebody_else(town: Town, asked: None) -> None:
    made = a_certificate(town, "back_office")
    with pytest.raises(NotYours):
        certificates.confirm(town.act("back_office"), pk=made.pk)
    certificates.confirm(town.act("kepala_dinas"), pk=made.pk)


def test_what_does_not_fit_is_said_and_not_kept(town: Town, browser: Browser) -> None:
    clerk = browser(town.officer("loket"))
    for changed, sentence in (
        ({"nama": " "}, "Isi nama sertifikat"),
        ({"penerbit": ""}, "Isi penerbit"),
        ({"terbit": "2199-01-01"}, "belum tiba"),
        ({"sampai": "2001-01-01"}, "lebih awal"),
        ({"untuk": ["bukan"]}, "Pilih dari daftar"),
        ({"berkas": SimpleUploadedFile("a.jpg", b"bukan", "image/jpeg")}, "Ada yang perlu diperbaiki"),
    ):
        refused = clerk.post(f"{PAGE}sertifikat/tambah/", typed(**changed))
        assert refused.status_code == 422 and sentence in refused.content.decode(), sentence
    assert not Certificate.objects.exists()


def test_refused_ones_can_be_taken_away_by_their_owner_alone(town: Town, browser: Browser, asked: None) -> None:
    kept = a_certificate(town)
    one = f"{PAGE}sertifikat/{kept.pk}/"
    manager = browser(town.officer("back_office"))
    assert manager.post(f"{one}tolak/", {"alasan": "Tidak terbaca"}).status_code == 302
    assert "Tidak terbaca" in browser(town.officer("loket")).get(one).content.decode()
    assert manager.post(f"{one}hapus/").status_code == 403
    assert browser(town.officer("loket")).post(f"{one}hapus/").status_code == 302
    assert not Certificate.objects.exists()


def test_only_what_is_confirmed_and_in_force_counts(town: Town, asked: None) -> None:
    def gaps() -> int:
        post = next(one for one in register.posts(town.office, MONDAY.date()) if one.key == "loket")
        return sum(1 for holder in post.holders for one in holder.lacking if one.name == DIKLAT)

    made = a_certificate(town)
    assert gaps() == 1
    certificates.confirm(town.act("back_office"), pk=made.pk)
    assert gaps() == 0
    Certificate.objects.update(expires_on=MONDAY.date() - timedelta(days=1))
    assert gaps() == 1


def test_who_shows_all_that_a_post_asks_for_may_stand_in(town: Town, browser: Browser, asked: None) -> None:
    on, keys = MONDAY.date(), [one.key for one in register.all_wanted(town.office, MONDAY.date())]
    made = a_certificate(town, "ahli_muda", covers=keys)
    certificates.confirm(town.act("back_office"), pk=made.pk)
    told = {one.key: one for one in register.posts(town.office, on)}
    assert told["loket"].stand_ins == (town.officer("ahli_muda"),)
    assert told["ahli_muda"].stand_ins == () and told["ahli_muda"].gaps == 0
    page = browser(town.officer("back_office")).get("/kelola/petugas/pengganti/").content.decode()
    assert "bersertifikat untuk menggantikan" in page and town.officer("ahli_muda").name in page
    assert register.shown_by(town.office, ["ahli_muda", "loket"], DIKLAT, on) == (1, 2)


def test_managers_ask_more_of_a_post(town: Town, browser: Browser) -> None:
    manager, clerk = browser(town.officer("back_office")), browser(town.officer("loket"))
    for wrong in ({"jabatan": "camat", "diminta": DIKLAT}, {"jabatan": "loket", "diminta": ""}):
        assert manager.post(f"{PAGE}jabatan/", wrong).status_code == 422
    given = {"jabatan": "loket", "diminta": DIKLAT}
    assert clerk.post(f"{PAGE}jabatan/", given).status_code == 403
    assert manager.post(f"{PAGE}jabatan/", given).status_code == 302
    assert manager.post(f"{PAGE}jabatan/", given).status_code == 422  # twice
    skill = PostSkill.objects.get()
    assert DIKLAT in manager.get(PAGE).content.decode()
    assert clerk.post(f"{PAGE}jabatan/{skill.pk}/hapus/").status_code == 403
    assert manager.post(f"{PAGE}jabatan/{skill.pk}/hapus/").status_code == 302
    assert manager.post(f"{PAGE}jabatan/{skill.pk}/hapus/").status_code == 404


def test_an_end_that_is_near_is_shown_and_exported(town: Town, browser: Browser, asked: None) -> None:
    made = a_certificate(town)
    certificates.confirm(town.act("back_office"), pk=made.pk)
    Certificate.objects.update(expires_on=today() + timedelta(days=20))
    clerk, manager = browser(town.officer("loket")), browser(town.officer("back_office"))
    assert "berakhir dalam 30 hari" in clerk.get(PAGE).content.decode()
    assert "Segera berakhir" in manager.get(PAGE).content.decode()
    book = CalamineWorkbook.from_filelike(io.BytesIO(manager.get(f"{PAGE}daftar.xlsx").content))
    row = book.get_sheet_by_name("Sertifikat").to_python()[1]
    assert row[1] == DIKLAT and row[7] == "berakhir dalam 30 hari" and row[8] == DIKLAT
    assert clerk.get(f"{PAGE}daftar.xlsx").status_code == 403


def test_nothing_of_another_office_is_seen(town: Town, asked: None) -> None:
    made, other = a_certificate(town), a_town(STANDARDS / "kampar")
    with pytest.raises(NotThere):
        certificates.see(other.act("front_office"), made.pk)
    with pytest.raises(NotThere):
        certificates.confirm(other.act("front_office"), pk=made.pk)
