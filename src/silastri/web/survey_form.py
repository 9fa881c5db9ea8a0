"""The questionnaire as a form, the same wherever it is answered."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest

from silastri.apps.offices import queries as offices
from silastri.apps.surveys.models import Invitation
from silastri.domain.definition.voice.survey import Survey
from silastri.domain.satisfaction import questionnaire
from silastri.journey.surveys.answer import NoInvitation

from .forms import Form, choice, text, whole
from .gate.limits import slow_down

_PROFILE = ("sex", "age", "education", "occupation", "suggestion")
_OWN = "tambahan-"
_MOST = 30  # codes from one address in ten minutes that are none


class SurveyForm(Form):
    """Nine questions in the order of the questionnaire, then the office's own; the profile may be left empty."""

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        for number, question in enumerate(questionnaire.QUESTIONS, start=1):
            options = [(str(mark), label) for mark, label in enumerate(question.options, start=1)]
            self.fields[question.element] = choice(f"{number}. {question.text}", options)
        for number, own in enumerate(survey.extra, start=len(questionnaire.QUESTIONS) + 1):
            options = [(str(mark), label) for mark, label in enumerate(own.options, start=1)]
            self.fields[_OWN + own.key] = choice(f"{number}. {own.text}", options)
        for told in questionnaire.PROFILE:
            self.fields[told.key] = choice(told.name, told.options, required=False)
        self.fields["suggestion"] = text(
            "Saran untuk kami", required=False, most=1000, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def questions(self) -> list[Any]:
        return [self[question.element] for question in questionnaire.QUESTIONS]

    @property
    def own(self) -> list[Any]:
        return [self[_OWN + question.key] for question in self.survey.extra]

    @property
    def profile(self) -> list[Any]:
        return [self[name] for name in _PROFILE]

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        marks = {question.element: whole(data[question.element]) for question in questionnaire.QUESTIONS}
        own = {question.key: whole(data[_OWN + question.key]) for question in self.survey.extra}
        return marks | {name: data[name] for name in _PROFILE} | {"extra": own}


class CodeForm(Form):
    kode = text(
        "Kode survei atau nomor pendaftaran",
        hint="Ada di tanda terima, di slip, atau di pesan kami",
        most=60,
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
    )


def counted(request: HttpRequest, find: Callable[[], Invitation]) -> Invitation:
    """Codes cannot be guessed; counting the wrong ones deters people from trying. Raises TooOften and what ``find``
    raises."""
    try:
        return find()
    except NoInvitation:
        slow_down(request, "survey", most=_MOST, sentence="Terlalu banyak kode yang salah.")
        raise


def form_of(request: HttpRequest, invitation: Invitation) -> SurveyForm:
    """The questionnaire of the office that served, as it was sent."""
    survey = offices.definition(invitation.case.office).survey
    return SurveyForm(request.POST if request.method == "POST" else None, survey=survey)
