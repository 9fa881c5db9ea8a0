"""A real store that speaks S3, SeaweedFS, started for the tests; `make test` puts it into build/seaweedfs."""

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.adapters.messaging.started import free_port, running, until
from tests.crash.blows.proxy import Proxy

_PUT_THERE = Path(__file__).parents[2] / "build/seaweedfs/bin/weed"
WEED = str(_PUT_THERE) if _PUT_THERE.exists() else shutil.which("weed")
BUCKET, KEY, SECRET = "berkas", "kunci-percobaan", "rahasia-percobaan"
_PORTS = ("master.port", "volume.port", "filer.port", "s3.port")
_OFF = (
    "-s3.autoCreateBucket=false",
    "-s3.iam=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-master.telemetry=false",
    "-master.volumeSizeLimitMB=64",
)


@dataclass
class Server:
    """``wire`` leads to it, and can be cut."""

    port: int
    wire: Proxy

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> Any:
        return boto3.client(
            "s3", endpoint_url=self.url, aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="us-east-1",
            config=Config(connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 1}),
        )  # fmt: skip

    def environment(self, address: str, *, port: int = 0) -> dict[str, str]:
        return {
            "SILASTRI_FILES": address,
            "SILASTRI_FILES_ENDPOINT": f"http://127.0.0.1:{port or self.port}",
            "SILASTRI_FILES_KEY": KEY,
            "SILASTRI_FILES_SECRET": SECRET,
        }


@contextmanager
def started(folder: Path) -> Iterator[Server]:
    """With an empty bucket."""
    assert WEED
    (folder / "data").mkdir()
    may = ["Admin", "Read", "Write", "List", "Tagging"]
    known = {"name": "silastri", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": may}
    (folder / "s3.json").write_text(json.dumps({"identities": [known]}))
    ports = {name: free_port() for name in (*_PORTS, *(f"{name}.grpc" for name in _PORTS))}
    command = [WEED, "-logtostderr", "server", f"-dir={folder}/data", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3",
               f"-s3.config={folder}/s3.json", "-volume.max=200", *_OFF,
               *(f"-{name}={port}" for name, port in ports.items())]  # fmt: skip
    with running(command, folder, env={"HOME": str(folder), "PATH": os.environ["PATH"]}):
        server = Server(ports["s3.port"], Proxy("127.0.0.1", ports["s3.port"]))
        client = server.client()
        until(lambda: _has_bucket(client))
        yield server
        server.wire.cut()


def _has_bucket(client: Any) -> bool:
    try:
        client.create_bucket(Bucket=BUCKET)
        client.put_object(Bucket=BUCKET, Key="siap", Body=b"siap")
    except (BotoCoreError, ClientError):
        return False
    return True


@contextmanager
def silent() -> Iterator[int]:
    """The port of somebody who takes calls and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]
