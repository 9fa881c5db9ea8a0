"""A process that has loaded everything and forks a hand for each line that it reads, so that one may be killed and the
next is there at once. Each is a process of its own with its own connections.

    python -m tests.crash.blows.nursery DATABASE SCAN

Each line says as JSON what is done, on which database, where files lie, and where is told what people were told.
"""

import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

_TOOLS = "tests.crash.blows.tools"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "silastri.config.settings"
    import django
    from django.conf import settings

    from silastri.config import signer

    settings.ADAPTERS |= {
        "whatsapp": {"BACKEND": f"{_TOOLS}.Provider", "OPTIONS": {}},
        "intake": {"BACKEND": f"{_TOOLS}.QuickIntake", "OPTIONS": {}},
        "signing": signer.adapter(settings.HOME, settings.KEYS, pretends=True),
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django.setup()
    from silastri.adapters import get
    from silastri.practice import sample

    from . import hand, reckon  # noqa: F401 - the reckoning is loaded before it is needed

    hand.stand_in()
    scan = Path(sys.argv[2]).read_bytes()
    sample.scan = lambda *_: scan  # type: ignore[assignment]
    get("intake").tidy(scan)
    _read_once(sys.argv[1])
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _live(json.loads(line))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _read_once(database: str) -> None:
    """What no act changes is read before there are hands, as in a process that has served for a while."""
    from django.db import connection

    from silastri.practice import sample
    from tests.builders import MONDAY

    from .hand import Hand, Service

    connection.settings_dict["NAME"] = database
    for service in Service.objects.select_related("office"):
        Hand(service, sample.citizens(MONDAY)[0], lambda: MONDAY)
    connection.close()


def _live(given: dict[str, Any]) -> None:
    try:
        _settle_in(given)
        from . import hand, reckon

        if given["do"] == "work":
            hand.Working(**given["how"]).run()
        else:
            Path(given["answer"]).write_text(json.dumps(reckon.reckoned(Path(given["told"]), **given["how"])))
    except BaseException:
        if given["do"] != "work":
            Path(given["answer"]).write_text(json.dumps({"died": traceback.format_exc()}))
        else:
            time.sleep(0.1)  # the database is away: whoever started it starts another
    finally:
        os._exit(1)


def _settle_in(given: dict[str, Any]) -> None:
    from django.conf import settings
    from django.core.files.storage import storages
    from django.db import connection

    from . import told

    connection.settings_dict.update(given["database"])
    settings.STORAGES["default"]["OPTIONS"]["location"] = given["files"]
    assert storages["default"].location == given["files"]
    told.begin(given["told"])


if __name__ == "__main__":
    main()
