"""An officer keeps a filter and an order of a list under a name; a view is the officer's own, in one office."""

from collections.abc import Mapping

from django.db import transaction

from silastri.apps.offices import operations as offices
from silastri.apps.offices import queries
from silastri.apps.offices.models import KeptView
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, NotThere

MOST, LONGEST = 20, 40


@transaction.atomic
def keep(act: Act, *, page: str, name: str, asked: Mapping[str, str]) -> KeptView:
    """Raises NotFit."""
    mine = queries.views(*_whose(act), page)
    name = _fitting(name, [view.name for view in mine])
    if len(mine) >= MOST:
        raise NotFit(f"Paling banyak {MOST} tampilan. Hapus salah satu lebih dulu.", {"nama": "Sudah terlalu banyak."})
    office, person = _whose(act)
    return offices.keep_view(office=office, person=person, page=page, name=name, asked=dict(asked))


@transaction.atomic
def rename(act: Act, *, pk: int, name: str) -> KeptView:
    """Raises NotThere, NotFit."""
    view = _mine(act, pk)
    others = [one.name for one in queries.views(*_whose(act), view.page) if one.pk != pk]
    offices.rename_view(view, _fitting(name, others))
    return view


@transaction.atomic
def forget(act: Act, *, pk: int) -> KeptView:
    """Raises NotThere."""
    view = _mine(act, pk)
    offices.forget_view(view)
    return view


def _whose(act: Act) -> tuple[int, int]:
    assert act.by.office is not None and act.by.person is not None
    return act.by.office, act.by.person


def _mine(act: Act, pk: int) -> KeptView:
    office, person = _whose(act)
    view = queries.view(pk, office_id=office, person_id=person)
    if view is None:
        raise NotThere("Tampilan ini tidak ada.")
    return view


def _fitting(name: str, others: list[str]) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise NotFit(f"Tulis nama tampilan, paling panjang {LONGEST} huruf.", {"nama": "Tulis nama tampilan."})
    if name.lower() in (other.lower() for other in others):
        raise NotFit(f"Anda sudah punya tampilan bernama {name}.", {"nama": "Pilih nama lain."})
    return name
