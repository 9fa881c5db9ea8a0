"""What is counted by statements that are made once is what Django counts."""

from datetime import timedelta

import pytest
from django.db.models import DateTimeField

from silastri.apps import menu_counts
from silastri.apps.complaints import queries as complaints
from silastri.apps.complaints.models import Complaint
from silastri.apps.conversations.models import Conversation, Sender
from silastri.apps.letters import queries as letters
from silastri.apps.letters.models import Letter
from silastri.apps.messages import queries as messages
from silastri.apps.messages import slips
from silastri.apps.messages.models import Message
from silastri.apps.remarks import queries as remarks
from silastri.apps.remarks.models import Remark
from silastri.apps.statements.made import Figures, Slot, counted
from tests.builders import MONDAY, Town, a_case
from tests.complained import a_complaint

pytestmark = pytest.mark.django_db


def test_a_count_is_djangos_also_of_nothing(town: Town) -> None:
    a_case(town, "verifikasi")
    since = Figures(lambda at: counted(Message.objects.filter(queued_at__gte=at)), Slot(0, DateTimeField()))
    assert since(MONDAY)[0] == Message.objects.filter(queued_at__gte=MONDAY).count() > 0
    assert since(MONDAY + timedelta(days=900))[0] == 0
    named = Figures(lambda ref: Message.objects.filter(about=ref).values_list("to", "state"))
    assert not named("nothing")


def test_letters_in_doubt_are_the_first_that_django_finds(town: Town) -> None:
    a_case(town, None)
    Letter.objects.update(state=Letter.State.SIGNING, signing_until=MONDAY)
    later = MONDAY + timedelta(hours=1)
    assert (
        letters.first_in_doubt(town.office.pk, at=later) == list(letters.in_doubt(town.office.pk, at=later)[:5]) != []
    )
    assert letters.first_in_doubt(town.office.pk, at=MONDAY) == []
    assert letters.first_in_doubt(town.office.pk + 1, at=later) == []


def test_failed_messages_are_counted_in_their_office(town: Town) -> None:
    a_case(town)
    Message.objects.update(state=Message.State.FAILED)
    assert messages.failed_count(town.office.pk) == Message.objects.filter(office=town.office).count() > 0
    assert messages.failed_count(town.office.pk + 1) == 0


def test_slips_of_a_case_are_those_of_its_service_that_are_about_it(town: Town) -> None:
    case, other = a_case(town), a_case(town, citizen=1)
    Message.objects.update(channel=Message.Channel.SLIP)
    later = MONDAY + timedelta(days=1)
    waiting = slips.waiting(town.office.pk, [case.service_id], at=later)
    for one in (case, other):
        found = slips.of_case(town.office.pk, one.service_id, one.pk, at=later)
        assert found == [slip for slip in waiting if slip.case_id == one.pk] != []
    assert slips.of_case(town.office.pk, case.service_id + 99, case.pk, at=later) == []


@pytest.mark.parametrize("is_handler", [False, True])
@pytest.mark.parametrize("posts", [(), ("back_office",), ("back_office", "ahli_madya", "ahli_muda")])
def test_the_menu_counts_as_each_page_does(town: Town, posts: tuple[str, ...], *, is_handler: bool) -> None:
    office, me, case = town.office.pk, town.officer("back_office"), a_case(town)
    sender = Sender.objects.create(channel="whatsapp", number="628120")
    times = dict.fromkeys(("opened_at", "last_at", "last_in_at"), MONDAY)
    Conversation.objects.create(office_id=office, sender=sender, state=Conversation.State.OPEN, **times)
    Remark.objects.create(case=case, person=town.officer("ahli_madya"), by="Kepala", to=me, text="Lihat", at=MONDAY)
    for n, post in enumerate(("", "back_office", "ahli_madya", "lain")):
        made = a_complaint(town, text=f"Aduan {n}")
        Complaint.objects.filter(pk=made.pk).update(post=post, due_at=MONDAY + timedelta(days=n - 1, hours=-1))
    waiting = complaints.waiting(office, posts, is_handler=is_handler)
    assert menu_counts.of_desk(office, me.pk, posts, is_handler=is_handler, at=MONDAY) == (
        1,
        remarks.unread(me.pk, office).count(),
        waiting.count(),
        waiting.filter(due_at__lt=MONDAY).count(),
    )
    assert menu_counts.of_desk(office + 1, me.pk, posts, is_handler=is_handler, at=MONDAY) == (0, 0, 0, 0)
