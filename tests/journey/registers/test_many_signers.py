"""Fifty officers number at once, each in his own transaction; some give up, some are killed with a number drawn."""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from silastri.apps.cases.models import Case
from silastri.apps.letters import ledger
from silastri.apps.letters.models import Letter, Register, ReservedNumber
from silastri.journey.steps import number
from tests.builders import MONDAY, Town, a_case, a_town

PROCESSES, EACH = 4, 12
REGISTER = "rekomendasi"


def copies(case: Case, count: int) -> list[Case]:
    """More cases that wait for their number, as this one does."""
    rows = []
    for n in range(count):
        row = Case.objects.get(pk=case.pk)
        row.answers, row.notes = dict(row.answers), dict(row.notes)  # opened by the row in which they are sealed
        row.pk, row.ref = None, f"RHL-SAMA-{n:05}"
        rows.append(row)
    return Case.objects.bulk_create(rows)


def begin(town: Town, doings: list[dict[str, Any]]) -> "subprocess.Popen[str]":
    act = town.act("back_office")
    told = {
        "environment": {
            "SILASTRI_HOME": str(settings.HOME),
            "SILASTRI_KEYS": str(settings.KEYS),
            "SILASTRI_DATABASE": os.environ["SILASTRI_DATABASE"],
        },
        "database": str(connection.settings_dict["NAME"]),
        "by": {"person": act.by.person, "name": act.by.name, "office": act.by.office, "posts": act.by.posts},
        "at": MONDAY.isoformat(),
        "doings": doings,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.signer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    tell(process, json.dumps(told))
    return process


def tell(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdin
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def heard(process: "subprocess.Popen[str]", said: list[str]) -> None:
    """Listens to a process to its end; one that has drawn a number and waits is killed."""
    assert process.stdout
    for line in process.stdout:
        said.append(line.strip())
        if line.startswith("drawn"):
            process.kill()
    process.wait()
    process.stdout.close()
    assert process.stdin
    process.stdin.close()


@pytest.mark.django_db(transaction=True)
def test_no_gap_and_no_double_whoever_gives_up_or_dies() -> None:
    town = a_town()
    first = a_case(town, "penomoran")
    cases = copies(first, PROCESSES * EACH + 2)
    number.number(town.act("back_office"), ref=first.ref, turn=first.turn)  # the register has begun
    doings = [{"what": "number", "ref": case.ref, "turn": case.turn} for case in cases]
    for n in range(5, PROCESSES * EACH, 12):
        doings[n]["what"] = "give up"
    doings[20] = {"what": "reserve", "register": REGISTER}
    doings[40] = {"what": "reserve", "register": REGISTER}
    shared = [doings[n * EACH : (n + 1) * EACH] for n in range(PROCESSES)]
    processes = [begin(town, some) for some in [*shared, *([doing | {"what": "die"}] for doing in doings[-2:])]]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    said: list[str] = []
    listeners = [threading.Thread(target=heard, args=(process, said)) for process in processes]
    for listener in listeners:
        listener.start()
    for process in processes:
        tell(process, "now")
    for listener in listeners:
        listener.join()

    assert Counter(said) == {"done": PROCESSES * EACH - 4, "gave up": 4, "drawn": 2}
    drawn = sorted([*_sequences(Letter), *_sequences(ReservedNumber)])
    assert drawn == list(range(1, 1 + PROCESSES * EACH - 4 - 2 + 2 * 5 + 1)), "no gap, no double"
    assert Register.objects.get().last == len(drawn)
    assert ledger.lost(town.office.pk) == []

    last, act = len(drawn), town.act("back_office")
    for case in cases[-2:]:  # whom the killed had in hand
        case.refresh_from_db()
        assert case.step == "penomoran"
        number.number(act, ref=case.ref, turn=case.turn)
        last += 1
        assert Letter.objects.get(case=case).sequence == last


def _sequences(model: Any) -> list[int]:
    return list(model.objects.exclude(sequence=None).values_list("sequence", flat=True))
