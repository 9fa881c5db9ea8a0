"""``silastri migrate``: an empty database gets its tables at once, any other its migrations one by one."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        plain = not (options["app_label"] or options["plan"] or options["fake"] or options["check_unapplied"])
        if plain and not connection.introspection.table_names():
            begin(connection, verbosity=options["verbosity"])
            if options["verbosity"]:
                self.stdout.write(f"basis data baru: {len(connection.introspection.table_names())} tabel dibuat")
        else:
            super().handle(*args, **options)
        if plain:
            call_command("createcachetable", verbosity=0)  # where what is kept for a while is in the database


def begin(connection: BaseDatabaseWrapper, *, verbosity: int = 0) -> None:
    """Makes every table as the models are now. Django would make each model anew after each of their hundred changes,
    which takes as long as all the rest of a start. What is code in a migration runs, but for what only moves rows of
    older versions (``elidable``). A test compares both ways."""
    emit_pre_migrate_signal(verbosity, False, connection.alias)
    models = [model for model in apps.get_models(include_auto_created=False) if model._meta.can_migrate(connection)]
    loader = MigrationLoader(connection)
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    with connection.schema_editor() as editor:
        for code in _codes(loader):
            code(apps, editor)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in loader.graph.nodes:
        recorder.record_applied(app, name)
    emit_post_migrate_signal(verbosity, False, connection.alias)


def _codes(loader: MigrationLoader) -> Iterator[Any]:
    seen: set[tuple[str, str]] = set()
    for leaf in loader.graph.leaf_nodes():
        for node in loader.graph.forwards_plan(leaf):
            if node in seen:
                continue
            seen.add(node)
            for operation in loader.graph.nodes[node].operations:
                if isinstance(operation, RunPython) and not operation.elidable:
                    yield operation.code
