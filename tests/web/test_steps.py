"""A step on its page: read, carried out and told; what is refused is shown at the form, and nothing happened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.payments import queries as payments
from silastri.journey.steps import decide
from silastri.web.officer.steps.table import SCREENS
from tests import examples
from tests.builders import Town, a_case, a_town
from tests.journey.steps.test_refund import PAID_THEN_JUDGED

Browser = Callable[[Person | None], Client]


def sent(client: Client, case: Case, act: str, status: int, **more: str) -> str:
    data = {"giliran": str(case.turn), "keputusan": "lanjut"} | more
    response = client.post(reverse(act, args=[case.ref]), data, follow=True)
    assert response.status_code == status
    return response.content.decode()


def test_it_is_done_and_told(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    assert f"{case.ref} selesai di meja Anda." in sent(browser(town.officer("ahli_muda")), case, "decide", 200)
    assert Case.objects.get(pk=case.pk).step == "persetujuan"


def test_a_form_that_is_not_in_order_is_shown_again(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    shown = sent(browser(town.officer("ahli_muda")), case, "decide", 422, keputusan="ke bulan", catatan="Sudah dibaca.")
    assert "pilih salah satu." in shown
    assert "Sudah dibaca." in shown
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_what_is_wrong_with_a_paper_is_shown_at_its_mark(town: Town, browser: Browser) -> None:
    case = a_case(town, "pemeriksaan")
    shown = sent(browser(town.officer("back_office")), case, "check", 422)
    assert 'href="#id_tanda-formulir"' in shown
    assert Case.objects.get(pk=case.pk).turn == case.turn


@pytest.mark.parametrize("act", [act for act in SCREENS if act != "decide"])
def test_no_other_act_does_the_step_that_waits(town: Town, browser: Browser, act: str) -> None:
    case = a_case(town, "verifikasi")
    assert "Langkah ini sudah dikerjakan" in sent(browser(town.officer("ahli_muda")), case, act, 409)
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_its_address_alone_leads_to_the_case(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    response = browser(town.officer("ahli_muda")).get(reverse("decide", args=[case.ref]))
    assert response.headers["Location"] == reverse("desk_case", args=[case.ref])


def test_money_goes_back_on_a_page_of_its_own(tmp_path: Path, browser: Browser, db: None) -> None:
    fee = "{dasar: Perda, rincian: [a: {sebutan: A, tarif: '75000'}]}"
    town = a_town(examples.folder("", tmp_path, tambahan=PAID_THEN_JUDGED, biaya=fee))
    case = a_case(town, "telaah", service="surat")
    decide.decide(town.act("kepala_seksi"), ref=case.ref, turn=case.turn, outcome="tolak", note="Tidak memenuhi.")
    client, path = browser(town.officer("bendahara")), reverse("give_back", args=[case.ref])
    data = {"potongan": "80000", "alasan": "Papan rusak.", "cara": "cash", "nomor_bukti": "KK-1"}
    assert client.get(path).status_code == 200
    response = client.post(path, data)
    assert response.status_code == 422
    assert "#id_potongan" in response.content.decode()
    assert not hasattr(payments.of_case(case), "refund")
    assert client.post(path, data | {"potongan": "0"}).status_code == 302
    assert payments.of_case(case).refund.amount == 75_000  # type: ignore[union-attr]
