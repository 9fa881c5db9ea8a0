"""Files in a store that speaks S3: sealed, under names that tell nothing, whole or not there."""

import hashlib
import threading
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from silastri.apps.accounts import keys
from silastri.apps.documents import ahead, object_names, operations, queries
from silastri.config.keyring import Keyring
from silastri.domain.sealing import CannotOpen

from .server import BUCKET, Server

PART = 1024 * 1024
CONTENT = b"surat rahasia " * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def keyring(settings: Any, tmp_path: Any) -> Keyring:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/data.key").write_text("11" * 32)
    settings.KEYRING = Keyring(tmp_path / "keys", "data")
    return settings.KEYRING


def objects(server: Server, elsewhere: Any) -> dict[str, bytes]:
    client, prefix = server.client(), elsewhere.objects._prefix
    found = client.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
    return {
        one["Key"].removeprefix(prefix): client.get_object(Bucket=BUCKET, Key=one["Key"])["Body"].read()
        for one in found
    }


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 20 * PART + 7])
def test_what_is_stored_is_read_again(elsewhere: Any, size: int) -> None:
    content = (CONTENT * (size // len(CONTENT) + 1))[:size]
    default_storage.save("ab/abc", ContentFile(content))
    assert default_storage.open("ab/abc").read() == content
    assert default_storage.exists("ab/abc")
    default_storage.delete("ab/abc")
    default_storage.delete("ab/abc")
    assert not default_storage.exists("ab/abc")
    with pytest.raises(FileNotFoundError):
        default_storage.open("ab/abc")


def test_whoever_runs_the_store_learns_nothing(elsewhere: Any, server: Server, db: None) -> None:
    assert operations.store(CONTENT) == operations.store(CONTENT) == SHA256
    operations.keep_preview(SHA256, b"gambar", page=2, width=600)
    kept = objects(server, elsewhere)
    assert len(kept) == 2
    assert not any(SHA256[:16] in key or SHA256[:16].encode() in content for key, content in kept.items())
    assert not any(b"surat" in content or b"gambar" in content for content in kept.values())
    assert [key.endswith("-2-600.webp") for key in sorted(kept, key=len)] == [False, True]


def test_a_file_is_found_by_its_hash_with_what_belongs_to_it(elsewhere: Any, db: None) -> None:
    operations.store(CONTENT)
    operations.store(b"lain")
    operations.keep_preview(SHA256, b"gambar", page=1, width=600)
    assert queries.content(SHA256) == CONTENT
    assert queries.preview(SHA256, page=1, width=600) == b"gambar"
    assert queries.previews(SHA256) == [queries.preview_path(SHA256, page=1, width=600)]
    assert queries.previews("ab" * 32) == []
    other = queries.path(hashlib.sha256(b"lain").hexdigest())
    assert {*elsewhere.names()} == {queries.path(SHA256), other, *queries.previews(SHA256)}
    first, *rest = elsewhere.names()
    assert [*elsewhere.names(first)] == rest
    with pytest.raises(queries.Missing):
        queries.content("ab" * 32)


def test_what_was_changed_or_moved_there_is_not_opened(elsewhere: Any, server: Server, db: None) -> None:
    operations.store(CONTENT)
    client, prefix = server.client(), elsewhere.objects._prefix
    ((key, stored),) = objects(server, elsewhere).items()
    moved = object_names.key_of(queries.path("ab" * 32))
    client.put_object(Bucket=BUCKET, Key=prefix + moved, Body=stored)
    with pytest.raises(queries.Damaged):
        queries.content("ab" * 32)
    client.put_object(Bucket=BUCKET, Key=prefix + key, Body=stored[:-1])
    with pytest.raises(queries.Damaged):
        queries.content(SHA256)
    client.put_object(Bucket=BUCKET, Key=prefix + "berkas-orang-lain", Body=b"x")
    assert len([*elsewhere.names()]) == 2


@pytest.mark.parametrize("kept", [0, 1, 40, 500])
def test_what_a_sender_that_died_left_there_is_no_file(elsewhere: Any, server: Server, db: None, kept: int) -> None:
    """SeaweedFS keeps an empty object where the sender dies before the first byte of a content."""
    operations.store(CONTENT)
    ((key, stored),) = objects(server, elsewhere).items()
    server.client().put_object(Bucket=BUCKET, Key=elsewhere.objects._prefix + key, Body=stored[:kept])
    with pytest.raises(queries.Missing if kept < 500 else queries.Damaged):
        queries.content(SHA256)
    assert elsewhere.exists(queries.path(SHA256)) == (kept == 500)
    assert len([*elsewhere.names()]) == (kept == 500)
    operations.store(CONTENT)
    assert queries.content(SHA256) == CONTENT
    ahead.send([CONTENT])
    assert [*objects(server, elsewhere)] == [key]


def test_names_outlive_every_change_of_the_key(elsewhere: Any, keyring: Keyring, server: Server) -> None:
    default_storage.save("ab/abc", ContentFile(CONTENT))
    (before,) = objects(server, elsewhere)
    keyring.rotate(wait=False)
    assert elsewhere.reseal("ab/abc")
    assert not elsewhere.reseal("ab/abc")
    keyring.retire(1)
    with pytest.raises(CannotOpen):
        keys.ring().secret(1)
    assert default_storage.open("ab/abc").read() == CONTENT
    assert [*elsewhere.names()] == ["ab/abc"]
    assert [*objects(server, elsewhere)] == [before]


def test_what_is_destroyed_while_it_is_sealed_anew_stays_destroyed(
    elsewhere: Any, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.save("ab/abc", ContentFile(CONTENT))
    keyring.rotate(wait=False)
    read = elsewhere.sealed

    def destroyed_meanwhile(name: str) -> bytes:
        found = read(name)
        elsewhere.delete(name)
        return bytes(found)

    monkeypatch.setattr(elsewhere, "sealed", destroyed_meanwhile)
    assert not elsewhere.reseal("ab/abc")
    assert not default_storage.exists("ab/abc")
    assert not elsewhere.reseal("ab/abc")


def test_many_at_once_share_one_way_to_the_store(elsewhere: Any) -> None:
    def keep(number: int) -> None:
        default_storage.save(f"ab/{number % 5}", ContentFile(CONTENT))

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {*elsewhere.names()} == {f"ab/{number}" for number in range(5)}


@pytest.mark.parametrize(
    "name", [f"ab/{SHA256}", f"ab/{SHA256}-12-600.webp", "bagian/abc_DEF-1/262144", "bagian/abc_DEF-1/", "buatan/-x_Y"]
)
def test_a_name_is_read_back(name: str) -> None:
    assert object_names.name_of(object_names.key_of(name)) == name
    assert object_names.name_of(object_names.key_of(name).replace("a", "b", 1)) in (None, name)


@pytest.mark.parametrize("key", ["", "siap", "a" * 133, "../../x", "Ä", f"ab/{SHA256}"])
def test_an_object_of_somebody_else_has_no_name(key: str) -> None:
    assert object_names.name_of(key) is None
