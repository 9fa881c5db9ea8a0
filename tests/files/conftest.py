"""The store elsewhere, and an installation that keeps its files there."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import storages

from silastri.config import files

from . import server as store
from .server import BUCKET, WEED, Server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not WEED:
        pytest.skip("SeaweedFS is not installed: make test puts it into build/seaweedfs")
    with store.started(tmp_path_factory.mktemp("seaweed")) as started:
        yield started


@pytest.fixture
def address(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """Empty, and named by the environment; reached over a wire that can be cut."""
    found = f"s3://{BUCKET}/{secrets.token_hex(6)}"
    for name, value in server.environment(found, port=server.wire.port).items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def elsewhere(address: str, server: Server, settings: Any) -> Iterator[Any]:
    """The store of files of this installation, which is there."""
    settings.STORAGES = settings.STORAGES | {"default": files.at(address)}
    yield storages["default"]
    if server.wire._listener is None:
        server.wire.mend()
