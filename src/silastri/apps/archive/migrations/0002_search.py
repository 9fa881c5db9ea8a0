"""The index of words: a column with GIN on PostgreSQL, a table of FTS5 on SQLite."""

from typing import Any

from django.db import migrations

_FORWARDS = {
    "postgresql": """
        ALTER TABLE archive_record ADD COLUMN search tsvector NOT NULL DEFAULT '';
        CREATE INDEX archive_words ON archive_record USING gin (search);
    """,
    "sqlite": "CREATE VIRTUAL TABLE archive_search USING fts5 (heading, text, prefix = '2 3 4')",
}
_BACKWARDS = {
    "postgresql": "ALTER TABLE archive_record DROP COLUMN search",
    "sqlite": "DROP TABLE archive_search",
}


def _forwards(apps: Any, editor: Any) -> None:
    editor.execute(_FORWARDS[editor.connection.vendor])


def _backwards(apps: Any, editor: Any) -> None:
    editor.execute(_BACKWARDS[editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial")]
    operations = [migrations.RunPython(_forwards, _backwards)]
