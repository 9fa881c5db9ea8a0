"""A slip in a letter is corrected by a new letter: looked at, numbered and signed like any other, by somebody else."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from silastri.apps.cases.models import Case, StepRun
from silastri.apps.documents import queries as documents
from silastri.apps.duties.models import Duty
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act
from silastri.domain.case.workflow import WayNotOpen
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours, Refusal
from silastri.journey.apply import renew, withdraw
from silastri.journey.apply.withdraw import TooLateToWithdraw
from silastri.journey.frame.step import OwnCase, SamePerson
from silastri.journey.letters import correct, falling_due, issued_letter
from silastri.journey.letters.history import history
from silastri.journey.letters.issued_letter import NotInForce
from silastri.journey.signing import sign
from silastri.journey.steps import decide, hand_over, number
from silastri.practice import sample
from tests import pekanbaru
from tests.builders import MONDAY, SCHOOL, Town, a_case, a_town
from tests.journey.letters.test_revoke import revoked
from tests.pekanbaru import words
from tests.perikanan import ENDS, FIRST, KOLAM, TEBAR, a_letter, handed_in, to_the_end, with_papers

HEAD, COUNTER = "kepala_dinas", "loket"
LATER = MONDAY + timedelta(days=100)
SLIP = "Letak tertulis Desa Contoh, menurut gambar Desa Teladan."


def corrected(town: Town, letter: Letter, post: str = COUNTER, at: datetime = LATER, **typed: str) -> Case:
    typed = typed or {"letak": "Desa Teladan"}
    return correct.correct(town.act(post, at), code=letter.code, typed=typed, reason=SLIP)


def signed(town: Town, case: Case, at: datetime = LATER) -> Case:
    if case.step == "penomoran":
        case = number.number(town.act(COUNTER, at), ref=case.ref, turn=case.turn)
    act = town.act(HEAD, at)
    return sign.sign(act, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=town.officer(HEAD))


def ended(town: Town, case: Case, at: datetime = LATER) -> Letter:
    case = signed(town, case, at)
    to, hand = hand_over.Receiver(case.applicant.name), hand_over.Signed(why_not="Di buku.")
    hand_over.hand_over(town.act(COUNTER, at), ref=case.ref, turn=case.turn, to=to, signed=hand)
    return Letter.objects.select_related("case__service", "office").get(case=case)


def test_the_old_letter_holds_until_the_new_one_is_in_force(town: Town, letter: Letter) -> None:
    case = corrected(town, letter)
    assert (case.state, case.step, case.corrects) == ("running", "penomoran", letter.code)
    assert Letter.objects.get(pk=letter.pk).standing(LATER.date()) == "signed"
    case = number.number(town.act(COUNTER, LATER), ref=case.ref, turn=case.turn)
    assert Letter.objects.get(pk=letter.pk).replaced_by is None, "numbered is not signed"
    signed(town, case)
    new, old = Letter.objects.get(case=case), Letter.objects.get(pk=letter.pk)
    assert (old.replaced_by, old.standing(LATER.date())) == (new, "replaced"), "though it is not handed over yet"
    assert new.number == "001/IZIN/II/2027"


def test_the_new_letter_says_what_it_replaces_and_holds_as_long(town: Town, letter: Letter) -> None:
    new = ended(town, corrected(town, letter))
    text, before = (words(documents.content(one.sha256)) for one in (new, letter))
    assert "Desa Teladan" in text
    said = f"Surat ini menggantikan surat nomor {letter.number} tanggal 9 November 2026, yang tidak berlaku lagi."
    assert said in text
    assert "Desa Contoh" in before, "the old one stays as it was signed"
    assert "menggantikan" not in before
    assert new.valid_until == letter.valid_until == ENDS.date(), "a slip of the pen gives no more time"


def test_it_is_one_like_the_old_one_in_all_else(town: Town, letter: Letter) -> None:
    case, old = corrected(town, letter), letter.case
    assert case.version_id == old.version_id
    assert case.submitted_at == old.submitted_at, "the days from which it was reckoned stay"
    assert case.answers["values"] == old.answers["values"] | {"letak": "Desa Teladan"}
    row = StepRun.objects.get(case=case)
    assert (row.outcome, row.note, row.post, row.by) == ("perbaiki", SLIP, COUNTER, town.officer(COUNTER).name)
    change = correct.changes(case, old)
    assert [(one.question.key, one.old, one.new) for one in change] == [("letak", "Desa Contoh", "Desa Teladan")]


def test_the_holder_hears_of_it_and_has_nothing_to_do(town: Town, letter: Letter) -> None:
    case = corrected(town, letter)
    body = Message.objects.get(case=case, person=case.applicant).body
    assert "memperbaiki salah tulis" in body
    assert "Desa" not in body
    assert any("Penomoran" in m.body for m in Message.objects.filter(case=case, person=town.officer(COUNTER)))
    with pytest.raises(TooLateToWithdraw):
        withdraw.withdraw(town.citizen_act(0, LATER), ref=case.ref)


def test_who_began_it_does_not_sign_it(town: Town, letter: Letter) -> None:
    case = corrected(town, letter)
    case = number.number(town.act(COUNTER, LATER), ref=case.ref, turn=case.turn)
    Case.objects.filter(pk=case.pk).update(hands={"prepared": [town.officer(HEAD).pk]})
    with pytest.raises(SamePerson):
        signed(town, case)


def test_whose_post_signs_begins_none(town: Town, letter: Letter) -> None:
    with pytest.raises(NotYours):
        corrected(town, letter, post=HEAD)


def test_it_starts_at_the_officers_last_look(db: None) -> None:
    """What was examined before is not examined again; verifying, approving and initialling are."""
    town = a_town()
    case = a_case(town, None, service=SCHOOL)
    letter = Letter.objects.select_related("case").get(case=case, mode="elektronik")
    found = issued_letter.find(town.act("back_office", LATER), letter.code)
    holder = found.dossier.definition.standard.holder
    assert holder in {q.key for q in correct.may_be_corrected(found)}
    new = correct.correct(
        town.act("back_office", LATER), code=letter.code, typed={f"{holder}.nama": "Sari Contoh Teladan"}, reason=SLIP
    )
    sop = found.dossier.definition.sop
    left_out = {step.kind for step in sop.steps[1 : sop.position(new.step)]}
    again = [step.kind for step in sop.steps[sop.position(new.step) :]]
    assert Kind.CHECK in left_out
    assert not {Kind.VERIFY, Kind.APPROVE, Kind.NUMBER, Kind.SIGN} & left_out
    assert Kind.SIGN in again
    assert new.holder_name == "Sari Contoh Teladan"


def test_duties_go_over_in_the_same_rhythm(town: Town, letter: Letter) -> None:
    before = {(d.pk, d.due_on) for d in Duty.objects.filter(letter=letter)}
    new = ended(town, corrected(town, letter))
    assert {(d.pk, d.due_on) for d in Duty.objects.filter(letter=new)} == before
    assert not Duty.objects.filter(letter=letter).exists()
    falling_due.remind(Act(SYSTEM, MONDAY + timedelta(days=200), "job"))
    second = Duty.objects.get(letter=new, key="laporan", number=2)
    assert second.due_on == ENDS.date(), "a year after the first letter, not after the second"


def test_a_corrected_letter_is_renewed_as_the_old_one_was(town: Town, letter: Letter) -> None:
    new = ended(town, corrected(town, letter))
    case = renew.renew(town.citizen_act(0, FIRST), ref=new.case.ref, key=new.key)
    assert case.answers["raw"]["izin_lama"] == new.code
    assert case.answers["raw"]["letak"] == "Desa Teladan"
    with pytest.raises(NotThere):
        renew.renew(town.citizen_act(0, FIRST), ref=letter.case.ref, key=letter.key)
    newest = to_the_end(town, handed_in(town, with_papers(town, case, at=FIRST), at=FIRST), FIRST)
    new.refresh_from_db()
    assert new.replaced_by == newest


def test_a_correction_is_corrected_again_and_not_the_old_letter(town: Town, letter: Letter) -> None:
    new = ended(town, corrected(town, letter))
    with pytest.raises(NotInForce, match="diganti"):
        corrected(town, letter)
    newest = ended(town, corrected(town, new, letak="Desa Contoh"))
    assert f"menggantikan surat nomor {new.number}" in words(documents.content(newest.sha256))
    told = [event.what for event in history(issued_letter.find(town.act(HEAD, LATER), new.code))]
    assert f"Dibuat sebagai perbaikan surat nomor {letter.number}" in told
    assert f"Diganti dengan surat nomor {newest.number}" in told


def test_given_up_it_leaves_the_old_letter_and_a_void_number(town: Town, letter: Letter) -> None:
    case = corrected(town, letter)
    case = number.number(town.act(COUNTER, LATER), ref=case.ref, turn=case.turn)
    with pytest.raises(WayNotOpen):
        decide.turn_away(town.act(HEAD, LATER), ref=case.ref, turn=case.turn, outcome="kembali:pengajuan", note="x")
    case = decide.turn_away(town.act(HEAD, LATER), ref=case.ref, turn=case.turn, outcome="batal", note="Sudah benar.")
    assert case.state == "withdrawn"
    assert Letter.objects.get(case=case).state == "void"
    assert Letter.objects.get(pk=letter.pk).standing(LATER.date()) == "signed"
    assert "lama tetap berlaku" in Message.objects.filter(case=case).latest("pk").body
    assert corrected(town, letter).state == "running", "it may be tried again"


def test_with_ink_the_blank_is_printed_initialled_and_signed_again(db: None) -> None:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, None)
    letter = Letter.objects.get(case=case)
    at = MONDAY + timedelta(days=1)
    new = correct.correct(
        town.act("back_office", at), code=letter.code, typed={"tempat_kerja": "Klinik Teladan"}, reason=SLIP
    )
    began = new.step
    while new.step:
        at += timedelta(minutes=10)
        new = pekanbaru.onward(town, new, at)
    made = Letter.objects.get(case=new)
    assert began != "pemeriksaan"
    assert (made.mode, made.state, made.valid_until) == ("basah", "signed", letter.valid_until)
    letter.refresh_from_db()
    assert letter.replaced_by == made


def test_it_counts_as_no_application_of_its_own(town: Town, letter: Letter) -> None:
    from silastri.apps.cases import queries

    ended(town, corrected(town, letter))
    other = a_letter(town, TEBAR).case
    other.service_id = letter.case.service_id
    assert queries.history(other, since=MONDAY - timedelta(days=99))["selesai"] == 1


# Refusals

Doing = Callable[[Town, Letter], object]
REFUSALS: dict[str, tuple[type[Refusal], Doing]] = {
    "nothing is changed": (NotFit, lambda t, x: corrected(t, x, letak="Desa Contoh")),
    "what is not printed": (NotFit, lambda t, x: corrected(t, x, nama_kucing="Belang")),
    "not what may be answered": (NotFit, lambda t, x: corrected(t, x, luas="seratus")),
    "left empty": (NotFit, lambda t, x: corrected(t, x, letak="")),
    "without a reason": (
        NotFit,
        lambda t, x: correct.correct(t.act(COUNTER, LATER), code=x.code, typed={"letak": "B"}, reason=" "),
    ),
    "by a post that has no part in it": (NotYours, lambda t, x: corrected(t, x, post="pengawas")),
    "after it ended": (NotInForce, lambda t, x: corrected(t, x, at=ENDS + timedelta(days=1))),
    "of another office": (
        NotThere,
        lambda _, x: correct.correct(a_town().act("back_office"), code=x.code, typed={"letak": "B"}, reason=SLIP),
    ),
}


@pytest.mark.parametrize(("kind", "doing"), REFUSALS.values(), ids=REFUSALS)
def test_refusals_begin_nothing(town: Town, letter: Letter, kind: type[Refusal], doing: Doing) -> None:
    before = Case.objects.count()
    with pytest.raises(kind):
        doing(town, letter)
    assert Case.objects.count() == before


def test_one_correction_at_a_time(town: Town, letter: Letter) -> None:
    case = corrected(town, letter)
    with pytest.raises(MovedOn, match=case.ref):
        corrected(town, letter, letak="Desa Lain")
    with pytest.raises(MovedOn, match=case.ref):
        revoked(town, letter, at=LATER, since=LATER.date())


def test_what_is_to_be_revoked_is_not_corrected(town: Town, letter: Letter) -> None:
    revoked(town, letter, since=LATER.date() + timedelta(days=9))
    with pytest.raises(MovedOn, match="akan dicabut"):
        corrected(town, letter)


def test_what_changes_the_decision_is_no_slip(town: Town, letter: Letter) -> None:
    """A new permit is not turned into a renewal, for which other papers are asked."""
    found = issued_letter.find(town.act(COUNTER, LATER), letter.code)
    assert "izin_lama" not in {q.key for q in correct.may_be_corrected(found)}, "which letter it renews is no slip"
    with pytest.raises(NotFit, match="mengubah keputusan"):
        corrected(town, letter, keperluan="perpanjang")
    assert not Case.objects.filter(corrects=letter.code).exists()


def test_his_own_is_corrected_by_another(town: Town, letter: Letter) -> None:
    Case.objects.filter(pk=letter.case_id).update(applicant=town.officer(COUNTER))
    with pytest.raises(OwnCase):
        corrected(town, letter)


def test_before_it_is_handed_over_the_case_goes_on_first(town: Town) -> None:
    from tests.perikanan import a_case as at_step

    waiting = Letter.objects.get(case=at_step(town, "penyerahan", KOLAM))
    with pytest.raises(MovedOn, match="belum selesai"):
        corrected(town, waiting, at=MONDAY + timedelta(hours=6))
