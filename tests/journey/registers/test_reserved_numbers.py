"""Numbers for an outage: set apart, used on paper, taken by the letter of a case, or void; none of them lost."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.cases.queries import CaseNotFound
from silastri.apps.documents import queries as documents
from silastri.apps.letters import blocks, ledger
from silastri.apps.letters.blocks import AlreadyAccounted
from silastri.apps.letters.models import Block, Letter, Register, ReservedNumber
from silastri.apps.offices.models import Posting
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotFit, NotThere, NotYours, Refusal
from silastri.journey.apply import withdraw
from silastri.journey.frame.step import OwnCase, StaleStep
from silastri.journey.registers import account_for_reserved as account
from silastri.journey.registers import renumber, reserve_block, use_reserved
from silastri.journey.registers.account_for_reserved import OnPaper
from silastri.journey.registers.renumber import AlreadySigned
from silastri.journey.signing import sign
from silastri.journey.steps import number
from silastri.journey.steps.number import Reserved
from silastri.practice import sample
from tests.builders import JOMPO, MONDAY, Town, a_case
from tests.pekanbaru import at_step, pekanbaru, scan

NOON = MONDAY + timedelta(hours=3)
AFTER = MONDAY + timedelta(days=2)
PAPER = OnPaper("Ayu Contoh", AFTER.date(), "Kepala Contoh", name="Surat Keterangan Darurat")


def reserve(town: Town, count: int = 3, at: datetime = MONDAY) -> list[ReservedNumber]:
    act = town.act("back_office", at)
    block = reserve_block.reserve_numbers(act, register="rekomendasi", count=count, reason="Listrik padam.")
    return list(block.numbers.order_by("sequence"))


def letter(case: Case) -> Letter:
    return Letter.objects.exclude(state="void").get(case=case)


def test_reserved_numbers_go_to_nobody_else(town: Town) -> None:
    first, case = a_case(town, "penandatanganan"), a_case(town, "penomoran", citizen=1)
    numbers = reserve(town)
    assert [one.sequence for one in numbers] == [2, 3, 4]
    assert numbers[0].number == "500.16.7.4/0002/DPMPTSP/..../2026", "the month is that of the letter"
    number.number(town.act("back_office", NOON), ref=case.ref, turn=case.turn)
    assert (letter(first).sequence, letter(case).sequence) == (1, 5)
    assert ledger.lost(town.office.pk) == []
    assert LogEntry.objects.get(what="reserve_numbers").about == "rekomendasi/2026/2-4"


def test_a_letter_on_paper_accounts_for_one(town: Town) -> None:
    one = reserve(town)[0]
    act = town.act("back_office", AFTER + timedelta(hours=1))
    said = account.used_on_paper(act, number=one.pk, paper=PAPER, scan=scan(AFTER, "Surat darurat"))
    assert (said.state, said.number) == ("paper", "500.16.7.4/0001/DPMPTSP/XI/2026")
    assert (said.name, said.holder_name, said.on) == (PAPER.name, PAPER.holder, PAPER.on)
    assert (said.accounted_by, said.accounted_at) == (act.by.name, act.at)
    assert said.file and documents.content(said.file.sha256)[:5] == b"%PDF-"
    assert blocks.open_count(town.office.pk) == 2


def test_a_kind_of_letter_brings_its_name_service_and_words(town: Town) -> None:
    one = reserve(town)[0]
    kinds = account.kinds(town.office, "rekomendasi", AFTER.date())
    jompo = next(kind for kind in kinds if kind.key.startswith(JOMPO))
    paper = OnPaper("Ayu Contoh", AFTER.date(), "Kepala Contoh", kind=jompo.key)
    said = account.used_on_paper(town.act("back_office", AFTER), number=one.pk, paper=paper)
    assert (said.name, said.service_id) == (jompo.name, town.service().pk)


def test_a_case_takes_one_in_place_of_a_new_number(town: Town) -> None:
    one = reserve(town)[1]
    case = a_case(town, "penomoran")
    chosen = Reserved({"surat": one.pk}, AFTER.date())
    act = town.act("back_office", AFTER)
    number.number(act, ref=case.ref, turn=case.turn, reserved=chosen)
    assert (letter(case).sequence, letter(case).on, letter(case).state) == (2, AFTER.date(), "numbered")
    one.refresh_from_db()
    assert (one.state, one.letter) == ("taken", letter(case))
    case.refresh_from_db()
    head = town.officer("kepala_dinas")
    signing = town.act("kepala_dinas", AFTER + timedelta(hours=1))
    sign.sign(signing, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=head)
    assert (letter(case).sequence, letter(case).state) == (2, "signed"), "signing gives no other number"
    assert Register.objects.get().last == 3


def test_taken_ahead_of_the_numbering_it_is_kept_there(town: Town) -> None:
    """The paper left the office while its case had not come that far."""
    one = reserve(town)[0]
    case = a_case(town, "pemeriksaan")
    use_reserved.take(town.act("back_office", AFTER), ref=case.ref, turn=case.turn, number=one.pk)
    assert (letter(case).sequence, Case.objects.get(pk=case.pk).turn) == (1, case.turn)
    withdraw.withdraw(town.citizen_act(0, AFTER), ref=case.ref)
    gone = Letter.objects.get(case=case)
    assert (gone.state, gone.sequence, gone.void_by) == ("void", 1, town.citizens[0].name)
    assert gone.void_at == AFTER


def test_ink_that_came_before_the_number(db: None) -> None:
    """Pekanbaru signs, then numbers: the paper has its reserved number and its date already."""
    town = pekanbaru()
    case = at_step(town, "penomoran")
    act = town.act("back_office", NOON)
    block = reserve_block.reserve_numbers(act, register="sikop", count=2, reason="Jaringan putus.")
    one = block.numbers.get(sequence=2)
    assert one.number == "500.16.7.2/0002/DPMPTSP/..../..../2026", "the kind is the letter's to say"
    number.draw(act, ref=case.ref, turn=case.turn, reserved=Reserved({"surat": one.pk}))
    assert letter(case).number == "500.16.7.2/0002/DPMPTSP/SIKOP/XI/2026"
    assert (letter(case).state, letter(case).valid_until) == ("signed", date(2030, 5, 31))


def test_void_with_a_reason_one_by_one_or_the_rest_together(town: Town) -> None:
    numbers = reserve(town, 5)
    act = town.act("back_office", AFTER)
    account.used_on_paper(act, number=numbers[1].pk, paper=PAPER)
    assert account.void(act, number=numbers[0].pk, reason="Kertas rusak.").reason == "Kertas rusak."
    assert account.void_rest(act, block=numbers[0].block_id, reason="Tidak terpakai.") == 3
    assert blocks.open_count(town.office.pk) == 0
    assert [n.state for n in ReservedNumber.objects.order_by("sequence")] == ["void", "paper", "void", "void", "void"]
    assert ledger.lost(town.office.pk) == []


def test_a_manager_may_too(town: Town) -> None:
    Posting.objects.filter(person=town.officer("loket")).update(manages=True)
    act = town.act("loket")
    assert reserve_block.reserve_numbers(act, register="rekomendasi", count=1, reason="Padam.").last == 1


def take(town: Town, case: Case, one: ReservedNumber, **more: object) -> Callable[[], object]:
    told = {"turn": case.turn} | more
    act = told.pop("act", None) or town.act("back_office", AFTER)
    return lambda: use_reserved.take(act, ref=case.ref, number=one.pk, **told)  # type: ignore[arg-type]


REFUSALS: dict[str, tuple[type[Refusal], Callable[[Town, Case, ReservedNumber], Callable[[], object]]]] = {
    "an old page": (StaleStep, lambda t, c, n: take(t, c, n, turn=c.turn - 1)),
    "a post that keeps no register": (NotYours, lambda t, c, n: take(t, c, n, act=t.act("loket", AFTER))),
    "another office": (
        CaseNotFound,
        lambda t, c, n: take(t, c, n, act=Act(Actor(1, "Lain", t.office.pk + 1, {"back_office": ""}), AFTER, "web")),
    ),
    "his own case": (
        OwnCase,
        lambda t, c, n: take(
            t, c, n, act=Act(Actor(c.applicant_id, "Rani", t.office.pk, {"back_office": ""}), AFTER, "web")
        ),
    ),
    "no such number": (NotThere, lambda t, c, n: take(t, c, ReservedNumber(pk=n.pk + 999))),
    "no such letter": (NotFit, lambda t, c, n: take(t, c, n, key="lain")),
    "a day before it was reserved": (NotFit, lambda t, c, n: take(t, c, n, on=MONDAY.date() - timedelta(days=1))),
    "a day to come": (NotFit, lambda t, c, n: take(t, c, n, on=AFTER.date() + timedelta(days=1))),
}


@pytest.mark.parametrize("why", list(REFUSALS))
def test_not_taken_and_nothing_done(town: Town, why: str) -> None:
    case, one = a_case(town, "penomoran"), reserve(town)[0]
    refusal, doing = REFUSALS[why]
    with pytest.raises(refusal):
        doing(town, case, one)()
    one.refresh_from_db()
    assert (one.state, one.letter) == ("reserved", None)
    assert not Letter.objects.filter(case=case).exclude(number="").exists()


def test_one_number_for_one_letter(town: Town) -> None:
    one = reserve(town)[0]
    case, other = a_case(town, "penomoran"), a_case(town, "penomoran", citizen=1)
    take(town, case, one)()
    with pytest.raises(AlreadyAccounted):
        take(town, other, one)()
    with pytest.raises(NotFit, match="sudah bernomor"):
        take(town, case, reserve(town)[0])()
    with pytest.raises(AlreadyAccounted):
        account.used_on_paper(town.act("back_office", AFTER), number=one.pk, paper=PAPER)
    with pytest.raises(AlreadyAccounted):
        account.void(town.act("back_office", AFTER), number=one.pk, reason="Salah.")
    assert not Letter.objects.filter(case=other).exists()


@pytest.mark.parametrize(
    ("register", "count", "reason", "field"),
    [("lain", 3, "Padam.", "buku"), ("rekomendasi", 0, "Padam.", "jumlah"), ("rekomendasi", 101, "Padam.", "jumlah"),
     ("rekomendasi", -1, "Padam.", "jumlah"), ("rekomendasi", 3, "  ", "alasan")],
)  # fmt: skip
def test_not_reserved(town: Town, register: str, count: int, reason: str, field: str) -> None:
    with pytest.raises(NotFit) as refused:
        reserve_block.reserve_numbers(town.act("back_office"), register=register, count=count, reason=reason)
    assert field in refused.value.fields
    with pytest.raises(NotYours):
        reserve_block.reserve_numbers(town.act("loket"), register="rekomendasi", count=3, reason="Padam.")
    assert not Block.objects.exists()
    assert not Register.objects.exists()


@pytest.mark.parametrize(
    ("paper", "field"),
    [
        (OnPaper("", AFTER.date(), "Kepala", name="Surat"), "pemegang"),
        (OnPaper("Ayu", AFTER.date(), "Kepala"), "nama_surat"),
        (OnPaper("Ayu", AFTER.date(), " ", name="Surat"), "penanda_tangan"),
        (OnPaper("Ayu", date(2025, 12, 30), "Kepala", name="Surat"), "tanggal"),
        (OnPaper("Ayu", date(2027, 1, 2), "Kepala", name="Surat"), "tanggal"),
        (OnPaper("Ayu", AFTER.date(), "Kepala", kind="lain/surat"), "jenis"),
    ],
)
def test_a_paper_that_is_not_told_wholly(town: Town, paper: OnPaper, field: str) -> None:
    one = reserve(town)[0]
    with pytest.raises(NotFit) as refused:
        account.used_on_paper(town.act("back_office", AFTER), number=one.pk, paper=paper)
    assert field in refused.value.fields
    with pytest.raises(NotFit) as refused:
        account.used_on_paper(town.act("back_office", AFTER), number=one.pk, paper=PAPER, scan=b"MZ\x90")
    assert "pindaian" in refused.value.fields
    with pytest.raises(NotFit):
        account.void(town.act("back_office", AFTER), number=one.pk, reason=" ")
    one.refresh_from_db()
    assert one.state == "reserved"


# One number is voided, and its letter gets another.


def test_a_wrong_number_is_void_and_another_takes_its_place(town: Town) -> None:
    case = a_case(town, "penandatanganan")
    old = letter(case)
    act = town.act("back_office", AFTER)
    renumber.renumber(act, ref=case.ref, turn=case.turn, key="surat", reason="Salah buku.")
    old.refresh_from_db()
    assert (old.state, old.sequence, old.void_reason) == ("void", 1, "Salah buku.")
    assert (old.void_by, old.void_at) == (act.by.name, AFTER)
    assert (letter(case).sequence, letter(case).state) == (2, "numbered")
    assert letter(case).code != old.code
    one = reserve(town, 1, AFTER)[0]
    renumber.renumber(act, ref=case.ref, turn=case.turn, key="surat", reason="Sudah di kertas.", reserved=one.pk)
    assert letter(case).sequence == one.sequence == 3
    head = town.officer("kepala_dinas")
    signing = town.act("kepala_dinas", AFTER)
    sign.sign(signing, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=head)
    assert letter(case).state == "signed"
    case.refresh_from_db()
    with pytest.raises(AlreadySigned):
        renumber.renumber(act, ref=case.ref, turn=case.turn, key="surat", reason="Salah.")
    assert ledger.lost(town.office.pk) == []


@pytest.mark.parametrize(
    ("post", "key", "reason", "refusal"),
    [("loket", "surat", "Salah.", NotYours), ("back_office", "lain", "Salah.", NotThere),
     ("back_office", "surat", "  ", NotFit)],
)  # fmt: skip
def test_a_number_that_stays(town: Town, post: str, key: str, reason: str, refusal: type[Refusal]) -> None:
    case = a_case(town, "penandatanganan")
    with pytest.raises(refusal):
        renumber.renumber(town.act(post, AFTER), ref=case.ref, turn=case.turn, key=key, reason=reason)
    assert (letter(case).sequence, letter(case).state) == (1, "numbered")
    assert Register.objects.get().last == 1


# The database itself.


@pytest.mark.parametrize("doing", ["letter", "reserved", "used", "register"])
def test_the_database_refuses_to_move_a_number(town: Town, doing: str) -> None:
    a_case(town, "penandatanganan")
    numbers = reserve(town)
    account.void(town.act("back_office", AFTER), number=numbers[0].pk, reason="Rusak.")
    by_hand: dict[str, Callable[[], object]] = {
        "letter": lambda: Letter.objects.update(sequence=9, number="X"),
        "reserved": lambda: ReservedNumber.objects.filter(pk=numbers[1].pk).update(sequence=9),
        "used": lambda: ReservedNumber.objects.filter(pk=numbers[0].pk).update(state="reserved", accounted_at=None),
        "register": lambda: Register.objects.update(last=0),
    }
    with pytest.raises(DatabaseError, match="stays where it is"), transaction.atomic():
        by_hand[doing]()
    assert ledger.lost(town.office.pk) == []


def test_what_was_changed_by_hand_is_seen(town: Town) -> None:
    a_case(town, "penandatanganan")
    Register.objects.update(last=3)
    assert ledger.lost(town.office.pk) == ["Rekomendasi 2026"]


# A year ends at midnight of the office.


@pytest.mark.parametrize(
    ("zone", "number_", "year"),
    [
        ("Asia/Jakarta", "500.16.7.4/0002/DPMPTSP/XII/2026", 2026),
        ("Asia/Jayapura", "500.16.7.4/0001/DPMPTSP/I/2027", 2027),
    ],
)
def test_the_year_begins_at_the_offices_own_midnight(town: Town, zone: str, number_: str, year: int) -> None:
    """16.30 in Greenwich on 31 December: 23.30 in the west of the country, 01.30 of the new year in its east."""
    a_case(town, "penandatanganan")
    case = a_case(town, "penomoran", citizen=1)
    office = town.office
    office.refresh_from_db()
    office.definition = office.definition.replace("kode: RHL", f"kode: RHL\nzona_waktu: {zone}")
    office.definition_hash = f"{office.definition_hash[:50]}-{zone}"
    office.save()
    at = datetime(2026, 12, 31, 16, 30, tzinfo=ZoneInfo("UTC"))
    number.number(town.act("back_office", at), ref=case.ref, turn=case.turn)
    assert letter(case).number == number_
    assert letter(case).register is not None
    assert letter(case).register.year == year  # type: ignore[union-attr]


def test_last_years_numbers_are_for_last_years_letters(town: Town) -> None:
    one, case = reserve(town)[0], a_case(town, "penomoran")
    new_year = town.act("back_office", datetime(2027, 1, 4, 9, tzinfo=MONDAY.tzinfo))
    with pytest.raises(NotFit) as refused:
        use_reserved.take(new_year, ref=case.ref, turn=case.turn, number=one.pk)
    assert "2026" in refused.value.fields["tanggal"]
    use_reserved.take(new_year, ref=case.ref, turn=case.turn, number=one.pk, on=date(2026, 12, 30))
    assert letter(case).number == "500.16.7.4/0001/DPMPTSP/XII/2026"
