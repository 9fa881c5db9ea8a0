"""Deposits go back once, and what was paid for nothing goes back too; another body's money needs a proof."""

from pathlib import Path

import pytest

from silastri.apps.cases.models import Case
from silastri.apps.payments import queries as payments
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.frame.step import StaleStep
from silastri.journey.steps import decide, pay, refund
from silastri.journey.steps.refund import AlreadyGivenBack, GivenBack
from silastri.practice import sample
from silastri.web.officer.steps.refund import GiveBackForm
from tests import examples
from tests.builders import MONDAY, Town, a_case, a_town

pytestmark = pytest.mark.django_db
ALL = GivenBack(0, "", "cash", "KK-1")
PAID_THEN_JUDGED = """
  - setelah: pemeriksaan
    pembayaran: {pelaksana: pemohon, kegiatan: bayar, dicatat_oleh: bendahara, uraian: Membayar.}
  - setelah: pembayaran
    telaah: {pelaksana: kepala_seksi, kegiatan: verifikasi, uraian: Menelaah., waktu: 1 hari kerja, bila_tidak: tolak}
"""


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return a_town(examples.folder("05_tarif", tmp_path))


def give(town: Town, case: Case, given: GivenBack) -> Case:
    return refund.refund(town.act("bendahara"), ref=case.ref, turn=case.turn, given=given)


def test_the_deposit_alone_goes_back_less_what_is_kept(town: Town) -> None:
    case = a_case(town, "jaminan", service="tarif")
    assert give(town, case, GivenBack(50_000, "Papan rusak.", "transfer", "TRX-1")).state == "done"
    bill = payments.of_case(case)
    assert bill
    assert (bill.refund.amount, bill.refund.kept, bill.refund.reason) == (150_000, 50_000, "Papan rusak.")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (GivenBack(200_001, "x", "cash", "K"), "potongan"),  # more than the deposit
        (GivenBack(-1, "x", "cash", "K"), "potongan"),
        (GivenBack(5, " ", "cash", "K"), "alasan"),  # kept without a reason
    ],
)
def test_refuses(town: Town, given: GivenBack, field: str) -> None:
    case = a_case(town, "jaminan", service="tarif")
    with pytest.raises(NotFit) as refused:
        give(town, case, given)
    assert list(refused.value.fields) == [field]
    assert not hasattr(payments.of_case(case), "refund")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("150.000", 150_000),  # it was once read as Rp150
        ("Rp150.000", 150_000),
        ("0", 0),
        ("1.5", None),
        ("-5", None),
        ("", None),
    ],
)
def test_the_form_reads_money_as_it_is_written(typed: str, kept: int | None) -> None:
    form = GiveBackForm({"potongan": typed, "alasan": "x", "cara": "cash", "nomor_bukti": "K"})
    assert form.is_valid() == (kept is not None)
    assert kept is None or form.given_back.kept == kept


def test_it_goes_back_once(town: Town) -> None:
    case = a_case(town, "jaminan", service="tarif")
    turn = case.turn
    give(town, case, ALL)
    with pytest.raises(StaleStep):
        refund.refund(town.act("bendahara"), ref=case.ref, turn=turn, given=ALL)


def test_what_was_paid_for_a_case_that_was_refused_goes_back_whole_and_once(tmp_path: Path) -> None:
    fee = "{dasar: Perda, rincian: [a: {sebutan: A, tarif: '75000'}]}"
    town = a_town(examples.folder("", tmp_path, tambahan=PAID_THEN_JUDGED, biaya=fee))
    case = a_case(town, "telaah", service="surat")
    with pytest.raises(NotFit):
        refund.give_back(town.act("bendahara"), ref=case.ref, given=ALL)  # it still runs
    decide.decide(town.act("kepala_seksi"), ref=case.ref, turn=case.turn, outcome="tolak", note="Tidak memenuhi.")
    with pytest.raises(NotYours):
        refund.give_back(town.act("loket"), ref=case.ref, given=ALL)
    refund.give_back(town.act("bendahara"), ref=case.ref, given=ALL)
    bill = payments.of_case(case)
    assert bill
    assert bill.refund.amount == 75_000
    with pytest.raises(AlreadyGivenBack):
        refund.give_back(town.act("bendahara"), ref=case.ref, given=ALL)


