"""A complaint from coming in to its end: by its weight, over a pause, across offices, and back to who complained."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from silastri.apps.audit.models import LogEntry
from silastri.apps.complaints import queries
from silastri.apps.complaints.models import Complaint
from silastri.apps.conversations import operations as conversations
from silastri.apps.messages.models import Message
from silastri.apps.offices import operations as office_operations
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.complaints import access, answer, ask, by_complainant, identity, pass_on, weigh
from tests.builders import MONDAY, STANDARDS, WIB, Town, a_town
from tests.complained import a_complaint

FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def town(db: None) -> Town:
    """DPMPTSP Pekanbaru, whose standard has the ways of SIKOP."""
    return a_town(STANDARDS / "pekanbaru-dpmptsp")


def weighed(
    town: Town,
    found: Complaint,
    weight: str,
    *,
    at: datetime = MONDAY,
    limit: str = "not_overseen",
    by: str = "front_office",
) -> Complaint:
    act = town.act(by, at)
    return weigh.weigh(act, pk=found.pk, weight=weight, limit=limit, reason="Karena isinya.")


def worker(town: Town, at: datetime) -> Act:
    return Act(Actor(None, "SILASTRI", town.office.pk), at, "job")


def done(found: Complaint) -> list[str]:
    return list(found.handlings.order_by("id").values_list("what", flat=True))


def again(found: Complaint) -> Complaint:
    return Complaint.objects.get(pk=found.pk)


def test_a_light_complaint_is_answered_by_the_handler_and_closed_after_a_while(town: Town) -> None:
    found = a_complaint(town)
    with pytest.raises(MovedOn):
        answer.answer(town.act("front_office"), pk=found.pk, text="Maaf.", outcome="benar")
    found = weighed(town, found, "light", limit="information")
    assert (found.state, found.post, found.due_at) == ("in_hand", "", datetime(2026, 11, 16, 16, tzinfo=WIB))
    found = answer.answer(town.act("front_office", FRIDAY), pk=found.pk, text="Maaf, kami perbaiki.", outcome="benar")
    assert (found.state, found.founded, found.due_at) == ("answered", True, None)
    assert done(found) == ["came", "weighed", "answered", "told"]
    news = Message.objects.get(template="complaint_answered")
    assert (news.to, news.channel, news.office_id) == ("+628110000123", "whatsapp", town.office.pk)
    assert "Maaf" not in news.body, "the answer is read on its page"
    assert answer.close(worker(town, FRIDAY + timedelta(days=13))) == 0
    assert answer.close(worker(town, FRIDAY + timedelta(days=15))) == 1
    assert again(found).state == "closed"
    assert queries.settled_share(town.office.pk, 2026).percent == 100


def test_a_medium_complaint_waits_for_each_superior(town: Town) -> None:
    found = weighed(town, a_complaint(town), "medium")
    assert found.post == "kabid"
    with pytest.raises(answer.NotConsulted, match="Kepala Bidang dan Kepala Dinas"):
        answer.answer(town.act("front_office"), pk=found.pk, text="Maaf.", outcome="benar")
    for post in ("front_office", "kepala_dinas", "kabid"):
        if post == "front_office":
            with pytest.raises(NotYours):
                weigh.consult(town.act(post), pk=found.pk, decision="Ya.")
    found = weigh.consult(town.act("kabid"), pk=found.pk, decision="Petugas ditegur.")
    assert found.post == "kepala_dinas"
    with pytest.raises(NotYours):
        weigh.consult(town.act("kabid"), pk=found.pk, decision="Lagi.")
    found = weigh.consult(town.act("kepala_dinas"), pk=found.pk, decision="Setuju.")
    assert found.post == ""
    told = Message.objects.filter(template="complaint_arrived").values_list("person", flat=True)
    assert set(told) == {town.officer(post).pk for post in ("kabid", "kepala_dinas", "front_office")}
    found = answer.answer(town.act("front_office"), pk=found.pk, text="Sudah ditegur.", outcome="benar")
    assert done(found) == ["came", "weighed", "consulted", "consulted", "answered", "told"]
    said = found.handlings.filter(what="consulted")
    assert [(one.post, one.inside) for one in said] == [("kabid", True), ("kepala_dinas", True)]


def test_a_heavy_complaint_is_for_the_head_who_coordinates_first(town: Town) -> None:
    found = weighed(town, a_complaint(town), "heavy", limit="overseen")
    assert found.post == "kepala_dinas"
    head = town.act("kepala_dinas")
    with pytest.raises(answer.NotConsulted):
        answer.answer(head, pk=found.pk, text="Maaf.", outcome="benar")
    with pytest.raises(NotFit) as refused:
        weigh.consult(head, pk=found.pk, decision="Diperiksa Inspektorat.")
    assert "bersama" in refused.value.fields
    found = weigh.consult(head, pk=found.pk, decision="Diperiksa.", with_whom="Sekretaris Daerah, 9 November")
    assert "Sekretaris Daerah, 9 November" in str(found.handlings.get(what="consulted").text)
    found = answer.answer(head, pk=found.pk, text="Sudah diperiksa.", outcome="tidak")
    assert (found.state, found.founded) == ("answered", False)
    with pytest.raises(MovedOn):
        answer.answer(head, pk=found.pk, text="Sekali lagi.", outcome="tidak")


def test_another_weight_asks_anew(town: Town) -> None:
    found = weighed(town, a_complaint(town), "heavy")
    weigh.consult(town.act("kepala_dinas"), pk=found.pk, decision="Ya.", with_whom="Asisten")
    found = weighed(town, found, "medium", by="kepala_dinas")
    assert access.to_consult(found) == ["kabid", "kepala_dinas"]
    assert weighed(town, found, "light", by="kepala_dinas").post == ""


def test_who_handles_it_does_not_get_round_the_head_by_weighing_it_down(town: Town) -> None:
    found = weighed(town, a_complaint(town), "heavy")
    for lighter in ("medium", "light"):
        with pytest.raises(NotYours, match="atasan yang memutuskan"):
            weighed(town, found, lighter)
    assert (again(found).weight, again(found).post) == ("heavy", "kepala_dinas")
    assert weighed(town, found, "light", by="kepala_dinas").weight == "light"
    assert weighed(town, found, "heavy").weight == "heavy", "heavier is what anybody who handles it may say"


@pytest.mark.parametrize(("weight", "first"), [("light", ""), ("medium", "kabid"), ("heavy", "kepala_dinas")])
def test_opened_again_it_goes_to_its_superiors_again(town: Town, weight: str, first: str) -> None:
    found = weighed(town, a_complaint(town), weight)
    while post := found.post:
        found = weigh.consult(town.act(post), pk=found.pk, decision="Ya.", with_whom="Asisten")
    answer.answer(town.act("front_office"), pk=found.pk, text="Maaf.", outcome="benar")
    later = MONDAY + timedelta(days=3)
    found = by_complainant.reopen(Act(Actor(None, "Tamu"), later, "web"), code=found.code, reason="Belum terjawab.")
    assert (found.state, found.post, found.founded) == ("in_hand", first, None)
    opened_due = found.due_at
    if first:
        with pytest.raises(answer.NotConsulted):
            answer.answer(town.act("front_office", later), pk=found.pk, text="Maaf lagi.", outcome="benar")
    found = weighed(town, found, "heavy")
    assert found.due_at == opened_due, "weighing counts from when it was opened again"


def test_the_clock_stands_still_until_it_is_complete_also_over_a_holiday(town: Town) -> None:
    found = weighed(town, a_complaint(town), "light", limit="information")  # until the 16th, 16.00
    found = ask.ask(town.act("front_office", MONDAY + timedelta(days=1)), pk=found.pk, what="Tanggal kejadiannya?")
    assert (found.state, found.due_at) == ("incomplete", None)
    assert found.complete_until == datetime(2026, 12, 10, 23, 59, tzinfo=WIB)
    assert Message.objects.filter(template="complaint_to_complete").count() == 1
    with pytest.raises(MovedOn):
        answer.answer(town.act("front_office"), pk=found.pk, text="x", outcome="benar")
    office_operations.set_holiday(town.office, day=date(2026, 11, 17), name="Libur daerah", kind="local")
    back = town.act("front_office", MONDAY + timedelta(days=7))  # the 16th, 9.00
    found = ask.completed(back, pk=found.pk, text="Tanggal 5.")
    assert (found.state, found.left, found.complete_until) == ("in_hand", None, None)
    due = found.due_at and found.due_at.astimezone(WIB)
    assert due
    assert due.date() >= date(2026, 11, 20), "four days and a bit were left, and it passes over the weekend"
    with pytest.raises(MovedOn):
        ask.completed(back, pk=found.pk, text="Lagi.")
    found = weighed(town, found, "light", at=MONDAY + timedelta(days=8))
    later = found.due_at
    assert later
    assert later.astimezone(WIB) > datetime(2026, 12, 2, tzinfo=WIB), "another limit counts the pause too"


def test_who_does_not_complete_it_in_time_is_deemed_to_have_withdrawn_it(town: Town) -> None:
    found = ask.ask(town.act("front_office"), pk=a_complaint(town).pk, what="Siapa petugasnya?")
    assert ask.lapse(worker(town, MONDAY + timedelta(days=30))) == 0
    assert ask.lapse(worker(town, MONDAY + timedelta(days=31))) == 1
    assert ask.lapse(worker(town, MONDAY + timedelta(days=31))) == 0
    found = again(found)
    assert (found.state, done(found)) == ("lapsed", ["came", "asked", "lapsed"])
    assert Message.objects.filter(template="complaint_lapsed").count() == 1
    share = queries.settled_share(town.office.pk, 2026)
    assert (share.settled, share.received, share.is_enough) == (0, 1, False)


def test_there_is_no_wrong_door(town: Town) -> None:
    """Another office of the installation answers; the one that received it keeps it in its book and sees the answer."""
    other = a_town(STANDARDS / "pekanbaru-dinsos")
    found = weighed(town, a_complaint(town), "medium")
    passed = pass_on.pass_on(town.act("front_office"), pk=found.pk, to="kantor:pekanbaru-dinsos", note="Soal KIS.")
    assert (passed.at_office.slug, passed.office.slug, passed.post) == (
        "pekanbaru-dinsos", "pekanbaru-dpmptsp", "supervisor",
    )  # fmt: skip
    here, there = town.act("front_office"), other.act("front_office")
    assert access.complaint(here, found.pk).pk == access.complaint(there, found.pk).pk
    assert (identity.shown(here, passed), identity.shown(there, passed)["Nama"]) == ({}, "Rosmawati")
    for forbidden in (
        lambda: answer.answer(here, pk=found.pk, text="x", outcome="benar"),
        lambda: pass_on.pass_on(here, pk=found.pk, to="jabatan:kasi", note="x"),
        lambda: weigh.weigh(here, pk=found.pk, weight="light", limit="information", reason="x"),
        lambda: ask.ask(here, pk=found.pk, what="x"),
    ):
        with pytest.raises(NotYours):
            forbidden()
    for post in ("supervisor", "kepala_dinas"):
        weigh.consult(other.act(post), pk=found.pk, decision="Ya.")
    answered = answer.answer(there, pk=found.pk, text="KIS aktif lagi.", outcome="benar")
    assert answered.state == "answered"
    shown = answered.handlings.filter(what="passed").get()
    assert (shown.inside, shown.text) == (False, "Diteruskan ke Dinas Sosial Kota Pekanbaru.")
    assert queries.settled_share(town.office.pk, 2026).settled == 1
    assert queries.settled_share(other.office.pk, 2026).received == 0
    third = a_town(STANDARDS / "kampar")
    with pytest.raises(NotThere):
        access.complaint(third.act("front_office"), found.pk)


def test_a_post_sees_what_was_passed_on_to_it_and_nothing_else(town: Town) -> None:
    found, other = a_complaint(town), a_complaint(town)
    back_office = town.act("back_office")
    with pytest.raises(NotYours):
        access.complaint(back_office, found.pk)
    with pytest.raises(NotFit):
        pass_on.pass_on(town.act("front_office"), pk=found.pk, to="jabatan:camat", note="x")
    passed = pass_on.pass_on(town.act("front_office"), pk=found.pk, to="jabatan:back_office", note="Cek berkasnya.")
    assert passed.post == "back_office"
    assert access.complaint(back_office, found.pk)
    with pytest.raises(NotYours):
        access.complaint(back_office, other.pk)
    with pytest.raises(NotYours):
        weigh.weigh(back_office, pk=found.pk, weight="light", limit="information", reason="x")
    pass_on.note(back_office, pk=found.pk, text="Berkasnya ada.")
    pass_on.pass_on(back_office, pk=found.pk, to="jabatan:front_office", note="Sudah dicek.")
    assert access.complaint(back_office, found.pk), "who worked on it may see what became of it"
    with pytest.raises(NotYours):
        ask.ask(back_office, pk=found.pk, what="x")


def test_nobody_handles_his_own_complaint(town: Town) -> None:
    mine = a_complaint(town, person=town.officer("front_office"))
    with pytest.raises(access.OwnComplaint):
        weighed(town, mine, "light")


def test_what_came_by_whatsapp_is_answered_in_that_conversation(town: Town) -> None:
    sender = conversations.sender("whatsapp", number="+628110000999", user_id="")
    talk = conversations.begin(sender, town.office.pk, topic="complaint", at=MONDAY)
    found = weighed(town, a_complaint(town, channel="whatsapp", conversation=talk, complainant={}), "light")
    found = answer.answer(town.act("front_office"), pk=found.pk, text="Loket kami buka lagi.", outcome="benar")
    sent = Message.objects.get(template="answer")
    assert (sent.to, "Loket kami buka lagi." in sent.body) == ("+628110000999", True)
    assert found.handlings.get(what="told").via == "whatsapp"
    assert talk.said.count() == 1


@pytest.mark.parametrize("channel", ["counter", "phone", "letter", "box", "sp4n", "email"])
def test_where_no_message_goes_somebody_brings_the_answer_and_says_so(town: Town, channel: str) -> None:
    found = weighed(town, a_complaint(town, channel=channel, complainant={"name": "Rosmawati"}), "light")
    act = town.act("front_office")
    found = answer.answer(act, pk=found.pk, text="Maaf.", outcome="tidak")
    assert found.due_at == datetime(2026, 11, 23, 23, 59, tzinfo=WIB), "fourteen days to bring it"
    assert not Message.objects.filter(template="complaint_answered").exists()
    assert answer.close(worker(town, MONDAY + timedelta(days=60))) == 0, "nobody was told"
    given: dict[str, Any] = {"via": channel, "on": MONDAY.date(), "whom": "Rosmawati sendiri"}
    for wrong in ({"via": "merpati"}, {"on": date(2026, 11, 1)}, {"on": date(2026, 11, 10)}, {"whom": " "}):
        with pytest.raises(NotFit):
            answer.told(act, pk=found.pk, **given | wrong)
    found = answer.told(act, pk=found.pk, **given)
    told = found.handlings.get(what="told")
    assert (told.via, told.inside, found.due_at) == (channel, True, None)
    assert bool(told.file) is (channel == "letter")
    with pytest.raises(answer.ToldAlready):
        answer.told(act, pk=found.pk, **given)
    assert answer.close(worker(town, MONDAY + timedelta(days=60))) == 1


def test_a_confidential_name_is_opened_by_those_who_handle_it_and_stands_nowhere_else(town: Town) -> None:
    found = a_complaint(town, identity="confidential", person=town.citizens[0])
    act, head = town.act("front_office"), town.act("kepala_dinas")
    assert (identity.named(found), identity.shown(act, found)) == ("Dirahasiakan", {})
    with pytest.raises(identity.IdentityHidden):
        identity.opened(head, found)
    assert identity.opened(act, found)["Nama"] == "Rosmawati"
    line = LogEntry.objects.get(what="open_complainant")
    assert (line.whose, line.about) == (None, f"pengaduan {found.number}")
    found = weighed(town, found, "heavy")
    assert identity.opened(head, found), "it is in her hand now"
    weigh.consult(head, pk=found.pk, decision="Ya.", with_whom="Asisten")
    answer.answer(act, pk=found.pk, text="Maaf.", outcome="benar")
    news = Message.objects.get(template="complaint_answered")
    assert (news.office, news.person) == (None, None), "the lists of the office's messages do not tell who it was"
    assert not LogEntry.objects.filter(whose=town.citizens[0], what__contains="complain").exists()
    nobody = a_complaint(town, identity="anonymous", complainant={})
    assert identity.named(nobody) == "Tanpa nama"
    with pytest.raises(identity.IdentityHidden):
        identity.opened(act, nobody)


@pytest.mark.parametrize(
    "given",
    [{"weight": "x"}, {"limit": "x"}, {"reason": "  "}, {"reason": "x" * 2001}],
)
def test_what_cannot_be_is_refused_and_changes_nothing(town: Town, given: dict[str, str]) -> None:
    found = a_complaint(town)
    right = {"weight": "light", "limit": "information", "reason": "x"}
    with pytest.raises(NotFit):
        weigh.weigh(town.act("front_office"), pk=found.pk, **right | given)
    assert (again(found).state, done(found)) == ("new", ["came"])


def test_a_year_without_complaints_has_no_share(town: Town) -> None:
    share = queries.settled_share(town.office.pk, 2025)
    assert (share.percent, share.is_enough) == (None, True)
    assert SYSTEM.office is None
