"""What proves my account, and how to change it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.journey.accounts import let_go, passkeys, second_proof, set_up
from silastri.web.gate import key_offer
from silastri.web.gate.way_back import way_back
from silastri.web.guard import Request, applicant, fresh


@applicant
def my_security(request: Request) -> HttpResponse:
    page = {
        "ways": second_proof.ways(request.user),
        "passkeys": passkeys.of(request.user),
        "is_staff": second_proof.is_staff(request.user, request.act.at),
    }
    return render(request, "account/security.html", page)


@applicant
@fresh
def print_codes(request: Request) -> HttpResponse:
    """Ten new codes for the paper."""
    if request.method != "POST" or not second_proof.ways(request.user).any:
        return redirect("my_security")
    codes = set_up.print_codes(request.act, person=request.user)
    page = {"codes": codes, "is_new": False, "is_staff": second_proof.is_staff(request.user, request.act.at)}
    return render(request, "account/paper.html", page)


@applicant
def put_off_passkey(request: Request) -> HttpResponse:
    """Not now: the offer after signing in is not made again in this browser."""
    back = redirect(way_back(request) or "my_security")
    return key_offer.answered(request, back) if request.method == "POST" else back


@applicant
@fresh
def remove_passkey(request: Request, pk: int) -> HttpResponse:
    key = request.session.session_key or ""
    if request.method == "POST" and let_go.passkey(request.act, person=request.user, pk=pk, session=key):
        messages.success(request, "Kunci sandi itu sudah dihapus.")
    return redirect("my_security")


@applicant
@fresh
def remove_app(request: Request) -> HttpResponse:
    key = request.session.session_key or ""
    if request.method == "POST" and let_go.app(request.act, person=request.user, session=key):
        messages.success(request, "Aplikasi kode sudah dilepas.")
    return redirect("my_security")


@applicant
def still_here(request: Request) -> HttpResponse:
    """A page on which somebody types says so, long before the session would end."""
    return HttpResponse(status=204)
