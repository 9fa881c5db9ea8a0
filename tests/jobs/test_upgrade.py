"""A home of each release is taken over; what fails leaves it as it was; a newer one is refused."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.jobs.test_migrate import another_database
from tools.kept_home import KEY

HOMES = Path(__file__).parents[1] / "homes"
RELEASES = sorted({path.name.rsplit(".", 3)[0] for path in HOMES.glob("*.sql.gz")})
STORY = """
import json
from datetime import UTC, datetime
import django
django.setup()
from django.core.management.base import CommandError
from django.db import connection
from silastri.apps.accounts import resealing
from silastri.apps.accounts.models import Person
from silastri.commands.not_newer import must_not_be_newer
from silastri.jobs import resealing as job, upgrading

def applied():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        return cursor.fetchone()[0]

told, at, migrate = {"before": applied()}, datetime.now(UTC), upgrading.call_command
def fails(*args, **options):
    migrate(*args, **options)
    told["changed"] = applied()
    raise ValueError("the power went")
upgrading.call_command = fails
try:
    upgrading.upgrade(at, lambda _: None)
except upgrading.Undone as error:
    told["undone"] = str(error)
told["back"] = applied()
upgrading.call_command = migrate
told["changes"] = upgrading.upgrade(at, lambda _: None)
told["after"] = applied()
told["again"] = upgrading.upgrade(at, lambda _: None)
while resealing.step(at, job.INDEXES, job.files):
    pass
told["niks"] = [one.nik for one in Person.objects.exclude(nik=None)]
told["left"] = [row.what for row in resealing.progress(at) if row.broken or not row.clean_at or not row.key]
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_later', %s)", [at])
try:
    must_not_be_newer()
except CommandError as error:
    told["newer"] = str(error)
print(json.dumps(told))
"""


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.django_db
def test_a_home_of_that_release_is_taken_over(release: str, tmp_path: Path) -> None:
    sql = gzip.decompress((HOMES / f"{release}.{connection.vendor}.sql.gz").read_bytes()).decode()
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "data.key").write_text(KEY)
    with another_database(tmp_path) as (setting, connect):
        _fill(connect, sql)
        env = os.environ | {"SILASTRI_HOME": str(tmp_path), "SILASTRI_DATABASE": setting,
                            "DJANGO_SETTINGS_MODULE": "silastri.config.settings"}  # fmt: skip
        done = subprocess.run([sys.executable, "-c", STORY], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["undone"] == "ValueError: the power went"
    assert told["back"] == told["before"] < told["changed"] == told["after"]
    assert told["changes"] == told["after"] - told["before"]
    assert (told["again"], told["left"]) == (0, [])
    assert len(told["niks"]) > 2
    assert all(len(nik) == 16 for nik in told["niks"])
    assert "9999_later" in told["newer"]


def _fill(connect: Callable[[], Any], sql: str) -> None:
    with closing(connect()) as filled:
        if connection.vendor == "sqlite":
            filled.executescript(sql)
        else:
            filled.execute(sql)
            filled.commit()
