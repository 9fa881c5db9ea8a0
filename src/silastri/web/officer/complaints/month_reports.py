"""The reports of months: the list, one of them, and what each post does with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from silastri.apps.complaints.models import MonthReport
from silastri.domain.refusal import NotThere
from silastri.journey.complaints import month_figures, month_paper
from silastri.journey.complaints import month_report as journey
from silastri.journey.signing import month_report as signing
from silastri.web.forms import Form, text, tried
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf

_PAGE = 60  # five years


class RemarksForm(Form):
    catatan = text(
        "Catatan",
        hint="Hal yang menonjol, dan yang dikerjakan karenanya.",
        required=False,
        most=journey.LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class SeenForm(Form):
    tanda = forms.CharField(widget=forms.HiddenInput(), max_length=16)


class SendBackForm(SeenForm):
    alasan = text("Yang perlu diperbaiki", most=journey.LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}))


class SignForm(SeenForm):
    frasa = text("Frasa sandi tanda tangan", most=200, widget=forms.PasswordInput(), autocomplete="off")


@officer
def month_reports(request: DeskRequest) -> HttpResponse:
    found = [(one, journey.month_of(one)) for one in journey.listed(request.act)[:_PAGE]]
    return render(request, "officer/complaints/month_reports.html", {"reports": found})


@officer
def month_report(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@sensitive_post_parameters("frasa")
@officer
def change_month_report(request: DeskRequest, pk: int, what: str) -> HttpResponse:
    """Writes remarks, approves, sends back or signs."""
    if request.method != "POST" or what not in _ACTS:
        journey.report(request.act, pk)
        raise NotThere("Halaman ini tidak ada.")
    form_class, act, said = _ACTS[what]
    form = form_class(request.POST, auto_id=f"{what}-%s")
    if tried(form, lambda: act(request, pk, form.cleaned_data)) is None:
        return _page(request, pk, {what: form}, 422)
    messages.success(request, said)
    return redirect("month_report", pk)


def _write(request: DeskRequest, pk: int, given: dict[str, Any]) -> MonthReport:
    return journey.write(request.act, pk, given["catatan"])


def _check(request: DeskRequest, pk: int, given: dict[str, Any]) -> MonthReport:
    return journey.check(request.act, pk, given["tanda"])


def _send_back(request: DeskRequest, pk: int, given: dict[str, Any]) -> MonthReport:
    return journey.send_back(request.act, pk, given["alasan"], given["tanda"])


def _sign(request: DeskRequest, pk: int, given: dict[str, Any]) -> MonthReport:
    return signing.sign(request.act, pk=pk, seen=given["tanda"], passphrase=given["frasa"], signer=request.user)


_ACTS: dict[str, tuple[type[Form], Callable[[DeskRequest, int, dict[str, Any]], MonthReport], str]] = {
    "catat": (RemarksForm, _write, "Catatan disimpan dan angkanya dihitung lagi."),
    "setuju": (SeenForm, _check, "Laporan disetujui. Angkanya tidak berubah lagi."),
    "kembali": (SendBackForm, _send_back, "Laporan dikembalikan untuk diperbaiki."),
    "tanda-tangan": (SignForm, _sign, "Laporan ditandatangani."),
}


def _page(request: DeskRequest, pk: int, wrong: dict[str, Form] | None = None, status: int = 200) -> HttpResponse:
    report = journey.report(request.act, pk)
    seen, shown = {"tanda": journey.mark(report)}, wrong or {}
    page = {
        "report": report,
        "month": journey.month_of(report),
        "summary": month_paper.summary(report.figures),
        "groups": month_paper.groups(report.figures) if report.figures["received"] else [],
        "target": month_paper.target(report.figures),
        "improvements": month_figures.due_days(report.figures),
        "wrong": next(iter(shown.values()), None),
        "seen": seen["tanda"],
        "remarks_form": journey.may_write(request.act, report)
        and (shown.get("catat") or RemarksForm(auto_id="catat-%s", initial={"catatan": report.remarks})),
        "may_check": journey.may_check(request.act, report),
        "send_back_form": (journey.may_check(request.act, report) or journey.may_sign(request.act, report))
        and (shown.get("kembali") or SendBackForm(auto_id="kembali-%s", initial=seen)),
        "sign_form": journey.may_sign(request.act, report)
        and (shown.get("tanda-tangan") or SignForm(auto_id="tanda-tangan-%s", initial=seen)),
    }
    return render(request, "officer/complaints/month_report.html", page, status=status)


@officer
def month_report_pdf(request: DeskRequest, pk: int) -> HttpResponse:
    return pdf(month_paper.paper(request.act, pk), _name(request, pk))


@officer
def month_report_sheet(request: DeskRequest, pk: int) -> HttpResponse:
    sheet = month_paper.sheet(request.act, pk)
    response = HttpResponse(sheet.content, content_type=sheet.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(request, pk)}.{sheet.ending}"'
    return response


def _name(request: DeskRequest, pk: int) -> str:
    report = journey.report(request.act, pk)
    return f"laporan-pengaduan-{request.desk.office.slug}-{report.year}-{report.month:02}"
