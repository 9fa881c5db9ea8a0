"""One page for one officer: who came and for what, the papers, the search, the outcome, and what goes home."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.accounts import queries as accounts
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service, Version
from silastri.apps.letters.models import HandOver
from silastri.domain import identity
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.field import PERSON_PARTS
from silastri.domain.definition.sop import Step
from silastri.domain.refusal import NotFit, NotYours
from silastri.journey.apply import at_once as journey
from silastri.journey.apply.counter import NikUnproven, NumberOfAnother, is_unproven
from silastri.journey.apply.foretell import foretell
from silastri.journey.case.dossier import dossier_of
from silastri.journey.queueing import serve as queueing
from silastri.journey.steps import search_registry
from silastri.journey.steps.check import FORM
from silastri.web.forms import ACCEPT, whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.officer import case as desk
from silastri.web.questions import inputs, typed
from silastri.web.regions import regions

from .visitor import PersonForm, before, known_so_far, look_up, visitor_of

# The fields of the page that are not an office's own questions.
_OWN = {
    "nik", "nama", "alamat", "telepon", "orang_nama", "orang_telepon", "orang_setuju", "bukan_akunnya",
    "layanan", "buka", "cari", "entri", "periode",
}  # fmt: skip
_PAPER = "berkas-"


@dataclass(frozen=True)
class Offer:
    """A service that this officer may do at once, by its version in force."""

    service: Service
    version: Version
    definition: Definition
    step: Step  # the look-up

    @property
    def questions(self) -> tuple[Any, ...]:
        return (*self.definition.standard.form, *self.step.form)


def offered(request: DeskRequest, services: list[Service]) -> list[Service]:
    """Those of the services that are done on this page."""
    return [service for service in services if _offer(request, service)]


def _offer(request: DeskRequest, service: Service) -> Offer | None:
    version = catalog.current(service, request.today)
    definition = catalog.definition(version.pk) if version else None
    step = journey.look_up_step(definition, request.desk.posts) if definition else None
    if version is None or definition is None or step is None:
        return None
    names = [*inputs(definition.standard.form), *inputs(step.form)]
    return Offer(service, version, definition, step) if len(set(names) | _OWN) == len(names) + len(_OWN) else None


def _asked_for(request: DeskRequest) -> tuple[Offer, str]:
    """The service and the NIK of a page that was sent. Raises NotYours, NotFit."""
    pk = whole(request.POST.get("layanan", ""))
    in_force = catalog.in_force(request.desk.office.pk, request.today)
    service = next((version.service for version in in_force if version.service_id == pk), None)
    offer = _offer(request, service) if service else None
    if offer is None:
        raise NotYours("Layanan ini tidak bisa diurus sekaligus oleh jabatan Anda.")
    try:
        return offer, identity.nik(request.POST.get("nik", ""), request.today).digits
    except identity.NotAnIdentity as error:
        raise NotFit(str(error)) from None


def page(request: DeskRequest, service: Service, nik: str) -> HttpResponse:
    """The page of somebody with that NIK: what is known of him already, and what the registry says."""
    offer = _offer(request, service)
    assert offer
    return _page(request, offer, nik)


def _page(
    request: DeskRequest, offer: Offer, nik: str, form: PersonForm | None = None, errors: dict[str, str] | None = None
) -> HttpResponse:
    known = look_up(request.act, nik)
    first: dict[str, Any] = known_so_far(nik, known, request.desk.office.pk)
    context: dict[str, Any] = {"now": request.act.at}
    raw = typed(offer.questions, request.POST)
    try:
        own = search_registry.search_nik(request.act, nik)
    except NotFit as refusal:
        context["no_search"] = str(refusal)
    else:
        seen = request.POST.get("periode", "") == str(own.period.pk)
        only = own.entries[0] if len(own.entries) == 1 else None
        chosen = request.POST.get("entri", "") if seen else str(only.pk) if only else ""
        context |= {"by_nik": own, "entries": own.entries, "chosen": chosen}
        if only and known is None:
            first |= {"nama": only.sealed["nama"], "alamat": only.sealed.get("alamat", "")}
    context |= before(known, request.desk)
    context |= {
        "offer": offer,
        "known": known,
        "nik": nik,
        "form": form or PersonForm(initial=first, is_unproven=known is not None and is_unproven(known)),
        "is_unproven": known is not None and is_unproven(known),
        "errors": errors or {},
        "raw": raw,
        "accept": ACCEPT,
        "papers": [r for r in offer.definition.standard.requirements if not r.is_thing],
        "parts": PERSON_PARTS,
        "regions": regions(),
    }
    return render(request, "officer/counter/at_once.html", context, status=422 if errors else 200)


def _filled(request: DeskRequest, offer: Offer) -> journey.Filled:
    scans = {
        key: journey.Scan(sent.read(), sent.name or "berkas")
        for key in (r.key for r in offer.definition.standard.requirements)
        if (sent := request.FILES.get(_PAPER + key))
    }
    return journey.Filled(
        answers=typed(offer.definition.standard.form, request.POST),
        at_step=typed(offer.step.form, request.POST),
        entry=request.POST.get("entri", "")[:20],
        searched=request.POST.get("periode", "")[:20],
        scans=scans,
    )


@officer
def at_once(request: DeskRequest) -> HttpResponse:
    """With ``buka`` the page is only opened."""
    if request.method != "POST":
        return redirect("counter")
    offer, nik = _asked_for(request)
    if request.POST.get("buka"):
        return _page(request, offer, nik)
    known = accounts.by_nik(nik)
    form = PersonForm(request.POST, is_unproven=known is not None and is_unproven(known))
    errors = {f"id_{name}": " ".join(map(str, sentences)) for name, sentences in form.errors.items()}
    if not errors:
        try:
            data = form.cleaned_data | {"nik": nik}
            filled = _filled(request, offer)
            case = journey.at_once(request.act, service=offer.service, visitor=visitor_of(data), filled=filled)
        except (NumberOfAnother, NikUnproven) as refusal:
            errors = {"id_telepon": str(refusal)}
        except NotFit as refusal:
            errors = _places(refusal, offer)
        else:
            queueing.link_to_mine(request.act, ref=case.ref)
            return _go(request, reverse("counter_done", args=[case.ref]))
    if _by_htmx(request):
        return render(request, "officer/counter/_at_once_errors.html", {"errors": errors}, status=422)
    return _page(request, offer, nik, form, errors)


def _by_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


def _go(request: DeskRequest, address: str) -> HttpResponse:
    """Leads on: a form that htmx sent is answered by a header."""
    if not _by_htmx(request):
        return redirect(address)
    response = HttpResponse()
    response["HX-Redirect"] = address
    return response


def _places(refusal: NotFit, offer: Offer) -> dict[str, str]:
    """What is wrong, by the place on the page where it is mended."""
    papers = {r.key for r in offer.definition.standard.requirements}
    fields = {key: sentence for key, sentence in refusal.fields.items() if key != FORM}
    if not fields:
        return {"": refusal.fields.get(FORM) or str(refusal)}
    places = {"entri": "id_entri", "nama": "id_nama"} | {key: _PAPER + key for key in papers}
    return {places.get(key, key): sentence for key, sentence in fields.items()}


@officer
def foretold(request: DeskRequest) -> HttpResponse:
    """Which questions to show now, and what would come of the answers."""
    if request.method != "POST":
        return redirect("counter")
    offer, nik = _asked_for(request)
    visitor = journey.Visitor(nik, request.POST.get("nama", "")[:100], request.POST.get("alamat", "")[:300])
    found = foretell(
        request.act, version=offer.version, definition=offer.definition, step=offer.step, visitor=visitor,
        filled=_filled(request, offer),
    )  # fmt: skip
    response = render(request, "officer/counter/_foretold.html", {"found": found})
    response["HX-Trigger"] = json.dumps({"asked": {"keys": sorted(found.asked)}})
    return response


@officer
def entries(request: DeskRequest) -> HttpResponse:
    """The entries to choose from after a search by KK number or name."""
    if request.method != "POST":
        return redirect("counter")
    _, nik = _asked_for(request)
    own = search_registry.search_nik(request.act, nik)
    context: dict[str, Any] = {"by_nik": own, "entries": own.entries}
    if not own.entries:
        try:
            context["entries"] = search_registry.search(request.act, request.POST.get("cari", "")[:100])
        except NotFit as refusal:
            context["entry_error"] = str(refusal)
    return render(request, "officer/counter/_choices.html", context)


@officer
def done(request: DeskRequest, ref: str) -> HttpResponse:
    """What came of it, and what goes home: the letter or the sheet, and its handing over where it waits for him."""
    found = desk.context(request, desk.find(request, ref))
    case, form = found["case"], found["form"]
    if journey.look_up_step(dossier_of(case).definition, request.desk.posts) is None:
        return redirect("desk_case", ref)
    if form and found["act_name"] == "hand_over":
        form.initial["bukti"] = HandOver.Proof.KTP  # which was just seen
    return render(request, "officer/counter/at_once_done.html", found)
