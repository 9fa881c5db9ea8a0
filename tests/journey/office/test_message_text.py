"""An office's own text: written by one, published by another, and kept for every message that was queued with it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from silastri.apps.audit.models import LogEntry
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.offices.queries import Desk
from silastri.apps.wordings import queries as wordings
from silastri.apps.wordings.models import Wording
from silastri.domain.refusal import NotFit, NotThere, NotYours
from silastri.journey.office import message_text, publish_message_text, try_message_text
from silastri.journey.office.message_text import NotYourWording, Text, WordingWaits
from silastri.journey.office.publish_message_text import SameWriter, WordingDecided
from tests.builders import JOMPO, MONDAY, Town, a_case

OWN = "Halo, {what}.\nNomor pendaftaran {ref}.\n{then}\nLihat {link}"


def of(town: Town, key: str = "news", service: str = "") -> Text:
    office = Office.objects.get(pk=town.office.pk)
    return message_text.text(office, key, town.service(service) if service else None)


def desk(town: Town, post: str) -> Desk:
    found = offices.desks(town.officer(post).pk, MONDAY)
    return next(one for one in found if one.office.pk == town.office.pk)


def drafted(town: Town, pattern: str = OWN, why: str = "Lebih ramah", **text: str) -> Wording:
    return message_text.write(town.act("back_office"), of=of(town, **text), pattern=pattern, why=why)


def proposed(town: Town, pattern: str = OWN, **text: str) -> Wording:
    draft = drafted(town, pattern, **text)
    message_text.propose(town.act("back_office"), draft=draft)
    return Wording.objects.get(pk=draft.pk)


def published(town: Town, pattern: str = OWN, **text: str) -> Wording:
    draft = proposed(town, pattern, **text)
    publish_message_text.publish(town.act("kepala_dinas"), desk=desk(town, "kepala_dinas"), pk=draft.pk)
    return Wording.objects.get(pk=draft.pk)


def news(case: Case) -> Message:
    return Message.objects.filter(case=case, template="news").latest("pk")


def test_what_was_queued_keeps_its_text_and_what_comes_has_the_new_one(town: Town) -> None:
    old = news(a_case(town))
    own = published(town)
    assert (own.version, own.state, own.published_by) == (1, "published", town.officer("kepala_dinas"))
    new = news(a_case(town, citizen=1))
    assert (new.wording, new.body[:6]) == (own, "Halo, ")
    second = published(town, OWN.replace("Halo", "Selamat siang"))
    assert (second.version, Wording.objects.get(pk=own.pk).state) == (2, "retired")
    assert [news(one.case).body.partition(",")[0] for one in (old, new)] == [old.body.partition(",")[0], "Halo"]
    assert Message.objects.get(pk=old.pk).wording is None
    logged = set(LogEntry.objects.values_list("what", flat=True))
    assert {"propose_message_text", "publish_message_text"} <= logged


def test_a_service_has_its_own_text_before_that_of_the_office(town: Town) -> None:
    everywhere = published(town)
    here = published(town, OWN.replace("Halo", "Salam"), service=JOMPO)
    assert (everywhere.version, here.version) == (1, 1)
    assert news(a_case(town)).wording == here
    assert news(a_case(town, "pemeriksaan_berkas", service="anak-putus-sekolah", citizen=1)).wording == everywhere
    assert of(town, service=JOMPO).pattern == here.pattern
    assert of(town, service="anak-putus-sekolah").pattern == everywhere.pattern


def test_messages_that_are_made_by_numbers_alone_get_the_text_too(town: Town) -> None:
    own = published(town, OWN, service=JOMPO)
    case = a_case(town)
    told = news(case)
    again = Message.objects.get(pk=told.pk)
    again.values = told.values  # opened by the row in which it is sealed
    again.pk, again.about, again._state.adding = None, "sekali lagi", True
    from silastri.apps.messages import operations as messages

    again.wording = None
    messages.queue([again])
    assert Message.objects.get(about="sekali lagi").wording == own


def test_the_database_keeps_what_was_published(town: Town) -> None:
    own = published(town)
    for changes in ({"pattern": "x"}, {"version": 9}, {"published_at": None}, {"template": "limit"}):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            Wording.objects.filter(pk=own.pk).update(**changes)
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        Wording.objects.filter(pk=own.pk).delete()
    assert Wording.objects.get(pk=own.pk).pattern == OWN


def test_who_wrote_it_does_not_publish_it_and_others_do_not_change_it(town: Town) -> None:
    draft = proposed(town)
    with pytest.raises(SameWriter):
        publish_message_text.publish(town.act("back_office"), desk=desk(town, "back_office"), pk=draft.pk)
    with pytest.raises(NotYourWording):
        message_text.write(town.act("kepala_dinas"), of=of(town), pattern=OWN + " Ya.", why="Coba")
    with pytest.raises(WordingWaits):
        drafted(town, OWN + " Ya.")
    with pytest.raises(NotYours):
        publish_message_text.find(desk(town, "loket"), draft.pk)
    assert wordings.in_use(Office.objects.get(pk=town.office.pk)) == {}


def test_a_refused_text_changes_nothing_and_is_decided_once(town: Town) -> None:
    draft, head = proposed(town), desk(town, "kepala_dinas")
    with pytest.raises(NotFit):
        publish_message_text.refuse(town.act("kepala_dinas"), desk=head, pk=draft.pk, why=" ")
    publish_message_text.refuse(town.act("kepala_dinas"), desk=head, pk=draft.pk, why="Kurang jelas")
    with pytest.raises(WordingDecided):
        publish_message_text.publish(town.act("kepala_dinas"), desk=head, pk=draft.pk)
    with pytest.raises(WordingWaits):
        message_text.withdraw(town.act("back_office"), draft=Wording.objects.get(pk=draft.pk))
    assert news(a_case(town)).wording is None


def test_a_text_with_a_mistake_or_without_a_reason_waits_for_nobody(town: Town) -> None:
    draft = drafted(town, OWN.replace("{ref}", "ini"))
    with pytest.raises(NotFit) as refusal:
        message_text.propose(town.act("back_office"), draft=draft)
    assert "Tempat {nomor_pendaftaran} hilang" in refusal.value.fields["teks"]
    with pytest.raises(NotFit) as refusal:
        message_text.propose(town.act("back_office"), draft=drafted(town, why=" "))
    assert "alasan" in refusal.value.fields
    with pytest.raises(NotFit, match="belum tersimpan"):
        drafted(town, of(town).template.pattern)
    with pytest.raises(NotThere):
        of(town, "activation")


def test_a_draft_can_be_taken_back_and_written_anew(town: Town) -> None:
    message_text.withdraw(town.act("kepala_dinas"), draft=drafted(town))
    assert Wording.objects.get().state == "withdrawn"
    assert drafted(town).state == "draft"


def test_the_house_s_text_can_be_taken_up_again(town: Town) -> None:
    published(town)
    again = published(town, of(town).template.pattern)
    assert (again.version, news(a_case(town)).wording) == (2, again)


def test_a_trial_goes_to_the_writer_alone_and_says_that_it_is_one(town: Town) -> None:
    act = town.act("back_office")
    for _ in range(2):
        try_message_text.send(act, of=of(town), pattern=OWN)
    told = Message.objects.get()
    assert (told.to, told.template, told.purpose) == (town.officer("back_office").phone, "trial", "asked")
    assert told.body.startswith("PERCOBAAN, bukan kabar sungguhan.\nHalo, Berkas Anda lengkap.")
    assert "/kelola/teks-pesan/news/" in told.body
    with pytest.raises(NotFit, match="Perbaiki dulu"):
        try_message_text.send(act, of=of(town), pattern="{what}")
    later = town.act("back_office", MONDAY + timedelta(minutes=1))
    try_message_text.send(later, of=of(town), pattern=OWN)
    assert Message.objects.count() == 2
