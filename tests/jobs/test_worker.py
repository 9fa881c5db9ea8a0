"""The worker sends what waits, and now and then looks what the day brings."""

import threading
from datetime import datetime

import pytest

from silastri.domain.act import SYSTEM, Act
from silastri.jobs import worker


@pytest.mark.django_db
def test_it_looks_what_the_day_brings_at_once_and_not_in_every_round(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, looked, rounds = threading.Event(), list[Act](), list[datetime]()

    def send(at: datetime) -> bool:
        rounds.append(at)
        if len(rounds) == 3:
            stop.set()
        return True

    monkeypatch.setattr(worker.remind, "remind", looked.append)
    monkeypatch.setattr(worker, "send_messages", send)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.run(stop)
    assert [(act.by, act.via) for act in looked] == [(SYSTEM, "job")]
    assert len(rounds) == 3
