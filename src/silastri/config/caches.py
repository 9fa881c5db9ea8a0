"""Where is kept for a while what may be lost: on the disk of one server, or where several find it."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from . import env

TABLE = "kept_for_a_while"


def chosen(home: Path, engine: object) -> dict[str, Any]:
    """As Django's ``CACHES`` names it. Raises ImproperlyConfigured."""
    if redis := env.text("SILASTRI_REDIS"):
        if urlsplit(redis).scheme not in ("redis", "rediss", "unix"):
            raise ImproperlyConfigured("SILASTRI_REDIS harus alamat redis://, rediss:// atau unix://")
        options = {
            "serializer": "silastri.apps.accounts.shared_cache.AsItIs",
            "socket_connect_timeout": 1,
            "socket_timeout": 2,
        }
        backend = "silastri.apps.accounts.shared_cache.InRedis"
        return {"BACKEND": backend, "LOCATION": redis, "KEY_PREFIX": "silastri", "OPTIONS": options}
    if str(engine).endswith("postgresql"):
        backend = "silastri.apps.accounts.shared_cache.InDatabase"
        return {"BACKEND": backend, "LOCATION": TABLE, "OPTIONS": {"MAX_ENTRIES": 20_000}}
    # On disk, so that the processes of one machine share it.
    return {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": home / "cache"}
