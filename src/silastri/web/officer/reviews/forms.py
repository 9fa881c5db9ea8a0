"""The forms of the yearly measurement: they check only the shape of answers."""

from typing import Any

from django import forms

from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.review.score import MARKS
from silastri.journey.reviews.judge import LONGEST, MOST_PHOTOS
from silastri.web.forms import PHOTO, Form, choice, day, one_of, text, upload


class TeamForm(Form):
    tim = forms.MultipleChoiceField(
        label="Siapa yang menilai",
        help_text="Pemegang jabatan ini menilai butirnya. Beberapa orang bisa menilai bersamaan.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu jabatan yang menilai."},
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [(post.key, post.title) for post in offices.definition(office).posts]
        self.fields["tim"].choices = posts  # type: ignore[attr-defined]


class ItemForm(Form):
    nilai = choice("Yang ditemukan", list(MARKS.items()))
    catatan = text(
        "Catatan",
        hint="Wajib diisi bila Tidak atau Tidak relevan.",
        required=False,
        most=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    versi = forms.IntegerField(min_value=0, widget=forms.HiddenInput(attrs={"id": "versi"}))
    foto = upload(
        "Tambah foto bukti", hint=f"Paling banyak {MOST_PHOTOS} foto untuk satu butir", accept=PHOTO, many=True,
        required=False, of_form="butir",
    )  # fmt: skip


class ActionForm(Form):
    apa = text("Apa yang diperbaiki", most=1000, widget=forms.Textarea(attrs={"rows": 3}))
    jabatan = one_of("Siapa penanggung jawabnya", ())
    sampai = day("Paling lambat")
    umum = forms.BooleanField(label="Umumkan di halaman layanan", required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [(post.key, post.title) for post in offices.definition(office).posts]
        self.choose_from("jabatan", [("", "Pilih jabatan"), *posts])


class SeenForm(Form):
    tanda = forms.CharField(widget=forms.HiddenInput, max_length=16)
