"""The questionnaire as a form and a page, the same for applicants and for the counter."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.cases.models import Case
from silastri.domain import questionnaire
from silastri.journey.steps import survey as journey

from .forms import Form, choice, text, whole
from .guard import Request


class SurveyForm(Form):
    """Nine questions in the order of the questionnaire; the profile may be left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questionnaire.QUESTIONS, start=1):
            options = [(str(mark), label) for mark, label in enumerate(question.options, start=1)]
            self.fields[question.element] = choice(f"{number}. {question.text}", options)
        self.fields["sex"] = choice("Jenis kelamin", [("L", "Laki-laki"), ("P", "Perempuan")], required=False)
        self.fields["age"] = choice("Usia (tahun)", [(a, a) for a in questionnaire.AGES], required=False)
        self.fields["education"] = choice("Pendidikan", [(e, e) for e in questionnaire.EDUCATIONS], required=False)
        self.fields["occupation"] = choice("Pekerjaan", [(o, o) for o in questionnaire.OCCUPATIONS], required=False)
        self.fields["suggestion"] = text(
            "Saran untuk kami", required=False, most=1000, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def questions(self) -> list[Any]:
        return [self[question.element] for question in questionnaire.QUESTIONS]

    @property
    def profile(self) -> list[Any]:
        return [self[name] for name in ("sex", "age", "education", "occupation", "suggestion")]

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        marks = {question.element: whole(data[question.element]) for question in questionnaire.QUESTIONS}
        profile = {name: data[name] for name in ("sex", "age", "education", "occupation", "suggestion")}
        return marks | profile


def fill_in(request: Request, case: Case, *, template: str, told: str, then: str) -> HttpResponse:
    """Shows the questionnaire of a case and keeps its answers. Raises NotNow."""
    if not journey.is_open(case):
        raise journey.NotNow(
            "Survei ini sudah diisi." if case.surveyed_on else "Survei dibuka setelah surat siap diambil."
        )
    form = SurveyForm(request.POST or None)
    if not (request.method == "POST" and form.is_valid()):
        return render(request, template, {"case": case, "form": form}, status=422 if form.is_bound else 200)
    journey.fill_in(request.act, ref=case.ref, answers=form.answers())
    messages.success(request, told)
    return redirect(then, case.ref)
