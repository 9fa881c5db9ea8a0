"""The database itself refuses to change a line of the log."""

from typing import Any

from django.db import migrations

_SQLITE = """
CREATE TRIGGER log_is_append_only BEFORE UPDATE ON audit_logentry
BEGIN SELECT RAISE(ABORT, 'a line of the log is never changed'); END
"""
_POSTGRESQL = """
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a line of the log is never changed'; END $$;
CREATE TRIGGER log_is_append_only BEFORE UPDATE OR DELETE ON audit_logentry
FOR EACH ROW EXECUTE FUNCTION log_is_append_only();
"""
_UNDO = {
    "sqlite": "DROP TRIGGER log_is_append_only",
    "postgresql": "DROP TRIGGER log_is_append_only ON audit_logentry; DROP FUNCTION log_is_append_only()",
}


def _forwards(apps: Any, editor: Any) -> None:
    editor.execute(_SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL)


def _backwards(apps: Any, editor: Any) -> None:
    editor.execute(_UNDO[editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(_forwards, _backwards)]
