"""Steps a second of one process, beside the raw database doing the same work in the same run.

Beside it stands the processor time of the process for a step. On a machine that does other things too, all wait for
the disk and for each other, and only that ratio says what the program costs.

The raw step: lock the case, update it, add a control-card row, add two messages, commit; by hand, statement by
statement. On PostgreSQL also in one statement, which is as fast as one round trip can be.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
POSTGRESQL = os.environ.get("SILASTRI_TEST_DATABASE", "postgresql://postgres@127.0.0.1:5432/postgres")
ROUNDS, SECONDS, CASES = 5, 1.5, 50


def main() -> None:
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    for name, database in (("SQLite", ""), ("PostgreSQL", POSTGRESQL)):
        print(f"\n{name}, durable commits, one process, median of {ROUNDS} interleaved rounds of {SECONDS} s")
        with tempfile.TemporaryDirectory() as home:
            # The officers of a sample town get sample keys, which are given out only in a home made for a demo.
            (Path(home) / "DEMO").touch()
            environment = os.environ | {"SILASTRI_HOME": home, "SILASTRI_DATABASE": database, "SILASTRI_DEMO": "1"}
            # A process of its own: settings are read once.
            if os.spawnve(os.P_WAIT, sys.executable, [sys.executable, __file__, name], environment):
                print(f"{name} could not be measured")


def measure(name: str) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "silastri.config.settings"
    os.environ["SILASTRI_STATIC_NAMES"] = "plain"
    import django
    from django.conf import settings

    if name == "PostgreSQL":
        settings.DATABASES["default"]["NAME"] = fresh_database(settings.DATABASES["default"])
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    contenders = {"raw, statement by statement": raw(connection), "a step of SILASTRI": ours()}
    if name == "PostgreSQL":
        contenders["raw, one statement"] = one_statement(connection)
    report(interleave(contenders))
    connection.close()
    if name == "PostgreSQL":
        drop_database(settings.DATABASES["default"])


Found = tuple[list[float], list[float], list[float]]


def interleave(contenders: dict[str, Callable[[int], None]]) -> dict[str, Found]:
    """Rates, latencies and processor times; every round runs each contender in turn, beginning one further each
    time."""
    found: dict[str, Found] = {name: ([], [], []) for name in contenders}
    number = count()
    names = list(contenders)
    for name in names:
        for _ in range(20):
            contenders[name](next(number))
    for turn in range(ROUNDS):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            begun = now = time.perf_counter()
            used, done = time.process_time(), 0
            while now - begun < SECONDS:
                contenders[name](next(number))
                after = time.perf_counter()
                found[name][1].append(after - now)
                now, done = after, done + 1
            found[name][0].append(done / (now - begun))
            found[name][2].append((time.process_time() - used) / done * 1000)
    return found


def report(found: dict[str, Found]) -> None:
    base, _, least = found["raw, statement by statement"]
    for name, (rates, times, used) in found.items():
        ratio = statistics.median(rate / other for rate, other in zip(rates, base, strict=True))
        processor = statistics.median(other / one for one, other in zip(used, least, strict=True))
        times.sort()
        p50, p95 = times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000
        rate = statistics.median(rates)
        print(
            f"  {name:30} {rate:8.0f} steps/s  x{ratio:.2f} of raw   p50 {p50:.2f} ms  p95 {p95:.2f} ms"
            f"   processor {statistics.median(used):.2f} ms  x{processor:.2f}"
        )


def ours() -> Callable[[int], None]:
    """Verified, approved or sent back, over and over: each call is one step of one of the cases."""
    from datetime import timedelta

    from silastri.journey.steps import decide
    from tests.builders import MONDAY, a_case, a_town

    town = a_town()
    refs = [(a_case(town, "verifikasi").ref, 3) for _ in range(CASES)]
    turns = dict(refs)
    verifier, approver = (town.act(post, MONDAY + timedelta(hours=6)) for post in ("ahli_muda", "ahli_madya"))
    at_verifier = dict.fromkeys(turns, True)
    keys = list(turns)
    every = count()

    def step(_: int) -> None:
        ref = keys[next(every) % CASES]
        if at_verifier[ref]:
            case = decide.decide(verifier, ref=ref, turn=turns[ref], outcome="lanjut")
        else:
            case = decide.decide(approver, ref=ref, turn=turns[ref], outcome="kembali:verifikasi", note="Periksa lagi")
        turns[ref], at_verifier[ref] = case.turn, not at_verifier[ref]

    return step


_TABLES = """
CREATE TABLE raw_case (
  id INTEGER PRIMARY KEY, step INT, state VARCHAR(24), post VARCHAR(24), due_at VARCHAR(40), turn INT);
