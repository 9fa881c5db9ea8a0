"""The forms of a report: they check only the shape of answers."""

from datetime import date
from typing import Any

from django import forms

from silastri.domain.satisfaction.index import NAMES
from silastri.domain.satisfaction.reporting import quarters
from silastri.web.forms import Form, one_of, text

_QUARTERS = 6  # this one and those that one can plan for


class AnalysisForm(Form):
    analisis = text("Analisis", most=10_000, widget=forms.Textarea(attrs={"rows": 9}))


class PlanForm(Form):
    """What is done about an element, in which quarter, and by whom."""

    unsur = one_of("Unsur yang diperbaiki", [("", "Pilih unsur"), *NAMES.items()])
    apa = text(
        "Apa yang dikerjakan",
        hint="Misalnya: jadwal loket ditambah pada jam ramai",
        most=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sampai = one_of("Selesai pada", ())
    jabatan = one_of("Penanggung jawab", ())
    umum = forms.BooleanField(label="Umumkan di halaman layanan", required=False)

    def __init__(self, *args: Any, posts: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.until.isoformat(), one.name) for one in quarters(today, _QUARTERS)]
        self.choose_from("sampai", [("", "Pilih triwulan"), *offered])
        self.choose_from("jabatan", [("", "Pilih jabatan"), *posts])
