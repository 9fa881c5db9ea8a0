"""Drops indexes that only cost: each row that is written needs an entry in every one of them.

The table itself is not altered, because SQLite would make it anew and lose its triggers.
"""

from typing import Any

from django.db.migrations import RunPython


def without_spare(table: str, *columns: str, for_like: tuple[str, ...] = ()) -> RunPython:
    """The step of a migration that drops the index of a foreign key where another index begins with it, and the second
    index that PostgreSQL got of a text to search it by LIKE, which nothing of ours does. What is dropped is not made
    again backwards: it changes no answer."""

    def forwards(apps: Any, editor: Any) -> None:
        with editor.connection.cursor() as cursor:
            found = editor.connection.introspection.get_constraints(cursor, table)
        for name, one in found.items():
            # Django names those that nobody named for their table.
            plain = one["index"] and not one["unique"] and name.startswith(f"{table}_")
            is_spare = one["columns"] in [[column] for column in columns] or (
                one["columns"] in [[column] for column in for_like] and name.endswith("_like")
            )
            if plain and is_spare:
                editor.execute(f"DROP INDEX {editor.quote_name(name)}")

    return RunPython(forwards, RunPython.noop)
