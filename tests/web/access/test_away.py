"""The database is away while somebody asks for a page."""

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, InternalError, OperationalError, connection
from django.test import Client

from silastri.apps import away
from silastri.web.gate import again

pytestmark = pytest.mark.django_db


def _because(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


READ_ONLY = _because(InternalError(), psycopg.errors.ReadOnlySqlTransaction())
GONE = _because(OperationalError(), psycopg.OperationalError())


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (GONE, True),  # the server said nothing any more
        (READ_ONLY, True),  # it became a replica
        (_because(OperationalError(), psycopg.errors.AdminShutdown()), True),
        (_because(OperationalError(), psycopg.errors.DiskFull()), True),
        (_because(OperationalError(), psycopg.errors.ProtocolViolation()), True),  # PgBouncer waited in vain
        (_because(ValueError(), GONE), True),  # what came of it
        (_because(OperationalError(), psycopg.errors.QueryCanceled()), False),
        (_because(OperationalError(), psycopg.errors.DeadlockDetected()), False),
        (_because(IntegrityError(), psycopg.errors.UniqueViolation()), False),
        (ValueError(), False),
    ],
)
def test_what_is_away(error: Exception, expected: bool) -> None:
    assert away.is_away(error) is expected


def _raises(error: Exception) -> Any:
    def execute(*_: Any) -> None:
        raise error

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize("error", [READ_ONLY, GONE])
def test_the_page_says_so_and_when_to_come_back(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "PAUSE", 0)
    client = Client(raise_request_exception=False)
    with _raises(error):
        page = client.get("/lacak/")
        fragment = client.get("/lacak/", headers={"HX-Request": "true"})
    for answer in (page, fragment):
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert "Basis data sedang tidak bisa dipakai" in answer.content.decode()


def _raises_once(error: Exception) -> Any:
    left = [error]

    def execute(run: Any, *what: Any) -> Any:
        if left:
            raise left.pop()
        return run(*what)

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize("error", [READ_ONLY, GONE])
def test_a_page_is_asked_for_again_and_what_was_sent_is_not_done_again(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "PAUSE", 0)
    client = Client(raise_request_exception=False)
    with _raises_once(error):
        assert client.get("/lacak/").status_code == 200
    with _raises_once(error):
        assert client.post("/masuk/", {"nama": "081200000000", "sandi": "salah"}).status_code == 503


def test_a_mistake_of_ours_is_a_fault() -> None:
    client = Client(raise_request_exception=False)
    with _raises(_because(IntegrityError(), psycopg.errors.UniqueViolation())):
        assert client.get("/lacak/").status_code == 500
