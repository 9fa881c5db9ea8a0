"""Beginning an application: by the button of the service, before or after signing in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.domain.refusal import NotThere
from silastri.journey.apply import draft
from silastri.web.gate.way_back import sign_in_for
from silastri.web.guard import public

# The session's key for the service whose button was pressed before signing in: an address alone begins nothing.
_PRESSED = "ajukan"


@public
def begin(request: Any, office: str, slug: str) -> HttpResponse:
    """Begins at the first question. Where a draft is there already, it is offered, and another only when asked for."""
    service = catalog.service(office, slug)
    if service is None:
        raise NotThere("Layanan ini tidak ada.")
    if not request.user.is_authenticated:
        if request.method == "POST":
            request.session[_PRESSED] = service.pk
        return redirect(sign_in_for(request.path))
    if _is_pressed(request, service):
        another = "baru" in request.POST
        case = draft.begin(request.act, service=service, applicant=request.user, another=another)
        if case is not None:
            return _first_page(case)
        if request.method == "POST":
            return redirect("begin", office, slug)
    page = {"service": service, "drafts": [(case, _whose(case)) for case in cases.drafts(request.user.pk, service.pk)]}
    return render(request, "applicant/begin.html", page)


def _is_pressed(request: Any, service: Service) -> bool:
    return bool(request.session.pop(_PRESSED, None) == service.pk or request.method == "POST")


def _whose(case: Case) -> str:
    """For whom a draft is, as far as it was typed."""
    holder = catalog.definition(case.version_id).standard.holder
    return str(case.answers.get("raw", {}).get(f"{holder}.nama", ""))


def _first_page(case: Case) -> HttpResponse:
    asks = bool(catalog.definition(case.version_id).standard.form)
    return redirect("fill_in" if asks else "attach", case.ref)
