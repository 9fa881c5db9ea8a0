"""What an officer does with a conversation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.conversations.models import Conversation
from silastri.domain.refusal import NotThere
from silastri.journey.inbox import desk, handle, reply
from silastri.journey.inbox import join as joining
from silastri.web.forms import Form, tried, whole
from silastri.web.guard import DeskRequest, officer

from .forms import AnswerForm, AssignForm, JoinForm
from .one import page


@officer
def answer(request: DeskRequest, pk: int) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    return _with_form(
        request, pk, "answer_form", form, lambda: reply.reply(request.act, pk=pk, text=form.cleaned_data["jawaban"])
    )


@officer
def send_whereabouts(request: DeskRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        reply.send_whereabouts(request.act, pk=pk, ref=request.POST.get("nomor", "")[:20])
        messages.success(request, "Keadaan permohonan dikirim.")
    return redirect("conversation", pk)


@officer
def assign(request: DeskRequest, pk: int) -> HttpResponse:
    found = desk.conversation(request.act, pk)
    form = AssignForm(
        request.POST or None, helpers=desk.helpers(found.office, request.act.at).values(), auto_id="serah-%s"
    )
    told = "Percakapan sudah diserahkan."
    return _with_form(request, pk, "assign_form", form, lambda: _assigned(request, pk, form), told)


def _assigned(request: DeskRequest, pk: int, form: AssignForm) -> Conversation:
    chosen = form.cleaned_data["rekan"]
    return handle.assign(request.act, pk=pk, to=whole(chosen) if chosen else None)


@officer
def join(request: DeskRequest, pk: int) -> HttpResponse:
    form = JoinForm(request.POST or None, auto_id="cocok-%s")
    told = "Pengirim sudah dicocokkan dengan KTP."
    return _with_form(request, pk, "join_form", form, lambda: _joined(request, pk, form), told)


def _joined(request: DeskRequest, pk: int, form: JoinForm) -> Conversation:
    data = form.cleaned_data
    return joining.join(request.act, pk=pk, nik=data["nik"], card_seen=data["ktp_dilihat"])


@officer
def change(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """Takes it, closes it, or opens it again."""
    act = _CHANGES.get(what)
    if act is None:
        raise NotThere("Halaman ini tidak ada.")
    if request.method != "POST":
        return redirect("conversation", pk)
    carry_out, told = act
    carry_out(request, pk)
    messages.success(request, told)
    return redirect("conversations") if what == "tutup" else redirect("conversation", pk)


_CHANGES: dict[str, tuple[Callable[[DeskRequest, int], object], str]] = {
    "ambil": (lambda request, pk: handle.assign(request.act, pk=pk, to=request.user.pk), "Percakapan Anda pegang."),
    "tutup": (lambda request, pk: handle.close(request.act, pk=pk), "Percakapan ditutup."),
    "buka": (lambda request, pk: handle.reopen(request.act, pk=pk), "Percakapan dibuka lagi."),
}


def _with_form(
    request: DeskRequest, pk: int, name: str, form: Form, carry_out: Callable[[], object], told: str = ""
) -> HttpResponse:
    found = desk.conversation(request.act, pk)
    if request.method != "POST":
        return redirect("conversation", pk)
    if tried(form, carry_out) is None:
        return page(request, found, status=422, **{name: form})
    if told:
        messages.success(request, told)
    return redirect("conversation", pk)
