"""The counter: registers people, records their applications, and prints what they take home on paper."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.accounts import addresses as kept
from silastri.apps.accounts import queries as accounts
from silastri.apps.accounts.models import Person
from silastri.apps.cases import people as case_people
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.letters import queries as letters
from silastri.domain import identity
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere, NotYours
from silastri.journey.apply import addresses, draft, renew, ways
from silastri.journey.apply import counter as journey
from silastri.journey.desk import late_below
from silastri.journey.desk.my_tasks import count_my_tasks
from silastri.journey.papers import receipt as receipts
from silastri.journey.queueing import serve as queueing
from silastri.journey.signing import ready as to_sign
from silastri.web import filing
from silastri.web.case import repair
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf
from silastri.web.side import Side

from . import at_once
from .look import look
from .visitor import PersonForm, before, known_so_far, look_up, visitor_of

_SENT = (
    "Tautan dikirim ke nomor baru, kabar dan kode ke nomor lama. "
    "Nomor baru bisa dipakai 24 jam lagi, atau sekarang dengan kode itu."
)


def _act(request: Any) -> Act:
    act: Act = replace(request.act, via="counter")
    return act


def _services(request: DeskRequest) -> list[Service]:
    """What the officer's posts may register here."""
    posts, on = request.desk.posts, request.today
    in_force = catalog.in_force(request.desk.office.pk, on)
    return [v.service for v in in_force if catalog.definition(v.pk).sop.steps[0].recorder in posts]


def _may(request: DeskRequest) -> list[Service]:
    """Raises NotYours for an officer who registers nothing."""
    found = _services(request)
    if not found:
        raise NotYours("Pendaftaran di loket bukan tugas jabatan Anda.")
    return found


@officer
def first_page(request: DeskRequest) -> HttpResponse:
    """Where an officer begins: at the counter who registers people, at the signing session whom letters wait for, at
    their tasks all others. A superior whom nothing waits for begins at the figures of those below; who watches over the
    office, at what looks odd there."""
    desk = request.desk
    if desk.watches:
        return redirect("anomalies")
    if _services(request):
        return redirect("counter")
    if to_sign.waits(request.act):
        return redirect("signing")
    has_nothing = late_below.posts_below(desk) and not count_my_tasks(desk, request.act.at).total
    return redirect("figures" if has_nothing else "inbox")


@officer
def counter(request: DeskRequest) -> HttpResponse:
    """The first page of the counter: somebody is looked for, and the cases that are not finished. What is searched is
    sent by POST, so that no address holds it."""
    services = _may(request)
    keys = [service.pk for service in services]
    looked = look(request, keys)
    if looked.ref:
        return redirect("desk_case", looked.ref)
    if looked.nik:
        ready = at_once.offered(request, services)
        if len(ready) == len(services) == 1 and "langkah" not in request.POST:
            return at_once.page(request, ready[0], looked.nik)
        return _person(request, looked.nik)
    office = request.desk.office.pk
    page = {
        "form": looked.form,
        "services": services,
        "drafts": cases.at_counter(office, keys, "draft", filled_by=request.user.pk)[:30],
        "returned": cases.at_counter(office, keys, "returned")[:50],
        "people": looked.people,
    }
    return render(request, "officer/counter/counter.html", page, status=422 if looked.form.errors else 200)


def _person(request: DeskRequest, nik: str, form: PersonForm | None = None, status: int = 200) -> HttpResponse:
    """The person: known already, or to be registered."""
    known = look_up(request.act, nik)
    at, office = request.act.at, request.desk.office.pk
    is_unproven = known is not None and journey.is_unproven(known)
    # Neither the letters nor the number of an account that may be another's.
    shown = None if is_unproven else known
    is_here = shown is not None and office in case_people.offices_of(shown.pk)
    held = letters.held_by(shown.pk, on=request.today, office_id=office)[:20] if shown else []
    page = {
        "known": known,
        "is_unproven": is_unproven,
        "is_here": is_here,
        "nik": nik,
        "letters": [(letter, renew.offer(letter, at=at)) for letter in held],
        "form": form or PersonForm(initial=known_so_far(nik, known, office), is_unproven=is_unproven),
        "addresses": kept.proven(shown.pk) if shown and is_here else [],
        "names_trusted": bool(ways.to_number()),
        "services": _may(request),
        "ready": at_once.offered(request, _may(request)),
    }
    return render(request, "officer/counter/person.html", page | before(known, request.desk), status=status)


