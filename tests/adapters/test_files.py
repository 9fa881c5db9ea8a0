"""A real store that speaks S3 keeps the promises of the port."""

import secrets
from io import BytesIO

import pytest

from silastri.adapters.files.port import Changed, NotFetched, NotStored
from silastri.adapters.files.s3 import Bucket
from tests.files.conftest import server  # noqa: F401
from tests.files.server import BUCKET, KEY, SECRET, Server


@pytest.fixture
def bucket(server: Server) -> Bucket:  # noqa: F811
    return Bucket(BUCKET, f"/{secrets.token_hex(4)}/", **reached(server))


def reached(server: Server) -> dict[str, str]:  # noqa: F811
    return {"endpoint_url": server.url, "access_key": KEY, "secret_key": SECRET, "region_name": "us-east-1"}


def put(bucket: Bucket, key: str, content: bytes, **more: str) -> None:
    bucket.put(key, BytesIO(content), **more)


def test_what_is_put_there_is_there_until_it_is_deleted(bucket: Bucket) -> None:
    put(bucket, "a/b", b"isi")
    assert (bucket.get("a/b"), bucket.size("a/b"), bucket.beginning_of("a/b", 2)[0]) == (b"isi", 3, b"is")
    put(bucket, "a/b", b"lain sekali")
    assert bucket.get("a/b") == b"lain sekali"
    bucket.delete("a/b")
    bucket.delete("a/b")
    assert bucket.size("a/b") is None
    for asked in (lambda: bucket.get("a/b"), lambda: bucket.beginning_of("a/b", 2)):
        with pytest.raises(FileNotFoundError):
            asked()


def test_only_what_was_read_before_is_written_over(bucket: Bucket) -> None:
    put(bucket, "a", b"satu")
    _, tag = bucket.beginning_of("a", 9)
    put(bucket, "a", b"dua", in_place_of=tag)
    with pytest.raises(Changed):
        put(bucket, "a", b"tiga", in_place_of=tag)
    assert bucket.get("a") == b"dua"
    _, tag = bucket.beginning_of("a", 9)
    bucket.delete("a")
    with pytest.raises(Changed):
        put(bucket, "a", b"empat", in_place_of=tag)
    assert bucket.size("a") is None


def test_more_than_one_answer_holds_are_listed_in_order(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"a/{number}" for number in range(7)]
    for name in [*names, "b"]:
        put(bucket, name, name.encode())
    few = bucket._client.list_objects_v2
    monkeypatch.setattr(bucket._client, "list_objects_v2", lambda **asked: few(**asked, MaxKeys=3))
    assert [*bucket.listed("a/")] == [(name, 3) for name in names]
    assert [key for key, _ in bucket.listed(after="a/4")] == ["a/5", "a/6", "b"]


def test_it_says_whether_what_is_deleted_can_be_brought_back(server: Server) -> None:  # noqa: F811
    assert Bucket(BUCKET, **reached(server)).keeps_versions() is False
    client = server.client()
    client.create_bucket(Bucket="berversi")
    client.put_bucket_versioning(Bucket="berversi", VersioningConfiguration={"Status": "Enabled"})
    assert Bucket("berversi", **reached(server)).keeps_versions() is True
    assert Bucket("tidak-ada", **reached(server)).keeps_versions() is None


def test_a_store_that_is_not_there_says_nothing_of_files(server: Server) -> None:  # noqa: F811
    away = Bucket(BUCKET, **reached(server) | {"endpoint_url": "http://127.0.0.1:9"})
    with pytest.raises(NotStored, match="belum ada yang berubah"):
        put(away, "a", b"isi")
    with pytest.raises(NotFetched, match="tidak hilang"):
        away.get("a")
    with pytest.raises(NotStored):
        away.size("a")
