"""The statements of a step. Their SQL is made once, because Django makes it anew for every call, which takes longer
than the database does (docs/why/0006)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from inspect import signature
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Func, Model, QuerySet, Value
from django.db.models.sql import UpdateQuery

from .columns import Rows, columns, values
from .sending import Given, Statement, send

M = TypeVar("M", bound=Model)


class Slot(Value):
    """Stands in a query for a value that each call gives: the one of that place. A moment needs its ``field``."""

    def __init__(self, place: int, field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(place, output_field=field)
        self.place, self.kind = place, field

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def filled(self, given: Sequence[Any], db: Any) -> Any:
        value = given[self.place]
        return value if self.kind is None else self.kind.get_db_prep_save(value, db)


class _Made:
    """A query whose SQL is made once for a connection."""

    def __init__(self, make: Callable[..., Any], *slots: Slot) -> None:
        self.make = make
        self.slots = slots or tuple(Slot(place) for place in range(len(signature(make).parameters)))

    def given(self, db: Any, found: Sequence[Any], statement: Statement, params: Sequence[Any]) -> Given:
        return statement, [one.filled(found, db) if isinstance(one, Slot) else one for one in params]


class Lookup(_Made, Generic[M]):
    """A query for one row, or for all. ``make`` builds it from slots."""

    def __init__(self, make: Callable[..., QuerySet[M]], *slots: Slot) -> None:
        super().__init__(make, *slots)

    def __call__(self, *found: Any) -> M | None:
        return next(iter(self.all(*found)), None)

    def all(self, *found: Any) -> list[M]:
        db = _database()
        statement, params, rows = _once(db, self, lambda: self._compiled(db))
        got = send(db, [self.given(db, found, statement, params)])
        return [cast(M, rows.made(one)) for one in got]

    def _compiled(self, db: Any) -> tuple[Statement, Sequence[Any], Rows]:
        compiler = self.make(*self.slots).query.get_compiler(using=db.alias)
        return *_settled(*compiler.as_sql()), Rows(compiler, db)


class Figures(_Made):
    """A query for the values of one row, such as counts, or of all. ``make`` builds it from slots."""

    def __init__(self, make: Callable[..., QuerySet[Any]], *slots: Slot) -> None:
        super().__init__(make, *slots)

    def __call__(self, *found: Any) -> Sequence[Any]:
        """Empty where there is no row."""
        return next(iter(self.all(*found)), ())

    def all(self, *found: Any) -> list[Sequence[Any]]:
        """As the database gives them: SQLite has no booleans and no moments."""
        db = _database()
        statement, params = _once(db, self, lambda: self._compiled(db))
        return send(db, [self.given(db, found, statement, params)])

    def _compiled(self, db: Any) -> tuple[Statement, Sequence[Any]]:
        return _settled(*self.make(*self.slots).query.get_compiler(using=db.alias).as_sql())


def _settled(sql: str, params: Sequence[Any]) -> tuple[Statement, Sequence[Any]]:
    """With the words that are the same each time in the SQL itself. PostgreSQL plans a prepared statement once for all
    values: for a state that it does not see, it uses no index that has the rows of that state alone."""
    first, *others = sql.split("%s")
    written, left = [first], []
    for value, other in zip(params, others, strict=True):
        literal = _literal(value)
        written += ["%s" if literal is None else literal, other]
        if literal is None:
            left.append(value)
    return Statement("".join(written)), left


def _literal(value: Any) -> str | None:
    if isinstance(value, bool):
        return str(value).upper()
    return f"'{value}'" if isinstance(value, str) and _PLAIN_WORD.fullmatch(value) else None


_PLAIN_WORD = re.compile(r"[\w :.-]*", re.ASCII)


def counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    """How many there are, as a query for ``Figures``, alone or in another one."""
    found: QuerySet[Any] = rows.order_by().select_related(None).annotate(n=Func("pk", function="COUNT")).values("n")
    return found


class Change(_Made):
    """An UPDATE of the rows that a query finds. ``make`` builds the query from slots, and says what they get."""

    def __init__(self, make: Callable[..., tuple[QuerySet[Any], Mapping[str, Any]]], *slots: Slot) -> None:
        super().__init__(make, *slots)

    def __call__(self, *found: Any) -> None:
        db = _database()
        statement, params = _once(db, self, lambda: self._compiled(db))
        _run(db, *self.given(db, found, statement, params))

    def _compiled(self, db: Any) -> tuple[Statement, Sequence[Any]]:
        rows, changes = self.make(*self.slots)
        query = rows.query.chain(UpdateQuery)
        query.add_update_values(changes)
        return _settled(*query.get_compiler(using=db.alias).as_sql())


def insert(rows: Sequence[Model], *, once: bool = False) -> None:
    """Adds rows of one table in one statement. With ``once``, rows whose unique value exists already are left out."""
    if not rows:
        return
    model, db = type(rows[0]), _database()
    with_ids = _draw_ids(model, rows)
    statement, taken = _once(
        db, (model, len(rows), once, with_ids), lambda: _insert(db, model, len(rows), once, with_ids)
    )
    _run(db, statement, [value for row in rows for value in values(row, taken)])


def _draw_ids(model: type[Model], rows: Sequence[Model]) -> bool:
    """Whether the table's ids are known before its rows are added."""
    for row in rows:
        row.pk = row.pk or model._meta.pk.get_pk_value_on_save(row)
    return all(row.pk is not None for row in rows)


def _insert(db: Any, model: type[Model], count: int, once: bool, with_ids: bool) -> tuple[Statement, Any]:
    fields: list[Any] = [field for field in model._meta.concrete_fields if with_ids or not field.primary_key]
    quote = db.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    rows = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * count)
    end = " ON CONFLICT DO NOTHING" if once else ""
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES {rows}{end}"  # noqa: S608 - names of ours
    return Statement(sql), columns(fields, db, add=True)


def update(row: Model, names: Sequence[str]) -> None:
    """Writes those fields of an existing row."""
    model, db = type(row), _database()
    statement, taken = _once(db, (model, *names), lambda: _update(db, model, names))
    _run(db, statement, [*values(row, taken), row.pk])


def _update(db: Any, model: type[Model], names: Sequence[str]) -> tuple[Statement, Any]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quote = db.ops.quote_name
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    sql = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(model._meta.pk.column)} = %s"  # noqa: S608 - names of ours
    return Statement(sql), columns(fields, db, add=False)


@contextmanager
def together() -> Iterator[None]:
    """Collects inserts and changes and sends them to the database at the end: in one trip if it takes several
    statements at once (PostgreSQL), else one after the other."""
    db = _database()
    queued: list[Given] = []
    db.__dict__["silastri_queue"] = queued
    try:
        yield
    finally:
        del db.__dict__["silastri_queue"]
    send(db, queued)


def _run(db: Any, statement: Statement, found: Sequence[Any]) -> None:
    queued = db.__dict__.get("silastri_queue")
    if queued is not None:
        queued.append((statement, found))
    else:
        send(db, [(statement, found)])


def _database() -> Any:
    return connections[DEFAULT_DB_ALIAS]


def _once(db: Any, key: Any, make: Callable[[], Any]) -> Any:
    """What was made for this connection before, or is made now."""
    kept: dict[Any, Any] = db.__dict__.setdefault("silastri_statements", {})
    if key not in kept:
        kept[key] = make()
    return kept[key]
