"""The questionnaire as a form, the same for applicants and for the counter."""

from typing import Any

from django import forms

from silastri.domain import questionnaire

from .forms import Form, choice, text


class SurveyForm(Form):
    """Nine questions in the order of the questionnaire; the profile may be left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questionnaire.QUESTIONS, start=1):
            options = [(str(mark), label) for mark, label in enumerate(question.options, start=1)]
            self.fields[question.element] = choice(f"{number}. {question.text}", options)
        self.fields["sex"] = choice("Jenis kelamin", [("L", "Laki-laki"), ("P", "Perempuan")], required=False)
        self.fields["age"] = forms.IntegerField(
            label="Usia (tahun)",
            required=False,
            min_value=10,
            max_value=120,
            error_messages={"invalid": "Isi dengan angka.", "min_value": "Periksa usia.", "max_value": "Periksa usia."},
        )
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
        scores = {question.element: int(data[question.element]) for question in questionnaire.QUESTIONS}
        profile = {name: data[name] for name in ("sex", "age", "education", "occupation", "suggestion")}
        return {"scores": scores, **profile}
