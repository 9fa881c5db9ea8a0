"""One contender of the race of steps (``contest.py``), in its own process on its own database.

    python bench/stepper.py ours [--steps 200] [--age 50] [--rows 1000000]     real steps of SILASTRI
    python bench/stepper.py count                                              statements of one step
    python bench/stepper.py raw6                                               the same by hand, in six trips

Ours goes to the next one of many cases each time, so that the age of each stays what it was made to be; an hour passes
with each round of the cases, so that no step comes within the minutes in which the last one could be undone.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from contest import obey

ROOT = Path(__file__).parent.parent
CASES, RAW_CASES = int(os.environ.get("STEPPER_CASES", "1000")), 50
_TABLES = """
CREATE TABLE raw_case (
  id INTEGER PRIMARY KEY, step INT, state VARCHAR(24), post VARCHAR(24), due_at VARCHAR(40), turn INT);
CREATE TABLE raw_card (
  id {serial} PRIMARY KEY, case_id INT, turn INT, step INT, by_person INT, note VARCHAR(200), seal CHAR(64));
CREATE INDEX raw_card_case ON raw_card (case_id, turn);
CREATE TABLE raw_message (id {serial} PRIMARY KEY, case_id INT, recipient VARCHAR(20), body TEXT, sent_at VARCHAR(40));
CREATE INDEX raw_message_case ON raw_message (case_id)
"""
_MESSAGES = "INSERT INTO raw_message (case_id, recipient, body) VALUES (%s, %s, %s), (%s, %s, %s)"
_BODY = (
    "Permohonan sudah diperiksa dan sesuai.\nRekomendasi Bantuan\n"
    "Nomor pendaftaran: RHL-00000-00000\nLihat: http://localhost/"
)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("what", choices=("ours", "count", "raw6"))
    asked.add_argument("--steps", type=int, default=9)
    asked.add_argument("--age", type=int, default=0)
    asked.add_argument("--rows", type=int, default=0)
    given = asked.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ |= {"DJANGO_SETTINGS_MODULE": "silastri.config.settings", "SILASTRI_STATIC_NAMES": "plain"}
    import django

    django.setup()
    if given.what == "raw6":
        obey(raw6())
        return
    step = ours(given.steps, age=given.age, rows=given.rows)
    obey(step) if given.what == "ours" else counted(step)


def ours(steps: int, *, age: int = 0, rows: int = 0) -> Callable[[], None]:
    """Verified, and approved or sent back, in turn: each call is one step of the next case."""
    from silastri.journey.steps import decide
    from tests.builders import MONDAY

    town = _town(steps)
    here, officers = _between(steps)
    refs = _cases(town, here, officers[0], age)
    if rows:
        _fill(town, rows)
    acts = [town.act(post, MONDAY) for post in officers]
    turns = dict(refs)
    numbers = count()

    def step() -> None:
        lap, n = divmod(next(numbers), len(refs))
        ref, at = refs[n][0], MONDAY + timedelta(hours=6 + lap)
        outcome, note = (f"kembali:{here}", "Periksa lagi") if lap % 2 else ("lanjut", "")
        act = acts[lap % 2]
        case = decide.decide(type(act)(act.by, at, act.via), ref=ref, turn=turns[ref], outcome=outcome, note=note)
        turns[ref] = case.turn

    return step


def _town(steps: int) -> Any:
    from tests.builders import STANDARDS, a_case, a_town

    if steps == 9:
        town = a_town()
    else:
        with tempfile.TemporaryDirectory() as folder:
            office = Path(folder) / "rokan-hilir"
            shutil.copytree(STANDARDS / "rokan-hilir", office)
            sop = office / "jompo-terlantar/sop.yaml"
            sop.write_text(_longer(sop.read_text(), steps - 9))
            town = a_town(office)
    a_case(town, "verifikasi")
    return town


def _longer(sop: str, more: int) -> str:
    """The SOP with so many further checks after the verification, by two officers in turn."""
    made = "".join(
        f"  - cek_{n}:\n      pelaksana: {('tim_teknis', 'ahli_muda')[n % 2]}\n      kegiatan: verifikasi\n"
        f"      uraian: Memeriksa sekali lagi.\n      waktu: 1 menit\n      bila_tidak: kembali ke {_name(n - 1)}\n"
        for n in range(more)
    )
    return sop.replace("  - persetujuan:\n", f"{made}  - persetujuan:\n", 1)


def _name(n: int) -> str:
    return "verifikasi" if n < 0 else f"cek_{n}"


def _between(steps: int) -> tuple[str, tuple[str, str]]:
    """A step in the middle of the SOP, and the posts of those who do it and the next one."""
    if steps == 9:
        return "verifikasi", ("ahli_muda", "ahli_madya")
    n = (steps - 9) // 4 * 2  # an even one
    return _name(n - 1), ("ahli_muda", "tim_teknis")


def _cases(town: Any, step: str, post: str, age: int) -> list[tuple[str, int]]:
    """Cases like the one that waits, each with a control card of at least ``age`` rows."""
    from copy import copy

    from silastri.apps.cases.models import Case, StepRun
    from tests.builders import a_case

    like = a_case(town, "verifikasi")
    runs = list(like.runs.order_by("turn"))
    runs += [_later(runs[-1], turn) for turn in range(len(runs) + 1, age + 1)]
    mark, made = os.getpid() % 10_000, []
    for n in range(CASES):
        case = copy(like)
        case._state = copy(like._state)
        case.pk, case._state.adding = None, True
        case.answers, case.notes = dict(like.answers), dict(like.notes)  # sealed anew, each for its own row
        case.ref, case.step, case.post, case.turn = f"RHL-{mark:05}-{n:05}", step, post, len(runs)
        case.holder_name = f"{like.holder_name} {n}"  # else a page looks at all of them for others of its holder
        made.append(case)
    Case.objects.bulk_create(made)
    cards = []
    for case in made:
        for run in runs:
            row = copy(run)
            row.pk, row.case_id = None, case.pk
            cards.append(row)
    StepRun.objects.bulk_create(cards, batch_size=2000)
    return [(case.ref, case.turn) for case in made]


def _later(run: Any, turn: int) -> Any:
    from copy import copy

    row = copy(run)
    row.turn = turn
    return row


def _fill(town: Any, rows: int) -> None:
    """So many rows of control cards of other cases, with their messages."""
    from tests.builders import a_case
    from tests.plans import filled

    done = a_case(town, None)
    each = done.runs.count()
    filled.fill(a_case(town, "verifikasi"), done, rows // each + 1)


def raw6() -> Callable[[], None]:
    """BEGIN, lock, update, a row, two messages, COMMIT: by hand, one trip each. On PostgreSQL by plain psycopg, which
    prepares what comes again; on SQLite there are no trips."""
    from django.db import connection

    serial = "INTEGER" if connection.vendor == "sqlite" else "BIGINT GENERATED BY DEFAULT AS IDENTITY"
    with connection.cursor() as cursor:
        for statement in _TABLES.format(serial=serial).split(";"):
            cursor.execute(statement)
        rows = [(n, 1, "running", "a", "2026-11-09", 0) for n in range(RAW_CASES)]
        cursor.executemany("INSERT INTO raw_case VALUES (%s, %s, %s, %s, %s, %s)", rows)
    return _raw_on_sqlite() if connection.vendor == "sqlite" else _raw_on_postgresql()


def _raw_on_sqlite() -> Callable[[], None]:
    from django.db import connection, transaction

    numbers = count()

    def step() -> None:
        case = next(numbers) % RAW_CASES
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT step, turn FROM raw_case WHERE id = %s", [case])
            _, turn = cursor.fetchone()
            cursor.execute(
                "UPDATE raw_case SET step = %s, state = %s, post = %s, due_at = %s, turn = %s WHERE id = %s",
                [2, "running", "b", "2026-11-10", turn + 1, case],
            )
            cursor.execute(
                "INSERT INTO raw_card (case_id, turn, step, by_person, note, seal) VALUES (%s, %s, %s, %s, %s, %s)",
                [case, turn + 1, 2, 7, "", "0" * 64],
            )
            cursor.execute(_MESSAGES, [case, "+6281200000001", _BODY, case, "+6281200000002", _BODY])

    return step


def _raw_on_postgresql() -> Callable[[], None]:
    import psycopg
    from django.db import connection

    words = connection.get_connection_params()
    known = {name: words[name] for name in ("dbname", "user", "host", "port", "password") if words.get(name)}
    plain = psycopg.connect(**known)
    cursor = plain.cursor()
    numbers = count()

    def step() -> None:
        case = next(numbers) % RAW_CASES
        cursor.execute("SELECT step, turn FROM raw_case WHERE id = %s FOR UPDATE", (case,))
        _, turn = cursor.fetchone() or (0, 0)
        cursor.execute(
            "UPDATE raw_case SET step = 2, state = 'running', post = 'b', due_at = '2026-11-10', turn = %s "
            "WHERE id = %s",
            (turn + 1, case),
        )
        card = "INSERT INTO raw_card (case_id, turn, step, by_person, note, seal) VALUES (%s, %s, 2, 7, '', %s)"
        cursor.execute(card, (case, turn + 1, "0" * 64))
        cursor.execute(_MESSAGES, (case, "+6281200000001", _BODY, case, "+6281200000002", _BODY))
        plain.commit()

    return step


def counted(step: Callable[[], None]) -> None:
    """Prints how many statements a step takes without BEGIN and COMMIT, and in how many trips."""
    from django.db import connection

    sent: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    for _ in range(3):
        step()
    with connection.execute_wrapper(listen):
        step()
    statements = [one for sql in sent for one in sql.split("; ") if not one.startswith(("SAVEPOINT", "RELEASE"))]
    print(f"{len(statements)} {len(sent)}")


if __name__ == "__main__":
    main()
