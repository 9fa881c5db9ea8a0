"""The texts of messages: which there are, in whose words, and one of them to be changed by two persons."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service
from silastri.apps.wordings import queries as wordings
from silastri.apps.wordings.models import Wording
from silastri.domain.refusal import NotThere
from silastri.domain.words.messages import check
from silastri.domain.words.messages.samples import GROUPS, PLACES, TITLES, read, spoken
from silastri.domain.words.messages.table import TEMPLATES
from silastri.domain.words.messages.template import places
from silastri.journey.office import message_text as journey
from silastri.journey.office import text_approval, try_message_text
from silastri.web.desk.message_preview import changed, preview
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest, manager

State = Wording.State


class MessageTextForm(Form):
    sometimes = frozenset({"alasan"})
    teks = text("Teks kantor Anda", most=2 * check.LONGEST, widget=forms.Textarea(attrs={"rows": 9}), strip=False)
    alasan = text(
        "Mengapa diubah", most=500, required=False, hint="Wajib sebelum diajukan. Dibaca orang kedua, dan disimpan."
    )

    def clean_teks(self) -> str:
        return read(self.cleaned_data["teks"])


@manager
def message_texts(request: DeskRequest) -> HttpResponse:
    service = _service(request)
    used, office = wordings.in_use(request.desk.office), wordings.of_office(request.desk.office.pk)
    mine = {one.template: one for one in office.filter(service=service, state=State.PUBLISHED)}
    open_ = {one.template: one for one in office.filter(service=service, state__in=[State.DRAFT, State.PROPOSED])}
    rows = [
        (TEMPLATES[key].purpose, key, title, when, mine.get(key), open_.get(key), (None, key) in used)
        for key, (title, when) in TITLES.items()
    ]
    page = {
        "groups": [(name, [row[1:] for row in rows if row[0] is purpose]) for purpose, name in GROUPS.items()],
        "service": service,
        "services": catalog.services(request.desk.office.slug),
        "needs_approval": text_approval.needs_approval(),
    }
    return render(request, "manager/message_texts.html", page)


@manager
def message_text(request: DeskRequest, key: str) -> HttpResponse:
    of = journey.text(request.desk.office, key, _service(request))
    draft = of.draft
    first = draft or _refused(request, of)
    initial = {"teks": spoken(first.pattern if first else of.pattern), "alasan": first.why if first else ""}
    form = MessageTextForm(request.POST if request.method == "POST" else None, initial=initial)
    done = tried(form, lambda: _done(request, of, form))
    if isinstance(done, HttpResponse):
        return done
    return _page(request, of, form, first)


def _done(request: DeskRequest, of: journey.Text, form: MessageTextForm) -> HttpResponse | bool:
    """Carries out what the button says; an answer where the page goes on elsewhere. Raises NotFit."""
    said, what = form.cleaned_data, request.POST.get("tindakan")
    if what == "coba":
        try_message_text.send(request.act, of=of, pattern=said["teks"])
        messages.success(request, "Percobaan dikirim ke nomor Anda. Teks ini belum disimpan.")
        return True
    kept = of.draft
    same = kept and (kept.pattern, kept.why) == (check.tidied(said["teks"]), said["alasan"].strip())
    draft = kept if kept and same else journey.write(request.act, of=of, pattern=said["teks"], why=said["alasan"])
    if what != "ajukan":
        messages.success(request, "Draf tersimpan. Belum ada yang berubah bagi penerima.")
        return redirect(_address(of))
    journey.propose(request.act, draft=draft)
    messages.success(request, "Teks diajukan. Dipakai setelah disetujui orang kedua.")
    return redirect("message_text_draft", draft.pk)


def _page(request: DeskRequest, of: journey.Text, form: MessageTextForm, first: Wording | None) -> HttpResponse:
    draft = of.draft
    mine = draft is None or (draft.drafted_by_id == request.user.pk and draft.state == State.DRAFT)
    typed = str(form["teks"].value() or "")
    page: dict[str, Any] = {
        "of": of,
        "title": TITLES[of.key][0],
        "when": TITLES[of.key][1],
        "group": GROUPS[of.template.purpose],
        "house": spoken(of.template.pattern),
        "here": _address(of),
        "services": catalog.services(of.office.slug),
        "form": form if mine else None,
        "draft": draft,
        "refused": first if first and not first.is_open else None,
        "places": [(spoken(f"{{{name}}}"), PLACES[name], name in check.needed(of.template)) for name in _places(of)],
        "look": preview(read(typed) if mine else draft.pattern if draft else of.pattern, of.template),
        "lines": changed(of.pattern, draft.pattern) if draft else [],
        "history": _history(of),
        "approvals": _approvals(request, of),
    }
    return render(request, "manager/message_text.html", page, status=422 if form.errors else 200)


@manager
def message_text_check(request: DeskRequest, key: str) -> HttpResponse:
    """The text as it is typed: how it looks, and what is wrong with it."""
    of = journey.text(request.desk.office, key)
    shown = preview(read(request.POST.get("teks", "")[: 2 * check.LONGEST]), of.template)
    return render(request, "officer/_message_preview.html", {"look": shown})


@manager
def withdraw_message_text(request: DeskRequest, pk: int) -> HttpResponse:
    draft = wordings.of_office(request.desk.office.pk).filter(pk=pk).first()
    if draft is None:
        raise NotThere("Teks pesan ini tidak ada.")
    if request.method == "POST":
        journey.withdraw(request.act, draft=draft)
        messages.success(request, "Draf ditarik. Teks yang dipakai tidak berubah.")
    return redirect(_address(journey.of_draft(draft)))


@manager
def message_text_approvals(request: DeskRequest) -> HttpResponse:
    """How the texts stand at WhatsApp; a button proposes those that are not there yet, another asks."""
    office = request.desk.office
    if request.method == "POST" and text_approval.needs_approval():
        messages.success(request, _asked(request))
        return redirect("message_text_approvals")
    wanted = text_approval.wanted(request.act, office) if text_approval.needs_approval() else []
    page = {"wanted": wanted, "needs_approval": text_approval.needs_approval()}
    return render(request, "manager/message_text_approvals.html", page)


def _asked(request: DeskRequest) -> str:
    if request.POST.get("tindakan") == "tanya":
        changed = text_approval.ask(request.act)
        return f"Sudah ditanyakan. {changed} teks berubah." if changed else "Sudah ditanyakan. Tidak ada yang berubah."
    name = request.POST.get("teks_wa", "")
    taken = text_approval.propose(request.act, request.desk.office, {name} if name else None)
    return f"{taken} teks diajukan ke WhatsApp." if taken else "Tidak ada teks yang diterima WhatsApp."


def _approvals(request: DeskRequest, of: journey.Text) -> list[text_approval.Wanted]:
    """How the text in use, and the house's, stand at WhatsApp."""
    if not text_approval.needs_approval():
        return []
    used = of.used
    found = [one for one in text_approval.wanted(request.act, of.office) if one.approval.template == of.key]
    return [one for one in found if one.approval.wording_id in (None, used and used.pk)]


def _history(of: journey.Text) -> list[tuple[Wording, str, list[Any]]]:
    """Every text that was in use, each with what it changed; the newest first."""
    found = list(of.all.filter(published_at__isnull=False))
    before = [*(one.pattern for one in found[1:]), of.template.pattern]
    return [(one, spoken(one.pattern), changed(was, one.pattern)) for one, was in zip(found, before, strict=False)]


def _places(of: journey.Text) -> list[str]:
    return list(dict.fromkeys(places(of.template.pattern)))


def _service(request: DeskRequest) -> Service | None:
    """The service that was chosen; none is all services. Raises NotThere."""
    slug = request.GET.get("layanan", "")
    found = catalog.service(request.desk.office.slug, slug) if slug else None
    if slug and found is None:
        raise NotThere("Layanan ini tidak ada di kantor Anda.")
    return found


def _address(of: journey.Text) -> str:
    return reverse("message_text", args=[of.key]) + (f"?layanan={of.service.slug}" if of.service else "")


def _refused(request: DeskRequest, of: journey.Text) -> Wording | None:
    """The manager's own last draft, if it was refused: he goes on from there."""
    last = of.all.first()
    mine = last and last.drafted_by_id == request.user.pk and last.state == State.REFUSED
    return last if mine else None
