"""A command begins without what it may never need: what is slow to load waits until it is used."""

import os
import subprocess
import sys
from pathlib import Path

from tests.builders import STANDARDS

DEAR = """
    PIL aiohttp boto3 botocore cel.cli holidays httpx pillow_heif playwright prompt_toolkit pyhanko
    pyhanko_certvalidator pypdfium2 redis requests rich s3transfer storages typer typst xlsxwriter silastri.config.urls
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


def test_a_command_loads_nothing_dear_before_it_is_used(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SILASTRI", "DJANGO"))}
    started = subprocess.run(
        [sys.executable, "-c", START, str(STANDARDS / "rokan-hilir")],
        env=clean | {"SILASTRI_HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    _, _, loaded = started.stdout.rpartition("loaded ")
    assert "silastri.jobs.worker" in loaded.split()
    needless = sorted(set(DEAR) & set(loaded.split()))
    assert not needless
