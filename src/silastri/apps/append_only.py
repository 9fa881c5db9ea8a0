"""Tables whose rows are added once, and neither changed nor removed, or not from some moment on: the database itself
refuses it."""

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
_KEPT_SQLITE = """
CREATE TRIGGER {name}_{act} BEFORE {act} ON {table} WHEN {when}
BEGIN SELECT RAISE(ABORT, 'a row of {table} is kept as it is'); END
"""
_KEPT_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a row of {table} is kept as it is'; END $$;
"""
_KEPT_POSTGRESQL = """
CREATE TRIGGER {name}_{act} BEFORE {act} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}();
"""


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


def may_be_resealed(table: str, name: str, *sealed: str) -> RunPython:
    """The step of a migration that lets those encrypted columns of an ``append_only`` table be sealed with a new key:
    nobody without the key can put anything else there that opens. All other columns, and the row, stay."""

    def forwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            without = "".join(f" - '{column}'" for column in sealed)
            changed = f"(to_jsonb(OLD){without}) IS DISTINCT FROM (to_jsonb(NEW){without}){_rewritten(editor, sealed)}"
            editor.execute(f"DROP TRIGGER {name} ON {table}")
            for act, when in (("UPDATE", f" WHEN ({changed})"), ("DELETE", "")):
                editor.execute(
                    f"CREATE TRIGGER {name}_{act} BEFORE {act} ON {table} FOR EACH ROW{when} EXECUTE FUNCTION {name}()"
                )
            return
        with editor.connection.cursor() as cursor:
            found = editor.connection.introspection.get_table_description(cursor, table)
        columns = sorted(one.name for one in found)  # the same however the table was made
        changed = " OR ".join(f'OLD."{one}" IS NOT NEW."{one}"' for one in columns if one not in sealed)
        changed += _rewritten(editor, sealed)
        editor.execute(f"DROP TRIGGER {name}_update")
        editor.execute(_KEPT_SQLITE.format(name=name, table=table, act="update", when=changed))

    def backwards(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for act in ("UPDATE", "DELETE"):
                editor.execute(f"DROP TRIGGER {name}_{act} ON {table}")
            editor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} "
                           f"FOR EACH ROW EXECUTE FUNCTION {name}()")  # fmt: skip
        else:
            editor.execute(f"DROP TRIGGER {name}_update")
            editor.execute(_SQLITE.format(name=name, table=table, act="update"))

    return RunPython(forwards, backwards)


def _rewritten(editor: Any, sealed: tuple[str, ...]) -> str:
    """Whether an encrypted column changes and still names the same key: then it was not sealed anew, but rewritten."""
    cut, differs = ("substring({0} from 1 for 3)", "IS DISTINCT FROM")
    if editor.connection.vendor != "postgresql":
        cut, differs = "substr({0}, 1, 3)", "IS NOT"
    one = f" OR (OLD.{{0}} {differs} NEW.{{0}} AND NOT {cut.format('OLD.{0}')} {differs} {cut.format('NEW.{0}')})"
    return "".join(one.format(column) for column in sealed)


def kept_from(table: str, name: str, *, once: str, columns: tuple[str, ...], sealed: tuple[str, ...] = ()) -> RunPython:
    """The step of a migration that keeps those columns, and the row, from when the column ``once`` has a value. Those
    that are ``sealed`` may be sealed with a new key."""

    def forwards(apps: Any, editor: Any) -> None:
        is_postgresql = editor.connection.vendor == "postgresql"
        differs = "IS DISTINCT FROM" if is_postgresql else "IS NOT"
        changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in (once, *columns))
        changed += _rewritten(editor, sealed)
        holds = f"OLD.{once} IS NOT NULL"
        if is_postgresql:
            editor.execute(_KEPT_FUNCTION.format(name=name, table=table))
        make = _KEPT_POSTGRESQL if is_postgresql else _KEPT_SQLITE
        for act, when in (("update", f"{holds} AND ({changed})"), ("delete", holds)):
            editor.execute(make.format(name=name, table=table, act=act, when=when))

    def backwards(apps: Any, editor: Any) -> None:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        for act in _ACTS:
            editor.execute(f"DROP TRIGGER {name}_{act}{on}")
        if on:
            editor.execute(f"DROP FUNCTION {name}()")

    return RunPython(forwards, backwards)
