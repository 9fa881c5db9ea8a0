"""Changed texts of letters that wait for a second person: what is different, how it looks, and the decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.catalog.models import TextDraft
from silastri.apps.wordings.models import Wording
from silastri.domain.words.difference import difference
from silastri.domain.words.messages import samples
from silastri.journey.office import publish_message_text
from silastri.journey.office import publish_text as journey
from silastri.journey.papers import picture as pictures
from silastri.web.desk.draft_preview import FILLINGS, drawn, filling, pages
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


class ObjectionForm(Form):
    alasan = text("Alasan bila ditolak", most=500, required=False)


def _message_texts(request: DeskRequest) -> list[tuple[Wording, str]]:
    """Those of messages that wait for a second person too, each with what the message is called."""
    return [(one, samples.title(one.template)) for one in publish_message_text.waiting(request.desk)]


@officer
def waiting(request: DeskRequest) -> HttpResponse:
    return render(
        request,
        "officer/letters/changed_texts.html",
        {"drafts": journey.waiting(request.desk), "message_texts": _message_texts(request)},
    )


@officer
def text_draft(request: DeskRequest, pk: int) -> HttpResponse:
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    said = tried(form, lambda: _decided(request, pk, form.cleaned_data["alasan"]))
    if said:
        messages.success(request, said)
        return redirect("text_draft", pk)
    draft, isi = journey.find(request.desk, pk), filling(request)
    waits = draft.state == TextDraft.State.PROPOSED
    page = {
        "draft": draft,
        "lines": difference(draft.base.texts.get(draft.file, ""), draft.text),
        "pages": pages(request.act, draft, isi),
        "filling": isi,
        "fillings": FILLINGS.items(),
        "form": form,
        "waits": waits,
        "may_decide": waits and journey.is_second(request.act, draft),
    }
    return render(request, "officer/letters/changed_text.html", page, status=422 if form.errors else 200)


def _decided(request: DeskRequest, pk: int, why: str) -> str:
    if request.POST.get("putusan") == "setuju":
        version = journey.publish(request.act, desk=request.desk, pk=pk)
        return f"Naskah terbit sebagai versi {version.number}. Permohonan yang berjalan tetap memakai naskah lama."
    journey.refuse(request.act, desk=request.desk, pk=pk, why=why)
    return "Naskah ditolak. Tidak ada yang berubah."


@officer
def text_draft_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    draft = journey.find(request.desk, pk)
    return pdf(drawn(request.act, draft, filling(request)), f"draf-{draft.service.slug}-{pk}")


@officer
def text_draft_picture(request: DeskRequest, pk: int, page: int) -> HttpResponse:
    content = drawn(request.act, journey.find(request.desk, pk), filling(request))
    return HttpResponse(pictures.of_pdf(content, page=page, width=900), content_type="image/webp")
