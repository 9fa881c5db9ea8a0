"""Signing with ink: the blank, the hand, the scan, the number on the sheet; and what a switch of the office changes."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from silastri.adapters.signing.port import Finding, NotSigned
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument, StepRun
from silastri.apps.cases.queries import CaseNotFound
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.letters.models import Register as RegisterRow
from silastri.apps.messages.models import Message
from silastri.apps.offices import operations as offices
from silastri.apps.offices.models import Posting
from silastri.domain.act import Act, Actor
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import NotFit, NotYours, Refusal
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import NotYourPost, StaleStep
from silastri.journey.letters.authenticate import authenticate_file
from silastri.journey.papers.file import file
from silastri.journey.signing import ink, sign
from silastri.journey.steps import decide, number, print_out
from silastri.practice import sample
from tests.builders import MONDAY, Town
from tests.pekanbaru import always_electronic, at_step, onward, pekanbaru, scan, words

NOON = MONDAY + timedelta(hours=3)
DOTS = "Nomor: ...."


@pytest.fixture
def town(db: None) -> Town:
    return pekanbaru()


def letter(case: Case) -> Letter:
    return Letter.objects.get(case=case)


def test_the_blank_leaves_number_and_date_open(town: Town) -> None:
    case = at_step(town, "pencetakan")
    blank = words(file(dossier_of(case), "surat", at=NOON))
    assert DOTS in blank
    assert "Pekanbaru, ...." in blank
    assert "Kepala Seksi" in blank, "room for the initials"
    assert "elektronik" not in blank
    assert "KONSEP" not in blank
    assert words(file(dossier_of(case), "surat", at=NOON)) == blank, "printed again it is the same"
    print_out.print_out(town.act("back_office", NOON), ref=case.ref, turn=case.turn)
    assert (letter(case).prints, letter(case).number, letter(case).mode) == (1, "", "basah")


def test_the_applicant_hears_of_a_blank_and_not_of_a_letter(town: Town) -> None:
    case = at_step(town, "paraf_kasi")
    body = Message.objects.filter(case=case, person=case.applicant).latest("pk").body
    assert "Blanko surat sudah dicetak" in body
    assert "Paraf Kasi" in body


def test_signed_by_himself_then_numbered(town: Town) -> None:
    case = at_step(town, "penandatanganan")
    paper = scan(NOON)
    after = ink.sign_with_ink(town.act("kepala_dinas", NOON), ref=case.ref, turn=case.turn, scan=paper)
    signed = letter(case)
    assert (signed.state, signed.number, signed.signed_at) == ("signed", "", NOON)
    assert signed.signer_name == town.officer("kepala_dinas").name
    assert "PINDAIAN SURAT" in words(documents.content(signed.sha256))
    assert after.step == "penomoran"
    assert letters.by_code(signed.code) is None, "before its number it is nothing to the public"
    after = number.number(town.act("back_office", NOON), ref=case.ref, turn=after.turn)
    assert after.step == "penyerahan"
    shown = letters.by_code(signed.code)
    assert shown and shown.number == "500.16.7.2/0001/DPMPTSP/SIKOP/XI/2026"
    assert shown.valid_until == date(2030, 5, 31), "as long as the registration of the form"
    assert Case.objects.get(pk=case.pk).hands["decided"] == [town.officer("kepala_dinas").pk]


def test_recorded_by_the_back_office_the_hand_stays_the_heads(town: Town) -> None:
    case = at_step(town, "penandatanganan")
    ink.sign_with_ink(town.act("back_office", NOON), ref=case.ref, turn=case.turn, scan=scan(), note="Kembali 11.30")
    head, clerk = town.officer("kepala_dinas"), town.officer("back_office")
    assert letter(case).signer_name == head.name
    row = StepRun.objects.get(case=case, step="penandatanganan")
    assert (row.by, row.note) == (f"{clerk.name} (mencatatkan)", "Kembali 11.30")
    assert clerk.pk not in Case.objects.get(pk=case.pk).hands.get("decided", [])


def test_who_stands_in_is_named_on_blank_and_letter_and_is_chosen_where_two_may_sign(town: Town) -> None:
    stand_in = town.officer("sekretaris")
    offices.post(
        town.office, stand_in, post="kepala_dinas", since=MONDAY.date(), kind=Posting.Kind.PLH,
        until=MONDAY.date() + timedelta(days=7), decree="SP-CONTOH-1", decreed_on=MONDAY.date(),
    )  # fmt: skip
    case = at_step(town, "pencetakan")
    assert "Plh. KEPALA DINAS" in words(file(dossier_of(case), "surat", at=NOON))
    assert stand_in.name in words(file(dossier_of(case), "surat", at=NOON))
    case = at_step(town, "penandatanganan", citizen=1)
    with pytest.raises(NotFit) as refused:
        ink.sign_with_ink(town.act("back_office", NOON), ref=case.ref, turn=case.turn, scan=scan())
    assert "pejabat" in refused.value.fields
    with pytest.raises(NotFit):
        stranger = town.officer("kasi").pk
        ink.sign_with_ink(town.act("back_office", NOON), ref=case.ref, turn=case.turn, scan=scan(), signer=stranger)
    ink.sign_with_ink(town.act("back_office", NOON), ref=case.ref, turn=case.turn, scan=scan(), signer=stand_in.pk)
    signed = letter(case)
    assert signed.signer_name == stand_in.name
    assert signed.signer_post.startswith("Plh. Kepala Dinas")


Doing = Callable[[Town, Case], Case]
REFUSALS: dict[str, tuple[type[Refusal], Doing]] = {
    "no scan": (
        NotFit,
        lambda t, c: ink.sign_with_ink(t.act("kepala_dinas", NOON), ref=c.ref, turn=c.turn, scan=b""),
    ),
    "no paper at all": (
        NotFit,
        lambda t, c: ink.sign_with_ink(t.act("kepala_dinas", NOON), ref=c.ref, turn=c.turn, scan=b"PK\x03\x04"),
    ),
    "a certificate for a letter of ink": (
        NotFit,
        lambda t, c: sign.sign(
            t.act("kepala_dinas", NOON), ref=c.ref, turn=c.turn, passphrase="x", signer=t.officer("kepala_dinas")
        ),
    ),
    "a post that neither signs nor records": (
        NotYourPost,
        lambda t, c: ink.sign_with_ink(t.act("kasi", NOON), ref=c.ref, turn=c.turn, scan=scan()),
    ),
    "an old page": (
        StaleStep,
        lambda t, c: ink.sign_with_ink(t.act("kepala_dinas", NOON), ref=c.ref, turn=c.turn - 1, scan=scan()),
    ),
    "a number before the ink": (
        StaleStep,
        lambda t, c: number.draw(t.act("back_office", NOON), ref=c.ref, turn=c.turn),
    ),
    "another office": (
        CaseNotFound,
        lambda t, c: ink.sign_with_ink(
            Act(Actor(t.officer("kepala_dinas").pk, "Lain", t.office.pk + 1, {"kepala_dinas": ""}), NOON, "web"),
            ref=c.ref,
            turn=c.turn,
            scan=scan(),
        ),
    ),
}


@pytest.mark.parametrize("why", list(REFUSALS))
def test_refused_and_nothing_done(town: Town, why: str) -> None:
    case = at_step(town, "penandatanganan")
    refusal, doing = REFUSALS[why]
    papers = CaseDocument.objects.count()
    with pytest.raises(refusal):
        doing(town, case)
    now = Case.objects.get(pk=case.pk)
    assert (now.step, now.turn) == (case.step, case.turn)
    assert (letter(case).state, letter(case).number, letter(case).sha256) == ("drafted", "", "")
    assert CaseDocument.objects.count() == papers
    assert not RegisterRow.objects.exists()


def test_a_drawn_number_is_kept_and_the_last_scan_counts(town: Town) -> None:
    case = at_step(town, "penomoran")
    first = letter(case).sha256
    clerk = town.act("back_office", NOON)
    for _ in range(2):
        drawn = number.draw(clerk, ref=case.ref, turn=case.turn)
        assert (drawn.step, letter(case).number) == ("penomoran", "500.16.7.2/0001/DPMPTSP/SIKOP/XI/2026")
    number.number(clerk, ref=case.ref, turn=case.turn, scan=scan(NOON, "Lembar bernomor"))
    numbered = letter(case)
    assert numbered.sequence == 1
    assert numbered.sha256 != first
    assert "LEMBAR BERNOMOR" in words(documents.content(numbered.sha256))
    kept = set(CaseDocument.objects.filter(case=case).values_list("key", "file__sha256"))
    assert {("langkah:penandatanganan", first), ("langkah:penomoran", numbered.sha256)} <= kept, "both can be looked at"


def test_the_scan_of_the_office_is_known_again_and_no_other(town: Town) -> None:
    case = at_step(town, "penomoran")
    paper = documents.content(letter(case).sha256)
    assert authenticate_file(paper).verdict.finding is Finding.UNKNOWN, "not numbered yet"
    onward(town, case, NOON)
    answer = authenticate_file(paper)
    assert answer.verdict.finding is Finding.GENUINE
    assert answer.verdict.number == letter(case).number
    assert "tinta" in answer.verdict.why
    assert authenticate_file(paper + b"\n").verdict.finding is Finding.UNKNOWN


def test_the_head_may_have_it_recorded_that_he_does_not_sign(town: Town) -> None:
    case = at_step(town, "penandatanganan")
    clerk = town.act("back_office", NOON)
    decide.turn_away(clerk, ref=case.ref, turn=case.turn, outcome="tolak", note="Tempat bekerja tidak berizin.")
    assert (Case.objects.get(pk=case.pk).state, letter(case).state) == ("refused", "void")


# The office has gone over to certificates.


def test_electronic_by_the_switch_numbers_just_before_signing_and_passes_the_numbering(town: Town) -> None:
    always_electronic(town)
    case = at_step(town, "penandatanganan")
    assert case.recorder == "", "nobody can record it for him"
    assert not Letter.objects.filter(case=case).exclude(number="").exists()
    after = onward(town, case, NOON)
    signed = letter(case)
    assert after.step == "penyerahan"
    assert (signed.mode, signed.state, signed.sequence) == ("elektronik", "signed", 1)
    content = documents.content(signed.sha256)
    assert f"Nomor: {signed.number}" in words(content)
    assert authenticate_file(content).verdict.number == signed.number
    assert letters.by_code(signed.code)


def test_switched_while_the_paper_was_on_its_way(town: Town) -> None:
    case = at_step(town, "penandatanganan")
    assert (letter(case).mode, case.recorder) == ("basah", "back_office")
    always_electronic(town)
    clerk = town.act("back_office", NOON)
    with pytest.raises(NotFit):
        ink.sign_with_ink(town.act("kepala_dinas", NOON), ref=case.ref, turn=case.turn, scan=scan())
    with pytest.raises(NotYours):
        sign.sign(clerk, ref=case.ref, turn=case.turn, passphrase="x", signer=town.officer("back_office"))
    with pytest.raises(NotYours):
        decide.turn_away(clerk, ref=case.ref, turn=case.turn, outcome="tolak", note="Tidak.")
    onward(town, case, NOON)
    assert letter(case).mode == "elektronik"
    assert "Ditandatangani secara elektronik" in words(documents.content(letter(case).sha256))


def test_a_wrong_passphrase_loses_no_number(town: Town) -> None:
    always_electronic(town)
    case = at_step(town, "penandatanganan")
    head = Person.objects.get(pk=town.officer("kepala_dinas").pk)
    act = town.act("kepala_dinas", NOON)
    for _ in range(2):
        with pytest.raises(NotSigned):
            sign.sign(act, ref=case.ref, turn=case.turn, passphrase="salah", signer=head)
        assert (letter(case).state, letter(case).sequence) == ("numbered", 1)
    sign.sign(act, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=head)
    assert (letter(case).state, letter(case).sequence) == ("signed", 1)


def test_a_scan_is_no_part_of_an_electronic_letter(town: Town) -> None:
    case = at_step(town, "penomoran")
    Letter.objects.filter(case=case).update(mode="elektronik")
    with pytest.raises(NotFit):
        number.number(town.act("back_office", NOON), ref=case.ref, turn=case.turn, scan=scan())
    assert letter(case).number == ""


@pytest.mark.parametrize("step", ["paraf_kasi", "paraf_kabid", "paraf_sekretaris"])
def test_each_initial_is_dated_and_may_send_it_back(town: Town, step: str) -> None:
    case = at_step(town, step)
    onward(town, case, NOON)
    row = StepRun.objects.get(case=case, step=step)
    assert row.arrived_at == case.arrived_at
    assert (row.taken_at, row.left_at, row.outcome) == (NOON, NOON, ONWARD)
    other = at_step(town, step, citizen=1)
    back = dossier_of(other).step.otherwise[0].code
    decide.decide(
        town.act(step.removeprefix("paraf_"), NOON), ref=other.ref, turn=other.turn, outcome=back, note="Salah ketik."
    )
    assert f"kembali:{Case.objects.get(pk=other.pk).step}" == back
