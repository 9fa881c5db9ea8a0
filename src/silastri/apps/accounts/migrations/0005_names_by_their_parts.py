"""A search for a part of a name reads what matches, and not the names of all people: PostgreSQL by trigrams.

The extension comes with PostgreSQL, and the owner of a database may add it since PostgreSQL 13. Where it is not there,
the search finds the same and takes longer.
"""

from django.db import DatabaseError, migrations, transaction

_INDEX = "CREATE INDEX people_by_part_of_name ON accounts_person USING gin (upper(name::text) gin_trgm_ops)"


def _forwards(apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            editor.execute(_INDEX)
    except DatabaseError:
        pass


def _backwards(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS people_by_part_of_name")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_person_restricted_at")]

    operations = [migrations.RunPython(_forwards, _backwards)]
