"""What is kept for a while is the same for every server, and nobody else can read it or smuggle something in."""

import base64
import os
import pickle
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.base import BaseCache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from silastri.config import caches as config
from silastri.config.keyring import Keyring
from tests.adapters.messaging.started import free_port, listens, running, until

pytestmark = pytest.mark.django_db
FILES = {"ktp": [("ktp.pdf", b"rahasia" * 1000, "application/pdf")]}


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not (server := shutil.which("redis-server")):
        pytest.skip("redis-server is not installed")
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    with running([server, "--port", str(port), "--bind", "127.0.0.1", "--save", ""], folder):
        until(lambda: listens(port))
        yield f"redis://127.0.0.1:{port}/0"


def opened(settings: Any, named: dict[str, Any]) -> BaseCache:
    """A second server's view: a cache of its own over the same place."""
    settings.CACHES = {"default": named, "other": named}
    call_command("createcachetable", verbosity=0)
    return caches["other"]


@pytest.fixture(params=["database", "redis"])
def other(request: pytest.FixtureRequest, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BaseCache:
    if request.param == "redis":
        monkeypatch.setenv("SILASTRI_REDIS", request.getfixturevalue("redis"))
    return opened(settings, config.chosen(tmp_path, "django.db.backends.postgresql"))


def test_what_one_server_keeps_the_other_finds(other: BaseCache) -> None:
    cache.set("a", FILES, 60)
    assert other.get("a") == FILES
    assert not other.add("a", 1)
    assert cache.add("b", None, 60)
    other.delete("a")
    assert (cache.get("a"), cache.get("a", 7)) == (None, 7)
    cache.set("c", 1, -1)
    assert other.get("c") is None


def test_nobody_without_the_key_reads_it(other: BaseCache, settings: Any, tmp_path: Path) -> None:
    cache.set("a", FILES, 60)
    (tmp_path / "data.key").write_text("22" * 32)
    settings.KEYRING = Keyring(tmp_path, "data")
    assert cache.get("a") is None


class _Smuggled:
    def __reduce__(self) -> Any:
        return os.mkdir, ("smuggled",)


def test_nothing_in_the_database_is_unpickled_that_was_not_sealed_here(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(settings, config.chosen(tmp_path, "django.db.backends.postgresql"))
    monkeypatch.chdir(tmp_path)
    for planted in (_Smuggled(), pickle.dumps(_Smuggled())):
        cache.set("a", 1, 60)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {config.TABLE} SET value = %s", [base64.b64encode(pickle.dumps(planted)).decode()])
        assert cache.get("a") is None
    assert not (tmp_path / "smuggled").exists()


def test_what_is_past_its_time_is_removed(settings: Any, tmp_path: Path) -> None:
    opened(settings, config.chosen(tmp_path, "django.db.backends.postgresql"))
    cache.set("old", FILES, 60)
    with connection.cursor() as cursor:
        past = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(minutes=1))
        cursor.execute(f"UPDATE {config.TABLE} SET expires = %s", [past])
        cache.set("new", 1, 60)
        cursor.execute(f"SELECT count(*) FROM {config.TABLE}")
        assert cursor.fetchone() == (1,)


def test_while_redis_is_away_nothing_fails(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, redis: str
) -> None:
    monkeypatch.setenv("SILASTRI_REDIS", f"redis://127.0.0.1:{free_port()}/0")
    opened(settings, config.chosen(tmp_path, ""))
    cache.set("a", 1)
    assert (cache.get("a", 7), cache.add("a", 1), cache.delete("a")) == (7, False, False)


def test_one_server_with_sqlite_keeps_it_on_its_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.chosen(tmp_path, "django.db.backends.sqlite3")["LOCATION"] == tmp_path / "cache"
    monkeypatch.setenv("SILASTRI_REDIS", "http://x")
    with pytest.raises(ImproperlyConfigured):
        config.chosen(tmp_path, "")
