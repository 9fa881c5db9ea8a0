"""What is done with a report, whatever it is about: the forms, and what the page shows of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from silastri.apps.signed_report import SignedReport
from silastri.domain.refusal import NotThere
from silastri.journey.reporting import flow, whose
from silastri.journey.signing import report as signing
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest

Kind = signing.Signed[Any]


class RemarksForm(Form):
    catatan = text(
        "Catatan",
        hint="Hal yang menonjol, dan yang dikerjakan karenanya.",
        required=False,
        most=flow.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class SeenForm(Form):
    tanda = forms.CharField(widget=forms.HiddenInput(), max_length=16)


class SendBackForm(SeenForm):
    alasan = text("Yang perlu diperbaiki", most=flow.LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class SignForm(SeenForm):
    frasa = text("Frasa sandi tanda tangan", most=200, widget=forms.PasswordInput(), autocomplete="off")


def _write(request: DeskRequest, kind: Kind, pk: int, given: dict[str, Any]) -> Any:
    return kind.flow.write(request.act, pk, given["catatan"])


def _check(request: DeskRequest, kind: Kind, pk: int, given: dict[str, Any]) -> Any:
    return kind.flow.check(request.act, pk, given["tanda"])


def _send_back(request: DeskRequest, kind: Kind, pk: int, given: dict[str, Any]) -> Any:
    return kind.flow.send_back(request.act, pk, given["alasan"], given["tanda"])


def _sign(request: DeskRequest, kind: Kind, pk: int, given: dict[str, Any]) -> Any:
    return signing.sign(request.act, kind, pk=pk, seen=given["tanda"], passphrase=given["frasa"], signer=request.user)


_ACTS: dict[str, tuple[type[Form], Callable[[DeskRequest, Kind, int, dict[str, Any]], Any], str]] = {
    "catat": (RemarksForm, _write, "Catatan disimpan dan angkanya dihitung lagi."),
    "setuju": (SeenForm, _check, "Laporan disetujui. Angkanya tidak berubah lagi."),
    "kembali": (SendBackForm, _send_back, "Laporan dikembalikan untuk diperbaiki."),
    "tanda-tangan": (SignForm, _sign, "Laporan ditandatangani."),
}
Page = Callable[[DeskRequest, int, dict[str, Form] | None, int], HttpResponse]


def change(request: DeskRequest, kind: Kind, pk: int, what: str, *, route: str, page: Page) -> HttpResponse:
    """Writes remarks, approves, sends back or signs; shows the page again where that was not done."""
    if request.method != "POST" or what not in _ACTS:
        kind.flow.find(request.act, pk, False)
        raise NotThere("Halaman ini tidak ada.")
    form_class, act, said = _ACTS[what]
    form = form_class(request.POST, auto_id=f"{what}-%s")
    if tried(form, lambda: act(request, kind, pk, form.cleaned_data)) is None:
        return page(request, pk, {what: form}, 422)
    messages.success(request, said)
    return redirect(route, pk)


def shown(request: DeskRequest, kind: Kind, report: SignedReport, route: str, wrong: dict[str, Form]) -> dict[str, Any]:
    """What ``officer/office_reports/_acts.html`` shows."""
    act, mark = request.act, flow.mark(report)
    seen = {"tanda": mark}
    may_check, may_sign = kind.flow.may_check(act, report), kind.flow.may_sign(act, report)
    return {
        "report": report,
        "turn": whose.turn(kind.flow, report, request.today),
        "change_route": route,
        "wrong": next(iter(wrong.values()), None),
        "seen": mark,
        "remarks_form": kind.flow.may_write(act, report)
        and (wrong.get("catat") or RemarksForm(auto_id="catat-%s", initial={"catatan": report.remarks})),
        "may_check": may_check,
        "send_back_form": (may_check or may_sign)
        and (wrong.get("kembali") or SendBackForm(auto_id="kembali-%s", initial=seen)),
        "sign_form": may_sign and (wrong.get("tanda-tangan") or SignForm(auto_id="tanda-tangan-%s", initial=seen)),
    }