def test_another_body_is_paid_with_a_proof_that_the_office_confirms(tmp_path: Path) -> None:
    town = a_town(examples.folder("06_bayar_ke_badan_lain", tmp_path))
    case = a_case(town, "pembayaran", service="bayar-ke-badan-lain")
    act, paper = town.citizen_act(), sample.scan("Bukti", MONDAY)
    assert case.promise_due_at is None  # it counts from the payment
    with pytest.raises(NotFit):
        pay.hand_in_proof(act, ref=case.ref, reference="", upload=paper, upload_name="a.pdf")
    pay.hand_in_proof(act, ref=case.ref, reference="NTPN-1", upload=paper, upload_name="a.pdf")
    case.refresh_from_db()
    proof = pay.proof_of(case)
    assert proof and (case.step, proof.number) == ("pembayaran", "NTPN-1")
    # A transfer needs a proof; it lies with the case already.
    paid = pay.pay(town.act("loket"), ref=case.ref, turn=case.turn, method="transfer", reference="NTPN-1")
    assert paid.step == "penomoran"
    assert paid.promise_due_at


PRICE_FOUND_OUT = """
  - setelah: pemeriksaan
    telaah:
      pelaksana: tim_teknis
      kegiatan: verifikasi
      uraian: Menelaah.
      waktu: 1 hari kerja
      formulir: [golongan: {isian: pilihan, label: Golongan, pilihan: [a: A, b: B]}]
  - setelah: telaah
    pembayaran: {pelaksana: pemohon, kegiatan: bayar, dicatat_oleh: bendahara, uraian: Membayar.}
  - setelah: pembayaran
    jaminan: {pelaksana: bendahara, kegiatan: kembalikan_jaminan, uraian: Mengembalikan., waktu: 1 hari kerja}
  - setelah: jaminan
    tinjauan: {pelaksana: tim_teknis, kegiatan: verifikasi, uraian: Lihat., waktu: 1 jam, bila_tidak: kembali ke telaah}
"""
BY_CLASS = (
    "{dasar: Perda, rincian: [satu: {sebutan: Satu, tabel: {a: 1000, b: 2000}, menurut: catatan.telaah.golongan},"
    " titip: {sebutan: Jaminan, tarif: 5000, jaminan: ya}]}"
)


def test_a_price_that_an_officer_finds_out_is_reckoned_then_and_no_money_moves_twice(tmp_path: Path) -> None:
    """Before the answer is there the price is not known, and nothing waits for it; a case that comes by again has paid
    and got its deposit back."""
    town = a_town(examples.folder("", tmp_path, biaya=BY_CLASS, tambahan=PRICE_FOUND_OUT))
    case = a_case(town, "telaah", service="surat")
    assert payments.of_case(case) is None, "nothing is owed before the price is known"
    act = town.act("tim_teknis")
    case = decide.decide(act, ref=case.ref, turn=case.turn, outcome="lanjut", filled={"golongan": "b"})
    bill = payments.of_case(case)
    assert bill
    assert (case.step, bill.amount) == ("pembayaran", 7000)
    case = pay.pay(town.act("bendahara"), ref=case.ref, turn=case.turn, method="cash", reference="BKM-1")
    case = give(town, case, ALL)
    case = decide.decide(act, ref=case.ref, turn=case.turn, outcome="kembali:telaah", note="Lihat lagi.")
    case = decide.decide(act, ref=case.ref, turn=case.turn, outcome="lanjut", filled={"golongan": "a"})
    assert case.step == "tinjauan", "neither paid nor given back a second time"
