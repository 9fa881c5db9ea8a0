"""Who stands in for a post, or signs in its name: by decree, in his period, in that office alone."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office, Posting, ProposedPosting
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame.step import NotYourPost, SamePerson
from silastri.journey.office.assign_post import Assignment, assign
from silastri.journey.office.confirm_posting import confirm
from silastri.journey.papers.file import file
from silastri.journey.signing import ink, sign
from silastri.journey.signing.acting import NotInPeriod
from silastri.journey.steps import decide
from silastri.practice import sample
from tests import pekanbaru, signers
from tests.builders import MONDAY, SCHOOL, Town, a_case
from tests.pekanbaru import words

FIRST, LAST = MONDAY.date(), MONDAY.date() + timedelta(days=4)
HEAD, DEPUTY = "kepala_dinas", "ahli_madya"
NIGHT = datetime(2026, 11, 9, 0, 5, tzinfo=MONDAY.tzinfo)


def decreed(post: str = HEAD, kind: str = "plt", **changed: object) -> Assignment:
    said = {
        "person": None, "post": post, "kind": kind, "since": FIRST, "until": LAST,
        "decree": "800/1/2026", "decreed_on": FIRST - timedelta(days=2),
    }  # fmt: skip
    return Assignment(**(said | changed))  # type: ignore[arg-type]


DECREE = {"upload": sample.scan("Surat perintah", MONDAY), "upload_name": "surat.pdf"}


def appoint(town: Town, act: Act, said: Assignment) -> None:
    """By a manager, and confirmed by the head."""
    made = assign(act, said=said, **DECREE)  # type: ignore[arg-type]
    if isinstance(made, ProposedPosting):
        head = town.officer(HEAD)
        desk = next(desk for desk in offices.desks(head.pk, MONDAY) if desk.office.pk == town.office.pk)
        confirm(town.act(HEAD), desk=desk, pk=made.pk)


def stands_in(town: Town, kind: str = "plt", person: Person | None = None, **changed: object) -> Person:
    """The deputy, unless somebody else is named."""
    person = person or town.officer(DEPUTY)
    own = {"own_post": DEPUTY} if kind in ("an", "ub") else {}
    appoint(town, town.act("back_office"), decreed(kind=kind, person=person.pk, **(own | changed)))
    if not (sample_key(person)).exists():
        from silastri.adapters.signing import signing

        signing().issue(person=person.pk, name=person.name, passphrase=sample.PASSPHRASE)  # type: ignore[attr-defined]
    return person


def sample_key(person: Person):  # type: ignore[no-untyped-def]
    from silastri.adapters.signing import signing

    return signing().authority.key_file(person.pk)  # type: ignore[attr-defined]


def acts(town: Town, person: Person, at: datetime) -> Act:
    """As somebody who came to his desk on the first day, and may be there still."""
    desk = next(d for d in offices.desks(person.pk, MONDAY) if d.office.pk == town.office.pk)
    return Act(Actor(person.pk, person.name, town.office.pk, desk.posts, desk.signs_for), at, "web")


def signs(town: Town, case: Case, person: Person, at: datetime) -> Case:
    act = acts(town, person, at)
    return sign.sign(act, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=person)


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "penandatanganan")


def test_he_signs_under_his_mark_and_the_letter_keeps_his_decree(town: Town, case: Case) -> None:
    person = stands_in(town)
    signs(town, case, person, MONDAY)
    letter = Letter.objects.get(case=case)
    text = words(documents.content(letter.sha256))
    assert "Plt. KEPALA DINAS PENANAMAN MODAL" in text
    assert person.name in text
    assert (letter.signer_name, letter.signer_post[:17]) == (person.name, "Plt. Kepala Dinas")
    assert letter.signer_decree == (
        "surat perintah nomor 800/1/2026 tanggal 7 November 2026, berlaku 9 November 2026 sampai 13 November 2026"
    )
    assert StepRun.objects.get(case=case, step="penandatanganan").by == f"Plt. {person.name}"


def test_the_holder_himself_signs_without_a_decree(town: Town, case: Case) -> None:
    signs(town, case, town.officer(HEAD), MONDAY)
    letter = Letter.objects.get(case=case)
    assert (letter.signer_decree, letter.signer_post.startswith("Kepala Dinas")) == ("", True)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (NIGHT - timedelta(minutes=10), False),
        (NIGHT, True),
        (datetime(2026, 11, 13, 23, 55, tzinfo=MONDAY.tzinfo), True),
        (datetime(2026, 11, 14, 0, 5, tzinfo=MONDAY.tzinfo), False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
@pytest.mark.parametrize("kind", ["plt", "plh", "pj", "an"])
def test_the_period_is_that_of_the_offices_own_days(town: Town, kind: str, at: datetime, may: bool) -> None:
    """Five past midnight in Riau is still the day before in UTC."""
    case, person = a_case(town, "penandatanganan"), stands_in(town, kind)
    if may:
        signs(town, case, person, at)
        assert Letter.objects.get(case=case).state == "signed"
        return
    with pytest.raises(NotInPeriod, match="berlaku 9 November 2026 sampai 13 November 2026"):
        signs(town, case, person, at)
    assert Letter.objects.get(case=case).state == "numbered", "nothing is claimed"
    assert SigningAttempt.objects.count() == 0, "the signer was not asked"


def test_a_period_that_ends_while_the_signer_is_at_it_keeps_nothing(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, told = stands_in(town), signers.told(monkeypatch)
    pen = told.pen

    def ends(signer, passphrase):  # type: ignore[no-untyped-def]
        Posting.objects.filter(kind="plt").update(since=FIRST - timedelta(days=9), until=FIRST - timedelta(days=1))
        Office.objects.filter(pk=town.office.pk).update(turn=F("turn") + 1)
        return pen(signer, passphrase)

    monkeypatch.setattr(told, "pen", ends)
    with pytest.raises(NotInPeriod):
        signs(town, case, person, MONDAY)
    letter = Letter.objects.get(case=case)
    assert (letter.state, letter.sha256, letter.signer_name) == ("numbered", "", "")
    assert [a.state for a in SigningAttempt.objects.order_by("pk")] == ["signed", "refused"], "it stays written down"
    assert Case.objects.get(pk=case.pk).step == "penandatanganan"
    signs(town, case, town.officer(HEAD), MONDAY)
    assert Letter.objects.get(case=case).signer_name == town.officer(HEAD).name


def test_two_may_act_for_one_post_and_each_signs_as_himself(town: Town) -> None:
    first, second = stands_in(town), stands_in(town, "plh", town.officer("loket"))
    cases = [a_case(town, "penandatanganan", citizen=n) for n in range(2)]
    for case, person, mark in zip(cases, (first, second), ("Plt.", "Plh."), strict=True):
        signs(town, case, person, MONDAY)
        assert Letter.objects.get(case=case).signer_post.startswith(f"{mark} Kepala Dinas")


def test_who_prepared_the_case_does_not_sign_it_in_anybodys_place(town: Town, case: Case) -> None:
    """Who verified it does not, whatever post he stands in; who approved it may."""
    for post, kind in (("ahli_muda", "plt"), ("tim_teknis", "plh")):
        person = stands_in(town, kind, town.officer(post))
        with pytest.raises(SamePerson):
            signs(town, case, person, MONDAY)
    person = stands_in(town, "an", town.officer("ahli_muda"), own_post="ahli_muda")
    with pytest.raises(SamePerson):
        signs(town, case, person, MONDAY)
    assert Letter.objects.get(case=case).state == "numbered"
    signs(town, case, stands_in(town), MONDAY)
    assert Letter.objects.get(case=case).state == "signed"


def test_standing_in_at_one_office_is_nothing_at_another(town: Town, case: Case) -> None:
    elsewhere = pekanbaru.pekanbaru()
    person = elsewhere.officer("sekretaris")
    act = elsewhere.act("sekretaris")
    appoint(elsewhere, act, decreed(person=person.pk))
    assert [d.office.pk for d in offices.desks(person.pk, MONDAY)] == [elsewhere.office.pk]
    forged = Act(Actor(person.pk, person.name, town.office.pk, {HEAD: "Plt."}), MONDAY, "web")
    with pytest.raises(NotInPeriod, match="pejabatnya sendiri"):
        sign.sign(forged, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=person)


# In his name


def test_a_delegate_signs_under_both_posts(town: Town, case: Case) -> None:
    person = stands_in(town, "an")
    signs(town, case, person, MONDAY)
    letter = Letter.objects.get(case=case)
    text = words(documents.content(letter.sha256))
    assert "a.n. KEPALA DINAS" in text
    assert "KABUPATEN ROKAN HILIR PENATA PERIZINAN AHLI MADYA," in text
    assert letter.signer_post.startswith("a.n. Kepala Dinas")
    assert letter.signer_post.endswith("Rokan Hilir, Penata Perizinan Ahli Madya")
    assert StepRun.objects.get(case=case, step="penandatanganan").by == f"{person.name} (a.n.)"


def test_u_b_stands_one_level_further_down(town: Town, case: Case) -> None:
    person = stands_in(town, "ub", town.officer("ahli_muda"), own_post="ahli_muda")
    Case.objects.filter(pk=case.pk).update(hands={"prepared": []})
    signs(town, case, person, MONDAY)
    letter = Letter.objects.get(case=case)
    assert letter.signer_post.endswith("Penata Perizinan Ahli Madya, u.b. Penata Perizinan Ahli Muda")
    text = words(documents.content(letter.sha256))
    assert "PENATA PERIZINAN AHLI MADYA u.b. PENATA PERIZINAN AHLI MUDA," in text


def test_a_delegate_signs_only_what_he_was_named_for(town: Town) -> None:
    school, elders = a_case(town, "penandatanganan", service=SCHOOL), a_case(town, "penandatanganan", citizen=1)
    person = stands_in(town, "an", services=[town.service(SCHOOL).pk])
    with pytest.raises(NotInPeriod, match="tidak ditunjuk menandatangani surat dari layanan ini"):
        signs(town, elders, person, MONDAY)
    Case.objects.filter(pk=school.pk).update(hands={"prepared": []})
    signs(town, school, person, MONDAY)
    assert Letter.objects.get(case=school).state == "signed"


def test_a_delegate_does_nothing_else_for_the_post(town: Town, case: Case) -> None:
    person = stands_in(town, "an", town.officer("loket"), own_post="loket")
    act = acts(town, person, MONDAY)
    assert (HEAD in act.by.posts, act.by.signs_for) == (False, {HEAD: "a.n."})
    with pytest.raises(NotYours, match="pejabatnya sendiri"):
        decide.turn_away(act, ref=case.ref, turn=case.turn, outcome="kembali:pengajuan", note="x")
    approving = a_case(town, "verifikasi", citizen=1)
    Posting.objects.filter(kind="an").update(post=approving.post)
    with pytest.raises(NotYourPost):
        decide.decide(acts(town, person, MONDAY), ref=approving.ref, turn=approving.turn, outcome="lanjut")


def test_he_hears_what_waits_for_his_signature(town: Town) -> None:
    person = stands_in(town, "an", town.officer("loket"), own_post="loket")
    case = a_case(town, "penandatanganan")
    told = Message.objects.filter(case=case, person=person)
    assert any("Berkas baru untuk Kepala Dinas" in message.body for message in told)


def test_with_ink_the_hand_may_be_a_delegates(db: None) -> None:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, "penandatanganan")
    person = town.officer("sekretaris")
    said = decreed(kind="an", person=person.pk, own_post="sekretaris")
    appoint(town, town.act("sekretaris"), said)
    ink.sign_with_ink(town.act("back_office"), ref=case.ref, turn=case.turn, scan=pekanbaru.scan(), signer=person.pk)
    letter = Letter.objects.get(case=case)
    assert letter.signer_name == person.name
    assert letter.signer_post.startswith("a.n. Kepala Dinas")
    assert letter.signer_post.endswith("Kota Pekanbaru, Sekretaris")
    assert "nomor 800/1/2026" in letter.signer_decree


def test_the_preview_names_who_stands_in_and_not_who_signs_in_his_name(town: Town, case: Case) -> None:
    delegate = stands_in(town, "an")
    dossier = dossier_of(case)
    assert delegate.name not in words(file(dossier, "surat", at=MONDAY))
    deputy = stands_in(town, "plh", town.officer("ahli_muda"))
    assert deputy.name in words(file(dossier_of(Case.objects.get(pk=case.pk)), "surat", at=MONDAY))


# Being appointed

WRONG: dict[str, tuple[dict[str, object], str]] = {
    "without an end": ({"until": None}, "sampai"),
    "without a decree": ({"decree": " "}, "surat"),
    "without the decree's date": ({"decreed_on": None}, "tanggal_surat"),
    "decreed after it began": ({"decreed_on": FIRST + timedelta(days=1)}, "tanggal_surat"),
    "ended before it began": ({"until": FIRST - timedelta(days=1)}, "sampai"),
    "somebody without an account": ({"person": 999_999}, "petugas"),
    "in his name without a post of his own": ({"kind": "an"}, "jabatan_sendiri"),
    "in his name under a post that he does not hold": ({"kind": "an", "own_post": "loket"}, "jabatan_sendiri"),
    "in his own name": ({"kind": "an", "own_post": HEAD}, "jabatan_sendiri"),
    "u.b. right under the head": ({"kind": "ub", "own_post": DEPUTY}, "jabatan_sendiri"),
    "for a service of another office": ({"kind": "an", "own_post": DEPUTY, "services": [999_999]}, "layanan"),
}


@pytest.mark.parametrize(("changed", "field"), WRONG.values(), ids=WRONG)
def test_an_appointment_that_the_rules_do_not_know_is_refused(
    town: Town, changed: dict[str, object], field: str
) -> None:
    before = Posting.objects.count()
    with pytest.raises(NotFit) as refused:
        assign(town.act("back_office"), said=decreed(**({"person": town.officer(DEPUTY).pk} | changed)), **DECREE)
    assert list(refused.value.fields) == [field]
    assert Posting.objects.count() == before


def test_the_database_knows_nobody_who_acts_without_a_decree(town: Town) -> None:
    office, person = Office.objects.get(pk=town.office.pk), town.officer(DEPUTY)
    for kind, more in (("plt", {}), ("an", {"decree": "1", "decreed_on": FIRST, "until": LAST})):
        with pytest.raises(IntegrityError), transaction.atomic():
            Posting.objects.create(office=office, person=person, post=HEAD, kind=kind, since=LAST, **more)
