"""Queries of several shapes, as those of a list that is filtered and sorted: the SQL of each shape is made once
(docs/why/0006)."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, QuerySet

from .made import Figures, Lookup, Slot


class Shaped:
    """``make`` builds the query from values, for which it gets slots, and from the shape, which it gets as it is.
    Values may stand in tuples and dataclasses: how many there are, and which are empty, belongs to the shape too.

    Each shape is kept as long as the process, so there should be some dozens.
    """

    def __init__(self, kind: type[Lookup[Any]] | type[Figures], make: Callable[..., QuerySet[Any]]) -> None:
        self._kind, self._make = kind, make
        self._made: dict[Hashable, Lookup[Any] | Figures] = {}

    def __call__(self, *values: Any, shape: tuple[Hashable, ...] = ()) -> list[Any]:
        """All rows, of models or of figures."""
        given: list[Any] = []
        form = (shape, *(_form(value, given) for value in values))
        if form not in self._made:
            self._made[form] = self._built(values, shape)
        return self._made[form].all(*given)

    def _built(self, values: Sequence[Any], shape: tuple[Hashable, ...]) -> Lookup[Any] | Figures:
        slots: list[Slot] = []
        slotted = [_slotted(value, slots) for value in values]
        return self._kind(lambda *_: self._make(*slotted, *shape), *slots)


def _form(value: Any, given: list[Any]) -> Any:
    """What of a value belongs to the shape; the rest of it goes to those that are given."""
    if value is None or value == "":
        return value
    if isinstance(value, list | tuple):
        return tuple(_form(one, given) for one in value)
    if is_dataclass(value):
        return (type(value), *(_form(getattr(value, one.name), given) for one in fields(value)))
    given.append(value)
    return type(value)


def _slotted(value: Any, slots: list[Slot]) -> Any:
    """The same with slots in the places of the values that are given."""
    if value is None or value == "":
        return value
    if isinstance(value, list | tuple):
        return tuple(_slotted(one, slots) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _slotted(getattr(value, one.name), slots) for one in fields(value)})
    slots.append(Slot(len(slots), DateTimeField() if isinstance(value, datetime) else None))
    return slots[-1]
