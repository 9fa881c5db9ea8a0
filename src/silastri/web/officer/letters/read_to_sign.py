"""A letter of the signing session is read, or sent back; going on to the next says that it was read."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from silastri.domain.refusal import NotThere
from silastri.journey.signing import ready
from silastri.journey.signing.ready import Ready
from silastri.journey.steps import decide
from silastri.web.forms import tried
from silastri.web.guard import DeskRequest, officer

from . import turn_back
from .signing_page import following, mark_of, mark_read, page, read_of


@officer
def read(request: DeskRequest, ref: str) -> HttpResponse:
    """Shows the letter, or keeps that it was read and goes on to the next that was not, or to the passphrase. The
    mark can be taken back."""
    waiting = ready.ready(request.act)
    at = _place(waiting, ref)
    if request.method != "POST":
        return page(request, ref)
    one = waiting[at]
    if request.POST.get("surat") != mark_of(one) or not one.can_be_picked:
        messages.warning(request, "Permohonan ini berubah. Baca suratnya sekali lagi.")
        return redirect("read_to_sign", ref)
    takes_back = request.POST.get("tanda") == "tidak"
    mark_read(request, mark_of(one), is_read=not takes_back)
    if takes_back:
        return redirect("read_to_sign", ref)
    return redirect(_next(request, waiting, at))


def _place(waiting: list[Ready], ref: str) -> int:
    """Where the letter is in the list. Raises NotThere."""
    at = next((n for n, one in enumerate(waiting) if one.case.ref == ref), None)
    if at is None:
        raise NotThere("Surat ini tidak menunggu tanda tangan Anda. Mungkin sudah ditandatangani atau dikembalikan.")
    return at


def _next(request: DeskRequest, waiting: list[Ready], at: int) -> str:
    was_read = read_of(request, waiting)
    unread = [one for one in waiting if one.can_be_picked and mark_of(one) not in was_read]
    odd = [one for one in unread if one.doubts] if request.POST.get("lanjut") == "janggal" else []
    found = following(waiting, at, odd or unread)
    return reverse("read_to_sign", args=[found.case.ref]) if found else f"{reverse('signing')}?daftar=1#frasa"


@officer
def send_back(request: DeskRequest, ref: str) -> HttpResponse:
    """Sends the letter back, and goes on with the others."""
    waiting = ready.ready(request.act)
    form = turn_back.form_of(waiting[_place(waiting, ref)].dossier, request.POST)
    if request.method != "POST" or form is None:
        return redirect("read_to_sign", ref)

    def carry_out() -> Any:
        data = form.cleaned_data
        given = {"turn": data["giliran"], "outcome": data["keputusan"], "note": data["catatan"]}
        return decide.turn_away(request.act, ref=ref, **given)

    if tried(form, carry_out) is None:
        return page(request, ref, form=form)
    messages.success(request, f"{ref} dikembalikan.")
    return redirect("signing")
