"""An office's own text of a message that waits for a second person: what is different, how it looks, the decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.wordings.models import Wording
from silastri.domain.words.messages.samples import TITLES
from silastri.journey.office import message_text as texts
from silastri.journey.office import publish_message_text as journey
from silastri.web.desk.message_preview import changed, preview
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest, officer


class RefusedTextForm(Form):
    alasan = text("Alasan bila ditolak", most=500, required=False)


@officer
def message_text_draft(request: DeskRequest, pk: int) -> HttpResponse:
    form = RefusedTextForm(request.POST if request.method == "POST" else None)
    said = tried(form, lambda: _decided(request, pk, form.cleaned_data["alasan"]))
    if said:
        messages.success(request, said)
        return redirect("message_text_draft", pk)
    draft = journey.find(request.desk, pk)
    of, waits = texts.of_draft(draft), draft.state == Wording.State.PROPOSED
    page = {
        "draft": draft,
        "of": of,
        "title": TITLES[of.key][0],
        "lines": changed(of.pattern, draft.pattern) if waits or draft.is_open else [],
        "look": preview(draft.pattern, of.template),
        "form": form,
        "waits": waits,
        "may_decide": waits and journey.is_second(request.act, draft),
    }
    return render(request, "officer/message_text.html", page, status=422 if form.errors else 200)


def _decided(request: DeskRequest, pk: int, why: str) -> str:
    if request.POST.get("putusan") == "setuju":
        version = journey.publish(request.act, desk=request.desk, pk=pk)
        return f"Teks dipakai mulai sekarang, sebagai versi {version}. Pesan yang sudah menunggu tidak berubah."
    journey.refuse(request.act, desk=request.desk, pk=pk, why=why)
    return "Teks ditolak. Tidak ada yang berubah."
