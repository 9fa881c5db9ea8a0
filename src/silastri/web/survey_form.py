"""The questionnaire as a form, the same wherever it is answered."""

from typing import Any

from django import forms

from silastri.domain import questionnaire

from .forms import Form, choice, text, whole

_PROFILE = ("sex", "age", "education", "occupation", "suggestion")


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
        return [self[name] for name in _PROFILE]

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        marks = {question.element: whole(data[question.element]) for question in questionnaire.QUESTIONS}
        return marks | {name: data[name] for name in _PROFILE}
