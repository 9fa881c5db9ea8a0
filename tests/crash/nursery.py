"""A process that has loaded everything and forks a worker for each line that it reads, so that one may be killed and
the next is there at once. Each worker is a process of its own with its own connections; what it does is the worker of
the product, by a fast clock.

    python -m tests.crash.nursery DATABASE

Each line says as JSON what settings say of WhatsApp, when the clock began, and how fast it runs.
"""

import json
import os
import signal
import sys
import threading


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "silastri.config.settings"
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    django.setup()
    from silastri.adapters.messaging import http, messenger
    from silastri.jobs import worker
    from tests.crash.moving import FastClock

    http._trust()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    worker._IDLE = 0.01  # a second is minutes here
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            given = json.loads(line)
            settings.ADAPTERS["whatsapp"] = given["adapter"]
            messenger("whatsapp")
            worker.timezone = FastClock(given["begun"], given["speed"])  # type: ignore[attr-defined]
            worker.run(threading.Event())
            os._exit(1)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
