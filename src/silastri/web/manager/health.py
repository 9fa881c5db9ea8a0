"""Which services outside work, for who manages the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.journey.office import doctor, running, safety
from silastri.journey.office import health as journey
from silastri.journey.surveys import check_sums
from silastri.web.guard import DeskRequest, manager


@manager
def health(request: DeskRequest) -> HttpResponse:
    at = request.act.at
    findings = list(doctor.examine(at, quick=True))
    page = {
        "services": journey.services(),
        "alarms": running.alarms(at),
        "to_mend": [one for one in findings if one.remedy],
        "well": [one for one in findings if not one.remedy],
        "safety": safety.shown(),
        "duties": running.duties(),
        "now": at,
        "wrong_sums": running.wrong_sums(),
    }
    return render(request, "manager/health.html", page)


@manager
def recount_answers(request: DeskRequest) -> HttpResponse:
    """Mends the sums of the office's survey, where they are not those of its answers."""
    if request.method == "POST":
        mended = check_sums.mend(request.act)
        told = (
            f"Jumlah jawaban survei {mended} hari dihitung ulang." if mended else "Jumlah di kantor Anda sudah cocok."
        )
        messages.success(request, told)
    return redirect("health")
