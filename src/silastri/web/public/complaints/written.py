"""The public form of a complaint: first who will know, then what happened. No account and no case are needed."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.complaints.models import Complaint
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.complaints import gives_away
from silastri.domain.refusal import NotThere, Refusal, TooOften
from silastri.journey.complaints import doubles
from silastri.journey.complaints.take_in import came_before, take_in
from silastri.web.complaint_form import CONTACT, IDENTITIES, ComplaintForm, case_of, of_service
from silastri.web.gate.limits import slow_down
from silastri.web.guard import Request, public
from silastri.web.middleware import status_of

_MOST = 20  # complaints from one address in ten minutes: a school or a village hall has one address for all
_SEVERAL = "Terlalu banyak pengaduan dari jaringan ini. Tulisan Anda belum terkirim, tetapi masih ada di bawah."


@public
def choose_office(request: Request) -> HttpResponse:
    """Which office it is for; the only one where there is just one."""
    only = offices.only_one()
    if only:
        return redirect(_with_query(reverse("complain", args=[only.slug]), request.GET))
    found = [(office.slug, offices.definition(office)) for office in offices.offices()]
    return render(request, "public/complaints/offices.html", {"offices": found})


@public
def short(request: Request, office: str) -> HttpResponse:
    """The address that a QR on a wall or on the screen of the waiting room has."""
    return redirect("complain", _office(office).slug)


@public
def complain(request: Request, office: str) -> HttpResponse:
    found = _office(office)
    identity = (request.POST or request.GET).get("identitas", "")
    if identity not in IDENTITIES:
        return _choose_identity(request, found)
    if request.method != "POST":
        return _page(request, found, identity, _form(request, found, identity))
    form = _form(request, found, identity)
    if not form.is_valid():
        return _page(request, found, identity, form, status=422)
    return _sent(request, found, identity, form)


def _sent(request: Request, office: Office, identity: str, form: ComplaintForm) -> HttpResponse:
    came = form.came(identity=identity, browser=request.META.get("CSRF_COOKIE", ""), **_known(request, identity))
    told = gives_away.in_words(f"{came.text}\n{came.wish}") if came.is_anonymous else ""
    if told and "apa_adanya" not in request.POST:
        return _page(request, office, identity, form, status=422, gives_away=told)
    try:
        before = came_before(came)
        if before is None:
            slow_down(request, "complaint", most=_MOST, sentence=_SEVERAL)
        kept = before or take_in(request.act, came)
    except TooOften as refusal:
        form.add_error(None, str(refusal))
        return _page(request, office, identity, form, status=429)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, office, identity, form, status=status_of(refusal))
    return redirect("complaint_received", kept.code)


def _known(request: Request, identity: str) -> dict[str, Any]:
    """Who is signed in, where the name may be known."""
    if identity == Complaint.Identity.ANONYMOUS or not request.user.is_authenticated:
        return {}
    return {"person": request.user.pk}


def _form(request: Request, office: Office, identity: str) -> ComplaintForm:
    sent = request.POST if request.method == "POST" else None
    about = (request.POST or request.GET).get("layanan", "")
    ref = (request.POST or request.GET).get("permohonan", "")
    case = case_of(ref)
    slug = about or (case.service.slug if case and case.office_id == office.pk else "")
    known = of_service(office, slug, offices.today(office, request.act.at))
    first = {"jenis": "complaint", "layanan": slug, "permohonan": case.ref if case else ""}
    if identity != Complaint.Identity.ANONYMOUS and request.user.is_authenticated:
        first |= {"nama": request.user.name, "telepon": request.user.phone or ""}
    form = ComplaintForm(sent, request.FILES or None, office=office, at=request.act.at, known=known, initial=first)
    if identity == Complaint.Identity.ANONYMOUS:
        for name in (*CONTACT, "permohonan"):
            del form.fields[name]
    return form


def _choose_identity(request: Request, office: Office) -> HttpResponse:
    wrong = "identitas" in request.GET or request.method == "POST"
    page = {
        "office": offices.definition(office),
        "slug": office.slug,
        "identities": IDENTITIES,
        "carried": {name: request.GET[name] for name in ("layanan", "permohonan") if request.GET.get(name)},
        "wrong": wrong,
    }
    return render(request, "public/complaints/identity.html", page, status=422 if wrong else 200)


def _page(
    request: Request, office: Office, identity: str, form: ComplaintForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    label, seen_by = IDENTITIES[identity]
    page = {
        "office": offices.definition(office),
        "slug": office.slug,
        "identity": identity,
        "identity_label": label,
        "seen_by": seen_by,
        "form": form,
        "contact": [form[name] for name in CONTACT if name in form.fields],
        "happened": [form[name] for name in form.fields if name not in CONTACT],
    }
    return render(request, "public/complaints/form.html", page | more, status=status)


@public
def alike(request: Request, office: str) -> HttpResponse:
    """While somebody types: his own complaints that may be the same. Nobody is told of another's."""
    found = _office(office)
    mine = []
    if request.method == "POST" and request.user.is_authenticated:
        text, case = request.POST.get("isi", "")[:5000], case_of(request.POST.get("permohonan", ""))
        mine = doubles.likely(found, text, request.act.at, case=case, person=request.user.pk)
    return render(request, "public/complaints/_alike.html", {"mine": mine})


def _office(slug: str) -> Office:
    found = offices.by_slug(slug)
    if found is None:
        raise NotThere("Kantor ini tidak ada.")
    return found


def _with_query(address: str, query: QueryDict) -> str:
    return f"{address}?{query.urlencode()}" if query else address
