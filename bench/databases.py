"""Databases of PostgreSQL for a bench: each is new, has the number of the process in its name so that two runs do not
meet, and is dropped at the end, also after an error."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg

_SERVER = os.environ.get("SILASTRI_TEST_DATABASE") or "postgresql://postgres@127.0.0.1:5432/postgres"


@contextmanager
def fresh(name: str, *, like: str = "") -> Iterator[str]:
    """Its address, as ``SILASTRI_DATABASE`` takes it; ``like`` is the name of another one of this run, to copy.

    Raises RuntimeError where no server answers.
    """
    ours = _full(name)
    with _server() as server:
        server.execute(f"DROP DATABASE IF EXISTS {ours} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {ours}" + (f" TEMPLATE {_full(like)}" if like else ""))
    try:
        yield f"{_SERVER.rsplit('/', 1)[0]}/{ours}"
    finally:
        with _server() as server:
            server.execute(f"DROP DATABASE {ours} WITH (FORCE)")


@contextmanager
def both(name: str) -> Iterator[dict[str, str]]:
    """By name, the addresses of SQLite and, where a server answers, of a fresh database of PostgreSQL."""
    with ExitStack() as until:
        addresses = {"SQLite": ""}
        try:
            addresses["PostgreSQL"] = until.enter_context(fresh(name))
        except RuntimeError as error:
            print(f"PostgreSQL does not answer: {error}", flush=True)
        yield addresses


def _full(name: str) -> str:
    return f"silastri_bench_{os.getpid()}_{name}"


def _server() -> psycopg.Connection:
    try:
        return psycopg.connect(_SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        raise RuntimeError(str(error).splitlines()[0]) from error
