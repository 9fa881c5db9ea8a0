"""What the counter gives and writes down: the receipt, the hand-over, the book."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import HandOver
from silastri.apps.surveys.operations import code_of
from silastri.domain.reference import in_groups
from tests.builders import JOMPO, MONDAY, STANDARDS, Town, a_case, a_town, definition, surveyed
from tests.pekanbaru import words as text

Browser = Callable[[Person | None], Client]


def test_the_receipt_is_there_when_the_papers_are_complete(town: Town, browser: Browser) -> None:
    unchecked, complete = a_case(town), a_case(town, "kajian")
    for client, path in (
        (browser(town.citizens[0]), "/permohonan/{}/tanda-terima.pdf"),
        (browser(town.officer("back_office")), "/petugas/permohonan/{}/tanda-terima.pdf"),
    ):
        assert client.get(path.format(unchecked.ref)).status_code == 404
        said = text(client.get(path.format(complete.ref)).content)
        for part in ("TANDA TERIMA", complete.ref, town.citizens[0].name, town.officer("back_office").name):
            assert part in said, part
        for requirement in definition(JOMPO).standard.requirements:
            assert requirement.label in said
        assert in_groups(code_of(complete.ref)) in said, "the survey can be answered from the paper"


@pytest.mark.parametrize(("relation", "proof"), [("self", "receipt"), ("proxy", "letter")])
def test_who_took_the_letter_and_what_he_showed_is_kept(
    town: Town, browser: Browser, relation: str, proof: str
) -> None:
    case = a_case(town, "penyerahan")
    surveyed(case)
    client, path = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/serahkan/"
    typed = {
        "giliran": case.turn,
        "keputusan": "lanjut",
        "penerima": "Siti Contoh",
        "hubungan": relation,
        "bukti": proof,
        "tanpa_tanda": "Di buku.",
    }
    assert client.post(path, typed | {"bukti": ""}).status_code == 422
    assert not HandOver.objects.exists()
    assert client.post(path, typed).status_code == 302
    kept = HandOver.objects.get(case=case)
    assert (kept.to_name, kept.relation, kept.proof, kept.by) == ("Siti Contoh", relation, proof, town.officer("loket"))


def test_the_receiver_is_the_applicant_until_somebody_else_is_named(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    surveyed(case)
    client, path = browser(town.officer("loket")), f"/petugas/permohonan/{case.ref}/"
    page = client.get(path).content.decode()
    name = case.applicant.name
    assert f'name="penerima" value="{name}"' in page
    assert re.search(r'value="self"[^>]*checked', page)
    assert "Cetak surat" in page
    typed = {"giliran": case.turn, "keputusan": "lanjut", "penerima": name, "hubungan": "proxy", "bukti": "ktp"} | {
        "tanpa_tanda": "Di buku."
    }
    refused = client.post(f"{path}serahkan/", typed)
    assert (refused.status_code, "Ini nama pemohon." in refused.content.decode()) == (422, True)
    assert not HandOver.objects.exists()
    assert client.post(f"{path}serahkan/", typed | {"hubungan": "self"}).status_code == 302


def test_who_was_served_stands_in_the_book_with_his_minutes(db: None, browser: Browser) -> None:
    dinsos = a_town(STANDARDS / "pekanbaru-dinsos")
    case = a_case(dinsos, None, service="dtks")
    Case.objects.filter(pk=case.pk).update(
        via="counter", created_at=MONDAY, ended_at=MONDAY + timedelta(minutes=9, seconds=30)
    )
    client, day = browser(dinsos.officer("front_office")), MONDAY.date().isoformat()
    for book in ("", "layanan"):
        page = client.get("/petugas/buku/", {"buku": book, "dari": day, "sampai": day}).content.decode()
        assert case.ref in page
        assert case.applicant.name in page
        assert "9 menit" in page
    outside = client.get("/petugas/buku/", {"buku": "layanan", "dari": "2026-11-10", "sampai": "2026-11-10"})
    assert case.ref not in outside.content.decode()
