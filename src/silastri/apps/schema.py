"""What version the tables of the database have, beside that of the program."""

from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader


def newer(loader: MigrationLoader) -> list[str]:
    """Migrations that were applied and that this program does not know: the database is of a newer one."""
    known = {*loader.disk_migrations, *(old for one in loader.disk_migrations.values() for old in one.replaces)}
    ours = {app for app, _ in loader.disk_migrations}
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known
    )


def waiting(loader: MigrationLoader) -> list[str]:
    """Migrations that are still to be applied."""
    return sorted(f"{app}.{name}" for app, name in loader.graph.nodes if (app, name) not in loader.applied_migrations)


def size() -> int:
    """Of the database, in bytes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
    name = Path(str(connection.settings_dict["NAME"]))
    return sum(one.stat().st_size for one in (name, Path(f"{name}-wal")) if one.exists())
