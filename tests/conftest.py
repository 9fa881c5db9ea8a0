"""What every test can ask for."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands.flush import Command as FlushCommand
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.base import DatabaseOperations as PostgresqlOperations
from django.db.backends.sqlite3.base import DatabaseOperations as SqliteOperations
from django.test import Client
from hypothesis import HealthCheck, settings

from silastri.adapters.intake import local
from silastri.adapters.signing import authority
from silastri.apps.accounts import broken
from silastri.apps.accounts.models import Person
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog import shelf
from silastri.apps.letters import keys as letter_keys
from silastri.apps.offices import queries as offices
from silastri.apps.wordings import queries as wordings
from silastri.config import home
from silastri.config.keyring import Keyring
from tests import replayed
from tests.builders import MONDAY, Town, a_town

gc.disable()  # until the tests begin: what is loaded before stays, and to look through it again takes long

if settings.get_current_profile_name() == "default":  # on CI Hypothesis takes its own, which has no deadline either
    # An example may be slow because the machine is busy; what it answers is tested.
    settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("busy machine")

# Whoever signs on the Monday of the tests had a certificate then, however late the tests are run.
authority._BACK = max(authority._BACK, datetime.now(UTC) - MONDAY + timedelta(days=120))


_ask = local._ask


@lru_cache(maxsize=256)
def _tidied(contents: tuple[bytes, ...], seconds: int) -> Any:
    return _ask("tidy", *contents, seconds=seconds)


def _ask_once(act: str, *given: Any, seconds: int = local._TO_LOOK) -> Any:
    """The same invented scan is handed in by most tests: it is decoded and drawn once, a refusal each time anew."""
    return _tidied(given, seconds) if act == "tidy" else _ask(act, *given, seconds=seconds)


local._ask = _ask_once


@pytest.fixture(autouse=True)
def forget_what_was_kept() -> None:
    """Ids are used again by the next test: what was read by id must be read anew."""
    catalog.definition.cache_clear()
    catalog._services_of_versions.cache_clear()
    shelf._shelf.cache_clear()
    wordings._in_use.cache_clear()
    wordings.pattern.cache_clear()
    offices._definition.cache_clear()
    offices._working_time.cache_clear()
    offices._postings.cache_clear()
    letter_keys._in_use.cache_clear()
    broken.mended(broken.found())  # alarms of the test before
    replayed.begin()


# What each migration leaves there, and nothing of ours writes or reads: made anew, it took most of the time.
_LEFT = {"django_content_type", "auth_permission"}


@pytest.fixture(autouse=True, scope="session")
def tables_can_be_emptied() -> Iterator[None]:
    """Between tests that commit, every table with rows is emptied, also those whose rows the database would keep."""
    emptied = SqliteOperations.sql_flush

    def sql_flush(operations: SqliteOperations, style: Any, tables: list[str], **options: Any) -> list[str]:
        """SQLite knows no TRUNCATE."""
        with operations.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        deletes = emptied(operations, style, _filled(operations, tables), **options)
        ids = f"DELETE FROM sqlite_sequence WHERE name NOT IN ('django_migrations', {', '.join(map(repr, _LEFT))})"
        return [*drops, *deletes, ids, *(sql for _, sql in triggers)]  # ids begin again, as after a rollback

    truncated = PostgresqlOperations.sql_flush

    def sql_delete(
        operations: PostgresqlOperations,
        style: Any,
        tables: list[str],
        *,
        reset_sequences: bool = False,
        **options: Any,
    ) -> list[str]:
        """TRUNCATE makes each table's files anew and waits for the disk; the few rows of a test are deleted at once."""
        with operations.connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('is_superuser')")
            (is_superuser,) = cursor.fetchone()
        if reset_sequences or is_superuser != "on":
            return truncated(operations, style, sorted(set(tables) - _LEFT), reset_sequences=reset_sequences, **options)
        # No trigger refuses, and no key is followed: every table is emptied in this one transaction.
        deletes = [f"DELETE FROM {operations.quote_name(table)}" for table in _filled(operations, tables)]
        return ["SET LOCAL session_replication_role = replica", *deletes]

    flush = FlushCommand.handle

    def without_permissions(command: FlushCommand, **options: Any) -> None:
        flush(command, **options | {"inhibit_post_migrate": True})

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(SqliteOperations, "sql_flush", sql_flush)
        patched.setattr(PostgresqlOperations, "sql_flush", sql_delete)
        patched.setattr(FlushCommand, "handle", without_permissions)
        yield


def _filled(operations: BaseDatabaseOperations, tables: list[str]) -> list[str]:
    """The tables that hold a row."""
    asked = [table for table in tables if table not in _LEFT]
    each = (f"SELECT '{one}' WHERE EXISTS (SELECT 1 FROM {operations.quote_name(one)})" for one in asked)
    with operations.connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return [name for (name,) in cursor.fetchall()]


@pytest.fixture
def other_keys(tmp_path: Path) -> Keyring:
    """The keys of another installation."""
    home.make_first_key(home.open_home(tmp_path), home.open_keys(tmp_path / "keys"), "data")
    return Keyring(tmp_path / "keys", "data")


@pytest.fixture
def town(db: None) -> Town:
    """DPMPTSP Rokan Hilir with its people and services."""
    return a_town()


@pytest.fixture
def browser() -> Callable[[Person | None], Client]:
    """A browser of somebody, signed in."""

    def of(person: Person | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return of


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser go first: they take longest, so that the others fill the time beside them."""
    items.sort(key=lambda item: "e2e" not in item.keywords)


def pytest_collection_finish() -> None:
    """What was loaded by now is not looked through again; what a test leaves behind is."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests counted is told at the end, whichever process they ran in: ``record_property("figures", ...)``."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, told in getattr(report, "user_properties", ()):
                if name == "figures":
                    terminalreporter.write_line(told)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):  # type: ignore[no-untyped-def]
    """On CI everything is there, so what is skipped was not tested: that fails."""
    report = (yield).get_result()
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped on CI: {report.longrepr}"
