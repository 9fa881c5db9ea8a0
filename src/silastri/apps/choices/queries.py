"""Finds what officers chose."""

from collections.abc import Iterable

from .models import Choice


def of(person_id: int) -> Choice:
    """What the person chose; what holds for everybody where he chose nothing."""
    return Choice.objects.filter(person=person_id).first() or Choice(person_id=person_id)


def of_all(people: Iterable[int]) -> dict[int, Choice]:
    """What those of the people chose who chose something."""
    return {one.person_id: one for one in Choice.objects.filter(person__in=list(people))}
