"""What is kept for a while and may be lost, for all servers together: in the database, or in Redis.

Values are sealed with the data key, bound to their key: whoever runs Redis or reads the database sees nothing of the
files that wait there, and nothing is unpickled that was not sealed here.
"""

import base64
import io
import logging
import pickle
from collections.abc import Callable
from typing import Any, cast

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from django.db import connections, router
from django.utils import timezone

from silastri.domain import sealing

from . import keys

_MOST_FORGOTTEN = 100  # at once
_log = logging.getLogger("silastri.cache")


class _Bytes(pickle.Unpickler):
    """Reads what ``DatabaseCache`` pickled of bytes, and nothing that names a class."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


class InDatabase(DatabaseCache):
    """Beside Django's: sealed, and what is past its time is removed, not only no longer shown."""

    _table: str

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        made = self.make_and_validate_key(key, version=version)
        connection = connections[router.db_for_read(self.cache_model_class)]
        asked = f"SELECT value FROM {connection.ops.quote_name(self._table)} WHERE cache_key = %s AND expires > %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(asked, [made, connection.ops.adapt_datetimefield_value(timezone.now())])
            row = cursor.fetchone()
        if row is None:
            return default
        try:
            return _opened(key, _Bytes(io.BytesIO(base64.b64decode(row[0]))).load())
        except (sealing.CannotOpen, pickle.UnpicklingError, ValueError, EOFError, TypeError):
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._forget()
        super().set(key, _sealed(key, value), timeout, version=version)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(super().add(key, _sealed(key, value), timeout, version=version))

    def _forget(self) -> None:
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)
        skipping = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
        past = f"SELECT cache_key FROM {table} WHERE expires < %s LIMIT {_MOST_FORGOTTEN} {skipping}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {table} WHERE cache_key IN ({past})",  # noqa: S608
                [connection.ops.adapt_datetimefield_value(timezone.now())],
            )


class AsItIs:
    """Redis gets the sealed bytes and gives them back: nothing there is unpickled."""

    def dumps(self, value: bytes) -> bytes:
        return value

    def loads(self, value: bytes) -> bytes:
        return value


class InRedis(RedisCache):
    """Sealed. While Redis is away nothing is found and nothing is kept, which does no harm."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        found = self._tried(lambda: super(InRedis, self).get(key, None, version=version), None)
        try:
            return default if found is None else _opened(key, found)
        except sealing.CannotOpen:
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._tried(lambda: super(InRedis, self).set(key, _sealed(key, value), timeout, version=version), None)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(
            self._tried(lambda: super(InRedis, self).add(key, _sealed(key, value), timeout, version=version), False)
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._tried(lambda: super(InRedis, self).delete(key, version=version), False))

    def _tried(self, act: Callable[[], Any], else_: Any) -> Any:
        try:
            return act()
        except cast(Any, self._cache)._lib.RedisError as error:
            _log.warning("Redis does not answer: %s", type(error).__name__)
            return else_


def _sealed(key: str, value: Any) -> bytes:
    return keys.sealed(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _about(key))


def _opened(key: str, value: bytes) -> Any:
    """Raises sealing.CannotOpen."""
    return pickle.loads(keys.opened(value, _about(key)))  # noqa: S301 - only what was sealed here comes so far


def _about(key: str) -> bytes:
    return b"cache\0" + key.encode()
