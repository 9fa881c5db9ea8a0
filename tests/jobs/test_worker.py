"""The worker sends what waits, reminds of tomorrow, and looks what the day brings."""

import threading
from datetime import datetime

import pytest

from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act
from silastri.jobs import worker
from silastri.journey.desk import appointment
from tests.builders import MONDAY
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
    stop, looked, rounds = threading.Event(), list[Act](), list[datetime]()

    def send(at: datetime) -> bool:
        rounds.append(at)
        if len(rounds) == 3:
            stop.set()
        return True

    monkeypatch.setattr(worker.falling_due, "remind", looked.append)
    monkeypatch.setattr(worker, "send_messages", send)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.run(stop)
    assert [(act.by, act.via) for act in looked] == [(SYSTEM, "job")]
    assert len(rounds) == 3
