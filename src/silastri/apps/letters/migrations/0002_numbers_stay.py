"""The database itself refuses that a number, once drawn, goes to another place or is drawn again."""

from typing import Any

from django.db import migrations

_SAYS = "a number that was drawn stays where it is"
_MOVED = {
    "letters_letter": "OLD.number <> '' AND (NEW.number <> OLD.number OR NEW.sequence <> OLD.sequence"
    " OR NEW.register_id <> OLD.register_id OR NEW.register_id IS NULL OR NEW.sequence IS NULL)",
    "letters_reservednumber": "NEW.sequence <> OLD.sequence OR NEW.register_id <> OLD.register_id"
    " OR (OLD.state <> 'reserved' AND (NEW.state <> OLD.state OR NEW.number <> OLD.number))",
    "letters_register": "NEW.last < OLD.last OR NEW.year <> OLD.year OR NEW.office_id <> OLD.office_id",
}
_LOST = {"letters_letter": "OLD.number <> ''", "letters_reservednumber": "TRUE", "letters_register": "TRUE"}
_SQLITE = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} WHEN {moved}
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
# On PostgreSQL a deletion is refused too; SQLite knows no TRUNCATE, by which whole tables of a test are emptied.
_POSTGRESQL = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}
FOR EACH ROW WHEN ({moved}) EXECUTE FUNCTION a_number_stays();
CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}
FOR EACH ROW WHEN ({lost}) EXECUTE FUNCTION a_number_stays();
"""
_FUNCTION = f"""
CREATE FUNCTION a_number_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$;
"""


def _forwards(apps: Any, editor: Any) -> None:
    is_sqlite = editor.connection.vendor == "sqlite"
    if not is_sqlite:
        editor.execute(_FUNCTION)
    for table, moved in _MOVED.items():
        sql = _SQLITE if is_sqlite else _POSTGRESQL
        editor.execute(sql.format(table=table, moved=moved, lost=_LOST[table], says=_SAYS))


def _backwards(apps: Any, editor: Any) -> None:
    for table in _MOVED:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"DROP TRIGGER {table}_stays")
        else:
            editor.execute(f"DROP TRIGGER {table}_stays ON {table}; DROP TRIGGER {table}_is_kept ON {table}")
    if editor.connection.vendor != "sqlite":
        editor.execute("DROP FUNCTION a_number_stays()")


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial")]
    operations = [migrations.RunPython(_forwards, _backwards)]
