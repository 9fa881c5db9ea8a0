"""The worker sends what waits, reminds of tomorrow, and looks what the day brings."""

import threading
from dataclasses import replace
from datetime import datetime

import pytest

from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Office
from silastri.domain.act import SYSTEM, Act
from silastri.domain.words.messages.template import Template
from silastri.jobs import worker
from silastri.journey.archive import keep
from silastri.journey.desk import appointment
from silastri.journey.outbox import send as sending
from silastri.web.components.templatetags.show import pekerjaan
from tests import archived
from tests.builders import MONDAY, STANDARDS, a_town
from tests.kota_contoh import TRAINING, at, fresh, handed_in, kota_contoh, onward


@pytest.mark.django_db(transaction=True)
def test_it_reminds_and_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    town = kota_contoh()
    case = fresh(onward(town, handed_in(town, TRAINING, lokasi="utara"), MONDAY))
    appointment.choose(town.citizen_act(0), ref=case.ref, starts_at=at(11))
    stop, now = threading.Event(), at(10, 9)
    monkeypatch.setattr("silastri.jobs.worker.timezone.now", lambda: now)
    real = worker.send_messages

    def twice(moment):  # type: ignore[no-untyped-def]
        if Message.objects.filter(state="sent").exists():
            stop.set()
        return real(moment)

    monkeypatch.setattr(worker, "send_messages", twice)
    worker.run(stop)
    told = [message for message in Message.objects.filter(case=case) if message.body.startswith("Besok jadwal Anda")]
    assert [message.state for message in told] == ["sent"]


@pytest.mark.django_db
def test_it_looks_what_the_day_brings_at_once_and_not_in_every_round(monkeypatch: pytest.MonkeyPatch) -> None:
    a_town(STANDARDS / "contoh")
    stop, looked, rounds = threading.Event(), list[Act](), list[datetime]()

    def look(act: Act) -> int:
        looked.append(act)
        return 0

    def send(at: datetime) -> bool:
        rounds.append(at)
        if len(rounds) == 3:
            stop.set()
        return True

    monkeypatch.setattr(worker, "OF_THE_DAY", (look,))
    monkeypatch.setattr(worker, "send_messages", send)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.run(stop)
    assert [(act.by.name, act.via) for act in looked] == [(SYSTEM.name, "job")]
    assert len(rounds) == 3


@pytest.mark.django_db(transaction=True)
def test_a_duty_that_always_fails_keeps_no_other_from_its_turn(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = a_town(STANDARDS / "contoh").office, a_town(STANDARDS / "kampar").office
    done: list[tuple[str, int | None]] = []

    def broken(act: Act) -> int:
        Office.objects.get(pk=0)
        return 0

    def poisoned(act: Act) -> int:
        """Of one office, a row that cannot be read."""
        if act.by.office == first.pk:
            raise ValueError("poisoned")
        done.append(("poisoned", act.by.office))
        return 3

    def sound(act: Act) -> int:
        done.append(("sound", act.by.office))
        return 1

    assert worker.do((broken, poisoned, sound), MONDAY) == 3
    assert sorted(done) == sorted([("poisoned", second.pk), ("sound", first.pk), ("sound", second.pk)])
    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert [sum(f"{name} failed for" in line for line in told) for name in ("broken", "poisoned", "sound")] == [2, 1, 0]
    assert any("poisoned failed for" in line and line.endswith(first.slug) for line in told)


@pytest.mark.django_db(transaction=True)
def test_messages_go_out_although_every_duty_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    a_town(STANDARDS / "contoh")
    stop = threading.Event()

    def broken(act: Act) -> int:
        raise ValueError("broken")

    def bad(at: datetime) -> None:
        raise OSError("disk")

    def send(at: datetime) -> bool:
        stop.set()
        return True

    monkeypatch.setattr(worker, "OF_THE_DAY", (broken,))
    monkeypatch.setattr(worker, "OF_THE_MINUTE", (broken,))
    monkeypatch.setattr(worker.keep, "shred", bad)
    monkeypatch.setattr(worker, "send_messages", send)
    worker.run(stop)
    assert stop.is_set()


def test_a_duty_does_only_what_waits_in_the_office_of_its_act(db: None) -> None:
    town = kota_contoh()
    case = fresh(onward(town, handed_in(town, TRAINING, lokasi="utara"), MONDAY))
    appointment.choose(town.citizen_act(0), ref=case.ref, starts_at=at(11))
    archived.a_done(archived.contoh())
    other = a_town(STANDARDS / "kampar").office
    for duty, office, now in (
        (appointment.remind, town.office, at(10, 9)),
        (keep.bring_in, Office.objects.get(slug="contoh"), archived.NIGHT.at),
    ):
        assert duty(Act(replace(SYSTEM, office=other.pk), now, "job")) == 0
        assert duty(Act(replace(SYSTEM, office=office.pk), now, "job")) > 0


@pytest.mark.django_db(transaction=True)
def test_a_message_that_nobody_could_foresee_keeps_no_other_back(monkeypatch: pytest.MonkeyPatch) -> None:
    town = kota_contoh()
    onward(town, handed_in(town, TRAINING, lokasi="utara"), MONDAY)
    onward(town, handed_in(town, TRAINING, citizen=1, lokasi="utara"), MONDAY)
    *others, first = Message.objects.exclude(template="arrived").order_by("due_at", "pk")
    assert others
    real = sending.links.as_sent

    def as_sent(message: Message) -> Template:
        if message.pk == first.pk:
            raise ValueError("poisoned")
        return real(message)

    monkeypatch.setattr(sending.links, "as_sent", as_sent)
    later = at(11)
    while worker.send_messages(later):
        pass
    first.refresh_from_db()
    assert (first.state, first.error) == ("queued", "ValueError('poisoned')")
    assert "queued" not in Message.objects.exclude(pk=first.pk).values_list("state", flat=True)


def test_each_duty_has_words_for_the_health_page() -> None:
    """Managers read there what the system does by itself; nobody should read the name of a function."""
    duties = (*worker.OF_THE_DAY, *worker.OF_THE_MINUTE)
    assert [name for name in map(worker.name_of, duties) if pekerjaan(name) == name] == []
