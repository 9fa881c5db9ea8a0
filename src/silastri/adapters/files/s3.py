"""Any store that speaks S3, reached through django-storages.

Loaded only where the settings name such a store: the library is large. Each object is sent in one request, which the
store takes whole or not at all; so there are no parts of a file that somebody would have to find and remove.
(SeaweedFS keeps an empty object where the sender dies before the first byte: ``SealedObjects`` takes it for none.)
"""

import base64
import hashlib
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from silastri.domain.refusal import Away

from .port import Changed, NotFetched, NotStored

_log = logging.getLogger("silastri.files")
_PIECE = 1024 * 1024
_GONE = {"404", "NoSuchKey", "NotFound"}
_OTHER = {"412", "PreconditionFailed", "409", "ConditionalRequestConflict"}
_CONFIG = Config(
    connect_timeout=3,
    read_timeout=10,
    retries={"total_max_attempts": 2, "mode": "standard"},
    signature_version="s3v4",
    max_pool_connections=32,
    # The store checks the SHA-256 of what it got; newer sums are unknown to many stores.
    s3={"addressing_style": "path", "payload_signing_enabled": True},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class Bucket:
    """One bucket, or what begins with ``prefix`` in it."""

    def __init__(self, name: str, prefix: str = "", **options: Any) -> None:
        self._name, self._prefix = name, f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._options = options
        self._lock = threading.Lock()
        self._made: tuple[int, Any] = (0, None)

    @property
    def address(self) -> str:
        return f"s3://{self._name}/{self._prefix}".rstrip("/")

    def put(self, key: str, content: BinaryIO, *, in_place_of: str = "") -> None:
        digest = _digest(content)
        more = {"ContentMD5": base64.b64encode(digest).decode()} | ({"IfMatch": in_place_of} if in_place_of else {})
        with _told(NotStored):
            try:
                self._client.put_object(**self._of(key), Body=content, **more)
            except ClientError as error:
                if in_place_of and _code(error) in _GONE | _OTHER:
                    raise Changed(key) from None
                raise

    def get(self, key: str) -> bytes:
        with _told(NotFetched):
            found: bytes = self._client.get_object(**self._of(key))["Body"].read()
            return found

    def beginning_of(self, key: str, size: int) -> tuple[bytes, str]:
        with _told(NotFetched):
            answer = self._client.get_object(**self._of(key), Range=f"bytes=0-{size - 1}")
            return answer["Body"].read(), answer["ETag"]

    def size(self, key: str) -> int | None:
        with _told(NotStored):
            try:
                return int(self._client.head_object(**self._of(key))["ContentLength"])
            except ClientError as error:
                if _code(error) in _GONE:
                    return None
                raise

    def delete(self, key: str) -> None:
        with _told(NotStored):
            self._client.delete_object(**self._of(key))

    def listed(self, start: str = "", after: str = "") -> Iterator[tuple[str, int]]:
        asked = {"Bucket": self._name, "Prefix": self._prefix + start}
        if after:
            asked["StartAfter"] = self._prefix + after
        while True:
            with _told(NotFetched):
                answer = self._client.list_objects_v2(**asked)
            for one in answer.get("Contents", ()):
                yield one["Key"].removeprefix(self._prefix), one["Size"]
            if not answer.get("IsTruncated"):
                return
            asked["ContinuationToken"] = answer["NextContinuationToken"]

    def keeps_versions(self) -> bool | None:
        try:
            with _told(NotFetched):
                return bool(self._client.get_bucket_versioning(Bucket=self._name).get("Status") == "Enabled")
        except (NotFetched, FileNotFoundError):
            return None

    def _of(self, key: str) -> dict[str, str]:
        return {"Bucket": self._name, "Key": self._prefix + key}

    @property
    def _client(self) -> Any:
        """One for all threads of this process; a fork makes its own."""
        with self._lock:
            if self._made[0] != os.getpid():
                storage = S3Storage(bucket_name=self._name, client_config=_CONFIG, **self._options)
                self._made = os.getpid(), storage.connection.meta.client
            return self._made[1]


@contextmanager
def _told(failed: type[NotStored] | type[NotFetched]) -> Iterator[None]:
    """What the library raises, in the words of the port; the log says what it was."""
    try:
        yield
    except ClientError as error:
        if _code(error) in _GONE:
            raise FileNotFoundError(str(error)) from None
        _log.error("the store of files refused: %s", error)
        raise failed from None
    except Away:
        raise
    except (BotoCoreError, OSError) as error:
        _log.error("the store of files does not answer: %s", error)
        raise failed from None


def _digest(content: BinaryIO) -> bytes:
    """MD5, which S3 asks for against mistakes on the way; a file that somebody changed does not open."""
    found = hashlib.md5(usedforsecurity=False)
    while piece := content.read(_PIECE):
        found.update(piece)
    content.seek(0)
    return found.digest()


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
