"""Files are copied from a folder to a store and back: stopped or killed anywhere, it goes on."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage.handler import StorageHandler

from silastri.apps.accounts.models import Resealing
from silastri.apps.documents import operations, queries
from silastri.apps.documents.models import Destruction
from silastri.apps.documents.sealed_files import SealedFiles
from silastri.apps.documents.sealed_objects import SealedObjects
from silastri.commands import files as command
from silastri.config import files as named
from silastri.config.keyring import Keyring
from silastri.jobs import file_copy
from silastri.jobs.file_copy import Count, FileCopy
from tests.adapters.messaging.started import until
from tests.builders import MONDAY
from tests.crash.blows.proxy import Proxy

from .server import Server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path: Path) -> SealedFiles:
    (tmp_path / "berkas").mkdir()
    return SealedFiles(location=tmp_path / "berkas", lasting=False)


@pytest.fixture
def far(address: str) -> Any:
    return StorageHandler().create_storage(named.at(address))


def fill(folder: SealedFiles, count: int) -> dict[str, bytes]:
    found = {}
    for number in range(count):
        content = f"berkas {number} ".encode() * (number + 1)
        found[queries.path(hashlib.sha256(content).hexdigest())] = content
    first = next(iter(found))
    found |= {f"{first}-1-600.webp": b"gambar", "bagian/abc_DEF/0": b"bagian", "buatan/abc-DEF": b"buatan"}
    for name, content in found.items():
        folder.save(name, ContentFile(content))
    return found


def copied(source: Any, target: Any, *, stop: threading.Event | None = None, verify: bool = False) -> Count:
    return FileCopy(source, target, told=lambda _: None, stop=stop or threading.Event()).run(verify=verify)


def holds(store: Any, files: dict[str, bytes]) -> bool:
    return {*store.names()} == {*files} and all(store.open(name).read() == files[name] for name in files)


def test_there_and_back_as_it_lies_there(folder: SealedFiles, far: SealedObjects, tmp_path: Path) -> None:
    files = fill(folder, 100)
    first = copied(folder, far)
    assert (first.total, first.copied, first.there, first.wrong) == (103, 103, 0, [])
    assert holds(far, files)
    (tmp_path / "lain").mkdir()
    back = SealedFiles(location=tmp_path / "lain", lasting=False)
    assert copied(far, back).copied == 103
    assert holds(back, files)
    assert all(back.sealed(name) == folder.sealed(name) for name in files)
    assert (tmp_path / "lain").joinpath(*next(iter(files)).split("/")).stat().st_mode & 0o777 == 0o600


def test_only_what_is_new_is_copied_again(folder: SealedFiles, far: SealedObjects) -> None:
    fill(folder, 5)
    copied(folder, far)
    folder.save("ab/" + "ab" * 32 + "-1-600.webp", ContentFile(b"baru"))
    again = copied(folder, far)
    assert (again.copied, again.there) == (1, 8)


def test_a_file_that_does_not_open_is_told_and_not_copied(folder: SealedFiles, far: SealedObjects) -> None:
    files = fill(folder, 3)
    bad, other, *_ = files
    Path(folder.path(bad)).write_bytes(folder.sealed(bad)[:-1])
    folder.put_sealed("ab/" + "ab" * 32, folder.sealed(other))
    found = copied(folder, far)
    assert sorted(found.wrong) == sorted([bad, "ab/" + "ab" * 32])
    assert {*far.names()} == {*files} - {bad}


def test_what_was_changed_there_is_found_where_all_is_read(folder: SealedFiles, far: SealedObjects) -> None:
    files = fill(folder, 3)
    copied(folder, far)
    one = next(iter(files))
    stored = far.sealed(one)
    far.put_sealed(one, stored[:-1] + bytes([stored[-1] ^ 1]))
    assert copied(folder, far).copied == 0  # by name and size
    found = copied(folder, far, verify=True)
    assert (found.copied, found.there) == (1, 5)
    assert holds(far, files)


def test_what_was_destroyed_since_does_not_live_on_there(folder: SealedFiles, far: SealedObjects) -> None:
    files = fill(folder, 3)
    copied(folder, far)
    name = next(iter(files))
    operations.order_destruction([name.partition("/")[2]], why="Berita acara 1", at=MONDAY)
    for gone in (name, f"{name}-1-600.webp"):
        folder.delete(gone)
        del files[gone]
    assert copied(folder, far).removed == 0  # ordered, and not yet carried out
    Destruction.objects.update(done_at=MONDAY)
    assert copied(folder, far).removed == 2
    assert holds(far, files)


class ComesBack(threading.Event):
    """The store is there again once somebody waits for it, however long it took to find it away."""

    def __init__(self, wire: Proxy) -> None:
        super().__init__()
        self._wire, self._lock = wire, threading.Lock()

    def wait(self, timeout: float | None = None) -> bool:
        with self._lock:
            if self._wire._listener is None:
                self._wire.mend()
        return super().wait(timeout)


def test_a_store_that_comes_back_is_waited_for(
    folder: SealedFiles, far: SealedObjects, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_copy, "_PAUSE", 0.02)
    files, told = fill(folder, 200), []

    def breaks(count: Count) -> None:
        told.append(count.done)
        if len(told) == 1:
            server.wire.cut()

    found = FileCopy(folder, far, told=breaks, stop=ComesBack(server.wire)).run()
    assert found.copied == 203
    assert told == sorted(told)
    assert told[-1] == 203
    assert holds(far, files)


def test_it_can_be_stopped_and_goes_on(folder: SealedFiles, far: SealedObjects) -> None:
    files, stop = fill(folder, 200), threading.Event()
    with pytest.raises(file_copy.Stopped):
        FileCopy(folder, far, told=lambda _: stop.set(), stop=stop).run()
    assert len([*far.names()]) == 64
    rest = copied(folder, far)
    assert (rest.there, rest.copied) == (64, 139)
    assert holds(far, files)


def test_files_sealed_with_an_older_key_are_looked_for_at_the_new_place(
    folder: SealedFiles, far: SealedObjects, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/data.key").write_text("11" * 32)
    settings.KEYRING = Keyring(tmp_path / "keys", "data")
    clean = {"what": "files", "key": 2, "began_at": MONDAY, "clean_at": MONDAY, "leased_until": MONDAY}
    Resealing.objects.create(**clean)
    fill(folder, 1)
    copied(folder, far)
    assert Resealing.objects.get().clean_at
    settings.KEYRING.rotate(wait=False)
    copied(folder, far)
    assert Resealing.objects.get().clean_at is None


# As the operator does it


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = command.main(["copy", *arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_the_command_tells_how_far_it_is_and_what_is_wrong(
    folder: SealedFiles, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = fill(folder, 3)
    place = str(folder.location)
    code, said = run(capsys, "--from", place, "--to", address)
    assert code == 0
    assert "6 dari 6 berkas (100%)" in said
    assert "6 berkas disalin" in said
    name = next(iter(files))
    Path(folder.path(name)).write_bytes(b"rusak")
    code, said = run(capsys, "--from", place, "--to", address, "--verify")
    assert code == 1
    assert f"1 berkas TIDAK UTUH, dan tidak disalin:\n  {name}" in said


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--to", "ftp://x/y"], "SILASTRI_FILES harus s3://ember/awalan"),
        (["--to", "s3://"], "SILASTRI_FILES harus s3://ember/awalan"),
        (["--from", "/tidak/ada", "--to", "."], "bukan map"),
    ],
)
def test_a_place_that_is_none_is_refused(arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, *arguments)
    assert code == 1
    assert why in said


def test_killed_in_the_middle_it_goes_on(
    address: str, server: Server, tmp_path: Path, settings: Any, far: SealedObjects
) -> None:
    home = tmp_path / "rumah"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SILASTRI_", "DJANGO_"))}
    env |= server.environment("", port=server.wire.port) | {"SILASTRI_HOME": str(home)}
    silastri = [sys.executable, "-m", "silastri"]
    subprocess.run([*silastri, "migrate", "--verbosity=0"], env=env, check=True, capture_output=True)
    settings.KEYRING = Keyring(home / "keys", "data")
    files = fill(SealedFiles(location=home / "files", lasting=False), 300)
    copying = subprocess.Popen([*silastri, "files", "copy", "--to", address], env=env, stdout=subprocess.DEVNULL)
    until(lambda: len([*far.names()]) >= 20)
    copying.kill()
    assert copying.wait() == -signal.SIGKILL
    before = len([*far.names()])
    assert 20 <= before < len(files)
    done = subprocess.run([*silastri, "files", "copy", "--to", address], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    there = int(*re.findall(r"(\d+) sudah ada", done.stdout))
    assert there >= before  # the store still takes what was on its way when the copy was killed
    assert f"{len(files) - there} berkas disalin" in done.stdout
    assert holds(far, files)
