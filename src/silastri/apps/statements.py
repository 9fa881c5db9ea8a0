"""The statements of a step. Their SQL is made once, because Django makes it anew for every call, which takes longer
than the database does (docs/why/0006)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)


class Lookup(Generic[M]):
    """A query for one row. ``make`` builds it from sample values, all different; a call passes the real values."""

    def __init__(self, make: Callable[..., QuerySet[M]], *samples: Any) -> None:
        self.make, self.samples = make, samples

    def __call__(self, *values: Any) -> M | None:
        compiler, sql, order, build = _once(self, self._compile)
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[n] for n in order])
            rows = cursor.fetchall()
        return build(next(iter(compiler.results_iter([rows])))) if rows else None

    def _compile(self) -> tuple[Any, str, list[int], Callable[[Sequence[Any]], M]]:
        query = self.make(*self.samples).query
        compiler = query.get_compiler(using=connection.alias)
        sql, params = compiler.as_sql()
        info, select = compiler.klass_info, compiler.select
        own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [column[0].target.attname for column in select[own]]
        related = get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]

        def build(row: Sequence[Any]) -> M:
            found: M = info["model"].from_db(connection.alias, names, row[own])
            for populator in related:
                populator.populate(row, found)
            return found

        return compiler, sql, [self.samples.index(param) for param in params], build


def insert(rows: Sequence[Model], *, once: bool = False) -> None:
    """Adds rows of one table in one statement. With ``once``, rows whose unique value exists already are left out."""
    if not rows:
        return
    model = type(rows[0])
    with_ids = _draw_ids(model, rows)
    fields = [field for field in model._meta.concrete_fields if with_ids or not field.primary_key]
    sql = _once((model, len(rows), once), lambda: _insert_sql(model, fields, len(rows), once))
    _run(sql, [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields])


def _draw_ids(model: type[Model], rows: Sequence[Model]) -> bool:
    """Whether the table's ids are known before its rows are added."""
    for row in rows:
        row.pk = row.pk or model._meta.pk.get_pk_value_on_save(row)
    return all(row.pk is not None for row in rows)


def _insert_sql(model: type[Model], fields: list[Any], count: int, once: bool) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    end = " ON CONFLICT DO NOTHING" if once else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {values}{end}"  # noqa: S608 - names of ours


def update(row: Model, names: Sequence[str]) -> None:
    """Writes those fields of an existing row."""
    fields = [row._meta.get_field(name) for name in names]
    sql = _once((type(row), *names), lambda: _update_sql(type(row), fields))
    _run(sql, [*(_value(field, row) for field in fields), row.pk])


def _update_sql(model: type[Model], fields: list[Any]) -> str:
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    return f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608 - names of ours


@contextmanager
def together() -> Iterator[None]:
    """Collects inserts and updates and sends them to the database at the end: in one trip if it takes several
    statements at once (PostgreSQL), else one after the other."""
    queued: list[tuple[str, list[Any]]] = []
    connection.__dict__["silastri_queue"] = queued
    try:
        yield
    finally:
        del connection.__dict__["silastri_queue"]
    if connection.vendor == "postgresql":
        queued = [("; ".join(sql for sql, _ in queued), [value for _, values in queued for value in values])]
    for sql, values in queued:
        _run(sql, values)


def _run(sql: str, values: list[Any]) -> None:
    queued = connection.__dict__.get("silastri_queue")
    if queued is not None:
        queued.append((sql, values))
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _value(field: Any, row: Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=False), connection)


def _once(key: Any, make: Callable[[], Any]) -> Any:
    """What was made for this connection before, or is made now; it is dropped with the connection."""
    kept: dict[Any, Any] = connection.__dict__.setdefault("silastri_statements", {})
    if key not in kept:
        kept[key] = make()
    return kept[key]
