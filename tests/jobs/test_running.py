"""Whoever looks after the server hears of what stands still: by the page, and by the exit code of a command."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from silastri.adapters.messaging.fake import OnScreen
from silastri.apps.beats import operations as beats
from silastri.apps.messages import lines
from silastri.apps.messages.models import Line
from silastri.journey.office import running

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def alive(db: None) -> None:
    beats.beat(running.WORKER, NOW)


def a_line(**facts: object) -> None:
    Line.objects.update_or_create(channel="whatsapp", defaults={"open_at": NOW, "counted_at": NOW} | facts)


def test_a_worker_that_never_ran_or_stopped_is_told() -> None:
    assert "Pekerja tidak berjalan" in running.alarms(NOW)[0]
    beats.beat(running.WORKER, NOW)
    assert running.alarms(NOW + timedelta(minutes=2)) == []
    assert "Pekerja tidak berjalan sejak" in running.alarms(NOW + timedelta(minutes=3))[0]


def test_messages_that_go_out_and_never_arrive_are_told(alive: None, monkeypatch: pytest.MonkeyPatch) -> None:
    a_line()
    lines.works("whatsapp", NOW - timedelta(minutes=31))
    assert running.alarms(NOW) == [], "this provider never says that a message arrived"
    monkeypatch.setattr(OnScreen, "gives_receipts", True)
    assert "tidak satu pun dikabarkan sampai" in running.alarms(NOW)[0]
    lines.confirmed("whatsapp", NOW)
    assert running.alarms(NOW) == []


def test_a_line_that_somebody_must_mend_is_told(alive: None) -> None:
    a_line()
    lines.fails("whatsapp", NOW, timedelta(), why="Kunci sudah berakhir.", is_barred=True)
    assert "Kunci sudah berakhir." in running.alarms(NOW)[0]
    lines.works("whatsapp", NOW)
    assert running.alarms(NOW) == []


def test_a_provider_that_stumbled_once_is_no_alarm(alive: None) -> None:
    a_line()
    for count in range(3):
        assert running.alarms(NOW) == [], count
        lines.fails("whatsapp", NOW + timedelta(hours=count), timedelta(), why="Tidak menjawab.")
    assert "Penyedia tidak menjawab" in running.alarms(NOW)[0]


def said(at: datetime, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("health", stdout=out)
    return out.getvalue(), int(left.value.code or 0)


def test_the_exit_code_of_the_command_tells_a_monitor(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(NOW, monkeypatch)[1] == 1
    beats.beat(running.WORKER, timezone.now())
    assert said(NOW, monkeypatch) == ("Semua berjalan.\n", 0)


def test_an_upgrade_waits_until_both_services_stand_still() -> None:
    beats.beat(running.WORKER, timezone.now())
    with pytest.raises(CommandError, match="systemctl stop silastri silastri-worker"):
        call_command("upgrade")
