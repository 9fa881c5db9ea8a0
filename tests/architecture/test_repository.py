"""What must never be in the repository: secrets, real people, addresses of this machine or of registries."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listed.stdout.splitlines())
    return [path for path in paths if path.is_file() and path.suffix not in (".png", ".webp", ".ttf", ".pdf")]


def test_lock_files_record_no_addresses() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text())
    assert not any("resolved" in package for package in locked["packages"].values())
    for name in ("requirements.lock", "requirements-run.lock", "requirements-uv.lock"):
        assert not re.search(r"https?://", (ROOT / name).read_text())


def test_the_demo_runs_on_what_is_tested() -> None:
    """What `make run` installs is a part of what `make setup` installs, at the same versions."""
    running, all_of_it = (
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements-run.lock", "requirements.lock")
    )
    assert running
    assert running < all_of_it


def test_no_private_key_and_no_path_of_a_machine() -> None:
    home = "/" + "root/"
    work = "/" + "work/"
    for path in tracked():
        text = path.read_text(errors="ignore")
        assert "BEGIN PRIVATE KEY" not in text or path.name == Path(__file__).name, path
        assert home not in text, path
        assert work not in text, path


def test_every_nik_and_nip_belongs_to_an_example() -> None:
    """Sixteen or eighteen digits in a row stand in tests and samples alone."""
    for path in tracked():
        if path.suffix == ".lock" or path.parts[len(ROOT.parts)] == "tests" or path.name in ("sample.py", "walker.py"):
            continue
        assert not re.search(r"(?<![0-9a-f.])\d{16}(\d\d)?(?![0-9a-f])", path.read_text(errors="ignore")), path
