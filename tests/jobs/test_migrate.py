"""A new database gets its tables at once, and they are those that the migrations make one by one."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

WIDER = "auth_group_permissions"  # of Django, not used here: a migration makes its key a bigint, the model an integer
ONE_BY_ONE = """
import django
from django.core.management import call_command
from django.core.management.commands.migrate import Command
django.setup()
call_command(Command(), verbosity=0)
call_command("createcachetable", verbosity=0)
"""
SQLITE = "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
POSTGRESQL = """
SELECT 'column', table_name, column_name || ' ' || data_type || ' ' || is_nullable || ' ' || is_identity || ' '
       || COALESCE(character_maximum_length::text, '') || COALESCE(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


@contextmanager
def another_database(home: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    """An empty database as a setting, and what connects to it once it is filled; it is gone afterwards."""
    if connection.vendor == "sqlite":
        yield "", lambda: sqlite3.connect(home / "silastri.sqlite3")
        return
    url = os.environ["SILASTRI_TEST_DATABASE"]
    name = f"{connection.settings_dict['NAME']}_one_by_one"
    other = f"{url.rpartition('/')[0]}/{name}"
    with closing(psycopg.connect(url, autocommit=True)) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield other, lambda: psycopg.connect(other)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def shape(cursor: Any) -> set[tuple[str, ...]]:
    """Columns, constraints, indexes, triggers, whatever their order."""
    cursor.execute(SQLITE if connection.vendor == "sqlite" else POSTGRESQL)
    found = set()
    for kind, table, sql in cursor.fetchall():
        is_plain = kind == "table" and sql.startswith("CREATE TABLE")
        parts = re.split(r', (?="|CONSTRAINT)', sql.partition("(")[2].removesuffix(")")) if is_plain else [sql]
        found |= {(kind, table, part) for part in parts}
    return found


@pytest.mark.django_db
def test_both_ways_make_the_same_tables(tmp_path: Path) -> None:
    with another_database(tmp_path) as (url, connect):
        env = os.environ | {"SILASTRI_HOME": str(tmp_path), "SILASTRI_DATABASE": url}
        env["DJANGO_SETTINGS_MODULE"] = "silastri.config.settings"
        subprocess.run([sys.executable, "-c", ONE_BY_ONE], env=env, check=True)
        with closing(connect()) as other:
            made = shape(other.cursor())
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        noted = set(cursor.fetchall())
        at_once = shape(cursor)
    assert len(made) > 500
    assert sorted(one for one in at_once ^ made if one[1] != WIDER) == []
    assert {("cases", "0001_initial"), ("auth", "0001_initial")} <= noted