@officer
def begin(request: DeskRequest) -> HttpResponse:
    """Registers the person and opens a draft for the chosen service."""
    services = _may(request)
    if request.method != "POST":
        return redirect("counter")
    service = next((s for s in services if str(s.pk) == request.POST.get("layanan")), services[0])
    try:
        nik = identity.nik(request.POST.get("nik", ""), request.today).digits
        known = accounts.by_nik(nik)
        form = PersonForm(request.POST, is_unproven=known is not None and journey.is_unproven(known))
        if not form.is_valid():
            return _person(request, nik, form, 422)
        person = _taken_in(request, nik, form)
        if "simpan" in request.POST:
            return redirect("counter")
        address = form.cleaned_data["alamat"].strip()
        case = draft.start(_act(request), service=service, applicant=person, address=address)
        queueing.link_to_mine(request.act, ref=case.ref)
    except identity.NotAnIdentity:
        return redirect("counter")
    except (journey.NumberOfAnother, journey.NikUnproven) as refusal:
        form.add_error("telepon", str(refusal))
        return _person(request, nik, form, 422)
    except (journey.NotTheSameName, addresses.HisOwnNumber, ways.NoWay) as refusal:
        form.refuse(refusal)
        return _person(request, nik, form, 422)
    return redirect(
        "counter_fill_in" if catalog.definition(case.version_id).standard.form else "counter_attach", case.ref
    )


def _taken_in(request: DeskRequest, nik: str, form: PersonForm) -> Person:
    who = visitor_of(form.cleaned_data | {"nik": nik})
    person = journey.take_in(
        _act(request), name=who.name, nik=who.nik, phone=who.phone, account_is_anothers=who.account_is_anothers
    )
    if form.cleaned_data["orang_telepon"]:
        whose, phone = form.cleaned_data["orang_nama"], form.cleaned_data["orang_telepon"]
        addresses.name_trusted(_act(request), person=person, whose=whose, phone=phone)
        messages.success(request, "Kami bertanya kepada orang yang dipercaya. Nomornya dipakai setelah ia setuju.")
    asked = bool(who.phone) and person.phone != who.phone
    said = "Data tersimpan." if "simpan" in request.POST else ""
    sent = _SENT if asked else ""
    if said or sent:
        messages.success(request, f"{said} {sent}".strip())
    return person


def _find(request: DeskRequest, ref: str) -> Case:
    """A case that this counter may record. Raises CaseNotFound, NotYours."""
    case = cases.case_at_counter(ref, office=request.desk.office.pk)
    if catalog.definition(case.version_id).sop.steps[0].recorder not in request.desk.posts:
        raise NotYours("Pendaftaran layanan ini bukan tugas jabatan Anda.")
    draft.not_of_another(case, request.user.pk)
    return case


SIDE = Side(
    _find,
    _act,
    base="officer/base.html",
    home="counter",
    home_name="Loket",
    case="counter_case",
    fill_in="counter_fill_in",
    attach="counter_attach",
    detach="counter_detach",
    take_back="counter_take_back",
    parts="counter_parts",
    part="counter_part",
    document="counter_document",
    picture="counter_picture",
    submit="counter_submit",
    submitted="counter_submitted",
    discard="counter_discard",
    repair="counter_repair",
    at_counter=True,
)
VIEWS = filing.views(SIDE, officer)


@officer
def case(request: DeskRequest, ref: str) -> HttpResponse:
    found = _find(request, ref)
    if found.state == "draft":
        return filing.draft_page(request, SIDE, found)
    if found.state == "returned":
        page: dict[str, object] = {"case": found, "side": SIDE, "repair": repair.of_case(found)}
        page["standard"] = catalog.definition(found.version_id).standard
        return render(request, "officer/counter/returned.html", page)
    return redirect("desk_case", ref)


@officer
def submitted(request: DeskRequest, ref: str) -> HttpResponse:
    found = _find(request, ref)
    has_receipt = receipts.has_receipt(catalog.definition(found.version_id), cases.runs(found))
    return render(request, "officer/counter/submitted.html", {"case": found, "has_receipt": has_receipt})


@officer
def slip(request: DeskRequest, ref: str) -> HttpResponse:
    """The slip after registering: the number, and what happens next."""
    found = _find(request, ref)
    if found.state == "draft":
        raise NotThere("Permohonan ini belum dikirim.")
    return pdf(receipts.slip(found, at=request.act.at), f"bukti-{ref}")


@officer
def lacking(request: DeskRequest, ref: str) -> HttpResponse:
    """The list of what is lacking in a case that was returned."""
    found = cases.case(ref, office=request.desk.office.pk)
    if found.state != "returned":
        raise NotThere("Permohonan ini tidak sedang dikembalikan.")
    return pdf(receipts.lacking(found, at=request.act.at), f"kekurangan-{ref}")
