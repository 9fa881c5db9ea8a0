"""What may be done with one record, or one list of records: a form, an act, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.domain.refusal import NotThere
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest

from .forms import ActForm


@dataclass(frozen=True)
class Change:
    form: type[ActForm]
    act: Callable[..., Any]
    told: str


def change(
    request: DeskRequest,
    changes: dict[str, Change],
    what: str,
    pk: int,
    *,
    page: Callable[[DeskRequest, int, ActForm, int], HttpResponse],
    then: str,
) -> HttpResponse:
    """Carries out one of the changes that a page offers; the page again, where it was refused."""
    if what not in changes or request.method != "POST":
        raise NotThere("Halaman ini tidak ada.")
    chosen = changes[what]
    form = chosen.form(request.POST)
    if tried(form, lambda: chosen.act(request.act, pk=pk, **form.given())) is None:
        return page(request, pk, form, 422)
    messages.success(request, chosen.told)
    return redirect(then, pk)
