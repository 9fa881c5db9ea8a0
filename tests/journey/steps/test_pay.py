"""A case with a tariff waits for its money, and goes on once: whoever says that it came, and however often."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from silastri.adapters import payment
from silastri.adapters.payment import notice as notices
from silastri.adapters.payment.fake import KEY
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.letters import queries as letters
from silastri.apps.messages.models import Message
from silastri.apps.payments import queries as payments
from silastri.apps.payments.models import Bill, Payment, PaymentNotice
from silastri.domain.act import Act
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import NotFit, NotThere
from silastri.jobs import worker
from silastri.journey.apply import draft, submit, withdraw
from silastri.journey.apply.withdraw import TooLateToWithdraw
from silastri.journey.frame.step import NotYourPost, StaleStep
from silastri.journey.steps import check, decide, pay
from silastri.journey.steps.pay import NotBelieved
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.pekanbaru import words as text

HALL, NOON = "pakai-gedung", MONDAY + timedelta(hours=5)
Browser = Callable[[Person | None], Client]


@pytest.fixture
def town(db: None) -> Town:
    return a_town(STANDARDS / "contoh")


@pytest.fixture
def waiting(town: Town) -> Case:
    return a_case(town, "pembayaran", service=HALL)


def bill(case: Case) -> Bill:
    found = payments.of_case(case)
    assert found
    return found


def at_counter(town: Town, case: Case, **changed: object) -> Case:
    facts = {"method": "cash", "reference": "BKM-7", **changed}
    return pay.pay(town.act("bendahara", NOON), ref=case.ref, turn=case.turn, **facts)  # type: ignore[arg-type]


def notice(code: str, amount: str, **changed: str) -> bytes:
    said = {"order_id": code, "status_code": "200", "gross_amount": amount, "transaction_status": "settlement"}
    said["signature_key"] = notices.signature(code, "200", amount, KEY)
    return json.dumps(said | changed).encode()


def test_the_bill_follows_the_tariff_and_is_told(town: Town, waiting: Case) -> None:
    found = bill(waiting)
    assert [line["amount"] for line in found.lines] == [5 * 750_000, 100_000]
    assert (found.amount, bool(found.number), found.state) == (3_850_000, True, "open")
    letter = letters.letter(waiting, "skrd")
    assert letter
    assert letter.number == found.number
    assert waiting.promise_due_at is None, "the clock stands still while it is the applicant's turn"


def test_a_case_that_costs_nothing_never_waits(town: Town) -> None:
    runner = Runner(town.service(HALL), town.citizens[0], NOON, 0)
    case = runner.drafted()
    act = town.citizen_act(0, NOON)
    draft.answer(act, ref=case.ref, raw={"keperluan": "sosial"})
    for key in ("ktp", "surat_kegiatan"):
        draft.attach(act, ref=case.ref, key=key, upload=sample.scan(key, NOON), upload_name="a.pdf")
    case = submit.submit(act, ref=case.ref)
    verdicts = [check.Verdict(key, True) for key in ("formulir", "ktp", "surat_kegiatan")]
    case = check.check(town.act("loket", NOON), ref=case.ref, turn=case.turn, verdicts=verdicts, outcome=ONWARD)
    case = decide.decide(town.act("kepala_seksi", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD)
    assert case.step == "penomoran"
    assert payments.of_case(case) is None


def test_paid_at_the_counter_with_proof_the_case_goes_on(town: Town, waiting: Case, browser: Browser) -> None:
    case = at_counter(town, waiting)
    assert case.step == "penomoran"
    assert case.promise_due_at, "and the clock goes on"
    assert bill(case).payment.reference == "BKM-7"
    shown = browser(town.citizens[0]).get(f"/permohonan/{case.ref}/skrd.pdf?bukti=1").content
    assert "Bukti Pembayaran" in text(shown) or "BUKTI PEMBAYARAN" in text(shown)


def test_a_transfer_needs_its_proof(town: Town, waiting: Case) -> None:
    with pytest.raises(NotFit, match="bukti transfer"):
        at_counter(town, waiting, method="transfer")
    paid = at_counter(town, waiting, method="transfer", upload=sample.scan("Bukti", NOON), upload_name="b.pdf")
    assert bill(paid).payment.proof


def test_only_the_recorder_and_only_once(town: Town, waiting: Case) -> None:
    with pytest.raises(NotYourPost):
        pay.pay(town.act("loket", NOON), ref=waiting.ref, turn=waiting.turn, method="cash", reference="1")
    at_counter(town, waiting)
    with pytest.raises(StaleStep):
        at_counter(town, waiting)
    assert Payment.objects.count() == 1


def opened_way(town: Town, case: Case) -> Bill:
    return pay.open_way(town.citizen_act(0, NOON), ref=case.ref)


def tell(town: Town, body: bytes) -> Case | None:
    return pay.take_notice(Act(town.citizen_act().by, NOON, "web"), body=body, headers={})


def test_a_notice_is_believed_once_and_heard_twice(town: Town, waiting: Case) -> None:
    found = opened_way(town, waiting)
    body = payment.service().press_paid(found.code)  # type: ignore[attr-defined]
    case = tell(town, body)
    assert case
    assert case.step == "penomoran"
    assert tell(town, body) is None
    assert (Payment.objects.count(), StepRun.objects.filter(case=case, step="pembayaran").count()) == (1, 1)
    assert PaymentNotice.objects.get().times == 2


def test_what_is_forged_short_or_unconfirmed_is_not_believed(town: Town, waiting: Case) -> None:
    found = opened_way(town, waiting)
    whole = f"{found.amount}.00"
    for body in (
        notice(found.code, whole, signature_key="0" * 128),  # not signed by the service
        notice(found.code, "500.00"),  # another amount
        notice(found.code, whole, transaction_status="pending"),
        notice(found.code, whole),  # signed, but the service does not say so when asked
        b"{",
    ):
        with pytest.raises(NotBelieved):
            tell(town, body)
    with pytest.raises(NotThere):
        tell(town, notice("SKRD-LAIN", whole))
    assert Case.objects.get(pk=waiting.pk).step == "pembayaran"
    assert bill(waiting).state == "open"


def test_a_notice_for_another_case_does_not_pay_this_one(town: Town, waiting: Case) -> None:
    other = a_case(town, "pembayaran", service=HALL, citizen=1)
    pay.open_way(town.citizen_act(1, NOON), ref=other.ref)
    tell(town, payment.service().press_paid(bill(other).code))  # type: ignore[attr-defined]
    assert (bill(waiting).state, bill(other).state) == ("open", "paid")


@pytest.mark.django_db(transaction=True)
def test_two_notices_at_once_settle_once() -> None:
    town = a_town(STANDARDS / "contoh")
    case = a_case(town, "pembayaran", service=HALL)
    body = payment.service().press_paid(opened_way(town, case).code)  # type: ignore[attr-defined]
    errors: list[Exception] = []

    def hear() -> None:
        try:
            tell(town, body)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hear) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (Payment.objects.count(), StepRun.objects.filter(case=case, step="pembayaran").count()) == (1, 1)


def test_money_for_a_case_that_ended_is_not_taken(town: Town, waiting: Case) -> None:
    found = opened_way(town, waiting)
    body = payment.service().press_paid(found.code)  # type: ignore[attr-defined]
    withdraw.withdraw(town.citizen_act(0, NOON), ref=waiting.ref)
    with pytest.raises(NotBelieved, match="dibatalkan"):
        tell(town, body)


def test_who_has_paid_does_not_withdraw(town: Town, waiting: Case) -> None:
    at_counter(town, waiting)
    with pytest.raises(TooLateToWithdraw):
        withdraw.withdraw(town.citizen_act(0, NOON), ref=waiting.ref)


def test_sent_back_and_come_again_keeps_bill_and_number(town: Town, waiting: Case) -> None:
    case = at_counter(town, waiting)
    runner = Runner(town.service(HALL), town.citizens[0], NOON, 0)
    case = runner.onward(case)
    act = town.act("kepala_dinas", NOON)
    case = decide.turn_away(act, ref=case.ref, turn=case.turn, outcome="kembali:verifikasi", note="Periksa hari.")
    case = decide.decide(town.act("kepala_seksi", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD)
    assert case.step == "penomoran", "what is paid is not asked again"
    assert Bill.objects.filter(case=case).count() == 1


def test_the_pages_of_the_payer_and_of_the_office(town: Town, waiting: Case, browser: Browser) -> None:
    payer, officer = browser(town.citizens[0]), browser(town.officer("bendahara"))
    assert "Menunggu pembayaran" in payer.get(f"/permohonan/{waiting.ref}/").content.decode()
    path = f"/permohonan/{waiting.ref}/bayar/"
    assert payer.post(path).status_code == 302
    assert "Simulasi" in payer.get(path).content.decode()
    assert "tiga juta delapan ratus lima puluh ribu rupiah" in text(
        payer.get(f"/permohonan/{waiting.ref}/skrd.pdf").content
    )
    assert bill(waiting).code in officer.get("/petugas/tagihan/").content.decode()
    assert payer.post(path + "simulasi/").status_code == 302
    assert "Lunas" in payer.get(path).content.decode()
    assert browser(town.citizens[1]).get(path).status_code == 404


def test_the_officer_records_on_his_page(town: Town, waiting: Case, browser: Browser) -> None:
    officer = browser(town.officer("bendahara"))
    path = f"/petugas/permohonan/{waiting.ref}/"
    assert "Catat pembayaran" in officer.get(path).content.decode()
    typed = {"giliran": waiting.turn, "keputusan": ONWARD, "cara": "transfer", "nomor_bukti": "TRF-1"}
    assert officer.post(path + "bayar/", typed).status_code == 422
    proof = SimpleUploadedFile("b.pdf", sample.scan("Bukti", NOON), "application/pdf")
    assert officer.post(path + "bayar/", typed | {"berkas": proof}).status_code == 302


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 422), (b"\xff" * 40, 422), (b"\0x" * 40, 422), (b"{}" * 40_000, 413), (b'{"order_id": 1}', 422)],
)
def test_garbage_at_the_address_of_notices_is_refused_in_words(db: None, body: bytes, status: int) -> None:
    response = Client().post("/pembayaran/notifikasi/", body, content_type="application/json")
    assert response.status_code == status
    assert response.json()["pesan"]
    assert all("\0" not in one.body for one in PaymentNotice.objects.all())


def test_whoever_sends_many_forged_notices_fills_no_table(db: None) -> None:
    for n in range(30):
        said = {"order_id": str(n), "status_code": "200", "gross_amount": "1", "signature_key": "x"}
        sent = Client().post("/pembayaran/notifikasi/", json.dumps(said) + " " * 5000, content_type="application/json")
        assert sent.status_code == 422
    kept = PaymentNotice.objects.get()
    assert (kept.times, kept.bill, len(kept.body)) == (30, None, 1000)


def test_a_service_without_a_tariff_shows_no_payment(town: Town, browser: Browser) -> None:
    free = a_town()
    case = a_case(free, "penomoran")
    page = browser(free.citizens[0]).get(f"/permohonan/{case.ref}/").content.decode()
    assert "ayar" not in page.split("<main")[1].split("</main")[0]
    assert browser(free.citizens[0]).get(f"/permohonan/{case.ref}/bayar/").status_code == 404
    assert "/petugas/tagihan/" not in browser(free.officer("loket")).get("/petugas/").content.decode()


@pytest.fixture
def without_services(settings: Any) -> None:
    """As in an office that has set no payment service and no channel for messages."""
    settings.ADAPTERS = {port: one for port, one in settings.ADAPTERS.items() if "OnScreen" not in one["BACKEND"]}


def test_without_a_payment_service_nothing_online_pays(
    town: Town, waiting: Case, browser: Browser, without_services: None
) -> None:
    payer, path = browser(waiting.applicant), f"/permohonan/{waiting.ref}/bayar/"
    assert payer.post(path + "simulasi/").status_code == 404
    assert payer.post(path).status_code == 404
    told = notice(bill(waiting).code, f"{bill(waiting).amount}.00")
    answer = browser(None).post("/pembayaran/notifikasi/", told, content_type="application/json")
    assert answer.status_code == 404
    page = payer.get(path).content.decode()
    assert "Bayar di loket" in page
    assert "Bayar sekarang" not in page
    assert bill(waiting).state == Bill.State.OPEN
    assert not PaymentNotice.objects.exists()
    waiting.refresh_from_db()
    assert waiting.step == "pembayaran"
    assert at_counter(town, waiting).step != "pembayaran"  # with proof, as ever
    assert bill(waiting).state == Bill.State.PAID


def test_without_a_channel_the_applicant_gets_a_slip_and_the_office_sees_it(
    town: Town, waiting: Case, browser: Browser, without_services: None
) -> None:
    assert Message.objects.filter(case=waiting, state="queued").exists()
    newest = Message.objects.filter(case=waiting, person=waiting.applicant).latest("pk")
    while worker.send_messages(NOON):
        pass
    slip = Message.objects.get(case=waiting, channel="slip", instead_of=newest)
    assert (slip.state, slip.body) == ("queued", newest.body)
    assert set(Message.objects.exclude(channel="slip").values_list("state", flat=True)) <= {"merged", "failed"}
    page = browser(town.officer("bendahara")).get("/petugas/pesan/").content.decode()
    assert "Slip di loket" in page
    assert "belum punya saluran pesan" in page
