"""The home folder is for the user of the server alone."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from silastri.config import home


def test_folders_and_what_is_written_are_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "rumah" / "files").mkdir(mode=0o755, parents=True)
    (tmp_path / "rumah").chmod(0o755)
    opened = home.open_home(tmp_path / "rumah")
    (opened / "berkas").write_text("isi")
    (opened / "map").mkdir()
    modes = [(opened / name).stat().st_mode & 0o777 for name in (".", "files", "map", "berkas")]
    assert modes == [0o700, 0o700, 0o700, 0o600]


@pytest.mark.parametrize("data", ["silastri.sqlite3", "files/ab"])
def test_no_new_key_is_made_beside_data_of_another(tmp_path: Path, data: str) -> None:
    opened = home.open_home(tmp_path)
    (opened / data).write_text("isi")
    with pytest.raises(ImproperlyConfigured, match="pulihkan kuncinya"):
        home.make_first_key(opened, home.open_keys(opened / "keys"), "data")
    assert not (opened / "keys" / "data.key").exists()
