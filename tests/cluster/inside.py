"""What is done on a web node by the program itself, before the blows and after them.

python -m tests.cluster.inside town                 builds the town, and says as JSON what a browser needs of it
python -m tests.cluster.inside reckon TOLD          says as JSON what the reckoning found
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

# They apply through pages, each until his account has reached what it may do in a day; then comes the next one.
CITIZENS = [f"140701{day}{month:02}900011" for month in range(1, 5) for day in range(41, 69)]


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "silastri.config.settings"
    import django

    _as_hands_are()
    django.setup()
    found = _town() if sys.argv[1] == "town" else _reckoned(Path(sys.argv[2]))
    print(json.dumps(found))


def _as_hands_are() -> None:
    """A provider that tells what it took, and the signer of the practice home."""
    from django.conf import settings

    from silastri.config import signer

    settings.ADAPTERS |= {
        "whatsapp": {"BACKEND": "tests.crash.blows.tools.Provider", "OPTIONS": {}},
        "intake": {"BACKEND": "tests.crash.blows.tools.QuickIntake", "OPTIONS": {}},
        "signing": signer.adapter(settings.HOME, settings.KEYS, pretends=True),
    }


def _town() -> dict[str, Any]:
    from django.utils import timezone

    from silastri.practice import sample
    from tests.crash.blows.town import busy_town

    with TemporaryDirectory() as folder:
        busy_town(Path(folder))
    return {"phones": [sample.citizen(nik, timezone.now()).phone for nik in CITIZENS], "password": sample.PASSWORD}


def _reckoned(path: Path) -> dict[str, Any]:
    from tests.crash.blows import reckon, told

    from . import reckoning

    told.begin(str(path))
    found = reckon.reckoned(path, passed=reckoning.hours_until_now(), most=1000)
    return reckoning.with_browsers(found, path)


if __name__ == "__main__":
    main()
