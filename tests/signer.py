"""Officers in a process of their own, who number letters at once (``tests/journey/registers/test_many_signers.py``).

Reads one line of JSON (the database, who acts, what each of them does), says "ready", and begins at the next line.
"""

import json
import os
import sys
import threading
from datetime import datetime
from typing import Any


class ChangedHisMind(Exception):
    """Something failed after the number was drawn."""


def main() -> None:
    told = json.loads(sys.stdin.readline())
    os.environ |= {"DJANGO_SETTINGS_MODULE": "silastri.config.settings", **told["environment"]}
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = told["database"]
    if "timeout" in settings.DATABASES["default"].get("OPTIONS", {}):  # how long they wait in line is not asked here
        settings.DATABASES["default"]["OPTIONS"]["timeout"] = 300
    import django

    django.setup()
    _say("ready")
    sys.stdin.readline()
    at_once = threading.Barrier(len(told["doings"]))
    threads = [threading.Thread(target=_do, args=(told, doing, at_once)) for doing in told["doings"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _do(told: dict[str, Any], doing: dict[str, Any], at_once: threading.Barrier) -> None:
    from django.db import connection, transaction

    from silastri.domain.act import Act, Actor
    from silastri.journey.registers import reserve_block
    from silastri.journey.steps import number

    by = told["by"]
    act = Act(Actor(by["person"], by["name"], by["office"], by["posts"]), datetime.fromisoformat(told["at"]), "web")
    at_once.wait()
    try:
        with transaction.atomic():
            if doing["what"] == "reserve":
                reserve_block.reserve_numbers(act, register=doing["register"], count=5, reason="Gangguan listrik.")
            else:
                number.number(act, ref=doing["ref"], turn=doing["turn"])
            if doing["what"] == "give up":
                raise ChangedHisMind
            if doing["what"] == "die":
                _say("drawn")
                threading.Event().wait()  # until he is killed, the number drawn and nothing committed
        _say("done")
    except ChangedHisMind:
        _say("gave up")
    except Exception as error:
        _say(f"failed: {error!r}")
    finally:
        connection.close()


if __name__ == "__main__":
    main()
