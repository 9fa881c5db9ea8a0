"""A letter is revoked from a day on by the post that signs it, and reinstated; all of it stays known."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from silastri.apps.after_issue import queries as after_issue
from silastri.apps.after_issue.models import Revocation
from silastri.apps.audit.models import LogEntry
from silastri.apps.documents import queries as documents
from silastri.apps.duties.models import Duty
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Office
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.apply import renew
from silastri.journey.frame.step import OwnCase
from silastri.journey.letters import issued_letter, revoke
from silastri.journey.letters.history import history
from silastri.journey.letters.issued_letter import NotInForce
from silastri.journey.letters.revoke import Grounds
from silastri.journey.steps import hand_over
from tests.builders import MONDAY, Town, a_town
from tests.pekanbaru import scan, words
from tests.perikanan import FIRST, a_case, a_letter

TODAY = MONDAY.date()
NOON = MONDAY + timedelta(hours=6)  # the letter was handed over in the morning
HEAD, COUNTER = "kepala_dinas", "loket"


def grounds(**changed: object) -> Grounds:
    said = {
        "ground": "breach", "reason": "Kolam mencemari sungai menurut pemeriksaan lapangan.",
        "legal_basis": "Peraturan Daerah Contoh Nomor 3 Tahun 2024 Pasal 9", "since": TODAY,
    }  # fmt: skip
    return Grounds(**(said | changed))  # type: ignore[arg-type]


def revoked(town: Town, letter: Letter, post: str = HEAD, at: datetime = NOON, **changed: object) -> Revocation:
    return revoke.revoke(town.act(post, at), code=letter.code, said=grounds(**changed))


def stands(letter: Letter, on: date) -> str:
    return Letter.objects.get(pk=letter.pk).standing(on)


def with_registers(town: Town, **lines: str) -> None:
    """The office names posts and registers for what comes later."""
    office = Office.objects.get(pk=town.office.pk)
    more = "".join(f"{word}: {terms}\n" for word, terms in lines.items())
    office.definition = (
        office.definition
        + '  - cabut: {pola: "500.16.6.6/{urut:03}/{tahun}"}\n  - salinan: {pola: "SAL/{urut:03}/{tahun}"}\n'
        + more
    )
    office.definition_hash = f"{office.definition_hash[:50]}-later"
    office.save()


def test_from_its_day_on_it_does_not_hold(town: Town, letter: Letter) -> None:
    made = revoked(town, letter)
    assert stands(letter, TODAY) == "revoked"
    assert letters.by_code(letter.code), "its page is still there, and says so"
    head = town.officer(HEAD)
    assert (made.by, made.at) == (f"{head.name}, Kepala Dinas", NOON)
    assert LogEntry.objects.filter(what="revoke_letter", about=letter.code).exists()


def test_a_day_to_come_comes_by_itself(town: Town, letter: Letter) -> None:
    """No job has to run on that day."""
    day = TODAY + timedelta(days=10)
    revoked(town, letter, since=day)
    assert [stands(letter, day - timedelta(days=1)), stands(letter, day)] == ["signed", "revoked"]
    held = letters.held_by(letter.case.applicant_id, on=day - timedelta(days=1))
    assert [one.pk for one in held] == [letter.pk]
    assert not letters.held_by(letter.case.applicant_id, on=day)


def test_the_holder_hears_why_and_how_to_object_but_no_private_reason(town: Town, letter: Letter) -> None:
    made = revoked(town, letter)
    [body] = [m.body for m in Message.objects.filter(case=letter.case) if "dicabut" in m.body]
    for said in ("dicabut mulai 9 November 2026", "Pelanggaran ketentuan", "surat keberatan", "8 Desember 2026"):
        assert said in body
    assert "sungai" not in body, "a message leaves the country"
    assert made.object_until == date(2026, 12, 8), "21 working days: UU 30/2014 art. 77"


def test_nobody_reads_the_reason_in_the_database(town: Town, letter: Letter) -> None:
    from django.db import connection

    revoked(town, letter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM after_issue_revocation")
        assert b"sungai" not in bytes(cursor.fetchone()[0])


def test_the_office_may_name_another_post_and_number_the_decree(town: Town, letter: Letter) -> None:
    with_registers(town, pencabutan="{oleh: pengawas, buku_nomor: cabut}")
    made = revoked(town, letter, post="pengawas")
    assert made.paper
    assert made.decree == made.paper.number == "500.16.6.6/001/2026"
    text = words(documents.content(made.paper.sha256))
    for said in (
        "SURAT PENCABUTAN", "Nomor: 500.16.6.6/001/2026", letter.number, letter.holder_name, "Kolam mencemari sungai",
        "Peraturan Daerah Contoh Nomor 3 Tahun 2024 Pasal 9", "Berlaku mulai : 9 November 2026", "PENGAWAS PERIKANAN,",
        town.officer("pengawas").name, "8 Desember 2026",
    ):  # fmt: skip
        assert said in text, said


def test_a_decree_made_elsewhere_is_named_and_its_scan_kept(town: Town, letter: Letter) -> None:
    said = grounds(decree="188/45/2026")
    act = town.act(HEAD)
    made = revoke.revoke(act, code=letter.code, said=said, upload=scan(), upload_name="sk.pdf")
    assert (made.decree, made.paper) == ("188/45/2026", None)
    assert made.file
    assert documents.content(made.file.sha256).startswith(b"%PDF-")


def test_duties_stop_and_come_back_with_it(town: Town, letter: Letter) -> None:
    before = list(Duty.objects.filter(letter=letter).values_list("pk", "state"))
    revoked(town, letter)
    assert set(Duty.objects.filter(letter=letter).values_list("state", flat=True)) == {"lapsed"}
    revoke.lift(town.act(HEAD, MONDAY + timedelta(days=1)), code=letter.code, reason="Putusan keberatan.")
    assert list(Duty.objects.filter(letter=letter).values_list("pk", "state")) == before


def test_lifted_it_holds_again_and_both_stay_in_its_history(town: Town, letter: Letter) -> None:
    revoked(town, letter)
    later = MONDAY + timedelta(days=3)
    with pytest.raises(NotFit):
        revoke.lift(town.act(HEAD, later), code=letter.code, reason=" ")
    revoke.lift(town.act(HEAD, later), code=letter.code, reason="Keberatan diterima.")
    assert stands(letter, later.date()) == "signed"
    assert sum("berlaku lagi" in message.body for message in Message.objects.all()) == 1
    told = [event.what for event in history(issued_letter.find(town.act(HEAD, later), letter.code))]
    assert told[-2:] == ["Dicabut mulai 9 November 2026", "Pencabutan dibatalkan"]
    with pytest.raises(MovedOn):
        revoke.lift(town.act(HEAD, later), code=letter.code, reason="Sekali lagi.")
    revoked(town, letter, at=later, since=later.date())
    assert len(after_issue.revocations(letter)) == 2


def test_a_revoked_letter_is_not_renewed_nor_handed_over(town: Town, letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(revoked_from=TODAY + timedelta(days=400))
    found = Letter.objects.select_related("case__service", "office").get(pk=letter.pk)
    assert renew.offer(found, at=FIRST) is None, "though its day has not come"
    case = a_case(town, "penyerahan", citizen=1)
    waiting = Letter.objects.get(case=case)
    revoked(town, waiting)
    with pytest.raises(NotFit, match="dicabut"):
        hand_over.hand_over(town.act(COUNTER), ref=case.ref, turn=case.turn, to=hand_over.Receiver(case.applicant.name))


# Refusals


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"since": TODAY - timedelta(days=1)}, "mulai"),
        ({"since": date(2027, 11, 10)}, "mulai"),
        ({"reason": " "}, "uraian"),
        ({"legal_basis": ""}, "dasar"),
        ({"ground": "marah"}, "alasan"),
    ],
    ids=["before today", "after it ended", "without a reason", "without a law", "on no ground"],
)
def test_a_revocation_that_lacks_something_is_not_made(
    town: Town, letter: Letter, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(NotFit) as refused:
        revoked(town, letter, **changed)
    assert list(refused.value.fields) == [field]
    assert (Revocation.objects.count(), stands(letter, TODAY)) == (0, "signed")


def test_only_who_signs_it_revokes_it(town: Town, letter: Letter) -> None:
    for post in (COUNTER, "pengawas"):
        with pytest.raises(NotYours):
            revoked(town, letter, post=post)
        with pytest.raises(NotYours):
            revoke.lift(town.act(post), code=letter.code, reason="x")
    assert stands(letter, TODAY) == "signed"


def test_who_only_signs_in_his_name_revokes_nothing(town: Town, letter: Letter) -> None:
    person = town.officer(COUNTER)
    act = Act(Actor(person.pk, person.name, town.office.pk, {}, {HEAD: "a.n."}), MONDAY, "web")
    with pytest.raises(NotYours):
        revoke.revoke(act, code=letter.code, said=grounds())


def test_a_stand_in_whose_days_are_over_revokes_nothing(town: Town, letter: Letter) -> None:
    person = town.officer(COUNTER)
    act = Act(Actor(person.pk, person.name, town.office.pk, {HEAD: "Plt."}), MONDAY, "web")
    with pytest.raises(NotYours, match="tidak berlaku hari ini"):
        revoke.revoke(act, code=letter.code, said=grounds())


def test_nobody_revokes_or_reinstates_his_own(town: Town, letter: Letter) -> None:
    type(letter.case).objects.filter(pk=letter.case_id).update(applicant=town.officer(HEAD))
    with pytest.raises(OwnCase):
        revoked(town, letter)
    Letter.objects.filter(pk=letter.pk).update(revoked_from=TODAY)
    with pytest.raises(OwnCase):
        revoke.lift(town.act(HEAD), code=letter.code, reason="x")


def test_another_offices_letter_is_not_there(town: Town, letter: Letter) -> None:
    elsewhere = a_town()
    with pytest.raises(NotThere):
        revoke.revoke(elsewhere.act(HEAD), code=letter.code, said=grounds())
    assert stands(letter, TODAY) == "signed"


def test_it_is_revoked_once(town: Town, letter: Letter) -> None:
    revoked(town, letter, since=TODAY + timedelta(days=5))
    with pytest.raises(MovedOn):
        revoked(town, letter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Revocation.objects.create(
            letter=letter, ground="mistake", reason="x", legal_basis="x", since=TODAY, object_until=TODAY,
            person=town.officer(HEAD), by="x", at=MONDAY,
        )  # fmt: skip


def test_what_does_not_hold_is_not_revoked(town: Town, letter: Letter) -> None:
    ended = datetime(2027, 11, 10, 9, 0, tzinfo=MONDAY.tzinfo)
    with pytest.raises(NotInForce, match="habis masa"):
        revoked(town, letter, at=ended, since=ended.date())
    Letter.objects.filter(pk=letter.pk).update(replaced_by=a_letter(town))
    with pytest.raises(NotInForce, match="diganti"):
        revoked(town, letter)
    waiting = Letter.objects.get(case=a_case(town, "penandatanganan", citizen=1))
    with pytest.raises(NotInForce, match="belum terbit"):
        revoked(town, waiting)
