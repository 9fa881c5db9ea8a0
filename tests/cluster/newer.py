"""A newer version of SILASTRI, to upgrade to: this one with one more migration, which adds a column."""

import shutil
from pathlib import Path

from .machine import REPOSITORY, Machine

_SHARED = "shared/newer"
_MIGRATION = """from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("beats", "{last}")]
    operations = [migrations.AddField("beat", "newer", models.DateTimeField(null=True))]
"""


def made(folder: Path) -> None:
    """Where all machines find it; ``folder``: of the cluster."""
    to = folder / _SHARED
    if to.exists():
        return
    for part in ("src", "tests", "standards"):
        shutil.copytree(REPOSITORY / part, to / part)
    (to / ".venv").symlink_to((REPOSITORY / ".venv").resolve())
    migrations = to / "src/silastri/apps/beats/migrations"
    last = max(path.stem for path in migrations.glob("0*.py"))
    (migrations / f"{int(last[:4]) + 1:04}_newer.py").write_text(_MIGRATION.format(last=last))


def put(machine: Machine) -> None:
    """Into ``/opt/silastri`` of that machine."""
    machine.run(f"mountpoint -q /opt/silastri && mount --bind /srv/{_SHARED} /opt/silastri")
