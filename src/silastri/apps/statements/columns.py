"""Values of columns, into the database and out of it, for statements that are made once: what Django asks anew for each
value of each row is asked here once for each column (docs/why/0006)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators
from django.db.models.signals import post_init, pre_init

# The types of values that go to the database as they are, by the exact kind of the field: a kind of our own may do
# more with its values.
_Types = frozenset[type]
_TEXT: _Types = frozenset((str, type(None)))
_NUMBER: _Types = frozenset((int, type(None)))
_PLAIN: Mapping[type, _Types] = {
    models.CharField: _TEXT,
    models.TextField: _TEXT,
    models.SlugField: _TEXT,
    models.AutoField: _NUMBER,
    models.BigAutoField: _NUMBER,
    models.IntegerField: _NUMBER,
    models.BigIntegerField: _NUMBER,
    models.SmallIntegerField: _NUMBER,
    models.BooleanField: frozenset((bool, type(None))),
    models.DecimalField: frozenset((type(None),)),
}
_ABSENT = object()
Column = tuple[str, _Types, Callable[[Model], Any]]
Reader = Callable[[Any], Any]


def columns(fields: Iterable[Any], db: Any, *, add: bool) -> list[Column]:
    """How the value of each field is taken from a row: its name, the types that need no more, and what is asked for
    any other value."""
    return [(field.attname, _plain(field), _asked(field, db, add)) for field in fields]


def values(row: Model, taken: Sequence[Column]) -> list[Any]:
    """The values of those columns as Django's cursor takes them."""
    kept, found = row.__dict__, []
    for name, plain, ask in taken:
        value = kept.get(name, _ABSENT)
        found.append(value if type(value) in plain else ask(row))
    return found


def _plain(field: Any) -> _Types:
    return _PLAIN.get(type(field.target_field if field.is_relation else field), frozenset())


def _asked(field: Any, db: Any, add: bool) -> Callable[[Model], Any]:
    def ask(row: Model) -> Any:
        return field.get_db_prep_save(field.pre_save(row, add), db)

    if type(field) is models.CharField:
        return _word(field, ask)
    is_moment = type(field) is models.DateTimeField and not (field.auto_now or field.auto_now_add)
    return _moment(field, db, ask) if is_moment else ask


def _word(field: Any, ask: Callable[[Model], Any]) -> Callable[[Model], Any]:
    """A word of a list of ours is a text too."""
    name = field.attname

    def quickly(row: Model) -> Any:
        value = row.__dict__.get(name)
        return value if isinstance(value, str) else ask(row)

    return quickly


def _moment(field: Any, db: Any, ask: Callable[[Model], Any]) -> Callable[[Model], Any]:
    """A moment with its zone goes to PostgreSQL as it is; for SQLite it is written once, however many columns and rows
    of an act have it."""
    name = field.attname
    written = lru_cache(maxsize=16)(lambda value: field.get_db_prep_save(value, db))
    write = written if db.vendor == "sqlite" else None

    def quickly(row: Model) -> Any:
        value = row.__dict__.get(name, _ABSENT)
        if value is None:
            return None
        if type(value) is not datetime or value.tzinfo is None:
            return ask(row)
        return write(value) if write else value

    return quickly


class Rows:
    """Makes the rows of a query from what the database gave, as Django's own iterator does."""

    def __init__(self, compiler: Any, db: Any) -> None:
        info, select = compiler.klass_info, compiler.select
        asked = compiler.get_converters([one[0] for one in select]).items()
        self._read = [(place, _in_turn(found, of, db)) for place, (found, of) in asked]
        self._own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        self._beside = list(compiler.annotation_col_map.items())
        self._make = _maker(info["model"], [one[0].target.attname for one in select[self._own]], db)
        self._related = [_populator(one, db) for one in get_related_populators(info, select, db.alias)]  # type: ignore[call-arg]

    def made(self, given: Sequence[Any]) -> Model:
        row = list(given)
        for place, read in self._read:
            row[place] = read(row[place])
        found = self._make(row[self._own])
        for populate in self._related:
            populate(row, found)
        for name, place in self._beside:
            setattr(found, name, row[place])
        return found


def _in_turn(found: Sequence[Any], of: Any, db: Any) -> Reader:
    def read(value: Any) -> Any:
        for convert in found:
            value = convert(value, of, db)
        return value

    return read


def _maker(model: type[Model], names: Sequence[str], db: Any) -> Callable[[Sequence[Any]], Model]:
    """Makes a row of its values. Where nothing more happens when Django makes one, its attributes are set at once."""
    if (
        model.__init__ is not Model.__init__
        or "from_db" in vars(model)
        or any(signal.has_listeners(model) for signal in (pre_init, post_init))
    ):
        return lambda found: model.from_db(db.alias, names, found)

    def make(found: Sequence[Any]) -> Model:
        made = model.__new__(model)
        state = made._state = ModelState()
        state.db, state.adding = db.alias, False
        made.__dict__.update(zip(names, found, strict=True))
        return made

    return make


def _populator(one: Any, db: Any) -> Callable[[Sequence[Any], Model], None]:
    """What puts a related row beside its own."""
    if one.reorder_for_init or one.related_populators:
        return one.populate  # type: ignore[no-any-return]
    make, own, key = _maker(one.model_cls, one.init_list, db), slice(one.cols_start, one.cols_end), one.pk_idx

    def populate(row: Sequence[Any], beside: Model) -> None:
        found = row[own]
        related = make(found) if found[key] is not None else None
        one.local_setter(beside, related)
        if related is not None:
            one.remote_setter(related, beside)

    return populate
