"""Tables whose rows are added once, and neither changed nor removed: the database itself refuses it."""

from typing import Any

from django.db.migrations import RunPython

_SQLITE = """
CREATE TRIGGER {name}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'a row of {table} is neither changed nor removed'); END
"""
_POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a row of {table} is neither changed nor removed'; END $$;
CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
_ACTS = ("update", "delete")


def append_only(table: str, name: str) -> RunPython:
    """The step of a migration that makes ``table`` so; ``name`` is that of its triggers."""

    def forwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(_POSTGRESQL.format(name=name, table=table))
        else:
            for act in _ACTS:
                editor.execute(_SQLITE.format(name=name, table=table, act=act))

    def backwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()")
        else:
            for act in _ACTS:
                editor.execute(f"DROP TRIGGER {name}_{act}")

    return RunPython(forwards, backwards)
