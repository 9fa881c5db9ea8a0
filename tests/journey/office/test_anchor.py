"""The daily seal: what it finds, and that somebody outside may vouch for it."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from silastri.adapters.signing.port import SignerAway
from silastri.apps.anchors import queries
from silastri.apps.anchors.models import Anchor
from silastri.apps.audit.operations import log
from silastri.apps.cases.models import StepRun
from silastri.apps.offices import operations as offices
from silastri.domain.act import SYSTEM, Act
from silastri.journey.office import anchor as journey
from tests import letters
from tests.builders import MONDAY, Town, a_case

NOON = MONDAY + timedelta(days=1, hours=5)


def act(at: datetime = NOON) -> Act:
    return Act(SYSTEM, at, "job")


@pytest.fixture
def sealed(town: Town) -> Anchor:
    a_case(town, "pencetakan")
    log(town.act("kepala_dinas"), "look", "RHL-1")
    log(town.act("kepala_dinas"), "look", "RHL-2")
    assert journey.anchor(act()) == 1
    return Anchor.objects.get()


def unguarded(sql: str, *values: object) -> None:
    """As somebody does who owns the database: the triggers go first."""
    names = ("card_is_append_only", "cases_steprun"), ("log_is_append_only", "audit_logentry")
    with connection.cursor() as cursor:
        for name, table in names:
            if connection.vendor == "sqlite":
                for one in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {name}_{one}")
            else:
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
        cursor.execute(sql, values)


def test_one_a_day_over_the_one_before(sealed: Anchor) -> None:
    assert (sealed.doubts, sealed.before, sealed.stamp) == ([], queries.START, None)
    assert sealed.heads["log"]["count"] >= 2
    assert sealed.heads["card"]["count"] > 3
    assert journey.anchor(act(NOON + timedelta(hours=1))) == 0
    assert journey.anchor(act(NOON + timedelta(days=1))) == 1
    later = Anchor.objects.latest("pk")
    assert (later.before, later.doubts, later.heads["log"]["count"]) == (sealed.seal, [], 0)
    assert journey.examine(act()) == []


def test_a_row_that_may_still_be_written_waits_for_the_next_day(town: Town) -> None:
    log(town.act("kepala_dinas", NOON - timedelta(minutes=2)), "look")
    journey.anchor(act())
    assert Anchor.objects.get().heads["log"]["count"] == 0


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DELETE FROM audit_logentry WHERE about = 'RHL-1'", "Log akses yang disegel"),
        ("UPDATE audit_logentry SET about = 'RHL-9' WHERE about = 'RHL-1'", "Log akses: 1 baris"),
        ("DELETE FROM cases_steprun WHERE turn = 2", "Kartu kendali yang disegel"),
        ("UPDATE cases_steprun SET note = 'lain' WHERE turn = 2", "Kartu kendali 1 permohonan"),
    ],
)
def test_what_was_changed_or_taken_away_shows(sealed: Anchor, sql: str, says: str) -> None:
    unguarded(sql)
    assert any(doubt.startswith(says) for doubt in journey.examine(act()))


def test_an_anchor_that_was_changed_shows(sealed: Anchor) -> None:
    with connection.cursor() as cursor:
        dropped = "DROP TRIGGER anchors_are_append_only"
        cursor.execute(f"{dropped}_update" if connection.vendor == "sqlite" else f"{dropped} ON anchors_anchor")
        cursor.execute("UPDATE anchors_anchor SET doubts = '[\"x\"]'")
    assert any("Segel harian" in doubt for doubt in journey.examine(act()))


def test_what_was_taken_away_is_told_on_the_next_day(sealed: Anchor) -> None:
    unguarded("DELETE FROM audit_logentry WHERE about = 'RHL-1'")
    journey.anchor(act(NOON + timedelta(days=1)))
    assert Anchor.objects.latest("pk").doubts


def test_a_timestamp_authority_vouches_for_it(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signer = letters.demo(tmp_path, level="B-T")
    monkeypatch.setattr(journey, "signing", lambda: signer)
    journey.anchor(act())
    [shown] = journey.shown()
    assert shown.stamped_at
    assert abs(shown.stamped_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_while_the_authority_is_away_it_is_kept_without(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def witness(self, digest: bytes) -> bytes:
            raise SignerAway("jam pergi")

    monkeypatch.setattr(journey, "signing", Away)
    assert journey.anchor(act()) == 1
    assert Anchor.objects.get().stamp is None


def test_a_manager_sees_it_and_nobody_else(town: Town, sealed: Anchor) -> None:
    clerk = town.officer("ahli_muda")
    client = Client()
    client.force_login(clerk)
    assert client.get("/kelola/segel/").status_code == 403
    offices.post(town.office, clerk, post="ahli_muda", since=MONDAY.date(), manages=True)
    page = client.get("/kelola/segel/").content.decode()
    assert sealed.seal in page
    assert "Semua catatan cocok" in page
    assert 'href="/kelola/segel/"' in client.get("/petugas/").content.decode()


def verified(*options: str) -> tuple[int, str]:
    """The exit code of ``silastri audit verify``, and what it said."""
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit", "verify", *options, stdout=said)
    return int(ended.value.code or 0), said.getvalue()


def test_a_row_that_was_changed_is_named(sealed: Anchor) -> None:
    assert verified() == (0, "Semua cocok dengan segelnya.\n")
    run = StepRun.objects.get(turn=3)
    unguarded("UPDATE cases_steprun SET note = 'lain' WHERE turn = 3")
    code, said = verified()
    assert (code, f"Kartu kendali {run.case.ref}: baris 3 (nomor {run.pk})" in said) == (1, True)
    assert verified("--office", "rokan-hilir")[0] == 1
    with pytest.raises(CommandError):
        call_command("audit", "verify", "--office", "entah")


def test_a_row_that_is_missing_is_named(sealed: Anchor) -> None:
    last = StepRun.objects.latest("turn")
    unguarded(f"DELETE FROM cases_steprun WHERE turn = {last.turn}")
    code, said = verified("--office", "rokan-hilir")
    assert (code, f"Kartu kendali {last.case.ref}: baris {last.turn} tidak ada." in said) == (1, True)
