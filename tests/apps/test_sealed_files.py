"""Stored files are unreadable without the data key, and for other users of the server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from silastri.apps.documents import operations, queries
from silastri.apps.documents.sealed_files import SealedFiles, unsealed
from silastri.domain.sealing import CannotOpen

PART = 1024 * 1024
NAME = "ab/abc"


@pytest.fixture
def store(tmp_path: Path) -> SealedFiles:
    return SealedFiles(location=tmp_path / "berkas")


def kept(store: SealedFiles, content: bytes) -> Path:
    return Path(store.path(store.save("ab/abc", ContentFile(content))))


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 3 * PART, 3 * PART + 7])
def test_what_is_stored_is_read_again(store: SealedFiles, size: int) -> None:
    content = bytes(n % 251 for n in range(1000)) * (size // 1000 + 1)
    file = kept(store, content[:size])
    with store.open("ab/abc", "rb") as stored:
        assert stored.read() == content[:size]
    assert size < 100 or content[:100] not in file.read_bytes()


def test_the_same_content_is_never_stored_alike(store: SealedFiles) -> None:
    first = kept(store, b"isi yang sama").read_bytes()
    assert kept(store, b"isi yang sama").read_bytes() != first


def test_folders_and_files_are_for_one_user(store: SealedFiles) -> None:
    file = kept(store, b"isi")
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("died", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_what_was_not_written_to_its_end_has_no_name_and_can_be_stored_again(
    store: SealedFiles, monkeypatch: pytest.MonkeyPatch, died: BaseException
) -> None:
    read: list[int] = []

    def stops(_: object, size: int) -> bytes:
        read.append(size)
        if len(read) == 3:
            raise died
        return b"a" * size

    with monkeypatch.context() as half, pytest.raises(type(died)):
        half.setattr(ContentFile, "read", stops)
        kept(store, b"a" * (3 * PART))
    assert not store.exists("ab/abc")
    assert store.listdir("setengah") == ([], [])
    kept(store, b"isi")
    assert store.open("ab/abc").read() == b"isi"


def test_what_a_killed_process_left_half_written_is_forgotten(store: SealedFiles) -> None:
    kept(store, b"isi")
    left = Path(store.path("setengah/abc"))
    left.write_bytes(b"SLS1")
    store.forget_halves(before=left.stat().st_mtime)
    assert left.exists()
    store.forget_halves(before=left.stat().st_mtime + 1)
    assert not left.exists()
    assert store.exists("ab/abc")


def _changed(stored: bytes) -> Iterator[bytes]:
    for place in (0, 10, 70, 200, len(stored) - 1):
        yield stored[:place] + bytes([stored[place] ^ 1]) + stored[place + 1 :]
    first, part = 67, PART + 16
    yield stored[: first + part]  # the last part is missing
    yield (
        stored[:first]
        + stored[first + part : first + 2 * part]
        + stored[first : first + part]
        + stored[first + 2 * part :]
    )
    yield stored + b"x"
    yield stored[:first]
    yield b""
    yield b"%PDF-1.7"


def test_a_changed_file_is_not_opened(store: SealedFiles) -> None:
    stored = kept(store, b"a" * (2 * PART) + b"bc").read_bytes()
    assert unsealed(stored, NAME) == b"a" * (2 * PART) + b"bc"
    for changed in _changed(stored):
        with pytest.raises(CannotOpen):
            unsealed(changed, NAME)


def test_nobody_opens_it_without_the_key(store: SealedFiles, settings: object, other_keys: object) -> None:
    stored = kept(store, b"isi").read_bytes()
    settings.KEYRING = other_keys  # type: ignore[attr-defined]
    with pytest.raises(CannotOpen):
        unsealed(stored, NAME)


@pytest.mark.django_db
def test_the_installation_stores_so_pictures_of_pages_too() -> None:
    sha256 = operations.store(b"isi surat yang rahasia")
    operations.keep_preview(sha256, b"gambar yang rahasia", page=1, width=100)
    for path in (queries.path(sha256), queries.preview_path(sha256, page=1, width=100)):
        assert b"rahasia" not in Path(default_storage.path(path)).read_bytes()
    assert queries.content(sha256) == b"isi surat yang rahasia"
    assert queries.preview(sha256, page=1, width=100) == b"gambar yang rahasia"
