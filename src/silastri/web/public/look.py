"""The pieces that pages are built of, each once, with its look: in the demo and the preview only."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from silastri.domain.refusal import NotThere
from silastri.web.guard import public


@public
def look(request: Any) -> HttpResponse:
    if not (settings.DEMO or hasattr(settings, "PREVIEW_WORKSHOP")):
        raise NotThere("Halaman ini tidak ada.")
    at = request.act.at
    return render(request, "public/look.html", {"now": at} | _case(at) | _list(at) | _desk())


def _case(at: Any) -> dict[str, Any]:
    said = "Langkah 3 dari 5, di Kepala Dinas sejak kemarin, paling lambat besok"
    wheres = [SimpleNamespace(tone=tone, sentence=said, then="") for tone in ("running", "late")]
    event = {"who": "Back Office", "is_now": False, "at": at - timedelta(days=2), "turned": False}
    events = [
        event | {"title": "Berkas diperiksa"},
        event | {"title": "Dikembalikan untuk diperbaiki", "turned": True},
        event | {"title": "Persetujuan", "who": "Sekarang di Kepala Dinas", "is_now": True},
        event | {"title": "Penyerahan", "who": "Loket", "at": None},
    ]
    reach = {"is_possible": True, "call": "tel:+620000", "whatsapp": "", "mail": "mailto:layanan@contoh.example"}
    return {
        "wheres": wheres,
        "way": {"before": [event | {"title": "Permohonan diterima"}], "events": events},
        "reach": reach | {"office": "Dinas Contoh", "phone": "", "email": "layanan@contoh.example"},
        "case": {"office": None},
    }


def _list(at: Any) -> dict[str, Any]:
    column = SimpleNamespace(label="Pemegang", kind="name")
    due = SimpleNamespace(label="Tenggat", kind="due")
    rows = [
        {"key": f"baris-{n}", "address": "#daftar", "name": name, "late": n == 1,
         "cells": [("name", {"text": name}), ("due", {"due": at + timedelta(days=n - 2), "late": n == 1})]}
        for n, name in enumerate(("Minah Contoh", "Budi Contoh", "Sari Contoh"), start=1)
    ]  # fmt: skip
    chips = [{"label": label, "count": n, "address": "#daftar", "on": n == 3, "presses": label == "Terlambat"}
             for label, n in (("Terlambat", 1), ("Hari ini", 2), ("Semua", 3))]  # fmt: skip
    return {
        "heads": [{"column": column, "address": "#daftar", "sorted": "ascending"}, {"column": due, "address": ""}],
        "rows": rows,
        "chips": [{"label": "Tenggat", "chips": chips}],
        "pager": {"total": 3, "pages": 1},
    }


def _desk() -> dict[str, Any]:
    go = {"name": "keputusan", "value": "", "label": "Lanjutkan", "instead": ""}
    return {
        "form": {"keys": ("ktp",), "go": go, "others": [("ditolak", "Tolak")], "ways": ()},
        "papers": [{"place": "lihat-ktp", "name": "KTP pemohon", "pictures": (), "opens": "", "is_new": True}],
        "icons": ("search", "inbox", "letter", "calendar", "clock", "camera", "qr", "printer", "download", "phone"),
        "stock_reasons": ("Foto kabur", "Bukan berkas yang diminta"),
    }
