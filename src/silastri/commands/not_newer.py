"""Nothing starts on a database that a newer version has changed: it would write what that one no longer understands."""

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from silastri.apps import schema


def must_not_be_newer() -> None:
    """Raises CommandError."""
    if found := schema.newer(MigrationLoader(connection)):
        told = f"Basis data ini sudah diubah oleh SILASTRI yang lebih baru ({found[0]}). "
        raise CommandError(told + "Pasang versi itu, atau pulihkan cadangan dari sebelum pembaruan.")
