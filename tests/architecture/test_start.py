"""A command begins without what it may never need: what is slow to load waits until it is used."""

import os
import subprocess
import sys
from pathlib import Path

from tests.builders import STANDARDS

DEAR = """
    PIL aiohttp boto3 botocore cel.cli holidays httpx pillow_heif playwright prompt_toolkit pyhanko
    pkcs11 pyhanko_certvalidator pypdfium2 redis requests rich s3transfer storages typer typst xlsxwriter
    zxcvbn zxingcpp silastri.config.urls
""".split()
# One that reads definitions, one that Django runs, then whatever the others import, and the signer.
START = """
import sys
from contextlib import suppress
from silastri.commands import command

for arguments in (["standard", "check", sys.argv[1]], ["letter", "verify", "none.pdf"]):
    sys.argv = ["silastri", *arguments]
    with suppress(SystemExit):
        command.main()

from django.core.management import get_commands, load_command_class
from silastri.adapters.signing import signing

for name, app in get_commands().items():
    if app == "silastri.commands":
        load_command_class(app, name)
assert not signing().is_demo
print("loaded", *sys.modules)
"""


# The processes that stay: the worker and, with the addresses, the server.
STAYS = """
import sys
import django
django.setup()
import silastri.jobs.worker, silastri.config.urls
from silastri.adapters.pdf import printer
printer()
print("loaded", *sys.modules)
"""
DEAR_TO_KEEP = {"pikepdf", "pkcs11", "psycopg", "typst", "zxcvbn", "zxingcpp"}  # 45 MB in each


def loaded(home: Path, start: str, **more: str) -> set[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SILASTRI", "DJANGO"))}
    started = subprocess.run(
        [sys.executable, "-c", start, str(STANDARDS / "rokan-hilir")],
        env=clean | {"SILASTRI_HOME": str(home)} | more,
        cwd=home,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(started.stdout.rpartition("loaded ")[2].split())


def test_a_command_loads_nothing_dear_before_it_is_used(tmp_path: Path) -> None:
    found = loaded(tmp_path, START)
    assert "silastri.jobs.worker" in found
    assert not sorted(set(DEAR) & found)


def test_a_process_that_stays_keeps_nothing_that_it_may_never_use(tmp_path: Path) -> None:
    found = loaded(tmp_path, STAYS, DJANGO_SETTINGS_MODULE="silastri.config.settings")
    assert "silastri.config.urls" in found
    assert not sorted(DEAR_TO_KEEP & found)
