"""Where stored files are: in a folder of the home, or in a store of objects that speaks S3."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from . import env

_S3, OBJECTS = "s3://", "silastri.adapters.files.s3.Bucket"


def storage(home: Path, *, may_write: bool) -> dict[str, Any]:
    """As Django's ``STORAGES`` names it. Raises ImproperlyConfigured."""
    said = env.text("SILASTRI_FILES")
    return at(said, may_write=may_write) if said else at(str(home / "files"))


def at(said: str, *, may_write: bool = True) -> dict[str, Any]:
    """Of a folder, or of ``s3://bucket/prefix``. Raises ImproperlyConfigured."""
    if "://" not in said:
        return {"BACKEND": "silastri.apps.documents.sealed_files.SealedFiles", "OPTIONS": {"location": Path(said)}}
    where = urlsplit(said)
    if not said.startswith(_S3) or not where.netloc or where.query or where.fragment:
        raise ImproperlyConfigured(f"SILASTRI_FILES harus s3://ember/awalan atau sebuah map, bukan {said!r}")
    options = {
        "objects": OBJECTS,
        "may_write": may_write,
        "name": where.netloc,
        "prefix": where.path.strip("/"),
        **_reached(),
    }
    return {"BACKEND": "silastri.apps.documents.sealed_objects.SealedObjects", "OPTIONS": options}


def _reached() -> dict[str, Any]:
    """How the store is reached, as django-storages calls it."""
    given = {
        "endpoint": env.text("SILASTRI_FILES_ENDPOINT"),
        "key": env.text("SILASTRI_FILES_KEY"),
        "secret": env.text("SILASTRI_FILES_SECRET"),
    }
    if bool(given["key"]) != bool(given["secret"]):
        raise ImproperlyConfigured("SILASTRI_FILES_KEY dan SILASTRI_FILES_SECRET hanya berguna bersama-sama")
    if given["endpoint"] and urlsplit(given["endpoint"]).scheme not in ("http", "https"):
        raise ImproperlyConfigured(f"SILASTRI_FILES_ENDPOINT harus alamat https://, bukan {given['endpoint']!r}")
    return {
        "endpoint_url": given["endpoint"] or None,
        "region_name": env.text("SILASTRI_FILES_REGION", "us-east-1"),
        "access_key": given["key"] or None,
        "secret_key": given["secret"] or None,
        "verify": env.text("SILASTRI_FILES_ROOTS") or None,
    }
