"""What an office announces during the time in which the law lets people object."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.offices import queries as offices
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.case.dossier import Dossier
from silastri.journey.steps import wait as journey
from silastri.web.gate.limits import slow_down
from silastri.web.guard import public
from silastri.web.zone import show_time_of


@public
def notices(request: Any, slug: str) -> HttpResponse:
    office = offices.by_slug(slug)
    if office is None:
        raise NotThere("Kantor ini tidak ada.")
    show_time_of(office)
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = _objected(request, office.pk)
        if not errors:
            messages.success(request, "Keberatan Anda sudah kami catat. Petugas akan menghubungi Anda.")
            return redirect("notices", slug)
    ref, shown = request.POST.get("nomor", ""), []
    for dossier in journey.announced(office.pk, at=request.act.at):
        is_it = dossier.case.ref == ref
        shown.append((dossier, _text(dossier), errors if is_it else {}, request.POST if is_it else {}))
    places = {f"{name}-{ref}" if any(row[2] for row in shown) else "": said for name, said in errors.items()}
    page = {"slug": slug, "office": offices.definition(office), "shown": shown, "places": places}
    return render(request, "public/notices.html", page, status=422 if errors else 200)


def _objected(request: Any, office: int) -> dict[str, str]:
    sent = {
        key: request.POST.get(key, "")[:most] for key, most in (("nama", 100), ("kontak", 100), ("keberatan", 2000))
    }
    try:
        slow_down(request, "objection", most=5, sentence="Sudah beberapa keberatan dari jaringan ini.")
        journey.object_(
            request.act,
            office=office,
            ref=request.POST.get("nomor", "")[:30],
            name=sent["nama"],
            contact=sent["kontak"],
            text=sent["keberatan"],
        )
    except NotFit as refusal:
        return refusal.fields
    return {}


def _text(dossier: Dossier) -> list[str]:
    """The paragraphs of the announcement."""
    filled = dossier.definition.letters[dossier.step.notice].fill(dossier.work_out_facts())
    return [part.replace("\\", "") for part in filled.split("\n\n") if part.strip()]