CREATE TABLE raw_card (
  id {serial} PRIMARY KEY, case_id INT, turn INT, step INT, by_person INT, note VARCHAR(200), seal CHAR(64));
CREATE INDEX raw_card_case ON raw_card (case_id, turn);
CREATE TABLE raw_message (id {serial} PRIMARY KEY, case_id INT, recipient VARCHAR(20), body TEXT, sent_at VARCHAR(40));
CREATE INDEX raw_message_case ON raw_message (case_id)
"""
_BODY = (
    "Permohonan sudah diperiksa dan sesuai.\nRekomendasi Bantuan\n"
    "Nomor pendaftaran: RHL-00000-00000\nLihat: http://localhost/"
)


def raw(connection) -> Callable[[int], None]:  # type: ignore[no-untyped-def]
    from django.db import transaction

    serial = "INTEGER" if connection.vendor == "sqlite" else "BIGINT GENERATED BY DEFAULT AS IDENTITY"
    with connection.cursor() as cursor:
        for statement in _TABLES.format(serial=serial).split(";"):
            cursor.execute(statement)
        rows = [(n, 1, "running", "a", "2026-11-09", 0) for n in range(CASES)]
        cursor.executemany("INSERT INTO raw_case VALUES (%s, %s, %s, %s, %s, %s)", rows)
    lock = "" if connection.vendor == "sqlite" else " FOR UPDATE"

    def step(number: int) -> None:
        case = number % CASES
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT step, turn FROM raw_case WHERE id = %s{lock}", [case])
            _, turn = cursor.fetchone()
            cursor.execute(
                "UPDATE raw_case SET step = %s, state = %s, post = %s, due_at = %s, turn = %s WHERE id = %s",
                [2, "running", "b", "2026-11-10", turn + 1, case],
            )
            cursor.execute(
                "INSERT INTO raw_card (case_id, turn, step, by_person, note, seal) VALUES (%s, %s, %s, %s, %s, %s)",
                [case, turn + 1, 2, 7, "", "0" * 64],
            )
            cursor.execute(
                "INSERT INTO raw_message (case_id, recipient, body) VALUES (%s, %s, %s), (%s, %s, %s)",
                [case, "+6281200000001", _BODY, case, "+6281200000002", _BODY],
            )

    return step


def one_statement(connection) -> Callable[[int], None]:  # type: ignore[no-untyped-def]
    sql = """
        WITH held AS (SELECT id, turn FROM raw_case WHERE id = %s FOR UPDATE),
        moved AS (UPDATE raw_case c SET step = 2, post = 'b', due_at = '2026-11-10', turn = c.turn + 1
                  FROM held WHERE c.id = held.id RETURNING c.id, c.turn),
        card AS (INSERT INTO raw_card (case_id, turn, step, by_person, note, seal)
                 SELECT id, turn, 2, 7, '', repeat('0', 64) FROM moved)
        INSERT INTO raw_message (case_id, recipient, body)
        SELECT id, r, %s FROM moved, (VALUES ('+6281200000001'), ('+6281200000002')) AS people(r)
    """

    def step(number: int) -> None:
        connection.connection.execute(sql, [number % CASES, _BODY], prepare=True)
        connection.connection.commit() if not connection.connection.autocommit else None

    return step


def fresh_database(options: dict[str, str]) -> str:
    name = f"silastri_bench_{os.getpid()}"
    with _server(options) as server:
        server.execute(f"CREATE DATABASE {name}")
    return name


def drop_database(options: dict[str, str]) -> None:
    with _server(options | {"NAME": "postgres"}) as server:
        server.execute(f"DROP DATABASE IF EXISTS {options['NAME']} WITH (FORCE)")


def _server(options: dict[str, str]):  # type: ignore[no-untyped-def]
    import psycopg

    words = {"dbname": options["NAME"], "user": options["USER"], "host": options["HOST"], "port": options["PORT"]}
    return psycopg.connect(**{key: value for key, value in words.items() if value}, autocommit=True)


if __name__ == "__main__":
    main()
