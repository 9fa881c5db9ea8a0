"""A complaint that comes by message is a complaint like any other, tied to its conversation."""

from datetime import timedelta

import pytest

from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.messages.models import Message
from silastri.journey.complaints import ask, clock, weigh
from tests.builders import Town
from tests.incoming import AT, BUDI, the_conversation, wrote

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_it_gets_a_number_and_a_code(town: Town) -> None:
    wrote("ADUAN petugas tidak ada di loket")
    found = Complaint.objects.get()
    assert (found.channel, found.identity, found.text) == ("whatsapp", "named", "petugas tidak ada di loket")
    assert found.complainant == {"phone": BUDI} and found.conversation == the_conversation()
    told = Message.objects.get(template="complaint_received")
    assert told.to == BUDI and found.code in told.body and found.number in told.body


def test_what_is_added_is_noted_and_counted_once(town: Town) -> None:
    wrote("ADUAN petugas tidak ada di loket")
    wrote("Tadi pukul 09.00, loket 2", AT + HOUR)
    wrote("ADUAN petugas tidak ada di loket", AT + 2 * HOUR)
    found = Complaint.objects.get()
    rows = found.handlings.order_by("id").values_list("what", "by_complainant")
    assert list(rows) == [("came", True), ("noted", True), ("noted", True)]


def test_what_was_asked_for_completes_it(town: Town) -> None:
    wrote("ADUAN petugas tidak ada di loket")
    found = Complaint.objects.get()
    clock.stop(found, AT + HOUR)
    found.state = "incomplete"
    found.save()
    wrote("Tadi pukul 09.00, loket 2", AT + 2 * HOUR)
    found.refresh_from_db()
    assert found.state == "new" and found.due_at and found.left is None
    assert Handling.objects.get(what="completed").text == "Tadi pukul 09.00, loket 2"


def test_by_sms_it_is_answered_by_sms(town: Town) -> None:
    wrote("ADUAN petugas tidak ada di loket", channel="sms")
    found = Complaint.objects.get()
    told = Message.objects.get(template="complaint_received")
    assert (found.channel, found.complainant) == ("sms", {"phone": BUDI})
    assert (told.to, told.channel) == (BUDI, "sms") and found.code in told.body


def test_by_mail_it_is_answered_by_mail(town: Town) -> None:
    wrote("ADUAN petugas tidak ada di loket", channel="email", user_id="warga@contoh.id")
    found = Complaint.objects.get()
    assert found.channel == "email" and found.complainant == {"email": "warga@contoh.id"}


def test_a_question_is_no_complaint(town: Town) -> None:
    wrote("Berapa biayanya?")
    assert not Complaint.objects.exists()


def test_what_is_asked_a_second_time_is_said_a_second_time(town: Town) -> None:
    wrote("ADUAN petugas tidak ada di loket")
    found = Complaint.objects.get()
    for hours, what in ((1, "Kapan?"), (3, "Di loket mana?")):
        act = town.act("loket", AT + hours * HOUR)
        if hours == 1:
            weigh.weigh(act, pk=found.pk, weight="light", limit="not_overseen", reason="Karena isinya.")
        ask.ask(act, pk=found.pk, what=what)
        wrote("Tadi pukul 09.00, loket 2", AT + (hours + 1) * HOUR)
    said = [one.body for one in Message.objects.filter(to=BUDI).order_by("pk")]
    assert any("Kapan?" in body for body in said)
    assert any("Di loket mana?" in body for body in said)
