"""The database itself refuses to change a row of the kartu kendali."""

from typing import Any

from django.db import migrations

_SQLITE = """
CREATE TRIGGER card_is_append_only BEFORE UPDATE ON cases_steprun
BEGIN SELECT RAISE(ABORT, 'a row of the control card is never changed'); END
"""
_POSTGRESQL = """
CREATE FUNCTION card_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a row of the control card is never changed'; END $$;
CREATE TRIGGER card_is_append_only BEFORE UPDATE OR DELETE ON cases_steprun
FOR EACH ROW EXECUTE FUNCTION card_is_append_only();
"""
_UNDO = {
    "sqlite": "DROP TRIGGER card_is_append_only",
    "postgresql": "DROP TRIGGER card_is_append_only ON cases_steprun; DROP FUNCTION card_is_append_only()",
}


def _forwards(apps: Any, editor: Any) -> None:
    editor.execute(_SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL)


def _backwards(apps: Any, editor: Any) -> None:
    editor.execute(_UNDO[editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(_forwards, _backwards)]
