"""The pieces that pages are built of, each once, with its look: in the demo and the preview only."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from silastri.domain import worktime
from silastri.domain.definition.letter_text import MONTHS
from silastri.domain.refusal import NotThere
from silastri.web.chart import chart
from silastri.web.desk.rows import Cell, Row
from silastri.web.guard import public


@public
def look(request: Any) -> HttpResponse:
    if not (settings.DEMO or hasattr(settings, "PREVIEW_WORKSHOP")):
        raise NotThere("Halaman ini tidak ada.")
    at = request.act.at
    return render(request, "public/look.html", {"now": at} | _case(at) | _list(at) | _desk() | _filing(at))


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
        Row(f"baris-{n}", "#daftar", name, (("name", Cell(name)), ("due", Cell(due=day, late=n == 1))), late=n == 1)
        for n, name in enumerate(("Minah Contoh", "Budi Contoh", "Sari Contoh"), start=1)
        for day in [at + timedelta(days=n - 2)]
    ]
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


def _filing(at: Any) -> dict[str, Any]:
    """Choosing a service, its days and its papers."""
    offer = SimpleNamespace(title="Izin contoh", legal_name="Surat Izin Contoh", summary="Untuk yang perlu contoh.")
    service = SimpleNamespace(office_slug="contoh", slug="contoh", offer=offer, office_name="Dinas Contoh")
    need = SimpleNamespace(label="Fotokopi KTP", hint="", owner="Pemohon", obtained_from="", has_sheet=False)
    letter = SimpleNamespace(label="Surat domisili", hint="", owner="", obtained_from="Kantor desa", has_sheet=False)
    return {
        "services": [service],
        "needs": [(need, "yang masih berlaku"), (letter, "")],
        "calendar": _month(worktime.national_day(at)),
        "side": SimpleNamespace(attach="attach", parts="parts", document="my_document", picture="my_picture"),
        "case": SimpleNamespace(ref="CONTOH", office=None, state="draft"),
        "cards": [_card(1, "ktp_contoh", "Fotokopi KTP"), _card(2, "foto_contoh", "Pas foto", "Foto kabur")],
        "bars": chart(
            "Permohonan bulan ini",
            "Layanan",
            "Permohonan",
            [("Izin contoh", 12, "12"), ("Surat keterangan contoh dengan nama panjang", 7, "7"), ("Lain", 0, "0")],
        ),
    }


def _month(today: date) -> dict[str, Any]:
    """A month in which some days are taken, and one is held."""
    first = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    days: list[Any] = [None] * first.weekday() + [(first + timedelta(days=n), n in (8, 9)) for n in range(28)]
    weeks = [days[n : n + 7] for n in range(0, len(days), 7)]
    weeks[-1] += [None] * (7 - len(weeks[-1]))
    return {
        "title": f"{MONTHS[first.month - 1]} {first.year}",
        "months": [{"label": "Aula contoh", "weeks": weeks}],
        "today": first + timedelta(days=3),
        "asked": {first + timedelta(days=14)},
        "held": {first + timedelta(days=20)},
        "until": None,
    }


def _card(number: int, key: str, label: str, wrong: str = "") -> SimpleNamespace:
    """A paper that is missing, or was found wrong."""
    requirement = SimpleNamespace(key=key, label=label, hint="", note="", shape="")
    mark = SimpleNamespace(is_right=False, reason=wrong) if wrong else None
    return SimpleNamespace(
        number=number,
        requirement=requirement,
        paper=None,
        mark=mark,
        error="",
        coming=(),
        is_open=True,
        is_needed=True,
        is_optional=False,
        is_unmended=bool(wrong),
    )
