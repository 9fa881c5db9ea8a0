"""A restore into PostgreSQL wants an empty database, and fills it wholly or not at all."""

from pathlib import Path

import pytest
from django.db import connection

from silastri.adapters.backup import database
from silastri.adapters.backup.port import NotDone
from silastri.jobs.backup.make import address
from silastri.jobs.backup.restore import restore
from tests.jobs.backup.test_restore import KEY, Copy, home, says

__all__ = ["home"]


def test_what_is_there_is_left_alone_and_a_broken_dump_leaves_nothing(db: None, home: Path, tmp_path: Path) -> None:
    says(home, vendor="postgresql")  # its dump is none
    with pytest.raises(NotDone, match="tidak kosong"):
        restore(Copy(home), tmp_path / "rumah", key=KEY, url=address())  # type: ignore[arg-type]
    with pytest.raises(NotDone, match="tidak dapat dipakai"):
        restore(Copy(home), tmp_path / "rumah", key=KEY, url="postgresql://x@127.0.0.1:1/x")  # type: ignore[arg-type]
    name = f"{connection.settings_dict['NAME']}_kosong"
    url = database.make_database(address(), name)
    try:
        with pytest.raises(NotDone, match="pg_restore"):
            restore(Copy(home), tmp_path / "rumah", key=KEY, url=url)  # type: ignore[arg-type]
        database.must_be_empty(url)
        restore(Copy(home), tmp_path / "rumah", key=KEY, url=None)  # type: ignore[arg-type]
    finally:
        database.drop_database(address(), name)
    assert [path.name for path in tmp_path.iterdir()] == ["rumah"]
