"""Statements that are prepared in a session: what fails, what is forgotten, and what becomes of the session. On SQLite
nothing is prepared, and the same holds."""

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from silastri.adapters.backup.database import address
from silastri.apps import away
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.messages.models import Message
from silastri.apps.statements import prepared
from silastri.apps.statements.made import Lookup, insert, together, update
from tests.builders import MONDAY, Town, a_case

pytestmark = pytest.mark.django_db(transaction=True)


def a_message(about: str, **more: Any) -> Message:
    return Message(to="6281", template="news", values={}, about=about, queued_at=MONDAY, due_at=MONDAY, **more)


@pytest.fixture(autouse=True)
def own_session(db: None) -> None:
    """A session prepares 200 statements, which other tests may have used up."""
    if connection.vendor == "postgresql":
        connection.close()


def is_prepared() -> bool:
    return connection.vendor == "postgresql" and not connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements went to PostgreSQL in each trip."""
    found: list[int] = []
    real = prepared.send

    def counted(session: Any, given: Any) -> Any:
        found.append(len(given))
        return real(session, given)

    monkeypatch.setattr(prepared, "send", counted)
    return found


def test_what_is_written_together_goes_in_one_trip(town: Town, sent: list[int]) -> None:
    with transaction.atomic(), together():
        insert([a_message("1"), a_message("2")])
        insert([a_message("3")])
    assert Message.objects.filter(about__in="123").count() == 3
    assert sent == ([2] if is_prepared() else [])


def test_the_first_that_fails_undoes_all(town: Town) -> None:
    for _ in range(2):  # unprepared, and prepared
        with pytest.raises(IntegrityError), transaction.atomic(), together():
            insert([a_message("1")])
            insert([a_message("1")])
            insert([a_message("2")])
        assert not Message.objects.filter(about__in="12").exists()
    insert([a_message("1")])
    assert Message.objects.filter(about="1").exists()


def test_nothing_more_is_executed_after_a_failure(town: Town) -> None:
    insert([a_message("1")])
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            insert([a_message("1")])
        insert([a_message("2")])  # the inner one was taken back alone
        with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
            insert([a_message("1")])
        with pytest.raises(TransactionManagementError):
            insert([a_message("3")])


def test_a_text_with_a_null_character_is_not_cut_off(town: Town) -> None:
    told = a_message("null", error="a\0b")
    if connection.vendor == "postgresql":
        with pytest.raises(DataError):
            insert([told])
    else:
        insert([told])
        assert Message.objects.get(about="null").error == "a\0b"


def test_a_statement_that_could_not_be_prepared_is_prepared_later(town: Town) -> None:
    """Its table is not there yet."""
    lookup = Lookup(lambda about: Message.objects.filter(about=about))
    insert([a_message("1")])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE message_message RENAME TO elsewhere")
    try:
        with pytest.raises(DatabaseError):
            lookup("1")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO message_message")
    found = lookup("1")
    assert found is not None and found.about == "1"


@pytest.fixture
def longer_codes() -> Iterator[Any]:
    """A column becomes of another type, as by a migration."""

    def change(kind: str) -> None:
        with psycopg.connect(address(connection.settings_dict), autocommit=True) as other:
            other.execute(f"ALTER TABLE message_message ALTER code TYPE {kind}")

    yield change
    if connection.vendor == "postgresql":
        connection.close()
        change("varchar(40)")


def test_a_table_that_was_changed_costs_one_session(town: Town, longer_codes: Any) -> None:
    lookup = Lookup(lambda about: Message.objects.filter(about=about))
    insert([a_message("1", code="x")])
    assert lookup("1")
    if connection.vendor == "postgresql":
        longer_codes("text")
    if is_prepared():
        with pytest.raises(DatabaseError) as error:
            lookup("1")
        assert away.is_away(error.value)
        away.let_go()
    found = lookup("1")
    assert found is not None and found.code == "x"


def test_a_session_that_was_ended_is_away_and_the_next_one_works(town: Town) -> None:
    case = a_case(town)
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            cases.lock(case.ref, office=town.office.pk)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                mine = cursor.fetchone()
            with psycopg.connect(address(connection.settings_dict), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", mine)
            cases.lock(case.ref, office=town.office.pk)
        assert away.is_away(error.value)
    with transaction.atomic():
        assert cases.lock(case.ref, office=town.office.pk) == case


def test_no_more_is_prepared_than_the_server_should_keep(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_MOST", 1)
    connection.close()
    for about in "abc":
        insert([a_message(about)])
        update(Message.objects.get(about=about), ["to", "error"])
        insert([a_message(f"{about}1"), a_message(f"{about}2")])
    assert Message.objects.filter(to="6281").count() == 9
    if is_prepared():
        assert len(connection.connection.silastri_names) == 1


def test_who_waits_for_a_lock_lets_others_work(town: Town) -> None:
    """The one that has it is another thread of the same process."""
    case, has_it = a_case(town), Event()

    def first() -> None:
        with transaction.atomic():
            found = cases.lock(case.ref, office=town.office.pk)
            has_it.set()
            for turn in range(100):
                found.post = str(turn)
                update(found, ["post"])
        connection.close()

    other = Thread(target=first)
    other.start()
    has_it.wait(20)
    with transaction.atomic():
        assert cases.lock(case.ref, office=town.office.pk).post == "99"
    other.join(20)


def test_a_row_that_is_there_once_is_left_alone(town: Town) -> None:
    case = a_case(town)
    run = StepRun.objects.filter(case=case).order_by("turn")[0]
    seal, run.pk, run.seal = run.seal, None, "another"
    insert([run], once=True)
    assert StepRun.objects.get(case=case, turn=run.turn).seal == seal


def test_outside_a_transaction_each_is_its_own(town: Town) -> None:
    case = a_case(town)
    case.post = "elsewhere"
    update(case, ["post"])
    transaction.set_autocommit(True)
    assert Case.objects.get(pk=case.pk).post == "elsewhere"
