"""What changed in the notice of personal data since its reader agreed to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.domain.personal_data import notice
from silastri.journey.personal_data import reread
from silastri.web.gate.way_back import way_back
from silastri.web.guard import Request, reader

_NO = "Jawaban Anda tercatat. Di sini Anda bisa meminta pemakaian data dibatasi, atau data dihapus."


@reader
def changed_notice(request: Request) -> HttpResponse:
    """Whoever read it goes on, with a yes or a no: a no closes nothing, and leads to what may be asked for."""
    changes = reread.changed(request.user)
    if not changes:
        return redirect(way_back(request) or "start")
    answer = request.POST.get("jawab")
    if request.method != "POST" or answer not in ("ya", "tidak"):
        page = {"changes": changes, "edition": notice.HOUSE, "next": way_back(request)}
        status = 422 if request.method == "POST" else 200
        return render(request, "applicant/personal_data/changed_notice.html", page, status=status)
    reread.answer(request.act, person=request.user, agrees=answer == "ya")
    if answer == "ya":
        return redirect(way_back(request) or "start")
    messages.info(request, _NO)
    return redirect("my_data")
