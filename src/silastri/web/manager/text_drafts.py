"""A manager changes the text of a letter: written, checked, looked at, and handed to a second person."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service, TextDraft
from silastri.domain.refusal import NotThere
from silastri.domain.words.difference import difference
from silastri.journey.letters import sample_letter
from silastri.journey.letters.sample_letter import Sample
from silastri.journey.office import text_draft as journey
from silastri.web.desk.draft_preview import FILLINGS, filling, pages
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest, manager


class TextForm(Form):
    sometimes = frozenset({"alasan"})
    naskah = text("Naskah", most=journey.LONGEST, widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}))
    alasan = text(
        "Mengapa diubah", most=500, required=False, hint="Wajib sebelum diajukan. Dibaca orang kedua, dan disimpan."
    )


@manager
def edit(request: DeskRequest, slug: str, key: str) -> HttpResponse:
    service, letter = _letter(request, slug, key)
    base = journey.base_of(request.act, service, letter.file)
    draft = journey.open_draft(service, letter.file)
    first = draft or _refused(request, service, letter.file)
    initial = {"naskah": first.text, "alasan": first.why} if first else {"naskah": base.texts[letter.file]}
    form = TextForm(request.POST if request.method == "POST" else None, initial=initial)
    saved = tried(form, lambda: _saved(request, service, letter.file, form.cleaned_data))
    if saved:
        return _next(request, form, saved, slug, key) or _page(request, service, letter, form, saved)
    return _page(request, service, letter, form, draft, refused=first if first and not first.is_open else None)


def _saved(request: DeskRequest, service: Service, file: str, said: dict[str, str]) -> TextDraft:
    return journey.write(request.act, service=service, file=file, text=said["naskah"], why=said["alasan"])


def _next(request: DeskRequest, form: TextForm, draft: TextDraft, slug: str, key: str) -> HttpResponse | None:
    """Where it goes on after the draft was kept; None where it could not be proposed."""
    if request.POST.get("tindakan") != "ajukan":
        messages.success(request, "Draf tersimpan. Belum ada yang terbit.")
        return redirect("edit_text", slug, key)
    proposed = tried(form, lambda: journey.propose(request.act, draft=draft) or True)
    if not proposed:
        return None
    messages.success(request, "Naskah diajukan. Terbit setelah disetujui orang kedua.")
    return redirect("text_draft", draft.pk)


def _page(
    request: DeskRequest,
    service: Service,
    letter: Sample,
    form: TextForm,
    draft: TextDraft | None,
    refused: TextDraft | None = None,
) -> HttpResponse:
    isi = filling(request)
    mine = draft is None or (draft.author_id == request.user.pk and draft.state == TextDraft.State.DRAFT)
    page: dict[str, Any] = {
        "service": service,
        "letter": letter,
        "form": form if mine else None,
        "draft": draft,
        "refused": refused,
        "findings": journey.findings(draft) if draft else [],
        "lines": difference(draft.base.texts.get(draft.file, ""), draft.text) if draft else [],
        "pages": pages(request.act, draft, isi) if draft else (),
        "filling": isi,
        "fillings": FILLINGS.items(),
    }
    return render(request, "manager/text_draft.html", page, status=422 if form.errors else 200)


@manager
def withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    draft = catalog.drafts(request.desk.office.pk).filter(pk=pk).first()
    if draft is None:
        raise NotThere("Draf naskah ini tidak ada.")
    if request.method == "POST":
        journey.withdraw(request.act, draft=draft)
        messages.success(request, "Draf ditarik. Naskah yang terbit tidak berubah.")
    return redirect("letter_texts")


@manager
def history(request: DeskRequest, slug: str, key: str) -> HttpResponse:
    """Every version that changed the text: who, when, why, and what was different."""
    service, letter = _letter(request, slug, key)
    rows = [
        (version, getattr(version, "draft", None), difference(before, version.texts[letter.file]) if before else [])
        for version, before in catalog.text_history(service, letter.file)
        if letter.file in version.texts
    ]
    ended = catalog.drafts(request.desk.office.pk).filter(service=service, file=letter.file)
    page = {
        "service": service,
        "letter": letter,
        "rows": rows,
        "dropped": ended.filter(state__in=[TextDraft.State.REFUSED, TextDraft.State.WITHDRAWN])[:20],
    }
    return render(request, "manager/text_history.html", page)


@manager
def source(request: DeskRequest, slug: str, key: str) -> HttpResponse:
    """The published text as a file, for the folder of the definition."""
    service, letter = _letter(request, slug, key)
    text = catalog.newest(service).texts.get(letter.file, "")
    named = {"Content-Disposition": f'attachment; filename="{letter.file}"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=named)


def _letter(request: DeskRequest, slug: str, key: str) -> tuple[Service, Sample]:
    """Raises NotThere for a service or letter that the office has not."""
    service = catalog.service(request.desk.office.slug, slug)
    found = sample_letter.samples(catalog.definition(catalog.newest(service).pk)) if service else []
    letter = next((one for one in found if one.key == key), None)
    if service is None or letter is None:
        raise NotThere("Surat ini tidak ada di kantor Anda.")
    return service, letter


def _refused(request: DeskRequest, service: Service, file: str) -> TextDraft | None:
    """The manager's own last draft, if it was refused: he goes on from there."""
    last = catalog.drafts(request.desk.office.pk).filter(service=service, file=file).first()
    mine = last and last.author_id == request.user.pk and last.state == TextDraft.State.REFUSED
    return last if mine else None
